#!/bin/sh
# tool.t — the command line: its exit statuses, and what goes where.
set -u
LC_ALL=C
export LC_ALL
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0

# is STATUS WHAT COMMAND…: runs it, keeps out and err, and compares the status.
is() {
  expected=$1 what=$2
  shift 2
  "$@" > out 2> err < "${input:-/dev/null}"
  got=$?
  n=$((n + 1))
  if [ "$got" -eq "$expected" ]; then echo "ok $n - $what"; else
    echo "not ok $n - $what"
    echo "#   status $got, not $expected"
    sed 's/^/#   /' err
  fi
}

# has FILE TEXT: what was kept holds it.
has() {
  n=$((n + 1))
  if grep -qF -e "$2" "$1"; then echo "ok $n - $1 has: $2"; else
    echo "not ok $n - $1 has: $2"
    sed 's/^/#   /' "$1"
  fi
}

cat > rules.lua <<'LUA'
calendar { timezone = "+08:00" }
event.absent = { n = "integer" }
rule "once" { on = event.absent }
rule "a month on" { when = event.absent:count():per "month":is(0), applies = event.absent:count():at_least(1) }
LUA
event() {
  printf '{"specversion":"1.0","id":"%s","source":"s","type":"absent","time":"2024-09-01T08:00:00+08:00","subject":"T1","data":{"n":%s}}\n' "$1" "$2"
}
event 1 1 > events
{ event 1 1.0; event 1 2; echo '{"id":"x"'; event 2 '"y"'; } > more

is 2 'no command is wrong usage' tenure
is 2 'nor is one that is not there' tenure judge
is 0 'help is asked for' tenure -h
is 0 'of a command too' tenure replay -h
is 2 'an unknown option is wrong usage' tenure replay --what . events
is 2 'no events are wrong usage' tenure replay .
is 0 'a policy is checked' tenure check .
has out 'rule "once"'
has out 'rules.lua:3: no-cites: rule "once" cites nothing'
is 1 'lint is a failure where that is asked for' tenure check --strict .
has out 'rules.lua:3: no-cites: '
has out 'rule "once"'
has err 'lint has 3 findings'
is 1 'wherever that is asked' tenure check . --strict
sed 's/^rule "\([a-z ]*\)" {/& cites = "1",/; s/^rule "a month on" {/& from = "2024-09-01", every = "month",/' rules.lua > clean.lua
is 0 'and none is none' tenure check --strict clean.lua
is 2 'of what cannot be read, too' tenure check --strict nowhere
is 2 'a policy that is not there' tenure check nowhere
is 2 'events that are not there' tenure replay . nowhere
has err 'nowhere: '
is 2 'a time that is none' tenure replay . events --until 2024-13-01
is 0 'a replay ends with its last event' tenure replay . events
has out '"rule":"once"'
is 0 'a date lets what falls due at its midnight be judged' tenure replay . events --until 2024-10-01
has out '"time":"2024-10-01T00:00:00+08:00","teacher":"T1","rule":"a month on"'
is 0 'statistics are asked for' tenure replay . events --stats
has err '1 lines, 0 refused, 1 teachers, '
is 1 'what is refused is a finding' tenure replay . events more
has err 'more:2: 1: id: '
has err 'more:3: -: -: not valid JSON'
has err 'more:4: 2: data.n: '
has out '"rule":"once"'
cat events more > all
input=all
is 1 'the same from standard input' sh -c 'cat | tenure replay . -'
has err '-:3: 1: id: '
input=
if [ -c /dev/full ]; then
  is 2 'output that cannot be written' sh -c 'tenure replay . events > /dev/full'
fi
echo 'ruel "x" {}' >> rules.lua
is 1 'a policy with mistakes is a finding' tenure check .
has out "rules.lua:5: no word 'ruel'; did you mean 'rule'?"
is 1 'and judges nothing' tenure replay . events
has err 'rules.lua:5: '
echo "1..$n"
