"""What rules conclude, and the organs that their conclusions name most."""

from __future__ import annotations

from typing import Any

__all__ = [
    "ASKER",
    "CITY",
    "COMMUNITY",
    "DISTRICT",
    "OWNER",
    "STREET",
    "barred_for_community",
    "help_of_community",
    "outcome",
]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
CITY = "city_government@city"
COMMUNITY = "community_committee@community"
OWNER = "$owner"
ASKER = "$asking_organ"


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


def barred_for_community(disposition: str) -> dict[str, Any]:
    """What may not be handed to a community: it stays with the organ that asked."""
    return outcome(disposition, ASKER, prohibited=True, must_not_lead=[COMMUNITY])


def help_of_community(**parts: Any) -> dict[str, Any]:
    """A community may be asked to help: the organ that asked leads."""
    return outcome("allowed", ASKER, assist=[COMMUNITY], must_not_lead=[COMMUNITY], **parts)
