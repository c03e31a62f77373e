"""govrules: who owns this matter, here, on this date, under which article, and why not the others.

    import govrules
    beijing = govrules.load("beijing")
    decision = beijing.decide(kind="violation", item="携犬人不清除犬粪便",
                              place="西城区/大栅栏街道", on="2021-03-01", on_power_list=True)
    print(decision.explain())

A matter is a row of facts; a policy is a set of dated, cited rules that answer one question about
it; the engine answers the questions in dependency order and names one owner, with its reasons.
"""

from .blueprint import Blueprint
from .decision.decision import Decision
from .decision.outcome import Layout
from .errors import GovrulesError
from .expr import Definitions, field
from .files.mapping import Mapping
from .files.rows import RowError
from .jurisdiction import Jurisdiction
from .law import Law
from .layer import ROLES
from .manifest import changes
from .plugins import Plugins, hookimpl, load
from .rules import (
    Act,
    DatedList,
    Delegation,
    Duty,
    Field,
    Line,
    Policy,
    Question,
    Role,
    Rule,
    Slot,
    rule,
)
from .territory import Territory
from .values import UNKNOWN, Period

__all__ = [
    "ROLES",
    "UNKNOWN",
    "Act",
    "Blueprint",
    "DatedList",
    "Decision",
    "Definitions",
    "Delegation",
    "Duty",
    "Field",
    "GovrulesError",
    "Jurisdiction",
    "Law",
    "Layout",
    "Line",
    "Mapping",
    "Period",
    "Plugins",
    "Policy",
    "Question",
    "Role",
    "RowError",
    "Rule",
    "Slot",
    "Territory",
    "changes",
    "field",
    "hookimpl",
    "load",
    "rule",
]


def __getattr__(name: str) -> str:
    if name == "__version__":  # read from the package's metadata, which takes a moment
        from .version import library_version

        return library_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
