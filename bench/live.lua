calendar { timezone = "+08:00", terms = { { "09-01", "01-31" }, { "02-16", "07-10" } } }
event.attendance = { session = "string", status = { "absent", "late", "present" } }
event.closed = { session = "string?" , status = "string?" }
track.standing = { "fine", "warned" }
fact.absent = event.attendance { status = "absent" }:count():per "term"
fact.closed = event.closed:count()
rule "absent often" { when = (fact.absent - fact.closed):at_least(20), outcome = track.standing:becomes "warned" }
rule "monthly" { every = "month", when = fact.absent:at_least(4) }
