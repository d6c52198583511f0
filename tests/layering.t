#!/bin/sh
# layering.t — that the folders under engine/ stay layers, and what engine
# code never calls.  Each rule is tried on the tree, then on lines that break
# it, so that a rule which finds nothing is known to look.
#
# Comments and strings do not count.
set -u
LC_ALL=C
export LC_ALL
top=$(cd "${top_srcdir:-$(dirname "$0")/..}" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# From the bottom up: a layer, a colon, what it may include beside itself.
layers='base:
event: base
plan: base event
policy: base event plan
judge: base event plan policy
store: base
school: base event plan policy judge store
audit: base event plan policy judge store school
tell: base event plan policy judge store school audit
serve: base event plan policy judge store school audit tell
tool: base event plan policy judge store school audit tell serve'

# What belongs to a program, and so may print, ask the clock and end it.
programs='^engine/(tool/|serve/main\.c:)'

# code ROOT: what stands in ROOT/engine, as FILE:LINE:TEXT, without comments;
# strings are emptied, save in #include lines.
code() {
  (cd "$1" && find engine -type f \( -name '*.c' -o -name '*.cc' -o -name '*.h' \) | sort \
    | xargs awk '
      FNR == 1 { inside = 0 }
      {
        out = ""; rest = $0
        is_include = rest ~ /#[ \t]*include[ \t]*[<\"]/
        while (rest != "") {
          two = substr(rest, 1, 2); one = substr(rest, 1, 1)
          if (inside) {
            end = index(rest, "*/")
            inside = !end
            rest = end ? substr(rest, end + 2) : ""
          }
          else if (two == "/*") { inside = 1; rest = substr(rest, 3); out = out " " }
          else if (two == "//") rest = ""
          else if (!is_include && (one == "\"" || one == "\047")) {
            for (i = 2; i <= length(rest) && substr(rest, i, 1) != one; i++)
              if (substr(rest, i, 1) == "\\") i++
            out = out one one; rest = substr(rest, i + 1)
          }
          else {
            match(substr(rest, 2), /["\047\/]|$/)
            out = out substr(rest, 1, RSTART); rest = substr(rest, RSTART + 1)
          }
        }
        if (out ~ /[^ \t]/) print FILENAME ":" FNR ":" out
      }')
}

# The rules look into the file `code` and print what breaks them.
includes() { grep -E '^[^:]*:[0-9]+:[[:blank:]]*#[[:blank:]]*include' code; }
uses() { grep -E "^[^:]*:[0-9]+:(.*[^A-Za-z0-9_.>])?($1)" code | grep -Ev "$programs"; }
calls() { uses "($1)[[:blank:]]*\\("; }

layer() {
  allowed=$(printf '%s\n' "$layers" | sed -n "s/^$1://p" | sed 's/ /|/g')
  includes | grep "^engine/$1/.*\"engine/" | grep -Ev "\"engine/($1$allowed)/[^/\"]*\""
}
known_folder() {
  known=$(printf '%s\n' "$layers" | sed 's/:.*//' | tr '\n' '|')
  grep -Ev "^engine/(${known%|})/[^/:]*:" code
}
full_path() { includes | grep '"' | grep -Ev '"(engine/[a-z]+/[^/"]*|include/tenure\.h)"'; }
no_lua_in_plan() { includes | grep '^engine/plan/' | grep -E '[<"/](lua|lualib|lauxlib)\.h'; }
sql_in_store() { includes | grep -E '[<"/]sqlite3(ext)?\.h' | grep -v '^engine/store/'; }
no_exit() { calls '_?_?exit|_Exit|quick_exit|abort'; }
no_print() { calls 'v?printf|puts|putchar|perror|v?syslog|v?warnx?|v?errx?'; uses '(stdout|stderr)([^A-Za-z0-9_]|$)'; }
no_clock() { calls 'time|clock|gettimeofday|clock_gettime|timespec_get|(local|gm)time(_r)?|mktime'; }
no_environment() { calls '(secure_)?getenv|setenv|putenv|setlocale'; }
no_chance() { calls 's?rand(om)?(_r)?|[dlm]rand48|getrandom|getentropy|arc4random(_uniform)?'; }

n=0
say() { # say STATUS TEXT FOUND
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
  [ "$1" -eq 0 ] || printf '%s\n' "$3" | sed 's/^/#   /'
}

code "$top" > tree
[ -s tree ]
say $? 'there is code to look at' "$top/engine"

# rule TEXT 'CHECK' FILE LINE…: CHECK finds nothing in the tree, and does find
# each LINE put into FILE.
rule() {
  text=$1 check=$2 file=$3
  shift 3
  cp tree code
  found=$($check)
  [ -z "$found" ]
  say $? "$text" "$found"

  missed=
  for line; do
    mkdir -p "bad/${file%/*}"
    printf '%s\n' "$line" > "bad/$file"
    code bad > code
    [ -n "$($check)" ] || missed="$missed not noticed in $file: $line"
    rm -rf bad
  done
  [ -z "$missed" ]
  say $? "noticed when broken: $text" "$missed"
}

for one in $(printf '%s\n' "$layers" | sed 's/:.*//'); do
  above=$(printf '%s\n' "$layers" | sed 's/:.*//' | awk -v one="$one" 'found { print; exit } $0 == one { found = 1 }')
  if [ "$one" = store ]; then
    rule 'engine/store includes base alone' 'layer store' engine/store/x.c \
      '#include "engine/event/x.h"' '#include "engine/school/x.h"' '#  include "engine/judge/x.h"'
  elif [ -n "$above" ]; then
    rule "engine/$one includes no layer above it" "layer $one" "engine/$one/x.h" \
      "#include \"engine/$above/x.h\"" "/* x */ #include \"engine/$above/x.h\" // y"
  fi
done
rule 'the folders of engine/ are the known layers' known_folder engine/misc/x.c 'int x;'
rule 'includes are written from the top' full_path engine/judge/x.c \
  '#include "facts.h"' '#include "../base/error.h"' '#include "engine/judge/../serve/x.h"'
rule 'engine/plan sees no Lua header' no_lua_in_plan engine/plan/x.h \
  '#include <lua.h>' '#include <lua5.4/lauxlib.h>' '#include "lualib.h"'
rule 'sqlite3.h is included by engine/store alone' sql_in_store engine/base/x.c \
  '#include <sqlite3.h>' '#include "sqlite3.h"'
rule 'only a program exits' no_exit engine/serve/http.c \
  '  exit (1);' 'abort();' 'if (x) _exit (2);' "char c = '\"'; exit (1);" '/* a */ exit (1); /* b */'
rule 'only a program prints' no_print engine/judge/x.c \
  'printf ("x");' '  fprintf (stderr, "x");' 'perror ("x");' 'fputs (text, stdout);'
rule 'only a program asks the clock' no_clock engine/judge/x.c \
  'x = time (NULL);' 'clock_gettime (CLOCK_REALTIME, &t);' 'y = -time(0);'
rule 'only a program reads the environment' no_environment engine/policy/x.c \
  'const char *home = getenv ("HOME");' 'setlocale (LC_ALL, "");'
rule 'nothing is left to chance' no_chance engine/base/x.c 'int x = rand ();' 'srandom (1);'

# What only looks like a break.
mkdir -p good/engine/base
cat > good/engine/base/x.c <<'END'
/* exit (1), and
   abort () */
const char *a = "printf (", *b = "\" time (0)"; // getenv ("x")
void report (char *, const char *, ...) __attribute__ ((format (printf, 2, 3)));
void f (void) { snprintf (x, 1, ""); context->time (context); context.clock (); on_exit_now (); }
char quote = '"'; int uptime (void); int x = a / b; const char *c = "/* "; int y;
END
code good > code
found=$(no_exit; no_print; no_clock; no_environment; no_chance; full_path; known_folder)
[ -z "$found" ]
say $? 'comments, strings, members and longer names break no rule' "$found"
echo "1..$n"
