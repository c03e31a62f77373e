"""The fixed words that several commands say."""

from __future__ import annotations

from .base import Both, Session

__all__ = ["LEVELS", "level_name"]

LEVELS: dict[str, Both] = {
    "province": ("省", "province"),
    "city": ("市", "city"),
    "district": ("区", "district"),
    "district_or_city": ("区或市", "district or city"),
    "subdistrict": ("街乡", "subdistrict"),
    "community": ("社区村", "community"),
    "company": ("企业", "company"),
    "central": ("中央", "central"),
    "hotline": ("热线", "hotline"),
    "emergency_line": ("专线", "emergency line"),
}


def level_name(level: str, session: Session) -> str:
    """What a level is called; its code where it has no name here."""
    return session.say(LEVELS.get(level, (level, level)))
