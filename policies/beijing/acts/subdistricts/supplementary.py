"""第七章 附则：乡镇参照执行（第四十九条）。"""

from __future__ import annotations

from .act import JD

第四十九条 = JD.article("49")
第四十九条.remark(
    "may_follow",
    when="乡镇辖区 且 (发现违法行为 或 街乡受理的诉求 或 已派单 且 街乡首接 且 部门拒不报到履职)",
    note=("条文为“可以参照”，并非必须", "the text says may, not must"),
    zh="乡镇落实吹哨报到、接诉即办和综合执法可以参照本条例",
    en="a township may follow this regulation in whistling, in responding to demands and in "
    "integrated enforcement",
)
