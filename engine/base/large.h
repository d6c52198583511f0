/* large.h — large memory in large pages.
 *
 * A table of many megabytes that is looked into at random spends more on
 * finding pages than on its own lines.  This asks for huge pages where the
 * system gives them on request; where it does not, nothing changes. */
#ifndef TENURE_BASE_LARGE_H
#define TENURE_BASE_LARGE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

enum
{
  LARGE_PAGE = 2 << 20,
  LARGE_SIZE = 4 << 20 /* from here on it is worth asking */
};

/* Advises on memory just allocated and not yet touched. */
static inline void
large_memory (void *memory, size_t size)
{
  if (size < LARGE_SIZE)
    return;
  uintptr_t from = ((uintptr_t)memory + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1);
  uintptr_t to = ((uintptr_t)memory + size) & ~(uintptr_t)(LARGE_PAGE - 1);
  if (to > from)
    (void)madvise ((void *)from, to - from, MADV_HUGEPAGE);
}

#endif
