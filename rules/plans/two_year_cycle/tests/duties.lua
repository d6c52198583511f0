require "plans.two_year_cycle.scenarios.duties" (require "plans.two_year_cycle.words")
