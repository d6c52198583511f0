require "plans.two_year_cycle.scenarios.selection" (require "plans.two_year_cycle.words")
