"""What a pack gives to make a jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from .authoring import Silent
from .charts import Chart
from .decision.outcome import Layout
from .errors import PluginError, PolicyError, did_you_mean
from .inquiry import Inquiry, check_inquiries
from .law import Law
from .rules import Code, CodeList, DatedList, Delegation, DelegationTerms, Line, Policy
from .systems import System
from .territory import Territory

__all__ = ["ROLES", "Blueprint", "derived", "given_digest", "refuse"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Blueprint:
    """What a pack gives to make a jurisdiction.

    Args:
        id: Its code (``beijing``).
        zh: Its Chinese name.
        en: Its English name.
        territory: Its units.
        law: The instruments that its rules cite.
        layout: Which questions make up a decision.
        policies: Its own policies; plug-ins add to them.
        lines: The functional lines between organs.
        lists: The dated lists, public or not.
        delegations: The delegations in force at one time or another.
        delegation_terms: Kind → what the law asks of a delegation of that kind.
        zone: The time zone where its matters lie, an IANA name: a moment that says its own zone
            is a day there. All of China keeps one.
        silent: Why no rule comes of an article: (instrument, article) → (Chinese, English).
        examples: The folder or the file of its worked examples.
        charts: What may happen to a case; a matter that is received follows the first.
        census: A table of people by unit (``code``, ``weight``), by which simulated places weigh.
        inquiries: The other questions that it answers.
        systems: The systems that it sets out to decide.
        findings: The flags, worked out by rules, that are told as findings where they hold.
        once_given: Each delegation and list as it was first given to it, or to a blueprint of which
            it was evolved: what comes of one that has changed changes with it.
    """

    id: str
    zh: str
    en: str
    territory: Territory
    law: Law
    layout: Layout
    policies: tuple[Policy, ...] = attrs.field(converter=_tuple)
    lines: tuple[Line, ...] = attrs.field(default=(), converter=_tuple)
    lists: tuple[DatedList, ...] = attrs.field(default=(), converter=_tuple)
    delegations: tuple[Delegation, ...] = attrs.field(default=(), converter=_tuple)
    delegation_terms: Mapping[str, DelegationTerms] = attrs.field(factory=dict)
    zone: str = "Asia/Shanghai"
    silent: Silent = attrs.field(factory=dict)
    examples: Path | None = None
    charts: tuple[Chart, ...] = attrs.field(default=(), converter=_tuple)
    census: Path | None = None
    inquiries: tuple[Inquiry, ...] = attrs.field(default=(), converter=_tuple)
    systems: tuple[System, ...] = attrs.field(default=(), converter=_tuple)
    findings: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    once_given: Mapping[str, object] = attrs.field(factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        check_inquiries(self.inquiries, f"blueprint {self.id}")
        given: dict[str, object] = {d.id: d for d in self.delegations}
        given |= {x.id: x for x in self.lists}
        object.__setattr__(self, "once_given", {**given, **self.once_given})


def given_digest(blueprint: Blueprint) -> str:
    """The SHA-256, in hexadecimal, of what decides beside rules and units."""
    given = (blueprint.delegations, blueprint.lists, blueprint.lines, blueprint.layout)
    return sha256(repr(given).encode()).hexdigest()


def refuse(left_out: Iterable[PluginError]) -> None:
    """Raise PolicyError for the first policy that was left out; nothing where none was."""
    for error in left_out:
        raise PolicyError(error.en, error.zh, field="policy", value=error.value)


def derived(blueprint: Blueprint, parts: Mapping[str, object]) -> Blueprint:
    """The blueprint with other parts; raises PolicyError for what is no part."""
    known = [a.name for a in attrs.fields(Blueprint)]
    for part in parts:
        if part not in known:
            en, zh = did_you_mean(part, known)
            raise PolicyError(
                f"a blueprint has no part {part!r}",
                f"蓝图没有 {part!r} 这一部分",
                field="part",
                value=part,
                hint_en=en,
                hint_zh=zh,
            )
    changed: Any = parts
    return attrs.evolve(blueprint, **changed)


class _Roles(CodeList):
    """A code list that is known by identity, in every process."""

    def __reduce__(self) -> str:
        return "ROLES"


# Stands for "the jurisdiction's roles" in the declaration of a field whose values are organs.
ROLES = _Roles("roles", [Code("roles", None, "角色", "roles")])
