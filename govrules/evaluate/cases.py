"""What comes out whichever way one open fact turns out.

Rules that are unknown one by one may yet settle an answer between them: "if a: X" and "if not a: X"
leave nothing to ask. Each value of one open field is supposed in turn, and the question is resolved
anew; what no case of some field allows is not possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from ..errors import ConflictError
from ..expr import Same
from ..rules import Compiled, Conclusion
from ..values import UNKNOWN, OneOf, Truth
from .answer import Answer, Evaluation
from .assumptions import answer_assumptions
from .known import NOTHING, Known
from .resolve import Contest
from .sort import sort_rules

__all__ = ["Agreed", "agreed"]

# The parts of an answer that say what is to be done next, and who does it.
STEP = ("disposition", "lead", "prohibited")


@attrs.frozen
class Agreed:
    """An answer that stands whatever is still open.

    Args:
        answer: The answer; its winners apply in every case.
        either: The rules that lead to it in one case or another, those winners among them.
        open: The fields that stay open beside it.
        others: The dispositions in which other cases end, where all of them bar.
    """

    answer: Answer
    either: tuple[Compiled, ...]
    open: tuple[str, ...]
    others: tuple[str, ...] = ()


class Supposed(Known):
    """What is known, and beside it one field supposed to have a value.

    Args:
        known: What is known; every other look-up is its own.
        field: The field.
        value: What it is supposed to be.
    """

    def __init__(self, known: Known, field: str, value: Any) -> None:
        self._known, self._field, self._value = known, field, value

    def __call__(self, field: str) -> Any:
        """Return the field's value."""
        return self._value if field == self._field else self._known(field)

    def since(self, field: str, bound: date) -> Truth:
        """Say whether the field's day is on or after the bound."""
        return self._known.since(field, bound)

    def assumptions(self, field: str) -> frozenset[str]:
        """Return the assumed fields that the field's value rests on."""
        return NOTHING if field == self._field else self._known.assumptions(field)

    def is_firm(self, fields: Any) -> bool:
        """Say whether none of the fields rests on an assumption."""
        return not any(map(self.assumptions, fields))


def agreed(found: Evaluation, question: str) -> Agreed | None:
    """Say what an open question comes to whatever its open facts turn out to be, if one thing.

    Args:
        found: What the evaluation found.
        question: The question; its parts are those of a decision.
    """
    answer = found.answers[question]
    if (same := _same_step(answer.values)) is not None:
        return _joined(answer, [answer], same, ())
    among = _not_false(found, answer)
    for field in _open_fields(found, answer):
        if (cases := _cases(found, answer, field, among)) is not None:
            same = _same_step(_values(cases))
            assert same is not None
            return _joined(answer, cases, same, (field,))
    return None


def _not_false(found: Evaluation, answer: Answer) -> tuple[Compiled, ...]:
    """The rules that apply or may yet: what is false stays so whatever an open fact turns out."""
    now = sort_rules(answer.question, found.look, found.rules)
    return (*(c.rule for c in (*now.true, *now.unknown)), *now.silent)


def _values(cases: Iterable[Answer]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(v for case in cases for v in case.values))


def _same_step(values: tuple[Any, ...]) -> Conclusion | None:
    """The one step to which all the values come: the same by the same organ, or all barred."""
    if not values or not all(isinstance(v, Conclusion) for v in values):
        return None
    steps = {tuple(v.get(part) for part in STEP) for v in values}
    if any(part is UNKNOWN for step in steps for part in step):
        return None
    if len(steps) > 1 and not all(v.get("prohibited") is True for v in values):
        return None
    first, *others = (dict(v.one) for v in values)
    kept = {k: v for k, v in first.items() if all(o.get(k) == v for o in others)}
    kept["disposition"] = first["disposition"]
    return Conclusion([(k, v) for k, v in kept.items() if v is not UNKNOWN])


def _joined(
    answer: Answer, cases: list[Answer], step: Conclusion, fields: tuple[str, ...]
) -> Agreed:
    either = tuple(dict.fromkeys(r for case in cases for r in (*case.winners, *case.live)))
    winners = tuple(r for r in either if all(r in case.winners for case in cases))
    others = dict.fromkeys(v.get("disposition") for v in _values(cases))
    others.pop(step.get("disposition"))
    lost = tuple(d for d in cases[0].defeated if all(d in case.defeated for case in cases))
    rests = frozenset().union(*(case.assumptions for case in cases))
    made = Answer(answer.question, (step,), winners, (), lost, rests)
    return Agreed(made, either, fields, tuple(others))


def _open_fields(found: Evaluation, answer: Answer) -> Iterator[str]:
    """The open fields that the rules of the question read, all of whose values can be supposed."""
    read = (f for rule in (*answer.live, *answer.winners) for a in rule.atoms for f in _read(a))
    refs = (ref for rule in (*answer.live, *answer.winners) for ref in rule.refs)
    for field in dict.fromkeys((*read, *refs)):
        value = found.look(field)
        if isinstance(value, OneOf) or (value is UNKNOWN and _options(found, field)):
            yield field


def _read(atom: Any) -> tuple[str, ...]:
    return (atom.first, atom.second) if isinstance(atom, Same) else (atom.field,)


def _options(found: Evaluation, field: str) -> tuple[Any, ...]:
    """Every value that the open field may have, as far as they can be listed."""
    value = found.look(field)
    if isinstance(value, OneOf):
        return value.values
    declared = found.rules.fields[field]
    if field not in found.rules.declared and "." not in field:
        return ()  # an answer that there may not be
    if declared.kind == "flag":
        return (True, False)
    return tuple(c.code for c in declared.choices) if declared.kind == "choice" else ()


def _cases(
    found: Evaluation, answer: Answer, field: str, among: tuple[Compiled, ...]
) -> list[Answer] | None:
    """The answer in each case of the field, if all come to one step and none is contested."""
    cases: list[Answer] = []
    for value in _options(found, field):
        case = _case(found, answer, Supposed(found.look, field, value), among)  # type: ignore[arg-type]
        if case is None or _same_step(_values([*cases, case])) is None:
            return None
        cases.append(case)
    return cases or None


def _case(
    found: Evaluation, answer: Answer, look: Supposed, among: tuple[Compiled, ...]
) -> Answer | None:
    """The answer as one look has it; ``None`` where rules are in conflict or to be ranked."""
    rules = found.rules
    sorted_rules = sort_rules(answer.question, look, rules, among)
    contest = Contest(answer.question, sorted_rules.true, sorted_rules.unknown, rules.rank)
    try:
        case = contest.answer()
    except ConflictError:
        return None
    if case.disputes:
        return None
    rests = answer_assumptions(case, sorted_rules, contest, look, rules)
    return attrs.evolve(case, assumptions=rests)
