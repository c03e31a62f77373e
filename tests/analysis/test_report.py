"""Running the detectors: order, acceptance, and detectors that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from types import ModuleType

import govrules
from govrules.analysis import AnalysisContext, Finding, Report, detector
from govrules.rules import Acceptance

Checked = Callable[..., Report]


@detector("every_task", "note", zh="任务规则", en="rules on tasks", fix=("看看", "look at it"))
def every_task(context: AnalysisContext) -> Iterator[Finding]:
    """Report every rule whose id names a task, the last first."""
    for id in sorted(context.rules.rules, reverse=True):
        if "task" in id:
            yield every_task.finding(context, f"规则 {id}", f"rule {id}", rules=(id,))


@detector("breaks", "error", zh="坏", en="broken", fix=("", ""))
def breaks(context: AnalysisContext) -> Iterator[Finding]:
    """Fail."""
    raise ZeroDivisionError("over")


def accepting(town: ModuleType, *accepted: Acceptance, task: str = "kind = task") -> Report:
    """The town's report on its one rule about tasks, with some acceptances."""
    new = town.rule("R.task", "route", task, {"disposition": "barred"})
    made = town.blueprint(new, without=["R.task"])
    policy = govrules.Policy("mine", "我的", "mine", "test", "1", accepted=accepted)
    return govrules.Jurisdiction(made, [policy]).check([every_task])


def acceptance(report: Report) -> Acceptance:
    """The acceptance of its one finding."""
    (found,) = report.findings
    return Acceptance(
        found.code, found.about, found.digest, date(2026, 11, 1), "确如此", "it is so", "a.csv:2"
    )


def test_findings_come_in_the_order_of_their_subjects(checked: Checked, town: ModuleType) -> None:
    """Whatever the order in which a detector yields them."""
    more = town.rule("A.task", "route", "kind = task and listed", {"disposition": "handle"})
    assert [f.rules for f in checked(more, detectors=[every_task]).findings] == [
        ("A.task",),
        ("R.task",),
    ]


def test_a_detector_that_fails_costs_itself_only(checked: Checked) -> None:
    """It is reported under a code of its own, and the others ran."""
    report = checked(detectors=[every_task, breaks])
    assert [f.code for f in report.findings] == ["detector_failed", "every_task"]
    assert "ZeroDivisionError: over" in report.findings[0].en
    assert report.counts() == {"error": 1, "warning": 0, "note": 1}


def test_only_the_detectors_asked_for_run(checked: Checked) -> None:
    """A report says which did."""
    report = checked(detectors=[every_task, breaks], only=["every_task"])
    assert report.codes == ("every_task",)


def test_what_is_accepted_is_set_apart(town: ModuleType) -> None:
    """With the day and the reason."""
    signed = acceptance(accepting(town))
    report = accepting(town, signed)
    assert not report
    assert [a for _, a in report.accepted] == [signed]
    assert report.explain("en") == "nothing was found"
    assert "accepted on 2026-11-01: it is so" in report.explain_accepted("en")
    assert report.to_dict()["accepted"][0]["accepted"]["at"] == "a.csv:2"


def test_an_acceptance_lapses_when_its_rule_changes(town: ModuleType) -> None:
    """The finding is open again, and says since when."""
    signed = acceptance(accepting(town))
    report = accepting(town, signed, task="kind = task and listed")
    assert [f.lapsed for f in report.findings] == [("2026-11-01", "a.csv:2")]
    assert not report.accepted


def test_a_new_wording_leaves_the_acceptance_standing(town: ModuleType) -> None:
    """Words decide nothing."""
    signed = acceptance(accepting(town))
    made = town.blueprint(without=["R.task"])
    new = govrules.rule(
        "R.task",
        "route",
        when="kind = task",
        then={"disposition": "barred"},
        cite="CR 1",
        zh="另说",
        en="said otherwise",
    )
    policy = govrules.Policy("mine", "我的", "mine", "t", "1", rules=(new,), accepted=(signed,))
    assert not govrules.Jurisdiction(made, [policy]).check([every_task])


def test_a_report_is_the_same_on_every_run(checked: Checked) -> None:
    """As data too."""
    assert checked(detectors=[every_task]).to_dict() == checked(detectors=[every_task]).to_dict()


def test_parts_in_another_order_leave_the_acceptance_standing(town: ModuleType) -> None:
    """To write them so changes nothing."""
    signed = acceptance(accepting(town, task="kind = task and (listed or urgent)"))
    assert not accepting(town, signed, task="(urgent or listed) and kind = task")


def test_an_acceptance_of_nothing_is_told(town: ModuleType) -> None:
    """It would hide the fault, should it come back; one of a check that did not run is left."""
    gone = Acceptance("every_task", ("X.gone",), "d", date(2026, 11, 1), "无", "none", "a.csv:3")
    other = Acceptance("breaks", ("X.gone",), "d", date(2026, 11, 1), "无", "none", "a.csv:4")
    report = accepting(town, gone, other)
    assert [f.code for f in report.findings] == ["acceptance_unused", "every_task"]
    assert "a.csv:3: the every_task that it accepts (X.gone)" in report.findings[0].en
