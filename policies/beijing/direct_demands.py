"""A demand that reaches the subdistrict itself (街道办条例 art. 17; 接诉即办条例 arts. 11, 20, 22).

Article 17 covers demands that come by the hotline as well; from 2021-09-24 those have the
regulation on demands, which is later and made for them.
"""

from __future__ import annotations

from collections.abc import Iterable

from govrules import Rule, rule

from .bodies import COMMANDED, DEPARTMENT, DISTRICT_DEPARTMENTS, SITS, city_seats, under
from .dispatch import EMERGENCY
from .questions import DEMANDS

__all__ = ["RULES"]

DIRECT = (
    f"{DEMANDS} and (channel in (direct, window, media, patrol, document, meeting) "
    "or channel in (hotline, online, dispatched) and on < 2021-09-24)"
)
OFFICES = "office_kind in (street, area)"
STREET = "street_or_township@subdistrict"
TOWNSHIP = "office_kind in (town, township)"
SERVICE = f"owner under {under('service')}"
_AREA = (
    "地区办事处按街道办事处理解；其是否兼为乡镇政府，区划代码未载",
    "an area office (地区办事处) is read as a subdistrict office; whether it is also a township "
    "government the division codes do not say",
)
_HELP = (
    "条文只写能够直接办理的；职责内而不能直接办理的，依首句由街道统筹协调",
    "the text speaks of what can be done directly; what cannot is coordinated by the first sentence",
)
_COMPANY = (
    "第二项只写有关部门；单一公共服务企业事业单位负责的，比照移送",
    "item 2 speaks of departments; what a single public service company owes is passed on likewise",
)
_GOVERNMENT = (
    "三项只写部门和单位；属于区政府自身职责的报告区政府，属于市政府的经区政府报告",
    "the three items speak of departments and companies; what is for the district government itself "
    "is reported to it, what is for the city's goes up through it",
)
_LOCAL = (
    "三项只写部门和公共服务企事业；应由居（村）委会或一般企业去做的，没有可移送的部门，依首句由街道统筹协调，"
    "由其协助",
    "the three items speak of departments and public service companies; what a committee or an "
    "ordinary company is to do can be passed to none of them: by the first sentence the subdistrict "
    "coordinates, and they help",
)
_UNCLEAR = (
    "涉及多部门而责任主体又不明确的，依第三项报告",
    "where several departments are involved and none clearly answers, item 3 applies",
)
_OTHER_WAYS = (
    "条文列举直接反映、热线、媒体后有“等途径”；公文、会议转来的和巡查发现的诉求归入其中",
    'the text lists direct, hotline and media and ends with "and the like": demands passed on by '
    "document or meeting, or met on patrol, are among them",
)
_LIKEWISE = (
    "条文写的是热线机构；直接向街道反映的，街道比照处理",
    "the text speaks of the hotline; the subdistrict does likewise with what reaches it directly",
)
_CITY = (
    "条文由区政府对工作部门调查、督办，不及市级部门；市级部门不到场的，比照报市政府",
    "the text has the district government look into departments, which cannot be the city's; where "
    "a city department does not come, the city government is told likewise",
)
ROUTES = (
    "JD17.own",
    "JD17.help",
    "JD17.1",
    "JD17.2",
    "JD17.2.government",
    "JD17.local",
    "JD17.3",
    "JD17.3.failed",
    "JS22.direct",
    "JS11.3a.owner.direct",
)
LATER = ("JS20.direct", "JD44.direct", "JD44.direct.city")
OTHER = f"{DIRECT} and not in_duty and n_departments < 2 and owner_known"
SET_APART = (*(f"JS11.3a.direct.{line}" for line in EMERGENCY), "JS11.3b.direct")
UP = {"disposition": "escalate_district", "lead": "district_government@district", "by": STREET}


def _scope() -> Iterable[Rule]:
    """Whom the article reaches, and what goes another way altogether."""
    yield rule(
        "JD17.0",
        "route",
        when=f"{DIRECT} and not legitimate",
        then={"disposition": "not_covered"},
        cite="JD 17(1)",
        exception_to=(*ROUTES, *LATER),
        reads_over=SET_APART,
        zh="本条只及于正当诉求",
        en="the article covers legitimate demands only",
    )
    yield rule(
        "JD17.zone",
        "route",
        when=f"{DIRECT} and office_kind = zone",
        then={"disposition": "not_covered"},
        cite="JD 3",
        exception_to=(*ROUTES, *LATER),
        reads_over=SET_APART,
        note=(
            "功能区由其管理机构管理，宜向该机构反映",
            "a zone is run by its own management body, to which to turn",
        ),
        zh="该处为功能区，不设街道办事处",
        en="this is a functional zone without a subdistrict office",
    )
    yield rule(
        "JD17.zone.owner",
        "route",
        when=f"{DIRECT} and office_kind = zone and legitimate and owner under zone_committee",
        then={"disposition": "transfer", "lead": "$owner"},
        cite="ETOWN 8",
        reads_over=("JD17.zone", *ROUTES, *LATER, *SET_APART),
        reading=(
            "条文未写向区内机关反映的诉求如何转办；属管委会职责的，转管委会",
            "the text does not say how demands raised in the zone travel; what is for its "
            "committee goes to it",
        ),
        zh="开发区内属管委会职责的，转管委会办理",
        en="in the zone what is for its committee is passed on to it",
    )
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
    """Within its own duty, or another's: article 17(1)."""
    yield rule(
        "JD17.own",
        "route",
        when=f"{DIRECT} and in_duty and directly_doable",
        then={"disposition": "handle", "lead": STREET},
        cite="JD 17(1)",
        exception_to="JD17.3",
        zh="属于街道职责且能直接办理，按时限办理",
        en="it is the subdistrict's own duty and can be done directly: it handles it",
    )
    yield rule(
        "JD17.help",
        "route",
        when=f"{DIRECT} and in_duty and not directly_doable",
        then={"disposition": "coordinate", "lead": STREET},
        cite="JD 17(1)",
        reading=_HELP,
        reads_over="JD17.3",
        zh="属于街道职责但不能直接办理，由其统筹协调",
        en="it is the subdistrict's duty but cannot be done directly: it coordinates",
    )
    yield rule(
        "JD17.1",
        "route",
        when=f"{DIRECT} and not in_duty and n_departments >= 2",
        then={"disposition": "coordinate", "lead": STREET, "assist": ["$owner"]},
        cite="JD 17(1)(1)",
        zh="不属街道职责且涉及多部门，街道协调有关部门办理",
        en="not its duty and several departments are involved: the subdistrict coordinates them",
    )
    yield rule(
        "JD17.2",
        "route",
        when=f"{OTHER} and ({DEPARTMENT} or {SERVICE})",
        then={"disposition": "transfer", "lead": "$owner", "by": STREET},
        cite="JD 17(1)(2)",
        zh="属于有关部门职责，街道移送其办理",
        en="it is a department's duty: the subdistrict transfers it",
    )
    yield rule(
        "JD17.2.company",
        "support",
        when=f"{DIRECT} and route.disposition = transfer and {SERVICE}",
        then={},
        cite="JD 17(1)(1)",
        reading=_COMPANY,
        zh="公共服务企事业单位应当快速响应",
        en="a public service company must respond quickly",
    )


def _no_department() -> Iterable[Rule]:
    """What is for neither a department nor a public service company."""
    yield rule(
        "JD17.2.government",
        "route",
        when=f"{OTHER} and owner under {under('government')}",
        then=UP,
        cite="JD 17(1)",
        reading=_GOVERNMENT,
        zh="属于人民政府自身职责，街道报告",
        en="it is for a government itself: the subdistrict reports",
    )
    yield rule(
        "JD17.local",
        "route",
        when=f"{OTHER} and owner under {under('committee', 'private')}",
        then={"disposition": "coordinate", "lead": STREET, "assist": ["$owner"]},
        cite="JD 17(1)",
        reading=_LOCAL,
        zh="应由社区或一般企业去做的，街道统筹协调，由其协助",
        en="for a committee or an ordinary company to do: the subdistrict coordinates, they help",
    )
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
        "JD17.3",
        "route",
        when=f"{DIRECT} and not owner_known",
        then=UP,
        cite="JD 17(1)(3)",
        reads_over="JD17.1",
        reading=_UNCLEAR,
        zh="责任主体不明确，街道报告区政府",
        en="it is not clear who answers for it: the subdistrict reports to the district",
    )
    yield rule(
        "JD17.3.failed",
        "route",
        when=f"{DIRECT} and not in_duty and (coordination_failed or whistle_refused and {SERVICE})",
        then=UP,
        cite="JD 17(1)(3)",
        exception_to=("JD17.1", "JD17.2", "JD17.local", "JS22.direct"),
        zh="经协调仍无法解决，街道报告区政府",
        en="coordination has failed: the subdistrict reports to the district",
    )
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
    refused = f"{DIRECT} and whistle_refused and not in_duty"
    over = ("JD17.1", "JD17.2", "JD17.3", "JD17.3.failed")
    yield rule(
        "JD44.direct",
        "route",
        when=f"{refused} and {DISTRICT_DEPARTMENTS}",
        then={**UP, "duties": ["investigate_refusal"]},
        cite="JD 44(1)",
        exception_to=over,
        zh="部门在吹哨报到中拒不履职，街道报区政府调查、督办",
        en="a whistled department refuses: the subdistrict reports it to the district government",
    )
    yield rule(
        "JD44.direct.city",
        "route",
        when=f"{refused} and not undivided and owner under {city_seats()} and {DEPARTMENT}",
        then={"disposition": "escalate_city", "lead": "city_government@city", "by": STREET},
        cite="JD 44(1)",
        reads_over=over,
        reading=_CITY,
        zh="市级部门不到场履职，报市政府督促",
        en="a city department does not come: the city government is told",
    )


def _beside() -> Iterable[Rule]:
    """What goes with it whatever the route."""
    yield rule(
        "JD17.4",
        "support",
        when=f"{DIRECT} and legitimate and not office_kind = zone",
        then={"duties": ["feedback"]},
        cite="JD 17(2)",
        zh="街道应将处理情况及时反馈当事人",
        en="the subdistrict tells the person concerned what was done",
    )
    yield rule(
        "JD17.ways",
        "support",
        when=f"{DEMANDS} and channel in (patrol, document, meeting)",
        then={},
        cite="JD 17(1)",
        reading=_OTHER_WAYS,
        zh="以其他途径反映的诉求同样受理",
        en="demands that come in other ways are taken in as well",
    )
    yield rule(
        "JD5.1",
        "support",
        when=f"{DEMANDS} and {OFFICES} and route.disposition in (coordinate, coordinate_whistle) "
        f"and {COMMANDED}",
        then={},
        cite="JD 5(1)",
        zh="区政府部门及其派出机构、公共服务单位应当接受街道统筹协调、指挥调度",
        en="district departments, their outposts and public service companies must accept the "
        "subdistrict's coordination and command",
    )


def _held() -> Iterable[Rule]:
    """Who holds it meanwhile, and whose duty it is."""
    yield rule(
        "JD17.hold",
        "provisional",
        when=DIRECT,
        then={"lead": STREET},
        cite="JD 17(1)",
        zh="街道应当及时受理并统筹协调",
        en="the subdistrict must take it in and coordinate",
    )
    yield rule(
        "JD17.duty.in",
        "in_duty",
        when=f"{DIRECT} and {SITS}",
        then={"in_duty": True},
        cite="JD 17(1)",
        zh="承办机关即为该处的街道、乡镇",
        en="the owner is the subdistrict or township here",
    )
    yield rule(
        "JD17.duty.out",
        "in_duty",
        when=f"{DIRECT} and not {SITS}",
        then={"in_duty": False},
        cite="JD 17(1)",
        zh="承办机关不是该处的街道、乡镇",
        en="the owner is not the subdistrict or township here",
    )
    yield rule(
        "JD49.direct",
        "support",
        when=f"{DIRECT} and {TOWNSHIP}",
        then={},
        cite="JD 49",
        note=("条文为“可以参照”，并非必须", "the text says may, not must"),
        zh="乡镇落实接诉即办可以参照本条例",
        en="a township may follow this regulation in responding to demands",
    )
    yield rule(
        "JD17.area",
        "support",
        when=f"{DIRECT} and office_kind = area",
        then={},
        cite="JD 3",
        reading=_AREA,
        zh="地区办事处依街道办事处的规定",
        en="an area office follows the rules for subdistrict offices",
    )
    yield rule(
        "EMERG47.duty",
        "support",
        when=f"{DEMANDS} and item under fire_emergency_first_response and not prior_steps has reported",
        then={"duties": ["report_incident"]},
        cite="EMERGENCYBJ 47",
        zh="先行处置的同时立即上报",
        en="it acts first and reports at once",
    )


RULES = (*_scope(), *_own_or_other(), *_no_department(), *_upward(), *_beside(), *_held())
