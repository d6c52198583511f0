/* disk.c — a disk in memory that fails when told to. */
#include "tests/disk.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
  FILES = 8,
  SECTOR = 512,
  REGIONS = 4
};

/* A write, or a cut (no bytes), that was not synced. */
struct change
{
  struct change *next;
  sqlite3_int64 offset;
  int size; /* -1: the file is cut at the offset */
  char bytes[];
};

struct content
{
  char *bytes;
  sqlite3_int64 size;
  bool exists;
};

struct stored
{
  char name[64];
  struct content seen, kept;
  bool replaced;                  /* `kept` is of one deleted before, whose place this took */
  struct change *changes, **last; /* from kept to seen */
  void *regions[REGIONS];         /* of shared memory */
};

struct opened
{
  sqlite3_file base;
  struct stored *file;
  bool journal, fresh; /* the first sync of a journal syncs the folder as well */
};

static struct stored files[FILES];
static struct
{
  bool armed, failed, reads_count;
  enum disk_fault fault;
  long left;
} plan;
static bool protected;
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

static uint64_t
chance (void)
{
  chance_state += UINT64_C (0x9E3779B97F4A7C15);
  uint64_t n = (chance_state ^ chance_state >> 30) * UINT64_C (0xBF58476D1CE4E5B9);
  n = (n ^ n >> 27) * UINT64_C (0x94D049BB133111EB);
  return n ^ n >> 31;
}

/* ---- Contents ---- */

static void
resize (struct content *content, sqlite3_int64 size)
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
    resize (content, offset + size);
  memcpy (content->bytes + offset, bytes, (size_t)size);
}

static void
copy (struct content *to, const struct content *from)
{
  resize (to, from->size);
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
      if (chance () % 2)
        resize (kept, change->offset);
      return;
    }
  uint64_t kind = chance () % 3; /* none, all, or each sector by chance */
  for (int at = 0; at < change->size && kind;)
    {
      int left = SECTOR - (int)((change->offset + at) % SECTOR);
      int size = change->size - at < left ? change->size - at : left;
      if (kind == 1 || chance () % 2)
        put (kept, change->bytes + at, size, change->offset + at);
      at += size;
    }
}

static void
keep_folder (void)
{
  for (int i = 0; i < FILES; i++)
    {
      if (files[i].replaced)
        resize (&files[i].kept, 0);
      files[i].replaced = false;
      files[i].kept.exists = files[i].seen.exists;
    }
}

/* ---- What fails ---- */

/* Counts an operation; SQLITE_OK, or what it fails with. */
static int
meet (int error, bool is_read, bool grows)
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

static struct stored *
find (const char *name, bool make)
{
  struct stored *unused = NULL;
  for (int i = 0; i < FILES; i++)
    {
      if (strcmp (files[i].name, name) == 0)
        return &files[i];
      if (!files[i].name[0] && !unused)
        unused = &files[i];
    }
  if (!make)
    return NULL;
  need (unused);
  snprintf (unused->name, sizeof unused->name, "%s", name);
  drop_changes (unused);
  return unused;
}

/* ---- Open files ---- */

static struct stored *
file_of (sqlite3_file *open)
{
  return ((struct opened *)(void *)open)->file;
}

static int
close_file (sqlite3_file *open)
{
  (void)open;
  return SQLITE_OK;
}

static int
read_file (sqlite3_file *open, void *out, int size, sqlite3_int64 offset)
{
  const struct content *seen = &file_of (open)->seen;
  int result = meet (SQLITE_IOERR_READ, true, false);
  if (result != SQLITE_OK)
    return result;
  sqlite3_int64 left = seen->size - offset;
  int has = left < 0 ? 0 : left < size ? (int)left : size;
  if (has)
    memcpy (out, seen->bytes + offset, (size_t)has);
  memset ((char *)out + has, 0, (size_t)(size - has));
  return has == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
write_file (sqlite3_file *open, const void *bytes, int size, sqlite3_int64 offset)
{
  struct stored *file = file_of (open);
  int result = meet (SQLITE_IOERR_WRITE, false, offset + size > file->seen.size);
  if (result == SQLITE_FULL)
    size /= 2;
  else if (result != SQLITE_OK)
    return result;
  put (&file->seen, bytes, size, offset);
  note_change (file, bytes, size, offset);
  return result;
}

static int
cut_file (sqlite3_file *open, sqlite3_int64 size)
{
  struct stored *file = file_of (open);
  int result = meet (SQLITE_IOERR_TRUNCATE, false, false);
  if (result != SQLITE_OK)
    return result;
  resize (&file->seen, size);
  note_change (file, NULL, -1, size);
  return SQLITE_OK;
}

static int
sync_file (sqlite3_file *open, int flags)
{
  struct opened *opened = (struct opened *)(void *)open;
  int result = meet (SQLITE_IOERR_FSYNC, false, false);
  (void)flags;
  if (result != SQLITE_OK)
    return result;
  if (opened->journal && opened->fresh)
    keep_folder ();
  copy (&opened->file->kept, &opened->file->seen);
  drop_changes (opened->file);
  opened->fresh = false;
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *open, sqlite3_int64 *size)
{
  *size = file_of (open)->seen.size;
  return SQLITE_OK;
}

static int
lock (sqlite3_file *open, int level)
{
  (void)open, (void)level;
  return SQLITE_OK;
}

static int
is_reserved (sqlite3_file *open, int *reserved)
{
  (void)open;
  *reserved = 0;
  return SQLITE_OK;
}

static int
control (sqlite3_file *open, int asked, void *argument)
{
  (void)open, (void)asked, (void)argument;
  return SQLITE_NOTFOUND;
}

static int
sector_size (sqlite3_file *open)
{
  (void)open;
  return 4096;
}

static int
characteristics (sqlite3_file *open)
{
  (void)open;
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
map_shared (sqlite3_file *open, int region, int size, int extend, void volatile **out)
{
  struct stored *file = file_of (open);
  if (region >= REGIONS)
    return SQLITE_IOERR_SHMMAP;
  if (!file->regions[region] && extend)
    file->regions[region] = memset (need (__real_malloc ((size_t)size)), 0, (size_t)size);
  *out = file->regions[region];
  return SQLITE_OK;
}

static int
lock_shared (sqlite3_file *open, int offset, int n, int flags)
{
  (void)open, (void)offset, (void)n, (void)flags;
  return SQLITE_OK;
}

static void
barrier (sqlite3_file *open)
{
  (void)open;
}

static int
unmap_shared (sqlite3_file *open, int delete)
{
  struct stored *file = file_of (open);
  (void)delete;
  for (int i = 0; i < REGIONS; i++)
    {
      free (file->regions[i]);
      file->regions[i] = NULL;
    }
  return SQLITE_OK;
}

static const sqlite3_io_methods methods
    = { 2,           close_file, read_file,    write_file, cut_file,    sync_file,       file_size,
        lock,        lock,       is_reserved,  control,    sector_size, characteristics, map_shared,
        lock_shared, barrier,    unmap_shared, NULL,       NULL };

/* ---- The file system ---- */

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *open, int flags, int *out_flags)
{
  struct opened *opened = (struct opened *)(void *)open;
  (void)vfs;
  memset (opened, 0, sizeof *opened);
  struct stored *file = find (name ? name : "temporary", flags & SQLITE_OPEN_CREATE);
  if (protected && (flags & SQLITE_OPEN_READWRITE))
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  if (!file || (!file->seen.exists && !(flags & SQLITE_OPEN_CREATE)))
    return SQLITE_CANTOPEN;
  if (!file->seen.exists)
    {
      int result = meet (SQLITE_CANTOPEN, false, true);
      if (result != SQLITE_OK)
        return result;
      file->seen.exists = true;
      file->replaced = file->kept.exists;
      resize (&file->seen, 0);
    }
  opened->base.pMethods = &methods;
  opened->file = file;
  opened->journal = flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL);
  opened->fresh = true;
  if (out_flags)
    *out_flags = flags;
  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  struct stored *file = find (name, false);
  (void)vfs;
  if (!file || !file->seen.exists)
    return SQLITE_IOERR_DELETE_NOENT;
  int result = meet (SQLITE_IOERR_DELETE, false, false);
  if (result != SQLITE_OK)
    return result;
  file->seen.exists = false;
  resize (&file->seen, 0);
  drop_changes (file);
  if (sync_folder)
    keep_folder ();
  return SQLITE_OK;
}

static int
access_file (sqlite3_vfs *vfs, const char *name, int asked, int *out)
{
  const struct stored *file = find (name, false);
  (void)vfs;
  *out = file && file->seen.exists
         && (asked == SQLITE_ACCESS_EXISTS ? file->seen.size > 0 : !protected);
  return SQLITE_OK;
}

static int
full_name (sqlite3_vfs *vfs, const char *name, int size, char *out)
{
  (void)vfs;
  snprintf (out, (size_t)size, "%s", name);
  return SQLITE_OK;
}

static int
random_bytes (sqlite3_vfs *vfs, int size, char *out)
{
  (void)vfs;
  for (int i = 0; i < size; i++)
    out[i] = (char)chance ();
  return size;
}

static int
sleep_not (sqlite3_vfs *vfs, int microseconds)
{
  (void)vfs;
  return microseconds;
}

static int
same_time (sqlite3_vfs *vfs, double *out)
{
  (void)vfs;
  *out = 2460000.5;
  return SQLITE_OK;
}

static int
last_error (sqlite3_vfs *vfs, int size, char *out)
{
  (void)vfs, (void)size, (void)out;
  return 0;
}

static void
forget (struct stored *file)
{
  drop_changes (file);
  unmap_shared ((sqlite3_file *)(void *)&(struct opened){ .file = file }, 0);
  free (file->seen.bytes);
  free (file->kept.bytes);
  *file = (struct stored){ 0 };
  file->last = &file->changes;
}

void
disk_new (void)
{
  static sqlite3_vfs vfs = { .iVersion = 1,
                             .szOsFile = sizeof (struct opened),
                             .mxPathname = sizeof files[0].name - 8,
                             .zName = DISK,
                             .xOpen = open_file,
                             .xDelete = delete_file,
                             .xAccess = access_file,
                             .xFullPathname = full_name,
                             .xRandomness = random_bytes,
                             .xSleep = sleep_not,
                             .xCurrentTime = same_time,
                             .xGetLastError = last_error };
  for (int i = 0; i < FILES; i++)
    forget (&files[i]);
  plan.armed = protected = false;
  chance_state = 1;
  sqlite3_vfs_register (&vfs, 0);
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
  else if (loss == DISK_LOSES_SOME && (!file->replaced || chance () % 2))
    {
      if (file->replaced)
        resize (&file->kept, 0);
      for (const struct change *change = file->changes; change; change = change->next)
        keep_some (&file->kept, change);
      if (chance () % 2)
        file->kept.exists = file->seen.exists;
    }
  if (!file->kept.exists)
    resize (&file->kept, 0);
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
  for (int i = 0; i < FILES; i++)
    lose (&files[i], loss);
}

void
disk_protect (bool protect)
{
  protected = protect;
}
