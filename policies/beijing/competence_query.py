"""归属查询: whose is it, by item, place and day alone (地方组织法 art. 3: powers are set by law).

No channel, no step: the answer is the organ that the sector act names, or that the power has moved
to. Where the act names several and divides nothing, all are told and none is picked.
"""

from __future__ import annotations

from govrules import Rule, rule

from .bodies import BODIES, UNSEATED, under

__all__ = ["DISPOSITIONS", "KIND", "RULES"]

KIND = ("competence_query", "归属查询", "query of competence")
DISPOSITIONS = (
    ("owner_named", "归属明确", "the owner is named"),
    ("owner_undivided", "归属未划分", "several owners are named, undivided"),
    ("owner_not_seated", "指名的机关此处未设", "the organ that is named does not exist here"),
    ("owner_not_on_file", "所收录的条文未写明归属", "no provision on file names an owner"),
)

_ASKED = "kind = competence_query"
# Not of the owner: that is unknown where no provision names it, for a caller may still say it.
_NAMED = f"{_ASKED} and competence under {under(*BODIES.values())}"
_BY_LAW = (
    "职权由法定，归属依部门法、授权的决定和清单而定，与事项从何而来无关",
    "powers are set by law: the sector act, the decision and the list that move it say whose it is, "
    "and not the way in which the matter came",
)


def _answer(id: str, when: str, disposition: str, zh: str, en: str, *, lead: bool = False) -> Rule:
    return rule(
        f"ORG3.{id}",
        "route",
        when=when,
        then={"disposition": disposition} | ({"lead": "$owner"} if lead else {}),
        cite="ORG 3",
        reading=_BY_LAW,
        zh=zh,
        en=en,
    )


RULES = (
    _answer(
        "named",
        f"{_NAMED} and not undivided and not {UNSEATED}",
        "owner_named",
        "政府依照法律规定行使职权：条文写明的机关即权责机关",
        "governments exercise the powers that the law gives: whom the provision names owns it",
        lead=True,
    ),
    _answer(
        "undivided",
        f"{_NAMED} and undivided",
        "owner_undivided",
        "条文并列数机关而未划分，各机关均有此权责",
        "the provision names several organs and divides nothing: each of them has it",
    ),
    _answer(
        "unseated",
        f"{_NAMED} and not undivided and {UNSEATED}",
        "owner_not_seated",
        "条文指名的机关未设于该处",
        "the organ that the provision names does not exist there",
    ),
    _answer(
        "none",
        f"{_ASKED} and not competence under {under(*BODIES.values())}",
        "owner_not_on_file",
        "所收录的条文均未写明由哪个机关负责",
        "none of the provisions on file says which organ has it",
    ),
)
