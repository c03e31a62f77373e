"""Follow-up duties, and what is public of their clocks."""

from __future__ import annotations

from govrules import Duty

__all__ = ["DUTIES"]

# JS 13(2) has the government services department and others set the times; none is published.
_SET_ELSEWHERE = (
    "天数不在条文中，依第十三条另行确定，未公开",
    "the days are set outside the text, under art. 13, and are not public",
)
_PROMPTLY = ("及时，条文未定天数", "in time; the text gives no number of days")

DUTIES = (
    Duty("feedback", "向当事人反馈处理情况", "tell the person concerned what was done", *_PROMPTLY),
    Duty(
        "contact_caller",
        "联系诉求人、听取意见并了解情况",
        "contact the caller and hear them",
        *_PROMPTLY,
    ),
    Duty(
        "report_result",
        "向诉求人和热线机构反馈办理情况",
        "report to the caller and the hotline",
        *_SET_ELSEWHERE,
    ),
    Duty(
        "explain_delay",
        "依法延期的，向诉求人说明理由并告知热线机构；一时解决不了的，做好解释",
        "where the time is lawfully extended, give the caller the reason and tell the hotline; "
        "where it cannot be solved yet, explain",
    ),
    Duty(
        "time_limit", "工单注明办理时限", "state the time limit on the work order", *_SET_ELSEWHERE
    ),
    Duty(
        "revisit",
        "回访诉求人",
        "call the caller back",
        "办理时限期满时",
        "when the time limit ends",
    ),
    Duty(
        "stop_violation",
        "劝阻、制止违法行为",
        "dissuade and stop the violation",
        "发现时",
        "on finding it",
    ),
    Duty(
        "send_support",
        "交办部门提供人员、经费、技术保障并明确要求、标准、流程",
        "the department provides staff, money and technology, and states its standards",
    ),
    Duty(
        "bear_cost",
        "政府为协助提供必要条件；部门委托的工作需要经费的，由该部门承担",
        "government provides what the help needs; a department bears the cost of what it entrusts",
    ),
    Duty(
        "investigate_refusal",
        "调查、督办并计入年度绩效考评",
        "look into it, press, and count it in the yearly assessment",
    ),
    Duty(
        "report_incident",
        "报告区政府，必要时可越级",
        "report to the district government, over its head if needed",
        "立即",
        "at once",
    ),
    Duty(
        "study_demand",
        "及时研判并提出处理意见",
        "study the demand and say how to deal with it",
        *_PROMPTLY,
    ),
    Duty(
        "partial_report",
        "配合的单位按期把结果报给首接单位；逾期的说明理由并报告进展",
        "the bodies that help report their result to the first receiver in time; if late, the "
        "reason and how far they are",
        *_SET_ELSEWHERE,
    ),
)
