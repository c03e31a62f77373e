"""What the rules say of one matter: the reference evaluator, which is the specification.

    for each question: sort_rules(question, look) ─▶ resolve(question, true, unknown) ─▶ answer

``look(field)`` is all that rules see of a matter, so whoever hands in another look (one that notes,
one that stands for many matters) asks the same specification.
"""

from .answer import Answer, Defeat, Dispute, Evaluation
from .assumptions import assumptions_used
from .known import Known, Look
from .reference import answer_question, evaluate
from .resolve import Ranking, resolve
from .sort import Contender, Sorted, sort_rules
from .trace import Noted
from .truth import truth

__all__ = [
    "Answer",
    "Contender",
    "Defeat",
    "Dispute",
    "Evaluation",
    "Known",
    "Look",
    "Noted",
    "Ranking",
    "Sorted",
    "answer_question",
    "assumptions_used",
    "evaluate",
    "resolve",
    "sort_rules",
    "truth",
]
