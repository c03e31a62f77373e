"""How far a change of one fact reaches."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.errors import ContradictionError
from govrules.evaluate import evaluate
from govrules.evaluate.reach import Reach, known_by
from govrules.rules import Question, Slot, read_facts
from govrules.testing.strategies import blueprints, matters
from hypothesis import given, settings
from hypothesis import strategies as st


@settings(max_examples=25)
@given(st.data())
def test_what_is_answered_anew_is_what_all_would_be(data: Any) -> None:
    """On generated jurisdictions: a fact more gives the answers of an evaluation of them all."""
    made = Jurisdiction(data.draw(blueprints()))
    facts = read_facts(data.draw(matters(made.fields, known=1)), made.fields)
    flags = [f.id for f in made.fields.values() if f.kind == "flag" and f.id not in facts.values]
    if not flags:
        return
    field, value = data.draw(st.sampled_from(flags)), data.draw(st.booleans())
    more = attrs.evolve(facts, values={**facts.values, field: value})
    questions = [q.id for q in made.rules.questions]
    try:
        found, whole = evaluate(made.rules, facts), evaluate(made.rules, more)
        answers = Reach(found).given(more, questions)
    except GovrulesError:
        return
    assert {q: a.values for q, a in answers.items()} == {
        q: a.values for q, a in whole.answers.items()
    }
    assert {q: a.winners for q, a in answers.items()} == {
        q: a.winners for q, a in whole.answers.items()
    }


def test_a_question_that_reads_nothing_new_keeps_its_answer(small: Jurisdiction) -> None:
    """No rule is touched by a field that none reads, nor a question by another's answer."""
    found = evaluate(small.rules, read_facts({}, small.fields))
    reach = Reach(found)
    for question in small.rules.questions:
        assert reach.touched(question, {"no_such_field"}) is None
        assert reach.touched(question, {question.id}) is not None


def test_an_answer_is_held_under_its_question_and_its_parts(small: Jurisdiction) -> None:
    """The fields that change with an answer are those that other questions may read."""
    found = evaluate(small.rules, read_facts({}, small.fields))
    held = {q: list(known_by(answer)) for q, answer in found.answers.items()}
    assert all(fields[0] == q for q, fields in held.items())
    assert {f for fields in held.values() for f in fields} >= {
        f for f in small.rules.fields if f.partition(".")[0] in held
    }


def test_a_fact_that_the_rules_rule_out_is_an_error(town: Any) -> None:
    """What is said beside what is known may not contradict what follows from it."""
    fact = Question("listed", "在册吗？", "is it listed?", "fact", (Slot("listed", "flag"),))
    rules = town.rule("L.on", "listed", "kind = violation", {"listed": True})
    made = Jurisdiction(town.blueprint(rules, questions=(*town.QUESTIONS, fact)))
    facts = read_facts(town.matter(listed=None), made.fields)
    more = attrs.evolve(facts, values={**facts.values, "listed": False})
    with pytest.raises(ContradictionError):
        Reach(evaluate(made.rules, facts)).given(more, ["listed"])


def test_what_a_question_rests_on_ends_with_itself(beijing_pack: Jurisdiction) -> None:
    """The questions behind the last one come in order, and none that it does not read."""
    before = beijing_pack.rules.before("route")
    order = [q.id for q in beijing_pack.rules.questions]
    assert before[-1] == "route"
    assert [q for q in order if q in before] == list(before)
    assert "support" not in before
