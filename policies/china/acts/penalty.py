"""《行政处罚法》：谁可以处罚（第十七条）、委托（第二十条、第二十一条）、管辖（第二十二条至第二十五条）。

Which organ has the power over a matter says its sector act: a city answers ``competence``, or
``owner`` where the province has moved the power down (art. 24).
"""

from __future__ import annotations

from govrules import Act, Definitions, Rule

from ..outcomes import ASKER, CITY, DISTRICT, OWNER, STREET, barred_for_community, outcome

__all__ = ["rules"]

_DISPUTE = (
    "管辖争议有专门规定，先于一般的处置",
    "a dispute over jurisdiction has a provision of its own, which comes before the ordinary ways",
)
# Jurisdiction by place, and who has it where several have.
BY_PLACE = ("PEN22.zone", "PEN22.found_by_others", "PEN22.found_by_subdistrict")
# What gives way where several organs have it: it is between them, whichever is said to own it.
BEFORE = (*BY_PLACE, "PEN17.no_power", "PEN23.unseated")


def rules(terms: Definitions) -> tuple[Rule, ...]:
    """The rules, in the order of the law.

    Args:
        terms: What the terms of their conditions mean.
    """
    act = Act("PEN", definitions=terms)
    _power(act)
    _entrusting(act)
    _place(act)
    _several(act)
    _disputes(act)
    return act.rules


def _power(act: Act) -> None:
    act.article("17", question="route", when="发现违法行为")(
        "no_power",
        when="归无处罚权者 且 非 法条交给企业或社区 或 有权机关不设于此 且 非 法条交给街乡",
        reads_over=BY_PLACE,
        then=outcome("not_covered"),
        note=(
            "{街乡}发现的，仍应劝阻、制止，再向有权机关通报",
            "what the {subdistrict} found it stops all the same, and tells the organ that has the power",
        ),
        zh="处罚由有处罚权的行政机关实施；所称的承办机关没有处罚权，或者未设于该处，须另行查明有权机关",
        en="penalties are for the organs that have the power: the one that is said to own it has none, or "
        "does not sit here, and the one that has it is to be found",
    )


def _entrusting(act: Act) -> None:
    第二十条 = act.article("20(1)", since="1996-10-01")
    第二十条.remark(
        "nobody_else",
        when="交办角色 = 委托执法 且 (交给社区 或 交给企业)",
        zh="行政机关不得委托不符合条件的组织或者个人实施行政处罚，须由其自己实施",
        en="an organ may not entrust penalties to an organisation or person that does not meet the "
        "conditions, and imposes them itself",
    )
    第二十一条 = act.article("21", question="route", since="1996-10-01", when="交办角色 = 委托执法")
    第二十一条(
        "community",
        when="交给社区",
        then=barred_for_community("barred_delegation"),
        reading=(
            "居（村）民委员会是自治组织，不具备条文所列受委托组织的条件",
            "a committee is self-governing and does not meet the article's conditions",
        ),
        zh="行政处罚只能委托符合法定条件的组织实施，不得交由社区",
        en="penalties may be entrusted only to bodies that meet the act's conditions",
    )
    第二十一条(
        "company",
        when="交给企业",
        then=outcome("barred_delegation", ASKER, prohibited=True),
        reading=(
            "企业不具有管理公共事务的职能，不具备条文所列的条件",
            "a company has no function of managing public affairs and does not meet the conditions",
        ),
        zh="行政处罚只能委托符合法定条件的组织实施，不得委托企业",
        en="penalties may be entrusted only to bodies that meet the act's conditions: not to a company",
    )


def _place(act: Act) -> None:
    第二十二条 = act.article("22", question="route", when="发现违法行为 且 非 有权机关不设于此")
    第二十二条(
        "zone",
        when="在功能区",
        then=outcome("handle", OWNER),
        zh="该处不设{街乡}，由违法行为发生地有权机关管辖",
        en="there is no subdistrict here: the organ that holds the power there deals with it",
    )
    第二十二条(
        "found_by_others",
        when="街乡辖区 且 非 街乡发现",
        then=outcome("handle", OWNER),
        zh="不是{街乡}发现的，由违法行为发生地有权机关管辖",
        en="it was not the {subdistrict} that found it: the organ that holds the power there deals with it",
    )
    第二十二条(
        "found_by_subdistrict",
        when="街乡辖区 且 街乡发现",
        then=outcome("handle", OWNER),
        zh="{街乡}发现的，也由违法行为发生地有权机关管辖",
        en="the {subdistrict} found it; the organ that holds the power there deals with it all the same",
    )
    第二十三条 = act.article(
        "23", question="route", when="发现违法行为 且 有权机关不设于此 且 法条交给街乡"
    )
    第二十三条(
        "unseated",
        when="在功能区 或 街乡辖区 且 非 街乡发现",
        then=outcome("escalate_district", DISTRICT),
        reading=(
            "法条只授权乡镇人民政府（或只授权街道办事处），该处没有此机关，其他机关不能代行；处罚原则上归县级以上机关",
            "the text empowers a township (or a subdistrict office) only, and none sits here; no other "
            "can act in its place, and penalties lie with organs of county level and above",
        ),
        zh="法条所授权的机关未设于该处，归县级以上有权机关",
        en="the organ that the text empowers does not sit here: it falls to the county level",
    )


def _several(act: Act) -> None:
    第二十五条 = act.article(
        "25", question="route", when="发现违法行为 且 条文并列数机关未划分 且 非 属本单位职责"
    )
    第二十五条(
        "filed",
        when="已有机关先立案",
        cite="(1)",
        reads_over=BEFORE,
        then=outcome("notify_department", "$filed_by", by=STREET),
        reading=(
            "数机关都有权时的管辖，本条有专门规定，先于一般的地域管辖",
            "for several organs with jurisdiction this article is the special one: it comes before "
            "jurisdiction by place",
        ),
        zh="数机关都有管辖权的，归最先立案的机关",
        en="where several organs have jurisdiction it is for the one that opened the case first",
    )
    第二十五条(
        "disputed",
        when="经协调仍无法解决 且 非 跨区",
        cite="(2)",
        over="filed",
        reads_over=BEFORE,
        then=outcome("designate_jurisdiction", DISTRICT),
        reading=(
            "管辖争议有专门规定，先于一般的处置；区级部门之间的共同上一级行政机关是区政府，"
            "一方为市级部门的，为市政府",
            "a dispute over jurisdiction has a provision of its own, which comes before the ordinary "
            "ways; the common superior of district departments is the district government, and where "
            "one is a city department, the city government",
        ),
        zh="管辖有争议而谈不拢，由共同的上级指定",
        en="jurisdiction is disputed and talks have failed: the common superior designates",
    )
    第二十五条(
        "disputed_across",
        when="经协调仍无法解决 且 跨区",
        cite="(2)",
        over="filed",
        reads_over=BEFORE,
        then=outcome("designate_jurisdiction", CITY),
        reading=_DISPUTE,
        zh="跨区的管辖争议协商不成，由市政府指定管辖",
        en="a dispute between districts: the city government designates",
    )


def _disputes(act: Act) -> None:
    第二十五条第二款 = act.article(
        "25(2)", question="route", when="发现违法行为 且 经协调仍无法解决"
    )
    for level, when, lead, others, zh, en in (
        (
            *("subdistricts", "dispute_between = subdistricts and not cross_district", DISTRICT),
            *((), "街乡之间的管辖争议协商不成，由区政府指定管辖", "subdistricts"),
        ),
        (
            # Subdistricts of two districts have no superior in common below the city.
            "districts",
            "dispute_between = districts or dispute_between = subdistricts and cross_district",
            *(CITY, ["PEN25.disputed"]),
            "区与区之间（含分属两区的街乡之间）的管辖争议协商不成，由市政府指定管辖",
            "districts, or between subdistricts of two districts,",
        ),
    ):
        第二十五条第二款(
            f"between_{level}",
            when=when,
            reads_over=("PEN25.filed", *others, *BEFORE),
            then=outcome("designate_jurisdiction", lead),
            reading=_DISPUTE,
            zh=zh,
            en=f"a dispute between {en} in which talks have failed: their common superior designates",
        )
