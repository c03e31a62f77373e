"""What is said of a matter: outcome, organs, reasons, next questions, prose, record."""

from .decision import Decision
from .outcome import Layout
from .record import (
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
from .wording import conclusion_in_words, condition_in_words

__all__ = [
    "Alternative",
    "Ask",
    "Assumption",
    "Decision",
    "DecisionRecord",
    "Defeated",
    "DutyDue",
    "Layout",
    "Note",
    "Organ",
    "Reason",
    "conclusion_in_words",
    "condition_in_words",
]
