/* words.h — the part of the language that is written in Lua itself.
 *
 * The files of engine/policy/words/ (and of test_words/ and lint/) are compiled
 * into the library, so that a policy loads the same words wherever it is
 * loaded. */
#ifndef TENURE_POLICY_WORDS_H
#define TENURE_POLICY_WORDS_H

#include "engine/base/embedded.h"

/* Those of tests and of lint are run on top, for who asks for a policy's tests
 * (suite.h) or for lint (lint.h). */
extern const struct embedded_file words_files[], test_words_files[], lint_files[];

#endif
