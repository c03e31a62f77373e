"""Packs stack: what a pack stands on, and how it says more exactly what holds there.

    nation = Layer("china", "全国", "China", law, policies)
    return Blueprint("beijing", …).standing_on(nation, refined=(refine("PEN17.no_power", …),))

A district's pack stands on its city's in the same way, with the city's blueprint as the layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from .authoring import Silent
from .charts import Chart
from .errors import PolicyError, did_you_mean
from .faults import Faults
from .inquiry import Inquiry
from .law import Citation, Law, parse_citation
from .law.citations import named
from .rules import Code, CodeList, DatedList, Delegation, DelegationTerms, Line, Policy, Rule
from .rules.refinement import ORDERS, Refinement, refined_by
from .rules.rule import place_of

__all__ = ["ROLES", "UNITS", "Layer", "stacked"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Layer:
    """What packs stand on: the law, organs, questions and rules that hold wherever they are.

    It has no territory: a jurisdiction is always a place. Fields that read the place have the tree
    ``UNITS``, those whose values are organs ``ROLES``.

    Args:
        id: Its code (``china``, ``beijing``).
        zh: Its Chinese name.
        en: Its English name.
        law: The instruments that its rules cite.
        policies: Its policies.
        lines: The functional lines between organs.
        lists: The dated lists.
        delegations: The delegations in force at one time or another.
        delegation_terms: Kind → what the law asks of a delegation of that kind.
        silent: Why no rule comes of an article.
        charts: What may happen to a case; a matter that is received follows the first.
        inquiries: The other questions that it answers.
    """

    id: str
    zh: str
    en: str
    law: Law
    policies: tuple[Policy, ...] = attrs.field(converter=_tuple)
    lines: tuple[Line, ...] = attrs.field(default=(), converter=_tuple)
    lists: tuple[DatedList, ...] = attrs.field(default=(), converter=_tuple)
    delegations: tuple[Delegation, ...] = attrs.field(default=(), converter=_tuple)
    delegation_terms: Mapping[str, DelegationTerms] = attrs.field(factory=dict)
    silent: Silent = attrs.field(factory=dict)
    charts: tuple[Chart, ...] = attrs.field(default=(), converter=_tuple)
    inquiries: tuple[Inquiry, ...] = attrs.field(default=(), converter=_tuple)

    def citing(self) -> tuple[tuple[str, Citation], ...]:
        """What cites a provision, and which: rules, those of inquiries, charts, lists, lines."""
        found = [(r.id, r.cite) for p in self.policies for r in p.rules]
        for inquiry in self.inquiries:
            rules = (r for p in inquiry.policies for r in p.rules)
            found += [(f"{inquiry.id}: {r.id}", r.cite) for r in rules]
        for chart in self.charts:
            moves = [(m.id, m.cite) for m in chart.moves] + [(c.id, c.cite) for c in chart.clocks]
            found += [(f"{chart.id}: {id}", parse_citation(cite)) for id, cite in moves]
        found += [(f"list {one.id}", one.cite) for one in self.lists]
        found += [(f"line {one.from_role}", parse_citation(one.cite)) for one in self.lines]
        return tuple((what, named(cite, self.law)) for what, cite in found)


def stacked(
    own: Layer, base: Layer, refined: Iterable[Refinement] = (), without: Iterable[str] = ()
) -> dict[str, Any]:
    """The parts of a pack that stands on a base: what the base gives, then what the pack gives.

    A field, question, role or duty that the pack declares anew stands in the place of the base's.

    Args:
        own: The pack.
        base: What it stands on.
        refined: What it says more exactly of the base's rules.
        without: The base's rules that it leaves out.

    Raises:
        PolicyError: a rule that is refined or left out is none of the base's; a PackError if
            there are several such faults.
    """
    rules = _rules(base, tuple(refined), tuple(without))
    beneath = (_beneath(p, own.policies, rules) for p in base.policies)
    tuples = ("lines", "lists", "delegations", "charts", "inquiries")
    return {
        "law": own.law.standing_on(base.law),
        "policies": (*beneath, *own.policies),
        **{part: (*getattr(own, part), *getattr(base, part)) for part in tuples},
        "delegation_terms": {**base.delegation_terms, **own.delegation_terms},
        "silent": {**base.silent, **own.silent},
    }


def _rules(
    base: Layer, refined: tuple[Refinement, ...], without: tuple[str, ...]
) -> dict[str, Rule]:
    """The rules of the base that hold for the pack, as they hold for it, by id."""
    rules = {r.id: r for p in base.policies for r in p.rules}
    faults = Faults()
    for one in refined:
        with faults.at(place_of(one.id, one.at)):
            rules[one.id] = refined_by(_known(one.id, rules, base), one)
    for id in without:
        with faults.at():
            _known(id, rules, base)
    faults.raise_found()
    return {id: _without(r, without) for id, r in rules.items() if id not in without}


def _known(id: str, rules: Mapping[str, Rule], base: Layer) -> Rule:
    if id in rules:
        return rules[id]
    en, zh = did_you_mean(id, rules)
    raise PolicyError(
        f"{base.id} has no rule {id!r}",
        f"{base.id} 没有规则 {id!r}",
        field="rule",
        value=id,
        hint_en=en,
        hint_zh=zh,
    )


def _without(r: Rule, gone: tuple[str, ...]) -> Rule:
    """The rule without what it says of its order over rules that are not there."""
    kept: dict[str, Any] = {
        name: tuple(id for id in getattr(r, name) if id not in gone) for name in ORDERS
    }
    return attrs.evolve(r, **kept)


def _beneath(policy: Policy, above: Iterable[Policy], rules: Mapping[str, Rule]) -> Policy:
    """A policy of the base, less what those above it declare anew."""
    again = {
        part: {_id(x) for p in above for x in getattr(p, part)}
        for part in ("fields", "questions", "roles", "duties")
    }
    kept: dict[str, Any] = {
        part: tuple(x for x in getattr(policy, part) if _id(x) not in ids)
        for part, ids in again.items()
    }
    return attrs.evolve(policy, rules=[rules[r.id] for r in policy.rules if r.id in rules], **kept)


def _id(part: Any) -> str:
    return str(getattr(part, "code", "") or part.id)


class _Stand(CodeList):
    """A code list that stands for one of the jurisdiction's, known by identity in every process."""

    def __reduce__(self) -> str:
        return self.id.upper()


# In the declaration of a field: "the jurisdiction's roles", whose values are organs, and "the
# jurisdiction's units", whose values are places. A layer has no territory of its own.
ROLES = _Stand("roles", [Code("roles", None, "角色", "roles")])
UNITS = _Stand("units", [Code("units", None, "单位", "units")])
