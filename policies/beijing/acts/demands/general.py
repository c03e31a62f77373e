"""第一章 总则：何为接诉即办（第二条），热线机构自己的事（第五条）。"""

from __future__ import annotations

from ..outcomes import HOTLINE, outcome
from .act import JS

第二条 = JS.article("2", when="诉求 且 经热线")
第二条.remark(
    "demands",
    cite="(2)",
    zh="自然人、法人或其他组织就本市事务提出的咨询、求助、投诉、举报、建议，属于接诉即办",
    en="consultations, requests, complaints, reports and suggestions about the city, whoever makes "
    "them, are what the regulation covers",
)
第二条.remark(
    "emergency_lines",
    when="screening = emergency",
    cite="(3)",
    zh="紧急服务热线没有并入12345",
    en="the emergency lines have not been merged into 12345",
)

第五条第四款 = JS.article("5(4)", question="route")
第五条第四款(
    "own",
    when="待派诉求 且 权责明确 且 归热线机构",
    then=outcome("handle", HOTLINE, by=HOTLINE),
    zh="属于热线机构自身职责，由其办理",
    en="it is the hotline's own duty: it handles it",
)
