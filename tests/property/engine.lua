-- engine.lua — runs `tenure replay`, the one found in PATH, over a policy and
-- its events in several orders, and reads what it answers.

local civil = require "civil"
local random = require "random"
local timeline = require "timeline"
local write_policy = require "write_policy"

local engine = {}

local SECONDS = 20 -- of the processor, for one run of the program

local function save(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  assert(file:close())
end

local function load_file(path)
  local file = io.open(path, "rb")
  if not file then return "" end
  local text = file:read("a")
  file:close()
  return text
end

-- Orders of the lines -----------------------------------------------------------

local function reversed(lines)
  local out = {}
  for i = #lines, 1, -1 do out[#out + 1] = lines[i] end
  return out
end

local function both(lines, others, r)
  return r:shuffled(table.move(others, 1, #others, #lines + 1, { table.unpack(lines) }))
end

-- Each makes a list of files, the third of which comes on stdin, of the lines
-- and of the same lines with their members turned round.
local orders = {
  { "as generated", function(lines) return { lines } end },
  { "turned round", function(lines) return { reversed(lines) } end },
  { "shuffled", function(lines, r) return { r:shuffled(lines) } end },
  { "each line twice, shuffled", function(lines, r, turned) return { both(lines, turned, r) } end },
  { "split over three files", function(lines, r)
    local out = { {}, {}, {} }
    for _, line in ipairs(r:shuffled(lines)) do table.insert(r:pick(out), line) end
    return out
  end },
}
engine.order_count = #orders
function engine.order_name(n) return orders[n][1] end

-- The commands that run one order over its parts; what stands in a third part
-- comes on stdin.
local function command(n, parts, till)
  local files = {}
  for i = 1, math.min(parts, 2) do files[i] = ("events%d.%d"):format(n, i) end
  return ("tenure replay rules.lua %s --until '%s' %s > out%d 2> err%d; echo $? > status%d"):format(table.concat(files, " "),
    till, parts == 3 and ("- < events%d.3"):format(n) or "< /dev/null", n, n, n)
end

local function till_text(case) return civil.stamp(case.till, case.policy.calendar.zone) end

-- Writes a case down, with the script that runs it; `only` is one order to run
-- besides the first, or nil for all.
local function prepare(folder, case, only)
  assert(os.execute("mkdir -p " .. folder))
  save(folder .. "/rules.lua", write_policy(case.policy))
  local lines, turned, commands = {}, {}, { ("ulimit -t %d; cd '%s' || exit 1"):format(SECONDS, folder) }
  for i, event in ipairs(case.events) do lines[i], turned[i] = timeline.line(event), timeline.line(event, true) end
  for n, order in ipairs(orders) do
    if not only or n == 1 or n == only then
      local parts = order[2](lines, random.new(n), turned)
      for i, part in ipairs(parts) do
        save(("%s/events%d.%d"):format(folder, n, i), #part > 0 and table.concat(part, "\n") .. "\n" or "")
      end
      commands[#commands + 1] = command(n, #parts, till_text(case))
    end
  end
  save(folder .. "/run", table.concat(commands, "\n") .. "\n")
end

-- What one order came to: { text = …, complaint = … or nil }.
local function answer(folder, n)
  local status = load_file(("%s/status%d"):format(folder, n)):match("%d+")
  if not status then return nil end
  local err = load_file(("%s/err%d"):format(folder, n))
  local complaint = (status ~= "0" or err ~= "") and ("it ended with %s and said: %s"):format(status, err:sub(1, 400)) or nil
  return { text = load_file(("%s/out%d"):format(folder, n)), complaint = complaint }
end

-- Runs all cases, as many at once as there are processors; answers[i][n] is
-- what the n-th order of case i came to.
function engine.run(work, cases, only)
  local list, answers = {}, {}
  os.execute(("rm -rf '%s'/case*"):format(work))
  for i, case in ipairs(cases) do
    list[i] = ("%s/case%d"):format(work, i)
    prepare(list[i], case, only)
  end
  save(work .. "/list", table.concat(list, "/run\n") .. "/run\n")
  os.execute(("xargs -P $(nproc 2>/dev/null || echo 2) -n 1 sh < '%s/list'"):format(work))
  for i, folder in ipairs(list) do
    answers[i] = {}
    for n = 1, #orders do answers[i][n] = answer(folder, n) end
  end
  return answers
end

-- A line of the answer, from "time" to what the model says of it.
local function essence(line)
  local cut = line:match('^{"id":"%x+",(.-),"severity":') or line:match('^{"id":"%x+",(.-),"policy":') or line
  if cut:find('"form":"error"', 1, true) then return cut:match('^.-"outcome":"error"') end
  return cut .. (line:find(',"trial":true', 1, true) and " trial" or "")
end

function engine.decisions(text)
  local out = {}
  for line in text:gmatch("[^\n]+") do out[#out + 1] = essence(line) end
  return out
end

return engine
