"""What the policies of a pack give together, before it is a rule set: what the checks look at."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..blueprint import Blueprint
from ..errors import PolicyError
from ..lazy import lazy
from ..rules import Duty, Field, PlaceWords, Policy, Question, Role, Roles, Rule
from ..territory import OFFICE_KINDS
from ..territory.division_codes import BODY_KINDS

__all__ = ["Parts", "fault"]


@attrs.frozen(slots=False)  # lazy keeps its values in __dict__
class Parts:
    """The parts of a pack.

    Args:
        blueprint: What is not in a policy.
        policies: The policies.
        fields: The fields that they declare, each with its tree.
        questions: The questions.
        rules: The rules, each citing its instrument by id.
        role_list: The roles as declared, also those of one code.
        roles: The roles as a tree.
        words: The words that depend on the place.
    """

    blueprint: Blueprint
    policies: tuple[Policy, ...]
    fields: tuple[Field, ...]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    role_list: tuple[Role, ...]
    roles: Roles
    words: PlaceWords

    @lazy
    def field(self) -> Mapping[str, Field]:
        """The fields by id; of a set, its member flags too."""
        found = {f.id: f for f in reversed(self.fields)}
        return {**{m.id: m for f in self.fields if f.kind == "set" for m in f.members()}, **found}

    @lazy
    def question(self) -> Mapping[str, Question]:
        """The questions by id."""
        return {q.id: q for q in reversed(self.questions)}

    @lazy
    def duties(self) -> Mapping[str, Duty]:
        """The duties by code."""
        return {d.code: d for p in self.policies for d in p.duties}

    @lazy
    def levels(self) -> tuple[str, ...]:
        """The levels of the territory, from the top down."""
        return self.blueprint.territory.levels

    @lazy
    def kinds(self) -> tuple[str, ...]:
        """Every kind that a unit of the territory may be of."""
        return tuple(dict.fromkeys((*OFFICE_KINDS, *BODY_KINDS, *self.levels)))


def fault(
    place: str,
    en: str,
    zh: str,
    *,
    field: str,
    value: object,
    hint: tuple[str | None, str | None] = (None, None),
) -> PolicyError:
    """A fault of a pack.

    Args:
        place: Where it stands.
        en: What is wrong, in English.
        zh: The same in Chinese.
        field: The part at fault.
        value: What was found there.
        hint: How to put it right, in English and in Chinese.
    """
    return PolicyError(
        en, zh, field=field, value=value, place=place, hint_en=hint[0], hint_zh=hint[1]
    )
