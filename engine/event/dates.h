/* dates.h — dates and times as spreadsheets write them.
 *
 * Read are 2024-09-01, 2024/9/1, 2024.9.1, 20240901 and 2024年9月1日; after a
 * date 8:30 or 08:30:00, behind a space or a T; and RFC 3339.  Whatever could
 * mean two days is refused, and so is what can only be guessed, such as the
 * number a spreadsheet keeps for a day; the error says what may be meant. */
#ifndef TENURE_EVENT_DATES_H
#define TENURE_EVENT_DATES_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/error.h"

/* A day; a midnight written after it does no harm. */
int sheet_day_read (const char *text, size_t len, int32_t *out, struct error *error);

/* An instant; without an offset it is in the zone `offset` minutes east of
 * Greenwich, and without a time it is midnight. */
int sheet_instant_read (const char *text, size_t len, int offset, int64_t *out,
                        struct error *error);

#endif
