"""The specification, case by case: who wins, what is open, what is in conflict."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import UNKNOWN, Jurisdiction, Question, Slot
from govrules.errors import ConflictError, ContradictionError
from govrules.evaluate import Known, evaluate
from govrules.evaluate.truth import truth
from govrules.expr import from_text
from govrules.rules import read_facts
from govrules.values import OneOf

COLOURS = (("a", "甲", "a"), ("b", "乙", "b"), ("c", "丙", "c"))
PICK = Question("pick", "哪一个？", "which one?", slots=(Slot("pick", "choice", choices=COLOURS),))
THEN = Question("then", "然后呢？", "and then?", slots=(Slot("then", "choice", choices=COLOURS),))


def answer(
    town: Any, *rules: Any, question: str = "pick", questions: Any = (PICK, THEN), **facts: Any
) -> Any:
    """The answer to a question that the town does not ask, from rules of its own."""
    made = Jurisdiction(town.blueprint(*rules, questions=(*town.QUESTIONS, *questions)))
    record = {"on": "2021-03-01", **facts}
    return evaluate(made.rules, read_facts(record, made.fields)).answers[question]


def pick(
    town: Any, id: str, value: str, when: str = "always", cite: str = "CR 1", **more: Any
) -> Any:
    return town.rule(id, "pick", when, {"pick": value}, cite, **more)


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("kind = task", {"kind": "task"}, True),
        ("kind in (task, violation)", {"kind": "complaint"}, False),
        ("kind = task", {}, UNKNOWN),
        ("not kind = task", {}, UNKNOWN),
        ("listed", {"listed": "no"}, False),
        ("item under waste", {"item": "litter"}, True),
        ("item under waste", {"item": "noise"}, False),
        ("item under litter", {"item": "waste"}, UNKNOWN),
        ("item = waste", {"item": "waste"}, UNKNOWN),
        ("item = waste", {"item": "litter"}, False),
        ("item in (litter, dump, bins)", {"item": "waste"}, UNKNOWN),
        ("item = noise", {"item": "waste"}, False),
        ("on >= 2021-03-01", {"on": "2021-03-01"}, True),
        ("on < 2021-03-01", {"on": "2021-03-01"}, False),
        ("number from 1 to 3", {"number": "3"}, False),
        ("number from 1 to 3", {"number": "2"}, True),
        ("number > 4", {"number": "80"}, True),
        ("steps has asked", {"steps": "asked;warned"}, True),
        ("steps has asked", {"steps": "none"}, False),
        ("steps has asked", {}, UNKNOWN),
        ("listed and kind = task", {"kind": "complaint"}, False),
        ("listed or kind = task", {"kind": "task"}, True),
        ("listed or not listed", {}, UNKNOWN),
        ("place under 110101", {"place": "110101101201"}, True),
        ("place under 110101101", {"place": "东区"}, UNKNOWN),
        ("nature = penalty", {"item": "litter"}, True),
        ("nature = penalty", {"item": "waste"}, UNKNOWN),
    ],
)
def test_truth_of_a_condition(
    small: Jurisdiction, text: str, facts: dict[str, str], expected: Any
) -> None:
    """A condition is true, false, or unknown of what is known."""
    values = read_facts(facts, small.fields).values
    assert truth(from_text(text), Known(values), small.rules.fields) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [(("a", "b"), UNKNOWN), (("a",), True), (("b", "c"), False), ((None, "b"), False)],
)
def test_truth_of_an_answer_still_open(town: Any, values: Any, expected: Any) -> None:
    """An answer known to be one of several makes a test true only if all of them do."""
    made = Jurisdiction(town.blueprint(questions=(*town.QUESTIONS, PICK)))
    found = truth(from_text("pick = a"), Known({"pick": OneOf(values)}), made.rules.fields)
    assert found is expected


def test_no_rule_no_answer(town: Any) -> None:
    """Where no rule applies the answer is that there is none, and that is determined."""
    found = answer(town, pick(town, "P1", "a", "kind = task"), kind="complaint")
    assert found.values == (None,)
    assert found.is_determined


def test_a_rule_that_may_apply_leaves_it_open(town: Any) -> None:
    """A rule that is unknown adds its conclusion to what is possible, and stays live."""
    found = answer(town, pick(town, "P1", "a"), pick(town, "P2", "b", "listed", "LW 1"))
    assert found.values == ("a", "b")
    assert [r.id for r in found.live] == ["P2"]


def test_an_unknown_rule_that_agrees_changes_nothing(town: Any) -> None:
    """A rule that is unknown but says the same does not keep the answer open."""
    found = answer(town, pick(town, "P1", "a"), pick(town, "P2", "a", "listed", "LW 1"))
    assert found.values == ("a",)


def test_an_unknown_rule_that_would_lose_changes_nothing(town: Any) -> None:
    """A rule that is unknown but would be defeated anyway does not keep the answer open."""
    found = answer(town, pick(town, "P1", "a", cite="LW 1"), pick(town, "P2", "b", "listed"))
    assert found.values == ("a",)


@pytest.mark.parametrize(
    ("first", "second", "more", "winner", "principle"),
    [
        ("LW 1", "CR 1", {}, "a", "higher_instrument"),
        ("CR 1", "LW 1", {}, "b", "higher_instrument"),
        ("CR 1", "CR2 1", {}, "b", "new_over_old"),
        ("CR 1", "CR 2", {"exception_to": "P2"}, "a", "explicit_exception"),
        ("CG 1", "LW 1", {"exception_to": "P2"}, "a", "explicit_exception"),
        ("LW 1", "CG 1", {"residual": True}, "b", "residual"),
        ("LW 1", "CG 1", {"residual": True, "exception_to": "P2"}, "a", "explicit_exception"),
    ],
)
def test_which_rule_prevails(
    town: Any, first: str, second: str, more: Any, winner: str, principle: str
) -> None:
    """An exception comes first, then the higher text, then the newer; a residual rule comes last."""
    found = answer(
        town, pick(town, "P1", "a", cite=first, **more), pick(town, "P2", "b", cite=second)
    )
    assert found.values == (winner,)
    assert [d.verdict.principle for d in found.defeated] == [principle]


def test_the_special_rule_prevails(town: Any) -> None:
    """Of two rules of one text the narrower one applies where both do."""
    wide = pick(town, "P1", "a", "item under waste")
    narrow = pick(town, "P2", "b", "item under litter and kind = task")
    assert answer(town, wide, narrow, item="litter", kind="task").values == ("b",)
    assert answer(town, wide, narrow, item="litter", kind="complaint").values == ("a",)


def test_what_an_organ_must_rank_is_a_dispute(town: Any) -> None:
    """A department rule against a local regulation is for the State Council, and both remain."""
    found = answer(town, pick(town, "P1", "a"), pick(town, "P2", "b", cite="DR 1"))
    assert found.values == ("a", "b")
    (dispute,) = found.disputes
    assert dispute.verdict.adjudicator == "state_council"


def test_a_rule_that_would_end_a_dispute_keeps_it_open(town: Any) -> None:
    """An unknown rule that loses, but would put one side of a dispute out, is still live."""
    rules = (
        pick(town, "A", "a", cite="CR 1"),
        pick(town, "B", "b", cite="DR 1", exception_to="C"),
        pick(town, "C", "c", "listed", cite="LW 1"),
    )
    before = answer(town, *rules)
    assert [r.id for r in before.live] == ["C"]
    assert before.disputes == ()
    assert answer(town, *rules, listed="yes").values == ("b",)
    assert answer(town, *rules, listed="no").disputes != ()


def test_two_rules_that_nothing_ranks_are_a_conflict(town: Any) -> None:
    """Two rules of one text that disagree, neither special, are an error that names both."""
    with pytest.raises(ConflictError) as caught:
        answer(town, pick(town, "P2", "b"), pick(town, "P1", "a"))
    assert caught.value.rules == ("P1", "P2")
    assert str(caught.value) == (
        "town.py: rules P1 and P2 both apply, disagree on 'pick', and nothing ranks them; make one an "
        "exception to the other where the text does so, or narrow a condition"
    )
    assert caught.value.zh == "规则 P1 与 P2 同时适用，对“哪一个？”结论不同，且无从确定先后"


def test_rules_that_outrank_each_other_in_a_ring_are_a_conflict(town: Any) -> None:
    """Where each rule gives way to another, none is left, and that is an error too."""
    ring = (
        pick(town, "A", "a", cite="CG 1", exception_to="B"),
        pick(town, "B", "b", cite="LW 1"),
        pick(town, "C", "c", cite="CR 1"),
    )
    with pytest.raises(ConflictError):
        answer(town, *ring)


def test_a_possible_defeat_is_no_defeat(town: Any) -> None:
    """A rule that says either of two does not put out one that says the same as it may."""
    either = pick(town, "A", "a|b", cite="CR 1", exception_to="B")
    found = answer(town, either, pick(town, "B", "a"), pick(town, "C", "c", exception_to="A"))
    assert "c" in found.values
    with pytest.raises(ConflictError):
        answer(town, pick(town, "B", "a"), pick(town, "C", "c"))


def test_a_question_that_follows_takes_the_earlier_answer(small: Jurisdiction, town: Any) -> None:
    """Where no rule moves the power, whoever held it holds it."""
    for listed, holder in (("no", "bureau@district"), ("yes", "office@subdistrict")):
        facts = read_facts(town.matter(listed=listed), small.fields)
        assert evaluate(small.rules, facts).answers["holder"].values == (holder,)


def test_a_reference_to_no_answer_says_nothing(town: Any) -> None:
    """A rule that points to an answer that there is not is silent."""
    points = town.rule("T1", "then", "always", {"then": "$pick"})
    found = answer(
        town, pick(town, "P1", "a", "kind = task"), points, question="then", kind="complaint"
    )
    assert found.values == (None,)
    assert found.winners == ()


def test_a_reference_to_an_open_answer_is_as_open(town: Any) -> None:
    """A rule that points to one of several concludes one of several."""
    points = town.rule("T1", "then", "always", {"then": "$pick"})
    found = answer(town, pick(town, "P1", "a|b"), points, question="then")
    assert found.values == ("a", "b")
    assert not found.is_determined


def test_an_undivided_conclusion_is_open_though_all_is_known(
    small: Jurisdiction, town: Any
) -> None:
    """Where a text names two organs and does not divide the work, both remain."""
    facts = read_facts(town.matter(item="dump"), small.fields)
    found = evaluate(small.rules, facts).answers["competence"]
    assert found.values == ("bureau@city", "office@subdistrict")
    assert found.live == ()


def test_a_given_fact_that_the_rules_deny_is_an_error(small: Jurisdiction, town: Any) -> None:
    """What a record says of a fact is checked against what the rules work out."""
    facts = read_facts(town.matter(listed="yes", holder="bureau@city"), small.fields)
    with pytest.raises(ContradictionError) as caught:
        evaluate(small.rules, facts)
    assert str(caught.value).startswith(
        "holder is given as 'urban bureau', but 下放决定, art. 1 makes it 'office'; "
    )
    assert caught.value.zh == "承办机关（holder）给为“城管局”，但依《下放决定》第一条应为“街乡”"
    assert caught.value.code == "contradiction_error"


def test_a_flag_that_the_rules_work_out_may_be_given_rightly_or_wrongly(town: Any) -> None:
    """Given as it is worked out, it stands as given; given otherwise, it is a contradiction."""
    fact = Question("listed", "在册吗？", "is it listed?", "fact", (Slot("listed", "flag"),))
    found = town.rule("L.task", "listed", "kind = task", {"listed": True})
    made = Jurisdiction(town.blueprint(found, questions=(fact, *town.QUESTIONS)))
    right = read_facts({"kind": "task", "on": "2021-03-01", "listed": "yes"}, made.fields)
    assert evaluate(made.rules, right).look("listed") is True
    wrong = read_facts({"kind": "task", "on": "2021-03-01", "listed": "no"}, made.fields)
    with pytest.raises(ContradictionError, match="listed is given as 'no'"):
        evaluate(made.rules, wrong)


def test_an_answer_that_is_not_known_denies_nothing(town: Any) -> None:
    """Where a rule refers to what the record leaves open, what the record says of it stands."""
    given = town.rule("H.giver", "holder", "kind = task", {"holder": "$giver"})
    made = Jurisdiction(town.blueprint(given))
    record = {"kind": "task", "on": "2021-03-01", "holder": "office@subdistrict"}
    found = evaluate(made.rules, read_facts(record, made.fields))
    assert UNKNOWN in found.answers["holder"].values
    assert found.look("holder") == "office@subdistrict"


def test_a_given_fact_that_no_rule_speaks_of_contradicts_what_it_follows(
    small: Jurisdiction, town: Any
) -> None:
    """The check also holds where the answer only follows from an earlier question."""
    facts = read_facts(town.matter(holder="hotline@hotline"), small.fields)
    with pytest.raises(ContradictionError, match="holder is given as 'hotline', but the law makes"):
        evaluate(small.rules, facts)


def test_an_organ_given_without_its_level_is_no_contradiction(
    small: Jurisdiction, town: Any
) -> None:
    """A role that is given without its level is made precise by the rules, not denied by them."""
    facts = read_facts(town.matter(holder="城管局"), small.fields)
    assert evaluate(small.rules, facts).look("holder") == "bureau@district"


def test_an_organ_given_without_its_level_sits_where_the_text_leaves_it(
    small: Jurisdiction, town: Any
) -> None:
    """A role that no rule makes precise sits at ``district_or_city``, or where it alone can."""
    for holder, level in (("bureau", "district_or_city"), ("office", "subdistrict")):
        d = small.decide(town.matter(item=None, holder=holder, listed="no"))
        assert d.lead is not None
        assert (d.lead.role, d.lead.level) == (holder, level)


def test_an_assumption_gives_way_to_what_is_worked_out(town: Any) -> None:
    """A fact that is assumed is replaced where a rule finds it, and is then no assumption."""
    fact = Question("urgent", "紧急吗？", "is it urgent?", "fact", (Slot("urgent", "flag"),))
    made = Jurisdiction(
        town.blueprint(
            town.rule("U1", "urgent", "listed", {"urgent": True}), questions=(*town.QUESTIONS, fact)
        )
    )
    assert made.decide(town.matter(listed="no")).assumed != ()
    d = made.decide(town.matter(listed="yes"))
    assert d.disposition == "transfer"
    assert d.assumed == ()


def test_every_rule_that_applies_is_gathered(small: Jurisdiction, town: Any) -> None:
    """A question of kind ``every`` has no losers: what its rules add is put together."""
    facts = read_facts(town.matter(listed="yes"), small.fields)
    found = evaluate(small.rules, facts).answers["support"]
    assert [r.id for r in found.winners] == ["S.guide", "S.help"]
    assert dict(found.values[0].many) == {
        "assist": ("committee@community",),
        "supervise": ("bureau@district",),
    }


def test_support_is_what_the_answer_rests_on(town: Any) -> None:
    """An answer rests on what keeps out a stronger rule, not on what keeps out a weaker one."""
    stronger = pick(town, "P2", "b", "urgent", "LW 1")
    assert answer(town, pick(town, "P1", "a"), stronger).assumptions == {"urgent"}
    weaker = pick(town, "P2", "b", "urgent", "CG 1")
    assert answer(town, pick(town, "P1", "a"), weaker).assumptions == frozenset()


def test_support_of_a_silence(town: Any) -> None:
    """A rule that is silent because an assumption keeps its source silent rests on it."""
    rules = (
        pick(town, "P1", "b", "urgent"),
        town.rule("T1", "then", "always", {"then": "$pick"}, "LW 1"),
        town.rule("T2", "then", "always", {"then": "a"}),
    )
    found = answer(town, *rules, question="then")
    assert found.values == ("a",)
    assert found.assumptions == {"urgent"}


def test_support_of_a_defeat_by_a_defeated_rule(town: Any) -> None:
    """Where a loser in its turn puts another rule out, the answer rests on the loser as well."""
    rules = (
        pick(town, "W", "a", cite="DR 1", exception_to="D"),
        pick(town, "D", "b", "not urgent", cite="LW 1"),
        pick(town, "E", "c", cite="CR 1"),
    )
    found = answer(town, *rules)
    assert found.values == ("a",)
    assert found.assumptions == {"urgent"}
    assert answer(town, *rules, urgent="unknown").values == ("a", "c")
