"""Whoever received the work order first (接诉即办条例 arts. 12, 14, 15, 16, 20, 22)."""

from __future__ import annotations

from collections.abc import Iterable

from govrules import Rule, rule

from .bodies import COMMANDED, PUBLIC_BODIES, SITS, city_seats, under
from .questions import DEMANDS

__all__ = ["RULES"]

RECEIVED = f"{DEMANDS} and channel = dispatched"
STREET_FIRST = f"first_receiver under {under('street')}"
LOCAL = f"owner under {under('committee', 'private')}"
# What asks the city rather than the district: the district government, and the city's own bodies.
ASKS_CITY = f"first_receiver under {city_seats('district_government')}"
# Whether the owner is the body that received the order. The subdistrict and the township of one
# place are one body, whichever of its names the text uses.
OTHERS = under("government", *PUBLIC_BODIES)
RECEIVER_OWNS = (
    f"({STREET_FIRST} and {SITS} or first_receiver under {OTHERS} and owner under {OTHERS} "
    "and first_receiver same owner)"
)
ROUTES = ("JS14.2", "JS16.1", "JS14.own", "JS12.2.order", "JS22.order")
UPWARD = ("JS20", "JS20.city", "JD44.refused", "JD44.refused_city")
UP = {
    "disposition": "escalate_district",
    "lead": "district_government@district",
    "by": "$first_receiver",
}
UP_CITY = {"disposition": "escalate_city", "lead": "city_government@city", "by": "$first_receiver"}
_ASK_UP = (
    "条文并列市、区政府和行业主管部门而未划分；依分级负责（第十一条第二款），区级及以下报区，"
    "区政府、市级部门报市",
    "the text names the city and district governments and the line department without dividing; "
    "by the rule of levels (art. 11(2)) district bodies and below ask the district, the district "
    "government and city departments ask the city",
)
# 街道办条例 art. 17 lets a subdistrict pass on what is not its duty, and names the hotline among
# the channels; art. 14 here makes whoever received the work order lead. No text ranks the two.
_READING = (
    "街道办条例第十七条亦及于热线诉求并许移送；本条例在后且专为派单而设，"
    "同一机关制定，故已派单者依首接负责",
    "the Subdistrict Regulation art. 17 also covers hotline demands and lets them be passed on; "
    "this regulation is later, of the same maker, and made for dispatched work orders",
)
_COMPANY = (
    "公共服务企业不到场的，不是工作部门拒不履职，依本条报请协调",
    "a public service company that does not come is no department that refuses: this article applies",
)


def _first() -> Iterable[Rule]:
    """Objections, shirking, its own duty, another's."""
    yield rule(
        "JS12.4",
        "route",
        when=f"{RECEIVED} and objection",
        then={"disposition": "adjudicate_objection", "lead": "government_services@city"},
        cite="JS 12(3)",
        exception_to=("JS14.1", *ROUTES, *UPWARD),
        zh="承办单位提出派单异议，由市政务服务部门审核协调",
        en="the handling body objects: the city's government services department decides",
    )
    yield rule(
        "JS14.1",
        "route",
        when=f"{RECEIVED} and refused",
        then={"disposition": "barred_shirking", "lead": "$first_receiver", "prohibited": True},
        cite="JS 14(1)",
        exception_to=(*ROUTES, *UPWARD),
        zh="实行首接负责，接到派单的单位不得推诿，仍由其承办",
        en="the first receiver answers and may not pass the order off: it stays with it",
    )
    yield rule(
        "JS14.own",
        "route",
        when=f"{RECEIVED} and in_duty",
        then={"disposition": "handle", "lead": "$first_receiver"},
        cite="JS 14(1)",
        zh="属于首接单位职责，由其办理",
        en="it is the first receiver's own duty: it handles it",
    )
    yield rule(
        "JS14.2",
        "route",
        when=f"{RECEIVED} and not in_duty",
        then={"disposition": "coordinate", "lead": "$first_receiver", "assist": ["$owner"]},
        cite="JS 14(2)",
        reading=_READING,
        zh="涉及其他单位的，首接单位牵头协调，其他单位配合",
        en="other bodies are involved: the first receiver leads and coordinates, they help",
    )
    yield rule(
        "JS16.1",
        "route",
        when=f"{RECEIVED} and not in_duty and {STREET_FIRST} and not {LOCAL}",
        then={"disposition": "coordinate_whistle", "lead": "$first_receiver", "assist": ["$owner"]},
        cite="JS 16(1)",
        exception_to="JS14.2",
        reading=_READING,
        zh="街道、乡镇以吹哨报到机制协调调度有关单位共同办理",
        en="the subdistrict whistles: it coordinates and commands the bodies concerned",
    )


def _not_one_body() -> Iterable[Rule]:
    """What came to the district government to bring together, and what cannot be commanded."""
    yield rule(
        "JS12.2.order",
        "route",
        when=f"{RECEIVED} and first_receiver under district_government and not owner_known",
        then={"disposition": "coordinate", "lead": "$first_receiver"},
        cite="JS 12(1)(2)",
        exception_to="JS14.own",
        zh="无法直派的派至区政府，由其组织相关单位推动解决",
        en="what could not be sent to one body has come to the district government, which brings "
        "the bodies concerned together",
    )
    yield rule(
        "JS22.order",
        "route",
        when=f"{RECEIVED} and not in_duty and owner under {under('central')}",
        then={"disposition": "relay_central", "lead": "$owner", "by": "$first_receiver"},
        cite="JS 22",
        exception_to=("JS14.2", "JS16.1"),
        zh="属于在京中央单位职责的，及时向其反映情况，无调度之权",
        en="it is for a central body in Beijing: relayed to it and pressed for, not commanded",
    )


def _upward() -> Iterable[Rule]:
    """What the first receiver cannot settle goes up."""
    company = f"whistle_refused and owner under {under('service')}"
    failed = f"{RECEIVED} and (coordination_failed or {company})"
    yield rule(
        "JS20",
        "route",
        when=f"{failed} and not {ASKS_CITY}",
        then={**UP, "duties": ["study_demand"]},
        cite="JS 20",
        exception_to=ROUTES,
        reading=_ASK_UP,
        note=(
            "条文为“可以”报请，亦可报市政府或行业主管部门",
            "the text says may; the city government or the line department may be asked as well",
        ),
        zh="首接单位自身难以协调，可报请区政府协调解决",
        en="the first receiver cannot coordinate it and may ask the district government to",
    )
    yield rule(
        "JS20.city",
        "route",
        when=f"{failed} and {ASKS_CITY}",
        then={**UP_CITY, "duties": ["study_demand"]},
        cite="JS 20",
        exception_to=ROUTES,
        reading=_ASK_UP,
        note=(
            "条文为“可以”报请，亦可报行业主管部门",
            "the text says may; the line department may be asked as well",
        ),
        zh="区政府或市级部门首接而难以协调，可报请市政府协调解决",
        en="a district government or city department that cannot coordinate it may ask the city",
    )
    yield rule(
        "JS20.company",
        "support",
        when=f"{RECEIVED} and {company}",
        then={},
        cite="JS 20",
        reading=_COMPANY,
        zh="公共服务企业未到场，按难以协调处理",
        en="a public service company has not come: dealt with as what cannot be coordinated",
    )


def _beside() -> Iterable[Rule]:
    """Who must come, who only helps, and what each owes."""
    yield rule(
        "JS14.2.others",
        "support",
        when=f"{RECEIVED} and route.disposition in (coordinate, coordinate_whistle)",
        then={"duties": ["partial_report"]},
        cite="JS 14(2)",
        zh="配合的单位按期向首接单位报送结果",
        en="the bodies that help report to the first receiver in time",
    )
    yield rule(
        "JS16.2",
        "support",
        when=f"{RECEIVED} and route.disposition = coordinate_whistle and {COMMANDED}",
        then={},
        cite="JS 16(2)",
        zh="区政府部门及有关单位应当响应并共同办理",
        en="district departments and the bodies concerned must respond and act together",
    )
    yield rule(
        "JS17.1",
        "support",
        when=f"{RECEIVED} and owner under {under('committee')}",
        then={},
        cite="JS 17(1)",
        zh="居（村）委会只协助承办单位，不作承办单位",
        en="a committee only helps the handling body and is none itself",
    )


def _owed() -> Iterable[Rule]:
    """What the handling body and the hotline owe, and whose duty the matter is."""
    yield rule(
        "JS14.hold",
        "provisional",
        when=RECEIVED,
        then={"lead": "$first_receiver"},
        cite="JS 14(1)",
        zh="查明之前由首接单位负责",
        en="until decided, the first receiver answers",
    )
    for id, cite, duty, zh, en in (
        (
            "JS15.1.order",
            "JS 15(1)(1)",
            "contact_caller",
            "及时联系诉求人、了解情况",
            "contact the caller and hear them",
        ),
        (
            "JS15.2.order",
            "JS 15(1)(2)",
            "explain_delay",
            "依法办理；延期或暂时不能解决的，说明和解释",
            "deal with it by law; where it is late or cannot be solved yet, explain",
        ),
        (
            "JS15.3.order",
            "JS 15(1)(3)",
            "report_result",
            "在时限内向诉求人和热线反馈",
            "report to the caller and the hotline within the time limit",
        ),
        (
            "JS23.order",
            "JS 23",
            "revisit",
            "办理时限期满，热线机构回访",
            "when the time is up the hotline calls back",
        ),
    ):
        yield rule(id, "support", when=RECEIVED, then={"duties": [duty]}, cite=cite, zh=zh, en=en)
    yield rule(
        "JS14.duty.in",
        "in_duty",
        when=f"{RECEIVED} and {RECEIVER_OWNS}",
        then={"in_duty": True},
        cite="JS 14(1)",
        zh="承办机关即为首接单位",
        en="the owner is the body that received it",
    )
    yield rule(
        "JS14.duty.out",
        "in_duty",
        when=f"{RECEIVED} and not {RECEIVER_OWNS} and not (office_kind = zone and {STREET_FIRST})",
        then={"in_duty": False},
        cite="JS 14(2)",
        zh="承办机关不是首接单位",
        en="the owner is not the body that received it",
    )


RULES = (*_first(), *_not_one_body(), *_upward(), *_beside(), *_owed())
