"""The language of conditions: one closed tree, and a module for each reader of it.

text ("kind = task and item under waste") ─┐
JSON ({"all": [...]})                      ─┼─▶ nodes ─▶ check, walk, to_text, to_json, engines
Python (field("kind").is_("task") & ...)   ─┘
"""

from .analyse import atoms, fields_at, fields_of, implies
from .build import Condition, FieldRef, field
from .check import FieldType, check, problems
from .definitions import Definitions
from .impossible import Clash, clash_of
from .json import from_json, to_json
from .nodes import All, Atom, Between, Const, Expr, Is, Not, Same, Some, Under
from .terms import (
    Either,
    Ref,
    RoleAt,
    Term,
    Value,
    options_of,
    refs_of,
    term_from,
    term_from_json,
    term_from_text,
    term_to_json,
    term_to_text,
)
from .text import from_text, to_text

__all__ = [
    "All",
    "Atom",
    "Between",
    "Clash",
    "Condition",
    "Const",
    "Definitions",
    "Either",
    "Expr",
    "FieldRef",
    "FieldType",
    "Is",
    "Not",
    "Ref",
    "RoleAt",
    "Same",
    "Some",
    "Term",
    "Under",
    "Value",
    "atoms",
    "check",
    "clash_of",
    "field",
    "fields_at",
    "fields_of",
    "from_json",
    "from_text",
    "implies",
    "options_of",
    "problems",
    "refs_of",
    "term_from",
    "term_from_json",
    "term_from_text",
    "term_to_json",
    "term_to_text",
    "to_json",
    "to_text",
]
