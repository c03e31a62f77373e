"""Changes of a jurisdiction: of its delegations, its lists and its units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import attrs

from ..charts import Chart
from ..errors import GovrulesError, PolicyError, did_you_mean, shown
from ..expr import All, Const, Not, Some, Under, from_text
from ..law import Law, parse_citation
from ..rules import DatedList, Delegation, ListChange, Policy, Revocation
from ..territory import Territory, redraw
from ..values import parse_day

__all__ = [
    "Change",
    "Close",
    "Draft",
    "Edit",
    "Found",
    "Merge",
    "Narrow",
    "Never",
    "Rename",
    "Restore",
    "Revoke",
    "Split",
    "Widen",
    "codes_of",
    "named",
    "touched",
]


@attrs.frozen
class Draft:
    """What a jurisdiction is given, while a scenario changes it.

    Args:
        delegations: Its delegations.
        lists: Its lists.
        territory: Its units.
        charts: What may happen to its cases.
        law: The instruments that it cites; no scenario changes them.
        policies: Its own policies.
        laid: The policies laid over them.
    """

    delegations: tuple[Delegation, ...]
    lists: tuple[DatedList, ...]
    territory: Territory
    charts: tuple[Chart, ...] = ()
    policies: tuple[Policy, ...] = ()
    laid: tuple[Policy, ...] = ()
    law: Law | None = None


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


def codes_of(codes: object) -> tuple[str, ...]:
    """The codes of a change of a list; raises PolicyError for none, and for what is no text."""
    listed = codes if isinstance(codes, Sequence) and not isinstance(codes, str) else (codes,)
    if listed and all(isinstance(code, str) and code.strip() for code in listed):
        return tuple(listed)
    raise PolicyError(
        f"{shown(codes)} are no codes to put on a list or strike off",
        f"{shown(codes)} 不是可增删的代码",
        field="codes",
        value=codes,
        hint_en='write each by itself: add("smoking", "noise")',
        hint_zh='请逐个写出：add("smoking", "noise")',
    )


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
class Restore(_OfDelegation):
    """What was taken back of a delegation is with the delegate again, from a day on."""

    on: date = attrs.field(converter=_day)
    scope: str = "always"

    def _changed(self, d: Delegation) -> Delegation:
        scope = from_text(self.scope)
        again = [r for r in d.revocations if scope in (Const(True), r.scope)]
        if not again:
            raise PolicyError(
                f"nothing of {self.of} was taken back{_of(self.scope)}",
                f"{self.of} 未曾收回{_of(self.scope)}",
                field="delegation",
                value=self.of,
                hint_en="write revoke before restore, with the same scope",
                hint_zh="请先写 revoke 再写 restore，范围须一致",
            )
        left = [self._until(r) if r in again else r for r in d.revocations]
        return attrs.evolve(d, revocations=[r for r in left if r.until is None or r.on < r.until])

    def _until(self, r: Revocation) -> Revocation:
        return attrs.evolve(r, until=min(filter(None, (r.until, self.on))))


def _of(scope: str) -> str:
    return "" if scope == "always" else f" ({scope})"


@attrs.frozen
class _Reach(_OfDelegation):
    source: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    scope: str = ""

    def made(self, draft: Draft) -> Draft:
        """Change the delegation; raises PolicyError also where neither part is said."""
        if not self.source and not self.scope:
            raise PolicyError(
                f"it is not said by what {self.of} moves more or less",
                f"未写明 {self.of} 的范围增减什么",
                field="delegation",
                value=self.of,
                hint_en='write source="health", or scope="item under smoking"',
                hint_zh='请写 source="health" 或 scope="item under smoking"',
            )
        return super().made(draft)


@attrs.frozen
class Narrow(_Reach):
    """A delegation of less: without some roles' powers, or some matters."""

    def _changed(self, d: Delegation) -> Delegation:
        scope = All((d.scope, Not(from_text(self.scope)))) if self.scope else d.scope
        left = [role for role in d.source if role not in self.source]
        gone = [role for role in self.source if role not in d.source]
        if gone or not left:
            en, zh = did_you_mean(gone[0], d.source) if gone else (None, None)
            raise PolicyError(
                f"{self.of} does not move the powers of {gone[0]}"
                if gone
                else f"nothing of {self.of} would be left",
                f"{self.of} 所下放的不含 {gone[0]} 的职权" if gone else f"{self.of} 将不剩任何职权",
                field="source",
                value=list(self.source),
                hint_en=en or "write never() for a delegation that was not made",
                hint_zh=zh or "从未下放的请写 never()",
            )
        return attrs.evolve(d, source=left, scope=scope)


@attrs.frozen
class Widen(_Reach):
    """A delegation of more: of further roles' powers, or of further matters."""

    def _changed(self, d: Delegation) -> Delegation:
        scope = Some((d.scope, from_text(self.scope))) if self.scope else d.scope
        source = tuple(dict.fromkeys((*d.source, *self.source)))
        return attrs.evolve(d, source=source, scope=scope)


@attrs.frozen
class Edit:
    """Codes put on a list, or struck off it, from a day on; until a day, if it is undone then."""

    of: str
    is_on: bool
    codes: tuple[str, ...] = attrs.field(converter=_texts)
    on: date | None = attrs.field(default=None, converter=_day_or_none)
    cite: str = ""
    field: str = "item"
    until: date | None = attrs.field(default=None, converter=_day_or_none)

    @property
    def touches(self) -> frozenset[str]:
        """The codes on that list."""
        return frozenset(f"{self.of} {code}" for code in self.codes)

    def made(self, draft: Draft) -> Draft:
        """Change the list; raises PolicyError where there is none of that id or flag."""
        names = [name for x in draft.lists for name in (x.id, x.field)]
        old = _found("list", self.of, draft.lists, names)
        cite = parse_citation(self.cite) if self.cite else None
        change = ListChange(self.is_on, Under(self.field, self.codes), self.on, cite, self.until)
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
class Close(_OfTerritory):
    """A unit that has nothing in it is no more."""

    def _redrawn(self, t: Territory) -> Territory:
        return redraw.close(t, self.unit, self.on)


@attrs.frozen
class Rename(_OfTerritory):
    """A unit under another name."""

    name: str = attrs.field(kw_only=True)

    def _redrawn(self, t: Territory) -> Territory:
        return redraw.rename(t, self.unit, self.name, self.on)


def touched(draft: Draft, change: Change) -> Iterable[str]:
    """What a change touches, each thing by its code whatever it is called in the change.

    What there is not stays as it is called: the change itself says what is wrong.
    """
    if isinstance(change, Edit):
        lists = [x.id for x in draft.lists if change.of in (x.id, x.field)]
        read = next(
            (f.read for p in draft.policies for f in p.fields if f.id == change.field), None
        )
        codes = [_or_as_said(read, code) if read else code for code in change.codes]
        return [f"{(*lists, change.of)[0]} {code}" for code in codes]
    if isinstance(change, _OfTerritory) and not isinstance(change, Found):
        named = (change.unit, change.into) if isinstance(change, Merge) else (change.unit,)
        return [f"unit {_or_as_said(draft.territory.resolve, unit)}" for unit in named]
    return change.touches


def named(change: Change, draft: Draft) -> Change:
    """The same change, of a list by its id, where it is called by its flag."""
    if isinstance(change, Edit):
        ids = [x.id for x in draft.lists if change.of in (x.id, x.field)]
        return attrs.evolve(change, of=(*ids, change.of)[0])
    return change


def _or_as_said(read: Callable[[str], Any], word: str) -> Any:
    try:
        return read(word)
    except GovrulesError:
        return word
