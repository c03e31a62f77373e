"""Simulation: another split of responsibility, replayed over a year of matters.

from govrules.simulate import Scenario, delegations, lists, territory, year

never = Scenario("never", "2020 年未下放").change(delegations("JZF2020-9.1").never())
run = beijing.simulate(year(beijing, rows=100_000, seed=7), [never])
print(run["never"].moved())
"""

from . import territory
from .scenario import Scenario, delegations, lists
from .year import Matters, year

__all__ = ["Matters", "Scenario", "delegations", "lists", "territory", "year"]
