"""What a pack gives to make a jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from .decision.outcome import Layout
from .errors import PluginError, PolicyError, did_you_mean
from .inquiry import check_inquiries
from .layer import Layer, stacked
from .rules import Refinement
from .systems import System
from .territory import Territory

__all__ = ["Blueprint", "derived", "given_digest", "refuse"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen(kw_only=True)
class Blueprint(Layer):
    """What a pack gives to make a jurisdiction: the parts of a layer, in a territory.

    Args:
        territory: Its units.
        layout: Which questions make up a decision.
        zone: The time zone where its matters lie, an IANA name: a moment that says its own zone
            is a day there. All of China keeps one.
        examples: The folder or the file of its worked examples.
        census: A table of people by unit (``code``, ``weight``), by which simulated places weigh.
        systems: The systems that it sets out to decide.
        findings: The flags, worked out by rules, that are told as findings where they hold.
        stands_on: The layers and packs that it stands on; ``standing_on`` fills it in.
        beneath: Which of its policies come of these.
        once_given: Each delegation and list as it was first given to it, or to a blueprint of which
            it was evolved: what comes of one that has changed changes with it.
    """

    territory: Territory
    layout: Layout
    zone: str = "Asia/Shanghai"
    examples: Path | None = None
    census: Path | None = None
    systems: tuple[System, ...] = attrs.field(default=(), converter=_tuple)
    findings: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    stands_on: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    beneath: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    once_given: Mapping[str, object] = attrs.field(factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        check_inquiries(self.inquiries, f"blueprint {self.id}")
        given: dict[str, object] = {d.id: d for d in self.delegations}
        given |= {x.id: x for x in self.lists}
        object.__setattr__(self, "once_given", {**given, **self.once_given})

    def standing_on(
        self, base: Layer, *, refined: Iterable[Refinement] = (), without: Iterable[str] = ()
    ) -> Blueprint:
        """This blueprint with all that a layer, or the blueprint of another pack, gives.

        What it declares anew (a field, question, role or duty) stands in the place of the base's;
        its law, rules, lines and lists are added. A district stands so on its city, and that on
        the country.

        Args:
            base: What it stands on.
            refined: What it says more exactly of the base's rules.
            without: The base's rules that it leaves out.

        Raises:
            PolicyError: a rule that is refined or left out is none of the base's, or both have an
                instrument of one id that is not the same.
        """
        parts = stacked(self, base, refined, without)
        stands_on = (*self.stands_on, *getattr(base, "stands_on", ()), base.id)
        beneath = (*(p.id for p in base.policies), *self.beneath)
        return attrs.evolve(self, stands_on=stands_on, beneath=beneath, **parts)


def given_digest(blueprint: Blueprint) -> str:
    """The SHA-256, in hexadecimal, of what decides beside rules and units."""
    charts = tuple(chart.digest for chart in blueprint.charts)
    given = (blueprint.delegations, blueprint.lists, blueprint.lines, blueprint.layout, charts)
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
