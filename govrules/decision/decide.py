"""Deciding one matter from the specification: evaluated, then told from what was looked at."""

from __future__ import annotations

import attrs

from ..evaluate.answer import Evaluation
from ..evaluate.known import Known
from ..evaluate.reference import evaluate
from ..evaluate.trace import Noted
from ..rules import Facts
from .compose import Template, template_of
from .outcome import DecisionContext, Outcome, outcome_of

__all__ = ["decide_template", "evaluate_noted"]


def evaluate_noted(known: Noted, context: DecisionContext) -> tuple[Outcome, Evaluation]:
    """Decide what a matter amounts to, noting every look-up.

    Returns:
        The outcome, and what was found to reach it: cut down to the facts that were looked at, so
        that nothing else can show in the texts.
    """
    found = evaluate(context.rules, Facts({}), known)
    outcome = outcome_of(found, context)
    seen = known.looked_at()
    own = {field: value for field, value in known.values.items() if field in known.bound}
    return outcome, attrs.evolve(found, facts=seen, look=Known({**seen.values, **own}))


def decide_template(facts: Facts, context: DecisionContext, *, is_ranked: bool = True) -> Template:
    """Decide a matter short of its place; facts that were not looked at play no part."""
    outcome, found = evaluate_noted(Noted(Known.of(facts)), context)
    return template_of(found, outcome, context, is_ranked=is_ranked)
