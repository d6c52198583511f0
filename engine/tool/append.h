/* append.h — taking files of events into a school. */
#ifndef TENURE_TOOL_APPEND_H
#define TENURE_TOOL_APPEND_H

#include "engine/school/school.h"
#include "engine/tool/events.h"

/* Prints the journal's entries, if it is to, and notices about that file. */
struct school_ears appending_ears (const char *path, bool prints);

/* Takes all the files, so many events a commit. */
int append_events (struct school *school, struct events *events, uint32_t most,
                   struct school_taken *out, struct error *error);

/* Puts a policy, its mistakes printed.  Returns an exit status. */
int put_policy_at (struct school *school, const char *path);

#endif
