"""The national layer: what the laws of the whole country say of who may do what, in any city.

A city's pack stands on it (``Blueprint.standing_on``), says what the terms mean there, and adds its
own units, law and rules. The layer alone is no jurisdiction.
"""

from .duties import BEAR_COST
from .fields import FIELD
from .layer import LAW, ROLES_CSV, layer
from .outcomes import (
    ASKER,
    CITY,
    COMMUNITY,
    DISTRICT,
    OWNER,
    STREET,
    barred_for_community,
    help_of_community,
    outcome,
)
from .questions import QUESTION
from .terms import TERMS

__all__ = [
    "ASKER",
    "BEAR_COST",
    "CITY",
    "COMMUNITY",
    "DISTRICT",
    "FIELD",
    "LAW",
    "OWNER",
    "QUESTION",
    "ROLES_CSV",
    "STREET",
    "TERMS",
    "barred_for_community",
    "help_of_community",
    "layer",
    "outcome",
]
