"""The charts of Beijing's cases: a work order's life, and a delegated power's handover."""

from __future__ import annotations

from pathlib import Path

from govrules.charts import Chart, read_chart

__all__ = ["charts"]

HERE = Path(__file__).parent


def charts() -> tuple[Chart, ...]:
    """Read the charts; the first is that of a matter that the hotline receives."""
    return (
        read_chart(
            "work_order",
            HERE / "work_order",
            "诉求工单",
            "work order of a demand",
            assessed_by="assessment",
        ),
        read_chart("handover", HERE / "handover", "执法职权交接", "handover of a delegated power"),
    )
