"""Fields, questions, rules, policies; and the records that come out."""

from .codes import Code, CodeList, Role, Roles, read_roles, read_rows
from .decision import Decision
from .delegation import Delegation, DelegationTerms, Revocation, delegation_faults
from .facts import Facts, Reader, contradiction, read_facts, seats
from .field import Choice, Field
from .lists import DatedList
from .policy import Duty, Line, Policy
from .question import Conclusion, Question, Slot
from .records import (
    Alternative,
    Ask,
    Assumption,
    DecisionRecord,
    Defeated,
    DutyDue,
    Note,
    Organ,
    Reason,
)
from .rule import Rule, rule
from .ruleset import Compiled, RuleSet
from .tables import read_codes, read_rules
from .words import conclusion_in_words, condition_in_words

__all__ = [
    "Alternative",
    "Ask",
    "Assumption",
    "Choice",
    "Code",
    "CodeList",
    "Compiled",
    "Conclusion",
    "DatedList",
    "Decision",
    "DecisionRecord",
    "Defeated",
    "Delegation",
    "DelegationTerms",
    "Duty",
    "DutyDue",
    "Facts",
    "Field",
    "Line",
    "Note",
    "Organ",
    "Policy",
    "Question",
    "Reader",
    "Reason",
    "Revocation",
    "Role",
    "Roles",
    "Rule",
    "RuleSet",
    "Slot",
    "conclusion_in_words",
    "condition_in_words",
    "contradiction",
    "delegation_faults",
    "read_codes",
    "read_facts",
    "read_roles",
    "read_rows",
    "read_rules",
    "rule",
    "seats",
]
