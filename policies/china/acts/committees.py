"""居（村）民委员会的协助：《城市居民委员会组织法》《村民委员会组织法》。"""

from __future__ import annotations

from govrules import Act, Definitions, Rule

from ..outcomes import ASKER, COMMUNITY, barred_for_community, help_of_community, outcome

__all__ = ["REFUSED", "rules"]

REFUSED = outcome(
    "refuse_no_consent", ASKER, by=COMMUNITY, prohibited=True, must_not_lead=[COMMUNITY]
)
_PAPERS_ARE_HELP = (
    "填表报数、开具证明也是请居民委员会协助的工作",
    "to fill a form or issue a certificate is help that a committee gives as well",
)


def rules(terms: Definitions) -> tuple[Rule, ...]:
    """The rules of both laws, in their order.

    Args:
        terms: What the terms of their conditions mean.
    """
    residents, villagers = Act("RC", definitions=terms), Act("VC", definitions=terms)
    _residents(residents)
    _villagers(villagers)
    return (*residents.rules, *villagers.rules)


def _residents(act: Act) -> None:
    第二条 = act.article("2(2)", question="route", when="交给社区 且 请协助 且 设居民委员会")
    第二条(
        "help",
        when="交办机关层级 = 区人民政府 或 街乡交办",
        then=help_of_community(),
        note=(
            "第二款写市辖区政府及其派出机关；依第二十一条，乡镇政府所在地的居民委员会亦适用本法",
            "para. 2 names the governments of city districts and their offices; by art. 21 the law also "
            "covers residents' committees where a township government sits",
        ),
        zh="居民委员会协助区政府、街道和乡镇开展工作",
        en="a residents' committee helps the district, its subdistrict or township in their work",
    )

    第二十条 = act.article("20", question="route", when="部门请居民委员会协助")
    第二十条(
        "consented",
        when="同意机关 属于 (市人民政府, 区人民政府) 或 同意机关 = 街道办事处或乡镇人民政府 且 街道辖区",
        then=help_of_community(),
        zh="经市、区政府或其派出机关同意并统一安排，可以请居民委员会协助",
        en="with consent of the city, the district or the office it sent out, a residents' committee may "
        "be asked to assist",
    )
    第二十条(
        "no_consent",
        when="同意机关 = 未经同意",
        then=REFUSED,
        zh="部门请居民委员会协助，应当经政府或其派出机关同意并统一安排；未经同意，不得直接交办",
        en="a department needs the consent of the government or of the office it sent out; without it, "
        "nothing may be handed to a committee directly",
    )
    第二十条.remark(
        "papers",
        when="向社区要表格证明",
        reading=_PAPERS_ARE_HELP,
        zh="没有表格和证明的清单，依本条",
        en="there is no list of forms or certificates: this article is applied",
    )
    第二十条之外 = act.article("20", question="route", when="交给社区 且 部门交办 且 设居民委员会")
    第二十条之外(
        "as_lead",
        when="交办角色 = 主责",
        then=barred_for_community("barred_as_lead"),
        reading=(
            "本条只许部门请其协助，没有让部门交其主责",
            "the article lets departments ask for help only, and not make a committee the lead",
        ),
        zh="部门只能请居民委员会协助，不得交其主责",
        en="a department may only ask a residents' committee for help, and not make it the lead",
    )


def _villagers(act: Act) -> None:
    第五条 = act.article("5(2)", since="1998-11-04")
    第五条.remark(
        "township",
        when="交给社区 且 街乡交办 且 请协助 且 乡镇辖区 且 设村民委员会",
        zh="村民委员会协助乡镇政府开展工作",
        en="a village helps its township government",
    )

    第三十七条 = act.article(
        "37(1)", question="route", since="1998-11-04", when="交给社区 且 设村民委员会"
    )
    第三十七条(
        "help",
        when="请协助",
        then=help_of_community(duties=["bear_cost"]),
        note=(
            "部门须经同意的规定只及于居民委员会",
            "that departments need consent is laid down for residents' committees only",
        ),
        zh="村民委员会可以协助政府工作；政府应提供必要条件，部门委托的工作由其承担经费",
        en="a village may help the government, which provides what that needs; a department bears "
        "the cost of what it entrusts",
    )
    第三十七条.remark(
        "cost",
        when="部门交办 且 非 请协助",
        zh="部门委托村民委员会工作的，所需经费由其承担",
        en="a department that entrusts work to a village bears its cost",
    )
