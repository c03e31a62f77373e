"""The whole space of matters, symbolically: questions compiled to decision diagrams.

    rules ─▶ Conditions ─▶ Link (one question, over its own cells) ─▶ Chain ─▶ Regions (of records)

Conditions are composed; precedence is the reference evaluator's own, called at the leaves.
"""

from .chain import Chain
from .leaf import Leaf
from .link import Link
from .matters import NOT_SAID, cuts_of
from .regions import Region, Regions
from .shelf import Shelf
from .store import Store, TooLargeError

__all__ = [
    "NOT_SAID",
    "Chain",
    "Leaf",
    "Link",
    "Region",
    "Regions",
    "Shelf",
    "Store",
    "TooLargeError",
    "cuts_of",
]
