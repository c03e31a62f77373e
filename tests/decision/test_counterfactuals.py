"""What would have changed the result: only what one fact, otherwise, would have changed."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Decision, Jurisdiction

MOVE = {"disposition": "transfer", "lead": "district_government@district"}
BY_FOUR = "kind = violation and number >= 4"


def offered(d: Decision) -> list[str]:
    return [one.rule for one in d.otherwise]


@pytest.mark.parametrize("engine", ["classes", "reference"])
@pytest.mark.parametrize(
    ("cite", "rules"), [("GR 1", ["R.urgent"]), ("LW 1", ["R.four", "R.urgent"])]
)
def test_a_rule_that_would_lose_anyway_is_not_offered(
    town: Any, engine: Any, cite: str, rules: list[str]
) -> None:
    """One fact more brings in a rule of a law, and one of a government rule in vain."""
    made = Jurisdiction(town.blueprint(town.rule("R.four", "route", BY_FOUR, MOVE, cite)))
    assert offered(made.decide(town.matter(), engine=engine)) == rules


@pytest.mark.parametrize("cite", ["GR 1", "LW 1"])
def test_what_is_offered_comes_true(town: Any, cite: str) -> None:
    """With the one fact otherwise, a rule that was offered decides, and one that was not loses."""
    made = Jurisdiction(town.blueprint(town.rule("R.four", "route", BY_FOUR, MOVE, cite)))
    was_offered = "R.four" in offered(made.decide(town.matter()))
    decided = made.decide(town.matter(number=4))
    assert ("R.four" in {r.rule for r in decided.because}) is was_offered


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("kind = task", "what the matter is, is no accident"),
        ("kind = violation and item = bins", "nor is its item"),
        ("kind = violation and nature = service", "nor what follows from the item"),
        ("kind = violation and holder = office@subdistrict", "nor what the rules work out"),
        ("kind = violation and on < 2019-01-01", "on another day other texts held as well"),
        ("kind = violation and number >= 4 and listed", "two facts would have to differ"),
        ("kind = violation and number >= 4 and steps has asked", "one is not known to differ"),
    ],
)
def test_what_one_fact_cannot_change_is_not_offered(town: Any, when: str, why: str) -> None:
    """A rule is offered for one plain fact that is known to be otherwise, and for nothing else."""
    made = Jurisdiction(town.blueprint(town.rule("R.more", "route", when, MOVE, "LW 1")))
    assert "R.more" not in offered(made.decide(town.matter())), why


def test_an_organ_that_is_settled_is_named(town: Any) -> None:
    """A rule that refers to the holder offers the organ that it is, and not the word for it."""
    then = {"disposition": "transfer", "lead": "$holder"}
    made = Jurisdiction(town.blueprint(town.rule("R.four", "route", BY_FOUR, then, "LW 1")))
    (one,) = [a for a in made.decide(town.matter()).otherwise if a.rule == "R.four"]
    assert (one.zh, one.en) == (
        "若部门数不少于4：移送：城管局（《某法》第一条）",
        "if the number is at least 4: transfer: urban bureau (某法, art. 1)",
    )


def test_a_rule_that_says_the_same_is_not_offered(town: Any) -> None:
    """What would come out the same is no change."""
    same = {"disposition": "handle", "lead": "$holder"}
    made = Jurisdiction(town.blueprint(town.rule("R.same", "route", BY_FOUR, same, "LW 1")))
    assert offered(made.decide(town.matter())) == ["R.urgent"]


@pytest.mark.xfail(strict=True, reason="to look at each near miss would split the classes by it")
def test_what_is_offered_does_not_hang_on_what_other_rules_read(town: Any) -> None:
    """A delegation that its list alone keeps out is offered, whoever else reads the item's nature."""
    read = town.rule("R.read", "route", "kind = violation and nature = service", MOVE, "LW 1")
    alone, beside = Jurisdiction(town.blueprint()), Jurisdiction(town.blueprint(read))
    assert offered(alone.decide(town.matter())) == offered(beside.decide(town.matter()))


def test_one_condition_is_told_once(town: Any) -> None:
    """Texts that agree are cited together, and of texts that disagree each is told."""
    same = {"disposition": "transfer", "lead": "bureau@district"}
    rules = [
        town.rule("R.a", "route", BY_FOUR, MOVE, "LW 1"),
        town.rule("R.b", "route", BY_FOUR, MOVE, "LW 2"),
        town.rule("R.c", "route", BY_FOUR, same, "LW 3"),
    ]
    decision = Jurisdiction(town.blueprint(*rules)).decide(town.matter())
    (one,) = [a for a in decision.otherwise if a.rule == "R.a"]
    assert (
        one.zh
        == "若部门数不少于4：移送：区政府（《某法》第一条；《某法》第二条），或者移送：城管局（《某法》第三条）"
    )
    assert one.en.startswith(
        "if the number is at least 4: transfer: district government (某法, art."
    )
    assert {"R.b", "R.c"}.isdisjoint(offered(decision))


def test_of_one_condition_the_text_that_prevails_is_told(town: Any) -> None:
    """A rule of a lower act, which another one brought in by the same fact would put out."""
    rules = [
        town.rule("R.low", "route", BY_FOUR, {**MOVE, "lead": "bureau@district"}, "CR2 1"),
        town.rule("R.high", "route", BY_FOUR, MOVE, "LW 1"),
    ]
    decision = Jurisdiction(town.blueprint(*rules)).decide(town.matter())
    assert "R.high" in offered(decision)
    assert "R.low" not in offered(decision)


def test_at_most_six_are_offered(town: Any) -> None:
    """Of many rules that one fact would bring in, the first six are named."""
    more = [
        town.rule(f"R.{n}", "route", f"kind = violation and number >= {n}", MOVE, "LW 1")
        for n in (2, 3, 4, 5)
    ] + [
        town.rule(f"R.{n}.listed", "route", "kind = violation and listed", MOVE, f"LW {n}")
        for n in (1, 2, 3)
    ]
    assert len(offered(Jurisdiction(town.blueprint(*more)).decide(town.matter()))) == 6


def test_another_door_is_no_change(town: Any) -> None:
    """A rule that differs in who sets the step going alone is not offered."""
    same = {"disposition": "handle", "lead": "$holder", "by": "hotline@hotline"}
    made = Jurisdiction(town.blueprint(town.rule("R.door", "route", BY_FOUR, same, "LW 1")))
    assert offered(made.decide(town.matter())) == ["R.urgent"]
