"""A demand that reaches the subdistrict itself (街道办条例 art. 17)."""

from __future__ import annotations

from govrules import rule

from .questions import DEMANDS, STREET_BODIES

__all__ = ["RULES"]

DIRECT = f"{DEMANDS} and channel in (direct, window, media)"
STREET = "street_or_township@subdistrict"
TOWNSHIP = "office_kind in (town, township)"
_AREA = (
    "地区办事处按街道办事处理解；其是否兼为乡镇政府，区划代码未载",
    "an area office (地区办事处) is read as a subdistrict office; whether it is also a township "
    "government the division codes do not say",
)

RULES = (
    rule("JD17.0", "route", when=f"{DIRECT} and not legitimate",
         then={"disposition": "not_covered"}, cite="JD 17(1)",
         exception_to=("JD17.own", "JD17.help", "JD17.1", "JD17.2", "JD17.3"),
         zh="本条只及于正当诉求", en="the article covers legitimate demands only"),
    rule("JD17.own", "route", when=f"{DIRECT} and in_duty and directly_doable",
         then={"disposition": "handle", "lead": STREET, "duties": ["feedback"]}, cite="JD 17(1)",
         zh="属于街道职责且能直接办理，按时限办理",
         en="it is the subdistrict's own duty and can be done directly: it handles it"),
    rule("JD17.help", "route", when=f"{DIRECT} and in_duty and not directly_doable",
         then={"disposition": "coordinate", "lead": STREET, "duties": ["feedback"]}, cite="JD 17(1)",
         zh="属于街道职责但不能直接办理，由其统筹协调",
         en="it is the subdistrict's duty but cannot be done directly: it coordinates"),
    rule("JD17.1", "route", when=f"{DIRECT} and not in_duty and n_departments >= 2",
         then={"disposition": "coordinate", "lead": STREET, "assist": ["$owner"],
               "duties": ["feedback"]},
         cite="JD 17(1)(1)", zh="不属街道职责且涉及多部门，街道协调有关部门办理",
         en="not its duty and several departments are involved: the subdistrict coordinates them"),
    rule("JD17.2", "route", when=f"{DIRECT} and not in_duty and n_departments < 2 and owner_known",
         then={"disposition": "transfer", "lead": "$owner", "by": STREET, "duties": ["feedback"]},
         cite="JD 17(1)(2)", zh="属于有关部门职责，街道移送其办理",
         en="it is a department's duty: the subdistrict transfers it"),
    rule("JD17.3", "route", when=f"{DIRECT} and not owner_known",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": STREET, "duties": ["feedback"]},
         cite="JD 17(1)(3)", zh="责任主体不明确，街道报告区政府",
         en="it is not clear who answers for it: the subdistrict reports to the district"),
    rule("JD17.3.failed", "route", when=f"{DIRECT} and coordination_failed and not in_duty",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": STREET, "duties": ["feedback"]},
         cite="JD 17(1)(3)", exception_to=("JD17.1", "JD17.2"),
         zh="经协调仍无法解决，街道报告区政府",
         en="coordination has failed: the subdistrict reports to the district"),
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
