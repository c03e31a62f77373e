"""What rules conclude, and the organs that their conclusions name most."""

from __future__ import annotations

from typing import Any

__all__ = ["CITY", "COMMUNITY", "DISTRICT", "HOTLINE", "OWNER", "STREET", "outcome"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
CITY = "city_government@city"
COMMUNITY = "community_committee@community"
HOTLINE = "hotline_agency@city"
OWNER = "$owner"


def outcome(disposition: str, lead: str | None = None, **parts: Any) -> dict[str, Any]:
    """The disposition, who carries it out, and what else is laid down.

    Args:
        disposition: Its code.
        lead: The organ that carries it out, or nobody.
        parts: ``by``, ``prohibited``, ``assist``, ``supervise``, ``copy_to``, ``must_not_lead``,
            ``duties``.
    """
    named = {} if lead is None else {"lead": lead}
    return {"disposition": disposition, **named, **parts}
