-- The order of the checks; functions are tried out after, one at a time.

local T = ...
local lint = T.lint

function lint.run()
  lint.begin_effort(5000 + 10 * #T.nodes + 40 * #T.sentences)
  lint.gather_fractions()
  lint.cites()
  lint.unused()
  lint.unreachable()
  lint.numbers()
  lint.conditions()
  lint.every_period()
  lint.conflicts()
end
