"""Duties that sector acts lay on whoever acts first, beside the tables of ``lists/rules``."""

from __future__ import annotations

from govrules import Act

from .terms import TERMS

__all__ = ["SECTOR"]

EMERGENCY = Act("EMERGENCYBJ", definitions=TERMS)

第四十七条 = EMERGENCY.article("47", when="诉求 且 item under fire_emergency_first_response")
第四十七条(
    "report",
    when="非 prior_steps.已报告",
    then={"duties": ["report_incident"]},
    zh="先行处置的同时立即上报",
    en="it acts first and reports at once",
)

# A sector act's first step holds for a demand as well, in whosever hands its work order is.
DEMANDS = Act("JS", definitions=TERMS)

第十四条第二款 = DEMANDS.article("14(2)", since="2021-09-24", when="诉求 且 (经热线 或 已派单)")
第十四条第二款(
    "step",
    then={"assist": ["$step.lead"]},
    zh="部门法规定先走的步骤，不论诉求从何而来，由其先行",
    en="the step that the sector act puts first is taken first by whom it names, by whatever door "
    "the demand came in",
)

SECTOR = (*EMERGENCY.rules, *DEMANDS.rules)
