"""Answers by number: what is alike for the same reasons is one answer, and is found again."""

from __future__ import annotations

from govrules.classes.answers import AnswerLeaf, Answers, key_of
from govrules.classes.tree import Tree
from govrules.evaluate.answer import Answer
from govrules.rules import Question, Slot

ASKED = Question("is_it", "是否？", "is it?", slots=(Slot("is_it", "flag"),))


def test_an_answer_has_one_number_and_is_found_by_what_it_says() -> None:
    """Two leaves of one answer are one; another that rests on an assumption is another."""
    tree: Tree[AnswerLeaf] = Tree()
    plain, rests = Answer(ASKED, (True,)), Answer(ASKED, (True,), assumptions=frozenset(("f",)))
    for number, answer in enumerate((plain, plain, rests)):
        tree.leaf(number, AnswerLeaf(answer))
    answers = Answers(ASKED, [tree])
    assert [answers.number((n,)) for n in range(3)] == [0, 0, 1]
    assert [answers.find(key_of(a)) for a in (plain, rests)] == [0, 1]
    assert answers.find(key_of(Answer(ASKED, (False,)))) is None
