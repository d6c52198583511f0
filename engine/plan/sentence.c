/* sentence.c — the names of the kinds of sentences. */
#include "engine/plan/sentence.h"

#include <stddef.h>

const char *const sentence_kinds[] = { [SENTENCE_RULE] = "rule",
                                       [SENTENCE_DUTY] = "duty",
                                       [SENTENCE_SELECTION] = "selection",
                                       [SENTENCE_TARGET] = "target",
                                       [SENTENCE_TARGET + 1] = NULL };
