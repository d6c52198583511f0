#!/bin/sh
# live.t — every text case, and random policies, through a live school: events
# arrive in any order, in batches, some twice, the database closed or dropped
# between them, and the decisions that stand are those of a replay (live.c).
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
build=${top_builddir:-$(dirname "$(command -v tenure)")}
REAL_TENURE=$(command -v tenure)
export REAL_TENURE
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
ln -s "$(cd "$build" && pwd)/tests/live" "$work/tenure" || exit 99
cd "$work" || exit 99
top_srcdir=$top
export top_srcdir
PATH=$work:$PATH
if [ "$1" = property ]; then
  "$top/tests/property.t"
else
  "$top/tests/cases.t" "$@"
fi
