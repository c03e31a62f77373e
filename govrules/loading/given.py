"""What is given beside the policies decides: rules and fields made of what it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ..blueprint import Blueprint
from ..expr import All
from ..layer import UNITS
from ..rules import Field, Question, Rule, Slot
from ..rules.delegation import Carried
from ..territory import Territory

__all__ = ["asked", "in_territory", "made_anew", "settled_by_lists"]


def made_anew(rules: Iterable[Rule], blueprint: Blueprint) -> Iterator[Rule]:
    """The rules, those that come of delegations and lists made of what the blueprint holds.

    A rule that a delegation carries is there only while that is: without the delegation there is
    no rule. So whoever changes what a jurisdiction is given changes what it decides.
    """
    given = {d.id: d for d in blueprint.delegations}
    moves = {d.id for d in given.values() if d.kind == "transfer"}
    for r in rules:
        how = r.comes_of
        if isinstance(how, Carried) and how.delegation in blueprint.once_given:
            if how.delegation in moves:
                yield how.rule(given[how.delegation])
        elif isinstance(how, str) and how in blueprint.once_given:
            continue  # lists are made below
        elif any(id in blueprint.once_given and id not in given for id in r.chain):
            continue
        else:
            back = [c for id in r.chain if id in given for c in given[id].not_taken_back()]
            narrowed = attrs.evolve(r, when=All((r.when, *back)), comes_of=r.chain)
            yield narrowed if back else r


def settled_by_lists(questions: Iterable[Question], blueprint: Blueprint) -> Iterator[Rule]:
    """The rules of the lists whose flag a question works out, and of those that have changed."""
    given = {d.id: d for d in blueprint.delegations}
    known = {q.id for q in questions}
    for one in blueprint.lists:
        if one.field in known or one != blueprint.once_given[one.id]:
            yield from one.rules(given.get(one.delegation))


def asked(
    rules: Iterable[Rule], questions: Iterable[Question], fields: Iterable[Field]
) -> Iterator[Question]:
    """A question for each declared flag that a list settles and no question works out yet."""
    known, flags = {q.id for q in questions}, {f.id: f for f in fields if f.kind == "flag"}
    for id in dict.fromkeys(r.question for r in rules):
        if id in flags and id not in known:
            yield Question(id, flags[id].zh, flags[id].en, "fact", (Slot(id, "flag"),))


def in_territory(field: Field, territory: Territory) -> Field:
    """The field, reading the territory that the jurisdiction is given and no other."""
    is_other = field.tree is UNITS or (
        isinstance(field.tree, Territory) and field.tree is not territory
    )
    return attrs.evolve(field, tree=territory) if is_other else field
