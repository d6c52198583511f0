-- Who holds one of some posts: registered with it (post of the profile) or
-- granted it as a role, and not relieved of it since.
--
--   local head = require "plans.posts" ("组长", { "教研组长", "备课组长" })

return function(name, posts)
  spell[name] = { starts = event["role.granted"] { role = one_of(posts) }, ends = event["role.revoked"] { role = one_of(posts) }, key = "role" }
  local registered = event["tenure.teacher"] { post = one_of(posts) }
  local relieved = event["role.revoked"] { role = one_of(posts) }:count():since(registered)
  return any { spell[name]:count():at_least(1), all { profile.post:or_else "":one_of(posts), relieved:is(0) } }
end
