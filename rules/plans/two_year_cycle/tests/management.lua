require "plans.two_year_cycle.scenarios.management" (require "plans.two_year_cycle.words")
