/* json.cc — the one C++ file: simdjson behind the C functions of json.h.
 *
 * simdjson's first stage checks UTF-8, finds the structure and refuses raw
 * control characters in strings; its on-demand stage checks only what is
 * visited.  So everything is visited, escapes are checked by unescaping, and
 * numbers, taken as tokens, are checked here against the grammar.
 *
 * No exception crosses into C: none is thrown (simdjson is used through its
 * error codes), and growth uses malloc. */
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <new>

#include "engine/base/json.h"

namespace ondemand = simdjson::ondemand;

struct json_reader
{
  ondemand::parser parser;
  json_value *values = nullptr;
  uint32_t count = 0, capacity = 0;
  unsigned depth = 0;
  const char *text = nullptr; /* of the document being read */
  size_t len = 0;
  error *failure = nullptr;
};

namespace {

/* Objects up to this size look for repeated names pair by pair. */
constexpr uint32_t small_object = 24;

int fail (json_reader *r, const char *what, const char *where)
{
  size_t column = where >= r->text && where <= r->text + r->len ? size_t (where - r->text) + 1 : 1;
  return error_set (r->failure, ERROR_INPUT, "not valid JSON: %s at column %zu", what, column);
}

const char *phrase (simdjson::error_code code)
{
  switch (code)
    {
    case simdjson::UTF8_ERROR: return "bytes that are not UTF-8";
    case simdjson::UNESCAPED_CHARS: return "a control character inside a string";
    case simdjson::UNCLOSED_STRING: return "a string that is not closed";
    case simdjson::STRING_ERROR: return "a bad escape in a string";
    case simdjson::EMPTY: return "nothing there";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "a bracket that is not closed";
    case simdjson::MEMALLOC: return "out of memory";
    default: return "a misplaced character";
    }
}

int fail_code (json_reader *r, simdjson::error_code code, const char *where)
{
  if (code == simdjson::MEMALLOC)
    return error_memory (r->failure);
  return fail (r, phrase (code), where);
}

bool number_is_valid (const char *p, const char *end)
{
  auto digits = [&] { const char *from = p; while (p < end && *p >= '0' && *p <= '9') p++; return p > from; };
  if (p < end && *p == '-')
    p++;
  if (p < end && *p == '0')
    p++;
  else if (!digits ())
    return false;
  if (p < end && *p == '.')
    {
      p++;
      if (!digits ())
        return false;
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      if (!digits ())
        return false;
    }
  return p == end;
}

json_value *push (json_reader *r)
{
  if (r->count == r->capacity)
    {
      uint32_t capacity = r->capacity ? r->capacity * 2 : 64;
      void *grown = realloc (r->values, capacity * sizeof (json_value));
      if (!grown)
        return nullptr;
      r->values = static_cast<json_value *> (grown);
      r->capacity = capacity;
    }
  json_value *value = &r->values[r->count++];
  *value = json_value ();
  return value;
}

/* A word whose high bits stand where `word` has the byte `c`: exact up to the
 * first such byte, which is all that is asked. */
inline uint64_t bytes_equal (uint64_t word, unsigned char c)
{
  uint64_t ones = 0x0101010101010101, x = word ^ (ones * c);
  return (x - ones) & ~x & (ones << 7);
}

/* The end of a string whose first byte is p, or null where it has escapes.
 * Reads eight bytes at a time, into the padding at most. */
inline const char *plain_end (const char *p, const char *end)
{
  for (; p < end; p += 8)
    {
      uint64_t word;
      memcpy (&word, p, sizeof word);
      if (uint64_t found = bytes_equal (word, '"') | bytes_equal (word, '\\'))
        {
          p += __builtin_ctzll (found) / 8;
          return p < end && *p == '"' ? p : nullptr;
        }
    }
  return nullptr;
}

/* Strings are borrowed from the text; only one with escapes is rewritten, by
 * simdjson, into the parser's own buffer.  Either way the token is used up. */
template <typename unescape, typename skip>
int take_string (json_reader *r, const char *from, const char **text, uint32_t *len, unescape rewrite,
                 skip pass)
{
  if (const char *end = plain_end (from, r->text + r->len))
    {
      *text = from;
      *len = uint32_t (end - from);
      auto code = pass ();
      return code ? fail_code (r, code, from) : 0;
    }
  std::string_view view;
  if (auto code = rewrite ().get (view))
    return fail_code (r, code, from);
  *text = view.data ();
  *len = uint32_t (view.size ());
  return 0;
}

bool same_key (const json_value &a, const json_value &b)
{
  return a.key_len == b.key_len && memcmp (a.key, b.key, a.key_len) == 0;
}

int compare_keys (const void *a, const void *b)
{
  auto x = *static_cast<const json_value *const *> (a), y = *static_cast<const json_value *const *> (b);
  if (x->key_len != y->key_len)
    return x->key_len < y->key_len ? -1 : 1;
  return memcmp (x->key, y->key, x->key_len);
}

int repeated (json_reader *r, const json_value &value)
{
  return error_set (r->failure, ERROR_INPUT, "the member name \"%.*s\" is repeated",
                    error_shown (value.key, value.key_len), value.key);
}

/* Refuses an object, already read at `at`, in which a name stands twice. */
int check_names (json_reader *r, uint32_t at, uint32_t members)
{
  const json_value *v = r->values;
  if (members <= small_object)
    {
      const json_value *seen[small_object];
      uint32_t n = 0;
      for (uint32_t i = at + 1; i < v[at].next; i = v[i].next)
        {
          for (uint32_t j = 0; j < n; j++)
            if (same_key (*seen[j], v[i]))
              return repeated (r, v[i]);
          seen[n++] = &v[i];
        }
      return 0;
    }
  auto sorted = static_cast<const json_value **> (malloc (members * sizeof (json_value *)));
  if (!sorted)
    return error_memory (r->failure);
  uint32_t n = 0;
  for (uint32_t i = at + 1; i < v[at].next; i = v[i].next)
    sorted[n++] = &v[i];
  qsort (sorted, n, sizeof *sorted, compare_keys);
  int status = 0;
  for (uint32_t i = 1; i < n && status == 0; i++)
    if (same_key (*sorted[i - 1], *sorted[i]))
      status = repeated (r, *sorted[i]);
  free (sorted);
  return status;
}

int take_value (json_reader *r, ondemand::value value, uint32_t at, unsigned depth);

template <typename source> int take_object (json_reader *r, source from, uint32_t at, unsigned depth)
{
  ondemand::object object;
  if (auto code = from.get_object ().get (object))
    return fail_code (r, code, r->text);
  r->values[at].kind = JSON_OBJECT;
  uint32_t members = 0;
  for (auto item : object)
    {
      ondemand::field field;
      if (auto code = std::move (item).get (field))
        return fail_code (r, code, r->text + r->len);
      uint32_t child = r->count;
      json_value *made = push (r);
      if (!made)
        return error_memory (r->failure);
      if (take_string (r, field.key ().raw (), &made->key, &made->key_len,
                       [&] { return field.unescaped_key (); },
                       [] { return simdjson::SUCCESS; }) < 0
          || take_value (r, field.value (), child, depth) < 0)
        return -1;
      members++;
    }
  r->values[at].next = r->count;
  return check_names (r, at, members);
}

template <typename source> int take_array (json_reader *r, source from, uint32_t at, unsigned depth)
{
  ondemand::array array;
  if (auto code = from.get_array ().get (array))
    return fail_code (r, code, r->text);
  r->values[at].kind = JSON_ARRAY;
  for (auto item : array)
    {
      ondemand::value value;
      if (auto code = std::move (item).get (value))
        return fail_code (r, code, r->text + r->len);
      uint32_t child = r->count;
      if (!push (r))
        return error_memory (r->failure);
      if (take_value (r, value, child, depth) < 0)
        return -1;
    }
  r->values[at].next = r->count;
  return 0;
}

int too_deep (json_reader *r)
{
  return error_set (r->failure, ERROR_LIMIT, "nested deeper than %u", r->depth);
}

int take_number (json_reader *r, ondemand::value value, json_value *out)
{
  std::string_view token = value.raw_json_token ();
  size_t len = token.size ();
  while (len > 0 && memchr (" \t\r\n", token[len - 1], 4))
    len--;
  if (!number_is_valid (token.data (), token.data () + len))
    return fail (r, "a malformed number", token.data ());
  out->kind = JSON_NUMBER;
  out->text = token.data ();
  out->text_len = uint32_t (len);
  /* Consumes the token; the binary value it computes is not looked at. */
  double ignored;
  if (value.get_double ().get (ignored)) {}
  return 0;
}

int take_value (json_reader *r, ondemand::value value, uint32_t at, unsigned depth)
{
  ondemand::json_type type;
  if (auto code = value.type ().get (type))
    return fail_code (r, code, value.raw_json_token ().data ());
  r->values[at].next = r->count;
  switch (type)
    {
    case ondemand::json_type::object:
      return depth == 0 ? too_deep (r) : take_object (r, value, at, depth - 1);
    case ondemand::json_type::array:
      return depth == 0 ? too_deep (r) : take_array (r, value, at, depth - 1);
    case ondemand::json_type::string:
      {
        json_value *out = &r->values[at];
        out->kind = JSON_STRING;
        return take_string (r, value.raw_json_token ().data () + 1, &out->text, &out->text_len,
                            [&] { return value.get_string (); },
                            [&] { ondemand::raw_json_string raw;
                                  return value.get_raw_json_string ().get (raw); });
      }
    case ondemand::json_type::number:
      return take_number (r, value, &r->values[at]);
    case ondemand::json_type::boolean:
      {
        bool truth;
        const char *where = value.raw_json_token ().data ();
        if (auto code = value.get_bool ().get (truth))
          return fail_code (r, code, where);
        r->values[at].kind = truth ? JSON_TRUE : JSON_FALSE;
        return 0;
      }
    default:
      {
        const char *where = value.raw_json_token ().data ();
        bool null = false;
        if (value.is_null ().get (null) || !null)
          return fail (r, "a misplaced character", where);
        r->values[at].kind = JSON_NULL;
        return 0;
      }
    }
}

int take_document (json_reader *r, ondemand::document &document)
{
  ondemand::json_type type;
  if (auto code = document.type ().get (type))
    return fail_code (r, code, r->text);
  if (!push (r))
    return error_memory (r->failure);
  int status;
  if (type == ondemand::json_type::object)
    status = take_object<ondemand::document &> (r, document, 0, r->depth - 1);
  else if (type == ondemand::json_type::array)
    status = take_array<ondemand::document &> (r, document, 0, r->depth - 1);
  else
    return error_set (r->failure, ERROR_INPUT, "neither an object nor an array");
  if (status == 0 && document.current_location ().error () != simdjson::OUT_OF_BOUNDS)
    return fail (r, "more text after the end", r->text + r->len);
  return status;
}

} // namespace

extern "C" int json_reader_new (json_reader **out, unsigned depth, error *error)
{
  auto reader = new (std::nothrow) json_reader;
  if (!reader)
    return error_memory (error);
  reader->depth = depth;
  *out = reader;
  return 0;
}

extern "C" void json_reader_free (json_reader *reader)
{
  if (!reader)
    return;
  free (reader->values);
  delete reader;
}

extern "C" int json_read (json_reader *r, const char *text, size_t len, json_doc *out, error *error)
{
  r->text = text;
  r->len = len;
  r->failure = error;
  r->count = 0;
  if (len > UINT32_MAX / 2)
    return error_set (error, ERROR_LIMIT, "the text is too long to read at once");
  ondemand::document document;
  if (auto code = r->parser.iterate (text, len, len + JSON_PADDING).get (document))
    return fail_code (r, code, text + len);
  if (take_document (r, document) < 0)
    return -1;
  out->values = r->values;
  out->count = r->count;
  return 0;
}
