"""The catalogue as the services of Open311 GeoReport v2, for systems that already speak it.

``agency_responsible`` is the owner that the rules name at a place on a day; where no place is
asked for, or the rules name no one organ, it is empty: it is never guessed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..errors import RecordError
from .desk import FrontDesk
from .owners import owned_at

__all__ = ["services"]


def services(
    desk: FrontDesk, lang: str, place: str | None, on: date | None
) -> list[dict[str, Any]]:
    """List the items as services.

    Args:
        desk: Whose catalogue, and whose rules.
        lang: The language of the names.
        place: The unit for which the agencies are asked, if they are.
        on: The day; it is needed with a place, since powers move.

    Raises:
        RecordError: for a place without a day, or one that there is not.
    """
    tree = desk.item_tree
    agency: dict[str, str] = {}
    if place is not None:
        if on is None:
            raise RecordError(
                "a place is given without a day",
                "给出了地点而未给出日期",
                field="on",
                hint_en="give the day too: on=2024-05-01",
                hint_zh="请同时给出日期：on=2024-05-01",
            )
        for line in owned_at(desk, place, on, None):
            owner = line.decision.owner
            if owner is not None:
                agency[line.item] = owner.name if lang == "zh" else owner.name_en
    return [
        {
            "service_code": code,
            "service_name": tree.name(code, lang),
            "description": ("、" if lang == "zh" else "; ").join(
                tree.name(c, lang) for c in tree.path(code)
            ),
            "metadata": False,
            "type": "realtime",
            "keywords": ",".join(tree[code].aliases),
            "group": tree.name(tree.path(code)[0], lang),
            "agency_responsible": agency.get(code, ""),
        }
        for code in tree.leaves
    ]
