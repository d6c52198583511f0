require "plans.two_year_cycle.scenarios.titles" (require "plans.kindergarten_two_year_cycle.words")
