"""Decisions: organs seated at a place, what to ask, what would have changed it, who holds it."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Decision, Field, Jurisdiction
from govrules.errors import PolicyError


def lead(d: Decision) -> tuple[str, str, str | None, str]:
    assert d.lead is not None
    return d.lead.role, d.lead.level, d.lead.unit, d.lead.name


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("bureau", "district", "110101", "东区城管局")),
        ({"place": "110101001001"}, ("bureau", "district", "110101", "东区城管局")),
        ({"listed": "yes"}, ("office", "subdistrict", "110101001", "甲街道办事处")),
        ({"listed": "yes", "place": "乙镇"}, ("office", "subdistrict", "110101101", "乙镇政府")),
        ({"urgent": "yes"}, ("district_government", "district", "110101", "东区政府")),
    ],
)
def test_the_lead_sits_where_the_matter_is(
    small: Jurisdiction, town: Any, facts: dict[str, str], expected: Any
) -> None:
    """A role becomes the organ of the unit at its level, under the name it has there."""
    assert lead(small.decide(town.matter(**facts))) == expected


def test_a_role_that_the_place_has_not_is_reported(small: Jurisdiction, town: Any) -> None:
    """In a zone without an office nobody is named in its stead, and a note says so."""
    d = small.decide(town.matter(listed="yes", place="开发区"))
    assert (d.disposition, d.lead) == ("undetermined", None)
    assert [n.code for n in d.notes] == ["role_missing"]
    assert d.notes[0].zh == "依规定应由街乡承办，但该处未设此机关"


def test_a_vague_place_is_asked_for(small: Jurisdiction, town: Any) -> None:
    """Where the place is above the organ's level, the answer is to ask for the place."""
    d = small.decide(town.matter(listed="yes", place="东区"))
    assert d.disposition == "undetermined"
    assert [a.field for a in d.ask] == ["place"]
    assert d.ask[0].zh == "请说明更具体的地点（街乡或社区村）"
    assert [(o.role, o.unit) for o in d.candidates] == [("office", None)]


def test_no_place_is_asked_for_too(small: Jurisdiction, town: Any) -> None:
    """Without any place the candidate is named in general, and the place asked for."""
    d = small.decide(town.matter(place=None))
    assert [a.field for a in d.ask] == ["place"]
    assert [(o.name, o.unit) for o in d.candidates] == [("城管局", None)]


def test_a_role_may_be_named_by_a_fact(small: Jurisdiction, town: Any) -> None:
    """ "The department that asks" is the one that the record names."""
    assert small.decide(town.matter(kind="task", giver="bureau")).lead.role == "bureau"
    assert small.decide(town.matter(kind="task")).lead.role == "department"


def test_a_prohibition_is_said(small: Jurisdiction, town: Any) -> None:
    """What was asked cannot be done, and the prose says so and who keeps the matter."""
    d = small.decide(town.matter(kind="task"))
    assert d.prohibited
    zh, en = d.explain(), d.explain("en")
    assert zh.startswith("不得；事项由东区有关部门负责。\n")
    assert "提示：\n  · 所引条文不允许这样办理" in zh
    assert en.startswith("barred; the matter stays with department, 东区.\n")
    assert "note:\n  · the articles cited do not allow this to be done" in en


def test_undetermined_names_candidates_questions_and_the_holder(
    small: Jurisdiction, town: Any
) -> None:
    """Where a fact is missing, the decision says who may own it, what to ask, who holds it."""
    d = small.decide(town.matter(listed=None))
    assert d.disposition == "undetermined"
    assert [o.role for o in d.candidates] == ["bureau", "office"]
    assert [(a.field, a.values, a.leaves) for a in d.ask] == [("listed", (True, False), 1.0)]
    assert lead(d)[:2] == ("office", "subdistrict")
    assert d.lead_is_provisional
    assert d.assumed == ()


def test_asking_what_was_proposed_decides(small: Jurisdiction, town: Any) -> None:
    """Answering the first question that is proposed, in turn, ends with a decision."""
    record = {"place": "110101001"}
    replies = {
        "kind": "violation",
        "on": "2021-03-01",
        "item": "litter",
        "listed": "yes",
        "holder": None,
    }
    for _ in range(6):
        d = small.decide(record)
        if d.disposition != "undetermined":
            break
        field = next(a.field for a in d.ask if replies.get(a.field))
        record[field] = replies.pop(field)
    assert d.disposition == "handle"


def test_the_best_question_comes_first(town: Any) -> None:
    """Questions are ordered by how few candidates an answer leaves."""
    more = (
        town.rule("C.a", "competence", "kind = task and item = bins", {"organ": "bureau@city"}),
        town.rule(
            "R.a",
            "route",
            "kind = complaint and listed",
            {"disposition": "handle", "lead": "bureau@city"},
        ),
        town.rule(
            "R.b",
            "route",
            "kind = complaint and not listed",
            {"disposition": "transfer", "lead": "hotline@hotline"},
        ),
        town.rule(
            "R.c",
            "route",
            "kind = complaint and not listed and number >= 4",
            {"disposition": "transfer", "lead": "district_government@district"},
        ),
    )
    d = Jurisdiction(town.blueprint(*more)).decide(
        kind="complaint", on="2021-03-01", place="110101001", number="unknown"
    )
    assert [a.field for a in d.ask] == ["listed", "number"]
    assert [a.leaves for a in d.ask] == sorted(a.leaves for a in d.ask)


def test_a_derived_fact_is_asked_for_at_its_source(town: Any) -> None:
    """A fact that is read off a code is never asked; the code is."""
    made = Jurisdiction(
        town.blueprint(
            town.rule(
                "R.n",
                "route",
                "kind = complaint and nature = penalty",
                {"disposition": "handle", "lead": "bureau@city"},
            )
        )
    )
    d = made.decide(kind="complaint", on="2021-03-01", place="110101001")
    assert [a.field for a in d.ask] == ["item"]


def test_what_would_have_changed_it(small: Jurisdiction, town: Any) -> None:
    """A rule that one fact alone kept out is named with that fact, in both languages."""
    (other,) = small.decide(town.matter()).otherwise
    assert (other.rule, other.cite) == ("R.urgent", "CR 1")
    assert other.zh == "若紧急：移送：区政府（《市容条例》第一条）"
    assert other.en == "if urgent: transfer: district government (市容条例, art. 1)"


def test_a_disputed_order_is_for_an_organ(town: Any) -> None:
    """Where texts of equal force disagree, the organ that ranks them is the lead."""
    other = town.rule(
        "R.dr",
        "route",
        "kind = violation",
        {"disposition": "transfer", "lead": "district_government@district"},
        "DR 1",
    )
    d = Jurisdiction(town.blueprint(other)).decide(town.matter())
    assert d.disposition == "adjudicate_law"
    assert lead(d)[:2] == ("state_council", "central")
    assert [o.role for o in d.candidates] == ["bureau", "district_government"]
    assert [(x.rule, x.by) for x in d.defeated] == [("R.dr", "R.found")]
    assert not d.lead_is_provisional


def test_an_adjudicator_that_the_pack_does_not_know_is_refused_at_load(town: Any) -> None:
    """Where the organ that ranks the law is no declared role, the pack is told to declare it."""
    other = town.rule(
        "R.dr",
        "route",
        "kind = violation",
        {"disposition": "transfer", "lead": "district_government@district"},
        "DR 1",
    )
    roles = tuple(r for r in town.ROLE_LIST if r.code != "state_council")
    with pytest.raises(PolicyError, match="no role 'state_council', which decides where"):
        Jurisdiction(town.blueprint(other, roles=roles))


def test_no_rule_is_said(small: Jurisdiction) -> None:
    """A matter that no rule reaches is a gap in the rules: a note, and nothing to ask."""
    d = small.decide(kind="complaint", on="2021-03-01", place="110101001")
    assert (d.disposition, d.ask, d.lead) == ("no_rule", (), None)
    assert [n.code for n in d.notes] == ["no_rule"]


def test_an_undivided_competence_is_said(small: Jurisdiction, town: Any) -> None:
    """Where a text names two organs, both are candidates and a note says why."""
    d = small.decide(town.matter(item="dump"))
    assert [o.role for o in d.candidates] == ["bureau", "office"]
    assert [n.code for n in d.notes] == ["undivided"]


def test_duties_come_with_their_clock(small: Jurisdiction, town: Any) -> None:
    """A rule's duties are listed with their clocks and the article that imposes them."""
    (duty,) = small.decide(town.matter(urgent="yes")).duties
    assert (duty.code, duty.clock_en, duty.cite) == ("reply", "within seven days", "CR 1")


def test_the_chain_of_a_delegation_is_kept(small: Jurisdiction, town: Any) -> None:
    """Where power moved, the reason names the instrument by which it did."""
    d = small.decide(town.matter(listed="yes"))
    assert [r.chain for r in d.because if r.rule == "D1"] == [("D1",)]
    assert [o.role for o in d.supervise] == ["bureau"]


def test_the_matter_is_echoed_without_assumptions(small: Jurisdiction, town: Any) -> None:
    """The facts that were given, or follow from them, stand in the record; assumptions do not."""
    d = small.decide(town.matter())
    assert d.id == "m1"
    assert d.matter["nature"] == "penalty"
    assert "urgent" not in d.matter
    assert [a.field for a in d.assumed] == ["urgent"]


def test_a_name_of_the_day_is_noted() -> None:
    """A place whose name changed between two rosters is read, and the reader is told."""
    from datetime import date

    from govrules import Territory

    tree = Territory.from_rosters(
        {
            date(2015, 1, 1): {"11": "某市", "110101": "东区", "110101001": "旧名街道"},
            date(2020, 1, 1): {"11": "某市", "110101": "东区", "110101001": "新名街道"},
        }
    )
    from govrules.rules import read_facts

    fields = {
        f.id: f
        for f in (
            Field("on", "day", "日期", "day"),
            Field("place", "code", "地点", "place", tree=tree),
        )
    }
    facts = read_facts({"place": "旧名街道", "on": "2018-01-01"}, fields)
    assert facts.values["place"] == "110101001"
    assert len(facts.notes) == 1
