"""Intake: from what people write to a matter, as far as it is certain.

text ────▶ items: sayings, names ─┐
                                  ├─▶ desk: certain facts, candidates, what is open ─▶ matter
address ─▶ the territory ─────────┘
"""

from .desk import Desk, Intake, PlaceRead
from .items import Candidate, ItemSearch

__all__ = ["Candidate", "Desk", "Intake", "ItemSearch", "PlaceRead"]
