"""The language of conditions: one closed tree, and a module for each reader of it.

text ("kind = task and item under waste") ─┐
JSON ({"all": [...]})                      ─┼─▶ nodes ─▶ check, walk, to_text, to_json, engines
Python (field("kind").is_("task") & ...)   ─┘
"""

from .analyse import atoms, fields_of, implies
from .build import Condition, FieldRef, field
from .check import FieldType, check, problems
from .json import from_json, to_json
from .nodes import All, Atom, Between, Const, Expr, Is, Not, Some, Under
from .text import from_text, to_text

__all__ = [
    "All",
    "Atom",
    "Between",
    "Condition",
    "Const",
    "Expr",
    "FieldRef",
    "FieldType",
    "Is",
    "Not",
    "Some",
    "Under",
    "atoms",
    "check",
    "field",
    "fields_of",
    "from_json",
    "from_text",
    "implies",
    "problems",
    "to_json",
    "to_text",
]
