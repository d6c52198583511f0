#!/bin/sh
# live.t — text cases, and random policies, through a live school: events
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
# LIVE=all takes every case, and LIVE=property random policies; else what hangs
# on the order of arrival most.
case $LIVE in
  property) "$top/tests/property.t" ;;
  all) "$top/tests/cases.t" "$@" ;;
  *) "$top/tests/cases.t" "${@:-07-}" 08- 09- ;;
esac
