-- Who holds one of some posts: registered with it (post of the profile) or
-- granted it as a role, and not relieved of it since.
--
--   local head = require "plans.posts" ("组长", { "教研组长", "备课组长" })

return function(name, posts)
  spell[name] = { starts = event["role.granted"] { role = one_of(posts) }, ends = event["role.revoked"] { role = one_of(posts) }, key = "role" }
  local held = { spell[name]:count():at_least(1) }
  for _, post in ipairs(posts) do
    local relieved = event["role.revoked"] { role = post }:count():since(event["tenure.teacher"] { post = post })
    held[#held + 1] = all { profile.post:or_else "":is(post), relieved:is(0) }
  end
  return any(held)
end
