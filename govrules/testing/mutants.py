"""Rules with one small fault each: how many of them do a pack's examples notice?

A condition is dropped, a day shifted, an organ exchanged, an exception lost. Where every example
still comes out as expected, nothing holds that part of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from ..errors import GovrulesError
from ..expr import All, Between, Const, Expr, Not, RoleAt, Some, Term, to_text
from ..jurisdiction import Jurisdiction
from ..rules import Policy, Rule
from ..values import Period
from .examples import Example, run_example

__all__ = ["Mutant", "Mutation", "mutants_of", "mutate"]


@attrs.frozen
class Mutant:
    """A rule with one fault.

    Args:
        rule: The rule as it became.
        zh: What was changed, in Chinese.
        en: The same in English.
    """

    rule: Rule
    zh: str
    en: str


@attrs.frozen
class Mutation:
    """What a pack's examples noticed.

    Args:
        of: How many mutants there are.
        tried: How many were tried.
        killed: How many of these an example noticed.
        lived: Those that none did.
    """

    of: int
    tried: int
    killed: int
    lived: tuple[Mutant, ...]


def mutate(
    jurisdiction: Jurisdiction,
    examples: Sequence[Example],
    most: int | None = None,
    prefix: str = "",
) -> Mutation:
    """Try mutants of a pack's rules on its examples.

    Args:
        jurisdiction: The pack, by which every example comes out as expected.
        examples: The examples.
        most: How many to try, spread evenly over the rules; all where not given.
        prefix: How the ids begin of the rules to try.

    Returns:
        What was noticed. A mutant that cannot be loaded is not counted as tried.
    """
    rules = [r for r in _rules(jurisdiction) if r.id.startswith(prefix)]
    every = [m for r in rules for m in mutants_of(r, _organs(jurisdiction))]
    step = 1 if most is None else max(1, -(-len(every) // most))
    tried = killed = 0
    lived: list[Mutant] = []
    for mutant in every[::step]:
        changed = _with(jurisdiction, mutant)
        if changed is None:
            continue
        tried += 1
        # The reference: of a jurisdiction that decides a few matters only, no classes are learnt.
        if any(not run_example(changed, e, engine="reference").ok for e in examples):
            killed += 1
        else:
            lived.append(mutant)
    return Mutation(len(every), tried, killed, tuple(lived))


def _rules(jurisdiction: Jurisdiction) -> list[Rule]:
    """The rules that the pack's author wrote: no layer under it, no list and no delegation."""
    given = jurisdiction.blueprint
    own = (p for p in given.policies if p.id not in given.beneath)
    return [r for p in own for r in p.rules if r.comes_of is None]


def _organs(jurisdiction: Jurisdiction) -> dict[str, list[RoleAt]]:
    """Question → the organs that its rules name, in order."""
    found: dict[str, set[RoleAt]] = {}
    for r in _rules(jurisdiction):
        terms = (t for _, said in r.then for t in (said if isinstance(said, tuple) else (said,)))
        found.setdefault(r.question, set()).update(t for t in terms if isinstance(t, RoleAt))
    return {q: sorted(organs, key=lambda organ: organ.code) for q, organs in found.items()}


def _with(jurisdiction: Jurisdiction, mutant: Mutant) -> Jurisdiction | None:
    """The jurisdiction with a rule replaced; ``None`` where its pack does not load so."""

    def put(policy: Policy) -> Policy:
        rules = [mutant.rule if r.id == mutant.rule.id else r for r in policy.rules]
        return attrs.evolve(policy, rules=rules)

    try:
        return jurisdiction.derive(policies=tuple(map(put, jurisdiction.blueprint.policies)))
    except GovrulesError:
        return None


def mutants_of(rule: Rule, organs: dict[str, list[RoleAt]]) -> Iterator[Mutant]:
    """The mutants of one rule.

    Args:
        rule: The rule.
        organs: Question → the organs that an organ may be exchanged for.
    """
    for when, part in _dropped(rule.when):
        text = to_text(part)
        yield Mutant(attrs.evolve(rule, when=when), f"去掉条件 {text}", f"without {text}")
    for when, day in _shifted(rule.when):
        yield Mutant(attrs.evolve(rule, when=when), f"{day} 推后一日", f"{day} a day later")
    yield from _periods(rule)
    yield from _exchanged(rule, organs.get(rule.question, []))
    for name in ("exception_to", "reads_over"):
        for id in getattr(rule, name):
            left: Any = tuple(other for other in getattr(rule, name) if other != id)
            changed = attrs.evolve(rule, **{name: left})
            yield Mutant(changed, f"不再先于 {id}", f"no longer before {id}")


def _dropped(when: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The condition without one of the parts that must all hold, and that part."""
    if isinstance(when, All):
        for n, part in enumerate(when.parts):
            yield All([*when.parts[:n], *when.parts[n + 1 :]]), part
    elif not isinstance(when, Const):
        yield Const(True), when


def _shifted(when: Expr) -> Iterator[tuple[Expr, date]]:
    """The condition with one of its days a day later, and the day."""
    match when:
        case All(parts) | Some(parts):
            for n, part in enumerate(parts):
                for changed, day in _shifted(part):
                    yield type(when)([*parts[:n], changed, *parts[n + 1 :]]), day
        case Not(part):
            for changed, day in _shifted(part):
                yield Not(changed), day
        case Between(field, low, high):
            if isinstance(low, date):
                yield Between(field, low + timedelta(days=1), high), low
            if isinstance(high, date):
                yield Between(field, low, high + timedelta(days=1)), high


def _periods(rule: Rule) -> Iterator[Mutant]:
    start, end = rule.period.start, rule.period.end
    for day, period in (
        (start, Period(start and start + timedelta(days=1), end)),
        (end, Period(start, end and end + timedelta(days=1))),
    ):
        if day is not None:
            changed = attrs.evolve(rule, period=period)
            yield Mutant(changed, f"{day} 推后一日", f"{day} a day later")


def _exchanged(rule: Rule, organs: Sequence[RoleAt]) -> Iterator[Mutant]:
    """The rule with one organ exchanged for the next that rules of its question name."""
    for part, said in rule.then:
        terms: tuple[Term, ...] = said if isinstance(said, tuple) else (said,)
        for n, term in enumerate(terms):
            if not isinstance(term, RoleAt) or len(organs) < 2:
                continue
            other = organs[(organs.index(term) + 1) % len(organs)]
            swapped: list[Term] = [*terms[:n], other, *terms[n + 1 :]]
            value = swapped if isinstance(said, tuple) else other
            then = [(p, value if p == part else v) for p, v in rule.then]
            changed = attrs.evolve(rule, then=then)
            yield Mutant(changed, f"{term.code} 换成 {other.code}", f"{other.code} for {term.code}")
