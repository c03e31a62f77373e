"""What the place tells of the subdistrict and the community that it lies in."""

from __future__ import annotations

from govrules import Field

from .choices import BODY_KIND, OFFICE_KIND
from .flag import flag

__all__ = ["FIELDS", "KINDS"]

KINDS = (
    Field(
        "office_kind",
        "choice",
        "街乡类别",
        "kind of subdistrict-level unit",
        OFFICE_KIND,
        reads=("place", "office_kind"),
        source="NBS code ranges",
    ),
    Field(
        "body_kind",
        "choice",
        "社区村类别",
        "kind of community-level unit",
        BODY_KIND,
        reads=("place", "body_kind"),
        source="NBS code ranges",
    ),
)
FIELDS = (
    *KINDS,
    flag(
        "has_villages",
        "辖区设有村",
        "the subdistrict has villages",
        reads=("place", "has_villages"),
        source="NBS code ranges",
    ),
    flag(
        "area_is_township",
        "地区办事处兼乡镇政府",
        "the area office is a township government too",
        "该地区办事处所在处是否同时设乡镇人民政府？",
        "is there a township government at the area office as well?",
        source="NBS code ranges",
    ),
)
