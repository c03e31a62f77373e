"""What the hotline does with a demand (接诉即办条例 arts. 11–13, 22, 23)."""

from __future__ import annotations

from govrules import Rule, rule

from .questions import DEMANDS, STREET_BODIES

__all__ = ["RULES"]

HOTLINE = "channel in (hotline, online)"
ORDINARY = f"{DEMANDS} and {HOTLINE} and screening = ordinary"
REQUESTS = f"kind in (help, complaint, report, suggestion) and {HOTLINE} and screening = ordinary"
DISPATCHED = "route.disposition in (dispatch_to_answer, dispatch_direct, dispatch_district)"
BY = "hotline_agency@city"
# The zone that its own committee runs, and the two subdistricts that rank as the zone's.
ETOWN = "place under (110115403, 110115012, 110115013)"


def _classed(
    id: str, item: int, screening: str, disposition: str, zh: str, en: str, **then: str
) -> Rule:
    return rule(
        id, "route", when=f"{DEMANDS} and {HOTLINE} and screening = {screening}",
        then={"disposition": disposition, "by": BY, **then}, cite=f"JS 11(3)({item})",
        zh=zh, en=en,
    )  # fmt: skip


RULES = (
    _classed("JS11.3a.route", 1, "emergency", "transfer_emergency",
             "热线机构即时转至相应专线", "the hotline passes it to the line at once",
             lead="emergency_line@emergency_line"),
    _classed("JS11.3b.route", 2, "statutory", "advise_statutory_channel",
             "热线机构告知相应法定渠道", "the hotline tells the caller of the statutory channel"),
    _classed("JS11.3c.route", 3, "repeat", "inform_progress",
             "热线机构告知办理进展或结果", "the hotline tells the caller of progress or result"),
    _classed("JS11.3d.route", 4, "secret", "explain",
             "热线机构向诉求人解释", "the hotline explains to the caller"),
    _classed("JS11.3e.route", 5, "beyond", "advise_market",
             "热线机构告知市场、社会等其他渠道，可交有关单位监督指导",
             "the hotline points to market or social channels; a body may be asked to oversee"),
    _classed("JS11.3f.route", 6, "unlawful", "dissuade",
             "热线机构劝导教育，告知规定与后果",
             "the hotline dissuades, and tells of the rules and consequences"),
    rule("JS11.1a", "route", when=f"kind = consult and {HOTLINE} and screening = ordinary "
         "and answerable_now",
         then={"disposition": "answer", "lead": BY, "by": BY}, cite="JS 11(1)",
         zh="咨询能即时答复的，热线机构即时答复",
         en="the hotline answers a consultation that can be answered at once"),
    rule("JS11.1b", "route", when=f"kind = consult and {HOTLINE} and screening = ordinary "
         "and not answerable_now and owner_known and not owner under central_body",
         then={"disposition": "dispatch_to_answer", "lead": "$owner", "by": BY},
         cite="JS 11(1)", zh="不能即时答复的咨询，派单至承办单位答复",
         en="a consultation that cannot be answered at once goes to the handling body"),
    rule("JS12.1", "route", when=f"{REQUESTS} and owner_known and not owner under central_body",
         then={"disposition": "dispatch_direct", "lead": "$owner", "by": BY},
         cite="JS 12(1)(1)", zh="权责明确、管辖清晰，直接派单至承办单位",
         en="owner and jurisdiction are clear: dispatched directly to the handling body"),
    rule("JS12.1.street", "support",
         when=f"route.disposition = dispatch_direct and owner under {STREET_BODIES}",
         then={"copy_to": ["district_government@district"]}, cite="JS 12(1)(1)",
         zh="直派街道、乡镇的，同时送区政府督促协调",
         en="what goes directly to a subdistrict or township also goes to the district government"),
    rule("JS12.2", "route", when=f"{ORDINARY} and not owner_known and district_known "
         "and not (kind = consult and answerable_now)",
         then={"disposition": "dispatch_district", "lead": "district_government@district", "by": BY},
         cite="JS 12(1)(2)", zh="无法直接派单但所属区明确，派单至区政府协调办理",
         en="no handling body can be named but the district is known: the district coordinates"),
    rule("JS22", "route", when=f"{ORDINARY} and owner_known and owner under central_body "
         "and not (kind = consult and answerable_now)",
         then={"disposition": "relay_central", "lead": "central_body@central", "by": BY},
         cite="JS 22", zh="属于在京中央单位、国有企事业单位职责，及时向其反映情况",
         en="it is for a central body or state company in Beijing: relayed to it, not ordered"),
    rule("JS12.1.etown", "support", when=f"{DISPATCHED} and {ETOWN}", then={}, cite="ETOWN 8",
         note=("接诉即办条例只写区人民政府，未写管委会；代码虽列大兴区，派单与督促协调的对象须与管委会核实",
               "the demands regulation names district governments only, not the committee; the "
               "code lies in Daxing, but whom to send to is to be settled with the committee"),
         zh="开发区管委会代表市政府统一管理该区域",
         en="the zone's committee manages this area for the city government"),
    rule("JS13.1", "support", when=DISPATCHED, then={"duties": ["time_limit"]}, cite="JS 13(1)",
         zh="工单应注明办理时限", en="the work order states its time limit"),
    rule("JS15.1", "support", when=DISPATCHED, then={"duties": ["contact_caller"]},
         cite="JS 15(1)(1)", zh="承办单位联系诉求人", en="the handling body contacts the caller"),
    rule("JS15.3", "support", when=DISPATCHED, then={"duties": ["report_result"]},
         cite="JS 15(1)(3)", zh="承办单位向诉求人和热线反馈",
         en="the handling body reports to the caller and the hotline"),
    rule("JS23", "support", when=DISPATCHED, then={"duties": ["revisit"]}, cite="JS 23",
         zh="办理时限期满，热线机构回访", en="when the time is up the hotline calls back"),
    rule("JS10", "provisional", when=f"{DEMANDS} and {HOTLINE}", then={"lead": BY},
         cite="JS 12(2)", zh="疑难复杂诉求派单前由热线机构会商，工单在其手中",
         en="before a hard case is dispatched the hotline confers on it, and holds the work order"),
)  # fmt: skip
