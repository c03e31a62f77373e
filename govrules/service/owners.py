"""Who owns what at a unit: each item of the catalogue decided there, by no other facts.

It is no table that somebody keeps: every line is a decision, with the articles that name the owner.
Where they name none, or a fact is missing, the line says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from ..decision.decision import Decision
from ..errors import RecordError
from ..rules import CodeList
from .desk import FrontDesk

__all__ = ["Owned", "groups", "owned_at"]


@attrs.frozen
class Owned:
    """An item, and who owns it at a place on a day.

    Args:
        item: The code of the item.
        zh: Its name in Chinese.
        en: Its name in English.
        decision: The decision on it, by item, place and day alone.
    """

    item: str
    zh: str
    en: str
    decision: Decision

    def to_dict(self) -> dict[str, Any]:
        """The line as plain values: owner, how far that is settled, and under which articles."""
        d = self.decision
        record = d.to_dict()
        return {
            "item": self.item,
            "zh": self.zh,
            "en": self.en,
            **{name: record[name] for name in ("owner", "owner_status", "owner_among")},
            "cites": [{"cite": r.cite, "zh": r.cite_zh, "en": r.cite_en} for r in d.owner_because],
        }


def owned_at(desk: FrontDesk, place: str, on: date, under: str | None) -> Iterable[Owned]:
    """Decide each item of the catalogue at a place on a day.

    Args:
        desk: Whose rules decide. What is decided here is looked up and not kept in its log.
        place: The unit, by code or name.
        on: The day.
        under: The item, or group of items, that is asked for; all where ``None``.

    Raises:
        RecordError: for a place or an item that there is not.
    """
    tree, field = desk.item_tree, desk.item_field.id
    top = None if under is None else tree.resolve(under)
    jurisdiction = desk.jurisdiction
    known = {jurisdiction.layout.place: place, jurisdiction.rules.day_field: on}
    jurisdiction.fields[jurisdiction.layout.place].read(place, on)
    for code in tree.leaves:
        if top is None or top in tree.path(code):
            decision = jurisdiction.decide({**known, field: code}, ask="plain")
            yield Owned(code, tree.name(code, "zh"), tree.name(code, "en"), decision)


def groups(tree: CodeList) -> tuple[str, ...]:
    """The codes at the top of a catalogue that have items below them."""
    found = tuple(c for c in tree if tree.parent(c) is None and not tree.is_leaf(c))
    if not found:
        raise RecordError(
            "the catalogue has no groups",
            "事项目录没有分组",
            field="item",
            hint_en="ask for all of it",
            hint_zh="请查询全部",
        )
    return found
