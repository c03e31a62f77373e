"""第六章 保障与监督：拒不报到履职的部门（第四十四条）。"""

from __future__ import annotations

from ..outcomes import CITY, DISTRICT, STREET, outcome
from .act import JD

OVER = (
    *(f"JD26.{name}" for name in ("department", "several", "step")),
    *(f"PEN25.{name}" for name in ("filed", "disputed", "disputed_across")),
    *(f"JD17.{name}" for name in ("several", "department", "report", "failed")),
    *("JS14.2", "JS16.1", "JS20", "JS20.city"),
)
_FIRST = (
    "拒不到场是这一机制中的特别情形，故先于一般的处置办法",
    "a refusal is the special case of the mechanism and so comes before the ordinary ways",
)

第四十四条 = JD.article(
    "44(1)", question="route", when="部门拒不报到履职 且 非 属本单位职责 且 街乡承办"
)
第四十四条(
    "refused",
    when="归区级部门",
    reads_over=OVER,
    then=outcome("escalate_district", DISTRICT, by=STREET, duties=["investigate_refusal"]),
    reading=_FIRST,
    zh="部门在吹哨报到中拒不履职，街道报区政府调查、督办",
    en="a whistled department refuses: the subdistrict reports it to the district government",
)
第四十四条(
    "refused_city",
    when="归市级部门",
    reads_over=OVER,
    then=outcome("escalate_city", CITY, by=STREET),
    reading=(
        "条文由区政府对工作部门调查、督办，不及市级部门；市级部门不到场的，比照报市政府",
        "the text has the district government look into departments, which cannot be the city's; "
        "where a city department does not come, the city government is told likewise",
    ),
    zh="市级部门不到场履职，报市政府督促",
    en="a city department does not come: the city government is told",
)
