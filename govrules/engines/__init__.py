"""Readers of rules that decide: the reference evaluator, and what is made of its answers."""

from .answer import Answer, Defeat, Dispute, Evaluation
from .compose import Layout, Parts
from .reference import evaluate
from .rows import RowError, read_rows

__all__ = [
    "Answer",
    "Defeat",
    "Dispute",
    "Evaluation",
    "Layout",
    "Parts",
    "RowError",
    "evaluate",
    "read_rows",
]
