"""A demand that reaches the subdistrict itself (街道办条例 art. 17; 接诉即办条例 arts. 20, 22).

Article 17 covers demands that come by the hotline as well; from 2021-09-24 those have the
regulation on demands, which is later and made for them.
"""

from __future__ import annotations

from govrules import rule

from .questions import DEMANDS, STREET_BODIES

__all__ = ["RULES"]

DIRECT = (
    f"{DEMANDS} and (channel in (direct, window, media, patrol, document, meeting) "
    "or channel in (hotline, online, dispatched) and on < 2021-09-24)"
)
OFFICES = "office_kind in (street, area)"
STREET = "street_or_township@subdistrict"
TOWNSHIP = "office_kind in (town, township)"
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
_UNCLEAR = (
    "涉及多部门而责任主体又不明确的，依第三项报告",
    "where several departments are involved and none clearly answers, item 3 applies",
)
_OTHER_WAYS = (
    "条文列举直接反映、热线、媒体后有“等途径”；公文、会议转来的和巡查发现的诉求归入其中",
    'the text lists direct, hotline and media and ends with "and the like": demands passed on by '
    "document or meeting, or met on patrol, are among them",
)
DECIDED = ("JD17.own", "JD17.help", "JD17.1", "JD17.2", "JD17.3", "JD17.3.failed", "JS22.direct",
           "JS20.direct", "JD44.direct")  # fmt: skip

RULES = (
    rule("JD17.0", "route", when=f"{DIRECT} and not legitimate",
         then={"disposition": "not_covered"}, cite="JD 17(1)",
         exception_to=DECIDED,
         zh="本条只及于正当诉求", en="the article covers legitimate demands only"),
    rule("JD17.zone", "route", when=f"{DIRECT} and office_kind = zone",
         then={"disposition": "not_covered"}, cite="JD 3", exception_to=DECIDED,
         note=("功能区由其管理机构管理，宜向该机构反映",
               "a zone is run by its own management body, to which to turn"),
         zh="该处为功能区，不设街道办事处", en="this is a functional zone without a subdistrict office"),
    rule("JD17.own", "route", when=f"{DIRECT} and in_duty and directly_doable",
         then={"disposition": "handle", "lead": STREET}, cite="JD 17(1)", exception_to="JD17.3",
         zh="属于街道职责且能直接办理，按时限办理",
         en="it is the subdistrict's own duty and can be done directly: it handles it"),
    rule("JD17.help", "route", when=f"{DIRECT} and in_duty and not directly_doable",
         then={"disposition": "coordinate", "lead": STREET}, cite="JD 17(1)", reading=_HELP,
         exception_to="JD17.3",
         zh="属于街道职责但不能直接办理，由其统筹协调",
         en="it is the subdistrict's duty but cannot be done directly: it coordinates"),
    rule("JD17.1", "route", when=f"{DIRECT} and not in_duty and n_departments >= 2",
         then={"disposition": "coordinate", "lead": STREET, "assist": ["$owner"]},
         cite="JD 17(1)(1)", zh="不属街道职责且涉及多部门，街道协调有关部门办理",
         en="not its duty and several departments are involved: the subdistrict coordinates them"),
    rule("JD17.2", "route", when=f"{DIRECT} and not in_duty and n_departments < 2 and owner_known",
         then={"disposition": "transfer", "lead": "$owner", "by": STREET},
         cite="JD 17(1)(2)", zh="属于有关部门职责，街道移送其办理",
         en="it is a department's duty: the subdistrict transfers it"),
    rule("JD17.2.company", "support", when=f"{DIRECT} and route.disposition = transfer "
         "and owner under public_service_company", then={}, cite="JD 17(1)(1)", reading=_COMPANY,
         zh="承担公共服务职能的企业事业单位应当快速响应",
         en="a public service company must respond quickly"),
    rule("JS22.direct", "route", when=f"{DIRECT} and not in_duty and n_departments < 2 "
         "and owner_known and owner under central_body",
         then={"disposition": "relay_central", "lead": "central_body@central", "by": STREET},
         cite="JS 22", exception_to="JD17.2", zh="属于在京中央单位职责，及时向其反映情况",
         en="it is for a central body in Beijing: relayed to it, not ordered"),
    rule("JD17.3", "route", when=f"{DIRECT} and not owner_known",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": STREET},
         cite="JD 17(1)(3)", exception_to="JD17.1", reading=_UNCLEAR, zh="责任主体不明确，街道报告区政府",
         en="it is not clear who answers for it: the subdistrict reports to the district"),
    rule("JD17.3.failed", "route", when=f"{DIRECT} and coordination_failed and not in_duty",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": STREET},
         cite="JD 17(1)(3)", exception_to=("JD17.1", "JD17.2"),
         zh="经协调仍无法解决，街道报告区政府",
         en="coordination has failed: the subdistrict reports to the district"),
    rule("JS20.direct", "route", when=f"{DIRECT} and in_duty and coordination_failed",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": STREET, "duties": ["study_demand"]},
         cite="JS 20", exception_to=("JD17.own", "JD17.help"),
         note=("条文为“可以”报请；街道办条例第十七条第一款第三项只及于不属其职责的事项",
               "the text says may; the Subdistrict Regulation art. 17(1)(3) is about what is not "
               "its own duty"),
         zh="属于街道职责而自身难以协调解决，可报请区政府",
         en="its own duty, but beyond its means to coordinate: it may ask the district government"),
    rule("JD44.direct", "route", when=f"{DIRECT} and whistle_refused and not in_duty",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": STREET, "duties": ["investigate_refusal"]},
         cite="JD 44(1)", exception_to=("JD17.1", "JD17.2", "JD17.3.failed", "JS22.direct"),
         zh="部门在吹哨报到中拒不履职，街道报区政府调查、督办",
         en="a whistled department refuses: the subdistrict reports it to the district government"),
    rule("JD17.4", "support", when=f"{DIRECT} and legitimate and not office_kind = zone",
         then={"duties": ["feedback"]}, cite="JD 17(2)",
         zh="街道应将处理情况及时反馈当事人",
         en="the subdistrict tells the person concerned what was done"),
    rule("JD17.ways", "support", when=f"{DEMANDS} and channel in (patrol, document, meeting)",
         then={}, cite="JD 17(1)", reading=_OTHER_WAYS,
         zh="以其他途径反映的诉求同样受理", en="demands that come in other ways are taken in as well"),
    rule("JD5.1", "support",
         when=f"{DEMANDS} and {OFFICES} and route.disposition in (coordinate, coordinate_whistle)",
         then={}, cite="JD 5(1)", zh="区政府部门及其派出机构、公共服务单位应当接受街道统筹协调、指挥调度",
         en="district departments, their outposts and public service companies must accept the "
         "subdistrict's coordination and command"),
    rule("JD17.hold", "provisional", when=DIRECT, then={"lead": STREET}, cite="JD 17(1)",
         zh="街道应当及时受理并统筹协调", en="the subdistrict must take it in and coordinate"),
    rule("JD17.duty.in", "in_duty", when=f"{DIRECT} and owner under {STREET_BODIES}",
         then={"in_duty": True}, cite="JD 17(1)",
         zh="承办机关即为街道、乡镇", en="the owner is the subdistrict or township"),
    rule("JD17.duty.out", "in_duty", when=f"{DIRECT} and not owner under {STREET_BODIES}",
         then={"in_duty": False}, cite="JD 17(1)",
         zh="承办机关不是街道、乡镇", en="the owner is not the subdistrict or township"),
    rule("JD49.direct", "support", when=f"{DIRECT} and {TOWNSHIP}", then={}, cite="JD 49",
         note=("条文为“可以参照”，并非必须", "the text says may, not must"),
         zh="乡镇落实接诉即办可以参照本条例",
         en="a township may follow this regulation in responding to demands"),
    rule("JD17.area", "support", when=f"{DIRECT} and office_kind = area", then={}, cite="JD 3",
         reading=_AREA, zh="地区办事处依街道办事处的规定",
         en="an area office follows the rules for subdistrict offices"),
)  # fmt: skip
