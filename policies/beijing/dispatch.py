"""What the hotline does with a demand (接诉即办条例 arts. 2, 5, 11–13, 15, 17, 22, 23)."""

from __future__ import annotations

from collections.abc import Iterable

from govrules import Rule, rule

from .bodies import HANDLING, under
from .questions import DEMANDS

__all__ = ["EMERGENCY", "RULES"]

HOTLINE = "channel in (hotline, online)"
ORDINARY = f"{DEMANDS} and {HOTLINE} and screening = ordinary"
REQUESTS = f"kind in (help, complaint, report, suggestion) and {HOTLINE} and screening = ordinary"
DISPATCHED = "route.disposition in (dispatch_to_answer, dispatch_direct, dispatch_district)"
BY = "hotline_agency@city"
EMERGENCY = ("110", "119", "120", "122")
# The zone that its own committee runs, and the two subdistricts that rank as the zone's.
ETOWN = "place under (110115403, 110115012, 110115013)"
NOW = "not (kind = consult and answerable_now)"
_COMMITTEE = (
    "居（村）委会和业主组织不是承办单位，只能协助；依属地管理派街道、乡镇",
    "committees and owners' bodies are no handling bodies and only help; by the rule of the place it "
    "goes to the subdistrict or township",
)
_PRIVATE = (
    "一般企业不是承办单位（第十一条第一款）；依属地管理派街道、乡镇，由其督促责任单位",
    "an ordinary company is no handling body (art. 11(1)); by the rule of the place it goes to the "
    "subdistrict or township, which presses the company",
)
_SERVICE = (
    "承办单位的列举以“等”收尾；道路养护、河湖管理、公路铁路经营、燃气供应和社区卫生单位按承担公共服务职能的单位理解",
    'the list of handling bodies ends with "and others": those that keep roads, rivers, highways and '
    "railways, supply gas or run community health are read as public service bodies",
)


def _classed(
    id: str, item: int, screening: str, disposition: str, zh: str, en: str, **then: str
) -> Rule:
    return rule(
        id,
        "route",
        when=f"{DEMANDS} and {HOTLINE} and screening = {screening}",
        then={"disposition": disposition, "by": BY, **then},
        cite=f"JS 11(3)({item})",
        zh=zh,
        en=en,
    )


def _local(kind: str, cite: str, reading: tuple[str, str], zh: str, en: str) -> Iterable[Rule]:
    """What falls to a committee or an ordinary company goes to the subdistrict, which they help."""
    owned = f"owner_known and owner under {under(kind)}"
    street = "street_or_township@subdistrict"
    for id, demand, disposition in (
        ("direct", REQUESTS, "dispatch_direct"),
        (
            "answer",
            f"kind = consult and {HOTLINE} and screening = ordinary and not answerable_now",
            "dispatch_to_answer",
        ),
    ):
        yield rule(
            f"JS17.{kind}.{id}",
            "route",
            when=f"{demand} and {owned} and not office_kind = zone",
            then={"disposition": disposition, "lead": street, "assist": ["$owner"], "by": BY},
            cite=cite,
            reading=reading,
            zh=zh,
            en=en,
        )
    yield rule(
        f"JS17.{kind}.zone",
        "route",
        when=f"{ORDINARY} and {NOW} and {owned} and office_kind = zone",
        then={
            "disposition": "dispatch_district",
            "lead": "district_government@district",
            "assist": ["$owner"],
            "by": BY,
        },
        cite="JS 12(1)(2)",
        reading=reading,
        zh="该处不设街道、乡镇，派至区政府协调",
        en="no subdistrict sits here: sent to the district government",
    )


RULES = (
    *(
        _classed(
            f"JS11.3a.route.{line}",
            1,
            f"emergency and emergency_line = {line}",
            "transfer_emergency",
            "热线机构即时转至相应专线",
            "the hotline passes it to the line at once",
            lead=f"line_{line}@emergency_line",
        )
        for line in EMERGENCY
    ),
    _classed(
        "JS11.3b.route",
        2,
        "statutory",
        "advise_statutory_channel",
        "热线机构告知相应法定渠道",
        "the hotline tells the caller of the statutory channel",
    ),
    _classed(
        "JS11.3c.route",
        3,
        "repeat",
        "inform_progress",
        "热线机构告知办理进展或结果",
        "the hotline tells the caller of progress or result",
    ),
    _classed(
        "JS11.3d.route",
        4,
        "secret",
        "explain",
        "热线机构向诉求人解释",
        "the hotline explains to the caller",
    ),
    _classed(
        "JS11.3e.route",
        5,
        "beyond",
        "advise_market",
        "热线机构告知市场、社会等其他渠道，可交有关单位监督指导",
        "the hotline points to market or social channels; a body may be asked to oversee",
    ),
    _classed(
        "JS11.3f.route",
        6,
        "unlawful",
        "dissuade",
        "热线机构劝导教育，告知规定与后果",
        "the hotline dissuades, and tells of the rules and consequences",
    ),
    rule(
        "JS11.1a",
        "route",
        when=f"kind = consult and {HOTLINE} and screening = ordinary and answerable_now",
        then={"disposition": "answer", "lead": BY, "by": BY},
        cite="JS 11(1)",
        zh="咨询能即时答复的，热线机构即时答复",
        en="the hotline answers a consultation that can be answered at once",
    ),
    rule(
        "JS11.1b",
        "route",
        when=f"kind = consult and {HOTLINE} and screening = ordinary "
        f"and not answerable_now and owner_known and {HANDLING} and not owner under hotline_agency",
        then={"disposition": "dispatch_to_answer", "lead": "$owner", "by": BY},
        cite="JS 11(1)",
        zh="不能即时答复的咨询，派单至承办单位答复",
        en="a consultation that cannot be answered at once goes to the handling body",
    ),
    rule(
        "JS12.1",
        "route",
        when=f"{REQUESTS} and owner_known and {HANDLING} and not owner under hotline_agency",
        then={"disposition": "dispatch_direct", "lead": "$owner", "by": BY},
        cite="JS 12(1)(1)",
        zh="权责明确、管辖清晰，直接派单至承办单位",
        en="owner and jurisdiction are clear: dispatched directly to the handling body",
    ),
    rule(
        "JS5.own",
        "route",
        when=f"{ORDINARY} and {NOW} and owner_known and owner under hotline_agency",
        then={"disposition": "handle", "lead": BY, "by": BY},
        cite="JS 5(4)",
        zh="属于热线机构自身职责，由其办理",
        en="it is the hotline's own duty: it handles it",
    ),
    rule(
        "JS11.3a.owner",
        "route",
        when=f"{ORDINARY} and {NOW} and owner_known and owner under {under('line')}",
        then={"disposition": "transfer_emergency", "lead": "$owner", "by": BY},
        cite="JS 11(3)(1)",
        zh="应由紧急专线处理的，即时转至专线",
        en="what is for an emergency line is passed to it at once",
    ),
    *_local(
        "committee",
        "JS 17(1)",
        _COMMITTEE,
        "应由社区去做的，派街道、乡镇，由其协助",
        "for a committee to do: sent to the subdistrict or township, which it helps",
    ),
    *_local(
        "private",
        "JS 11(2)",
        _PRIVATE,
        "应由企业去做的，派街道、乡镇督促其办理",
        "for a company to do: sent to the subdistrict or township, which presses it",
    ),
    rule(
        "JS37",
        "route",
        when=f"{ORDINARY} and {NOW} and owner_known and owner under hotline_agency "
        "and item under street_hotline_hotline_abuse",
        then={"disposition": "dissuade", "lead": BY, "by": BY},
        cite="JS 37",
        exception_to="JS5.own",
        zh="恶意占用热线的，热线机构劝阻、教育并告知后果",
        en="whoever abuses the hotline is dissuaded and told of the consequences",
    ),
    rule(
        "JS12.1.street",
        "support",
        when="route.disposition in (dispatch_direct, dispatch_to_answer) and route.lead under "
        f"{under('street')}",
        then={"copy_to": ["district_government@district"]},
        cite="JS 12(1)(1)",
        zh="直派街道、乡镇的，同时送区政府督促协调",
        en="what goes directly to a subdistrict or township also goes to the district government",
    ),
    rule(
        "JS11.service",
        "support",
        when="route.disposition in (dispatch_direct, dispatch_to_answer) and owner under "
        "(road_maintainer, river_manager, operator, gas_supplier, community_health_service)",
        then={},
        cite="JS 11(1)",
        reading=_SERVICE,
        zh="承担公共服务职能的企事业单位也是承办单位",
        en="public service companies and institutions are handling bodies too",
    ),
    rule(
        "JS12.2",
        "route",
        when=f"{ORDINARY} and not owner_known and district_known and {NOW}",
        then={"disposition": "dispatch_district", "lead": "district_government@district", "by": BY},
        cite="JS 12(1)(2)",
        zh="无法直接派单但所属区明确，派单至区政府协调办理",
        en="no handling body can be named but the district is known: the district coordinates",
    ),
    rule(
        "JS22",
        "route",
        when=f"{ORDINARY} and owner_known and owner under {under('central')} and {NOW}",
        then={"disposition": "relay_central", "lead": "$owner", "by": BY},
        cite="JS 22",
        zh="属于在京中央单位、国有企事业单位职责，及时向其反映情况",
        en="it is for a central body or state company in Beijing: relayed to it, not ordered",
    ),
    rule(
        "JS12.1.etown",
        "support",
        when=f"{DISPATCHED} and {ETOWN}",
        then={},
        cite="ETOWN 8",
        note=(
            "接诉即办条例只写区人民政府，未写管委会；代码虽列大兴区，派单与督促协调的对象须与管委会核实",
            "the demands regulation names district governments only, not the committee; the "
            "code lies in Daxing, but whom to send to is to be settled with the committee",
        ),
        zh="开发区管委会代表市政府统一管理该区域",
        en="the zone's committee manages this area for the city government",
    ),
    rule(
        "JS13.1",
        "support",
        when=DISPATCHED,
        then={"duties": ["time_limit"]},
        cite="JS 13(1)",
        zh="工单应注明办理时限",
        en="the work order states its time limit",
    ),
    rule(
        "JS15.1",
        "support",
        when=DISPATCHED,
        then={"duties": ["contact_caller"]},
        cite="JS 15(1)(1)",
        zh="承办单位联系诉求人",
        en="the handling body contacts the caller",
    ),
    rule(
        "JS15.2",
        "support",
        when=DISPATCHED,
        then={"duties": ["explain_delay"]},
        cite="JS 15(1)(2)",
        zh="承办单位依法办理；延期或暂时不能解决的，说明和解释",
        en="the handling body deals with it by law; where it is late or cannot be solved yet, it "
        "explains",
    ),
    rule(
        "JS15.3",
        "support",
        when=DISPATCHED,
        then={"duties": ["report_result"]},
        cite="JS 15(1)(3)",
        zh="承办单位向诉求人和热线反馈",
        en="the handling body reports to the caller and the hotline",
    ),
    rule(
        "JS23",
        "support",
        when=DISPATCHED,
        then={"duties": ["revisit"]},
        cite="JS 23",
        zh="办理时限期满，热线机构回访",
        en="when the time is up the hotline calls back",
    ),
    rule(
        "JS2.2",
        "support",
        when=f"{DEMANDS} and {HOTLINE}",
        then={},
        cite="JS 2(2)",
        zh="自然人、法人或其他组织就本市事务提出的咨询、求助、投诉、举报、建议，属于接诉即办",
        en="consultations, requests, complaints, reports and suggestions about the city, whoever "
        "makes them, are what the regulation covers",
    ),
    rule(
        "JS2.3",
        "support",
        when=f"{DEMANDS} and {HOTLINE} and screening = emergency",
        then={},
        cite="JS 2(3)",
        zh="紧急服务热线没有并入12345",
        en="the emergency lines have not been merged into 12345",
    ),
    rule(
        "JS10",
        "provisional",
        when=f"{DEMANDS} and {HOTLINE}",
        then={"lead": BY},
        cite="JS 12(2)",
        zh="疑难复杂诉求派单前由热线机构会商，工单在其手中",
        en="before a hard case is dispatched the hotline confers on it, and holds the work order",
    ),
)
