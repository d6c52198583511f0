/* dump.c — reading Lua 5.4's dumped bytecode. */
#include "engine/policy/dump.h"

#include <string.h>

static int
append (lua_State *L, const void *bytes, size_t size, void *context)
{
  struct buffer *buffer = context;
  (void)L;
  buffer_add (buffer, bytes, size);
  return buffer->failed;
}

void
dump_write (lua_State *L, struct buffer *out)
{
  lua_dump (L, append, out, 0);
}

const unsigned char *
dump_bytes (struct dump_reader *reader, uint64_t size)
{
  const unsigned char *bytes = reader->at;
  if (reader->broken || size > (uint64_t)(reader->end - reader->at))
    {
      reader->broken = true;
      reader->at = reader->end;
      return NULL;
    }
  reader->at += size;
  return bytes;
}

unsigned
dump_byte (struct dump_reader *reader)
{
  const unsigned char *byte = dump_bytes (reader, 1);
  return byte ? *byte : 0;
}

/* Seven bits a byte, the highest first; the last byte has its top bit set. */
uint64_t
dump_number (struct dump_reader *reader)
{
  uint64_t number = 0;
  for (int i = 0; i < 10 && !reader->broken; i++)
    {
      unsigned byte = dump_byte (reader);
      number = number << 7 | (byte & 0x7F);
      if (byte & 0x80)
        return number;
    }
  reader->broken = true;
  return 0;
}

const unsigned char *
dump_array (struct dump_reader *reader, uint64_t size, uint64_t *count)
{
  *count = dump_number (reader);
  if (*count > (uint64_t)(reader->end - reader->at) / size)
    reader->broken = true;
  return dump_bytes (reader, reader->broken ? 0 : *count * size);
}

struct dump_text
dump_text (struct dump_reader *reader, struct dump_text otherwise)
{
  uint64_t size = dump_number (reader); /* one more than the length */
  if (size == 0)
    return otherwise;
  const unsigned char *start = dump_bytes (reader, size - 1);
  return (struct dump_text){ (const char *)start, start ? size - 1 : 0 };
}

static void
read_constant (struct dump_reader *reader, unsigned kind, dump_visit visit, void *context)
{
  struct dump_constant out = { { NULL, 0 }, 0 };
  const unsigned char *bytes = NULL;
  lua_Integer whole;
  if (kind == 0x04 || kind == 0x14) /* strings, short and long */
    out.text = dump_text (reader, (struct dump_text){ "", 0 });
  else /* integer, float */
    bytes = dump_bytes (reader, 8);
  if (bytes && kind == 0x03)
    {
      memcpy (&whole, bytes, sizeof whole);
      out.number = (lua_Number)whole;
    }
  else if (bytes)
    memcpy (&out.number, bytes, sizeof out.number);
  if (visit && !reader->broken)
    visit (context, &out);
}

void
dump_constants (struct dump_reader *reader, dump_visit visit, void *context)
{
  for (uint64_t count = dump_number (reader); count > 0 && !reader->broken; count--)
    {
      unsigned kind = dump_byte (reader);
      switch (kind)
        {
        case 0x00: /* nil, false, true */
        case 0x01:
        case 0x11: break;
        case 0x03:
        case 0x04:
        case 0x13:
        case 0x14: read_constant (reader, kind, visit, context); break;
        default: reader->broken = true;
        }
    }
}

void
dump_begin (struct dump_reader *reader, const struct buffer *dump)
{
  static const unsigned char expected[] = "\x1bLua\x54\0\x19\x93\r\n\x1a\n\x04\x08\x08";
  const unsigned char *bytes = (const unsigned char *)buffer_string (dump);
  *reader = (struct dump_reader){ bytes, bytes + dump->size, false, 0 };
  const unsigned char *header = dump_bytes (reader, sizeof expected - 1);
  dump_bytes (reader, 8 + 8); /* an integer and a float, to know the format by */
  dump_byte (reader);         /* upvalues of the root, which it says again */
  if (!header || memcmp (header, expected, sizeof expected - 1) != 0)
    reader->broken = true;
}
