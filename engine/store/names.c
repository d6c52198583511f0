/* names.c — finding names, and adding them. */
#include "engine/store/names.h"

#include "engine/base/siphash.h"
#include "engine/store/names_parts.h"
#include "engine/store/store_parts.h"

uint64_t
names_fingerprint (const struct names *names, const char *source, size_t source_len, const char *id,
                   size_t id_len)
{
  struct siphash hash;
  siphash_start (&hash, names->key);
  siphash_add (&hash, source, source_len);
  siphash_add (&hash, "", 1);
  siphash_add (&hash, id, id_len);
  return siphash_end (&hash);
}

void
names_prefetch (const struct names *names, uint64_t fingerprint)
{
  if (names->tail.size)
    __builtin_prefetch (tail_slot (&names->tail, fingerprint));
  for (uint32_t i = 0; i < names->run_count; i++)
    __builtin_prefetch (filter_block (&names->runs[i].filter, fingerprint));
}

/* Whether what was saved is in the file, committed or about to be. */
static bool
saved_holds (const struct names *names)
{
  return names->saving && names->rollbacks == names->store->rollbacks;
}

static uint32_t
find_in_tail (const struct tail *tail, uint64_t fingerprint, uint64_t after, uint64_t *out,
              uint32_t most)
{
  uint32_t count = 0;
  if (tail->size == 0)
    return 0;
  uint32_t mask = tail->size - 1;
  for (uint32_t at = (uint32_t)fingerprint & mask; tail->slots[at].seq; at = (at + 1) & mask)
    if (tail->slots[at].fingerprint == fingerprint && tail->slots[at].seq > after && count < most)
      out[count++] = tail->slots[at].seq;
  return count;
}

/* A run that cannot be read must not pass for one without the name: whoever
 * adds the name next is told. */
static void
find_in_run (const struct names *names, const struct run *run, uint64_t fingerprint, uint64_t *out,
             uint32_t *count, uint32_t most)
{
  struct error found;
  if (run_find (run, names->store, fingerprint, out, count, most, &found) < 0)
    *names->failure = found;
}

uint32_t
names_find (const struct names *names, uint64_t fingerprint, uint64_t *out, uint32_t most)
{
  bool saved = saved_holds (names);
  uint32_t count
      = find_in_tail (&names->tail, fingerprint, saved ? names->saved.upto : 0, out, most);
  if (saved)
    find_in_run (names, &names->saved, fingerprint, out, &count, most);
  for (uint32_t i = saved ? names->merged : names->run_count; i > 0;)
    find_in_run (names, &names->runs[--i], fingerprint, out, &count, most);
  return count;
}

int
names_failed (struct names *names, struct error *error)
{
  struct error found = *names->failure;
  if (found.code == ERROR_NONE)
    return 0;
  names->failure->code = ERROR_NONE;
  return error_set (error, found.code, "%s", found.text);
}

int
names_add (struct names *names, uint64_t fingerprint, uint64_t seq, struct error *error)
{
  if (names_failed (names, error) < 0)
    return -1;
  if (seq == 0 || seq > NAME_MOST_SEQ)
    return error_set (error, ERROR_INPUT, "%llu is no number of a log entry",
                      (unsigned long long)seq);
  return tail_add (&names->tail, (struct name){ fingerprint, seq }, error);
}

void
names_forget_after (struct names *names, uint64_t seq)
{
  tail_forget_after (&names->tail, seq);
}
