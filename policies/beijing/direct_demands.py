"""A demand that reaches the subdistrict itself, under 接诉即办条例 arts. 11, 20, 22."""

from __future__ import annotations

from collections.abc import Iterable

from govrules import Rule, rule

from .bodies import under
from .dispatch import EMERGENCY

__all__ = ["RULES"]

DIRECT = (
    "kind in (consult, help, complaint, report, suggestion) "
    "and (channel in (direct, window, media, patrol, document, meeting) "
    "or channel in (hotline, online, dispatched) and on < 2021-09-24) "
    "and office_kind in (street, area, town, township)"
)
STREET = "street_or_township@subdistrict"
_LIKEWISE = (
    "条文写的是热线机构；直接向街道反映的，街道比照处理",
    "the text speaks of the hotline; the subdistrict does likewise with what reaches it directly",
)
ROUTES = (
    *(
        f"JD17.{name}"
        for name in (
            "own",
            "help",
            "several",
            "department",
            "service",
            "government",
            "local",
            "report",
            "failed",
        )
    ),
    "JS22.direct",
    "JS11.3a.owner.direct",
)
LATER = ("JS20.direct", "JD44.refused", "JD44.refused_city")
OTHER = f"{DIRECT} and not in_duty and n_departments < 2 and owner_known"
UP = {"disposition": "escalate_district", "lead": "district_government@district", "by": STREET}


def _scope() -> Iterable[Rule]:
    """Whom the article reaches, and what goes another way altogether."""
    for line in EMERGENCY:
        yield rule(
            f"JS11.3a.direct.{line}",
            "route",
            when=f"{DIRECT} and screening = emergency and emergency_line = {line}",
            then={
                "disposition": "transfer_emergency",
                "lead": f"line_{line}@emergency_line",
                "by": STREET,
            },
            cite="JS 11(3)(1)",
            reads_over=(*ROUTES, *LATER),
            reading=_LIKEWISE,
            zh="紧急事项即时转至相应专线",
            en="an emergency is passed to its line at once",
        )
    yield rule(
        "JS11.3b.direct",
        "route",
        when=f"{DIRECT} and screening = statutory",
        then={"disposition": "advise_statutory_channel", "by": STREET},
        cite="JS 11(3)(2)",
        reads_over=(*ROUTES, *LATER),
        reading=_LIKEWISE,
        zh="依法应走或已进入法定途径的，告知相应渠道",
        en="what must go, or has gone, to a statutory channel: the person is told of it",
    )


def _own_or_other() -> Iterable[Rule]:
    """What is for neither a department nor a public service company."""
    yield rule(
        "JS11.3a.owner.direct",
        "route",
        when=f"{OTHER} and owner under {under('line')}",
        then={"disposition": "transfer_emergency", "lead": "$owner", "by": STREET},
        cite="JS 11(3)(1)",
        reading=_LIKEWISE,
        zh="应由紧急专线处理的，即时转至专线",
        en="what is for an emergency line is passed to it at once",
    )
    yield rule(
        "JS22.direct",
        "route",
        when=f"{OTHER} and owner under {under('central')}",
        then={"disposition": "relay_central", "lead": "$owner", "by": STREET},
        cite="JS 22",
        zh="属于在京中央单位职责，及时向其反映情况",
        en="it is for a central body in Beijing: relayed to it, not ordered",
    )


def _upward() -> Iterable[Rule]:
    """What the subdistrict cannot settle goes up."""
    yield rule(
        "JS20.direct",
        "route",
        when=f"{DIRECT} and in_duty and coordination_failed",
        then={**UP, "duties": ["study_demand"]},
        cite="JS 20",
        exception_to=("JD17.own", "JD17.help"),
        note=(
            "条文为“可以”报请；街道办条例第十七条第一款第三项只及于不属其职责的事项",
            "the text says may; the Subdistrict Regulation art. 17(1)(3) is about what is not "
            "its own duty",
        ),
        zh="属于街道职责而自身难以协调解决，可报请区政府",
        en="its own duty, but beyond its means to coordinate: it may ask the district government",
    )


RULES = (*_scope(), *_own_or_other(), *_upward())
