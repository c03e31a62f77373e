"""《行政强制法》：行政强制措施由谁实施（第十七条）。"""

from __future__ import annotations

from govrules import Act, Definitions, Rule

from ..outcomes import ASKER, outcome

__all__ = ["rules"]


def rules(terms: Definitions) -> tuple[Rule, ...]:
    """The rules, in the order of the law.

    Args:
        terms: What the terms of their conditions mean.
    """
    act = Act("COERC", definitions=terms)
    act.article("17(1)", question="route", when="交办角色 = 委托强制 且 类型 = 交办任务")(
        "entrusted",
        then=outcome("barred_delegation", ASKER, prohibited=True),
        zh="行政强制措施由有此职权的行政机关自己实施，不得委托",
        en="coercive measures are for the organ that has the power, which may not entrust them to anybody",
    )
    return act.rules
