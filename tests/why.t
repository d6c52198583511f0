#!/bin/sh
# why.t — tenure why: what it tells a teacher, or whoever asks about one: all of
# what it prints, as text and as JSON.
set -u
. "${top_srcdir:-$(dirname "$0")/..}/tests/test_policy.sh"

# events: lines of a time, a teacher (- for nobody), a type and data, as NDJSON;
# their ids number them.
events() {
  awk 'NF > 2 {
    time = length($1) > 10 ? $1 : $1 "T00:00"
    subject = $2 == "-" ? "" : "\"subject\":\"" $2 "\","
    data = NF > 3 ? $4 : "{}"
    for (i = 5; i <= NF; i++) data = data " " $i
    print "{\"specversion\":\"1.0\",\"id\":\"" ++n "\",\"source\":\"/s\",\"time\":\"" time ":00+08:00\",\"type\":\"" $3 "\"," subject "\"data\":" data "}"
  }' > events
}

# why STATUS WHAT OPTION…: `tenure why p events OPTION…` ends so, and prints what
# stands on standard input; what no one can know beforehand is "…".
why() {
  expected=$1 what=$2
  shift 2
  cat > expected
  timeout 60 tenure why p events "$@" > out 2> err
  got=$?
  cat out err | sed -e 's/sha256:[0-9a-f]*/sha256:…/g' -e 's/"id":"[0-9a-f]\{12\}"/"id":"…"/g' > told
  n=$((n + 1))
  if [ "$got" -eq "$expected" ] && diff expected told > notes; then echo "ok $n - $what"; else
    echo "not ok $n - $what"
    echo "#   status $got, not $expected"
    sed 's/^/#   /' notes
  fi
}

# ---- A teacher's year -----------------------------------------------------------

policy <<'LUA'
calendar { timezone = "+08:00", school_year = "09-01", terms = { { "09-01", "01-31" }, { "02-16", "07-10" } } }
event.paper     = { level = { "school", "district", "city" } }
event.lesson    = { lesson = "string" }
event.reviewed  = { lesson = "string" }
event.objection = {}
event.points    = { n = "number" }
profile.hired   = "date"
track.level     = { "none", "school", "city" }
track.training  = { "trainee", "stopped" }
fact.papers     = event.paper { level = at_least "district" }:count():per "school_year"
fact.score      = event.points:sum "n"
duty "two lessons a term" {
  cites = "4.1", per = "term", remind = { days = 30 }, needs = event.lesson:count():at_least(2),
  says = "{teacher} gave too few lessons",
}
duty "a paper a year" { per = "school_year", needs = event.paper:last "level":at_least "district" }
rule "promotion" {
  cites = "5.2", when = all { fact.papers:at_least(3), profile.hired:years():at_least(5), any { fact.score:more_than(10), track.level:is "school" } },
  outcome = track.level:becomes "city",
}
rule "stop" {
  applies = track.training:is "trainee", when = event.lesson:count():at_least(3), outcome = track.training:becomes "stopped",
  gives = { score = fact.score, hired = profile.hired }, announce = { days = 7, unless = event.objection },
}
duty "review" { after = event.lesson, within = { days = 7 }, match = "lesson", remind = { days = 2 }, needs = event.reviewed:count():at_least(1) }
duty "trainees report" { per = "month", applies = track.training:is "trainee", needs = event.reviewed:count():at_least(1) }
LUA
events <<'EVENTS'
2024-09-01        T1  tenure.teacher  {"hired":"2018-03-01"}
2024-09-02T10:00  T1  lesson          {"lesson":"L1"}
2024-09-05T10:00  T1  paper           {"level":"district"}
2024-09-06T10:00  T1  paper           {"level":"school"}
2024-09-06T11:00  T1  paper           {"level":"city"}
2024-09-07T10:00  T1  points          {"n":12}
2024-10-07T10:00  T1  lesson          {"lesson":"L2"}
2024-10-08T10:00  T1  reviewed        {"lesson":"L2"}
2024-11-07T10:00  T1  lesson          {"lesson":"L3"}
EVENTS
why 0 'who lacks one thing for promotion' --teacher T1 --rule promotion <<'END'
T1, known since 2024-09-01
  hired: 2018-03-01
  level: none, since 2024-09-01
  training: trainee, since 2024-09-01
  papers: 2
  score: 12

promotion  [5.2]
  now: does not hold
     ✗ all of
       ✗ papers at least 3: 2 — 1 more before 2025-09-01
           2024-09-05  paper  (3)
           2024-09-06  paper  (5)
       ✓ years since hired at least 5: 6
       ✓ any of
         ✓ score more than 10: 12
             2024-09-07  points: 12  (6)
         ✗ level is school: none
END
why 0 'the same for programs' --teacher T1 --rule promotion --json <<'END'
{"teacher":"T1","known":"2024-09-01","tracks":{"level":{"is":"none","since":"2024-09-01"},"training":{"is":"trainee","since":"2024-09-01"}},"profile":{"hired":"2018-03-01"},"facts":{"papers":2,"score":12},"sentences":[{"rule":"promotion","kind":"rule","cites":"5.2","line":17,"state":"not_yet","open":[{"holds":false,"conditions":[{"all":[{"is":"papers at least 3","was":"2","held":false,"lacks":"1 more","before":"2025-09-01","events":[{"time":"2024-09-05T10:00:00+08:00","type":"paper","source":"/s","id":"3"},{"time":"2024-09-06T11:00:00+08:00","type":"paper","source":"/s","id":"5"}]},{"is":"years since hired at least 5","was":"6","held":true},{"any":[{"is":"score more than 10","was":"12","held":true,"events":[{"time":"2024-09-07T10:00:00+08:00","type":"points","source":"/s","id":"6","value":12}]},{"is":"level is school","was":"none","held":false}],"held":true}],"held":false}]}]}]}
END
why 0 'all of a teacher, on a day in autumn: announced, missed, met, a reminder to come' --teacher T1 <<'END'
T1, known since 2024-09-01
  hired: 2018-03-01
  level: none, since 2024-09-01
  training: trainee, since 2024-09-01
  papers: 2
  score: 12

two lessons a term  [4.1]
  now: met so far; 2024-09-01 to 2025-01-31
     ✓ count of lesson at least 2: 3
         2024-09-02  lesson  (2)
         2024-10-07  lesson  (7)
         2024-11-07  lesson  (9)

a paper a year
  now: met so far; 2024-09-01 to 2025-08-31
     ✓ last level of paper at least district: city
         2024-09-06  paper: city  (5)

promotion  [5.2]
  now: does not hold
     ✗ all of
       ✗ papers at least 3: 2 — 1 more before 2025-09-01
           2024-09-05  paper  (3)
           2024-09-06  paper  (5)
       ✓ years since hired at least 5: 6
       ✓ any of
         ✓ score more than 10: 12
             2024-09-07  points: 12  (6)
         ✗ level is school: none

stop
  2024-11-07  announced
     gives hired 2018-03-01, score 12
     ✓ training is trainee: trainee
     ✓ count of lesson at least 3: 3
         2024-09-02  lesson  (2)
         2024-10-07  lesson  (7)
         2024-11-07  lesson  (9)
  announced 2024-11-07, takes effect on 2024-11-15
  now: holds
     ✓ training is trainee: trainee
     ✓ count of lesson at least 3: 3
         2024-09-02  lesson  (2)
         2024-10-07  lesson  (7)
         2024-11-07  lesson  (9)

review
  2024-09-08  reminder, lesson L1
     ✗ count of reviewed at least 1: 0
  2024-09-10  missed, lesson L1
     ✗ count of reviewed at least 1: 0
  now: lesson L3: not met yet; 2024-11-07 to 2024-11-14; reminder on 2024-11-13
     ✗ count of reviewed at least 1: 0 — 1 more before 2024-11-15

trainees report
  2024-10-01  missed
     ✓ training is trainee: trainee
     ✗ count of reviewed at least 1: 0
  now: not met yet; 2024-11-01 to 2024-11-30
     ✓ training is trainee: trainee
     ✗ count of reviewed at least 1: 0 — 1 more before 2024-12-01
END
why 0 'and a year later: stopped, a duty missed, one that no longer applies' --teacher T1 --until 2025-09-01 <<'END'
T1, known since 2024-09-01
  hired: 2018-03-01
  level: none, since 2024-09-01
  training: stopped, since 2024-11-15
  papers: 0
  score: 12

two lessons a term  [4.1]
  2025-06-11  reminder
     T1 gave too few lessons
     ✗ count of lesson at least 2: 0
  2025-07-11  missed
     T1 gave too few lessons
     ✗ count of lesson at least 2: 0
  now: not met yet; 2025-09-01 to 2026-01-31; reminder on 2026-01-02
     ✗ count of lesson at least 2: 0 — 2 more before 2026-02-01

a paper a year
  now: not met yet; 2025-09-01 to 2026-08-31
     ? last level of paper at least district: ?

promotion  [5.2]
  now: does not hold
     ✗ all of
       ✗ papers at least 3: 0 — 3 more before 2026-09-01
       ✓ years since hired at least 5: 7
       ✓ any of
         ✓ score more than 10: 12
             2024-09-07  points: 12  (6)
         ✗ level is school: none

stop
  2024-11-07  announced
     gives hired 2018-03-01, score 12
     ✓ training is trainee: trainee
     ✓ count of lesson at least 3: 3
         2024-09-02  lesson  (2)
         2024-10-07  lesson  (7)
         2024-11-07  lesson  (9)
  2024-11-15  fired, training: trainee → stopped
     gives hired 2018-03-01, score 12
     ✓ training is trainee: trainee
     ✓ count of lesson at least 3: 3
  now: does not hold
     ✗ training is trainee: stopped
     ✓ count of lesson at least 3: 3
         2024-09-02  lesson  (2)
         2024-10-07  lesson  (7)
         2024-11-07  lesson  (9)

review
  2024-09-08  reminder, lesson L1
     ✗ count of reviewed at least 1: 0
  2024-09-10  missed, lesson L1
     ✗ count of reviewed at least 1: 0
  2024-11-13  reminder, lesson L3
     ✗ count of reviewed at least 1: 0
  2024-11-15  missed, lesson L3
     ✗ count of reviewed at least 1: 0
  now: nothing is open

trainees report
  2024-10-01  missed
     ✓ training is trainee: trainee
     ✗ count of reviewed at least 1: 0
  now: not judged, does not apply; 2025-09-01 to 2025-09-30
     ✗ training is trainee: stopped
END
why 0 'what was undetermined' --teacher T1 --rule 'a paper a year' --until 2026-09-01 <<'END'
T1, known since 2024-09-01
  hired: 2018-03-01
  level: none, since 2024-09-01
  training: stopped, since 2024-11-15
  papers: 0
  score: 12

a paper a year
  2026-09-01  undetermined
     ? last level of paper at least district: ?
  now: not met yet; 2026-09-01 to 2027-08-31
     ? last level of paper at least district: ?
END
why 0 'an opening with its reminder, for programs' --teacher T1 --rule review --until 2024-11-08 --json <<'END'
{"teacher":"T1","known":"2024-09-01","tracks":{"level":{"is":"none","since":"2024-09-01"},"training":{"is":"trainee","since":"2024-09-01"}},"profile":{"hired":"2018-03-01"},"facts":{"papers":2,"score":12},"sentences":[{"rule":"review","kind":"duty","line":25,"state":"open","open":[{"met":false,"about":{"lesson":"L3"},"since":"2024-11-07","until":"2024-11-14","reminder":"2024-11-13","conditions":[{"is":"count of reviewed at least 1","was":"0","held":false,"lacks":"1 more","before":"2024-11-15"}]}],"decisions":[{"id":"…","time":"2024-09-08T00:00:00+08:00","teacher":"T1","rule":"review","form":"duty","outcome":"reminder","about":{"lesson":"L1"},"severity":"notice","because":[{"is":"count of reviewed at least 1","was":"0","held":false}],"policy":"sha256:…"},{"id":"…","time":"2024-09-10T00:00:00+08:00","teacher":"T1","rule":"review","form":"duty","outcome":"missed","about":{"lesson":"L1"},"severity":"notice","because":[{"is":"count of reviewed at least 1","was":"0","held":false}],"policy":"sha256:…"}]}]}
END
why 0 'an announcement that waits, for programs' --teacher T1 --rule stop --json <<'END'
{"teacher":"T1","known":"2024-09-01","tracks":{"level":{"is":"none","since":"2024-09-01"},"training":{"is":"trainee","since":"2024-09-01"}},"profile":{"hired":"2018-03-01"},"facts":{"papers":2,"score":12},"sentences":[{"rule":"stop","kind":"rule","line":21,"state":"holds","announced":[{"time":"2024-11-07T10:00:00+08:00","due":"2024-11-15"}],"open":[{"holds":true,"conditions":[{"is":"training is trainee","was":"trainee","held":true},{"is":"count of lesson at least 3","was":"3","held":true,"events":[{"time":"2024-09-02T10:00:00+08:00","type":"lesson","source":"/s","id":"2"},{"time":"2024-10-07T10:00:00+08:00","type":"lesson","source":"/s","id":"7"},{"time":"2024-11-07T10:00:00+08:00","type":"lesson","source":"/s","id":"9"}]}]}],"decisions":[{"id":"…","time":"2024-11-07T10:00:00+08:00","teacher":"T1","rule":"stop","form":"rule","outcome":"announced","gives":{"hired":"2018-03-01","score":12},"severity":"notice","because":[{"is":"training is trainee","was":"trainee","held":true},{"is":"count of lesson at least 3","was":"3","held":true}],"policy":"sha256:…","counted":[{"is":"count of lesson at least 3","events":[{"time":"2024-09-02T10:00:00+08:00","type":"lesson","source":"/s","id":"2"},{"time":"2024-10-07T10:00:00+08:00","type":"lesson","source":"/s","id":"7"},{"time":"2024-11-07T10:00:00+08:00","type":"lesson","source":"/s","id":"9"}]}]}]}]}
END
why 0 'what applies lacks, for programs' --teacher T1 --rule 'trainees report' --until 2024-12-31 --json <<'END'
{"teacher":"T1","known":"2024-09-01","tracks":{"level":{"is":"none","since":"2024-09-01"},"training":{"is":"stopped","since":"2024-11-15"}},"profile":{"hired":"2018-03-01"},"facts":{"papers":2,"score":12},"sentences":[{"rule":"trainees report","kind":"duty","line":26,"state":"did_not_apply_throughout","open":[{"applies":false,"since":"2024-12-01","until":"2024-12-31","conditions":[{"is":"training is trainee","was":"stopped","held":false}]}],"decisions":[{"id":"…","time":"2024-10-01T00:00:00+08:00","teacher":"T1","rule":"trainees report","form":"duty","outcome":"missed","severity":"notice","because":[{"is":"training is trainee","was":"trainee","held":true},{"is":"count of reviewed at least 1","was":"0","held":false}],"policy":"sha256:…"}]}]}
END
why 0 'on the day of being stopped the duty has not applied throughout' --teacher T1 --rule 'trainees report' --until 2024-11-15 <<'END'
T1, known since 2024-09-01
  hired: 2018-03-01
  level: none, since 2024-09-01
  training: stopped, since 2024-11-15
  papers: 2
  score: 12

trainees report
  2024-10-01  missed
     ✓ training is trainee: trainee
     ✗ count of reviewed at least 1: 0
  now: not judged, does not apply; 2024-11-01 to 2024-11-30
     ✗ training is trainee: stopped
END
why 2 'a teacher nobody knows' --teacher T9 <<'END'
tenure: no event is about a teacher "T9"
END
why 2 'a sentence there is not, and what was meant' --teacher T1 --rule promotoin <<'END'
tenure: the policy has no sentence "promotoin"; did you mean 'promotion'?
END
why 2 'a sentence there is not, and nothing near' --teacher T1 --rule zzz <<'END'
tenure: the policy has no sentence "zzz"
END

# ---- Windows, and what of them counts --------------------------------------------

policy <<'LUA'
calendar { timezone = "+08:00" }
event.lesson   = { lesson = "string", kind = { "open", "demo" }, n = "integer?", at = "date?" }
event.heard    = { lesson = "string" }
event.enrolled = {}
profile.birth  = "date"
fact.lessons   = event.lesson:count()
rule "per a month" { when = event.lesson:count():per "month":at_least(2) }
rule "since enrolment" { when = event.lesson:count():since(event.enrolled):at_least(2) }
rule "in 30 days" { when = event.lesson:count():per { days = 30 }:at_least(3) }
rule "the month before" { every = "month", when = event.lesson:count():per "month":previous():at_least(2) }
rule "the best of each" { when = event.lesson:best("lesson", "n"):sum():at_least(10) }
rule "the two largest" { when = event.lesson:top(2, "n"):at_least(10) }
rule "different kinds" { when = event.lesson:distinct "kind":at_least(3) }
rule "the latest" { on = event.lesson, when = event.lesson:max "at":more_than "2024-10-01" }
rule "few and old" { when = none { fact.lessons:at_least(2), profile.birth:years():at_most(35) } }
rule "less than half" { when = event.lesson { kind = "demo" }:count():share_of(fact.lessons):less_than "1/2" }
rule "a third heard" { when = event.heard:count():share_of(fact.lessons):at_least "2/3" }
rule "many" { when = (event.lesson:count() + event.heard:count() * 2):more_than(12) }
rule "much" { when = (fact.lessons / 3):more_than(2) }
rule "in a function" { when = function(t) return t.fact.lessons > 9 end }
rule "late" { when = today:more_than "2025-01-01" }
LUA
events <<'EVENTS'
2024-09-01        T1  tenure.teacher  {"birth":"1989-09-05"}
2024-09-02T10:00  T1  lesson          {"lesson":"A","kind":"open","n":3,"at":"2024-10-09"}
2024-09-03T10:00  T1  lesson          {"lesson":"A","kind":"open","n":5}
2024-09-04T10:00  T1  enrolled
2024-09-05T10:00  T1  lesson          {"lesson":"B","kind":"demo","n":1,"at":"2024-10-01"}
2024-09-10T10:00  T1  heard           {"lesson":"Z"}
2024-10-05T10:00  T1  lesson          {"lesson":"C","kind":"demo"}
EVENTS
why 0 'what counted in each window, and no more' --teacher T1 <<'END'
T1, known since 2024-09-01
  birth: 1989-09-05
  lessons: 4

per a month
  2024-09-03  fired
     ✓ count of lesson per month at least 2: 2
         2024-09-02  lesson  (2)
         2024-09-03  lesson  (3)
  now: does not hold
     ✗ count of lesson per month at least 2: 1 — 1 more before 2024-11-01
         2024-10-05  lesson  (7)

since enrolment
  2024-10-05  fired
     ✓ count of lesson since enrolled at least 2: 2
         2024-09-05  lesson  (5)
         2024-10-05  lesson  (7)
  now: holds
     ✓ count of lesson since enrolled at least 2: 2
         2024-09-05  lesson  (5)
         2024-10-05  lesson  (7)

in 30 days
  2024-09-05  fired
     ✓ count of lesson in 30 days at least 3: 3
         2024-09-02  lesson  (2)
         2024-09-03  lesson  (3)
         2024-09-05  lesson  (5)
  now: does not hold
     ✗ count of lesson in 30 days at least 3: 1 — 2 more
         2024-10-05  lesson  (7)

the month before
  as it stands, at the end of 2024-10-31: holds
     ✓ previous count of lesson per month at least 2: 3

the best of each
  now: does not hold
     ✗ sum n of lesson best by lesson at least 10: 6 — 4 more
         2024-09-03  lesson: 5  (3)
         2024-09-05  lesson: 1  (5)

the two largest
  now: does not hold
     ✗ top 2 n of lesson at least 10: 8 — 2 more
         2024-09-02  lesson: 3  (2)
         2024-09-03  lesson: 5  (3)

different kinds
  now: does not hold
     ✗ distinct kind of lesson at least 3: 2 — 1 more
         2024-09-02  lesson: open  (2)
         2024-09-03  lesson: open  (3)
         2024-09-05  lesson: demo  (5)
         2024-10-05  lesson: demo  (7)

the latest
  2024-09-02  fired
     ✓ max at of lesson more than 2024-10-01: 2024-10-09
         2024-09-02  lesson: 2024-10-09  (2)
  2024-09-03  fired
     ✓ max at of lesson more than 2024-10-01: 2024-10-09
         2024-09-02  lesson: 2024-10-09  (2)
  2024-09-05  fired
     ✓ max at of lesson more than 2024-10-01: 2024-10-09
         2024-09-02  lesson: 2024-10-09  (2)
  2024-10-05  fired
     ✓ max at of lesson more than 2024-10-01: 2024-10-09
         2024-09-02  lesson: 2024-10-09  (2)
  as it stands, at such an event: holds
     ✓ max at of lesson more than 2024-10-01: 2024-10-09
         2024-09-02  lesson: 2024-10-09  (2)

few and old
  now: does not hold
     ✗ none of
       ✓ lessons at least 2: 4 — 3 too many
           2024-09-02  lesson  (2)
           2024-09-03  lesson  (3)
           2024-09-05  lesson  (5)
           2024-10-05  lesson  (7)
       ✓ years since birth at most 35: 35 — from 2025-09-05 on

less than half
  2024-09-02  fired
     ✓ count of lesson with kind demo / lessons less than 1/2: 0/1
         2024-09-02  lesson  (2)
  now: does not hold
     ✗ count of lesson with kind demo / lessons less than 1/2: 2/4
         2024-09-02  lesson  (2)
         2024-09-03  lesson  (3)
         2024-09-05  lesson  (5)
         2024-10-05  lesson  (7)

a third heard
  now: does not hold
     ✗ count of heard / lessons at least 2/3: 1/4 — 2 more
         2024-09-02  lesson  (2)
         2024-09-03  lesson  (3)
         2024-09-05  lesson  (5)
         2024-09-10  heard  (6)
         2024-10-05  lesson  (7)

many
  now: does not hold
     ✗ count of lesson + (count of heard * 2) more than 12: 6 — 7 more
         2024-09-02  lesson  (2)
         2024-09-03  lesson  (3)
         2024-09-05  lesson  (5)
         2024-09-10  heard  (6)
         2024-10-05  lesson  (7)

much
  now: does not hold
     ✗ lessons / 3 more than 2: 1.333333 — over 0.666667 more
         2024-09-02  lesson  (2)
         2024-09-03  lesson  (3)
         2024-09-05  lesson  (5)
         2024-10-05  lesson  (7)

in a function
  now: does not hold
     ✗ a function in line 20

late
  now: does not hold
     ✗ today more than 2025-01-01: 2024-10-05 — from 2025-01-02 on
END
why 0 'a value with each event, for programs' --teacher T1 --rule 'different kinds' --json <<'END'
{"teacher":"T1","known":"2024-09-01","tracks":{},"profile":{"birth":"1989-09-05"},"facts":{"lessons":4},"sentences":[{"rule":"different kinds","kind":"rule","line":13,"state":"not_yet","open":[{"holds":false,"conditions":[{"is":"distinct kind of lesson at least 3","was":"2","held":false,"lacks":"1 more","events":[{"time":"2024-09-02T10:00:00+08:00","type":"lesson","source":"/s","id":"2","value":"open"},{"time":"2024-09-03T10:00:00+08:00","type":"lesson","source":"/s","id":"3","value":"open"},{"time":"2024-09-05T10:00:00+08:00","type":"lesson","source":"/s","id":"5","value":"demo"},{"time":"2024-10-05T10:00:00+08:00","type":"lesson","source":"/s","id":"7","value":"demo"}]}]}]}]}
END

# ---- Duties for each, and in pairs ------------------------------------------------

policy <<'LUA'
calendar { timezone = "+08:00", holidays = { "2024-09-16/2024-09-22" } }
event.heard        = { apprentice = "teacher" }
event.pair_started = { apprentice = "teacher" }
event.pair_ended   = { apprentice = "teacher" }
event.meeting      = {}
spell.pairing = { starts = event.pair_started, ends = event.pair_ended, key = "apprentice" }
duty "hear each apprentice" { per = "week", each = spell.pairing, needs = event.heard:count():at_least(1) }
duty "a meeting" { per = "month", of = "school", needs = event.meeting:count():at_least(1) }
LUA
events <<'EVENTS'
2024-09-02T08:00  T1  pair_started  {"apprentice":"T7"}
2024-09-02T09:00  T1  pair_started  {"apprentice":"T8"}
2024-09-10        T1  heard         {"apprentice":"T7"}
2024-09-12        T8  heard         {"apprentice":"T1"}
EVENTS
why 0 'each apprentice has a line' --teacher T1 <<'END'
T1, known since 2024-09-02

hear each apprentice
  now: apprentice T7: met so far; 2024-09-09 to 2024-09-15
     ✓ count of heard at least 1: 1
         2024-09-10  heard  (3)
  now: apprentice T8: not met yet; 2024-09-09 to 2024-09-15
     ✗ count of heard at least 1: 0 — 1 more before 2024-09-16

a meeting
  now: it is the school's own
END
why 0 'and none where nothing is open; the school has its own' --teacher T8 <<'END'
T8, known since 2024-09-12

hear each apprentice
  now: not judged in this period, known only after it began

a meeting
  now: it is the school's own
END
why 0 'a week of days off' --teacher T1 --until 2024-09-17 --rule 'hear each apprentice' <<'END'
T1, known since 2024-09-02

hear each apprentice
  2024-09-16  missed, apprentice T8
     ✗ count of heard at least 1: 0
  now: this period is not judged, of days off alone or not inside another
END

# ---- A selection and a target ---------------------------------------------------------

policy <<'LUA'
calendar { timezone = "+08:00", school_year = "09-01" }
event.points = { n = "number" }
event.paper  = {}
fact.score   = event.points:sum "n"
selection "best of the year" {
  every = "school_year", among = fact.score:at_least(1), eligible = event.paper:count():at_least(1), rank_by = fact.score, quota = 2,
}
target "three with papers" { among = event.paper:count():at_least(1), at_least = 3, by = "2025-12-31" }
LUA
events <<'EVENTS'
2024-09-02  T1  points  {"n":9}
2024-09-02  T1  paper
2024-09-02  T2  points  {"n":5}
2024-09-02  T2  paper
2024-09-02  T3  points  {"n":5}
2024-09-02  T3  paper
2024-09-02  T4  points  {"n":7}
EVENTS
why 0 'a tie across the line' --teacher T2 --until 2025-09-01 <<'END'
T2, known since 2024-09-02
  score: 5

best of the year
  2025-09-01  tied
     ✓ score at least 1: 5
         2024-09-02  points: 5  (3)
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (4)
     place 2 of 3 eligible; places: 2; alike: 2; score: 5
  as it stands, at the end of 2026-08-31: holds
     ✓ score at least 1: 5
         2024-09-02  points: 5  (3)
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (4)

three with papers
  as it stands, at the end of 2025-12-31: holds
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (4)
END
why 0 'the place of one who is chosen' --teacher T1 --until 2025-09-01 --rule 'best of the year' <<'END'
T1, known since 2024-09-02
  score: 9

best of the year
  2025-09-01  chosen
     ✓ score at least 1: 9
         2024-09-02  points: 9  (1)
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (2)
     place 1 of 3 eligible; places: 2; score: 9
  as it stands, at the end of 2026-08-31: holds
     ✓ score at least 1: 9
         2024-09-02  points: 9  (1)
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (2)
END
why 0 'who is not eligible has no place' --teacher T4 --until 2025-09-01 --rule 'best of the year' <<'END'
T4, known since 2024-09-02
  score: 7

best of the year
  2025-09-01  passed over
     ✓ score at least 1: 7
         2024-09-02  points: 7  (7)
     ✗ count of paper at least 1: 0
  as it stands, at the end of 2026-08-31: does not hold
     ✓ score at least 1: 7
         2024-09-02  points: 7  (7)
     ✗ count of paper at least 1: 0 — 1 more before 2026-09-01
END
why 0 'the tie, for programs' --teacher T3 --until 2025-09-01 --rule 'best of the year' --json <<'END'
{"teacher":"T3","known":"2024-09-02","tracks":{},"profile":{},"facts":{"score":5},"sentences":[{"rule":"best of the year","kind":"selection","line":5,"state":"at_end_of_period","open":[{"holds":true,"until":"2026-08-31","conditions":[{"is":"score at least 1","was":"5","held":true,"events":[{"time":"2024-09-02T00:00:00+08:00","type":"points","source":"/s","id":"5","value":5}]},{"is":"count of paper at least 1","was":"1","held":true,"events":[{"time":"2024-09-02T00:00:00+08:00","type":"paper","source":"/s","id":"6"}]}]}],"decisions":[{"id":"…","time":"2025-09-01T00:00:00+08:00","teacher":"T3","rule":"best of the year","form":"selection","outcome":"tied","severity":"notice","because":[{"is":"score at least 1","was":"5","held":true},{"is":"count of paper at least 1","was":"1","held":true}],"policy":"sha256:…","counted":[{"is":"score at least 1","events":[{"time":"2024-09-02T00:00:00+08:00","type":"points","source":"/s","id":"5","value":5}]},{"is":"count of paper at least 1","events":[{"time":"2024-09-02T00:00:00+08:00","type":"paper","source":"/s","id":"6"}]}],"ranked":{"place":2,"of":3,"among":4,"tied":2,"places":2,"by":[{"is":"score","was":5}]}}]}]}
END
why 0 'when its day is over a target asks no more' --teacher T4 --until 2026-01-01 --rule 'three with papers' <<'END'
T4, known since 2024-09-02
  score: 7

three with papers
  now: its day is over
END

# ---- Waived, away, out of force --------------------------------------------------------

policy <<'LUA'
calendar { timezone = "+08:00" }
event.paper  = {}
event.lesson = { lesson = "string" }
track.post   = { "none", "head" }
rule "a paper" { when = event.paper:count():at_least(1) }
duty "a paper a month" { per = "month", needs = event.paper:count():at_least(1) }
duty "write it up" { after = event.lesson, within = { days = 10 }, needs = event.paper:count():at_least(1) }
duty "heads write" { per = "month", applies = track.post:is "head", needs = event.paper:count():at_least(1) }
rule "from 2025 on" { from = "2025-01-01", on = event.paper }
rule "on trial in 2024" { till = "2024-12-31", trial = true, on = event.paper }
duty "from the middle of a month" { from = "2024-09-15", per = "month", needs = event.paper:count():at_least(1) }
LUA
events <<'EVENTS'
2024-09-01  T1  lesson          {"lesson":"L1"}
2024-09-02  T1  paper
2024-09-03  T1  tenure.standing {"track":"post","to":"head","reason":"asked to","by":"office"}
2024-09-04  T1  tenure.waive    {"rule":"a paper","until":"2024-09-10"}
2024-09-04  T1  tenure.waive    {"rule":"a paper","from":"2024-09-11","until":"2024-09-20"}
2024-09-04  T1  tenure.waive    {"rule":"a paper a month","from":"2024-09-04"}
2024-09-04  T1  tenure.waive    {"rule":"write it up","until":"2024-09-05"}
2024-09-05  T2  paper
2024-09-30  T2  tenure.left
EVENTS
why 0 'waived, until when; set by hand; not in force' --teacher T1 --until 2024-09-05 <<'END'
T1, known since 2024-09-01
  post: head, since 2024-09-03

set by hand
  2024-09-03  set, post: none → head
     asked to

a paper
  2024-09-02  fired
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (2)
  now: waived until the end of 2024-09-20

a paper a month
  now: not judged in this period, waived in it

write it up
  now: event 1: not judged, waived; 2024-09-01 to 2024-09-11

heads write
  now: not judged, has not applied throughout (only since 2024-09-03); 2024-09-01 to 2024-09-30
     ✓ post is head: head

from 2025 on
  now: in force from 2025-01-01 on

on trial in 2024
  2024-09-02  fired (trial)
  as it stands, at such an event: holds

from the middle of a month
  now: in force from 2024-09-15 on
END
why 0 'when the waiver is over' --teacher T1 --until 2024-09-21 --rule 'a paper' <<'END'
T1, known since 2024-09-01
  post: head, since 2024-09-03

set by hand
  2024-09-03  set, post: none → head
     asked to

a paper
  2024-09-02  fired
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (2)
  2024-09-21  fired
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (2)
  now: holds
     ✓ count of paper at least 1: 1
         2024-09-02  paper  (2)
END
why 0 'known since the middle of the period' --teacher T2 --until 2024-09-06 --rule 'a paper a month' <<'END'
T2, known since 2024-09-05
  post: none, since 2024-09-05

a paper a month
  now: not judged in this period, known only after it began
END
why 0 'away' --teacher T2 <<'END'
T2, known since 2024-09-05, away
  post: none, since 2024-09-05

a paper
  2024-09-05  fired
     ✓ count of paper at least 1: 1
         2024-09-05  paper  (8)
  now: away

a paper a month
  now: away

write it up
  now: away

heads write
  now: away

from 2025 on
  now: away

on trial in 2024
  2024-09-05  fired (trial)
  now: away

from the middle of a month
  now: away
END
why 0 'what is no longer in force' --teacher T1 --until 2025-02-01 --rule 'on trial in 2024' <<'END'
T1, known since 2024-09-01
  post: head, since 2024-09-03

set by hand
  2024-09-03  set, post: none → head
     asked to

on trial in 2024
  2024-09-02  fired (trial)
  now: no longer in force, since the end of 2024-12-31
END

# ---- In Chinese ----------------------------------------------------------------------------

policy <<'LUA'
calendar { timezone = "+08:00", school_year = "09-01" }
event["缺课"] = { ["课次"] = "string" }
event["计划"] = { ["次数"] = "integer" }
event["申诉"] = {}
event["论文"] = { ["级别"] = { "校级", "区级", "市级" } }
track["培训"] = { "在训", "停训" }
fact["缺课数"] = event["缺课"]:count()
fact["缺课数"]:label "缺课次数"
fact["计划次数"] = event["计划"]:last "次数"
rule "缺课达三分之一，停止培训" {
  cites = "第六条", applies = track["培训"]:is "在训", when = fact["缺课数"]:share_of(fact["计划次数"]):at_least "1/3",
  outcome = track["培训"]:becomes "停训", says = "{teacher}缺课{缺课数}次", announce = { days = 7, unless = event["申诉"] },
}
duty "每学年一篇区级论文" { per = "school_year", needs = event["论文"]:max "级别":at_least "区级" }
LUA
events <<'EVENTS'
2024-08-31  王芳  计划  {"次数":6}
2024-09-03  王芳  缺课  {"课次":"一"}
2024-09-05  王芳  缺课  {"课次":"二"}
2024-09-06  王芳  申诉
2024-09-20  王芳  论文  {"级别":"校级"}
EVENTS
why 0 '申诉之前和之后' --teacher 王芳 --until 2024-09-06 <<'END'
王芳, known since 2024-08-31
  培训: 在训, since 2024-08-31
  缺课数: 2
  计划次数: 6

缺课达三分之一，停止培训  [第六条]
  2024-09-05  announced
     王芳缺课2次
     ✓ 培训 is 在训: 在训
     ✓ 缺课次数 / 计划次数 at least 1/3: 2/6
         2024-08-31  计划: 6  (1)
         2024-09-03  缺课  (2)
         2024-09-05  缺课  (3)
  announced 2024-09-05, objected to, so decided on 2024-09-13
  now: holds
     ✓ 培训 is 在训: 在训
     ✓ 缺课次数 / 计划次数 at least 1/3: 2/6
         2024-08-31  计划: 6  (1)
         2024-09-03  缺课  (2)
         2024-09-05  缺课  (3)

每学年一篇区级论文
  now: not met yet; 2024-09-01 to 2025-08-31
     ? max 级别 of 论文 at least 区级: ?
END
why 0 '申诉生效之后' --teacher 王芳 <<'END'
王芳, known since 2024-08-31
  培训: 在训, since 2024-08-31
  缺课数: 2
  计划次数: 6

缺课达三分之一，停止培训  [第六条]
  2024-09-05  announced
     王芳缺课2次
     ✓ 培训 is 在训: 在训
     ✓ 缺课次数 / 计划次数 at least 1/3: 2/6
         2024-08-31  计划: 6  (1)
         2024-09-03  缺课  (2)
         2024-09-05  缺课  (3)
  2024-09-13  objected
     王芳缺课2次
     ✓ 培训 is 在训: 在训
     ✓ 缺课次数 / 计划次数 at least 1/3: 2/6
  now: holds
     ✓ 培训 is 在训: 在训
     ✓ 缺课次数 / 计划次数 at least 1/3: 2/6
         2024-08-31  计划: 6  (1)
         2024-09-03  缺课  (2)
         2024-09-05  缺课  (3)

每学年一篇区级论文
  now: not met yet; 2024-09-01 to 2025-08-31
     ✗ max 级别 of 论文 at least 区级: 校级
         2024-09-20  论文: 校级  (5)
END
why 2 '没有这一条' --teacher 王芳 --rule '缺课达三分之一,停止培训' <<'END'
tenure: the policy has no sentence "缺课达三分之一,停止培训"; did you mean '缺课达三分之一，停止培训'?
END

# ---- The command itself ------------------------------------------------------------------------

is 0 'help is asked for' tenure why -h
has out 'usage: tenure why POLICY EVENTS… --teacher T'
is 2 'no teacher is wrong usage' tenure why p events
is 2 'no events are wrong usage' tenure why p --teacher T1
is 2 'a teacher must follow' tenure why p events --teacher
is 2 'a policy that is not there' tenure why nowhere events --teacher T1
echo '{' >> events
is 1 'what is refused is a finding' tenure why p events --teacher 王芳
has err 'events:6: '
has out '缺课达三分之一，停止培训'
if [ -c /dev/full ]; then
  is 2 'output that cannot be written' sh -c 'tenure why p events --teacher 王芳 > /dev/full'
fi
echo "1..$n"
