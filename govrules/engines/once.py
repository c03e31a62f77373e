"""Deciding one matter from the specification: evaluated, then told from what was looked at."""

from __future__ import annotations

import attrs

from ..rules import Facts
from .answer import Evaluation
from .compose import Outcome, Parts, Template, outcome, template
from .reference import evaluate
from .trace import Look, trace

__all__ = ["look", "once"]


def look(facts: Facts, parts: Parts) -> tuple[Outcome, Evaluation, tuple[Look, ...]]:
    """The outcome, what was found to reach it, and the facts looked at, in order.

    What was found is cut down to those facts, so that nothing else can show in the texts.
    """
    traced = trace(facts)
    found = evaluate(parts.rules, traced)
    result = outcome(found, parts)
    seen = tuple(traced.seen)
    shown = traced.looked_at()
    own = {k: v for k, v in found.values.items() if k in found.rests and k not in facts.assumed}
    values = {**shown.values, **own}
    return result, attrs.evolve(found, facts=shown, values=values), seen


def once(facts: Facts, parts: Parts) -> Template:
    """The template that the facts amount to; facts that were not looked at play no part."""
    result, found, _ = look(facts, parts)
    return template(found, result, parts)
