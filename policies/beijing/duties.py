"""Follow-up duties, and what is public of their clocks."""

from __future__ import annotations

from govrules import Duty

__all__ = ["DUTIES"]

# JS 13 leaves the times to be set by the government services department; they are not public.
_SET_ELSEWHERE = (
    "时限由市政务服务部门会同有关部门确定，未公开",
    "time limit set elsewhere, not public",
)
_PROMPTLY = ("及时，条文未定天数", "in time; the text gives no number of days")

DUTIES = (
    Duty("feedback", "向当事人反馈处理情况", "tell the person concerned what was done", *_PROMPTLY),
    Duty("contact_caller", "联系诉求人、听取意见并了解情况", "contact the caller and hear them",
         *_PROMPTLY),
    Duty("report_result", "向诉求人和热线机构反馈办理情况", "report to the caller and the hotline",
         *_SET_ELSEWHERE),
    Duty("time_limit", "工单注明办理时限", "state the time limit on the work order", *_SET_ELSEWHERE),
    Duty("revisit", "时限期满后回访诉求人", "call the caller back when the time limit ends",
         "办理时限期满时", "when the time limit ends"),
    Duty("stop_violation", "劝阻、制止违法行为", "dissuade and stop the violation", "发现时", "on finding it"),
    Duty("send_support", "交办部门提供人员、经费、技术保障并明确要求、标准、流程",
         "the department provides staff, money and technology, and states its standards"),
    Duty("investigate_refusal", "区政府调查、督办并纳入绩效考评",
         "the district investigates, presses, and counts it in the assessment"),
    Duty("study_demand", "及时研判并提出处理意见", "study the demand and say how to deal with it", *_PROMPTLY),
    Duty("partial_report", "不能按期办结的，说明理由并报告阶段情况",
         "if late, give the reason and report what has been done"),
)  # fmt: skip
