"""Reasons: which rule lost to which, as of when, and whether the text of that day is on file."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

import attrs
import pytest
from govrules import UNKNOWN, Decision, Jurisdiction, Period
from govrules.decision.reasons import defeats, unfiled
from govrules.evaluate import Evaluation, Known, evaluate
from govrules.law import Rank, Version
from govrules.rules import read_facts

MOVE = {"disposition": "transfer", "lead": "district_government@district"}


def lost(d: Decision) -> list[tuple[str, str]]:
    return [(one.rule, one.by) for one in d.defeated]


@pytest.fixture(scope="module")
def outranked(town: Any) -> Jurisdiction:
    """The town with a law above its regulation, the law that says so, and one whose text is lost."""
    wordings = (Version(None, date(2014, 1, 1)), Version(date(2015, 1, 1), date(2015, 1, 1)))
    says_so = town.instrument("LEG", "立法法", Rank.LAW, town.NPCSC, "2000-07-01")
    law = town.law(
        (
            *(attrs.evolve(i, versions=wordings) if i.id == "LW" else i for i in town.INSTRUMENTS),
            says_so,
        )
    )
    rule = town.rule("R.law", "route", "kind = violation", MOVE, "LW 1")
    return Jurisdiction(attrs.evolve(town.blueprint(rule), law=law))


def shown(made: Jurisdiction, matter: dict[str, Any], on: Any) -> Evaluation:
    """What was found of a matter, as if no more were known of its day."""
    found = evaluate(made.rules, read_facts(matter, made.fields))
    known = Known.of(found.facts)
    known.bind("on", on, frozenset())
    return attrs.evolve(found, look=known)


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_a_rule_loses_though_the_other_is_open(town: Any, engine: Any) -> None:
    """A higher rule that may agree, its organ being undivided, leaves the lower one no place."""
    low = {"disposition": "handle", "lead": "bureau@city"}
    made = Jurisdiction(
        town.blueprint(town.rule("R.low", "route", "kind = violation and item = dump", low, "GR 1"))
    )
    d = made.decide(town.matter(item="dump"), engine=engine)
    assert lost(d) == [("R.low", "R.found")]
    assert "R.low" not in {r.rule for r in d.because}


@pytest.mark.parametrize(
    ("on", "as_of"),
    [
        (date(2023, 3, 14), "2015-03-15"),
        (date(2023, 3, 15), "2023-03-15"),
        (Period(date(2023, 3, 15), None), "2023-03-15"),
        (Period(date(2016, 1, 1), date(2023, 3, 15)), "2015-03-15"),
        (Period(date(2016, 1, 1), date(2024, 1, 1)), "2015-03-15"),
        (Period(None, date(2023, 3, 15)), "2000-07-01"),
        (Period(None, None), "2000-07-01"),
        (UNKNOWN, None),
    ],
)
def test_a_defeat_is_told_by_the_law_of_the_day(
    outranked: Jurisdiction, town: Any, on: Any, as_of: str | None
) -> None:
    """The text is the newest that was in force by the day, or by every day that it may be."""
    found = shown(outranked, town.matter(), on)
    told = {by: day for _, by, _, day in defeats(found, [found.answers["route"]])}
    assert told == {"R.law": as_of}


@pytest.mark.parametrize(
    ("on", "rules"),
    [
        (date(2014, 12, 31), ("R.law",)),
        (date(2015, 1, 1), ()),
        (Period(date(2014, 12, 31), date(2016, 1, 1)), ("R.law",)),
        (Period(None, date(2015, 1, 1)), ("R.law",)),
        (Period(None, date(2015, 1, 2)), ("R.law",)),
        (Period(date(2015, 1, 1), None), ()),
        (Period(None, None), ("R.law",)),
        (UNKNOWN, ()),
    ],
)
def test_a_text_that_is_not_on_file_is_told(
    outranked: Jurisdiction, town: Any, on: Any, rules: tuple[str, ...]
) -> None:
    """A day that may lie before the first text on file is told; from that text's day, no more."""
    law = outranked.rules.rules["R.law"]
    assert unfiled(shown(outranked, town.matter(), on), [law]) == rules


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_what_was_not_yet_in_force_is_said_where_nothing_answers(
    beijing_pack: Jurisdiction, engine: Literal["classes", "reference"]
) -> None:
    """A reader learns which provision does not reach the day, and from when it holds."""
    matter = {"kind": "violation", "item": "waste_individual_missorting", "place": "110116001"}
    matter |= {"prior_steps": "none"}
    before = beijing_pack.decide(matter, on="2019-03-01", engine=engine)
    notes = [n for n in before.notes if n.code == "not_in_force"]
    # The act itself; and the regulation on subdistricts, which says what they do about it.
    assert [re.findall(r"自(\S+?)起", n.zh) for n in notes] == [["2020-05-01"], ["2020-01-01"]]
    assert "from 2020-05-01" in notes[0].en
    after = beijing_pack.decide(matter, on="2020-05-01", engine=engine)
    assert [n for n in after.notes if n.code == "not_in_force"] == []
