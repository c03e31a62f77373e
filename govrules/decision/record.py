"""The parts of a decision: who owns the matter, and everything needed to check it.

Plain values: they hold codes and texts, no objects of the engine, and ``to_dict`` gives the
stable record that other systems build on (``docs/reference/decision.md``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Self

import attrs

from ..errors import RecordError, shortened, shown

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

# For mypy a function would do; the type itself is called in half the time.
_READ_ONLY: Callable[[Mapping[str, Any]], Mapping[str, Any]] = MappingProxyType


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

    ``leaves`` is the mean number of candidates that an answer would leave, ``None`` where that
    was not tried; ``values`` what may be answered (empty for a place, a day or a count).
    """

    field: str
    zh: str
    en: str
    values: tuple[Any, ...]
    leaves: float | None


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
        matter: The facts as read, in codes; read-only.
        about: The same facts in words, each in (Chinese, English).
        disposition: What is to be done; ``disposition_zh`` and ``disposition_en`` name it.
        lead: The one organ that owns the matter or takes the next step; ``None`` if there is none.
        lead_is_provisional: Whether ``lead`` only holds the matter until it can be decided.
        held_by: Who holds the matter until ``lead``, the organ that must rank the law, has.
        assist: Organs that help.
        supervise: Organs that oversee.
        copy_to: Organs that are told.
        by: The organ that takes this step: transfers, tells, refuses.
        prohibited: Whether, under the articles cited, it cannot be done as was asked.
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
    matter: Mapping[str, Any] = attrs.field(converter=_READ_ONLY, hash=False)  # type: ignore[misc]
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
    held_by: Organ | None = None

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, in the order of the fields above."""
        return attrs.asdict(self, value_serializer=lambda _o, _a, v: _plain(v))

    def to_json(self) -> str:
        """The record as one line of JSON; equal decisions give equal bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """The decision that ``to_dict`` wrote, in this version or another.

        What a later version has added is left out, and the note ``parts_left_out`` names it.

        Raises:
            RecordError: if the record is no decision.
        """
        if not isinstance(record, Mapping):
            raise _no_decision(
                f"it is a {type(record).__name__}", f"类型为 {type(record).__name__}"
            )
        left: list[str] = []
        parts = _known(cls, record, "", left)
        for name, value in parts.items():
            try:
                parts[name] = _value(name, value, left)
            except (TypeError, ValueError) as error:
                if isinstance(error, RecordError):
                    raise
                en, zh = f"{name} is {shown(value)}", f"{name} 为 {shown(value)}"
                raise _no_decision(en, zh) from None
        if left:
            parts["notes"] = (*parts.get("notes", ()), _left_out(left))
        return cls(**parts)

    def __reduce__(self) -> tuple[Any, ...]:
        # A read-only view cannot be pickled, nor be copied in depth; what it shows can.
        values = {a.name: getattr(self, a.name) for a in attrs.fields(type(self))}
        values["matter"] = dict(self.matter)
        return type(self), tuple(values.values())


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _value(name: str, value: Any, left: list[str]) -> Any:
    """A field of a decision as its record has it; raises TypeError or ValueError."""
    if name == "matter":
        return dict(value)
    if name == "about":
        return tuple((zh, en) for zh, en in value)
    kind = _PARTS.get(name)
    if kind is None or value is None:
        return value
    if isinstance(value, Mapping):
        return _part(kind, value, name, left)
    return tuple(_part(kind, one, name, left) for one in value)


def _part(kind: type, record: Mapping[str, Any], name: str, left: list[str]) -> Any:
    if not isinstance(record, Mapping):
        raise TypeError(name)
    known = _known(kind, record, f"{name}.", left)
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in known.items()})


def _known(kind: type, record: Mapping[str, Any], within: str, left: list[str]) -> dict[str, Any]:
    """What a record says of the fields that there are; adds the names of others to ``left``."""
    fields = attrs.fields_dict(kind)
    missing = [id for id, a in fields.items() if a.default is attrs.NOTHING and id not in record]
    if missing:
        names = [f"{within}{id}" for id in missing]
        raise _no_decision(f"it lacks {', '.join(names)}", f"缺少 {'、'.join(names)}")
    left.extend(f"{within}{shortened(str(id))}" for id in record if id not in fields)
    return {id: value for id, value in record.items() if id in fields}


def _no_decision(en: str, zh: str) -> RecordError:
    return RecordError(
        f"not the record of a decision: {en}",
        f"不是认定的记录：{zh}",
        field="decision",
        hint_en="give what to_dict() of a decision wrote",
        hint_zh="请给出认定的 to_dict() 所写的内容",
    )


def _left_out(left: list[str]) -> Note:
    names = list(dict.fromkeys(left))
    return Note(
        "parts_left_out",
        f"该记录由其他版本写成，以下部分未读取：{'、'.join(names)}",
        f"the record was written by another version, and these parts are left out: "
        f"{', '.join(names)}",
    )


_PARTS: dict[str, type] = {
    "lead": Organ,
    "held_by": Organ,
    "by": Organ,
    "assist": Organ,
    "supervise": Organ,
    "copy_to": Organ,
    "must_not_lead": Organ,
    "candidates": Organ,
    "ask": Ask,
    "because": Reason,
    "defeated": Defeated,
    "assumed": Assumption,
    "duties": DutyDue,
    "otherwise": Alternative,
    "notes": Note,
}
