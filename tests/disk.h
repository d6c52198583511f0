/* disk.h — a disk in memory that fails when told to: a file system for SQLite.
 *
 * A file has two contents: what programs see, and what would be left after a
 * power cut, which is what was synced and whatever else happened to get there.
 * The same goes for which files there are.  One connection at a time.
 *
 * Operations that change something are counted: making, writing, cutting and
 * deleting files, and syncs; where asked for, reads too. */
#ifndef TENURE_TESTS_DISK_H
#define TENURE_TESTS_DISK_H

#include <stdbool.h>

#define DISK "disk" /* the name to open files with */

enum disk_fault
{
  DISK_ERROR,  /* the operation fails, and only it */
  DISK_BROKEN, /* it and all after */
  DISK_FULL,   /* it and all after that make a file longer, half-way */
  DISK_CUT     /* the power: nothing works any more */
};

enum disk_loss
{
  DISK_LOSES_ALL,  /* that was not synced */
  DISK_LOSES_SOME, /* each sector, making and deleting by chance */
  DISK_LOSES_NONE
};

/* Makes the disk an empty one that works; registers it with SQLite. */
void disk_new (void);

/* The `number`th operation from here on is the one that fails. */
void disk_fail (enum disk_fault fault, long number, bool reads_count);

/* Whether it has come to that. */
bool disk_failed (void);

/* Works again, as if the cause was removed. */
void disk_mend (void);

/* The power comes back; all connections were closed. */
void disk_power (enum disk_loss loss, unsigned long seed);

/* Nothing may be written: files are opened for reading only. */
void disk_protect (bool protect);

#endif
