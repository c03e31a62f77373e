"""《行政强制法》：行政强制措施由谁实施（第十七条）。"""

from __future__ import annotations

from govrules import Act, Definitions, Rule

from ..outcomes import ASKER, outcome

__all__ = ["rules"]

OWN_WORK = ("ORG76.own", "ORG76.order", "ORG86.own", "ORG86.order")
"""What subdistricts and townships do by law, or because it is handed down."""


def rules(terms: Definitions) -> tuple[Rule, ...]:
    """The rules, in the order of the law.

    Args:
        terms: What the terms of their conditions mean.
    """
    act = Act("COERC", definitions=terms)
    act.article("17(1)", question="route", when="交办角色 = 委托强制 且 类型 = 交办任务")(
        "entrusted",
        reads_over=OWN_WORK,
        then=outcome("barred_delegation", ASKER, prohibited=True),
        reading=(
            "不得委托是对强制权的专门规定，先于承担自身职责、办理上级交办事项的一般规定：委托仍不成立",
            "that coercion may not be entrusted is the special rule: it comes before the general ones "
            "on own duties and on work that is handed down, which make no such entrustment valid",
        ),
        zh="行政强制措施由有此职权的行政机关自己实施，不得委托",
        en="coercive measures are for the organ that has the power, which may not entrust them to anybody",
    )
    return act.rules
