"""Hypothesis strategies: small jurisdictions, and matters of any jurisdiction.

    blueprints() ─▶ Jurisdiction ─▶ matters(fields) ─▶ better_known(fields, record)

``matters`` and ``better_known`` serve any pack: with them an author shows that what is learnt
never turns one answer of the pack into another. ``blueprints`` serves those who write engines.
"""

from .blueprint import blueprints
from .condition import conditions
from .declared import days, fields, laws
from .matter import better_known, matters

__all__ = ["better_known", "blueprints", "conditions", "days", "fields", "laws", "matters"]
