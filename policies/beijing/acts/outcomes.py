"""What Beijing's rules conclude: as the national ones do, and with an organ of the city's own."""

from __future__ import annotations

from ...china import (
    ASKER,
    CITY,
    COMMUNITY,
    DISTRICT,
    OWNER,
    STREET,
    barred_for_community,
    help_of_community,
    outcome,
)

__all__ = [
    "ASKER",
    "CITY",
    "COMMUNITY",
    "DISTRICT",
    "HOTLINE",
    "OWNER",
    "STREET",
    "barred_for_community",
    "help_of_community",
    "outcome",
]

HOTLINE = "hotline_agency@city"
