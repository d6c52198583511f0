# test_policy.sh — what the tests of `tenure test` share; they begin with
# `. tests/test_policy.sh`, in a folder of their own, and end by printing the plan.
set -u
LC_ALL=C
export LC_ALL
top=$(cd "${top_srcdir:-$(dirname "$0")/..}" && pwd) || exit 1
TENURE_RULES=$top/rules
export TENURE_RULES
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0

# prints STATUS WHAT OPTION…: `tenure test p OPTION…` ends so, and its output
# is what stands on standard input.
prints() {
  expected=$1 what=$2
  shift 2
  cat > expected
  timeout 60 tenure test p "$@" > out 2> err
  got=$?
  n=$((n + 1))
  if [ "$got" -eq "$expected" ] && diff expected out > notes; then echo "ok $n - $what"; else
    echo "not ok $n - $what"
    echo "#   status $got, not $expected"
    sed 's/^/#   /' notes err
  fi
}

# is STATUS WHAT COMMAND…: the command ends so.
is() {
  expected=$1 what=$2
  shift 2
  timeout 60 "$@" > out 2> err
  got=$?
  n=$((n + 1))
  if [ "$got" -eq "$expected" ]; then echo "ok $n - $what"; else
    echo "not ok $n - $what"
    echo "#   status $got, not $expected"
    sed 's/^/#   /' out err
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

policy() {
  rm -rf p
  mkdir -p p/tests
  cat > p/rules.lua
}

# The policy of the manual.
training() {
  policy <<'LUA'
calendar { timezone = "+08:00" }
event.enrolled   = { sessions = "integer" }
event.attendance = { session = "string", status = { "absent", "late", "present" } }
track.training = { "none", "trainee", "certified", "stopped" }
fact.absences = event.attendance { status = "absent" }:count() + event.attendance { status = "late" }:count() // 3
fact.planned  = event.enrolled:last "sessions"
rule "enrolment starts the training" {
  on      = event.enrolled,
  outcome = track.training:becomes "trainee",
}
rule "absent from a third of the sessions" {
  cites    = "plan 2, 6.6",
  applies  = track.training:is "trainee",
  when     = fact.absences:share_of(fact.planned):at_least "1/3",
  outcome  = track.training:becomes "stopped",
  says     = "{teacher} missed {absences} of {planned} planned sessions",
  tell     = { "teacher", "principal" },
  severity = "critical",
}
LUA
}
