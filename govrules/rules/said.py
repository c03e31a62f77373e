"""Conclusions as an author says them in words: what they stand for in codes.

A Chinese table says 办理 and 街道办事处, as its tests say 投诉. A rule keeps the words that were
written; what decides are the codes.
"""

from __future__ import annotations

import attrs

from ..errors import GovrulesError
from ..expr import Either, RoleAt, Term, Value
from .codes import EITHER, Roles
from .question import Question, Slot
from .rule import Rule

__all__ = ["in_codes"]

FLAGS = {"是": True, "否": False}


def in_codes(rule: Rule, question: Question, roles: Roles) -> Rule:
    """The rule with its conclusions in codes; a word that stands for none, or for two, stays.

    Args:
        rule: The rule, as it was written.
        question: The question that it answers, whose parts say which words there are.
        roles: The roles of organs; a name without a level means the level left open, where the
            role has that.
    """
    slots = {slot.id: slot for slot in question.slots}
    then = tuple(
        (part, _said(said, slots[part], roles) if part in slots else said)
        for part, said in rule.then
    )
    return rule if then == rule.then else attrs.evolve(rule, then=then)


def _said(said: Term | tuple[Term, ...], slot: Slot, roles: Roles) -> Term | tuple[Term, ...]:
    if isinstance(said, tuple):
        return tuple(_code(term, slot, roles) for term in said)
    return _code(said, slot, roles)


def _code(term: Term, slot: Slot, roles: Roles) -> Term:
    match term:
        case Either(terms):
            codes = [_code(one, slot, roles) for one in terms]
            return Either(codes) if len(set(codes)) > 1 else codes[0]
        case Value(str(word)) if slot.kind == "organ":
            return _organ(word, roles) or term
        case Value(str(word)) if slot.kind == "flag":
            return Value(FLAGS.get(word, word))
        case Value(str(word)):
            known = [c.code for c in slot.choices]
            named = [c.code for c in slot.choices if c.zh == word]
            return Value(named[0]) if word not in known and len(named) == 1 else term
        case RoleAt(role, level) if role not in roles.roles:
            named = [code for code, r in roles.roles.items() if r.zh == role]
            return RoleAt(named[0], level) if len(named) == 1 else term
    return term


def _organ(word: str, roles: Roles) -> RoleAt | None:
    """The organ of a name; ``None`` where its level is not told, or a unit is named with it."""
    if word in roles.roles:
        return None  # a code without its level, as it always was
    try:
        found = roles.locate(word)
    except GovrulesError:
        return None
    seat = found.code if "@" in found.code else f"{found.code}@{EITHER}"
    role, _, level = seat.partition("@")
    return RoleAt(role, level) if seat in roles and not found.note_zh else None
