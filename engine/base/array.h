/* array.h — growing plain arrays.
 *
 * An array is a pointer, a count and a capacity that live side by side in
 * the struct that owns it; array_reserve makes room and touches nothing
 * else.  Growth is by half, so that large arrays waste little. */
#ifndef TENURE_BASE_ARRAY_H
#define TENURE_BASE_ARRAY_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Makes room for `need` elements of `size` bytes at *data, whose capacity is
 * *capacity elements.  Returns 0, or -1 where memory ran out; then nothing
 * has changed. */
static inline int
array_reserve (void **data, uint32_t *capacity, size_t need, size_t size)
{
  if (need <= *capacity)
    return 0;
  size_t grown = (size_t)*capacity + *capacity / 2 + 4;
  if (grown < need)
    grown = need;
  if (grown > UINT32_MAX || grown > SIZE_MAX / size)
    return -1;
  void *moved = realloc (*data, grown * size);
  if (!moved)
    return -1;
  *data = moved;
  *capacity = (uint32_t)grown;
  return 0;
}

/* The same for a typed array, for `more` elements after its `count`. */
#define ARRAY_ROOM(data, count, capacity, more)                                                    \
  array_reserve ((void **)&(data), &(capacity), (size_t)(count) + (more), sizeof *(data))

#endif
