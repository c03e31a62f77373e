"""京政发〔2020〕9号：431项执法职权交由街道、乡镇（第九项）。"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from govrules import Act, DatedList, Delegation, Period, Rule, rule
from govrules.expr import fields_of
from govrules.rules import CodeList, DelegationTerms

from ..bodies import organs_of
from .outcomes import STREET
from .terms import TERMS

__all__ = ["DELEGATION", "JZF", "SOURCES", "WAYS", "power_list", "shared_powers"]

# 431 = 393 + 4 + 22 + 1 + 11: the five departments whose powers moved.
SOURCES = ("urban_enforcement", "ecology", "water", "agriculture", "health")
REACH = TERMS.read("列入街乡行政执法事项清单 且 处罚或服务 = 处罚 且 街乡辖区")

DELEGATION = Delegation(
    id="JZF2020-9.1",
    kind="transfer",
    zh="自2020年7月1日起，列入清单的处罚权、强制权及相关检查权由街道、乡镇以自身名义行使",
    en="from 2020-07-01 the listed powers to penalise and to coerce, with the inspection that goes "
    "with them, are exercised by subdistricts and townships in their own name",
    source=SOURCES,
    to=STREET,
    scope=REACH,
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

WAYS = {
    "transfer": DelegationTerms(
        "transfer",
        ("city_government",),
        ("street_or_township", "street_office", "township_government"),
        True,
        "PEN 24(1)",
    ),
    "entrust": DelegationTerms("entrust", SOURCES, (), True, "PEN 20"),
}

JZF = Act("JZF2020-9", definitions=TERMS)
JZF.article("").remark(
    "taken_back",
    since="2025-01-01",
    when="item under (smoking, noise, waste_construction_debris, cityscape_manhole_damage, "
    "cityscape_occupying_public_space, property_noise) 且 处罚或服务 = 处罚 "
    "且 competence under (urban_enforcement, health, ecology)",
    reading=(
        "收回的决定、日期和项目均未公开，自2025年起提示",
        "the decision, its day and its items are not public; said from 2025 on",
    ),
    note=(
        "2025年4月18日报道：已收回20项，涉及城市道路、建筑垃圾、控烟、噪声等领域，由区执法部门承接",
        "reported on 2025-04-18: 20 items have been taken back, in roads, construction waste, "
        "smoking, noise and other fields, and are the district departments' again",
    ),
    zh="该领域有职权据报已收回，清单须按行为之日核对",
    en="powers in this field are reported as taken back: check the list as of that day",
)


def shared_powers(undivided: Iterable[Rule]) -> Iterable[Rule]:
    """Of several organs undivided, the power of one has moved: the subdistrict is one of them.

    A rule that looks to the list itself says where nothing has moved, and gives none.

    Args:
        undivided: The rules whose text names several organs without dividing the work.
    """
    for r in undivided:
        roles = {organ.role for organ in organs_of(dict(r.then)["organ"])}
        if roles & set(SOURCES) and "on_power_list" not in fields_of(r.when):
            also = rule(
                f"{r.id}.moved",
                "owner",
                when=r.when,
                then={"owner": STREET},
                cite="JZF2020-9",
                at=r.at,
                reading=(
                    "条文并列的机关都有此权，分工文件未见；其中一个的处罚权已交{街乡}，故{街乡}是有权机关之一",
                    "each of the organs named has the power and no division is on file; that of "
                    "one has moved to the {subdistrict}, which is thus one of them",
                ),
                zh="并列机关之一的职权已交{街乡}，由其查处",
                en="the power of one of the organs named has moved to the {subdistrict}, which "
                "deals with it",
            )
            yield DELEGATION.carry(also, "owner")


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
        delegation=DELEGATION.id,
        excludes=f"item under ({', '.join(off)})",
        excludes_zh="清单只含城管执法393、生态环境4、水务22、农业农村1、卫生健康11项处罚职权，此事项不在其中",
        excludes_en="the list holds only penalties of urban enforcement (393), ecology (4), "
        "water (22), agriculture (1) and health (11): this item is none of them",
    )
