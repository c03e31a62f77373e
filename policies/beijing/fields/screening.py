"""Whether the hotline takes a demand at all."""

from __future__ import annotations

from govrules import Field

from .choices import JUDICIAL, LINES, SECRECY, STATE
from .flag import flag

FIELDS = (
    Field(
        "emergency_line",
        "choice",
        "紧急专线",
        "emergency line",
        LINES,
        assume="none",
        source="JS 11(3)(1)",
        ask_zh="是否需要转紧急专线（110、119、120、122）？",
        ask_en="is it for an emergency line (110, 119, 120, 122)?",
    ),
    Field(
        "statutory_channel",
        "choice",
        "法定途径",
        "statutory channel",
        JUDICIAL,
        assume="none",
        source="JS 11(3)(2)",
        ask_zh="是否应当通过诉讼、仲裁、复议、信访等法定途径解决？",
        ask_en="is it for a statutory channel, such as litigation, arbitration, reconsideration or petition?",
    ),
    Field(
        "statutory_channel_state",
        "choice",
        "法定途径状态",
        "state of that channel",
        STATE,
        ask_zh="依法应走该途径，还是已经进入？",
        ask_en="is the channel required, or already entered?",
        source="JS 11(3)(2)",
    ),
    flag(
        "repeat_no_new_facts",
        "同一事项无新情况",
        "same matter without new facts",
        "是否同一诉求人就同一事项再次提出，且没有新情况？",
        "has the same demand been raised before, with nothing new?",
        assume=False,
        source="JS 11(3)(3)",
    ),
    Field(
        "secrecy",
        "choice",
        "涉密或隐私",
        "secrecy or privacy",
        SECRECY,
        assume="none",
        source="JS 11(3)(4)",
        ask_zh="是否涉及国家秘密、商业秘密或个人隐私？",
        ask_en="does it concern state or trade secrets, or privacy?",
    ),
    flag(
        "beyond_public_remit",
        "超出承办单位职责",
        "beyond any handling body's duty",
        "所提诉求是否超出各承办单位的职责范围？",
        "does what is asked go beyond the duties of every handling body?",
        assume=False,
        source="JS 11(3)(5)",
    ),
    flag(
        "unlawful",
        "违法或违背公序良俗",
        "unlawful or against public order",
        "所提诉求是否违反法律法规或违背公序良俗？",
        "is what is asked unlawful or against public order?",
        assume=False,
        source="JS 11(3)(6)",
    ),
    flag(
        "legitimate",
        "正当诉求",
        "legitimate demand",
        "诉求是否正当？",
        "is the demand legitimate?",
        assume=True,
        source="JD 17(1)",
    ),
    flag(
        "answerable_now",
        "能即时答复",
        "answerable at once",
        "能否即时答复？",
        "can it be answered at once?",
        source="JS 11(1)",
    ),
)
