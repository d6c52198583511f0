/* disk_vfs.c — the disk in memory as SQLite sees it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/disk.h"
#include "tests/disk_parts.h"

struct opened
{
  sqlite3_file base;
  struct stored *file;
  bool journal, fresh; /* the first sync of a journal syncs the folder as well */
};

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
  int result = disk_meet (SQLITE_IOERR_READ, true, false);
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
  int result = disk_meet (SQLITE_IOERR_WRITE, false, offset + size > file->seen.size);
  if (result == SQLITE_FULL)
    size /= 2;
  else if (result != SQLITE_OK)
    return result;
  disk_write (file, bytes, size, offset);
  return result;
}

static int
cut_file (sqlite3_file *open, sqlite3_int64 size)
{
  struct stored *file = file_of (open);
  int result = disk_meet (SQLITE_IOERR_TRUNCATE, false, false);
  if (result != SQLITE_OK)
    return result;
  disk_cut (file, size);
  return SQLITE_OK;
}

static int
sync_file (sqlite3_file *open, int flags)
{
  struct opened *opened = (struct opened *)(void *)open;
  int result = disk_meet (SQLITE_IOERR_FSYNC, false, false);
  (void)flags;
  if (result != SQLITE_OK)
    return result;
  disk_sync (opened->file, opened->journal && opened->fresh);
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
  if (region >= DISK_REGIONS)
    return SQLITE_IOERR_SHMMAP;
  if (!file->regions[region] && extend)
    file->regions[region] = memset (disk_memory ((size_t)size), 0, (size_t)size);
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

void
disk_unmap (struct stored *file)
{
  for (int i = 0; i < DISK_REGIONS; i++)
    {
      free (file->regions[i]);
      file->regions[i] = NULL;
    }
}

static int
unmap_shared (sqlite3_file *open, int delete)
{
  (void)delete;
  disk_unmap (file_of (open));
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
  struct stored *file = disk_find (name ? name : "temporary", flags & SQLITE_OPEN_CREATE);
  if (disk_protected && (flags & SQLITE_OPEN_READWRITE))
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  if (!file || (!file->seen.exists && !(flags & SQLITE_OPEN_CREATE)))
    return SQLITE_CANTOPEN;
  if (!file->seen.exists)
    {
      int result = disk_meet (SQLITE_CANTOPEN, false, true);
      if (result != SQLITE_OK)
        return result;
      file->seen.exists = true;
      file->replaced = file->kept.exists;
      disk_resize (&file->seen, 0);
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
  struct stored *file = disk_find (name, false);
  (void)vfs;
  if (!file || !file->seen.exists)
    return SQLITE_IOERR_DELETE_NOENT;
  int result = disk_meet (SQLITE_IOERR_DELETE, false, false);
  if (result != SQLITE_OK)
    return result;
  disk_delete (file, sync_folder);
  return SQLITE_OK;
}

static int
access_file (sqlite3_vfs *vfs, const char *name, int asked, int *out)
{
  const struct stored *file = disk_find (name, false);
  (void)vfs;
  *out = file && file->seen.exists
         && (asked == SQLITE_ACCESS_EXISTS ? file->seen.size > 0 : !disk_protected);
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
    out[i] = (char)disk_chance ();
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

sqlite3_vfs disk_vfs = { .iVersion = 1,
                         .szOsFile = sizeof (struct opened),
                         .mxPathname = sizeof disk_files[0].name - 8,
                         .zName = DISK,
                         .xOpen = open_file,
                         .xDelete = delete_file,
                         .xAccess = access_file,
                         .xFullPathname = full_name,
                         .xRandomness = random_bytes,
                         .xSleep = sleep_not,
                         .xCurrentTime = same_time,
                         .xGetLastError = last_error };
