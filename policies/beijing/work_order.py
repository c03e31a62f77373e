"""Whoever received the work order first (接诉即办条例 arts. 12(3), 14, 16, 20)."""

from __future__ import annotations

from govrules import rule

from .questions import DEMANDS, STREET_BODIES

__all__ = ["RULES"]

RECEIVED = f"{DEMANDS} and channel = dispatched"
STREET_FIRST = f"first_receiver under {STREET_BODIES}"
ESCALATE = ("JS14.2", "JS16.1", "JS14.own")
# Art. 20 lets a body ask "the city or district government or the line department"; by rank, what
# already sits at the district or above asks the city.
_ASK_UP = (
    "条文并列市、区人民政府或者行业主管部门而未划分；依分级负责（第十一条第二款），区级及以下报区，"
    "区政府、市级部门报市",
    "the text names the city and district governments and the line department without dividing; "
    "by the rule of levels (art. 11(2)) district bodies and below ask the district, the district "
    "government and city departments ask the city",
)
CITY_LEVEL = (
    "(district_government, city_department, government_services@city, hotline_agency, "
    "urban_enforcement@city, urban_management@city, public_security@city, traffic_police@city, "
    "fire_rescue@city, housing@city, planning_resources@city, market_regulation@city, "
    "ecology@city, water@city, health@city, agriculture@city, landscape@city, civil_affairs@city, "
    "emergency_management@city, transport@city, education@city, human_resources@city, "
    "culture_tourism@city)"
)

# 街道办条例 art. 17 lets a subdistrict pass on what is not its duty, and names the hotline among
# the channels; art. 14 here makes whoever received the work order lead. No text ranks the two.
_READING = (
    "街道办条例第十七条亦及于热线诉求并许移送；本条例在后且专为派单而设，"
    "同一机关制定，故已派单者依首接负责",
    "the Subdistrict Regulation art. 17 also covers hotline demands and lets them be passed on; "
    "this regulation is later, of the same maker, and made for dispatched work orders",
)

RULES = (
    rule("JS12.4", "route", when=f"{RECEIVED} and objection",
         then={"disposition": "adjudicate_objection", "lead": "government_services@city"},
         cite="JS 12(3)", exception_to=("JS14.1", "JS14.own", "JS14.2", "JS16.1", "JS20", "JS20.city", "JD44.1"),
         zh="承办单位提出派单异议，由市政务服务部门审核协调",
         en="the handling body objects: the city's government services department decides"),
    rule("JS14.1", "route", when=f"{RECEIVED} and refused",
         then={"disposition": "barred_shirking", "lead": "$first_receiver", "prohibited": True},
         cite="JS 14(1)", exception_to=("JS14.own", "JS14.2", "JS16.1", "JS20", "JS20.city", "JD44.1"),
         zh="实行首接负责，接到派单的单位不得推诿，仍由其承办",
         en="the first receiver answers and may not pass the order off: it stays with it"),
    rule("JS14.own", "route", when=f"{RECEIVED} and in_duty",
         then={"disposition": "handle", "lead": "$first_receiver"},
         cite="JS 14(1)", zh="属于首接单位职责，由其办理",
         en="it is the first receiver's own duty: it handles it"),
    rule("JS14.2", "route", when=f"{RECEIVED} and not in_duty",
         then={"disposition": "coordinate", "lead": "$first_receiver", "assist": ["$owner"],
               "duties": ["partial_report"]},
         cite="JS 14(2)", reading=_READING, zh="涉及其他单位的，首接单位牵头协调，其他单位配合",
         en="other bodies are involved: the first receiver leads and coordinates, they help"),
    rule("JS16.1", "route", when=f"{RECEIVED} and not in_duty and {STREET_FIRST}",
         then={"disposition": "coordinate_whistle", "lead": "$first_receiver",
               "assist": ["$owner"], "duties": ["partial_report"]},
         cite="JS 16(1)", exception_to="JS14.2", reading=_READING,
         zh="街道、乡镇以吹哨报到机制协调调度有关单位共同办理",
         en="the subdistrict whistles: it coordinates and commands the bodies concerned"),
    rule("JS20", "route",
         when=f"{RECEIVED} and coordination_failed and not first_receiver under {CITY_LEVEL}",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": "$first_receiver", "duties": ["study_demand"]},
         cite="JS 20", exception_to=ESCALATE, reading=_ASK_UP,
         note=("条文为“可以”报请，亦可报市政府或行业主管部门",
               "the text says may; the city government or the line department may be asked as well"),
         zh="首接单位自身难以协调，可报请区政府协调解决",
         en="the first receiver cannot coordinate it and may ask the district government to"),
    rule("JS20.city", "route",
         when=f"{RECEIVED} and coordination_failed and first_receiver under {CITY_LEVEL}",
         then={"disposition": "escalate_district", "lead": "city_government@city",
               "by": "$first_receiver", "duties": ["study_demand"]},
         cite="JS 20", exception_to=ESCALATE, reading=_ASK_UP,
         zh="区政府或市级部门首接而难以协调，可报请市政府协调解决",
         en="a district government or city department that cannot coordinate it may ask the city"),
    rule("JD44.1", "route", since="2021-09-24",
         when=f"{RECEIVED} and whistle_refused and {STREET_FIRST}",
         then={"disposition": "escalate_district", "lead": "district_government@district",
               "by": "$first_receiver", "duties": ["investigate_refusal"]},
         cite="JD 44(1)", exception_to=(*ESCALATE, "JS20", "JS20.city"),
         zh="部门在吹哨报到中拒不履职，街道报区政府调查、督办",
         en="a whistled department refuses: the subdistrict reports it to the district government"),
    rule("JS14.hold", "provisional", when=RECEIVED, then={"lead": "$first_receiver"},
         cite="JS 14(1)", zh="查明之前由首接单位负责", en="until decided, the first receiver answers"),
    rule("JD17.v.JS14", "support", when=f"{RECEIVED} and {STREET_FIRST} and not in_duty",
         then={}, cite="JD 17(1)", reading=_READING,
         zh="此条亦许街道移送或协调，遇派单让位于首接负责",
         en="this article would let the subdistrict pass it on; for a work order it yields to the "
         "duty of the first receiver"),
    rule("JS16.2", "support",
         when=f"{RECEIVED} and route.disposition = coordinate_whistle", then={}, cite="JS 16(2)",
         zh="区政府部门及有关单位应当响应并共同办理",
         en="district departments and the bodies concerned must respond and act together"),
    rule("JS22.command", "support", when=f"{RECEIVED} and owner under central_body", then={},
         cite="JS 22", zh="属在京中央单位职责的，只能反映情况、推动办理，无调度之权",
         en="what is for a central body is relayed and pressed for; it cannot be commanded"),
    rule("JS15.1.order", "support", when=RECEIVED, then={"duties": ["contact_caller"]},
         cite="JS 15(1)(1)", zh="及时联系诉求人、了解情况", en="contact the caller and hear them"),
    rule("JS15.3.order", "support", when=RECEIVED, then={"duties": ["report_result"]},
         cite="JS 15(1)(3)", zh="在时限内向诉求人和热线反馈",
         en="report to the caller and the hotline within the time limit"),
    rule("JS23.order", "support", when=RECEIVED, then={"duties": ["revisit"]}, cite="JS 23",
         zh="办理时限期满，热线机构回访", en="when the time is up the hotline calls back"),
    rule("JS14.duty.in", "in_duty",
         when=f"{RECEIVED} and {STREET_FIRST} and owner under {STREET_BODIES}",
         then={"in_duty": True}, cite="JS 14(1)",
         zh="承办机关即为首接的街乡", en="the owner is the subdistrict that received it"),
    rule("JS14.duty.out", "in_duty",
         when=f"{RECEIVED} and {STREET_FIRST} and not owner under {STREET_BODIES}",
         then={"in_duty": False}, cite="JS 14(2)",
         zh="承办机关不是首接的街乡", en="the owner is not the subdistrict that received it"),
)  # fmt: skip
