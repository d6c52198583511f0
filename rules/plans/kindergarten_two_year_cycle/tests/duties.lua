require "plans.two_year_cycle.scenarios.duties" (require "plans.kindergarten_two_year_cycle.words")
