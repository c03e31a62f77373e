"""What does not hold of the charts of cases: one detector for each property that is proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ...charts.proof import Flaw
from ..context import AnalysisContext
from ..detector import Detector
from ..finding import Finding, Severity

__all__ = ["CHART_FLAWS"]

# Code → how grave, what it reports, what to do about it.
FLAWS: Mapping[str, tuple[Severity, tuple[str, str], tuple[str, str]]] = {
    "chart_no_end": (
        "error",
        ("案件会到达再也不能办结的状态", "a case can come where it can never end"),
        ("为该状态添上通往办结状态的流转", "give that state a move towards a closing one"),
    ),
    "chart_no_owner": (
        "error",
        ("案件会无人负责", "a case can be where nobody answers for it"),
        (
            "改由某级的角色负责，或为通往该状态的流转加上条件",
            "let a role at a level own the state, or guard the moves that lead to it",
        ),
    ),
    "chart_contest_unruled": (
        "error",
        (
            "争议到不了须限期裁定的机关",
            "what is contested reaches no organ that must rule by a day",
        ),
        (
            "让争议进入 rules 为 yes 的状态，并为其负责机关起算时限",
            "lead it to a state whose column rules says yes, and start a clock for its owner",
        ),
    ),
    "chart_refusal_ring": (
        "error",
        ("拒绝可以无休止地循环，无人裁定", "refusals can go round for ever, and nobody rules"),
        (
            "让其中一次进入须裁定的状态，或限定次数",
            "lead one of them to a state that rules, or count them and stop",
        ),
    ),
    "chart_clock_without_end": (
        "error",
        ("时限在走而无人应当行动，或再也不能了结", "a clock waits for nobody, or can never end"),
        (
            "在最后一个应当行动的单位离开时停止时限，或写明此时归谁",
            "stop it when the last that it waits for is gone, or say whose it is then",
        ),
    ),
    "chart_fails": (
        "error",
        ("流程自身在某一步出错", "the chart itself fails at a step"),
        (
            "收窄同时可行的条件，或让自动流转有尽头",
            "narrow the guards, or let moves by themselves end",
        ),
    ),
    "chart_unproved": (
        "warning",
        ("情形过多，流程未得证明", "there is too much that may happen for the chart to be proved"),
        ("减少条件所读的次数与单位", "let guards count less far, or read fewer organs"),
    ),
}


def _detector(code: str) -> Detector:
    severity, (zh, en), fix = FLAWS[code]

    def find(context: AnalysisContext) -> Iterator[Finding]:
        for proof in context.proofs:
            yield from (_finding(context, made, f) for f in proof.flaws if f.code == code)

    made = Detector(code, severity, zh, en, fix, find)
    return made


def _finding(context: AnalysisContext, detector: Detector, flaw: Flaw) -> Finding:
    texts = [
        f"{said}{colon}{flaw.told(lang)}" if flaw.way else said
        for lang, said, colon in (("zh", flaw.zh, "："), ("en", flaw.en, ": "))
    ]
    way: list[dict[str, Any]] = [attrs.asdict(event) for event in flaw.way]
    chart = [("chart", flaw.chart.id)]
    data = {"at": flaw.about, "way": way}
    return detector.finding(context, *texts, about=chart, data=data)


CHART_FLAWS = tuple(_detector(code) for code in FLAWS)
