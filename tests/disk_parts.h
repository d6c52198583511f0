/* disk_parts.h — what the disk in memory is made of; private to it. */
#ifndef TENURE_TESTS_DISK_PARTS_H
#define TENURE_TESTS_DISK_PARTS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum
{
  DISK_FILES = 8,
  DISK_REGIONS = 4 /* of shared memory, a file */
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
  void *regions[DISK_REGIONS];    /* of shared memory */
};

extern struct stored disk_files[DISK_FILES];
extern bool disk_protected;

/* The file system that SQLite is given. */
extern sqlite3_vfs disk_vfs;

/* A file by name, made where asked for; NULL where there is none. */
struct stored *disk_find (const char *name, bool make);
void disk_unmap (struct stored *file);

/* Counts an operation; SQLITE_OK, or what it fails with. */
int disk_meet (int error, bool is_read, bool grows);

void disk_resize (struct content *content, sqlite3_int64 size);
void disk_write (struct stored *file, const char *bytes, int size, sqlite3_int64 offset);
void disk_cut (struct stored *file, sqlite3_int64 size);
void disk_sync (struct stored *file, bool and_folder);
void disk_delete (struct stored *file, bool sync_folder);

/* Memory that is not counted among what fails, or the end of the test. */
void *disk_memory (size_t size);
uint64_t disk_chance (void);

#endif
