"""《北京市接诉即办工作条例》 as its chapters write it."""

from __future__ import annotations

from govrules import Act

from ..terms import TERMS

__all__ = ["DIRECT", "JS"]

JS = Act("JS", definitions=TERMS)

# What a subdistrict does with a demand that was raised with it directly.
DIRECT = (
    *("JD17.own", "JD17.help", "JD17.department", "JD17.service", "JD17.government", "JD17.local"),
    *(
        "JD17.several",
        "JD17.report",
        "JD17.failed",
        "JD17.disputed",
        "JD44.refused",
        "JD44.refused_city",
    ),
    *("JS11.direct_line", "JS20.direct", "JS22.direct"),
)
