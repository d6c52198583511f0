#!/bin/sh
# embed.sh ARRAY HEADER FOLDER [FILE…] — writes C that holds the files' bytes.
#
# Prints an array ARRAY of struct embedded_file (engine/base/embedded.h),
# declared in HEADER, of the FILEs (given relative to FOLDER), sorted by their
# last part in byte order and ended by a NULL name.  Any byte may stand in a
# file: each becomes an octal escape.
set -eu
LC_ALL=C
export LC_ALL
array=$1 header=$2 folder=$3
shift 3

sorted=$(for file; do printf '%s %s\n' "${file##*/}" "$file"; done | sort)

printf '/* Written by embed.sh. */\n#include "%s"\n' "$header"
n=0
rows=
while read -r name file; do
  [ -n "$name" ] || continue
  [ -r "$folder/$file" ] || { echo "embed.sh: $folder/$file cannot be read" >&2; exit 1; }
  printf '\nstatic const char text_%d[] =\n  ""\n' "$n"
  od -A n -v -t o1 "$folder/$file" | sed 's/^ *//; s/ *$//; s/  */\\/g; s/.*/  "\\&"/'
  printf '  ;\n'
  rows="$rows  { \"$name\", text_$n, sizeof text_$n - 1 },
"
  n=$((n + 1))
done <<END
$sorted
END
printf '\nconst struct embedded_file %s[] = {\n%s  { NULL, NULL, 0 }\n};\n' "$array" "$rows"
