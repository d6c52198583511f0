-- report.lua — decisions (NDJSON on standard input) as tables for people.
--
--   report.lua summary         how many, by clause; and who was warned or stopped
--   report.lua explain ID TO   the decision that brought teacher ID to state TO
--
-- Columns are counted as a terminal shows them: a Chinese character is two.

-- JSON, as `tenure` writes it ------------------------------------------------

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function unescape(text)
  text = text:gsub("\\u(%x%x%x%x)", function(hex) return utf8.char(tonumber(hex, 16)) end)
  return (text:gsub("\\(.)", function(c) return escapes[c] or c end))
end

local value

local function members(text, at, close, take)
  at = text:find("%S", at + 1)
  while text:sub(at, at) ~= close do
    at = text:find("%S", take(at))
    if text:sub(at, at) == "," then at = text:find("%S", at + 1) end
  end
  return at + 1
end

function value(text, at)
  local first = text:sub(at, at)
  if first == "{" then
    local out = {}
    return out, members(text, at, "}", function(from)
      local key, after = value(text, from)
      out[key], after = value(text, text:find(":", after, true) + 1)
      return after
    end)
  elseif first == "[" then
    local out = {}
    return out, members(text, at, "]", function(from)
      local after
      out[#out + 1], after = value(text, from)
      return after
    end)
  elseif first == '"' then
    local stop = at + 1
    while text:sub(stop, stop) ~= '"' do stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1) end
    return unescape(text:sub(at + 1, stop - 1)), stop + 1
  end
  local word = text:match("^[^,%]}%s]+", at)
  local known = { ["true"] = true, ["false"] = false }
  if known[word] ~= nil then return known[word], at + #word end
  return tonumber(word), at + #word
end

local decisions = {}
for line in io.lines() do decisions[#decisions + 1] = value(line, 1) end

-- Columns ----------------------------------------------------------------------

local wide = { { 0x1100, 0x115F }, { 0x2E80, 0x303E }, { 0x3041, 0xA4CF }, { 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF }, { 0xFE30, 0xFE6F }, { 0xFF00, 0xFF60 }, { 0x20000, 0x3FFFD } }

local function columns_of(code)
  for _, range in ipairs(wide) do
    if code >= range[1] and code <= range[2] then return 2 end
  end
  return 1
end

local function width(text)
  local n = 0
  for _, code in utf8.codes(text) do n = n + columns_of(code) end
  return n
end

local function left(text, n) return text .. (" "):rep(n - width(text)) end
local function right(text, n) return (" "):rep(n - width(text)) .. text end

local function lines_of(text, n)
  local out, line, used = {}, "", 0
  for _, code in utf8.codes(text) do
    if used + columns_of(code) > n then
      out[#out + 1] = line
      line, used = "", 0
    end
    line, used = line .. utf8.char(code), used + columns_of(code)
  end
  out[#out + 1] = line
  return out
end

local screen = math.max(60, math.min(100, tonumber(os.getenv("COLUMNS") or "") or 80))

local colour = os.getenv("DEMO_COLOUR") == "yes"
local function paint(code, text) return colour and ("\27[%sm%s\27[0m"):format(code, text) or text end
local paints = { critical = "31;1", warning = "33", notice = "32" }

local function heading(text) print("\n" .. paint("1", text)) end

-- Summary ----------------------------------------------------------------------

local outcomes = { announced = "公示", objected = "异议成立", missed = "没有完成", reminder = "期限将到" }

-- "P2-18, P2-19, …, P2-27" is P2-18…P2-27.
local function clauses(cites)
  local first, last = cites:match("^(%S+), .*, (%S+)$")
  return first and first .. "…" .. last or cites
end

local function by_rule()
  local rows, row_of = {}, {}
  for _, each in ipairs(decisions) do
    if not each.rule then goto next end -- a person's
    local key = each.rule .. each.outcome
    local row = row_of[key]
    if not row then
      local what = each.rule
      if outcomes[each.outcome] then what = what .. "（" .. outcomes[each.outcome] .. "）" end
      row = { rule = what, cites = clauses(each.cites or ""), severity = each.severity, n = 0 }
      rows[#rows + 1], row_of[key] = row, row
    end
    row.n = row.n + 1
    ::next::
  end
  local rank = { critical = 1, warning = 2, notice = 3, info = 4 }
  table.sort(rows, function(a, b)
    if a.severity ~= b.severity then return rank[a.severity] < rank[b.severity] end
    if a.cites ~= b.cites then return a.cites < b.cites end
    return a.rule < b.rule
  end)
  return rows
end

local function print_rules()
  heading "各条款的决定"
  for _, row in ipairs(by_rule()) do
    print(("  %s 人次  %s  %s"):format(right(tostring(row.n), 3), left(row.cites, 11), paint(paints[row.severity] or "0", row.rule)))
  end
end

-- Each teacher's latest warning, and where the training left them: { id, last, gives, state }.
local function people()
  local out, of = {}, {}
  for _, each in ipairs(decisions) do
    local who = of[each.teacher]
    if not who then
      who = { id = each.teacher, state = "" }
      out[#out + 1], of[each.teacher] = who, who
    end
    for _, change in ipairs(each.changes or {}) do
      if change.track == "培训" then who.state = change.to end
    end
    if (each.severity == "warning" or each.severity == "critical") and each.outcome ~= "reminder" then who.last = each end
    if each.gives then who.gives = each.gives end
  end
  table.sort(out, function(a, b) return a.id < b.id end)
  return out
end

local bar_cells = 18

-- Absences against the line at which training stops.
local function bar(gives)
  local filled = math.min(bar_cells, gives["缺课次数"] * bar_cells // gives["停训次数"])
  return ("█"):rep(filled) .. ("░"):rep(bar_cells - filled)
end

local function print_people()
  heading "需要留意的人（缺课次数/计划次数，最近一次提醒或停训时；条款，最近一次告知的）"
  for _, who in ipairs(people()) do
    if who.last then
      local gives = who.gives
      local count = gives and ("%d/%d"):format(gives["缺课次数"], gives["计划次数"]) or ""
      local code = paints[who.last.severity]
      print(("  %s %s  %s  %s %s"):format(left(who.id, 4), right(count, 6),
        paint(code, gives and bar(gives) or (" "):rep(bar_cells)), left(who.state, 4), paint("2", clauses(who.last.cites or ""))))
    end
  end
end

local function print_totals()
  local enrolled, reached, warned = 0, {}, 0
  for _, who in ipairs(people()) do
    if who.state ~= "" then
      enrolled = enrolled + 1
      reached[who.state] = (reached[who.state] or 0) + 1
    end
    warned = warned + (who.gives and 1 or 0)
  end
  heading "结果"
  print(("  入训 %d 人：结业 %d 人，停训 %d 人，仍在训 %d 人；其中因缺课受过提醒或停训的 %d 人")
    :format(enrolled, reached["结业"] or 0, reached["停训"] or 0, reached["在训"] or 0, warned))
end

-- One decision in full -----------------------------------------------------------

local function becomes(decision, state)
  for _, change in ipairs(decision.changes or {}) do
    if change.to == state then return true end
  end
  return false
end

local function item(label, text)
  for i, line in ipairs(lines_of(text, screen - 10)) do
    print("  " .. left(i == 1 and label or "", 6) .. line)
  end
end

local function explain(decision)
  item("何时", decision.time)
  item("何人", decision.teacher)
  item("规定", ("%s（%s）"):format(decision.rule, decision.cites))
  item("说明", decision.says)
  for i, condition in ipairs(decision.because) do
    item(i == 1 and "因为" or "", ("%s %s    当时：%s"):format(condition.held and "✓" or "✗", condition.is, condition.was or ""))
  end
  for i, change in ipairs(decision.changes) do
    item(i == 1 and "结果" or "", ("%s：%s → %s"):format(change.track, change.from, change.to))
  end
  item("通知", table.concat(decision.tell, "、"))
  item("编号", ("决定 %s，规则 %s"):format(decision.id, (decision.policy or ""):sub(1, 19)))
end

if arg[1] == "summary" then
  print_rules()
  print_people()
  print_totals()
elseif arg[1] == "explain" then
  for _, decision in ipairs(decisions) do
    if decision.teacher == arg[2] and becomes(decision, arg[3]) then return explain(decision) end
  end
  error(("nothing brought %s to %s"):format(arg[2], arg[3]))
else
  error "usage: report.lua summary | explain ID STATE"
end
