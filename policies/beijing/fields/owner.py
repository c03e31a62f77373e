"""Who may own it: what is known of competence."""

from __future__ import annotations

from govrules import Field

from ...china import FIELD
from .flag import flag

FIELDS = (
    FIELD["owner"],
    flag(
        "owner_known",
        "权责明确",
        "the owner is clear",
        "承办单位是否明确？",
        "is it clear who owns it?",
        source="JS 12(1); JD 17(1)(3)",
    ),
    FIELD["undivided"],
    flag(
        "contested",
        "两部条例相争，尚待裁决",
        "two regulations disagree and are yet to be ranked",
        "两部条例所指机关是否不同，且尚未裁决？",
        "do two regulations name different organs, with no ruling yet?",
        assume=False,
        source="LEG 106",
    ),
    Field(
        "n_departments",
        "count",
        "涉及部门数",
        "number of departments involved",
        assume=1,
        most=9,
        source="JD 17(1)(1), 26",
        ask_zh="涉及几个部门？",
        ask_en="how many departments are involved?",
    ),
    flag(
        "in_duty",
        "属本单位职责",
        "within the receiving body's own duty",
        "是否属于接收单位自身职责？",
        "is it within the receiving body's own duty?",
        source="JD 17(1), 26; JS 14",
    ),
    flag(
        "directly_doable",
        "能够直接办理",
        "can be done directly",
        "接收单位能否直接办理？",
        "can the body that received it deal with it directly?",
        assume=True,
        source="JD 17(1)",
    ),
    flag(
        "coordination_failed",
        "经协调仍无法解决",
        "coordination has failed",
        "是否已经协调而仍无法解决？",
        "has coordination been tried, and failed?",
        assume=False,
        source="JD 17(1)(3); JS 20",
    ),
    flag(
        "on_power_list",
        "列入街乡行政执法事项清单",
        "on the list of subdistrict powers",
        "该职权在行为之日是否列入市政府公布的街乡行政执法事项清单？",
        "was the power on the city government's list of subdistrict powers on that day?",
        source="JD 11(2); JZF2020-9",
    ),
    flag(
        "greening_power_moved",
        "绿化处罚权已转城管",
        "the greening power moved to urban enforcement",
        "市政府是否已决定这项绿化处罚权由城管执法部门行使？",
        "has the city government moved this greening power to urban enforcement?",
        source="GREENING 73",
    ),
    FIELD["filed"],
    FIELD["filed_by"],
    flag(
        "district_known",
        "所属区明确",
        "the district is known",
        "能否确定所属的区？",
        "is the district known?",
        source="JS 12(1)(2)",
    ),
)
