"""Changes of a jurisdiction: of delegations, lists, units and policies, each as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import attrs

from ..errors import PolicyError, did_you_mean
from ..expr import Some, Under, from_text
from ..law import parse_citation
from ..rules import DatedList, Delegation, ListChange, Policy, Revocation
from ..territory import Territory, redraw
from ..values import parse_day

__all__ = [
    "Change",
    "Draft",
    "Edit",
    "Found",
    "Lay",
    "Merge",
    "Never",
    "Rename",
    "Revoke",
    "Split",
    "Widen",
    "change_from",
    "change_of",
]


@attrs.frozen
class Draft:
    """What a jurisdiction is given, while a scenario changes it."""

    delegations: tuple[Delegation, ...]
    lists: tuple[DatedList, ...]
    territory: Territory
    policies: tuple[Policy, ...] = ()


class Change(Protocol):
    """One change, as a scenario holds it."""

    @property
    def touches(self) -> frozenset[str]:
        """What it changes, so that two scenarios that change one thing are not laid together."""

    def made(self, draft: Draft) -> Draft:
        """Make the change; raises GovrulesError where there is nothing to be changed."""


def _day(value: Any) -> date:
    return parse_day(value, field="on")


def _day_or_none(value: Any) -> date | None:
    return None if value in (None, "") else _day(value)


def _texts(values: str | Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _found(kind: str, id: str, known: Sequence[Any], names: Iterable[str]) -> Any:
    for one in known:
        if id in (one.id, getattr(one, "field", one.id)):
            return one
    en, zh = did_you_mean(id, names)
    zh_kind = {"delegation": "下放", "list": "清单"}[kind]
    raise PolicyError(
        f"the jurisdiction has no {kind} {id!r}",
        f"辖区没有{zh_kind} {id!r}",
        field=kind,
        value=id,
        hint_en=en,
        hint_zh=zh,
    )


@attrs.frozen
class _OfDelegation:
    of: str

    @property
    def touches(self) -> frozenset[str]:
        """The delegation."""
        return frozenset((f"delegation {self.of}",))

    def made(self, draft: Draft) -> Draft:
        """Change the delegation; raises PolicyError where there is none of that id."""
        old = _found("delegation", self.of, draft.delegations, [d.id for d in draft.delegations])
        changed = self._changed(old)
        new = tuple(changed if d is old else d for d in draft.delegations)
        return attrs.evolve(draft, delegations=tuple(d for d in new if d is not None))

    def _changed(self, d: Delegation) -> Delegation | None:
        raise NotImplementedError


@attrs.frozen
class Never(_OfDelegation):
    """A delegation never made."""

    def _changed(self, d: Delegation) -> None:
        return None


@attrs.frozen
class Revoke(_OfDelegation):
    """A delegation taken back from a day on, wholly or of some matters."""

    on: date = attrs.field(converter=_day)
    cite: str = ""
    scope: str = "always"

    def _changed(self, d: Delegation) -> Delegation:
        cite = parse_citation(self.cite) if self.cite else d.cite
        back = Revocation(self.on, cite, self.scope)
        return attrs.evolve(d, revocations=(*d.revocations, back))


@attrs.frozen
class Widen(_OfDelegation):
    """A delegation of more: of further roles' powers, or of further matters."""

    source: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    scope: str = ""

    def _changed(self, d: Delegation) -> Delegation:
        scope = Some((d.scope, from_text(self.scope))) if self.scope else d.scope
        source = tuple(dict.fromkeys((*d.source, *self.source)))
        return attrs.evolve(d, source=source, scope=scope)


@attrs.frozen
class Edit:
    """Codes put on a list, or struck off it, from a day on."""

    of: str
    is_on: bool
    codes: tuple[str, ...] = attrs.field(converter=_texts)
    on: date | None = attrs.field(default=None, converter=_day_or_none)
    cite: str = ""
    field: str = "item"

    @property
    def touches(self) -> frozenset[str]:
        """The codes on that list."""
        return frozenset(f"{self.of} {code}" for code in self.codes)

    def made(self, draft: Draft) -> Draft:
        """Change the list; raises PolicyError where there is none of that id or flag."""
        names = [name for x in draft.lists for name in (x.id, x.field)]
        old = _found("list", self.of, draft.lists, names)
        cite = parse_citation(self.cite) if self.cite else None
        change = ListChange(self.is_on, Under(self.field, self.codes), self.on, cite)
        new = attrs.evolve(old, changes=(*old.changes, change))
        return attrs.evolve(draft, lists=tuple(new if x is old else x for x in draft.lists))


@attrs.frozen
class _OfTerritory:
    unit: str
    on: date = attrs.field(converter=_day)

    @property
    def touches(self) -> frozenset[str]:
        """The units that it names."""
        return frozenset((f"unit {self.unit}",))

    def made(self, draft: Draft) -> Draft:
        """Redraw the territory; raises PlaceError where there is no such unit."""
        return attrs.evolve(draft, territory=self._redrawn(draft.territory))

    def _redrawn(self, t: Territory) -> Territory:
        raise NotImplementedError


@attrs.frozen
class Merge(_OfTerritory):
    """A unit merged into another."""

    into: str = attrs.field(kw_only=True)

    @property
    def touches(self) -> frozenset[str]:
        """Both units."""
        return frozenset((f"unit {self.unit}", f"unit {self.into}"))

    def _redrawn(self, t: Territory) -> Territory:
        return redraw.merge(t, self.unit, self.into, self.on)


@attrs.frozen
class Split(_OfTerritory):
    """A part of a unit made a new unit."""

    name: str = attrs.field(kw_only=True)
    parts: tuple[str, ...] = attrs.field(kw_only=True, converter=_texts)

    def _redrawn(self, t: Territory) -> Territory:
        return redraw.split(t, self.unit, self.name, self.parts, self.on)


@attrs.frozen
class Found(_OfTerritory):
    """A new unit below another, with nothing in it yet."""

    name: str = attrs.field(kw_only=True)
    like: str | None = attrs.field(default=None, kw_only=True)

    @property
    def touches(self) -> frozenset[str]:
        """The new unit."""
        return frozenset((f"unit {self.unit}/{self.name}",))

    def _redrawn(self, t: Territory) -> Territory:
        return redraw.found(t, self.name, self.unit, self.on, like=self.like)


@attrs.frozen
class Rename(_OfTerritory):
    """A unit under another name."""

    name: str = attrs.field(kw_only=True)

    def _redrawn(self, t: Territory) -> Territory:
        return redraw.rename(t, self.unit, self.name, self.on)


@attrs.frozen
class Lay:
    """A policy laid over those of the jurisdiction; it is code, and no data."""

    policy: Policy

    @property
    def touches(self) -> frozenset[str]:
        """The policy."""
        return frozenset((f"policy {self.policy.id}",))

    def made(self, draft: Draft) -> Draft:
        """Add the policy."""
        return attrs.evolve(draft, policies=(*draft.policies, self.policy))


KINDS: dict[str, Any] = {
    "delegation.never": Never,
    "delegation.revoke": Revoke,
    "delegation.widen": Widen,
    "list.edit": Edit,
    "territory.merge": Merge,
    "territory.split": Split,
    "territory.found": Found,
    "territory.rename": Rename,
}


def change_of(change: Change) -> dict[str, Any]:
    """A change as plain data, from which :func:`change_from` makes it again.

    Raises:
        PolicyError: for a policy, which is code.
    """
    if isinstance(change, Lay):
        raise PolicyError(
            f"policy {change.policy.id} is code, and is not written into a file",
            f"策略 {change.policy.id} 是代码，不写入文件",
            field="change",
            hint_en="keep the module beside the study and simulate from Python",
            hint_zh="请将其模块与研究一并保存，并在 Python 中运行",
        )
    kind = next(kind for kind, made in KINDS.items() if type(change) is made)
    data: Any = change
    said = attrs.asdict(data)
    plain = {k: str(v) if isinstance(v, date) else v for k, v in said.items()}
    return {"kind": kind} | {k: list(v) if isinstance(v, tuple) else v for k, v in plain.items()}


def change_from(data: Any) -> Change:
    """Read a change from plain data; raises PolicyError naming what cannot be read."""
    said = dict(data)
    kind = said.pop("kind", None)
    if kind not in KINDS:
        en, zh = did_you_mean(kind, KINDS)
        raise _unread("kind", kind, f"no kind of change {kind!r}", f"没有变动类型 {kind!r}", en, zh)
    known = {a.name: a for a in attrs.fields(KINDS[kind])}
    for name in said:
        if name not in known:
            en, zh = did_you_mean(name, known)
            raise _unread(name, said[name], f"{kind} has no {name}", f"{kind} 没有 {name}", en, zh)
    missing = [n for n, a in known.items() if a.default is attrs.NOTHING and n not in said]
    if missing:
        raise _unread(missing[0], None, f"{kind} lacks {missing[0]}", f"{kind} 缺少 {missing[0]}")
    made: Change = KINDS[kind](**said)
    return made


def _unread(
    field: str, value: Any, en: str, zh: str, hint_en: str | None = None, hint_zh: str | None = None
) -> PolicyError:
    return PolicyError(
        en,
        zh,
        field=field,
        value=value,
        place="scenario",
        hint_en=hint_en or "see the how-to on replaying another split",
        hint_zh=hint_zh or "参见“换一种权责划分重演”",
    )
