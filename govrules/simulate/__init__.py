"""Simulation: another split of responsibility, replayed over a year of matters.

from govrules.simulate import Scenario, delegations, lists, territory, year

never = Scenario("never", "2020 年未下放").change(delegations("JZF2020-9.1").never())
run = beijing.simulate(year(beijing, rows=100_000, seed=7), [never])
print(run["never"].moved())
"""

from typing import TYPE_CHECKING, Any

from . import territory
from .parameters import Parameter, parameters_of
from .scenario import Scenario, delegations, lists, parameters, policies
from .shapes import Shapes
from .study import Study, read_study
from .year import Matters, year

if TYPE_CHECKING:
    from .comparison import Comparison, compare
    from .decided import Decided
    from .design import Design
    from .flow import flow
    from .orders import Orders
    from .queue import Queue
    from .run import Run, replay
    from .staff import Staff
    from .sweep import Sweep

__all__ = [
    "Comparison",
    "Decided",
    "Design",
    "Matters",
    "Orders",
    "Parameter",
    "Queue",
    "Run",
    "Scenario",
    "Shapes",
    "Staff",
    "Study",
    "Sweep",
    "compare",
    "delegations",
    "flow",
    "lists",
    "parameters",
    "parameters_of",
    "policies",
    "read_study",
    "replay",
    "territory",
    "year",
]


# What needs the extra ``columns``, and where it stands; imported when first asked for.
LATER = {
    "Comparison": "comparison",
    "Decided": "decided",
    "Design": "design",
    "Orders": "orders",
    "Queue": "queue",
    "Run": "run",
    "Staff": "staff",
    "Sweep": "sweep",
    "compare": "comparison",
    "flow": "flow",
    "replay": "run",
}


def __getattr__(name: str) -> Any:
    """Import what needs the extra ``columns``."""
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{LATER[name]}", __name__), name)
