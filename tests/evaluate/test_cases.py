"""What comes out whichever way an open fact turns out: decided, and never overturned."""

from __future__ import annotations

from itertools import islice, product
from typing import Any

import pytest
from govrules import UNKNOWN, Decision, GovrulesError, Jurisdiction
from govrules.errors import ConflictError
from govrules.evaluate import evaluate
from govrules.rules import read_facts
from govrules.testing.strategies import better_known, blueprints, matters
from hypothesis import given, settings
from hypothesis import strategies as st

OFFICE = {"disposition": "handle", "lead": "office@subdistrict"}
BUREAU = {"disposition": "handle", "lead": "bureau@district"}
BARRED = {"disposition": "barred", "prohibited": True}
UNFIT = {"disposition": "transfer", "prohibited": True, "lead": "bureau@district"}


def two_ways(town: Any, yes: dict[str, Any], no: dict[str, Any]) -> Jurisdiction:
    """A town in which a complaint goes one way if it is listed and another if it is not."""
    return Jurisdiction(
        town.blueprint(
            town.rule("R.yes", "route", "kind = complaint and listed", yes, "CR 2(1)(1)"),
            town.rule("R.no", "route", "kind = complaint and not listed", no, "CR 3"),
        )
    )


def step(d: Decision) -> tuple[Any, ...]:
    """What is to be done, and by whom."""
    return d.disposition, d.lead and (d.lead.role, d.lead.level), d.prohibited


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_what_is_the_same_either_way_is_decided(town: Any, engine: Any) -> None:
    """Two rules that part on one fact and lead to one step: both are reasons, nothing is asked."""
    made = two_ways(town, OFFICE, {**OFFICE, "by": "bureau@district"})
    d = made.decide(town.matter(kind="complaint", listed=None), engine=engine)
    assert step(d) == ("handle", ("office", "subdistrict"), False)
    assert (d.ask, d.by) == ((), None)
    assert {"R.yes", "R.no"} <= {r.rule for r in d.because}
    assert [n.zh for n in d.notes] == ["尚不知“在清单内”，但无论如何，处置与承办机关不变"]


def test_what_is_assumed_is_told_whatever_the_open_facts(town: Any) -> None:
    """A rule that only an assumption keeps out of every case: the decision rests on that."""
    urgent = town.rule(
        "R.rush", "route", "kind = complaint and urgent", BUREAU, exception_to=("R.yes", "R.no")
    )
    ways = (
        town.rule("R.yes", "route", "kind = complaint and listed", OFFICE, "CR 2(1)(1)"),
        town.rule("R.no", "route", "kind = complaint and not listed", OFFICE, "CR 3"),
    )
    d = Jurisdiction(town.blueprint(*ways, urgent)).decide(
        town.matter(kind="complaint", listed=None, urgent=None)
    )
    assert (step(d), [a.field for a in d.assumed]) == (
        ("handle", ("office", "subdistrict"), False),
        ["urgent"],
    )


def test_what_is_barred_either_way_is_barred(town: Any) -> None:
    """Two codes that both bar: it is barred, the other code is named, and no lead is invented."""
    d = two_ways(town, BARRED, UNFIT).decide(town.matter(kind="complaint", listed=None))
    assert (step(d), d.ask) == (("barred", None, True), ())
    assert [n.code for n in d.notes] == ["stays_open", "or_else"]


@pytest.mark.parametrize("other", [BUREAU, {**OFFICE, "prohibited": True}, BARRED])
def test_what_differs_is_asked(town: Any, other: dict[str, Any]) -> None:
    """Another organ, or a bar on one side only, is a difference that a fact must settle."""
    d = two_ways(town, OFFICE, other).decide(town.matter(kind="complaint", listed=None))
    assert (d.disposition, [a.field for a in d.ask]) == ("undetermined", ["listed"])


def test_two_open_facts_together_may_change_nothing(town: Any) -> None:
    """Four rules part on two facts and all lead to one step: neither fact is asked."""
    ways = [f"{a}listed and {b}urgent" for a in ("", "not ") for b in ("", "not ")]
    made = town.blueprint(
        *(
            town.rule(f"R.{n}", "route", f"kind = complaint and {way}", OFFICE, "CR 3")
            for n, way in enumerate(ways)
        )
    )
    d = Jurisdiction(made).decide(town.matter(kind="complaint", listed=None, urgent="unknown"))
    assert (step(d), d.ask) == (("handle", ("office", "subdistrict"), False), ())


def test_a_fact_that_changes_nothing_is_not_asked(town: Any) -> None:
    """Beside one that decides, a fact that parts two rules of one step is left out."""
    made = town.blueprint(
        town.rule("R.yes", "route", "kind = complaint and listed", BUREAU, "CR 3"),
        *(
            town.rule(f"R.{n}", "route", f"kind = complaint and not listed and {way}", OFFICE)
            for n, way in enumerate(("urgent", "not urgent"))
        ),
    )
    matter = town.matter(kind="complaint", listed=None, urgent="unknown")
    d = Jurisdiction(made).decide(matter)
    assert (d.disposition, [a.field for a in d.ask]) == ("undetermined", ["listed"])


def test_what_applies_in_one_case_only_adds_nobody(town: Any) -> None:
    """Duties and helpers of a rule that may not apply are not imposed."""
    made = two_ways(town, {**OFFICE, "duties": ["reply"]}, OFFICE)
    assert made.decide(town.matter(kind="complaint", listed=None)).duties == ()


def test_one_case_without_a_rule_stays_open(town: Any) -> None:
    """Where on one side no rule speaks, the other side is no answer."""
    only = town.rule("R.yes", "route", "kind = complaint and listed", OFFICE, "CR 2(1)(1)")
    d = Jurisdiction(town.blueprint(only)).decide(town.matter(kind="complaint", listed=None))
    assert d.disposition == "undetermined"


def test_not_to_prohibit_is_to_allow(town: Any) -> None:
    """One rule says that it is not prohibited and the other says nothing of it: one step."""
    made = two_ways(town, {**OFFICE, "prohibited": False}, OFFICE)
    d = made.decide(town.matter(kind="complaint", listed=None))
    assert (step(d), d.ask) == (("handle", ("office", "subdistrict"), False), ())


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_rules_that_conflict_whatever_is_learnt_are_told(town: Any, engine: Any) -> None:
    """Two rules that nothing ranks and that meet either way: no answer to a question helps."""
    either = "kind = complaint and (listed or not listed)"
    made = Jurisdiction(
        town.blueprint(
            town.rule("R.a", "route", either, OFFICE, "CR 3"),
            town.rule("R.b", "route", either, BUREAU, "CR 3"),
        )
    )
    d = made.decide(town.matter(kind="complaint", listed=None), engine=engine)
    assert (d.disposition, d.ask) == ("undetermined", ())
    assert [n.zh for n in d.notes] == [
        "无论查明什么，规则 R.a、R.b 都结论不同且无从确定先后：须由规则编者修正"
    ]
    with pytest.raises(ConflictError):
        made.decide(town.matter(kind="complaint", listed=False), engine=engine)


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_what_is_to_be_ranked_whatever_is_learnt_is_put_to_the_organ(
    town: Any, engine: Any
) -> None:
    """Rules of two makers of one rank meet either way: nothing is asked."""
    either = "kind = complaint and (listed or not listed)"
    made = Jurisdiction(
        town.blueprint(
            town.rule("R.a", "route", "kind = complaint", OFFICE, "GR 3"),
            town.rule("R.b", "route", either, BUREAU, "DR 3"),
        )
    )
    before, after = (
        made.decide(town.matter(kind="complaint", listed=listed), engine=engine)
        for listed in (None, True)
    )
    assert after.disposition == "adjudicate_law"
    assert (step(before), before.ask) == (step(after), ())
    assert [n.code for n in before.notes][-1] == "stays_open"


def test_rules_that_conflict_one_way_leave_it_open(town: Any) -> None:
    """Of two rules that nothing ranks one falls away as the fact turns out: it is asked for."""
    made = Jurisdiction(
        town.blueprint(
            town.rule("R.a", "route", "kind = complaint and listed", OFFICE, "CR 3"),
            town.rule(
                "R.b", "route", "kind = complaint and (listed or not listed)", BUREAU, "CR 3"
            ),
        )
    )
    d = made.decide(town.matter(kind="complaint", listed=None))
    assert (d.disposition, [a.field for a in d.ask]) == ("undetermined", ["listed"])


@settings(max_examples=25)
@given(st.data())
def test_what_is_learnt_never_turns_it(data: Any) -> None:
    """On generated jurisdictions: a step that stands whatever is open, stands when more is known."""
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, known=1))
    later = data.draw(better_known(made.fields, record))
    try:
        before, after = (made.decide(r, ask="plain") for r in (record, later))
    except GovrulesError:
        return
    if {n.code for n in before.notes} & {"stays_open"} and not before.prohibited:
        assert step(after) == step(before)


@settings(max_examples=25)
@given(st.data())
def test_one_step_is_never_undetermined(data: Any) -> None:
    """On generated jurisdictions: where a fact is asked for, more than one step is possible."""
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, known=1))
    try:
        d = made.decide(record, ask="plain")
        found = evaluate(made.rules, read_facts(record, made.fields))
    except GovrulesError:
        return
    values = found.answers["route"].values
    if d.disposition == "undetermined" and not {a.field for a in d.ask} <= {"place"}:
        steps = {
            v and tuple(v.get(p) for p in ("disposition", "lead", "prohibited")) for v in values
        }
        assert len(steps) > 1 or any(UNKNOWN in s for s in steps if s)


@settings(max_examples=25)
@given(st.data())
def test_what_is_asked_decides(data: Any) -> None:
    """On generated jurisdictions: of each fact asked for, some answer changes the step.

    Gone through by deciding the matter in full for every way in which its facts can turn out.
    """
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, known=3))
    choices = {
        f.id: [c.code for c in f.choices] if f.kind == "choice" else [True, False]
        for f in made.fields.values()
        if f.kind in ("flag", "choice") and f.reads is None
    }
    try:
        asked = [a.field for a in made.decide(record).ask]
    except GovrulesError:
        return
    if not asked or not set(asked) <= choices.keys():
        return
    unsaid = [f for f in choices if made.fields[f].read(record.get(f)) is UNKNOWN]
    ends: dict[tuple[Any, ...], Any] = {}
    for values in islice(product(*(choices[f] for f in unsaid)), 200):
        try:
            d = made.decide({**record, **dict(zip(unsaid, values, strict=True))}, ask="plain")
        except GovrulesError as error:
            ends[values] = error.code
            continue
        if d.ask:
            return  # more is open than can be gone through here
        ends[values] = step(d)
    for n, f in ((unsaid.index(f), f) for f in asked if f in unsaid):
        others: dict[Any, set[Any]] = {}
        for values, end in ends.items():
            others.setdefault((*values[:n], *values[n + 1 :]), set()).add(end)
        assert len(ends) == 200 or any(len(found) > 1 for found in others.values()), f
