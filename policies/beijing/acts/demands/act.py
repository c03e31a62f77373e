"""《北京市接诉即办工作条例》 as its chapters write it."""

from __future__ import annotations

from govrules import Act

from ..terms import TERMS

__all__ = ["DIRECT", "ELSEWHERE", "FIRST", "HANDLED", "JS", "UPWARD"]

JS = Act("JS", definitions=TERMS)
FIRST = "$first_receiver"

# What is done with a work order: by whoever received it, and by whom it asks for help.
HANDLED = ("JS14.own", "JS14.lead", "JS16.whistle", "JS12.bring_together", "JS22.order")
UPWARD = ("JS20.district", "JS20.city", "JS20.government", "JD44.refused", "JD44.refused_city")
# What is for none of the handling bodies: an emergency line, a court, a people's congress.
ELSEWHERE = ("line", "court", "congress")
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
    *("JS20.direct", "JS22.direct"),
)
