"""第一章 总则：派出机关，统筹协调（第三条、第五条）。"""

from __future__ import annotations

from ..outcomes import outcome
from .act import JD

第三条 = JD.article("3", question="route")
第三条(
    "zone",
    when="街乡受理的诉求 且 在功能区",
    then=outcome("not_covered"),
    note=(
        "功能区由其管理机构管理，宜向该机构反映",
        "a zone is run by its own management body, to which to turn",
    ),
    zh="该处为功能区，不设街道办事处",
    en="this is a functional zone without a subdistrict office",
)
第三条.remark(
    "area",
    when="街乡受理的诉求 且 街乡类别 = 地区",
    reading=(
        "地区办事处按街道办事处理解；其是否兼为乡镇政府，区划代码未载",
        "an area office (地区办事处) is read as a subdistrict office; whether it is also a township "
        "government the division codes do not say",
    ),
    zh="地区办事处依街道办事处的规定",
    en="an area office follows the rules for subdistrict offices",
)

第五条 = JD.article("5(1)", when="诉求 且 街道辖区")
第五条.remark(
    "command",
    when="route.disposition in (coordinate, coordinate_whistle) 且 街乡牵头 且 受街道调度",
    zh="区政府部门及其派出机构、公共服务单位应当接受{街乡}统筹协调、指挥调度",
    en="district departments, their outposts and public service companies must accept the "
    "subdistrict's coordination and command",
)

第三条之任务 = JD.article("3", question="route", when="在功能区")
第三条之任务(
    "no_office",
    when="类型 = 考核 或 类型 属于 (交办任务, 设机构挂牌) 且 承接层级 = 街道乡镇",
    then=outcome("not_covered"),
    zh="该处为功能区，不设街道办事处",
    en="this is a functional zone without a subdistrict office",
)
