"""Deciding one matter from the specification: evaluated, then told from what was looked at."""

from __future__ import annotations

import attrs

from ..evaluate.answer import Evaluation
from ..evaluate.reference import evaluate
from ..evaluate.trace import TracedFacts, trace
from ..rules import Facts
from .compose import Template, template
from .outcome import Outcome, Parts, outcome

__all__ = ["look", "once"]


def look(facts: TracedFacts, parts: Parts) -> tuple[Outcome, Evaluation]:
    """The outcome, and what was found to reach it.

    What was found is cut down to the facts looked at, so that nothing else can show in the texts.
    """
    found = evaluate(parts.rules, facts)
    result = outcome(found, parts)
    shown = facts.looked_at()
    own = {k: v for k, v in found.values.items() if k in found.rests and k not in facts.assumed}
    values = {**shown.values, **own}
    return result, attrs.evolve(found, facts=shown, values=values)


def once(facts: Facts, parts: Parts) -> Template:
    """The template that the facts amount to; facts that were not looked at play no part."""
    result, found = look(trace(facts), parts)
    return template(found, result, parts)
