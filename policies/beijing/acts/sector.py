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

SECTOR = EMERGENCY.rules
