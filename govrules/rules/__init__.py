"""What an author writes: fields, lists, questions, rules, policies; and the checked rule set."""

from .acceptance import Acceptance, read_accepted
from .article import Act, Article
from .codes import Code, CodeList, Role, Roles, is_same, read_roles, read_rows
from .compiled import Compiled
from .delegation import Delegation, DelegationTerms, Revocation, delegation_faults
from .facts import Facts, contradiction, unit_kinds
from .field import Choice, Field
from .lists import DatedList, ListChange
from .policy import Duty, Line, Policy
from .question import Conclusion, Question, Slot
from .reader import Reader, read_facts
from .refinement import Refinement, refine
from .rule import Rule, rule
from .ruleset import RuleSet
from .sayings import Saying, Sayings
from .words import PlaceWord, PlaceWords, read_words

__all__ = [
    "Acceptance",
    "Act",
    "Article",
    "Choice",
    "Code",
    "CodeList",
    "Compiled",
    "Conclusion",
    "DatedList",
    "Delegation",
    "DelegationTerms",
    "Duty",
    "Facts",
    "Field",
    "Line",
    "ListChange",
    "PlaceWord",
    "PlaceWords",
    "Policy",
    "Question",
    "Reader",
    "Refinement",
    "Revocation",
    "Role",
    "Roles",
    "Rule",
    "RuleSet",
    "Saying",
    "Sayings",
    "Slot",
    "contradiction",
    "delegation_faults",
    "is_same",
    "read_accepted",
    "read_facts",
    "read_roles",
    "read_rows",
    "read_words",
    "refine",
    "rule",
    "unit_kinds",
]
