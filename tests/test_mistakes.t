#!/bin/sh
# test_mistakes.t — tenure test: scenarios and files of tests that are mistaken.
set -u
. "${top_srcdir:-$(dirname "$0")/..}/tests/test_policy.sh"

training
cat > p/tests/mistakes.lua <<'LUA'
scenario "each at its line" (function(s)
  s:event("2024-9-01", "", "enroled", { sessions = 1 / 3, [1.5] = 1 })
  s:event("2024-09-01T25:00", "T1", "enrolled", { 30 })
  s:event("2024-09-01", "T1", "enrolled", { sessions = print })
end)
scenario "of expectations" (function(s)
  s:expect { teacher = 7, rule = "absent from third of the sessions", outcome = "fires" }
  s:expect { rulle = "x", trainng = "stopped", training = "stoped" }
  s:expect { at = "today", says = 1, trial = "no", severity = "high", form = "rules" }
  s:refute "T1"
  s.expect { teacher = "T1" }
  s:expct {}
end)
scenario "of standings" (function(s)
  s:standing("T1", "trainng", "none")
  s:standing("T1", "training", "nome")
  s:advance()
end)
scenario "values that are not given" (function(s)
  s:expect { rule = "enrolment starts the training", gives = { x = 1 } }
end)
scenario "expects nothing" (function(s)
  s:event("2024-09-01", "T1", "enrolled", { sessions = 30 })
end)
scenario "breaks off" (function(s)
  s:refute {}
  local data = nil
  s:event(data.time)
end)
scenario "never ends" (function(s) while true do end end)
scenario "steps never end" (function(s) while true do s:refute {} end end)
scenario "expects nothing" (function(s) s:refute {} end)
scenario "has no steps"
scenario "inside" (function(s)
  scenario "another" (function(t) end)
  s:refute {}
end)
LUA
cat > p/tests/remembers.lua <<'LUA'
local n = 0
scenario "counts" (function(s) n = n + 1 s:refute {} end)
scenario "declares" (function(s) helper = 1 s:refute {} end)
LUA
cat > p/tests/remembers2.lua <<'LUA'
local n = 0
function count() n = n + 1 end
scenario "counts by another" (function(s) count() s:refute {} end)
LUA
cat > p/tests/remembers3.lua <<'LUA'
people = {}
local seen = require "tests.shared.seen"
scenario "keeps" (function(s) people[1] = s s:refute {} end)
scenario "keeps elsewhere" (function(s) seen.s = s s:refute {} end)
scenario "requires" (function(s) require "tests.shared.seen" s:refute {} end)
LUA
mkdir p/tests/shared
echo 'return {}' > p/tests/shared/seen.lua
echo 'seen = {}' > p/tests/shared/global.lua
echo 'require "tests.shared.global"' > p/tests/shares.lua
echo 'x = = 1' > p/tests/syntax.lua
echo 'local x = 1' > p/tests/without.lua
echo 'rule "x" {}' > p/tests/rules.lua
echo 'scenaro "x" {}' > p/tests/words.lua
echo 'require "tests.none"' > p/tests/requires.lua
echo 'scenario "x" {}' > p/tests/parts.lua
echo 'os.exit(0)' > p/tests/os.lua
echo 'while true do end' > p/tests/loop.lua
echo 'nothing of the kind' > p/tests/notes.txt
echo 'nothing of the kind' > p/tests/.mistakes.lua.swp
echo 'nothing of the kind' > p/tests/.#x.lua
prints 1 'mistakes are named, each at its line' <<'END'
1..26
not ok 1 - tests/loop.lua
# tests/loop.lua:1: the policy spent its 4000000 units of work; is there a loop without end?
not ok 2 - each at its line
# tests/mistakes.lua:2: the event's time: "2024-9-01" is not a time written like 2024-09-01T08:00:00+08:00
# tests/mistakes.lua:2: the event's teacher is "", not a text
# tests/mistakes.lua:2: no event "enroled"; did you mean 'enrolled'?
# tests/mistakes.lua:2: data: a member's name is 1.5, not a text
# tests/mistakes.lua:3: the event's time: "2024-09-01T25:00:00+08:00" is no time of the day
# tests/mistakes.lua:3: data is a list, not a table with names
# tests/mistakes.lua:4: no word 'print'
not ok 3 - of expectations
# tests/mistakes.lua:7: teacher is 7, not a text
# tests/mistakes.lua:7: no sentence "absent from third of the sessions"; did you mean 'absent from a third of the sessions'?
# tests/mistakes.lua:7: outcome is "fires", none of achieved, announced, chosen, error, fired, met, missed, objected, passed_over, reminder, set, tied, undetermined; did you mean 'fired'?
# tests/mistakes.lua:8: a decision has no 'rulle'; did you mean 'rule'?
# tests/mistakes.lua:8: track 'training' has no state "stoped"; did you mean 'stopped'?
# tests/mistakes.lua:8: a decision has no 'trainng'; did you mean 'training'?
# tests/mistakes.lua:9: at: "today" is not a time written like 2024-09-01T08:00:00+08:00
# tests/mistakes.lua:9: form is "rules", none of duty, error, manual, rule, selection, target; did you mean 'rule'?
# tests/mistakes.lua:9: severity is "high", none of critical, info, notice, warning
# tests/mistakes.lua:9: trial is "no", not true or false
# and 4 more failures
not ok 4 - of standings
# tests/mistakes.lua:15: no track 'trainng'; did you mean 'training'?
# tests/mistakes.lua:16: track 'training' has no state "nome"; did you mean 'none'?
# tests/mistakes.lua:17: the time to advance to is nil, not a text
not ok 5 - values that are not given
# tests/mistakes.lua:20: "enrolment starts the training" gives no 'x'
not ok 6 - expects nothing
# tests/mistakes.lua:22: it expects nothing: write s:expect, s:refute, s:standing or s:expect_nothing_else
not ok 7 - breaks off
# tests/mistakes.lua:28: attempt to index a nil value (local 'data')
not ok 8 - never ends
# tests/mistakes.lua:30: the policy spent its 4000000 units of work; is there a loop without end?
not ok 9 - steps never end
# tests/mistakes.lua:31: a scenario has more than 65536 steps
not ok 10 - expects nothing
# tests/mistakes.lua:32: two scenarios are named "expects nothing" (the first at tests/mistakes.lua:22)
not ok 11 - has no steps
# tests/mistakes.lua:33: scenario "has no steps" has no steps; write (function(s) … end) after its name
not ok 12 - inside
# tests/mistakes.lua:35: a scenario stands in a test file, not inside another scenario
not ok 13 - tests/os.lua
# tests/os.lua:1: no word 'os'
not ok 14 - tests/parts.lua
# tests/parts.lua:1: scenario "x" is followed by its steps: (function(s) … end)
not ok 15 - counts
# tests/remembers.lua:2: a function may not assign to 'n', a local outside it
not ok 16 - declares
# tests/remembers.lua:3: the tests are loaded; 'helper' may not change
not ok 17 - tests/remembers2.lua
# tests/remembers2.lua:2: a function may not assign to 'n', a local outside it
not ok 18 - keeps
# tests/remembers3.lua:3: a table may not change once the policy is loaded
not ok 19 - keeps elsewhere
# tests/remembers3.lua:4: a table may not change once the policy is loaded
not ok 20 - requires
# tests/remembers3.lua:5: require stands at the top of a test file, not in a scenario
not ok 21 - tests/requires.lua
# tests/requires.lua:1: no module 'tests.none': neither the policy nor the shipped rules have tests/none.lua
not ok 22 - tests/rules.lua
# tests/rules.lua:1: 'rule' belongs into the rules, not into their tests
not ok 23 - tests/shares.lua
# tests/shared/global.lua:1: what test files share has no globals; write local in front of 'seen'
not ok 24 - tests/syntax.lua
# tests/syntax.lua:1: unexpected symbol near '='
not ok 25 - tests/without.lua
# tests/without.lua: no scenario; what test files share lies in a folder of tests/
not ok 26 - tests/words.lua
# tests/words.lua:1: no word 'scenaro'; did you mean 'scenario'?
END
echo "1..$n"
