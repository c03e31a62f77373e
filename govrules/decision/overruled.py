"""What a record says of a fact against a rule that prevails: kept, as a remark."""

from __future__ import annotations

from collections.abc import Iterator

from ..evaluate.known import Known
from ..evaluate.reference import answer_question
from ..rules import Facts, RuleSet
from .record import Note

__all__ = ["overruled"]


def overruled(facts: Facts, rules: RuleSet) -> Iterator[Note]:
    """Note each fact of a record that a rule overrules; most rule sets have no such rule.

    Args:
        facts: The matter as read.
        rules: The rule set.
    """
    for question in rules.prevailing:
        said = facts.values.get(question.id)
        if said is None or question.id in facts.assumed:
            continue
        answer = answer_question(question, Known.of(facts), rules)
        if answer.values in ((None,), (said,)) or not answer.is_determined:
            continue
        field, rule = rules.fields[question.id], answer.winners[0].rule
        yield Note(
            "overruled",
            f"记录称“{field.zh}”为“{field.label(said)}”；{rule.zh}，以此为准",
            f"the record says of {field.en}: {field.label(said, 'en')}; {rule.en}, which prevails",
        )
