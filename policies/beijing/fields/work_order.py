"""What became of a work order."""

from __future__ import annotations

from govrules import ROLES, Field

from .flag import flag

FIELDS = (
    Field(
        "first_receiver",
        "code",
        "首接单位",
        "first receiver",
        tree=ROLES,
        ask_zh="派单首先派给哪个单位？",
        ask_en="which body received the work order first?",
        source="JS 14",
    ),
    flag(
        "objection",
        "提出派单异议",
        "objects to the dispatch",
        "承办单位是否对派单提出异议？",
        "has the handling body objected to the dispatch?",
        assume=False,
        source="JS 12(3)",
    ),
    flag(
        "refused",
        "首接单位推诿",
        "the first receiver refuses",
        "首接单位是否推诿？",
        "has the first receiver refused to deal with it?",
        assume=False,
        source="JS 14(1)",
    ),
    flag(
        "whistle_refused",
        "部门拒不报到履职",
        "a whistled department refuses",
        "被吹哨的部门是否拒不到场履职？",
        "has a department that was called by whistle refused to come?",
        assume=False,
        source="JD 44(1)",
    ),
)
