#!/bin/sh
# listed.t — that what is in the tree is in the build: a source that no
# include.am names is not compiled, a test that none names does not run.
set -u
LC_ALL=C
export LC_ALL
cd "${top_srcdir:-$(dirname "$0")/..}" || exit 1

n=0
for folder in engine rules tests; do
  n=$((n + 1))
  missing=$(find "$folder" -type f \( -name '*.c' -o -name '*.cc' -o -name '*.h' -o -name '*.lua' \
    -o -name '*.sql' -o -name '*.t' \) | sort | while read -r file; do
    case $file in
      tests/cases/*|tests/fuzz/*) continue ;; # found by whoever runs them
      engine/policy/*words_files.c|engine/store/schema_files.c) continue ;; # made by an in-tree build
      tests/*.c) also=${file%.c}.t ;;
      tests/*.t) [ -x "$file" ] && [ -f "${file%.t}.c" ] && continue; also=$file ;;
      *) also=$file ;;
    esac
    cat include.am ./*/include.am ./engine/*/include.am 2>/dev/null | grep -v '^#' \
      | grep -q -e "[[:space:]]$file\([[:space:]]\|\$\)" -e "[[:space:]]$also\([[:space:]]\|\$\)" \
      || echo "#   $file"
  done)
  if [ -z "$missing" ]; then
    echo "ok $n - every file of $folder/ is listed in an include.am"
  else
    echo "not ok $n - every file of $folder/ is listed in an include.am"
    echo "$missing"
  fi
done
echo "1..$n"
