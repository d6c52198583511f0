/* fault.h — allocations that fail when told to.
 *
 * The linker puts these before malloc, calloc and realloc for all code linked
 * into a test, though not for shared libraries.  A sweep lets the first, the
 * second, the third … allocation of a body fail until the body passes:
 *
 *   for (fault_start (1); !body (); fault_start (fault_number + 1))
 *     …check that nothing changed…;
 *   fault_stop ();
 */
#ifndef TENURE_TESTS_FAULT_H
#define TENURE_TESTS_FAULT_H

#include <stdbool.h>

/* Which allocation is to fail; 0 where none is. */
extern long fault_number;

/* The `number`th allocation from here on fails, and only that one; or it and
 * all after it, as where memory has really run out. */
void fault_start (long number);
void fault_start_all (long number);

/* Whether that allocation has been asked for, and so has failed. */
bool fault_reached (void);

/* Back to none. */
void fault_stop (void);

#endif
