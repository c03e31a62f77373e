"""第二章 诉求办理：六种分类处理的情形（第十一条第三款）。

First which case it is; then what is done about it by the hotline, and likewise by a subdistrict
or township that was turned to directly.
"""

from __future__ import annotations

from ..outcomes import HOTLINE, OWNER, STREET, outcome
from .act import DIRECT, ELSEWHERE, FIRST, HANDLED, JS, UPWARD

EMERGENCY_LINES = ("110", "119", "120", "122")
_ORDER = (
    "条文未规定六种情形重合时的先后；紧急事项须即时转接，故列在先，其余按先拒后告的次序理解",
    "the text does not rank the six cases; emergencies go at once and so come first, the rest in "
    "the order: unlawful, secret, statutory channel, repeated, beyond duty",
)

第十一条第三款 = JS.article("11(3)", question="screening", when="诉求")
第十一条第三款(
    "emergency",
    when="紧急事项",
    reads_over="unlawful",
    then={"class": "emergency"},
    cite="(1)",
    reading=_ORDER,
    zh="应由紧急服务热线处理的紧急事项",
    en="an emergency that belongs to an emergency line",
)
第十一条第三款(
    "statutory",
    when="法定途径事项",
    reads_over="repeat",
    then={"class": "statutory"},
    cite="(2)",
    reading=_ORDER,
    zh="依法应走或已进入诉讼、仲裁等法定途径，或者已进入信访渠道",
    en="it must go, or has gone, to litigation, arbitration or the like, or is a petition already "
    "entered",
)
第十一条第三款(
    "repeat",
    when="同一事项无新情况",
    reads_over="beyond",
    then={"class": "repeat"},
    cite="(3)",
    reading=_ORDER,
    zh="同一事项在办或已办结，且没有新情况、新理由",
    en="the same matter is pending or closed, with no new facts or reasons",
)
第十一条第三款(
    "secret",
    when="涉密或隐私 不是 不涉及",
    reads_over="statutory",
    then={"class": "secret"},
    cite="(4)",
    reading=_ORDER,
    zh="涉及国家秘密、商业秘密或个人隐私",
    en="it touches a state or trade secret, or privacy",
)
第十一条第三款(
    "beyond",
    when="超出承办单位职责",
    then={"class": "beyond"},
    cite="(5)",
    reading=_ORDER,
    zh="超出承办单位职责范围",
    en="it is beyond the duty of any handling body",
)
第十一条第三款(
    "unlawful",
    when="违法或违背公序良俗",
    reads_over="secret",
    then={"class": "unlawful"},
    cite="(6)",
    reading=_ORDER,
    zh="诉求违反法律法规或违背公序良俗",
    en="what is asked is unlawful or against public order",
)
JS.article("11(2)", question="screening", when="诉求")(
    "ordinary",
    then={"class": "ordinary"},
    residual=True,
    zh="不属于单列的六种情形，按一般诉求派单",
    en="none of the six cases set apart: dispatched in the ordinary way",
)

热线分类处理 = JS.article("11(3)", question="route", when="诉求 且 经热线")
for line in EMERGENCY_LINES:
    热线分类处理(
        f"transfer_{line}",
        when=f"screening = emergency 且 紧急专线 = {line}",
        then=outcome("transfer_emergency", f"line_{line}@emergency_line", by=HOTLINE),
        cite="(1)",
        zh="热线机构即时转至相应专线",
        en="the hotline passes it to the line at once",
    )
热线分类处理(
    "channel",
    when="screening = statutory",
    then=outcome("advise_statutory_channel", HOTLINE, by=HOTLINE),
    cite="(2)",
    zh="热线机构告知相应法定渠道",
    en="the hotline tells the caller of the statutory channel",
)
热线分类处理(
    "progress",
    when="screening = repeat",
    then=outcome("inform_progress", HOTLINE, by=HOTLINE),
    cite="(3)",
    zh="热线机构告知办理进展或结果",
    en="the hotline tells the caller of progress or result",
)
热线分类处理(
    "explain",
    when="screening = secret",
    then=outcome("explain", HOTLINE, by=HOTLINE),
    cite="(4)",
    zh="热线机构向诉求人解释",
    en="the hotline explains to the caller",
)
热线分类处理(
    "market",
    when="screening = beyond",
    then=outcome("advise_market", HOTLINE, by=HOTLINE),
    cite="(5)",
    zh="热线机构告知市场、社会等其他渠道，可交有关单位监督指导",
    en="the hotline points to market or social channels; a body may be asked to oversee",
)
热线分类处理(
    "dissuade",
    when="screening = unlawful",
    then=outcome("dissuade", HOTLINE, by=HOTLINE),
    cite="(6)",
    zh="热线机构劝导教育，告知规定与后果",
    en="the hotline dissuades, and tells of the rules and consequences",
)

_LIKEWISE = (
    "条文写的是热线机构；直接收到诉求的{街乡}、接到派单的单位比照处理，紧急的先于其他办法",
    "the text speaks of the hotline; the {subdistrict} that is turned to, and whoever received a "
    "work order, do likewise, and what is urgent comes first",
)
JS.article("11(3)", question="route", when="街乡受理的诉求 且 街乡辖区")(
    "direct_channel",
    when="法定途径事项",
    reads_over=DIRECT,
    then=outcome("advise_statutory_channel", STREET, by=STREET),
    cite="(2)",
    reading=_LIKEWISE,
    zh="依法应走或已进入法定途径的，告知相应渠道",
    en="what must go, or has gone, to a statutory channel: the person is told of it",
)
# What is for none of the handling bodies, at each door: what is done, and by what reading.
_NONE = (
    "承办单位是政府及其部门、街道、乡镇和承担公共服务职能的单位（第一款），法院、检察院、人大不在其中",
    "handling bodies are governments, departments, subdistricts and public service bodies (para. 1): "
    "courts, procuratorates and people's congresses are none of them",
)
_LINE = ("", "")  # the text itself
ELSEWHERE_DONE = {
    "line": (
        *("归紧急专线", "(1)", "transfer_emergency", _LINE),
        "应由紧急专线处理的，即时转至专线",
        "what is for an emergency line is passed to it at once",
    ),
    "court": (
        *("归法院检察院", "(2)", "advise_statutory_channel", _NONE),
        "属于法院、检察院职权的事，依法通过诉讼等法定途径解决，告知相应渠道",
        "what is for a court or procuratorate is settled in the channel that the law has for it, of "
        "which the person is told",
    ),
    "congress": (
        *("归人大", "(5)", "advise_market", _NONE),
        "属于人大及其常委会职权的事，超出承办单位职责，告知向其反映",
        "what is for a people's congress is beyond the handling bodies: the person is told to turn "
        "to it",
    ),
}
# Each door: whose it is there, and what it comes before where the owner is known to be such.
DOORS = (
    ("", "待派诉求", HOTLINE, ()),
    (
        *("direct_", "街乡受理的诉求 且 街乡辖区 且 非 属本单位职责", STREET),
        (
            *(f"JD17.{name}" for name in ("several", "failed", "disputed")),
            *("JD44.refused", "JS11.direct_channel"),
        ),
    ),
    (
        *("order_", "已派单 且 非 属本单位职责", FIRST),
        ("JS14.lead", "JS16.whistle", "JS20.district", "JS20.city", "JD44.refused"),
    ),
)
for door, when, by, over in DOORS:
    for name, (owner, item, disposition, reading, zh, en) in ELSEWHERE_DONE.items():
        JS.article("11(3)", question="route", when=f"{when} 且 权责明确 且 {owner}")(
            f"{door}{name}",
            # What is for a court is told of the channel either way.
            reads_over=[r for r in over if (name, r) != ("court", "JS11.direct_channel")],
            then=outcome(disposition, OWNER if name == "line" else by, by=by),
            cite=item,
            reading=_LIKEWISE if door and reading == _LINE else reading,
            zh=zh,
            en=en,
        )
for door, when, by, over in (
    ("direct_", "街乡受理的诉求 且 街乡辖区", STREET, (*DIRECT, "JS11.direct_channel")),
    ("order_", "已派单", FIRST, (*HANDLED, *UPWARD, "JS14.no_shirking", "JS12.objection")),
):
    for line in EMERGENCY_LINES:
        JS.article("11(3)", question="route", when=when)(
            f"{door}{line}",
            when=f"紧急事项 且 紧急专线 = {line}",
            reads_over=(*over, *(f"JS11.{door}{name}" for name in ELSEWHERE)),
            then=outcome("transfer_emergency", f"line_{line}@emergency_line", by=by),
            cite="(1)",
            reading=_LIKEWISE,
            zh="紧急事项即时转至相应专线",
            en="an emergency is passed to its line at once",
        )
