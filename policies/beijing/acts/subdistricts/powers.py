"""第二章 机构与职责：职权与执法事项清单（第十一条）。"""

from __future__ import annotations

from .act import JD

第十一条 = JD.article("11", when="发现违法行为")
第十一条.remark(
    "command",
    when="route.disposition = joint_enforcement 且 设街道或地区办事处",
    cite="(1)(3)",
    note=(
        "本项只写区级部门；第二十六条及于市级部门",
        "this item names district departments; art. 26 covers city departments as well",
    ),
    zh="{街乡}有权指挥调度区政府部门开展联合执法",
    en="the {subdistrict} may command district departments in joint enforcement",
)

第十一条第二款 = JD.article("11(2)", question="on_power_list")
第十一条第二款(
    "before",
    when="日期 < 2020-07-01",
    then={"on_power_list": False},
    zh="2020年7月1日前市政府尚未公布清单",
    en="no list had been published before 2020-07-01",
)
