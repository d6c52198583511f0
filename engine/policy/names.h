/* names.h — finding what a policy declares by the name somebody typed. */
#ifndef TENURE_POLICY_NAMES_H
#define TENURE_POLICY_NAMES_H

#include "engine/policy/policy.h"

/* The number of the sentence of that name; ERROR_INPUT, with the name perhaps
 * meant, where there is none.  While nothing is being judged. */
int names_sentence (const struct policy *policy, const char *name, uint32_t *out,
                    struct error *error);

#endif
