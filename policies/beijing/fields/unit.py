"""What the place tells of the subdistrict and the community that it lies in."""

from __future__ import annotations

from ...china import FIELD
from .flag import flag

__all__ = ["FIELDS", "KINDS"]

KINDS = (FIELD["office_kind"], FIELD["body_kind"])
FIELDS = (
    *KINDS,
    flag(
        "has_villages",
        "辖区设有村",
        "the subdistrict has villages",
        reads=("place", "has_villages"),
        source="NBS code ranges",
    ),
    FIELD["area_is_township"],
)
