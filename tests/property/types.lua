-- types.lua — the types of values, as write.lua writes and model/ reads them.

local types = {
  number = { kind = "number" }, integer = { kind = "number", whole = true },
  boolean = { kind = "boolean" }, date = { kind = "date" },
  text = { kind = "text" }, teacher = { kind = "text", teacher = true },
}

-- A list of words, ordered low to high; an inner list's are of equal rank.
function types.words(list)
  local type = { kind = "word", words = list, flat = {}, rank = {}, place = {} }
  for rank, each in ipairs(list) do
    for _, word in ipairs(_G.type(each) == "table" and each or { each }) do
      type.flat[#type.flat + 1] = word
      type.rank[word], type.place[word] = rank, #type.flat
    end
  end
  return type
end

-- What orders two values of a type; texts and truths have no order.
function types.rank(type, value)
  return type.kind == "word" and type.rank[value] or value
end

function types.ordered(type)
  return type.kind == "number" or type.kind == "date" or type.kind == "word"
end

return types
