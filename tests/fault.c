/* fault.c — allocations that fail when told to. */
#include "tests/fault.h"

#include <stdbool.h>
#include <stddef.h>

long fault_number;
static long until_fault;

void *__real_malloc (size_t size);
void *__real_calloc (size_t count, size_t size);
void *__real_realloc (void *block, size_t size);
void *__wrap_malloc (size_t size);
void *__wrap_calloc (size_t count, size_t size);
void *__wrap_realloc (void *block, size_t size);

void
fault_start (long number)
{
  fault_number = until_fault = number;
}

void
fault_stop (void)
{
  fault_number = until_fault = 0;
}

static bool
fails (void)
{
  return until_fault > 0 && --until_fault == 0;
}

void *
__wrap_malloc (size_t size)
{
  return fails () ? NULL : __real_malloc (size);
}

void *
__wrap_calloc (size_t count, size_t size)
{
  return fails () ? NULL : __real_calloc (count, size);
}

void *
__wrap_realloc (void *block, size_t size)
{
  return fails () ? NULL : __real_realloc (block, size);
}
