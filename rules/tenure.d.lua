---@meta
--- The words of the rule language, for editors: lua-language-server completes and
--- checks them.  docs/language.md tells what they mean, and how to set this up.
--- tests/editor.t compares this file with the engine.

---@alias tenure.type_name "string"|"string?"|"integer"|"integer?"|"number"|"number?"|"boolean"|"boolean?"|"date"|"date?"|"teacher"|"teacher?"
---@alias tenure.type tenure.type_name|(string|string[])[]|tenure.Optional
---@alias tenure.period "day"|"week"|"month"|"term"|"year"|"school_year"|"cycle"|string
---@alias tenure.number number|tenure.Fact
---@alias tenure.value number|string|boolean|tenure.Fact
---@alias tenure.share string|number
---@alias tenure.condition tenure.Condition|fun(t: tenure.Teacher): boolean?
---@alias tenure.outcome tenure.Outcome|tenure.Outcome[]
---@alias tenure.test number|string|boolean|tenure.Test|fun(value: any): boolean?

--- A part that the sentence does not have: look for a slip of the pen.
---@class tenure.no_such_part
---@field private never true

--- A list of words for a field that may be absent.
---@class tenure.Optional
--- A test of an event's field.
---@class tenure.Test
--- What a sentence does to a track.
---@class tenure.Outcome
--- True, false or unknown, of a teacher.
---@class tenure.Condition
--- A fact that ranks from the lowest up.
---@class tenure.Ascending

--- The calendar --------------------------------------------------------------------

---@class tenure.Calendar
---@field timezone string The school's offset from UTC, "+08:00"; required.
---@field school_year? string The month and day it begins on; "09-01" where not said.
---@field terms? string[][] First and last month and day of each term, both included.
---@field cycle? tenure.Cycle School years taken together.
---@field periods? { [string]: tenure.Period } Periods of the school's own.
---@field holidays? string[] Days off: days, or "first/last".
---@field workdays? string[] Saturdays and Sundays worked: days, or "first/last".
---@field [string] tenure.no_such_part

---@class tenure.Cycle
---@field years integer How many school years.
---@field from integer A calendar year in which one starts.
---@field [string] tenure.no_such_part

---@class tenure.Period
---@field from string A day on which one begins.
---@field days? integer
---@field months? integer
---@field years? integer
---@field [string] tenure.no_such_part

--- The school's timezone and periods, once in a policy.
---@param parts tenure.Calendar
function calendar(parts) end

--- Events --------------------------------------------------------------------------

--- Events of one type, perhaps only some of them; call it with tests to select.
---@class tenure.Selection
---@overload fun(tests: { [string]: tenure.test }): tenure.Selection
local Selection = {}
--- How many.
---@return tenure.Fact
function Selection:count() end
--- The field added up; after `map` or `best`, without a field.
---@param field? string
---@return tenure.Fact
function Selection:sum(field) end
--- The largest.
---@param field? string
---@return tenure.Fact
function Selection:max(field) end
--- The smallest.
---@param field? string
---@return tenure.Fact
function Selection:min(field) end
--- The field in the earliest event that has it.
---@param field? string
---@return tenure.Fact
function Selection:first(field) end
--- The field in the latest event that has it.
---@param field? string
---@return tenure.Fact
function Selection:last(field) end
--- How many different values.
---@param field? string
---@return tenure.Fact
function Selection:distinct(field) end
--- The sum of the n largest.
---@param n integer
---@param field? string
---@return tenure.Fact
function Selection:top(n, field) end
--- Gives the events to the teacher named in that field.
---@param field string
---@return tenure.Selection
function Selection:by(field) end
--- Where a duty has `match` or `each`: the field in which these events have the value it goes by.
---@param field string
---@return tenure.Selection
function Selection:matched_by(field) end
--- Of the events alike in one field, keeps the one largest in the other; after `map`, the largest number.
---@param group string
---@param field? string
---@return tenure.Selection
function Selection:best(group, field) end

--- Gives each event a number, by the value of a field or by a function of its data.
---@param field string
---@param numbers table<string|number|boolean, number>
---@return tenure.Selection
---@overload fun(self: tenure.Selection, number: fun(data: table<string, any>): number?): tenure.Selection
function Selection:map(field, numbers) end

--- `event.NAME = { field = type }` declares a type of events; `event.NAME` is all of them.
---@type { [string]: tenure.Selection }
event = {}

--- A list of words for a field that may be absent.
---@param words (string|string[])[]
---@return tenure.Optional
function optional(words) end

--- The field is x or more, or a word as high.
---@param x number|string
---@return tenure.Test
function at_least(x) end
--- The field is more than x, or a word higher.
---@param x number|string
---@return tenure.Test
function more_than(x) end
--- The field is x or less, or a word as low.
---@param x number|string
---@return tenure.Test
function at_most(x) end
--- The field is less than x, or a word lower.
---@param x number|string
---@return tenure.Test
function less_than(x) end
--- The field is one of these.
---@param values (number|string|boolean)[]
---@return tenure.Test
function one_of(values) end
--- The field is there and none of these.
---@param values (number|string|boolean)[]
---@return tenure.Test
function none_of(values) end

--- Facts ---------------------------------------------------------------------------

---@class tenure.Span
---@field years? integer
---@field months? integer
---@field days? integer
---@field [string] tenure.no_such_part

--- A value for each teacher, kept up to date as events pass; or unknown.
---@class tenure.Fact
---@operator add(tenure.number): tenure.Fact
---@operator sub(tenure.number): tenure.Fact
---@operator mul(tenure.number): tenure.Fact
---@operator div(tenure.number): tenure.Fact
---@operator idiv(tenure.number): tenure.Fact
---@operator mod(tenure.number): tenure.Fact
---@operator unm: tenure.Fact
local Fact = {}
--- Counts in the current period only, or in the last so many days.
---@param window tenure.period|{ days: integer }
---@return tenure.Fact
function Fact:per(window) end
--- Counts from the teacher's latest such event on.
---@param events tenure.Selection
---@return tenure.Fact
function Fact:since(events) end
--- The value in the n-th period back; the last one where n is not said.
---@param n? integer
---@return tenure.Fact
function Fact:previous(n) end
--- At most n.
---@param n tenure.number
---@return tenure.Fact
function Fact:capped(n) end
--- At least n.
---@param n tenure.number
---@return tenure.Fact
function Fact:at_floor(n) end
--- This value where the fact is unknown.
---@param value tenure.value
---@return tenure.Fact
function Fact:or_else(value) end
--- The name that people see.
---@param text string
---@return tenure.Fact
function Fact:label(text) end
--- A date moved.
---@param span tenure.Span
---@return tenure.Fact
function Fact:plus(span) end
--- Whole days since a date, or since a track has been as it is.
---@return tenure.Fact
function Fact:days() end
--- Whole months since a date, or since a track has been as it is.
---@return tenure.Fact
function Fact:months() end
--- Whole years since a date, or since a track has been as it is.
---@return tenure.Fact
function Fact:years() end
---@param x tenure.value
---@return tenure.Condition
function Fact:at_least(x) end
---@param x tenure.value
---@return tenure.Condition
function Fact:more_than(x) end
---@param x tenure.value
---@return tenure.Condition
function Fact:at_most(x) end
---@param x tenure.value
---@return tenure.Condition
function Fact:less_than(x) end
---@param x tenure.value
---@return tenure.Condition
function Fact:is(x) end
---@param values (number|string|boolean)[]
---@return tenure.Condition
function Fact:one_of(values) end
--- Whether there is a value.
---@return tenure.Condition
function Fact:known() end
--- This much of that, compared as an exact fraction.
---@param whole tenure.number
---@return tenure.Share
function Fact:share_of(whole) end

--- One fact as a share of another: compare it with "1/3" or "15%".
---@class tenure.Share
---@field at_least fun(self: tenure.Share, x: tenure.share): tenure.Condition
---@field more_than fun(self: tenure.Share, x: tenure.share): tenure.Condition
---@field at_most fun(self: tenure.Share, x: tenure.share): tenure.Condition
---@field less_than fun(self: tenure.Share, x: tenure.share): tenure.Condition
---@field is fun(self: tenure.Share, x: tenure.share): tenure.Condition

--- `fact.NAME = …` names a fact; `fact.NAME` is it.
---@type { [string]: tenure.Fact }
fact = {}
--- `profile.NAME = type` declares a field of the teachers' profiles, which reads as a fact.
---@type { [string]: tenure.Fact|tenure.type }
profile = {}
--- The day of judging.
---@type tenure.Fact
today = nil

--- The largest of numbers and facts.
---@param list tenure.number[]
---@return tenure.Fact
function largest(list) end
--- The smallest of numbers and facts.
---@param list tenure.number[]
---@return tenure.Fact
function smallest(list) end
--- A number as a word: each band from its number up.
---@param number tenure.Fact
---@param bands (number|string)[][] { from, word } each, from low to high.
---@return tenure.Fact
function bands(number, bands) end
--- The value beside the first condition that is true; the last value stands alone.
---@param cases (tenure.value|table)[]
---@return tenure.Fact
function choose(cases) end
--- A number computed in Lua.
---@param f fun(t: tenure.Teacher): number?
---@return tenure.Fact
function derive(f) end
--- The fact on the school's own record.
---@param f tenure.Fact
---@return tenure.Fact
function school(f) end

--- All of them are true.
---@param list tenure.condition[]
---@return tenure.Condition
function all(list) end
--- One of them is true, or more.
---@param list tenure.condition[]
---@return tenure.Condition
function any(list) end
--- None of them is true.
---@param list tenure.condition[]
---@return tenure.Condition
function none(list) end

--- What a function is asked about.
---@class tenure.Teacher
---@field id string
---@field today string
---@field fact { [string]: any }
---@field track { [string]: string }
---@field profile { [string]: any }
---@field event tenure.Event Only in a rule with `on`.

---@class tenure.Event
---@field type string
---@field time string
---@field data { [string]: any }

--- Tracks and spells ---------------------------------------------------------------

--- Where each teacher stands: one state, at first the first.
---@class tenure.Track: tenure.Fact
local Track = {}
---@param state string|tenure.Fact
---@return tenure.Outcome
function Track:becomes(state) end
--- One state up.
---@return tenure.Outcome
function Track:rises() end
--- One state down.
---@return tenure.Outcome
function Track:falls() end

--- `track.NAME = { "first", …, "last" }` declares a track; `track.NAME` reads its state.
---@type { [string]: tenure.Track }
track = {}

---@class tenure.Spell
---@field package starts? tenure.Selection Opens one.
---@field package ends? tenure.Selection Closes it.
---@field package key? string The field that tells one from another.
local Spell = {}
--- How many are open.
---@return tenure.Fact
function Spell:count() end

--- `spell.NAME = { starts = …, ends = …, key = "field" }` declares what is open from a start to its end.
---@type { [string]: tenure.Spell }
spell = {}

--- Sentences -----------------------------------------------------------------------

---@class tenure.Announcement
---@field days? integer
---@field workdays? integer Days that are not off.
---@field unless? tenure.Selection The objection.
---@field [string] tenure.no_such_part

---@class tenure.Reminder
---@field days integer How many days before.
---@field [string] tenure.no_such_part

---@class tenure.Within
---@field days? integer
---@field workdays? integer Days that are not off.
---@field weeks? integer
---@field months? integer
---@field roll? boolean A last day that is off moves to the next that is not.
---@field [string] tenure.no_such_part

--- The parts that all sentences have.
---@class tenure.Sentence
---@field cites? string The clause it comes from.
---@field from? string The first day it is in force.
---@field till? string The last day it is in force.
---@field trial? boolean Decided and recorded, changing nothing and telling nobody.
---@field gives? { [string]: tenure.value } Values recorded with the decision.
---@field says? string|fun(t: tenure.Teacher): string? The reason, with {names} filled in.
---@field tell? string|string[] Who is told.
---@field severity? "info"|"notice"|"warning"|"critical"

---@class tenure.Rule: tenure.Sentence
---@field applies? tenure.condition Whom it is about.
---@field on? tenure.Selection Judged at each such event.
---@field every? tenure.period Judged at each end of that period.
---@field when? tenure.condition What must hold.
---@field outcome? tenure.outcome
---@field announce? tenure.Announcement Public notice first.
---@field [string] tenure.no_such_part

---@class tenure.Duty: tenure.Sentence
---@field applies? tenure.condition Whose duty it is.
---@field needs? tenure.condition What must be done.
---@field per? tenure.period In each such period.
---@field inside? tenure.period Only periods wholly inside one of these.
---@field partial? boolean Also where it applied only in part of the period.
---@field of? "school" The school's duty, not each teacher's.
---@field each? tenure.Spell Once for each spell that is open.
---@field after? tenure.Selection Each such event opens it anew.
---@field within? tenure.Within|string How long from there, or the field with the date.
---@field match? string The field that must be the same.
---@field remind? tenure.Reminder
---@field met? tenure.outcome
---@field missed? tenure.outcome
---@field [string] tenure.no_such_part

---@class tenure.Selection_of_teachers: tenure.Sentence
---@field every? tenure.period Judged at each end of that period.
---@field among? tenure.condition Who is considered.
---@field eligible? tenure.condition Who of them may be chosen.
---@field group_by? tenure.Fact Ranked apart for each value.
---@field rank_by? tenure.Fact|tenure.Ascending|(tenure.Fact|tenure.Ascending)[] Highest first.
---@field quota? number|string|tenure.Fact How many: a number, or "15%" of the group.
---@field at_least? integer Each group gets that many places.
---@field rounding? "down"|"up"|"nearest"
---@field ties? "flag"|"all"|"none"
---@field chosen? tenure.outcome
---@field passed_over? tenure.outcome
---@field announce? tenure.Announcement Public notice first.
---@field [string] tenure.no_such_part

---@class tenure.Target: tenure.Sentence
---@field among? tenure.condition Who counts.
---@field at_least? integer How many there must be.
---@field by? string The day.
---@field remind? tenure.Reminder
---@field [string] tenure.no_such_part

--- What follows from events, at once or at ends of periods.
---@param name string
---@return fun(parts: tenure.Rule)
function rule(name) end
--- What must be done in time.
---@param name string
---@return fun(parts: tenure.Duty)
function duty(name) end
--- The best of a group, so many.
---@param name string
---@return fun(parts: tenure.Selection_of_teachers)
function selection(name) end
--- How many teachers there should be by a day.
---@param name string
---@return fun(parts: tenure.Target)
function target(name) end
--- The lowest first, in `rank_by`.
---@param f tenure.Fact
---@return tenure.Ascending
function ascending(f) end
--- Other parts for a sentence that is there, in its place.
---@param name string
---@return fun(parts: tenure.Rule|tenure.Duty|tenure.Selection_of_teachers|tenure.Target)
function replace(name) end
--- Drops a sentence.
---@param name string
function remove(name) end

--- Tests beside the rules ----------------------------------------------------------

--- What a decision must be like, and the states of tracks after it by their names.
---@class tenure.Expected
---@field teacher? string
---@field rule? string
---@field outcome? "fired"|"announced"|"objected"|"missed"|"reminder"|"met"|"undetermined"|"chosen"|"passed_over"|"tied"|"achieved"|"set"|"error"
---@field at? string
---@field about? table<string, any>
---@field says? string
---@field gives? table<string, any>
---@field form? "rule"|"duty"|"selection"|"target"|"manual"|"error"
---@field severity? "info"|"notice"|"warning"|"critical"
---@field trial? boolean
---@field [string] any

---@class tenure.Scenario
---@field event fun(self: tenure.Scenario, time: string, teacher: string?, type: string, data?: table<string, any>): (id: string, source: string) Something happens; nil for the teacher where it concerns everybody.
---@field expect fun(self: tenure.Scenario, decision: tenure.Expected) There is such a decision.
---@field refute fun(self: tenure.Scenario, decision: tenure.Expected) There is no such decision.
---@field advance fun(self: tenure.Scenario, time: string) Lets time pass until then.
---@field standing fun(self: tenure.Scenario, teacher: string, track: string, state: string) The teacher's track is in that state now.
---@field expect_nothing_else fun(self: tenure.Scenario) There is no decision beside those expected.

--- A test of the policy, in tests/.
---@param name string
---@return fun(play: fun(s: tenure.Scenario))
function scenario(name) end
