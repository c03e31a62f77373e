"""The words that the cells of a table may hold: what a workbook offers as lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..rules import Field, Question, RuleSet, Slot
from .table import Heading, Table

__all__ = ["words_of"]

FLAG = {"zh": ("是", "否"), "en": ("yes", "no")}
# A longer list is no help to choose from.
MOST = 400


def words_of(
    tables: Iterable[Table], rules: RuleSet, lang: str = "en"
) -> Mapping[str, Mapping[Heading, Sequence[str]]]:
    """Question → heading → the words that its cells may hold, where they are few enough to list.

    Args:
        tables: The tables.
        rules: What declares fields, questions, roles and law.
        lang: The language of yes and no.
    """
    questions = {q.id: q for q in rules.questions}
    return {
        t.question: {
            h: words
            for h in t.headings
            if 1 < len(words := _words(h, questions[t.question], rules, lang)) <= MOST
        }
        for t in tables
    }


def _words(heading: Heading, question: Question, rules: RuleSet, lang: str) -> tuple[str, ...]:
    match heading.kind, heading.name:
        case "test", name:
            field = rules.fields.get(name) or _named(name, rules)
            return _values(field, name == field.id, lang) if field else ()
        case "conclusion", name:
            slot = next((s for s in question.slots if s.id == name), None)
            return _conclusions(slot, rules, lang) if slot else ()
        case "part", "instrument":
            return tuple(i.id for i in rules.law.instruments)
        case "part", ("residual" | "remark" | "prevails"):
            return FLAG[lang]
    return ()


def _named(zh: str, rules: RuleSet) -> Field | None:
    return next((f for f in rules.fields.values() if f.zh == zh), None)


def _values(field: Field, in_codes: bool, lang: str) -> tuple[str, ...]:
    """A field's values as its column writes them: in codes, or in Chinese."""
    if field.kind == "flag":
        return FLAG[lang]
    return tuple(c.code if in_codes else c.zh for c in field.choices)


def _conclusions(slot: Slot, rules: RuleSet, lang: str) -> tuple[str, ...]:
    if slot.kind == "organ":
        seats = (f"{r.code}@{level}" for r in rules.roles.roles.values() for level in r.levels)
        return tuple(sorted(seats))
    if slot.kind == "flag":
        return ("true", "false")
    return tuple(c.code for c in slot.choices)
