"""The desk: a sentence and an address become a matter that ``decide`` takes as it is.

Only what is certain becomes a fact. Where the words leave more than one item open, all of them are
candidates for somebody to confirm, and the matter does not say the item: nor a group that holds
them, for what is meant may be none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ..errors import PlaceError, RecordError
from ..lazy import lazy
from ..rules import CodeList, Field
from ..values import UNKNOWN
from .candidate import Candidate
from .classify import Classify
from .items import ItemSearch

__all__ = ["Desk", "Intake", "PlaceRead"]

_MOST = 5


@attrs.frozen
class PlaceRead:
    """What an address says of the place.

    Attributes:
        code: The code of the narrowest unit that is certain, ``None`` where none is.
        rest: What of the address was not read.
        note_zh: What is to be said of the reading, in Chinese; why there is no unit.
        note_en: The same in English.
    """

    code: str | None
    rest: str = ""
    note_zh: str = ""
    note_en: str = ""


@attrs.frozen
class Intake:
    """What was read of what somebody wrote.

    Attributes:
        matter: The facts that are certain, as a record that ``decide`` takes.
        place: What the address says.
        items: The items that may be meant, the likeliest first, with the words they rest on.
        item: The code of the one item that is certain, ``None`` where somebody must confirm.
        kind: What sort of matter it is, where that was said; ``None`` if it was not.
    """

    matter: Mapping[str, Any]
    place: PlaceRead
    items: tuple[Candidate, ...]
    item: str | None
    kind: str | None


class Desk:
    """Reads what people write by the fields of a jurisdiction.

    Args:
        fields: The declared fields.
        place_field: The one that says where a matter lies.
        day_field: The one that says on which day it is read.
        classify: A classifier from outside that ranks items beside the words; none by default.
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        place_field: str,
        day_field: str,
        classify: Classify | None = None,
    ) -> None:
        self._fields, self._place, self._day = fields, place_field, day_field
        self._classify = classify

    @lazy
    def _item_field(self) -> tuple[str, CodeList]:
        for id, field in self._fields.items():
            if isinstance(field.tree, CodeList) and field.identity:
                return id, field.tree
        raise RecordError(
            "this jurisdiction has no catalogue of items",
            "该辖区没有事项目录",
            field="item",
            hint_en="give facts to decide instead",
            hint_zh="请直接向 decide 提供事实",
        )

    @lazy
    def search(self) -> ItemSearch:
        """The search over the catalogue."""
        return ItemSearch(self._item_field[1], self._classify)

    def read(
        self, text: str = "", *, address: str = "", at: object = None, **facts: object
    ) -> Intake:
        """Read a sentence and an address.

        Args:
            text: What happened, in somebody's own words.
            address: Where, as people write it.
            at: The day or the moment; see :func:`govrules.values.moment`.
            facts: What is known beside: ``kind="投诉"``, ``channel="12345电话"``. What is given
                for the item or the place goes before what was read.

        Raises:
            RecordError: neither text nor address is given, ``at`` is no day, or a fact is none of
                the jurisdiction's.
        """
        if not isinstance(text, str) or not isinstance(address, str) or not (text + address):
            raise RecordError(
                "there is nothing to read",
                "没有可读的内容",
                field="text",
                value=text,
                hint_en="give a text, an address, or both",
                hint_zh="请给出 text、address 或两者",
            )
        record: dict[str, Any] = {name: self._checked(name, said) for name, said in facts.items()}
        if at is not None:
            record[self._day] = at
        day = None if at is None else self._fields[self._day].read(at)
        place = self._read_place(address, day)
        if place.code is not None:
            record.setdefault(self._place, place.code)
        id = self._item_field[0]
        found = self.search.find(text) if text else ()
        item = self.search.certain(found)
        if item is not None:
            record.setdefault(id, item)
        kind = record.get("kind")
        return Intake(record, place, found[:_MOST], item, None if kind is None else str(kind))

    def _checked(self, name: str, said: object) -> object:
        if name not in self._fields:
            raise RecordError(
                f"unknown field {name!r}",
                f"没有字段 {name!r}",
                field=name,
                value=said,
                hint_en="give a field of the jurisdiction",
                hint_zh="请给出该辖区的字段",
            )
        field = self._fields[name]
        value = field.read(said)
        return said if field.kind != "choice" or value is UNKNOWN else value

    def _read_place(self, address: str, day: date | None) -> PlaceRead:
        if not address.strip():
            return PlaceRead(None)
        tree: Any = self._fields[self._place].tree
        try:
            found = tree.locate(address, day)
        except PlaceError as error:
            why = error if len(address) < 20 else error.without_search()
            return PlaceRead(None, address, why.text("zh"), why.text("en"))
        return PlaceRead(found.code, found.rest, found.note_zh, found.note_en)
