#!/bin/sh
# run.sh — what `make bench` runs: how fast `tenure replay` judges and a store
# keeps, beside programs that do less or the same with the same bytes.
# docs/performance.md says what the tables mean.  From the environment:
#
#   BUILD=DIR              where the programs were built
#   BENCH_EVENTS=300000    events a file          BENCH_ROUNDS=5   runs of each
#   BENCH_TEACHERS=20000   teachers               TMPDIR=/tmp      1 GB there, 2 GB if long
#   BENCH_LONG=1           also ten million lines: time and peak memory
#   BENCH_CALLGRIND=1      also instructions an event, by valgrind
#   BENCH_ONLY='speed …'   only these: speed sentences teachers sheets store live memory callgrind
set -eu
LC_ALL=C
export LC_ALL
cd "${BUILD:?the build folder; make bench sets it}"
events=${BENCH_EVENTS:-300000}
teachers=${BENCH_TEACHERS:-20000}
rounds=${BENCH_ROUNDS:-5}
work=$(mktemp -d "${TMPDIR:-/tmp}/tenure-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# make_set NAME ARGUMENT…: a policy and its events; and, to know what starting
# and loading take, the same policy with no events.
make_set() {
  set_name=$1
  shift
  bench/generate "$work/$set_name" events="$events" teachers="$teachers" "$@"
  : > "$work/$set_name/none.ndjson"
}
drop_set() { rm -rf "${work:?}/$1"; }
replay() { printf '%s\t./tenure replay %s/policy %s/%s.ndjson\n' "$1" "$work/$2" "$work/$2" "${3:-events}"; }
comparator() { printf '%s\tbench/%s %s/events.ndjson\n' "$1" "$2" "$work/$3"; }

heading() { printf '\n%s\n' "$*"; }

# timed ROUNDS: the commands gathered, each in turn, into the file of times.
timed() { bench/interleave "$1" < "$work/commands" > "$work/times"; }

# ---- Speed: against programs that do less, or the same --------------------

# Built where their libraries are; nothing else needs them.
build_optional() {
  for program in parse_jansson clips_rules; do
    rm -f bench/$program
    make -s bench/$program > "$work/$program.log" 2>&1 \
      || echo "(left out, since it does not build here: $program)"
  done
}

# All who judge must come to the same teachers.
check_agreement() {
  ./tenure replay "$work/$1/policy" "$work/$1/events.ndjson" \
    | sed 's/.*"teacher":"\([^"]*\)".*/\1/' | sort > "$work/expected"
  [ -s "$work/expected" ] || echo "(no decision is made on so few events)"
  for program in parse_count lua_handler clips_rules; do
    [ -x bench/$program ] || continue
    bench/$program "$work/$1/events.ndjson" | sort | cmp -s - "$work/expected" \
      || { echo "run.sh: $program and tenure replay decide differently" >&2; exit 1; }
  done
}

# The first row is what the others are held against: by processor time, which
# suffers less from others at work than the clock's.
speed_table() {
  awk -F'\t' -v events="$events" '
    BEGIN { printf "%-38s %10s %8s %17s %8s %9s\n", "", "events/s", "ratio", "min - max", "CPU µs", "peak MiB" }
    NR == 1 { base = $5 }
    { printf "%-38s %8.2f M %8.3f %7.2f - %5.2f M %8.3f %9.0f\n",
        $1, events / $2 / 1e6, base / $5, events / $4 / 1e6, events / $3 / 1e6, $5 / events * 1e6, $7 / 1024
      time[$1] = $5 }
    END {
      if (!("tenure replay" in time)) exit
      judged = time["tenure replay"]
      goal("of parsing only", time["parse_only"] / judged, 0.5)
      goal("of parsing and counting in C", time["parse_count"] / judged, 0)
      goal("times the Lua handler", time["lua_handler"] / judged, 2)
      goal("times CLIPS", time["clips_rules"] / judged, 5)
    }
    function goal(what, ratio, wanted) {
      if (ratio == 0) return
      printf "  tenure replay: %.2f %s", ratio, what
      print wanted ? sprintf(" (goal: %g; %s)", wanted, ratio >= wanted ? "met" : "MISSED") : ""
    }'
}

speed() {
  build_optional
  for ids in sequential uuid; do
    make_set one ids=$ids
    check_agreement one
    heading "Speed: $events events, $teachers teachers, one rule, $ids ids"
    {
      comparator parse_only parse_only one
      replay 'tenure replay' one
      comparator parse_count parse_count one
      comparator lua_handler lua_handler one
      [ ! -x bench/parse_jansson ] || comparator parse_jansson parse_jansson one
      [ ! -x bench/clips_rules ] || comparator clips_rules clips_rules one
    } > "$work/commands"
    timed "$rounds"
    speed_table < "$work/times"
  done
  drop_set one
}

# ---- Flat in sentences and in teachers -------------------------------------

# Rows come in pairs: with events, then without.  A row's cost an event is
# their difference in processor time; its ratio, to the first row.
flat_table() {
  awk -F'\t' -v events="$events" '
    BEGIN { printf "%-38s %10s %8s %17s %8s %9s\n", "", "ns/event", "ratio", "fastest   ratio", "load ms", "peak MiB" }
    NR % 2 { label = $1; middle = $5; least = $6; peak = $7; next }
    { cost = (middle - $5) / events * 1e9; fastest = (least - $6) / events * 1e9
      if (NR == 2) { base = cost; best = fastest }
      printf "%-38s %10.0f %8.2f %10.0f (%4.2f) %8.0f %9.0f\n",
        label, cost, cost / base, fastest, fastest / best, $5 * 1000, peak / 1024 }' "$work/times"
}

pair() { replay "$1" "$2"; replay "$1" "$2" none; }

# More events than elsewhere, so that loading, taken away, leaves less noise.
many_events() { [ -n "${BENCH_EVENTS-}" ] || events=1000000; }

sentences() {
  (
    many_events
    heading "Sentences: $events events, each touching one sentence; goal: 1,000 <= 1.2, 10,000 <= 1.5"
    for shape in types literals; do
      : > "$work/commands"
      for count in 1 100 1000 10000; do
        make_set s$count shape=$shape sentences=$count
        pair "$shape: $count" s$count >> "$work/commands"
      done
      timed 3
      flat_table
    done
    for count in 1 100 1000 10000; do drop_set s$count; done
  )
}

teachers() {
  (
    many_events
    heading "Teachers: $events events, one rule; goal: 1,000,000 <= 2"
    : > "$work/commands"
    for count in 1000 200000 1000000; do
      (teachers=$count; make_set t$count)
      pair "teachers: $count" t$count >> "$work/commands"
    done
    timed 3
    flat_table
    for count in 1000 200000 1000000; do drop_set t$count; done
  )
}

# ---- Sheets -----------------------------------------------------------------

# The same events as CSV, with all their names; and as a sheet would have them,
# without ids and offsets, in UTF-8 and, with a note, in GB18030.
make_sheets() {
  folder=$work/$1
  sed -E 's/.*"id":"([^"]*)","source":"([^"]*)","type":"([^"]*)","time":"([^"]*)","subject":"([^"]*)","data":\{"session":"([^"]*)","status":"([^"]*)"\}\}/\4,\5,\3,\6,\7,\1,\2/' \
    "$folder/events.ndjson" > "$folder/rows"
  { echo 'time,subject,type,session,status,id,source'; cat "$folder/rows"; } > "$folder/named.csv"
  sed -E '1s/,id,source//; 2,$s/T([0-9:]{8})[^,]*(,[^,]*,[^,]*,[^,]*,[^,]*).*/ \1\2/' "$folder/named.csv" \
    > "$folder/plain.csv"
  sed -E '1s/$/,data.note/; 2,$s/$/,请假条已交/' "$folder/plain.csv" | iconv -f UTF-8 -t GB18030 > "$folder/gb18030.csv"
  rm "$folder/rows"
}

sheets() {
  (
    many_events
    heading "Sheets: $events events, $teachers teachers, one rule"
    make_set one
    make_sheets one
    ./tenure replay "$work/one/policy" "$work/one/events.ndjson" > "$work/expected"
    ./tenure replay "$work/one/policy" "$work/one/named.csv" | cmp -s - "$work/expected" \
      || { echo 'run.sh: a sheet is judged otherwise than its events' >&2; exit 1; }
    {
      replay NDJSON one
      for sheet in named plain gb18030; do
        printf 'CSV: %s\t./tenure replay %s/policy %s/%s.csv\n' $sheet "$work/one" "$work/one" $sheet
      done
    } > "$work/commands"
    timed 3
    speed_table < "$work/times"
    drop_set one
  )
}

# ---- Keeping: a store beside SQLite alone -----------------------------------

# Medians of the rounds; the ratios are to bare SQLite.  What a way takes on the
# clock depends on the disk's syncs, on which others wait too.
store_table() {
  sort -t '	' -k 1,1 -s "$work/appended" | awk -F'\t' '
    BEGIN { printf "%-10s %10s %8s %17s %8s %8s %16s\n", "", "events/s", "ratio", "min - max", "CPU µs", "ratio", "bytes stored/in" }
    function median(list, n,   i, j, t) {
      for (i = 2; i <= n; i++)
        for (j = i; j > 1 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
      return (list[int((n + 1) / 2)] + list[int(n / 2) + 1]) / 2
    }
    function row(   c, w) {
      c = median(clock, n); w = median(work, n)
      if (way == "bare") { bare_clock = c; bare_work = w }
      printf "%-10s %8.2f M %8.2f %7.2f - %5.2f M %8.3f %8.2f %16.3f\n", way, events / c / 1e6,
        bare_clock / c, events / clock[n] / 1e6, events / clock[1] / 1e6, w / events * 1e6, w / bare_work, stored
    }
    $1 != way && n { row(); n = 0 }
    { way = $1; events = $2; clock[++n] = $3; work[n] = $4; stored = $5 / $6 }
    END { row() }'
}

append_once() {
  rm -f "$work"/kept.db*
  bench/append "$1" "$work/kept/events.ndjson" "$work/kept.db" >> "$work/appended"
}

store() {
  (
    many_events
    for ids in sequential uuid; do
      make_set kept ids=$ids
      heading "Keeping $events events, 1,000 a transaction, $ids ids; goal: <= 1.3 bytes stored for one"
      : > "$work/appended"
      append_once unique # once: with random ids it takes minutes
      round=0
      while [ $round -lt 3 ]; do
        for way in bare log store; do append_once $way; done
        round=$((round + 1))
      done
      store_table
    done
    drop_set kept
    rm -f "$work"/kept.db*
    heading 'The index of 1,000,000 names: filters, or whole runs in memory'
    bench/names 1000000 "$work/names.db"
    rm -f "$work"/names.db*
  )
}

# ---- Ten million lines ------------------------------------------------------

memory() {
  (
    events=${BENCH_LONG_EVENTS:-10000000}
    heading "Long: $events lines, one rule, $teachers teachers; must stay within 1.5 GiB"
    status=0
    for made in 'sequential sorted' 'sequential shuffled' 'uuid shuffled'; do
      make_set long ids="${made% *}" order="${made#* }"
      {
        comparator "parse_only: $made" parse_only long
        replay "tenure replay: $made" long
      } > "$work/commands"
      timed 1
      speed_table < "$work/times"
      awk -F'\t' '$7 > 1536 * 1024 { print "MISSED: " $1 " took " int($7 / 1024) " MiB"; bad = 1 } END { exit bad }' \
        "$work/times" || status=1
    done
    drop_set long
    exit $status
  )
}

# ---- Instructions, which do not depend on who else is at work ---------------

# instructions LABEL COMMAND…
instructions() {
  label=$1
  shift
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null \
    | sed -n 's/.*Collected : *//p' > "$work/count"
  [ -s "$work/count" ] || { echo "run.sh: valgrind failed on $label" >&2; exit 1; }
  cat "$work/count"
}

# What 40,000 events more cost: starting, loading and the first are left out.
per_event() {
  label=$1 shape=$2 count=$3
  shift 3
  for size in 20000 60000; do
    (events=$size; make_set i$size shape="$shape" sentences="$count")
  done
  less=$(instructions "$label" "$@" "$work/i20000/events.ndjson")
  more=$(instructions "$label" "$@" "$work/i60000/events.ndjson")
  printf '%-38s %8d\n' "$label" $(((more - less) / 40000))
}

callgrind() {
  (
    teachers=2000
    heading "Instructions an event ($teachers teachers)"
    per_event parse_only one 1 bench/parse_only
    per_event parse_count one 1 bench/parse_count
    per_event lua_handler one 1 bench/lua_handler
    per_event 'tenure replay' one 1 ./tenure replay "$work/i20000/policy"
    for shape in types literals; do
      for count in 1 1000 10000; do
        per_event "tenure replay, $shape: $count" $shape $count ./tenure replay "$work/i20000/policy"
      done
    done
  )
}

# ---- A live school --------------------------------------------------------------

live() {
  heading 'A live school: 2,000 teachers, 1,000,000 durable events; late ones; opening'
  bench/live "$work/live.db" "$OLDPWD/bench/live.lua" 2000 "${BENCH_LIVE_EVENTS:-1000000}"
  rm -f "$work"/live.db*
}

# ---- All --------------------------------------------------------------------

parts=${BENCH_ONLY:-"speed sentences teachers sheets store live${BENCH_LONG:+ memory}${BENCH_CALLGRIND:+ callgrind}"}
for part in $parts; do
  case $part in
    speed|sentences|teachers|sheets|store|live|memory|callgrind) $part ;;
    *) echo "run.sh: no part is called $part" >&2; exit 2 ;;
  esac
done
