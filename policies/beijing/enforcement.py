"""A violation that is found: who stops it, who penalises it (街道办条例 arts. 11, 25, 26).

An item of service is no violation: article 26 does not speak of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from govrules import DatedList, Delegation, Period, Rule, rule
from govrules.expr import All, from_text
from govrules.rules import CodeList, DelegationTerms

from .bodies import DEPARTMENT, DISTRICT_DEPARTMENTS, SITS, UNSEATED, city_seats, organs_of, under

__all__ = ["DELEGATION", "TERMS", "power_list", "rules"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
FOUND = "kind = violation and penalty_or_service = penalty"
WITH_STREET = "office_kind in (street, area, town, township)"
# 431 = 393 + 4 + 22 + 1 + 11: the five departments whose powers moved.
SOURCES = ("urban_enforcement", "ecology", "water", "agriculture", "health")

DELEGATION_SCOPE = f"on_power_list and penalty_or_service = penalty and {WITH_STREET}"

DELEGATION = Delegation(
    id="JZF2020-9.1",
    kind="transfer",
    zh="自2020年7月1日起，列入清单的处罚权、强制权及相关检查权由街道、乡镇以自身名义行使",
    en="from 2020-07-01 the listed powers to penalise and to coerce, with the inspection that goes "
    "with them, are exercised by subdistricts and townships in their own name",
    source=SOURCES,
    to=STREET,
    scope=DELEGATION_SCOPE,
    cite="JZF2020-9",
    basis=("JD 11(2)",),
    issuer="city_government",
    # The day is not on file: it was public by then (law/SOURCES.md).
    published=date(2020, 4, 16),
    period=Period(date(2020, 7, 1), None),
    note_zh="431项目录未公开；部分职权区街共有，由各区划分",
    note_en="the catalogue of 431 items is not public; some powers are shared between district and "
    "subdistrict, as each district divides them",
)

TERMS = {
    "transfer": DelegationTerms(
        "transfer",
        ("city_government",),
        ("street_or_township", "street_office", "township_government"),
        True,
        "PEN 24(1)",
    ),
    "entrust": DelegationTerms("entrust", SOURCES, (), True, "PEN 20"),
}


def power_list(items: CodeList, elsewhere: tuple[str, ...]) -> DatedList:
    """The list of powers that subdistricts exercise.

    Args:
        items: The catalogue.
        elsewhere: Items that no statute gives to one of the five departments, and so are not on it.
    """
    service = tuple(c for c in items.leaves if items.attribute(c, "nature") == "service")
    off = sorted({*service, *elsewhere})
    return DatedList(
        id="LIST431",
        field="on_power_list",
        zh="北京市街道办事处、乡镇人民政府行政执法事项清单",
        en="list of enforcement powers of Beijing's subdistricts and townships",
        count=431,
        public=False,
        period=Period(date(2020, 7, 1), None),
        cite="JD 11(2)",
        source="京政发〔2020〕9号; http://www.cfgw.net.cn/epaper/content/202007/07/content_27908.htm",
        excludes=f"item under ({', '.join(off)})",
        excludes_zh="清单只含城管执法393、生态环境4、水务22、农业农村1、卫生健康11项处罚职权，此事项不在其中",
        excludes_en="the list holds only penalties of urban enforcement (393), ecology (4), "
        "water (22), agriculture (1) and health (11): this item is none of them",
    )


def rules(undivided: Iterable[Rule]) -> tuple[Rule, ...]:
    """Who deals with a violation that was found.

    Args:
        undivided: The rules whose text names several organs without dividing the work.
    """
    return (
        *_by_power(),
        *_no_department(),
        *_disputed(),
        *_held(),
        *_step(),
        *_before(),
        *_beside(),
        *_shared_power(undivided),
    )


_SEVERAL = (
    "条文并列数机关而未划分的，视为涉及多部门",
    "several organs named without division count as several departments",
)
_STEP_FIRST = (
    "部门法规定的先行步骤先于处罚",
    "a step that the sector act puts first comes before the penalty",
)
_CITY = (
    "条文由区政府对工作部门调查、督办，不及市级部门；市级部门不到场的，比照报市政府",
    "the text has the district government look into departments, which cannot be the city's; where "
    "a city department does not come, the city government is told likewise",
)
_ONE_OF_THEM = (
    "条文并列的机关都有此权，分工文件未见；其中一个的处罚权已交街道、乡镇，故街道、乡镇是有权机关之一",
    "each of the organs named has the power and no division is on file; that of one has moved to "
    "the subdistrict, which is thus one of them",
)
_NOT_HERE = (
    "法条只授权乡镇人民政府（或只授权街道办事处），该处没有此机关，街道不能代行；处罚原则上归县级以上机关"
    "（处罚法第二十三条），故报区政府",
    "the text empowers a township (or a subdistrict office) only, and none sits here; the other "
    "cannot act in its place. Penalties lie with organs of county level and above (Penalty Law, "
    "art. 23): so it goes to the district government",
)


def _by_power() -> tuple[Rule, ...]:
    """Article 26: by whose power it is, and how many departments it takes."""
    one = f"{FOUND} and not in_duty and n_departments < 2 and not undivided and {WITH_STREET}"
    return (
        rule(
            "JD11.2.before",
            "on_power_list",
            when="on < 2020-07-01",
            then={"on_power_list": False},
            cite="JD 11(2)",
            zh="2020年7月1日前市政府尚未公布清单",
            en="no list had been published before 2020-07-01",
        ),
        rule(
            "JD26.2",
            "route",
            when=f"{FOUND} and in_duty and {WITH_STREET}",
            then={"disposition": "handle", "lead": "$owner", "duties": ["stop_violation"]},
            cite="JD 26",
            zh="属于街道、乡镇职责范围，及时查处",
            en="within the subdistrict's own powers: it deals with it",
        ),
        rule(
            "JD26.3",
            "route",
            when=f"{one} and {DEPARTMENT}",
            then={
                "disposition": "notify_department",
                "lead": "$owner",
                "by": STREET,
                "duties": ["stop_violation"],
            },
            cite="JD 26",
            zh="属于市、区部门职责，街道劝阻制止并通知其查处",
            en="within a department's powers: the subdistrict stops it and notifies the department",
        ),
        rule(
            "JD26.4",
            "route",
            when=f"{FOUND} and (n_departments >= 2 or undivided) and not in_duty and {WITH_STREET}",
            then={
                "disposition": "joint_enforcement",
                "lead": STREET,
                "assist": ["$owner"],
                "duties": ["stop_violation"],
            },
            cite="JD 26",
            reading=_SEVERAL,
            zh="涉及多部门，街道依托综合指挥平台组织联合执法",
            en="several departments are involved: the subdistrict organises joint enforcement",
        ),
        rule(
            "PEN22",
            "route",
            when=f"{FOUND} and office_kind = zone and not {UNSEATED}",
            then={"disposition": "handle", "lead": "$owner"},
            cite="PEN 22",
            zh="该处不设街道、乡镇，由违法行为发生地有权机关管辖",
            en="there is no subdistrict here: the organ that holds the power there deals with it",
        ),
        rule(
            "JD26.service",
            "route",
            when="kind = violation and penalty_or_service = service",
            then={"disposition": "not_covered"},
            cite="JD 26",
            zh="该事项属服务管理，不是可查处的违法行为；有诉求的按诉求办理",
            en="the item is one of service or administration and no violation to penalise; a demand "
            "about it is dealt with as a demand",
        ),
    )


def _no_department() -> tuple[Rule, ...]:
    """Where what the statute names is no department that could be notified."""
    one = f"{FOUND} and not in_duty and n_departments < 2 and not undivided and {WITH_STREET}"
    # Where no statute gives it to anybody, "competence" has no answer and these do not apply.
    missing = f"{UNSEATED} and competence under {under('street')}"
    local = under("committee", "private", "service")
    report = {
        "disposition": "escalate_district",
        "lead": DISTRICT,
        "by": STREET,
        "duties": ["stop_violation"],
    }
    return (
        *(
            rule(
                f"JD26.{level}_government",
                "route",
                when=f"{one} and owner under {level}_government and competence under {level}_government",
                then={**report, "disposition": f"escalate_{level}", "lead": "$owner"},
                cite="JD 26",
                reading=(
                    "条文只写工作部门；法条交给区政府的，报告区政府，交给市政府的，经区政府报告",
                    "the text speaks of departments; what a statute gives to the district government "
                    "is reported to it, what it gives to the city's goes up through it",
                ),
                zh="属于人民政府自身职责，街道劝阻制止并报告",
                en="it is for a government itself: the subdistrict stops it and reports",
            )
            for level in ("district", "city")
        ),
        rule(
            "JD26.unseated",
            "route",
            when=f"{one} and {missing}",
            then=report,
            cite="JD 26",
            reading=_NOT_HERE,
            zh="有权机关未设于该处，街道劝阻制止并报告区政府",
            en="the organ with the power does not sit here: the subdistrict stops it and reports to "
            "the district",
        ),
        rule(
            "JD26.unseated.zone",
            "route",
            when=f"{FOUND} and office_kind = zone and {missing}",
            then={"disposition": "escalate_district", "lead": DISTRICT},
            cite="PEN 23",
            reading=_NOT_HERE,
            zh="法条授权街乡而该处没有，归县级以上有权机关",
            en="the text empowers a subdistrict and none sits here: it falls to the county level",
        ),
        rule(
            "JD26.local",
            "route",
            when=f"{one} and owner under {local} and competence under {local}",
            then={
                "disposition": "coordinate",
                "lead": STREET,
                "assist": ["$owner"],
                "duties": ["stop_violation"],
            },
            cite="JD 26",
            reading=(
                "条文只写有关部门；法条交给企业或居（村）委会的，没有可通知的部门，由街道劝阻制止并督促其办理",
                "the text speaks of departments; where the statute names a company or a committee "
                "there is none to notify: the subdistrict stops it and sees that they act",
            ),
            zh="法条交给企业或社区的，街道劝阻制止并督促",
            en="the statute names a company or the community: the subdistrict stops it and presses them",
        ),
    )


def _disputed() -> tuple[Rule, ...]:
    """Where jurisdiction is disputed, or a department does not come."""
    failed = f"{FOUND} and undivided and coordination_failed and not in_duty and {WITH_STREET}"
    refused = f"{FOUND} and whistle_refused and not in_duty and {WITH_STREET}"
    over = ("JD26.3", "JD26.4", "JD26.step", "PEN25.1", "PEN25.2", "PEN25.2.cross")
    return (
        rule(
            "PEN25.1",
            "route",
            when=f"{FOUND} and undivided and filed and not in_duty and {WITH_STREET}",
            then={
                "disposition": "notify_department",
                "lead": "$filed_by",
                "by": STREET,
                "duties": ["stop_violation"],
            },
            cite="PEN 25(1)",
            exception_to="JD26.4",
            zh="数机关都有管辖权的，归最先立案的机关",
            en="where several organs have jurisdiction it is for the one that opened the case first",
        ),
        rule(
            "PEN25.2",
            "route",
            when=f"{failed} and not cross_district",
            then={"disposition": "designate_jurisdiction", "lead": DISTRICT},
            cite="PEN 25(2)",
            exception_to=("JD26.4", "JD26.step", "PEN25.1"),
            reading=(
                "区级部门之间的共同上一级行政机关是区政府；一方为市级部门的，为市政府",
                "the common superior of district departments is the district government; "
                "where one is a city department, the city government",
            ),
            zh="管辖有争议而谈不拢，由共同的上级指定",
            en="jurisdiction is disputed and talks have failed: the common superior designates",
        ),
        rule(
            "PEN25.2.cross",
            "route",
            when=f"{failed} and cross_district",
            then={"disposition": "designate_jurisdiction", "lead": "city_government@city"},
            cite="PEN 25(2)",
            exception_to=("JD26.4", "JD26.step", "PEN25.1"),
            zh="跨区的管辖争议协商不成，由市政府指定管辖",
            en="a dispute between districts: the city government designates",
        ),
        rule(
            "JD44.found",
            "route",
            when=f"{refused} and {DISTRICT_DEPARTMENTS}",
            then={
                "disposition": "escalate_district",
                "lead": DISTRICT,
                "by": STREET,
                "duties": ["stop_violation", "investigate_refusal"],
            },
            cite="JD 44(1)",
            exception_to=over,
            zh="部门在吹哨报到中拒不履职，街道报区政府调查、督办",
            en="a whistled department refuses: the subdistrict reports it to the district",
        ),
        rule(
            "JD44.found.city",
            "route",
            when=f"{refused} and not undivided and owner under {city_seats()} and {DEPARTMENT}",
            then={
                "disposition": "escalate_city",
                "lead": "city_government@city",
                "by": STREET,
                "duties": ["stop_violation"],
            },
            cite="JD 44(1)",
            exception_to=over,
            reading=_CITY,
            zh="市级部门不到场履职，报市政府督促",
            en="a city department does not come: the city government is told",
        ),
    )


def _beside() -> tuple[Rule, ...]:
    """Who commands, guides, and may follow these articles."""
    return (
        rule(
            "JD11.1.joint",
            "support",
            when=f"{FOUND} and route.disposition = joint_enforcement "
            "and office_kind in (street, area)",
            then={},
            cite="JD 11(1)(3)",
            note=(
                "本项只写区级部门；第二十六条及于市级部门",
                "this item names district departments; art. 26 covers city departments as well",
            ),
            zh="街道有权指挥调度区政府部门开展联合执法",
            en="the subdistrict may command district departments in joint enforcement",
        ),
        rule(
            "JD25.1",
            "support",
            when=f"owner under {under('street')} and competence under ({', '.join(SOURCES)})",
            then={"supervise": ["$competence"]},
            cite="JD 25(1)",
            zh="街道综合执法由市、区执法部门指导和培训",
            en="subdistrict enforcement is guided and trained by the city and district departments",
        ),
        rule(
            "JD49.enforce",
            "support",
            when=f"{FOUND} and office_kind in (town, township)",
            then={},
            cite="JD 49",
            note=("条文为“可以参照”，并非必须", "the text says may, not must"),
            zh="乡镇开展综合行政执法可以参照本条例",
            en="a township may follow this regulation in integrated enforcement",
        ),
        rule(
            "PEN22.etown",
            "support",
            when=f"{FOUND} and place under (110115403, 110115012, 110115013)",
            then={},
            cite="ETOWN 8",
            note=(
                "部门法的处罚机关在开发区内由谁行使职权，所收录的文本没有规定；此处的机关依区划代码落在大兴区，"
                "须与管委会核实",
                "who exercises in the zone what a sector act gives to a department, the texts on "
                "file do not say; the organ is shown in Daxing, where the code lies: to be settled "
                "with the committee",
            ),
            zh="开发区管委会代表市政府统一管理该区域",
            en="the zone's committee manages this area for the city government",
        ),
        rule(
            "JZF2020-9.taken_back",
            "support",
            since="2025-01-01",
            when="item under (smoking, noise, waste_construction_debris, cityscape_manhole_damage, "
            "cityscape_occupying_public_space, property_noise) and penalty_or_service = penalty "
            "and (competence under urban_enforcement or competence under health or "
            "competence under ecology)",
            then={},
            cite="JZF2020-9",
            reading=(
                "收回的决定、日期和项目均未公开，自2025年起提示",
                "the decision, its day and its items are not public; said from 2025 on",
            ),
            note=(
                "2025年4月18日报道：已收回20项，涉及城市道路、建筑垃圾、控烟、噪声等领域，由区执法部门承接",
                "reported on 2025-04-18: 20 items have been taken back, in roads, construction "
                "waste, smoking, noise and other fields, and are the district departments' again",
            ),
            zh="该领域有职权据报已收回，清单须按行为之日核对",
            en="powers in this field are reported as taken back: check the list as of that day",
        ),
    )


def _held() -> tuple[Rule, ...]:
    """Who holds it meanwhile, and whose duty it is."""
    return (
        rule(
            "JD26.1",
            "provisional",
            when=f"kind = violation and {WITH_STREET}",
            then={"lead": STREET},
            cite="JD 26",
            zh="街道发现违法行为应当劝阻、制止",
            en="a subdistrict that finds a violation must dissuade and stop it",
        ),
        rule(
            "JD26.duty.in",
            "in_duty",
            when=f"kind = violation and {SITS}",
            then={"in_duty": True},
            cite="JD 26",
            zh="有权机关即为该处的街道、乡镇",
            en="the subdistrict or township here holds the power",
        ),
        rule(
            "JD26.duty.out",
            "in_duty",
            when=f"kind = violation and not {SITS}",
            then={"in_duty": False},
            cite="JD 26",
            zh="有权机关不是该处的街道、乡镇",
            en="the subdistrict or township here does not hold the power",
        ),
    )


def _step() -> tuple[Rule, ...]:
    """A step that the sector act puts first."""
    return (
        rule(
            "JD26.step",
            "route",
            when=f"kind = violation and {WITH_STREET}",
            then={
                "disposition": "$step.disposition",
                "lead": "$step.lead",
                "duties": ["stop_violation"],
            },
            cite="JD 26",
            reading=_STEP_FIRST,
            zh="部门法规定处罚之前先走的步骤",
            reads_over=(
                "JD26.2",
                "JD26.3",
                "JD26.4",
                "JD26.district_government",
                "JD26.city_government",
                "JD26.unseated",
                "JD26.local",
                "JD26.service",
                "PEN25.1",
            ),
            en="the sector act puts a step before the penalty",
        ),
    )


def _before() -> tuple[Rule, ...]:
    """Before there was a procedure: the organ that the sector act names, and nothing more."""
    return (
        rule(
            "LEG104.before",
            "route",
            when=f"{FOUND} and (on < 2020-01-01 or office_kind = zone and on < 2021-07-15) "
            f"and not {UNSEATED}",
            then={"disposition": "handle", "lead": "$owner"},
            cite="LEG 93",
            note=(
                "立法法2023年文本第一百零四条；街道发现后如何处置，所收录的文本当时没有程序规定",
                "art. 104 in the text of 2023; what the subdistrict was to do on finding it, no rule "
                "on file said then",
            ),
            zh="新法不溯及既往：依部门法，由其所定的机关查处",
            en="a later act does not reach back: the organ that the sector act names deals with it",
        ),
    )


def _shared_power(undivided: Iterable[Rule]) -> Iterable[Rule]:
    """Of several organs undivided, the power of one has moved: the subdistrict is one of them."""
    for r in undivided:
        roles = {organ.role for organ in organs_of(dict(r.then)["organ"])}
        if roles & set(SOURCES):
            yield rule(
                f"{r.id}.moved",
                "owner",
                when=All((r.when, from_text(DELEGATION_SCOPE))),
                then={"owner": STREET},
                cite="JZF2020-9",
                since="2020-07-01",
                at=r.at,
                chain=(DELEGATION.id,),
                reading=_ONE_OF_THEM,
                zh="并列机关之一的职权已交街道、乡镇，由其查处",
                en="the power of one of the organs named has moved to the subdistrict, which "
                "deals with it",
            )
