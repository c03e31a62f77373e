"""The parts of a decision: who owns the matter, and everything needed to check it.

Plain values: they hold codes and texts, no objects of the engine, and ``to_dict`` gives the
stable record that other systems build on (``docs/reference/records.md``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

import attrs

__all__ = [
    "Alternative",
    "Ask",
    "Assumption",
    "DecisionRecord",
    "Defeated",
    "DutyDue",
    "Note",
    "Organ",
    "Reason",
]


@attrs.frozen
class Organ:
    """A role at a unit.

    Args:
        role: The role's code; ``role_zh`` and ``role_en`` name it.
        level: The level at which it sits; ``district_or_city`` where the text names none.
        unit: The unit's code; ``None`` where the place is not precise enough, or not a unit.
        name: The organ's name in Chinese; ``name_en`` in English.
    """

    role: str
    role_zh: str
    role_en: str
    level: str
    unit: str | None
    name: str
    name_en: str


@attrs.frozen
class Reason:
    """A rule that decided: for which question, under which article, and why."""

    rule: str
    question: str
    cite: str
    cite_zh: str
    cite_en: str
    zh: str
    en: str
    note_zh: str = ""
    note_en: str = ""
    chain: tuple[str, ...] = ()


@attrs.frozen
class Defeated:
    """A rule that applied and lost, to which, and by what principle under which article.

    ``is_contested`` marks a pair of which neither has lost: an organ must rank them.
    """

    rule: str
    by: str
    principle: str
    cite: str
    zh: str
    en: str
    is_contested: bool = False


@attrs.frozen
class Assumption:
    """A declared assumption that the result rests on."""

    field: str
    value: Any
    zh: str
    en: str


@attrs.frozen
class Ask:
    """A fact that would help to decide, best first.

    ``leaves`` is the mean number of candidates that an answer would leave, ``values`` what may
    be answered (empty for a place, a day or a count).
    """

    field: str
    zh: str
    en: str
    values: tuple[Any, ...]
    leaves: float


@attrs.frozen
class Alternative:
    """What would have changed the result: one fact otherwise, and the rule it would bring in."""

    rule: str
    cite: str
    zh: str
    en: str


@attrs.frozen
class DutyDue:
    """A follow-up duty, on whom, by when, under which article."""

    code: str
    zh: str
    en: str
    clock_zh: str
    clock_en: str
    cite: str


@attrs.frozen
class Note:
    """A remark that the reader must not miss; ``code`` says of what kind."""

    code: str
    zh: str
    en: str


@attrs.frozen
class DecisionRecord:
    """Who owns a matter, or what is missing or contested, with reasons.

    Args:
        id: The matter's own id.
        policies: Digest of the rules and the territory that decided.
        matter: The facts as read, in codes.
        about: The same facts in words, each in (Chinese, English).
        disposition: What is to be done; ``disposition_zh`` and ``disposition_en`` name it.
        lead: The one organ that owns the matter or takes the next step; ``None`` if there is none.
        lead_is_provisional: Whether ``lead`` only holds the matter until it can be decided.
        assist: Organs that help.
        supervise: Organs that oversee.
        copy_to: Organs that are told.
        by: The organ that performs the disposition.
        prohibited: Whether what was asked is barred.
        must_not_lead: Organs that may not be made the lead.
        candidates: Where nothing is decided: the organs that remain possible.
        ask: The facts that would decide, best first.
        because: The rules that decided.
        defeated: The rules that applied and lost.
        assumed: The declared assumptions that the result rests on.
        duties: Follow-up duties.
        otherwise: What would have changed the result.
        notes: Remarks that must not be missed.
    """

    id: str | None
    policies: str
    matter: Mapping[str, Any] = attrs.field(hash=False)
    about: tuple[tuple[str, str], ...]
    disposition: str
    disposition_zh: str
    disposition_en: str
    lead: Organ | None = None
    lead_is_provisional: bool = False
    assist: tuple[Organ, ...] = ()
    supervise: tuple[Organ, ...] = ()
    copy_to: tuple[Organ, ...] = ()
    by: Organ | None = None
    prohibited: bool = False
    must_not_lead: tuple[Organ, ...] = ()
    candidates: tuple[Organ, ...] = ()
    ask: tuple[Ask, ...] = ()
    because: tuple[Reason, ...] = ()
    defeated: tuple[Defeated, ...] = ()
    assumed: tuple[Assumption, ...] = ()
    duties: tuple[DutyDue, ...] = ()
    otherwise: tuple[Alternative, ...] = ()
    notes: tuple[Note, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, in the order of the fields above."""
        return attrs.asdict(self, value_serializer=lambda _o, _a, v: _plain(v))

    def to_json(self) -> str:
        """The record as one line of JSON; equal decisions give equal bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """The decision that ``to_dict`` wrote."""
        parts: dict[str, Any] = dict(record)
        parts["about"] = tuple(tuple(pair) for pair in parts["about"])
        for name, kind in _PARTS.items():
            value = parts.get(name)
            if isinstance(value, Mapping):
                parts[name] = _part(kind, value)
            elif value is not None:
                parts[name] = tuple(_part(kind, v) for v in value)
        return cls(**parts)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list | frozenset):
        return [_plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _part(kind: type, record: Mapping[str, Any]) -> Any:
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in record.items()})


_PARTS: dict[str, type] = {
    "lead": Organ, "by": Organ, "assist": Organ, "supervise": Organ, "copy_to": Organ,
    "must_not_lead": Organ, "candidates": Organ, "ask": Ask, "because": Reason,
    "defeated": Defeated, "assumed": Assumption, "duties": DutyDue, "otherwise": Alternative,
    "notes": Note,
}  # fmt: skip
