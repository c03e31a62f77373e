"""Who owns a matter: who has the power or the duty, whatever is still open about the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from ..evaluate.answer import Answer, Evaluation
from ..rules import Roles
from ..values import UNKNOWN
from .record import OwnerStatus

__all__ = ["Owned", "owner_of"]

Seated: TypeAlias = Callable[[str], bool]
"""Whether an organ sits at the place of the matter, as far as that is known."""

# Where more organs than this remain possible, to list them says nothing.
MOST = 12


@attrs.frozen
class Owned:
    """The owner in codes; organs are ``role@level``.

    Args:
        status: How far it is settled; see ``DecisionRecord``.
        organ: The owner, where it is one.
        among: Else the organs that the text names or that remain possible.
        because: The rules that name it or them.
        assumed: The assumed fields on which that rests.
    """

    status: OwnerStatus
    organ: str | None = None
    among: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    assumed: frozenset[str] = frozenset()


def owner_of(found: Evaluation, question: str, roles: Roles, is_seated: Seated) -> Owned:
    """Say who owns the matter.

    Args:
        found: What the evaluation found.
        question: The question that says who owns it.
        roles: The roles: an organ that is given without its level sits at the one where it can.
        is_seated: Whether an organ sits at the place.
    """
    answer = found.answers[question]
    said = found.look(question)
    because = tuple(rule.id for rule in _naming(found, answer).winners)
    if not answer.is_determined or answer.values == (None,):
        if isinstance(said, str):  # the rules leave room for it
            return _in_one(Owned("given", roles.seated(said)), is_seated)
        if answer.is_determined:
            return Owned("none")
    organs = tuple(v for v in answer.values if isinstance(v, str))
    if answer.is_determined:
        settled = Owned("settled", organs[0], (), because, answer.assumptions)
        return _in_one(settled, is_seated)
    among = tuple(organ for organ in organs if is_seated(organ))
    if found.is_contested(question):
        return Owned("contested", None, among, because)
    if _is_open(found, answer):
        return Owned("open", None, among if len(among) <= MOST else ())
    if not among:
        return Owned("unseated", None, organs, because, answer.assumptions)
    return Owned("undivided", None, among, because, answer.assumptions)


def _in_one(owned: Owned, is_seated: Seated) -> Owned:
    """The owner, unless no such organ sits there."""
    assert owned.organ is not None
    if is_seated(owned.organ):
        return owned
    return attrs.evolve(owned, status="unseated", organ=None, among=(owned.organ,))


def _is_open(found: Evaluation, answer: Answer) -> bool:
    """Whether a fact could still settle it; where none can, the text itself names several."""
    if None in answer.values or UNKNOWN in answer.values:
        return True
    return any(found.answers[q].live for q in found.behind(answer.question.id))


def _naming(found: Evaluation, answer: Answer) -> Answer:
    """The answer whose rules name the organ: its own, or that of the question that it follows."""
    while not answer.winners and answer.question.follows is not None:
        answer = found.answers[answer.question.follows]
    return answer
