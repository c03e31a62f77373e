"""A violation that is found: who stops it, who penalises it (街道办条例 arts. 11, 25, 26)."""

from __future__ import annotations

from datetime import date

from govrules import DatedList, Delegation, Period, Rule, rule
from govrules.rules import CodeList, DelegationTerms

from .questions import STREET_BODIES

__all__ = ["DELEGATION", "TERMS", "power_list", "rules"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
FOUND = "kind = violation"
WITH_STREET = "office_kind in (street, area, town, township)"
# 431 = 393 + 4 + 22 + 1 + 11: the five departments whose powers moved.
SOURCES = ("urban_enforcement", "ecology", "water", "agriculture", "health")

DELEGATION = Delegation(
    id="JZF2020-9.1",
    kind="transfer",
    zh="自2020年7月1日起，列入清单的处罚权及相关检查权由街道、乡镇以自身名义行使",
    en="from 2020-07-01 the listed powers to penalise and inspect are exercised by subdistricts "
    "and townships in their own name",
    source=SOURCES,
    to=STREET,
    scope=f"on_power_list and penalty_or_service = penalty and {WITH_STREET}",
    cite="JZF2020-9",
    basis=("JD 11(2)",),
    issuer="city_government",
    published=date(2020, 7, 1),
    period=Period(date(2020, 7, 1), None),
    note_zh="431项目录未公开；2025年4月报道收回20项（道路、建筑垃圾、控烟、噪声等），文号、日期、项目均未公开；"
    "部分职权区街共有，由各区划分",
    note_en="the catalogue of 431 items is not public; in April 2025 the press reported 20 items "
    "taken back (roads, construction waste, smoking, noise…), their number, date and items not "
    "public; some powers are shared between district and subdistrict, as each district divides them",
)

TERMS = {
    "transfer": DelegationTerms(
        "transfer", ("city_government",),
        ("street_or_township", "street_office", "township_government"), True, "PEN 24(1)",
    ),
    "entrust": DelegationTerms("entrust", SOURCES, (), True, "PEN 20"),
}  # fmt: skip


def power_list(items: CodeList, elsewhere: tuple[str, ...]) -> DatedList:
    """The list of powers that subdistricts exercise.

    Args:
        items: The catalogue.
        elsewhere: Items that no statute gives to one of the five departments, and so are not on it.
    """
    service = tuple(c for c in items.leaves if items.attribute(c, "nature") == "service")
    off = sorted({*service, *elsewhere})
    return DatedList(
        id="LIST431", field="on_power_list",
        zh="北京市街道办事处、乡镇人民政府行政执法事项清单",
        en="list of enforcement powers of Beijing's subdistricts and townships",
        count=431, public=False, period=Period(date(2020, 7, 1), None), cite="JD 11(2)",
        source="京政发〔2020〕9号; http://www.cfgw.net.cn/epaper/content/202007/07/content_27908.htm",
        excludes=f"item under ({', '.join(off)})",
        excludes_zh="清单只含城管执法393、生态环境4、水务22、农业农村1、卫生健康11项处罚职权，此事项不在其中",
        excludes_en="the list holds only penalties of urban enforcement (393), ecology (4), "
        "water (22), agriculture (1) and health (11): this item is none of them",
    )  # fmt: skip


def rules() -> tuple[Rule, ...]:
    """Who deals with a violation that was found."""
    return (*_by_power(), *_disputed(), *_held(), *_beside())


def _by_power() -> tuple[Rule, ...]:
    """Article 26: by whose power it is, and how many departments it takes."""
    return (
        rule("JD11.2.before", "on_power_list", when="on < 2020-07-01",
             then={"on_power_list": False}, cite="JD 11(2)",
             zh="2020年7月1日前市政府尚未公布清单", en="no list had been published before 2020-07-01"),
        rule("JD26.2", "route", when=f"{FOUND} and in_duty and {WITH_STREET}",
             then={"disposition": "handle", "lead": "$owner", "duties": ["stop_violation"]},
             cite="JD 26", zh="属于街道、乡镇职责范围，及时查处",
             en="within the subdistrict's own powers: it deals with it"),
        rule("JD26.3", "route",
             when=f"{FOUND} and not in_duty and n_departments < 2 and not undivided and {WITH_STREET}",
             then={"disposition": "notify_department", "lead": "$owner", "by": STREET,
                   "duties": ["stop_violation"]},
             cite="JD 26", zh="属于市、区部门职责，街道劝阻制止并通知其查处",
             en="within a department's powers: the subdistrict stops it and notifies the department"),
        rule("JD26.4", "route",
             when=f"{FOUND} and (n_departments >= 2 or undivided) and not in_duty and {WITH_STREET}",
             then={"disposition": "joint_enforcement", "lead": STREET, "assist": ["$owner"],
                   "duties": ["stop_violation"]},
             cite="JD 26",
             reading=("条文并列数机关而未划分的，视为涉及多部门",
                      "several organs named without division count as several departments"),
             zh="涉及多部门，街道依托综合指挥平台组织联合执法",
             en="several departments are involved: the subdistrict organises joint enforcement"),
        rule("PEN22", "route", when=f"{FOUND} and office_kind = zone",
             then={"disposition": "handle", "lead": "$owner"}, cite="PEN 22",
             zh="该处不设街道、乡镇，由违法行为发生地有权机关管辖",
             en="there is no subdistrict here: the organ that holds the power there deals with it"),
    )  # fmt: skip


def _disputed() -> tuple[Rule, ...]:
    """Where jurisdiction is disputed, or a department does not come."""
    return (
        rule("PEN25.2", "route",
             when=f"{FOUND} and undivided and coordination_failed and not in_duty "
             f"and not cross_district and {WITH_STREET}",
             then={"disposition": "designate_jurisdiction", "lead": DISTRICT},
             cite="PEN 25(2)", exception_to=("JD26.4", "JD26.step"),
             reading=("区级部门之间的共同上一级行政机关是区政府；一方为市级部门的，为市政府",
                      "the common superior of district departments is the district government; "
                      "where one is a city department, the city government"),
             zh="对管辖有争议而协商不成，由共同的上一级行政机关指定管辖",
             en="jurisdiction is disputed and talks have failed: the common superior designates"),
        rule("PEN25.2.cross", "route",
             when=f"{FOUND} and undivided and coordination_failed and not in_duty "
             f"and cross_district and {WITH_STREET}",
             then={"disposition": "designate_jurisdiction", "lead": "city_government@city"},
             cite="PEN 25(2)", exception_to=("JD26.4", "JD26.step"),
             zh="跨区的管辖争议协商不成，由市政府指定管辖",
             en="a dispute between districts: the city government designates"),
        rule("JD44.found", "route", when=f"{FOUND} and whistle_refused and not in_duty and {WITH_STREET}",
             then={"disposition": "escalate_district", "lead": DISTRICT, "by": STREET,
                   "duties": ["stop_violation", "investigate_refusal"]},
             cite="JD 44(1)",
             exception_to=("JD26.3", "JD26.4", "JD26.step", "PEN25.2", "PEN25.2.cross"),
             zh="部门在吹哨报到中拒不履职，街道报区政府调查、督办",
             en="a whistled department refuses: the subdistrict reports it to the district"),
    )  # fmt: skip


def _beside() -> tuple[Rule, ...]:
    """Who commands, guides, and may follow these articles."""
    return (
        rule("JD11.1.joint", "support", when=f"{FOUND} and route.disposition = joint_enforcement "
             "and office_kind in (street, area)", then={}, cite="JD 11(1)(3)",
             note=("本项只写区级部门；第二十六条及于市级部门",
                   "this item names district departments; art. 26 covers city departments as well"),
             zh="街道有权指挥调度区政府部门开展联合执法",
             en="the subdistrict may command district departments in joint enforcement"),
        rule("JD25.1", "support",
             when=f"owner under {STREET_BODIES} and competence under ({', '.join(SOURCES)})",
             then={"supervise": ["$competence"]}, cite="JD 25(1)",
             zh="街道综合执法接受市、区执法部门业务指导和培训",
             en="subdistrict enforcement is guided and trained by the city and district departments"),
        rule("JD49.enforce", "support",
             when=f"{FOUND} and office_kind in (town, township)", then={}, cite="JD 49",
             note=("条文为“可以参照”，并非必须", "the text says may, not must"),
             zh="乡镇开展综合行政执法可以参照本条例",
             en="a township may follow this regulation in integrated enforcement"),
    )  # fmt: skip


def _held() -> tuple[Rule, ...]:
    """A step that comes first, who holds it meanwhile, and whose duty it is."""
    return (
        rule("JD26.step", "route", when=f"{FOUND} and {WITH_STREET}",
             then={"disposition": "$step.disposition", "lead": "$step.lead",
                   "duties": ["stop_violation"]},
             cite="JD 26", exception_to=("JD26.2", "JD26.3", "JD26.4"),
             reading=("部门法规定的先行步骤先于处罚", "a step that the sector act puts first comes before the penalty"),
             zh="部门法规定处罚之前先走的步骤", en="the sector act puts a step before the penalty"),
        rule("JD26.1", "provisional", when=f"{FOUND} and {WITH_STREET}", then={"lead": STREET},
             cite="JD 26", zh="街道发现违法行为应当劝阻、制止",
             en="a subdistrict that finds a violation must dissuade and stop it"),
        rule("JD26.duty.in", "in_duty", when=f"{FOUND} and owner under {STREET_BODIES}",
             then={"in_duty": True}, cite="JD 26",
             zh="有权机关即为街道、乡镇", en="the subdistrict or township holds the power"),
        rule("JD26.duty.out", "in_duty", when=f"{FOUND} and not owner under {STREET_BODIES}",
             then={"in_duty": False}, cite="JD 26",
             zh="有权机关不是街道、乡镇", en="the subdistrict or township does not hold the power"),
    )  # fmt: skip
