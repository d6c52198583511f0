-- spell.NAME = { starts = …, ends = …, key = "field" }: what is open, from a
-- start to the next end, for a teacher and a value of the key.

local T = ...
local words = T.words
local fact = T.fact_class

T.spells = {}
T.spell_list = {}
local parts = { starts = true, ends = true, key = true }

local spell = T.class("spell")
T.spell_class = spell

-- The place of the key among the values of one side's events.
local function key_place(record, name, side)
  local field = record.type.by_name[name]
  if not field then
    T.fail(("event '%s' (%s) has no field '%s' for the key%s"):format(record.type.name, side, tostring(name), T.meant(name, record.type.by_name)))
    return nil
  end
  return T.keep(record.type, field, true), field.type
end

local function side(name, spec, word)
  local record = T.is(spec[word], T.selection_class)
  if record and not record.map and not record.best then return record end
  if spec[word] ~= T.nothing then T.fail(("spell '%s': %s takes events, event.NAME"):format(name, word)) end
  return nil
end

local function declare(_, name, spec)
  if not T.check_name(name, "a spell") then return end
  if T.spells[name] then T.fail(("spell '%s' is declared twice"):format(name)) return end
  T.spells[name] = T.nothing
  if type(spec) ~= "table" or T.meaning(spec) then
    T.fail(("spell '%s' is declared with starts, ends and key"):format(name))
    return
  end
  for part in pairs(spec) do
    if not parts[part] then T.fail(("a spell has no part '%s'%s"):format(tostring(part), T.meant(part, parts))) end
  end
  local starts, ends = side(name, spec, "starts"), side(name, spec, "ends")
  if not starts or not ends then return end
  local from, t = key_place(starts, spec.key, "starts")
  local to, u = key_place(ends, spec.key, "ends")
  if not from or not to then return end
  if not T.same_type(t, u) then T.fail(("spell '%s': the key is %s where it starts, %s where it ends"):format(name, T.type_name(t), T.type_name(u))) return end
  local file, line = where(2)
  T.spell_list[#T.spell_list + 1] = {
    name = T.string(name), file = file, line = line, key = T.string(spec.key), kind = t.kind, words = t.list,
    starts = T.selection_number(starts), start_key = from, ends = T.selection_number(ends), end_key = to,
  }
  T.spells[name] = T.object(spell, { name = name, key = spec.key, number = #T.spell_list - 1, text = name })
end

words.spell = setmetatable({}, {
  __metatable = false, __newindex = declare,
  __index = function(_, name) return T.look_up("spell", T.spells, name) end,
})

function spell.words.count(self)
  local record = T.is(self, spell)
  if not record then return T.fail("write :count(), with a colon") end
  return T.make_fact(T.number, T.node { op = "spell", kind = "number", a = record.number }, "open " .. record.name)
end
