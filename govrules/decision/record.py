"""The parts of a decision: who owns the matter, and everything needed to check it.

Plain values: they hold codes and texts, no objects of the engine, and ``to_dict`` gives the
stable record that other systems build on (``docs/reference/decision.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal, Self, TypeAlias

import attrs

from ..errors import shown
from ..version import DECISION_FORMAT, library_version
from .record_data import no_decision, read_parts, unread_parts, write_line, write_parts, write_texts

__all__ = [
    "Alternative",
    "Ask",
    "Assumption",
    "DecisionRecord",
    "Defeated",
    "DutyDue",
    "Note",
    "Organ",
    "OwnerStatus",
    "Reason",
    "json_parts",
]

OwnerStatus: TypeAlias = Literal[
    "settled", "given", "undivided", "contested", "unseated", "open", "none"
]
"""How far it is settled who owns a matter; see :class:`DecisionRecord`."""

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
    """A rule that decided: for which question, under which article, and why.

    ``weight`` says how: it ``decides`` who and what, ``leads`` there, was ``overtaken`` by a
    rule of a later question, says who holds the matter ``meanwhile``, or adds what stands
    ``beside``.
    """

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
    weight: str = "decides"


@attrs.frozen
class Defeated:
    """A rule that applied and lost, to which, and by what principle under which article.

    ``is_contested`` marks a pair of which neither has lost: an organ must rank them.
    ``told_zh`` and ``told_en`` say all of it in a sentence, by articles and not by rules.
    """

    rule: str
    by: str
    principle: str
    cite: str
    zh: str
    en: str
    is_contested: bool = False
    told_zh: str = ""
    told_en: str = ""


@attrs.frozen
class Assumption:
    """A declared assumption that the result rests on."""

    field: str
    value: Any
    zh: str
    en: str


@attrs.frozen
class Ask:
    """A fact that would help to decide: what anybody can say first, then what helps most.

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
    """What would have changed the result: one fact otherwise, and the rule it would bring in.

    Where a residual rule decided, the cases that one paragraph sets apart are told as one, under
    the first of their rules.
    """

    rule: str
    cite: str
    zh: str
    en: str


@attrs.frozen
class DutyDue:
    """A follow-up duty, on whom, by when, under which article.

    ``bearer_zh`` and ``bearer_en`` say who bears it; empty where the lead does.
    """

    code: str
    zh: str
    en: str
    clock_zh: str
    clock_en: str
    cite: str
    bearer_zh: str = ""
    bearer_en: str = ""


@attrs.frozen
class Note:
    """A remark that the reader must not miss; ``code`` says of what kind."""

    code: str
    zh: str
    en: str


@attrs.frozen(slots=False)  # one is made in half the time, for a hundred bytes more
class DecisionRecord:
    """Who owns a matter, or what is missing or contested, with reasons.

    Args:
        id: The matter's own id.
        policies: Digest of the rules and the territory that decided.
        matter: The facts as read, in codes; read-only.
        about: The same facts in words, each in (Chinese, English).
        disposition: What is to be done; ``disposition_zh`` and ``disposition_en`` name it.
        lead: The one organ that takes the next step; ``None`` if there is none.
        lead_is_provisional: Whether ``lead`` only holds the matter until it can be decided.
        held_by: Who holds the matter until ``lead``, the organ that must rank the law, has.
        assist: Organs that help.
        supervise: Organs that oversee.
        copy_to: Organs that are told.
        by: The organ that takes this step: transfers, tells, refuses.
        prohibited: Whether, under the articles cited, it cannot be done as was asked.
        must_not_lead: Organs that may not be made the lead.
        candidates: Where nothing is decided: the organs that remain possible.
        ask: The facts that would decide: what anybody can say first, then what helps most.
        because: The rules that decided.
        defeated: The rules that applied and lost.
        assumed: The declared assumptions that the result rests on.
        duties: Follow-up duties.
        otherwise: What would have changed the result.
        notes: Remarks that must not be missed.
        owner: The one organ that has the power or the duty, whatever is open about the step.
        owner_status: How far that is settled. ``settled``: the provisions name it. ``given``: the
            caller named it, and no provision does or says otherwise. ``undivided``: a provision
            names several and divides nothing. ``contested``: provisions disagree, and an organ must
            rank them. ``unseated``: the organ that is named does not exist at the place. ``open``:
            a fact is missing. ``none``: no provision on file names one.
        owner_among: Where it is not one organ: those that are named or that remain possible; empty
            where they are too many to tell anything.
        owner_because: The rules that name the owner, or the organs among which it is.
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
    owner: Organ | None = None
    owner_status: OwnerStatus = "none"
    owner_among: tuple[Organ, ...] = ()
    owner_because: tuple[Reason, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, in the order of the fields above.

        Last come ``format``, the form of the record, and ``govrules``, the version that wrote it.
        """
        return {**write_parts(self), "format": DECISION_FORMAT, "govrules": library_version()}

    def to_json(self) -> str:
        """The record as one line of JSON; equal decisions give equal bytes."""
        return write_line(json_parts(self))

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Read the decision that ``to_dict`` wrote, in this version or another.

        What a later version has added is left out, and the note ``parts_left_out`` names it.

        Raises:
            RecordError: if the record is no decision, or its form is not ``DECISION_FORMAT``.
        """
        if not isinstance(record, Mapping):
            kind = type(record).__name__
            raise no_decision(f"it is a {kind}", f"类型为 {kind}")
        if (form := record.get("format", DECISION_FORMAT)) != DECISION_FORMAT:
            raise no_decision(
                f"format is {shown(form)}, this version reads {DECISION_FORMAT!r}",
                f"format 为 {shown(form)}，本版本读取 {DECISION_FORMAT!r}",
            )
        read = read_parts(cls, record)
        unread = list(dict.fromkeys(unread_parts(record, read.to_dict())))
        return attrs.evolve(read, notes=(*read.notes, _left_out(unread))) if unread else read

    def __reduce__(self) -> tuple[Any, ...]:
        # A read-only view cannot be pickled, nor be copied in depth; what it shows can.
        values = {a.name: getattr(self, a.name) for a in attrs.fields(type(self))}
        values["matter"] = dict(self.matter)
        return type(self), tuple(values.values())


def json_parts(record: DecisionRecord) -> dict[str, str]:
    """What ``to_json`` of a decision says, by name and in its order, each part as JSON."""
    return write_texts(record, format=DECISION_FORMAT, govrules=library_version())


def _left_out(names: list[str]) -> Note:
    return Note(
        "parts_left_out",
        f"该记录由其他版本写成，以下部分未读取：{'、'.join(names)}",
        f"the record was written by another version, and these parts are left out: "
        f"{', '.join(names)}",
    )
