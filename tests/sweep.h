/* sweep.h — a body run again and again, each time with the next allocation
 * failing.
 *
 * Each run ends in an error that says memory ran out, or, where an allocation
 * could be done without, in the same output as ever.  That nothing leaks the
 * sanitizers see. */
#ifndef TENURE_TESTS_SWEEP_H
#define TENURE_TESTS_SWEEP_H

#include "engine/base/buffer.h"
#include "engine/base/error.h"

/* 0 and its output, or -1 and `error`. */
typedef int sweep_body (void *context, struct buffer *out, struct error *error);

/* Runs the body, first with nothing failing, where its output is to hold
 * `part`; then the sweeps, in which it fails at least `least` times.  The
 * first allocations fail one by one, then one in `stride`. */
void sweep_allocations (sweep_body *body, void *context, const char *part, long least, long stride);

#endif
