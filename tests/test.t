#!/bin/sh
# test.t — tenure test: what it prints of scenarios that hold or fail, its
# coverage, and its exit statuses.
set -u
. "${top_srcdir:-$(dirname "$0")/..}/tests/test_policy.sh"

# ---- The manual's example, as it stands --------------------------------------

training
cat > p/tests/absence.lua <<'LUA'
scenario "exactly a third stops the training" (function(s)
  s:event("2024-09-01", "T1", "enrolled", { sessions = 30 })
  s:expect { teacher = "T1", rule = "enrolment starts the training" }
  for n = 1, 10 do s:event(("2024-09-%02d"):format(n + 1), "T1", "attendance", { session = "S" .. n, status = "absent" }) end
  s:expect { teacher = "T1", rule = "absent from a third of the sessions", outcome = "fired", at = "2024-09-11", training = "stopped" }
  s:refute { teacher = "T1", outcome = "missed" }
  s:advance "2025-09-01"                     -- lets time pass
  s:standing("T1", "training", "stopped")
  s:expect_nothing_else()
end)
LUA
prints 0 'the example passes' <<'END'
1..1
ok 1 - exactly a third stops the training
END
prints 0 'and covers its policy' --coverage <<'END'
1..1
ok 1 - exactly a third stops the training
# coverage: 2 of 2 sentences fired, 2 of 2 conditions seen both true and not true, 0 of 0 bands reached
END

# ---- What fails ---------------------------------------------------------------

cat > p/tests/failing.lua <<'LUA'
local third = "absent from a third of the sessions"
local function absent(s, time, who) s:event(time, who or "T1", "attendance", { session = time, status = "absent" }) end

scenario "too early #1" (function(s)
  s:event("2024-09-01", "T1", "enrolled", { sessions = 6 })
  absent(s, "2024-09-02")
  s:expect { teacher = "T1", rule = third }
  absent(s, "2024-09-03T08:30")
  s:expect { teacher = "T1", rule = third, outcome = "missed", at = "2024-09-02", severity = "info", training = "trainee" }
end)

scenario "another teacher" (function(s)
  s:event("2024-09-01", "T1", "enrolled", { sessions = 1 })
  absent(s, "2024-09-02")
  s:event("2024-09-02", "T2", "enrolled", { sessions = 1 })
  s:expect { teacher = "T3", rule = third }
  s:expect { teacher = "T3" }
  s:standing("T3", "training", "none")
  s:standing("T2", "training", "none")
  s:standing("T1", "training", "trainee")
end)

scenario "nothing else" (function(s)
  s:event("2024-09-01", "T1", "enrolled", { sessions = 1 })
  s:expect { training = "trainee" }
  absent(s, "2024-09-02")
  s:expect_nothing_else()
  s:refute { teacher = "T1", training = "stopped" }
  s:refute { teacher = "T1", training = "certified" }
end)

scenario "refused" (function(s)
  s:event("2024-09-01", "T1", "enrolled", { sessions = 0.5 })
  s:refute { teacher = "T1" }
end)
LUA
prints 1 'what was decided instead, and why' <<'END'
1..5
ok 1 - exactly a third stops the training
not ok 2 - too early \#1
# tests/failing.lua:7: expected teacher T1, rule "absent from a third of the sessions"
#   now: does not hold
#      ✓ training is trainee: trainee
#      ✗ absences / planned at least 1/3: 1/6 — 1 more
#          2024-09-01  enrolled: 6  (000001)
#          2024-09-02  attendance  (000002)
#   "absent from a third of the sessions" decided nothing about T1; what else was decided:
#     2024-09-01  T1      enrolment starts the training
#                 training: none → trainee
#                 but rule is enrolment starts the training
# tests/failing.lua:9: expected teacher T1, rule "absent from a third of the sessions", outcome missed, at 2024-09-02, severity info, training trainee
#   decided instead:
#     2024-09-03  T1      !! absent from a third of the sessions  [plan 2, 6.6]
#                 T1 missed 2 of 6 planned sessions
#                 training: trainee → stopped
#                 ✓ training is trainee: trainee
#                 ✓ absences / planned at least 1/3: 2/6
#                 but outcome is fired, severity is critical, at is 2024-09-03T08:30:00+08:00, training is stopped
not ok 3 - another teacher
# tests/failing.lua:16: expected teacher T3, rule "absent from a third of the sessions"
#   nothing was decided about T3; "absent from a third of the sessions" decided:
#     2024-09-02  T1      !! absent from a third of the sessions  [plan 2, 6.6]
#                 T1 missed 1 of 1 planned sessions
#                 training: trainee → stopped
#                 ✓ training is trainee: trainee
#                 ✓ absences / planned at least 1/3: 1/1
#                 but teacher is T1
# tests/failing.lua:17: expected teacher T3
#   nothing was decided about T3
# tests/failing.lua:18: expected training of T3 to be none
#   but no event has made T3 known
# tests/failing.lua:19: expected training of T2 to be none
#   but it is trainee, since this was decided:
#     2024-09-02  T2      enrolment starts the training
#                 training: none → trainee
# tests/failing.lua:20: expected training of T1 to be trainee
#   but it is stopped, since this was decided:
#     2024-09-02  T1      !! absent from a third of the sessions  [plan 2, 6.6]
#                 T1 missed 1 of 1 planned sessions
#                 training: trainee → stopped
#                 ✓ training is trainee: trainee
#                 ✓ absences / planned at least 1/3: 1/1
not ok 4 - nothing else
# tests/failing.lua:27: expected nothing else
#   but decided, and matched by no expectation:
#     2024-09-02  T1      !! absent from a third of the sessions  [plan 2, 6.6]
#                 T1 missed 1 of 1 planned sessions
#                 training: trainee → stopped
#                 ✓ training is trainee: trainee
#                 ✓ absences / planned at least 1/3: 1/1
# tests/failing.lua:28: refuted teacher T1, training stopped
#   but decided:
#     2024-09-02  T1      !! absent from a third of the sessions  [plan 2, 6.6]
#                 T1 missed 1 of 1 planned sessions
#                 training: trainee → stopped
#                 ✓ training is trainee: trainee
#                 ✓ absences / planned at least 1/3: 1/1
not ok 5 - refused
# tests/failing.lua:33: this event is refused: data.sessions: is not an integer
END

policy <<'LUA'
calendar { timezone = "+08:00" }
event.lesson   = { lesson = "string" }
event.reviewed = { lesson = "string" }
event.paper    = {}
profile.hired  = "date"
duty "review" { after = event.lesson, within = { days = 7 }, match = "lesson", needs = event.reviewed:count():at_least(1) }
rule "senior" { when = all { profile.hired:years():at_least(5), any { event.paper:count():at_least(3), none { event.lesson:count():at_least(1) } } } }
rule "papers" { on = event.paper }
LUA
cat > p/tests/lacking.lua <<'LUA'
scenario "what is lacking" (function(s)
  s:event("2024-09-01", "T1", "tenure.teacher", { hired = "2020-09-01" })
  s:event("2024-09-02", "T1", "lesson", { lesson = "L1" })
  s:event("2024-09-03", "T1", "lesson", { lesson = "L2" })
  s:event("2024-09-03", "T1", "reviewed", { lesson = "L2" })
  s:expect { teacher = "T1", rule = "senior" }
  s:expect { teacher = "T1", rule = "review", outcome = "missed" }
  s:expect { teacher = "T2", rule = "papers" }
  s:expect { teacher = "T1", rule = "papers" }
end)
LUA
prints 1 'what the sentence expected still lacks' <<'END'
1..1
not ok 1 - what is lacking
# tests/lacking.lua:6: expected teacher T1, rule "senior"
#   now: does not hold
#      ✗ all of
#        ✗ years since hired at least 5: 4 — from 2025-09-01 on
#        ✗ any of
#          ✗ count of paper at least 3: 0 — 3 more
#          ✗ none of
#            ✓ count of lesson at least 1: 2 — 2 too many
#                2024-09-02  lesson  (000002)
#                2024-09-03  lesson  (000003)
#   nothing was decided about T1, and nothing by "senior"
# tests/lacking.lua:7: expected teacher T1, rule "review", outcome missed
#   now: lesson L1: not met yet; 2024-09-02 to 2024-09-09
#      ✗ count of reviewed at least 1: 0 — 1 more before 2024-09-10
#   now: lesson L2: met so far; 2024-09-03 to 2024-09-10
#      ✓ count of reviewed at least 1: 1
#          2024-09-03  reviewed  (000004)
#   nothing was decided about T1, and nothing by "review"
# tests/lacking.lua:8: expected teacher T2, rule "papers"
#   nothing was decided about T2, and nothing by "papers"
# tests/lacking.lua:9: expected teacher T1, rule "papers"
#   as it stands, at such an event: holds
#   nothing was decided about T1, and nothing by "papers"
END

# ---- Everything a decision can be asked for -----------------------------------

policy <<'LUA'
calendar { timezone = "+08:00" }
event.lesson   = { lesson = "string" }
event.reviewed = { lesson = "string" }
event.paper    = { level = { "school", "city" }, points = "number", extra = "string?" }
event.objection = {}
profile.name = "string"
track.level = { "none", "school", "city" }
fact.points = event.paper:sum "points"
duty "review" { after = event.lesson, within = { days = 7 }, match = "lesson", needs = event.reviewed:count():at_least(1), says = "{lesson}" }
rule "level" {
  on = event.paper, outcome = track.level:becomes(event.paper:last "level"), announce = { days = 3, unless = event.objection },
  gives = { points = fact.points, name = profile.name, level = event.paper:last "level", half = fact.points / 2 },
}
rule "tried" { on = event.paper, trial = true, outcome = track.level:becomes "none", severity = "info" }
rule "breaks" { on = event.objection, when = function(t) return 1 end }
target "many" { among = track.level:at_least "school", at_least = 1, by = "2024-12-31" }
LUA
cat > p/tests/all.lua <<'LUA'
local people = require "tests.shared.people"
local shares = require "plans.shares"

scenario "members of a decision" (function(s)
  people.known(s, "T1", "王芳")
  s:event("2024-09-01T08:00", "T1", "lesson", { lesson = "L1" })
  s:event("2024-09-01T08:00", "T1", "lesson", { lesson = "L2" })
  s:event("2024-09-02T08:00:00+08:00", "T1", "reviewed", { lesson = "L2" })
  s:event("2024-09-03", "T1", "paper", { level = "city", points = 2.5, extra = "a \"quoted\"\n\\ text", unread = { a = { 1, 2.25, true }, b = {} } })
  s:expect { rule = "level", outcome = "announced", level = "none", gives = { points = 2.50, name = "王芳", level = "city", half = 1.25 } }
  s:expect { rule = "level", gives = {} }
  s:refute { rule = "level", gives = { points = 3 } }
  s:expect { rule = "tried", trial = true, severity = "info", level = "none" }
  s:refute { rule = "level", trial = true }
  s:advance "2024-09-06"
  s:refute { level = "city" }
  s:advance "2024-09-07"
  s:expect { rule = "level", outcome = "fired", at = "2024-09-07T00:00", level = "city" }
  s:advance "2024-09-08T23:59:59"
  s:refute { rule = "review" }
  s:advance "2024-09-09T00:00:00+08:00"
  s:expect { form = "duty", rule = "review", outcome = "missed", about = { lesson = "L1" }, says = "L1", at = "2024-09-08T16:00:00Z" }
  s:refute { rule = "review", about = { lesson = "L2" } }
  s:event("2024-10-01", "T1", "tenure.standing", { track = "level", to = "none", reason = "by hand" })
  s:expect { form = "manual", outcome = "set", says = "by hand", level = "none" }
  s:event("2024-10-02", nil, "objection")
  s:expect { form = "error", outcome = "error", rule = "breaks" }
  s:advance "2025-01-01"
  s:expect { form = "target", rule = "many", outcome = "missed" }
  s:refute { rule = "many", level = "none" }
  s:expect_nothing_else()
  return shares.in_words "1/3"
end)

scenario "each has its own clock" (function(s)
  people.known(s, "T1", "李")
  s:advance "2024-09-01"
  s:refute {}
  s:event("2024-08-31", "T1", "paper", { level = "school", points = 1 })
  s:expect { rule = "level", outcome = "announced", at = "2024-08-31" }
  s:expect { gives = { name = "李" } }
end)

local members = { teacher = "T1", rule = "level" }
scenario "tables outside are read" (function(s)
  people.known(s, "T1", "王")
  s:event("2024-09-03", "T1", "paper", { level = "city", points = 1 })
  s:expect(members)
end)
LUA
mkdir p/tests/shared
cat > p/tests/shared/people.lua <<'LUA'
local people = {}
function people.known(s, who, name) return s:event("2024-01-01", who, "tenure.teacher", { name = name }) end
return people
LUA
prints 0 'all that can be asked of a decision' <<'END'
1..3
ok 1 - members of a decision
ok 2 - each has its own clock
ok 3 - tables outside are read
END

# ---- Coverage -----------------------------------------------------------------

policy <<'LUA'
calendar { timezone = "+08:00" }
event.paper = { points = "number" }
fact.points = event.paper:sum "points"
fact.grade  = bands(fact.points, { {0, "poor"}, {5, "good"}, {50, "best"} })
fact.bonus  = choose { { fact.points:at_least(3), 2 }, { fact.points:at_least(1), 1 }, 0 }
track.grade = { "poor", "good", "best" }
rule "good" { when = all { fact.grade:at_least "good", any { fact.bonus:is(2), fact.bonus:is(1) } }, outcome = track.grade:becomes(fact.grade) }
rule "never" { applies = track.grade:is "best", when = all { fact.points:more_than(7), fact.points:less_than(9) } }
rule "always" { on = event.paper, when = fact.points:known() }
rule "asks" { on = event.paper, when = function(t) return t.fact.points > 1 end }
LUA
cat > p/tests/a.lua <<'LUA'
scenario "good" (function(s)
  s:event("2024-09-01", "T1", "paper", { points = 2 })
  s:event("2024-09-02", "T1", "paper", { points = 4 })
  s:expect { rule = "good", at = "2024-09-02", grade = "good" }
end)
LUA
prints 0 'without being asked, nothing is said of coverage' <<'END'
1..1
ok 1 - good
END
prints 1 'what is not covered' --coverage <<'END'
1..1
ok 1 - good
# rules.lua:7: rule "good": band "best" was never reached
# rules.lua:7: rule "good": always true: any of (bonus is 2; bonus is 1) (1×)
# rules.lua:7: rule "good": always true: bonus is 2 (1×)
# rules.lua:7: rule "good": always true: points at least 3 (1×)
# rules.lua:7: rule "good": never asked: points at least 1
# rules.lua:7: rule "good": never asked: bonus is 1
# rules.lua:8: rule "never" never fired
# rules.lua:8: rule "never": never true: grade is best (false 2×, unknown 0×)
# rules.lua:8: rule "never": never asked: all of (points more than 7; points less than 9)
# rules.lua:9: rule "always": always true: points is known (2×)
# rules.lua:10: rule "asks": always true: a function in line 10 (2×)
# coverage: 3 of 4 sentences fired, 2 of 11 conditions seen both true and not true, 2 of 3 bands reached
END

# ---- Where there are no tests, and the command itself --------------------------

rm -r p/tests
prints 0 'a policy without tests says so, and has none that fail' <<'END'
1..0 # skip there is no test: p has no tests/*.lua
END
is 1 'but covers nothing' tenure test p --coverage
has out '# rules.lua:7: rule "good" never fired'
: > p/tests
is 0 'a file named tests is no folder of tests' tenure test p
is 0 'help is asked for' tenure test -h
has out 'usage: tenure test POLICY [--coverage]'
is 2 'no policy is wrong usage' tenure test
is 2 'so is another option' tenure test p --cover
is 2 'a policy that is not there' tenure test nowhere
echo 'ruel "x" {}' >> p/rules.lua
is 1 'a policy with mistakes is a finding' tenure test p
has err "rules.lua:11: no word 'ruel'; did you mean 'rule'?"
if [ -c /dev/full ]; then
  training
  is 2 'output that cannot be written' sh -c 'tenure test p > /dev/full'
fi

# ---- Many steps ---------------------------------------------------------------

training
cat > p/tests/many.lua <<'LUA'
scenario "5000 events, and as many expectations" (function(s)
  for n = 1, 5000 do
    s:event("2024-09-01", "T" .. n, "enrolled", { sessions = 30 })
    s:expect { teacher = "T" .. n, rule = "enrolment starts the training", training = "trainee" }
  end
  s:expect_nothing_else()
end)
scenario "thousands of late events" (function(s)
  for n = 5000, 1, -1 do s:event(("2024-09-01T%02d:%02d"):format(n // 60 % 24, n % 60), "T" .. n, "enrolled", { sessions = 30 }) end
  s:expect { teacher = "T1" }
end)
LUA
is 0 'thousands of steps are soon taken' timeout 20 tenure test p
echo "1..$n"
