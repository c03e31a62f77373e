"""Dated lists: what is on them, as far as it is public.

A list whose items are not public still has a count, a source and dates. Whether a matter is on
it is then a fact to ask for, except where the list's own terms already say no.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import attrs

from ..expr import All, Between, Const, Expr, Under, from_text
from ..law import Citation, parse_citation
from ..values import Period
from .delegation import Delegation
from .rule import Rule

__all__ = ["DatedList", "ListChange"]


def _cite(cite: str | Citation) -> Citation:
    return parse_citation(cite) if isinstance(cite, str) else cite


def _condition(when: str | Expr) -> Expr:
    return from_text(when) if isinstance(when, str) else when


@attrs.frozen
class ListChange:
    """Matters put on a list, or struck off it, from a day on.

    Args:
        is_on: Whether they are on it from then on.
        what: Which matters.
        on: The first day; from the beginning of the list where not given.
        cite: The provision that says so; the list's own where not given.
        until: The first day on which they are as they were before; ``None`` if there is none.
    """

    is_on: bool
    what: Expr = attrs.field(converter=_condition)
    on: date | None = None
    cite: Citation | None = attrs.field(default=None, converter=attrs.converters.optional(_cite))
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        Period(self.on, self.until)  # refuses an end before the first day

    @property
    def when(self) -> Expr:
        """The condition under which it says something of a matter."""
        is_always = self.on is None and self.until is None
        return self.what if is_always else All((Between("on", self.on, self.until), self.what))


@attrs.frozen
class DatedList:
    """A list published by an authority, in force for a period.

    Args:
        id: Its code.
        field: The flag that says whether a matter is on it.
        zh: What it is called in Chinese.
        en: What it is called in English.
        count: How many entries it is known to have; ``None`` where that is not public.
        public: Whether the entries themselves are public.
        period: The days it is in force.
        cite: The provision that founds it.
        source: Where the count and the dates come from.
        codes: ``(field, codes)``: entries known to be on it.
        excludes: A condition under which a matter cannot be on it, whatever the entries are.
        excludes_zh: Why not, in Chinese.
        excludes_en: Why not, in English.
        kind: Of the three lists of a subdistrict's work: ``basic`` (what is its own),
            ``cooperate`` (what it helps with) or ``taken_back`` (what is no longer its); empty
            for a list of another kind.
        gates: The roles that may be asked only for what is on it; none where it bars nobody.
        gated: Among which matters.
        delegation: The delegation whose powers it lists: nothing is on it before that was made,
            nor what was taken back; empty for a list of its own standing.
        changes: What was put on it or struck off on a later day.
    """

    id: str
    field: str
    zh: str
    en: str
    count: int | None
    public: bool
    period: Period
    cite: Citation = attrs.field(converter=_cite)
    source: str
    codes: tuple[str, tuple[str, ...]] | None = None
    excludes: Expr = attrs.field(default=Const(False), converter=_condition)
    excludes_zh: str = ""
    excludes_en: str = ""
    kind: Literal["", "basic", "cooperate", "taken_back"] = ""
    gates: tuple[str, ...] = ()
    gated: Expr = attrs.field(default=Const(True), converter=_condition)
    # What these two say stands in the rules that come of them, and so in every digest.
    delegation: str = attrs.field(default="", repr=False)
    changes: tuple[ListChange, ...] = attrs.field(default=(), repr=False)

    def rules(self, delegation: Delegation | None = None) -> tuple[Rule, ...]:
        """What the list itself settles about membership, as rules that answer its field.

        Args:
            delegation: The one whose powers it lists, where there is one.
        """
        found = []
        if self.codes is not None:
            code_field, codes = self.codes
            found.append(
                self._rule(
                    "in", True, Under(code_field, codes), f"列入{self.zh}", f"listed in {self.en}"
                )
            )
        if self.excludes != Const(False):
            found.append(
                self._rule("excluded", False, self.excludes, self.excludes_zh, self.excludes_en)
            )
        for one in (*self._taken_back(delegation), *self._changed()):
            over = tuple(r.id for r in found if r.then != one.then)
            found.append(attrs.evolve(one, reads_over=over))
        return (*found, *self._never_made(delegation, found))

    def _never_made(self, d: Delegation | None, others: list[Rule]) -> Iterator[Rule]:
        """That nothing is on the list, where the delegation is not there or moves nothing."""
        if self.delegation and (d is None or d.kind != "transfer"):
            zh = f"未作 {self.delegation} 的下放，{self.zh}中没有事项"
            en = f"{self.delegation} was never made: nothing is on the {self.en}"
            none = self._rule("none", False, Const(True), zh, en, prevails=True)
            over = tuple(r.id for r in others if r.then != none.then)
            yield attrs.evolve(none, reads_over=over)

    def _taken_back(self, d: Delegation | None) -> Iterator[Rule]:
        """That nothing is on the list when the delegation is not in force, nor what is back."""
        if not self.delegation or d is None or d.kind != "transfer":
            return
        start, end = d.period.start, d.period.end
        for suffix, when in (
            (
                "not_yet",
                Between("on", None, start) if start and start != self.period.start else None,
            ),
            ("no_more", Between("on", end, None) if end else None),
        ):
            if when is not None:
                zh, en = f"{d.id} 当日不施行", f"{d.id} is not in force that day"
                yield attrs.evolve(
                    self._rule(suffix, False, when, zh, en, prevails=True), cite=d.cite
                )
        for number, r in enumerate(d.revocations, 1):
            zh = f"{r.on} 起已收回" + (f"，至 {r.until} 再次下放" if r.until else "")
            en = f"taken back from {r.on} " + (f"until {r.until}" if r.until else "on")
            back = self._rule(f"back.{number}", False, r.when, zh, en, prevails=True)
            yield attrs.evolve(back, cite=r.cite)

    def _changed(self) -> Iterator[Rule]:
        """The changes, the later over the earlier; each stands against what a record says.

        None says anything of a day on which the list itself is not in force.
        """
        first, last = self.period.start, self.period.end
        for number, change in enumerate(sorted(self.changes, key=lambda c: c.on or date.min), 1):
            since_zh, since_en = _since(change.on, change.until)
            zh = f"{since_zh}{'增列入' if change.is_on else '调出'}{self.zh}"
            en = f"{'put on' if change.is_on else 'struck off'} the {self.en}{since_en}"
            on = max(filter(None, (change.on, first)), default=None)
            until = min(filter(None, (change.until, last)), default=None)
            if on and until and until <= on:
                continue
            when = attrs.evolve(change, on=on, until=until).when
            one = self._rule(f"change.{number}", change.is_on, when, zh, en, prevails=True)
            yield attrs.evolve(one, cite=change.cite or self.cite)

    def _rule(
        self, suffix: str, value: bool, when: Expr, zh: str, en: str, *, prevails: bool = False
    ) -> Rule:
        return Rule(
            f"{self.id}.{suffix}",
            self.field,
            when,
            ((self.field, value),),
            self.cite,
            period=Period() if prevails else self.period,
            zh=zh,
            en=en,
            prevails=prevails,
            comes_of=self.id,
        )


def _since(on: date | None, until: date | None) -> tuple[str, str]:
    """The days of a change, in (Chinese, English)."""
    zh = f"自 {on} 起" if on else ""
    en = f" from {on}" if on else ""
    if until:
        return f"{zh}至 {until} 前", f"{en} until {until}"
    return zh, f"{en} on" if on else ""
