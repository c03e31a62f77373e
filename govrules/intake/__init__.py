"""Intake: from what people write to a matter, as far as it is certain.

text ────▶ items: sayings, names ─┐
                                  ├─▶ desk: certain facts, candidates, what is open ─▶ matter
address ─▶ the territory ─────────┘
"""

from .candidate import Candidate
from .classify import Classify
from .desk import Desk, Intake, PlaceRead
from .items import ItemSearch

__all__ = ["Candidate", "Classify", "Desk", "Intake", "ItemSearch", "PlaceRead"]
