"""What the rules say of one matter: the reference evaluator, which is the specification."""

from .answer import Answer, Defeat, Dispute, Evaluation
from .reference import evaluate
from .truth import truth

__all__ = ["Answer", "Defeat", "Dispute", "Evaluation", "evaluate", "truth"]
