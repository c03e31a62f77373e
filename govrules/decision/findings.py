"""What was found on the way to an answer, and by how much a count is beyond its bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..expr import Between
from ..rules import Compiled, Facts, Field, RuleSet
from .record import Note

__all__ = ["findings"]


def findings(
    flags: Iterable[str], because: Iterable[str], facts: Facts, rules: RuleSet
) -> Iterator[Note]:
    """Note each flag that holds by a rule that decided; its id is the code of the note.

    Args:
        flags: The flags that are findings.
        because: The rules that decided.
        facts: The matter as read.
        rules: The rule set.
    """
    won = [rules.rules[id] for id in because]
    for flag in flags:
        found = [r for r in won if r.rule.question == flag and r.says == (True,)]
        if not found:
            continue
        field = rules.fields[flag]
        beyond = list(dict.fromkeys(pair for r in found for pair in _beyond(r, facts, rules)))
        zh, en = field.clause(True) or field.zh, field.clause(True, "en") or field.en
        yield Note(
            flag,
            "：".join([zh, "；".join(zh for zh, _ in beyond)] if beyond else [zh]),
            ": ".join([en, "; ".join(en for _, en in beyond)] if beyond else [en]),
        )


def _beyond(rule: Compiled, facts: Facts, rules: RuleSet) -> Iterator[tuple[str, str]]:
    """By how much each count is beyond the bound that the rule sets it."""
    for atom in rule.atoms:
        value, field = facts.values.get(atom.field) if isinstance(atom, Between) else None, None
        if isinstance(atom, Between) and isinstance(value, int):
            field = rules.fields[atom.field]
            yield from _of_one(field, value, atom.low, atom.high)


def _of_one(field: Field, value: int, low: object, high: object) -> Iterator[tuple[str, str]]:
    if isinstance(low, int) and value >= low:
        over = value - low + 1
        yield (
            f"{field.zh}{value}，上限{low - 1}，超出{over}",
            f"{field.en} {value}, at most {low - 1}: {over} too many",
        )
    if isinstance(high, int) and value < high:
        yield (
            f"{field.zh}{value}，下限{high}，不足{high - value}",
            f"{field.en} {value}, at least {high}: {high - value} too few",
        )
