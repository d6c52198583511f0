#!/bin/sh
# readme.t — that README.md says what is so: its policy, given its events,
# decides what it prints, its test passes, and the files it links to are there.
set -u
LC_ALL=C
export LC_ALL
cd "${top_srcdir:-$(dirname "$0")/..}" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

n=0
failed=0
say() { # say STATUS TEXT: notes are in $work/notes
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $n - $2"
  else
    failed=1
    echo "not ok $n - $2"
    sed 's/^/#   /' "$work/notes"
  fi
}

# block KIND [NUMBER]: the first block of that kind, or a later one.
block() { awk -v from="\`\`\`$1" -v number="${2-1}" '/^```/ && inside { inside = 0 } inside { print } $0 == from { inside = ++n == number }' README.md; }

block lua > "$work/policy.lua"
block json > "$work/events.ndjson"
block text > "$work/expected"

wc -l < "$work/policy.lua" > "$work/notes"
[ "$(grep -c . "$work/policy.lua")" -eq 10 ]
say $? 'the policy has ten lines'

tenure check --strict "$work/policy.lua" > "$work/notes" 2>&1
say $? 'the policy has no mistakes, and no lint'

tenure replay "$work/policy.lua" "$work/events.ndjson" --plain > "$work/found" 2>&1 \
  && diff "$work/expected" "$work/found" > "$work/notes" 2>&1
say $? 'it decides what README.md shows'

mkdir "$work/tests"
block lua 2 > "$work/tests/thirds.lua"
tenure test "$work/policy.lua" --coverage > "$work/notes" 2>&1
say $? 'its test passes, and covers it'

missing=$(for page in README.md HACKING.md docs/plans.md docs/plans/*.md rules/plans/*/README.md examples/*/README.md; do
  folder=$(dirname "$page")
  sed -n 's/[^]]*\](\([^):]*\))/\1\n/gp' "$page" | sed '/^[A-Za-z._]/!d; / /d' | while read -r link; do
    [ -e "$folder/$link" ] || echo "$page: $link"
  done
done)
printf '%s\n' "$missing" > "$work/notes"
[ -z "$missing" ]
say $? 'what the pages link to is there'

# A path in backquotes, in HACKING.md, is one of the tree.
missing=$(grep -o '`[a-z]*/[A-Za-z0-9_./-]*`' HACKING.md | tr -d '`' \
  | grep -Ev 'NAME|FOLDER|FILE' | while read -r path; do
  [ -e "$path" ] || echo "$path"
done)
printf '%s\n' "$missing" > "$work/notes"
[ -z "$missing" ]
say $? 'the paths in HACKING.md are there'
echo "1..$n"
exit $failed
