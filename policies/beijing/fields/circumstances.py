"""What has happened, and what has been done about it."""

from __future__ import annotations

from govrules import Field

from ...china import FIELD
from .choices import DISPUTE, FOUND_BY, NO_SMOKING, STAGE, STEPS, WHISTLE_BY, WHISTLE_FOR
from .flag import flag

FIELDS = (
    Field(
        "no_smoking_place",
        "choice",
        "禁烟场所",
        "no-smoking place",
        NO_SMOKING,
        source="SMOKING 9, 10",
        ask_zh="是室内或公共交通工具内，控烟条例第十条列明的室外区域，还是公园自划的禁烟区？",
        ask_en="indoors or in public transport, outdoors where art. 10 lists it, or in a zone that "
        "the park itself has set?",
    ),
    flag(
        "fits_village_plan",
        "符合村庄规划",
        "it conforms to the village plan",
        "是否符合村庄规划？",
        "does it conform to the village plan?",
        source="PLANNING 77",
    ),
    Field(
        "stage",
        "choice",
        "阶段",
        "stage",
        STAGE,
        ask_zh="现在处于什么阶段？",
        ask_en="at what stage is it?",
    ),
    Field(
        "found_by",
        "choice",
        "发现者",
        "who found it",
        FOUND_BY,
        assume="subdistrict",
        source="JD 26",
        ask_zh="违法行为是谁发现的？",
        ask_en="who found the violation?",
    ),
    Field(
        "whistle_by",
        "choice",
        "吹哨者",
        "who whistles",
        WHISTLE_BY,
        source="JD 5",
        ask_zh="哨由谁吹：街道乡镇、社区村还是部门？",
        ask_en="who whistles: the subdistrict, a community or a department?",
    ),
    Field(
        "whistle_for",
        "choice",
        "吹哨事由",
        "occasion of the whistle",
        WHISTLE_FOR,
        source="JD 5",
        ask_zh="为何吹哨：群众诉求、重点工作、综合执法还是应急处置？",
        ask_en="what is the whistle for: people's demands, priority work, integrated enforcement "
        "or an emergency?",
    ),
    flag(
        "raised_often",
        "反映集中、难以解决",
        "raised often and hard to solve",
        "该事项是否反映集中、难以解决（多人多次提出，历时已久）？",
        "is it raised often, by many or for long, and hard to solve?",
        assume=True,
        source="JD 5",
    ),
    Field(
        "dispute_between",
        "choice",
        "管辖争议各方",
        "those who dispute jurisdiction",
        DISPUTE,
        assume="departments",
        source="PEN 25(2); JD 17(1)(3)",
        ask_zh="管辖争议发生在谁之间：部门、街乡还是区？",
        ask_en="who disputes jurisdiction: departments, subdistricts or districts?",
    ),
    Field(
        "prior_steps",
        "set",
        "已采取的步骤",
        "steps already taken",
        STEPS,
        ask_zh="此前已采取哪些步骤？",
        ask_en="which steps have been taken already?",
    ),
    FIELD["cross_district"],
    flag(
        "responsible_known",
        "责任人明确",
        "the responsible party is known",
        "责任人是否明确？",
        "is the responsible party known?",
    ),
    flag(
        "in_emergency_response",
        "突发事件应对期间",
        "during an emergency response",
        "是否处于突发事件应对期间？",
        "is it during the response to an emergency?",
        # The one item that turns on it is what is done in such a time.
        assume=True,
    ),
    flag(
        "key_district",
        "中心城区",
        "in the central urban area",
        "是否位于中心城区？",
        "is it in the central urban area?",
    ),
)
