"""《立法法》：法不溯及既往（第九十三条）, for the days before there was a procedure.

What the sector act of the day says still holds: whose matter it is, and which step comes first.
"""

from __future__ import annotations

from govrules import Act

from .outcomes import OWNER, outcome
from .terms import TERMS

__all__ = ["LEG"]

LEG = Act("LEG", definitions=TERMS)
_ART_104 = ("立法法2023年文本第一百零四条", "art. 104 in the text of 2023")

第九十三条 = LEG.article("93", question="route")
第九十三条(
    "violation",
    when="发现违法行为 且 非 有权机关不设于此 "
    "且 (日期 < 2020-01-01 或 (在功能区 或 非 街乡发现) 且 日期 < 2021-07-15)",
    then=outcome("handle", OWNER),
    note=(
        f"{_ART_104[0]}；街道发现后如何处置，所收录的文本当时没有程序规定",
        f"{_ART_104[1]}; what the subdistrict was to do on finding it, no rule on file said then",
    ),
    zh="街道办条例自2020年1月1日、处罚法现行文本自2021年7月15日起施行，不溯及此前；依部门法，由其所定的机关查处",
    en="the Subdistrict Regulation (from 2020-01-01) and the Penalty Law as it stands (from "
    "2021-07-15) do not reach back: the organ that the sector act names deals with it",
)
第九十三条(
    "step",
    when="类型 = 发现违法 且 街乡辖区 且 日期 < 2020-01-01",
    reads_over="violation",
    then=outcome("$step.disposition", "$step.lead"),
    reading=(
        "部门法规定的先行步骤先于处罚",
        "a step that the sector act puts first comes before the penalty",
    ),
    zh="街道办条例尚未施行；部门法规定处罚之前先走的步骤",
    en="the Subdistrict Regulation was not yet in force; the sector act puts a step before the "
    "penalty",
)
第九十三条(
    "demand",
    when="诉求 且 日期 < 2020-01-01",
    then=outcome("handle", OWNER),
    note=(
        f"{_ART_104[0]}；当时诉求如何受理、转办，所收录的文本没有规定",
        f"{_ART_104[1]}; how a demand was then taken in and passed on, no rule on file said",
    ),
    zh="街道办条例自2020年1月1日、接诉即办条例自2021年9月24日起施行，不溯及此前；依部门法，由其所定的机关办理",
    en="the Subdistrict Regulation (from 2020-01-01) and the regulation on demands (from 2021-09-24) "
    "do not reach back: the organ that the sector act names deals with it",
)
第九十三条(
    "tasks",
    when="任务 且 日期 < 2020-01-01",
    then=outcome("not_covered"),
    residual=True,
    note=_ART_104,
    zh="街道办条例自2020年1月1日起施行，不溯及此前；当时如何办理，所收录的文本没有规定",
    en="the Subdistrict Regulation (from 2020-01-01) does not reach back; how it was then dealt with "
    "is not on file",
)
