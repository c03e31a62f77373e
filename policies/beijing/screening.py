"""Which class of demand it is (接诉即办条例 art. 11): ordinary, or one of the six set apart."""

from __future__ import annotations

from govrules import Rule, rule

from .questions import DEMANDS

__all__ = ["RULES"]

# The six items of art. 11(3) are not ranked among themselves. An emergency is passed on "at
# once", which puts it first; that, and the order of the rest, is a reading and said to be one.
_READING = (
    "条文未规定六种情形重合时的先后；紧急事项须即时转接，故列在先，其余按先拒后告的次序理解",
    "the text does not rank the six cases; emergencies go at once and so come first, "
    "the rest in the order: unlawful, secret, statutory channel, repeated, beyond duty",
)
_ORDER = ("JS11.3a", "JS11.3f", "JS11.3d", "JS11.3b", "JS11.3c", "JS11.3e")


def _screen(id: str, item: int, when: str, to: str, zh: str, en: str) -> Rule:
    after = _ORDER[_ORDER.index(id) + 1 :]
    return rule(
        id,
        "screening",
        when=f"{DEMANDS} and {when}",
        then={"class": to},
        cite=f"JS 11(3)({item})",
        zh=zh,
        en=en,
        exception_to=after,
        reading=_READING,
    )


RULES = (
    _screen(
        "JS11.3a",
        1,
        "not emergency_line = none",
        "emergency",
        "应由紧急服务热线处理的紧急事项",
        "an emergency that belongs to an emergency line",
    ),
    # A petition counts only once it has been entered; the other channels also where due by law.
    _screen(
        "JS11.3b",
        2,
        "(statutory_channel in (litigation, arbitration, discipline, "
        "reconsideration, disclosure) and statutory_channel_state in (required, entered) "
        "or statutory_channel = petition and statutory_channel_state = entered)",
        "statutory",
        "依法应走或已进入诉讼、仲裁等法定途径，或者已进入信访渠道",
        "it must go, or has gone, to litigation, arbitration or the like, or is a petition "
        "already entered",
    ),
    _screen(
        "JS11.3c",
        3,
        "repeat_no_new_facts",
        "repeat",
        "同一事项在办或已办结，且没有新情况、新理由",
        "the same matter is pending or closed, with no new facts or reasons",
    ),
    _screen(
        "JS11.3d",
        4,
        "not secrecy = none",
        "secret",
        "涉及国家秘密、商业秘密或个人隐私",
        "it touches a state or trade secret, or privacy",
    ),
    _screen(
        "JS11.3e",
        5,
        "beyond_public_remit",
        "beyond",
        "超出承办单位职责范围",
        "it is beyond the duty of any handling body",
    ),
    _screen(
        "JS11.3f",
        6,
        "unlawful",
        "unlawful",
        "诉求违反法律法规或违背公序良俗",
        "what is asked is unlawful or against public order",
    ),
    rule(
        "JS11.2",
        "screening",
        when=DEMANDS,
        then={"class": "ordinary"},
        residual=True,
        cite="JS 11(2)",
        zh="不属于单列的六种情形，按一般诉求派单",
        en="none of the six cases set apart: dispatched in the ordinary way",
    ),
)
