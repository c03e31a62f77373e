"""What can be asked of a jurisdiction beside who owns a matter.

Blueprint ─▶ blueprint_of(…, "establishment") ─▶ Jurisdiction "beijing.establishment"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Self

import attrs

from .analysis.example_files import read_yaml
from .errors import NotFoundError, did_you_mean, shown
from .inquiry import Inquiry
from .lazy import lazy
from .rules import Field, PlaceWord, Policy, Role
from .systems import Standing, System

if TYPE_CHECKING:
    from .analysis import Detector
    from .blueprint import Blueprint
    from .decision.decision import Decision
    from .options import Ask, Engine

__all__ = ["Inquiring", "blueprint_of"]


class Inquiring:
    """A jurisdiction of which several inquiries can be made."""

    id: str
    blueprint: Blueprint
    policies: tuple[Policy, ...]
    origin: tuple[Callable[[str], Any], str] | None
    detectors: Callable[[], Iterable[Detector]]

    def systems(self) -> tuple[Standing, ...]:
        """Say where each system is decided, by how many rules, and in how many worked examples.

        Raises:
            PluginError: if PyYAML, which reads the examples, is not installed.
        """
        return tuple(map(self._standing, self.blueprint.systems))

    def _standing(self, system: System) -> Standing:
        asked = [self.inquiry(id) for id in system.inquiries]
        own: dict[str, list[str]] = {}
        for policy in self.policies:
            for r in policy.rules:
                if any(fnmatchcase(r.id, pattern) for pattern in system.rules):
                    own.setdefault(policy.id, []).append(r.id)
        files = [j.blueprint.examples for j in asked]
        if self.blueprint.examples is not None:
            files += [self.blueprint.examples / name for name in system.examples]
        rules = sum(map(len, own.values())) + sum(len(p.rules) for j in asked for p in j.policies)
        cases = sum(len(read_yaml(file)) for file in files if file is not None)
        where = (*(j.id for j in asked), *own, *system.measured_by)
        return Standing(system, where, rules, cases)

    @lazy
    def _inquired(self) -> dict[str, Self]:
        return {}

    @lazy
    def inquiries(self) -> Mapping[str, Inquiry]:
        """The inquiries that it offers, by id."""
        return {i.id: i for i in self.blueprint.inquiries}

    def inquiry(self, id: str) -> Self:
        """What answers an inquiry: a jurisdiction that decides, explains and checks as this does.

        Args:
            id: The inquiry.

        Raises:
            NotFoundError: if there is no such inquiry.
            PolicyError: if it does not fit together; a PackError if in several places.
        """
        found = self._inquired.get(id)
        if found is None:
            found = type(self)(blueprint_of(self.blueprint, id))  # type: ignore[call-arg]
            found.detectors = self.detectors
            if self.origin is not None:
                found.origin = (self.origin[0], f"{self.origin[1]}.{id}")
            self._inquired[id] = found
        return found

    def inquire(
        self,
        inquiry: str,
        record: Mapping[str, object] | None = None,
        /,
        *,
        engine: Engine = "classes",
        ask: Ask = "ranked",
        **facts: object,
    ) -> Decision:
        """Answer an inquiry about one matter.

        Args:
            inquiry: Which, of ``inquiries``.
            record: The facts as a mapping, or
            engine: As for ``decide``.
            ask: As for ``decide``.
            **facts: as keywords: ``place="…", residents=183000, on="2021-02-01"``.

        Returns:
            The answer as a decision: ``disposition`` is what follows, ``lead`` who acts on it, and
            each finding is a note.

        Raises:
            NotFoundError: if there is no such inquiry.
            RecordError: for a field or a value that cannot be read.
            ConflictError: if two rules apply, disagree, and nothing ranks them.
        """
        made: Any = self.inquiry(inquiry)
        answer: Decision = made.decide(record, engine=engine, ask=ask, **facts)
        return answer


def blueprint_of(blueprint: Blueprint, id: str) -> Blueprint:
    """The blueprint of what answers an inquiry.

    Args:
        blueprint: The jurisdiction's; its territory, law, organs and place words are shared.
        id: The inquiry.

    Raises:
        NotFoundError: if the jurisdiction offers no such inquiry.
    """
    offered = {i.id: i for i in blueprint.inquiries}
    if id not in offered:
        en, zh = did_you_mean(str(id), offered)
        raise NotFoundError(
            f"{blueprint.id} offers no inquiry {shown(id)}",
            f"{blueprint.id} 没有询问 {shown(id)}",
            field="inquiry",
            value=id,
            hint_en=en,
            hint_zh=zh,
        )
    inquiry = offered[id]
    fields = [f for p in inquiry.policies for f in p.fields]
    shared = Policy(
        f"{blueprint.id}.shared",
        "机关与地点用语",
        "organs and place words",
        blueprint.id,
        "1.0",
        roles=_named_by_none_else((r for p in blueprint.policies for r in p.roles), fields),
        words=_words(blueprint),
    )
    return attrs.evolve(
        blueprint,
        id=f"{blueprint.id}.{inquiry.id}",
        zh=f"{blueprint.zh}：{inquiry.zh}",
        en=f"{blueprint.en}: {inquiry.en}",
        layout=inquiry.layout,
        policies=(shared, *inquiry.policies),
        lists=inquiry.lists,
        delegations=(),
        delegation_terms={},
        silent={},
        examples=inquiry.examples,
        charts=(),
        inquiries=(),
        systems=(),
        findings=inquiry.findings,
        once_given={},
    )


def _named_by_none_else(roles: Iterable[Role], fields: Iterable[Field]) -> tuple[Role, ...]:
    """The roles, each less the field that would name it more exactly where that is not asked."""
    known = {f.id for f in fields}
    return tuple(
        r if r.named_by is None or r.named_by in known else attrs.evolve(r, named_by=None)
        for r in roles
    )


def _words(blueprint: Blueprint) -> tuple[PlaceWord, ...]:
    return tuple(w for p in blueprint.policies for w in p.words)
