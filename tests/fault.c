/* fault.c — allocations that fail when told to. */
#include "tests/fault.h"

#include <stdbool.h>
#include <stddef.h>

long fault_number;
static long until_fault;
static bool all_after;

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
  all_after = false;
}

void
fault_start_all (long number)
{
  fault_start (number);
  all_after = true;
}

bool
fault_reached (void)
{
  return fault_number > 0 && until_fault == 0;
}

void
fault_stop (void)
{
  fault_number = until_fault = 0;
}

static bool
fails (void)
{
  if (fault_number > 0 && until_fault == 0)
    return all_after;
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
