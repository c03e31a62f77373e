"""Dated lists: what is on them, as far as it is public.

A list whose items are not public still has a count, a source and dates. Whether a matter is on
it is then a fact to ask for, except where the list's own terms already say no.
"""

from __future__ import annotations

from typing import Literal

import attrs

from ..expr import Const, Expr, Under, from_text
from ..law import Citation, parse_citation
from ..values import Period
from .rule import Rule

__all__ = ["DatedList"]


def _cite(cite: str | Citation) -> Citation:
    return parse_citation(cite) if isinstance(cite, str) else cite


def _condition(when: str | Expr) -> Expr:
    return from_text(when) if isinstance(when, str) else when


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

    def rules(self) -> tuple[Rule, ...]:
        """What the list itself settles about membership, as rules that answer its field."""
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
        return tuple(found)

    def _rule(self, suffix: str, value: bool, when: Expr, zh: str, en: str) -> Rule:
        return Rule(
            f"{self.id}.{suffix}",
            self.field,
            when,
            ((self.field, value),),
            self.cite,
            period=self.period,
            zh=zh,
            en=en,
        )
