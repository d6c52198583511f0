/* disk.c — a disk in memory that fails when told to. */
#include "tests/disk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/disk_parts.h"

enum
{
  SECTOR = 512
};

struct stored disk_files[DISK_FILES];
bool disk_protected;
static struct
{
  bool armed, failed, reads_count;
  enum disk_fault fault;
  long left;
} plan;
static uint64_t chance_state;

/* Not counted among the allocations that fail. */
void *__real_malloc (size_t size);
void *__real_realloc (void *block, size_t size);

static void *
need (void *block)
{
  if (block)
    return block;
  fprintf (stderr, "disk.c: out of memory\n");
  abort ();
}

uint64_t
disk_chance (void)
{
  chance_state += UINT64_C (0x9E3779B97F4A7C15);
  uint64_t n = (chance_state ^ chance_state >> 30) * UINT64_C (0xBF58476D1CE4E5B9);
  n = (n ^ n >> 27) * UINT64_C (0x94D049BB133111EB);
  return n ^ n >> 31;
}

/* ---- Contents ---- */

void
disk_resize (struct content *content, sqlite3_int64 size)
{
  content->bytes = need (__real_realloc (content->bytes, (size_t)size + 1));
  if (size > content->size)
    memset (content->bytes + content->size, 0, (size_t)(size - content->size));
  content->size = size;
}

static void
put (struct content *content, const char *bytes, int size, sqlite3_int64 offset)
{
  if (offset + size > content->size)
    disk_resize (content, offset + size);
  memcpy (content->bytes + offset, bytes, (size_t)size);
}

static void
copy (struct content *to, const struct content *from)
{
  disk_resize (to, from->size);
  if (from->size)
    memcpy (to->bytes, from->bytes, (size_t)from->size);
}

static void
drop_changes (struct stored *file)
{
  while (file->changes)
    {
      struct change *next = file->changes->next;
      free (file->changes);
      file->changes = next;
    }
  file->last = &file->changes;
}

static void
note_change (struct stored *file, const char *bytes, int size, sqlite3_int64 offset)
{
  struct change *change = need (__real_malloc (sizeof *change + (size_t)(size > 0 ? size : 0)));
  *change = (struct change){ .offset = offset, .size = size };
  if (size > 0)
    memcpy (change->bytes, bytes, (size_t)size);
  *file->last = change;
  file->last = &change->next;
}

/* Some of a change gets to the disk. */
static void
keep_some (struct content *kept, const struct change *change)
{
  if (change->size < 0)
    {
      if (disk_chance () % 2)
        disk_resize (kept, change->offset);
      return;
    }
  uint64_t kind = disk_chance () % 3; /* none, all, or each sector by chance */
  for (int at = 0; at < change->size && kind;)
    {
      int left = SECTOR - (int)((change->offset + at) % SECTOR);
      int size = change->size - at < left ? change->size - at : left;
      if (kind == 1 || disk_chance () % 2)
        put (kept, change->bytes + at, size, change->offset + at);
      at += size;
    }
}

static void
keep_folder (void)
{
  for (int i = 0; i < DISK_FILES; i++)
    {
      if (disk_files[i].replaced)
        disk_resize (&disk_files[i].kept, 0);
      disk_files[i].replaced = false;
      disk_files[i].kept.exists = disk_files[i].seen.exists;
    }
}

void *
disk_memory (size_t size)
{
  return need (__real_malloc (size));
}

void
disk_write (struct stored *file, const char *bytes, int size, sqlite3_int64 offset)
{
  put (&file->seen, bytes, size, offset);
  note_change (file, bytes, size, offset);
}

void
disk_cut (struct stored *file, sqlite3_int64 size)
{
  disk_resize (&file->seen, size);
  note_change (file, NULL, -1, size);
}

void
disk_sync (struct stored *file, bool and_folder)
{
  if (and_folder)
    keep_folder ();
  copy (&file->kept, &file->seen);
  drop_changes (file);
}

void
disk_delete (struct stored *file, bool sync_folder)
{
  file->seen.exists = false;
  disk_resize (&file->seen, 0);
  drop_changes (file);
  if (sync_folder)
    keep_folder ();
}

/* ---- What fails ---- */

int
disk_meet (int error, bool is_read, bool grows)
{
  if (!plan.armed || (is_read && !plan.reads_count && !(plan.failed && plan.fault == DISK_CUT)))
    return SQLITE_OK;
  if (!plan.failed && --plan.left > 0)
    return SQLITE_OK;
  bool first = !plan.failed;
  plan.failed = true;
  switch (plan.fault)
    {
    case DISK_ERROR: return first ? error : SQLITE_OK;
    case DISK_FULL: return grows ? SQLITE_FULL : SQLITE_OK;
    default: return error;
    }
}

struct stored *
disk_find (const char *name, bool make)
{
  struct stored *unused = NULL;
  for (int i = 0; i < DISK_FILES; i++)
    {
      if (strcmp (disk_files[i].name, name) == 0)
        return &disk_files[i];
      if (!disk_files[i].name[0] && !unused)
        unused = &disk_files[i];
    }
  if (!make)
    return NULL;
  need (unused);
  snprintf (unused->name, sizeof unused->name, "%s", name);
  drop_changes (unused);
  return unused;
}

static void
forget (struct stored *file)
{
  drop_changes (file);
  disk_unmap (file);
  free (file->seen.bytes);
  free (file->kept.bytes);
  *file = (struct stored){ 0 };
  file->last = &file->changes;
}

void
disk_new (void)
{
  for (int i = 0; i < DISK_FILES; i++)
    forget (&disk_files[i]);
  plan.armed = disk_protected = false;
  chance_state = 1;
  sqlite3_vfs_register (&disk_vfs, 0);
}

void
disk_fail (enum disk_fault fault, long number, bool reads_count)
{
  plan.fault = fault;
  plan.left = number;
  plan.reads_count = reads_count;
  plan.armed = true;
  plan.failed = false;
}

bool
disk_failed (void)
{
  return plan.armed && plan.failed;
}

void
disk_mend (void)
{
  plan.armed = false;
}

static void
lose (struct stored *file, enum disk_loss loss)
{
  if (loss == DISK_LOSES_NONE)
    {
      copy (&file->kept, &file->seen);
      file->kept.exists = file->seen.exists;
    }
  else if (loss == DISK_LOSES_SOME && (!file->replaced || disk_chance () % 2))
    {
      if (file->replaced)
        disk_resize (&file->kept, 0);
      for (const struct change *change = file->changes; change; change = change->next)
        keep_some (&file->kept, change);
      if (disk_chance () % 2)
        file->kept.exists = file->seen.exists;
    }
  if (!file->kept.exists)
    disk_resize (&file->kept, 0);
  copy (&file->seen, &file->kept);
  file->seen.exists = file->kept.exists;
  file->replaced = false;
  drop_changes (file);
}

void
disk_power (enum disk_loss loss, unsigned long seed)
{
  disk_mend ();
  chance_state = seed;
  for (int i = 0; i < DISK_FILES; i++)
    lose (&disk_files[i], loss);
}

void
disk_protect (bool protect)
{
  disk_protected = protect;
}
