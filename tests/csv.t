#!/bin/sh
# csv.t — sheets through the command: the forms a file comes in, headers of the
# school's own, names, every mistake, and the examples of docs/csv.md.
set -u
LC_ALL=C
export LC_ALL
top=$(cd "${top_srcdir:-$(dirname "$0")/..}" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0

# say STATUS WHAT: notes are in the file `notes`.
say() {
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else
    echo "not ok $n - $2"
    sed 's/^/#   /' notes
  fi
}

# replays STATUS WHAT ARGUMENT…: `tenure replay . ARGUMENT…` ends so; keeps out
# and err.
replays() {
  expected=$1 what=$2
  shift 2
  tenure replay . "$@" > out 2> err < "${input:-/dev/null}"
  got=$?
  { echo "status $got, not $expected"; cat err; } > notes
  [ "$got" -eq "$expected" ]
  say $? "$what"
}

# decides WHAT: the decisions are those of the first sheet.
decides() {
  diff expected out > notes
  say $? "$1"
}

# refuses WHAT LINE…: standard error says just that.
refuses() {
  what=$1
  shift
  printf '%s\n' "$@" | diff - err > notes
  say $? "$what"
}

cat > rules.lua <<'LUA'
calendar { timezone = "+08:00" }
event.planned = { sessions = "integer", from = "date?", trial = "boolean?" }
event.absent  = { session = "string", status = optional { "absent", "late" }, note = "string?" }
fact.absences = event.absent:count()
fact.planned  = event.planned:last "sessions"
rule "a third" {
  when  = fact.absences:share_of(fact.planned):at_least "1/3",
  says  = "{teacher}: {absences}/{planned}",
  gives = { note = event.absent:last "note", session = event.absent:last "session", from = event.planned:last "from" },
}
LUA

# ---- One sheet in every form -------------------------------------------------
cat > plain.csv <<'CSV'
time,subject,type,sessions,from,session,note
2024-09-01,T1,planned,4,2024-09-02,,
2024-09-02,王芳,planned,3,2024-09-02,,
2024-09-03 08:30:00,王芳,absent,,,S1,"请假,""病"""
2024-09-03 08:30:00,T1,absent,,,S1,
2024-09-04 08:30:00,T1,absent,,,S2,
CSV
replays 0 'a sheet is read' plain.csv
mv out expected
grep -q '"says":"王芳: 1/3"' expected && grep -q '"gives":{"from":"2024-09-02","note":"请假,\\"病\\"","session":"S1"}' expected
cp expected notes
say $? 'its values are those of its cells'

{ printf '\357\273\277'; sed 's/$/\r/' plain.csv; } > excel.csv
iconv -f UTF-8 -t GB18030 plain.csv > gb.csv
tr '\n' '\r' < plain.csv > mac.csv
cat > other.CSV <<'CSV'
type;note;session;from;sessions;subject;time;id;
planned;;;2024/9/2;+4.0;T1;2024年9月1日;;;
"planned";"";;2024年9月2日;003; 王芳　;2024/9/2 0:00;;;
;;;;;;;;
absent;"请假,""病""";S1;;;王芳;2024/9/3 8:30;;;

absent;;S1;;;T1;2024-09-03T08:30:00+08:00;
absent;;S2;;;T1;2024-09-04T00:30:00Z
CSV
tr ';' '\t' < other.CSV | sed 's/请假,/请假,/' > tabs.csv
for file in excel.csv gb.csv mac.csv other.CSV tabs.csv; do
  replays 0 "$file is read" $file
  decides "$file says the same"
done
replays 0 'all are duplicates of each other' plain.csv excel.csv gb.csv mac.csv other.CSV tabs.csv
decides 'and nothing is counted twice'
{ head -n 1 plain.csv; tail -n 5 plain.csv | sort -r; } > sorted.csv
replays 0 'rows in another order' sorted.csv plain.csv
decides 'have the same names'
input=gb.csv
replays 0 'standard input is CSV where it is said' - --csv
decides 'and says the same'
input=
iconv -f UTF-8 -t GB18030 plain.csv | tenure replay . --csv - > out 2> notes
decides 'from a pipe too'
cp plain.csv plain.txt
replays 0 'so is a file of any name' --csv plain.txt
decides 'and it says the same'
replays 1 'which is NDJSON otherwise' plain.txt

# ---- Names -------------------------------------------------------------------
printf '%s\n' 'time,subject,type,sessions,id,source' '2024-09-01,T1,planned,6,1,hr' > named.csv
printf '{"specversion":"1.0","id":"1","source":"hr","type":"planned","subject":"T1","time":"2024-09-01T00:00:00+08:00","data":{"sessions":%s}}\n' 6.0 7 > named.ndjson
replays 1 'a row and a line of one name' named.csv named.ndjson
refuses 'are a duplicate, or a conflict' \
  'named.ndjson:2: 1: id: this source and id named another event before; the first stands'
replays 1 'the other way round' named.ndjson named.csv
printf '%s\n' 'time,subject,type,sessions,编号' '2024-09-01,T1,planned,6,1' '2024-09-01,T1,planned,7,1' \
  '2024-09-01,T1,planned,6,1' > twice.csv
printf '%s\n' 'column,field' '编号,id' > columns.csv
replays 1 'rows of one name' twice.csv --columns columns.csv
refuses 'are told by the header of their id' \
  'twice.csv:3: 1: id (编号): this source and id named another event before; the first stands'
printf '%s\n' 'time,subject,type,session' '2024-09-02,T2,absent,S1' '2024-09-02,T2,absent,S1' > equal.csv
printf '%s\n' 'time,subject,type,sessions' '2024-09-01,T2,planned,6' > six.csv
replays 0 'equal rows are two events' equal.csv six.csv equal.csv
cp out notes
grep -q '"says":"T2: 2/6"' out
say $? 'and no more when they come again'

# ---- Columns -----------------------------------------------------------------
printf '%s\n' '日期,工号,课时,姓名' '2024/9/1,T1,4,王' > 计划.csv
printf '%s\n' 'column,field,value' '日期,time,' '工号,subject,' '课时,sessions,' '姓名,,' ',type,planned' > 计划列.csv
printf '%s\n' '工号;日期;课次' 'T1;2024年9月3日;S1' 'T1;2024年9月4日;S2' > 缺课.csv
printf '%s\n' 'column;field;value' '日期;time;' '工号;subject;' '课次;session;' ';type;absent' ';source;/hr' \
  | iconv -f UTF-8 -t GB18030 > 缺课列.csv
replays 0 'each sheet has its columns' 计划.csv --columns 计划列.csv 缺课.csv --columns 缺课列.csv
cp out notes
grep -q '"says":"T1: 2/4"' out
say $? 'and they are read by them'
mv out expected
replays 0 'columns may come first' --columns 计划列.csv 计划.csv --columns 缺课列.csv 缺课.csv
decides 'and hold for what follows'
replays 2 'headers nobody knows' 计划.csv
refuses 'are named, with those that are known' \
  'tenure: 计划.csv:1: the columns "日期", "工号", "课时", "姓名" are not known: a column is time, subject, type, id, source, from, sessions, trial, note, session, status, data.NAME, or what a file of columns says it is'
replays 2 'columns for no sheet' named.ndjson --columns 计划列.csv
refuses 'are a mistake' \
  'tenure: --columns 计划列.csv: no file before or after it is CSV, or still without one'
replays 2 'a file of columns that is not there' 计划.csv --columns nowhere.csv
refuses 'is named' 'tenure: nowhere.csv: No such file or directory'
printf '%s\n' 'column,field' '日期,time' '课时,sesions' > wrong.csv
replays 2 'a field nobody declares' 计划.csv --columns wrong.csv
refuses 'is named by the line of the file of columns' \
  'tenure: wrong.csv:3: no event has a field "sesions"; known are time, subject, type, id, source, from, sessions, trial, note, session, status; data.NAME is a field no event declares'
replays 2 '--columns without a file is wrong usage' 计划.csv --columns

# ---- Mistakes ----------------------------------------------------------------
cat > wrong.csv <<'CSV'
time,subject,type,id,sessions,from,trial,状态
9/1/2024,T1,planned,a,6,,,
45536,T1,planned,b,6,,,
2024-02-30,T1,planned,c,6,,,
2024-09-01,T1,planned,d,"6,000",,,
2024-09-01,T1,planned,e,6.5,,,
2024-09-01,T1,planned,f,6,1/9/24,,
2024-09-01,T1,planned,g,6,,maybe,
2024-09-01,T1,absent,h,,,,迟
2024-09-01,#N/A,planned,i,6,,,
2024-09-01,1.23457E+11,planned,j,6,,,
2024-09-01,T1,planned,k,6,,,,x
2024-09-01,T1,planned,l,6,,,5" pipe
2024-09-01,T1,planned,m,6,,,"open
2024-09-01,T1,planned,n,6,,,"
y"
,T1,planned,o,6,,,
2024-09-01,T1,,p,6,,,
合计,,,,6,,,
2024-09-01,T1,absent,q,,,,"absent
"
CSV
printf '%s\n' 'column,field' '状态,status' > columns.csv
replays 1 'every mistake is a finding' wrong.csv --columns columns.csv
quote='a quote stands inside this cell: the whole cell belongs in quotes, and a quote inside it is written twice'
refuses 'and says what it is, where, and what may be meant' \
  'wrong.csv:2: a: time: "9/1/2024" does not begin with a year of four digits: it may mean 2024-09-01 or 2024-01-09, written so' \
  'wrong.csv:3: b: time: "45536" is the number a spreadsheet keeps for a day (2024-09-01): give the column a date format and save again' \
  'wrong.csv:4: c: time: "2024-02-30" is no day of the calendar' \
  'wrong.csv:5: d: data.sessions: "6,000" is not a number written like 30 or 0.5' \
  'wrong.csv:6: e: data.sessions: is not an integer' \
  'wrong.csv:7: f: data.from: "1/9/24" does not begin with a year of four digits: it may mean 2024-01-09 or 2024-09-01 or 2001-09-24, written so' \
  'wrong.csv:8: g: data.trial: "maybe" is none of TRUE, FALSE, 是 and 否' \
  'wrong.csv:9: h: data.status (状态): "迟" is none of absent, late' \
  'wrong.csv:10: i: subject: "#N/A" is an error of the spreadsheet, not a value' \
  'wrong.csv:11: j: subject: "1.23457E+11" is a number that a spreadsheet has shortened: give the column a text format, and enter it again in full' \
  'wrong.csv:12: k: -: has 9 cells, where the first line names 8' \
  "wrong.csv:13: -: data.status (状态): $quote" \
  'wrong.csv:14: -: data.status (状态): holds what looks like a row of its own, "2024-09-01,T1,planned,n,6,,,": a quote before it lacks its other half (the row runs on to line 15)' \
  'wrong.csv:17: o: time: is missing' \
  'wrong.csv:18: p: type: is missing' \
  'wrong.csv:19: -: time: "合计" is not a time written like 2024-09-01 08:30, 2024/9/1 8:30, 2024年9月1日 or 2024-09-01T08:30:00+08:00' \
  'wrong.csv:20: q: data.session: is missing (the row runs on to line 21)'

# ---- Files that are none -----------------------------------------------------
head='time,subject,type,sessions'
printf '%s\n2024-09-01,\347\216\213,planned,6\n2024-09-01,\347\216,planned,6\n' "$head" > broken.csv
replays 2 'bytes of no encoding' broken.csv
refuses 'are named by line and column' \
  'tenure: broken.csv: byte 0xE7 at line 3, column 12 is not UTF-8, nor is byte 0x8B at line 2, column 13 GB18030: save the sheet as "CSV UTF-8"'
echo "$head" | iconv -f UTF-8 -t UTF-16 > utf16.csv
replays 2 'UTF-16' utf16.csv
refuses 'is named' 'tenure: utf16.csv: is UTF-16 text: save the sheet as "CSV UTF-8"'
printf 'PK\003\004\024' > book.csv
replays 2 'a workbook' book.csv
refuses 'is named' 'tenure: book.csv: is a workbook (.xlsx): save the sheet as "CSV UTF-8"'
: > empty.csv
replays 2 'an empty file has no header' empty.csv
refuses 'and says so' 'tenure: empty.csv: there is nothing in it: the first line is to name the columns'
echo "$head" > header.csv
replays 0 'a header alone is no event' header.csv
printf '%s\n' 'time,type' > short.csv
replays 2 'a sheet without teachers' short.csv
refuses 'says what it lacks' \
  'tenure: short.csv:1: there is no column subject, nor one that a file of columns says is the subject'
mkdir folder.csv
replays 2 'a folder' folder.csv
refuses 'is named' 'tenure: folder.csv: the input: Is a directory'
replays 2 'a sheet that is not there' nowhere.csv
refuses 'is named' 'tenure: nowhere.csv: No such file or directory'

# ---- docs/csv.md -------------------------------------------------------------
# block KIND N: the Nth block of that kind.
block() {
  awk -v from="\`\`\`$1" -v n="$2" '
    $0 == from { inside = ++found == n; next } /^```/ { inside = 0 } inside' "$top/docs/csv.md"
}
mkdir docs && cd docs || exit 1
block lua 1 > policy.lua
block csv 1 > events.csv
block csv 2 > columns.csv
block csv 3 > 缺课.csv
block text 1 > expected
tenure replay policy.lua events.csv --plain > out 2> notes && diff expected out > notes
say $? 'the first example of docs/csv.md'
block text 2 > expected
tenure replay policy.lua 缺课.csv --columns columns.csv events.csv --plain > out 2> notes && diff expected out > notes
say $? 'the second'
echo "1..$n"
