require "plans.two_year_cycle.scenarios.titles" (require "plans.two_year_cycle.words")
