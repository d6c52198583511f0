require "plans.two_year_cycle.scenarios.selection" (require "plans.kindergarten_two_year_cycle.words")
