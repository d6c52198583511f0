require "plans.two_year_cycle.scenarios.management" (require "plans.kindergarten_two_year_cycle.words")
