/* embedding.h — errors as the embedding interface gives them. */
#ifndef TENURE_SCHOOL_EMBEDDING_H
#define TENURE_SCHOOL_EMBEDDING_H

#include "engine/base/error.h"
#include "include/tenure.h"

/* Copies an error out, where it is wanted; -1. */
int embedding_fail (struct tenure_error *out, const struct error *error);
int embedding_memory (struct tenure_error *out);

#endif
