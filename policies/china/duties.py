"""Duties that the national laws impose."""

from __future__ import annotations

from govrules import Duty

__all__ = ["BEAR_COST"]

BEAR_COST = Duty(
    "bear_cost",
    "为协助提供必要条件；属于部门委托的工作，由部门承担所需经费",
    "provide what the help needs; where a department entrusts the work, that department bears the cost",
    bearer_zh="请求协助的政府或部门",
    bearer_en="the government or department that asks",
)
