"""Follow-up duties, and what is public of their clocks."""

from __future__ import annotations

from govrules import Duty

from ..china import BEAR_COST

__all__ = ["DUTIES"]

# JS 13(2) has the government services department and others set the times; none is published.
_SET_ELSEWHERE = (
    "天数不在条文中，依第十三条另行确定，未公开",
    "the days are set outside the text, under art. 13, and are not public",
)
_NO_CLOCK = ("", "")
_PROMPTLY = ("及时，条文未定天数", "in time; the text gives no number of days")
_HANDLER = ("承办单位", "the handling body")
_HOTLINE = ("市民热线服务工作机构", "the citizen hotline agency")
_LOCAL = ("{街乡}", "the {subdistrict}")
_GIVER = ("交办的部门", "the department that asks")

DUTIES = (
    Duty(
        "feedback",
        "向当事人反馈处理情况",
        "tell the person concerned what was done",
        *_PROMPTLY,
        *_LOCAL,
    ),
    Duty(
        "contact_caller",
        "联系诉求人、听取意见并了解情况",
        "contact the caller and hear them",
        *_PROMPTLY,
        *_HANDLER,
    ),
    Duty(
        "report_result",
        "向诉求人和热线机构反馈办理情况",
        "report the result to the caller and the hotline",
        *_SET_ELSEWHERE,
        *_HANDLER,
    ),
    Duty(
        "explain_delay",
        "依法延期的，向诉求人说明理由并告知热线机构；一时解决不了的，做好解释",
        "where the time is lawfully extended, give the caller the reason and tell the hotline; where it cannot be solved yet, explain why",
        *_NO_CLOCK,
        *_HANDLER,
    ),
    Duty(
        "time_limit",
        "在工单上注明办理时限",
        "state the time limit on the work order",
        *_SET_ELSEWHERE,
        *_HOTLINE,
    ),
    Duty(
        "revisit",
        "回访诉求人",
        "call the caller back",
        "办理时限期满时",
        "when the time limit ends",
        *_HOTLINE,
    ),
    Duty(
        "stop_violation",
        "劝阻、制止违法行为",
        "dissuade the person and stop the violation",
        "发现时",
        "on finding it",
        *_LOCAL,
    ),
    Duty(
        "send_support",
        "提供人员、经费、技术保障，并明确要求、标准、流程",
        "provide staff, money and technology, and state requirements, standards and process",
        *_NO_CLOCK,
        *_GIVER,
    ),
    BEAR_COST,
    Duty(
        "investigate_refusal",
        "调查、督办，并计入年度绩效考评",
        "look into the refusal, press for performance, and count it in the yearly assessment",
        *_NO_CLOCK,
        "区人民政府",
        "the district government",
    ),
    Duty(
        "report_incident",
        "报告区政府，必要时可越级",
        "report to the district government, and over its head if need be",
        "立即",
        "at once",
        *_LOCAL,
    ),
    Duty(
        "study_demand",
        "及时研判并提出处理意见",
        "study the demand and say how to deal with it",
        *_PROMPTLY,
        "受理报请的人民政府",
        "the government that is asked",
    ),
    Duty(
        "partial_report",
        "按期把结果报给首接单位；逾期的说明理由并报告进展",
        "report the result to the first receiver in time; if late, the reason and how far they are",
        *_SET_ELSEWHERE,
        "配合的单位",
        "the bodies that help",
    ),
)
