#!/usr/bin/env lua5.4
-- lint_page.t — that docs/lint.md says what is so: every name a finding can have
-- has its chapter, what the chapter's first policy is told is what is shown, and
-- its last one is told nothing.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."
local count, failures = 0, 0

local function report(good, name, notes)
  count = count + 1
  if not good then failures = failures + 1 end
  print(("%s %d - %s"):format(good and "ok" or "not ok", count, name))
  for _, note in ipairs(not good and notes or {}) do print("#   " .. note) end
end

local function output_of(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  return text, select(3, pipe:close())
end

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local folder = output_of("mktemp -d"):match("[^\n]+")

-- What lint says of a policy, a line each, and how the check ended.  The calendar
-- goes without saying.
local function check(policy)
  local file = assert(io.open(folder .. "/rules.lua", "wb"))
  file:write('calendar { timezone = "+08:00" } ', policy)
  file:close()
  local out, status = output_of(("timeout 20 tenure check --strict %s 2>/dev/null"):format(folder))
  local lines = {}
  for line in out:gmatch("[^\n]+") do
    if line:find("^rules.lua:%d+: ") then lines[#lines + 1] = line end
  end
  return table.concat(lines, "\n") .. (lines[1] and "\n" or ""), status
end

-- A chapter's fenced blocks: { kind, text }.
local function blocks_of(chapter)
  local out, at = {}, nil
  for line in chapter:gmatch("([^\n]*)\n") do
    if at and line == "```" then
      at = nil
    elseif at then
      at.text = at.text .. line .. "\n"
    elseif line:find("^```") then
      at = { kind = line:sub(4), text = "" }
      out[#out + 1] = at
    end
  end
  return out
end

local function chapters_of(page)
  local out, at = {}, nil
  for line in page:gmatch("([^\n]*)\n") do
    local name = line:match("^## (.+)$")
    if name then
      at = { name = name, text = "" }
      out[#out + 1], out[name] = at, at
    elseif at then
      at.text = at.text .. line .. "\n"
    end
  end
  return out
end

local function judge(chapter)
  local blocks, kinds = blocks_of(chapter.text), {}
  for i, block in ipairs(blocks) do kinds[i] = block.kind end
  if table.concat(kinds, " ") ~= "lua text lua" then
    return report(false, chapter.name .. ": a policy, what is said of it, and the policy mended", kinds)
  end
  local said, status = check(blocks[1].text)
  report(said == blocks[2].text and status == 1 and said:find(": " .. chapter.name .. ": ", 1, true) ~= nil,
    chapter.name .. ": the example is told what is shown", { said })
  said, status = check(blocks[3].text)
  report(said == "" and status == 0, chapter.name .. ": and mended, nothing", { said, "it ended with " .. tostring(status) })
end

if output_of("command -v tenure") == "" then
  print("Bail out! no program `tenure` is in PATH")
  os.exit(1)
end
local page = read_file(top .. "/docs/lint.md")
local chapters, names = chapters_of(page), {}
local source = read_file(top .. "/engine/policy/lint/10-findings.lua"):match("\nlocal names = (%b{})")
for name in pairs(assert(load("return " .. source))()) do names[#names + 1] = name end
table.sort(names)
report(#names >= 11, "there are names", names)
for _, name in ipairs(names) do
  report(chapters[name] ~= nil and page:find(("[%s](#%s)"):format(name, name), 1, true) ~= nil, name .. " has its chapter, and is in the list")
end
report(#chapters == #names, "no chapter is of anything else")
for _, chapter in ipairs(chapters) do judge(chapter) end
os.execute("rm -rf '" .. folder .. "'")
print("1.." .. count)
os.exit(failures == 0 and 0 or 1)
