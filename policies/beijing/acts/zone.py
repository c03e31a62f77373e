"""《北京经济技术开发区条例》：管委会统一管理（第八条）。"""

from __future__ import annotations

from govrules import Act

from .outcomes import OWNER, outcome
from .terms import TERMS

__all__ = ["ETOWN"]

ETOWN = Act("ETOWN", definitions=TERMS)
_RUNS_IT = (
    "开发区管委会代表市政府统一管理该区域",
    "the zone's committee manages this area for the city government",
)

第八条 = ETOWN.article("8", question="route")
第八条(
    "demands",
    when="街乡受理的诉求 且 在功能区 且 正当诉求 且 owner under zone_committee",
    then=outcome("transfer", OWNER),
    reads_over="JD3.zone",
    reading=(
        "条文未写向区内机关反映的诉求如何转办；属管委会职责的，转管委会",
        "the text does not say how demands raised in the zone travel; what is for its committee "
        "goes to it",
    ),
    zh="开发区内属管委会职责的，转管委会办理",
    en="in the zone what is for its committee is passed on to it",
)
第八条.remark(
    "penalties",
    when="发现违法行为 且 在开发区",
    note=(
        "部门法的处罚机关在开发区内由谁行使职权，所收录的文本没有规定；此处的机关依区划代码落在大兴区，"
        "须与管委会核实",
        "who exercises in the zone what a sector act gives to a department, the texts on file do "
        "not say; the organ is shown in Daxing, where the code lies: to be settled with the "
        "committee",
    ),
    zh=_RUNS_IT[0],
    en=_RUNS_IT[1],
)
第八条.remark(
    "orders",
    when="已派出 且 在开发区",
    note=(
        "接诉即办条例只写区人民政府，未写管委会；代码虽列大兴区，派单与督促协调的对象须与管委会核实",
        "the demands regulation names district governments only, not the committee; the code lies "
        "in Daxing, but whom to send to is to be settled with the committee",
    ),
    zh=_RUNS_IT[0],
    en=_RUNS_IT[1],
)
