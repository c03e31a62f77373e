"""What to ask next: the unknown facts that keep an answer open, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from ..errors import GovrulesError
from ..evaluate.answer import Evaluation, is_open
from ..evaluate.cases import deciding
from ..evaluate.open_facts import Test, askable, open_tests, sides
from ..evaluate.reach import Reach
from ..expr import Is, Under
from ..rules import Field, RuleSet
from ..values import OneOf
from .record import Ask

__all__ = ["next_questions", "open_fields", "plain_asks"]

# Of a field with many codes an even spread of this many is tried: the order needs no more.
MOST_BRANCHES = 12
# Of one of so many values a question names each.
MOST_NAMED = 4


def next_questions(found: Evaluation, final: str, first: Sequence[str] = ()) -> tuple[Ask, ...]:
    """The facts that would help to decide: what anybody can say, then by how much each helps.

    Args:
        found: What was found with the facts at hand.
        final: The question that is open.
        first: The fields that are asked before all others, in this order.
    """
    rules, reach = found.rules, Reach(found)
    before = rules.before(final)
    open_atoms: dict[str, list[Test]] = {}
    for id, atom in _open(found, final):
        open_atoms.setdefault(id, []).extend([atom] if atom is not None else [])
    order = _order(found, open_atoms, first)
    asks, best = [], {}
    # To try an answer is dear: what rules may yet work out is tried where nothing else is open.
    for id in [id for id in open_atoms if not order[id][0]] or open_atoms:
        field = rules.fields[id]
        value = found.look(id)
        is_narrowed = isinstance(value, OneOf)
        options = list(value.values) if is_narrowed else _options(field, open_atoms[id])
        left = [n for o in options if (n := _left(reach, id, o, before)) is not None]
        leaves = sum(left) / len(left) if left else float(len(found.answers[final].values))
        best[id] = min(left, default=0)
        shown = tuple(o for o in options if is_narrowed or field.kind in ("flag", "choice"))
        asks.append(_ask(field, shown, round(leaves, 3), is_narrowed))
    asks.sort(key=lambda a: (*order[a.field][:2], a.leaves, order[a.field][2]))
    decide = deciding(found, final, [a.field for a in asks])
    asks = [a for a in asks if a.field in decide] or asks
    now = sum(1 + is_open(v) for v in found.answers[final].values)
    # Where no single answer narrows it down, all are asked: two together may.
    return tuple([a for a in asks if best[a.field] < now] or asks)


def open_fields(found: Evaluation, final: str, first: Sequence[str] = ()) -> tuple[str, ...]:
    """The facts that may be asked because they keep the question open, in the order of asking."""
    tested = dict.fromkeys(field for field, _ in open_tests(found, final))
    asked = (askable(found, field) for field in tested)
    fields = dict.fromkeys(field for field in asked if field is not None)
    return tuple(sorted(fields, key=_order(found, fields, first).__getitem__))


def plain_asks(rules: RuleSet, fields: Iterable[str]) -> tuple[Ask, ...]:
    """The questions for these fields, without how much an answer would help."""
    return tuple(_ask(rules.fields[id], (), None) for id in fields)


def _ask(
    field: Field, values: tuple[Any, ...], leaves: float | None, is_narrowed: bool = False
) -> Ask:
    """The question for a field; of one of a few values, which of them it is."""
    zh, en = field.ask_zh or f"{field.zh}？", field.ask_en or f"{field.en}?"
    if is_narrowed and len(values) <= MOST_NAMED:
        zh = f"{field.zh}是{'，还是'.join(map(field.label, values))}？"
        en = f"{field.en}: {', or '.join(field.label(v, 'en') for v in values)}?"
    return Ask(field.id, zh, en, values, leaves)


def _order(
    found: Evaluation, fields: Iterable[str], first: Sequence[str]
) -> dict[str, tuple[bool, int, int]]:
    """What rules may yet work out comes after the plain facts that they work it out from."""
    place_of = found.rules.place_of
    questions = {q.id for q in found.rules.questions}
    return {
        id: (
            id in questions and len(found.answers[id].values) > 1,
            first.index(id) if id in first else len(first),
            place_of[id],
        )
        for id in fields
    }


def _open(found: Evaluation, final: str) -> Iterator[tuple[str, Test | None]]:
    """Each fact that may be asked, with the test on it that is still open."""
    for id, test in open_tests(found, final):
        if (asked := askable(found, id)) is not None:
            yield asked, test if asked == id else None


def _options(field: Field, seen: Iterable[Test]) -> list[Any]:
    """One value for each way in which the open tests can turn out."""
    seen = list(seen)
    if field.kind == "flag":
        return [True, False]
    if field.kind == "choice":
        return [c.code for c in field.choices]
    if field.kind in ("day", "count"):
        return list(sides(seen))
    codes = {c for a in seen if isinstance(a, Under) for c in a.codes}
    codes |= {str(v) for a in seen if isinstance(a, Is) for v in a.values}
    ordered = sorted(codes)
    return ordered[:: -(-len(ordered) // MOST_BRANCHES) or 1]


def _left(reach: Reach, field: str, value: Any, questions: Sequence[str]) -> int | None:
    """How many outcomes would remain if the field had that value; one still open counts twice."""
    facts = reach.found.facts
    given = attrs.evolve(facts, values={**facts.values, field: value})
    try:
        left = reach.given(given, questions)[questions[-1]].values
        return len(left) + sum(map(is_open, left))
    except GovrulesError:  # the facts at hand rule that value out
        return None
