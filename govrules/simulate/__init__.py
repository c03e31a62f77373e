"""Simulation: another split of responsibility, replayed over a year of matters.

from govrules.simulate import Scenario, delegations, lists, territory, year

never = Scenario("never", "2020 年未下放").change(delegations("JZF2020-9.1").never())
run = beijing.simulate(year(beijing, rows=100_000, seed=7), [never])
print(run["never"].moved())
"""

from typing import TYPE_CHECKING, Any

from . import territory
from .scenario import Scenario, delegations, lists
from .study import Study, read_study
from .year import Matters, year

if TYPE_CHECKING:
    from .comparison import Comparison, compare
    from .decided import Decided
    from .run import Run, replay

__all__ = [
    "Comparison",
    "Decided",
    "Matters",
    "Run",
    "Scenario",
    "Study",
    "compare",
    "delegations",
    "lists",
    "read_study",
    "replay",
    "territory",
    "year",
]


def __getattr__(name: str) -> Any:
    """What needs the extra ``columns``, imported when first asked for."""
    if name in ("Run", "replay"):
        from . import run

        return getattr(run, name)
    if name in ("Comparison", "compare"):
        from . import comparison

        return getattr(comparison, name)
    if name == "Decided":
        from .decided import Decided

        return Decided
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
