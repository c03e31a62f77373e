"""The chart of a case: states, events, clocks and moves, all of it data with citations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from ..errors import ChartError, GovrulesError, did_you_mean, shown
from ..expr import Condition, Const, Expr, fields_of, from_text, to_json
from ..lazy import lazy
from ..rules import Choice, Field

__all__ = [
    "AUTO",
    "DECIDED",
    "VERBS",
    "Chart",
    "Clock",
    "Datum",
    "Do",
    "EventType",
    "Move",
    "State",
    "do_text",
    "move",
    "rings",
]

Kind = Literal["flag", "choice", "count", "text", "texts"]
Status = Literal["statute", "standard", "assumed"]
ALWAYS = Const(True)
STATUSES = ("statute", "standard", "assumed")
UNITS = ("workday", "day", "hour")
# The event of a move that is made by itself, as soon as its state is reached and its guard holds.
AUTO = "auto"
# verb → how many words follow it
VERBS: Mapping[str, int] = {
    "start": 1,  # a clock; one that runs already keeps its day: a second dispatch buys no time
    "restart": 1,
    "stop": 1,
    "put": 2,
    "clear": 1,
    "add": 2,
    "drop": 2,
    "count": 1,
}
# What the rules say at a step that asks them, by the name under which guards and moves read it.
DECIDED: Mapping[str, Kind] = {
    "decided.disposition": "choice",
    "decided.lead": "text",
    "decided.lead_role": "text",
    "decided.owner": "text",
    "decided.by": "text",
    "decided.has_lead": "flag",
    "decided.assist": "texts",
    "decided.copy_to": "texts",
}

DECIDED_WORDS: Mapping[str, tuple[str, str]] = {
    "decided.disposition": ("处置", "disposition"),
    "decided.lead": ("认定的承办单位", "handling body as decided"),
    "decided.lead_role": ("认定的承办单位的角色", "its role"),
    "decided.owner": ("权责机关", "owner as decided"),
    "decided.by": ("作出决定的机关", "deciding organ"),
    "decided.has_lead": ("已认定承办单位", "a handling body is settled"),
    "decided.assist": ("认定的协助单位", "assisting bodies as decided"),
    "decided.copy_to": ("抄送单位", "bodies told"),
}


@attrs.frozen
class State:
    """A state of a case.

    Args:
        id: Its code.
        zh: Its Chinese name.
        en: Its English name.
        owner: Who answers for the case meanwhile: ``$lead`` (what the case holds), or a role at a
            level (``hotline_agency@city``); empty only in a final state.
        final: Whether the case ends here; its clocks stop.
        rules: Whether its owner must rule here on what others contest.
    """

    id: str
    zh: str
    en: str
    owner: str = ""
    final: bool = False
    rules: bool = False


@attrs.frozen(slots=False)
class Datum:
    """Something that an event brings or a case remembers.

    Args:
        id: Its code.
        kind: ``flag``, ``choice`` and ``count`` can be asked by guards; of a ``text``
            guards may ask ``id.by``, whether it is the sender of the event; of ``texts`` likewise
            whether the sender is among them, and ``id.count``, how many there are.
        zh: Its Chinese name.
        en: Its English name.
        choices: The codes of a ``choice``.
        words: What the choices are called, in Chinese and in English, in their order; the codes
            where none are given.
        organ: Whether each text names an organ, ``role@unit``.
    """

    id: str
    kind: Kind
    zh: str
    en: str
    choices: tuple[str, ...] = ()
    organ: bool = False
    words: tuple[tuple[str, str], ...] = ()

    @lazy
    def word(self) -> Mapping[str, tuple[str, str]]:
        """What each choice is called, in Chinese and in English."""
        return dict(zip(self.choices, self.words or ((c, c) for c in self.choices), strict=True))

    def fields(self) -> tuple[Field, ...]:
        """What guards may ask of it."""
        match self.kind:
            case "text":
                return (Field(f"{self.id}.by", "flag", f"由{self.zh}报送", f"sent by {self.en}"),)
            case "texts":
                return (
                    Field(f"{self.id}.count", "count", f"{self.zh}数", f"number of {self.en}"),
                    Field(
                        f"{self.id}.by", "flag", f"报送者在{self.zh}之列", f"sender in {self.en}"
                    ),
                )
            case "choice":
                values = tuple(Choice(c, *self.word[c]) for c in self.choices)
                return (Field(self.id, "choice", self.zh, self.en, choices=values),)
            case _:
                return (Field(self.id, self.kind, self.zh, self.en, most=99),)


@attrs.frozen
class EventType:
    """A kind of event that a case takes.

    Args:
        id: Its code.
        zh: Its Chinese name.
        en: Its English name.
        who: Who may send it: ``$lead``, ``$awaiting``, or a role; anybody where empty.
        needs: The data that it must bring.
        takes: The data that it may bring.
        asks: Whether the rules are asked anew with the facts known then.
        gives: The facts that this step itself is, for that question: field → value, ``$datum``
            for what the case or the event holds.
        contests: Whether the sender declines by it what is asked of it: an objection, a refusal.
    """

    id: str
    zh: str
    en: str
    who: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    asks: bool = False
    gives: tuple[tuple[str, str], ...] = ()
    contests: bool = False


@attrs.frozen
class Clock:
    """A period within which somebody must act: a declared parameter, with where it comes from.

    Args:
        id: Its code.
        zh: What is due, in Chinese.
        en: The same in English.
        amount: How many units.
        unit: ``workday``, ``day`` (both end with the day) or ``hour``.
        status: ``statute`` and ``standard`` where a text says so, ``assumed`` where none that is
            public does.
        source: Where it comes from, in words.
        who: Who must act, as the owner of a state; of several words, the first that names anybody:
            ``$lead hotline_agency@city``.
        cite: The provision under which it is due.
    """

    id: str
    zh: str
    en: str
    amount: int
    unit: str
    status: str
    source: str
    who: str
    cite: str


@attrs.frozen
class Do:
    """One thing that a move does to the case: a verb of ``VERBS`` and its words."""

    verb: str
    words: tuple[str, ...]


@attrs.frozen
class Move:
    """A transition: in a state, upon an event, if a guard holds, under an article.

    Args:
        id: Its code, unique in the chart.
        source: The state in which it is open.
        event: The event, ``clock.NAME`` for a clock that rings, or ``auto``.
        target: The state that follows.
        cite: The provision, as citations are written.
        zh: The reason in Chinese.
        en: The reason in English.
        when: The guard, over the data of the event and the case.
        does: What it does to the case.
        reading: Where it rests on a reading of the text, that reading (Chinese, English).
        at: Where it is written.
    """

    id: str
    source: str
    event: str
    target: str
    cite: str
    zh: str
    en: str
    when: Expr = ALWAYS
    does: tuple[Do, ...] = ()
    reading: tuple[str, str] = ("", "")
    at: str = attrs.field(default="", eq=False)


@attrs.frozen(slots=False)
class Chart:
    """A chart as data. It is not checked by being made: ``check`` tells all that is wrong.

    Args:
        id: Its code.
        zh: Its Chinese name.
        en: Its English name.
        states: The first is where a case begins.
        events: The kinds of events.
        data: What events bring and cases remember.
        clocks: The periods.
        moves: The transitions.
        assessed_by: The inquiry that says whether a case counts in the rates; every case that was
            called back and not withdrawn does where there is none.
    """

    id: str
    zh: str
    en: str
    states: tuple[State, ...]
    events: tuple[EventType, ...]
    moves: tuple[Move, ...]
    data: tuple[Datum, ...] = ()
    clocks: tuple[Clock, ...] = ()
    assessed_by: str = ""

    @lazy
    def state(self) -> Mapping[str, State]:
        """The states by code."""
        return {s.id: s for s in self.states}

    @lazy
    def event(self) -> Mapping[str, EventType]:
        """The kinds of events by code."""
        return {e.id: e for e in self.events}

    @lazy
    def clock(self) -> Mapping[str, Clock]:
        """The clocks by code."""
        return {c.id: c for c in self.clocks}

    @lazy
    def datum(self) -> Mapping[str, Datum]:
        """The data by code, with what the rules say at a step that asks them."""
        found = {id: Datum(id, kind, *DECIDED_WORDS[id]) for id, kind in DECIDED.items()}
        return {**found, **{d.id: d for d in self.data}}

    @lazy
    def fields(self) -> Mapping[str, Field]:
        """What guards may ask, by id."""
        return {f.id: f for d in self.datum.values() for f in d.fields()}

    @lazy
    def move(self) -> Mapping[str, Move]:
        """The moves by code."""
        return {m.id: m for m in self.moves}

    @lazy
    def counted(self) -> frozenset[str]:
        """The data that its moves count."""
        return frozenset(d.words[0] for m in self.moves for d in m.does if d.verb == "count")

    @lazy
    def open(self) -> Mapping[tuple[str, str], tuple[Move, ...]]:
        """(state, event) → the moves that are open then, in the order of the chart."""
        found: dict[tuple[str, str], list[Move]] = {}
        for one in self.moves:
            found.setdefault((one.source, one.event), []).append(one)
        return {key: tuple(moves) for key, moves in found.items()}

    @lazy
    def asked(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """(state, event) → the fields on which it depends which moves are open then."""
        return {
            key: tuple(dict.fromkeys(f for m in moves for f in fields_of(m.when)))
            for key, moves in self.open.items()
        }

    @lazy
    def digest(self) -> str:
        """Changes with whatever could change a step, a duty or a reason."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """The chart as plain JSON values."""
        made = attrs.asdict(self, filter=lambda a, _: a.name not in ("at", "moves"))
        moves = [
            attrs.asdict(m, recurse=True, filter=lambda a, _: a.name not in ("at", "when"))
            | {"when": to_json(m.when)}
            for m in self.moves
        ]
        return {**made, "moves": moves}

    def event_named(self, word: str) -> EventType:
        """The kind of event of that code or Chinese name; raises ChartError."""
        found = self.event.get(word) or next((e for e in self.events if e.zh == word), None)
        if found is None:
            en, _ = did_you_mean(word, self.event)
            _, zh = did_you_mean(word, (e.zh for e in self.events))
            raise ChartError(
                f"the chart {self.id} knows no event {shown(word)}",
                f"流程 {self.id} 没有事件 {shown(word)}",
                field="event",
                value=word,
                hint_en=en,
                hint_zh=zh,
            )
        return found


def rings(clock: str) -> str:
    """The event of a clock that rings."""
    return f"clock.{clock}"


def move(
    id: str,
    source: str,
    event: str,
    target: str,
    cite: str,
    zh: str,
    en: str,
    *,
    when: str | Condition | Expr = ALWAYS,
    do: str | Iterable[Do] = (),
    reading: tuple[str, str] = ("", ""),
    at: str = "",
) -> Move:
    """Make a move, its guard and its doings given as text.

    Args:
        id: Its code; see :class:`Move` for the others.
        source: The state.
        event: The event.
        target: The state that follows.
        cite: The provision.
        zh: The reason in Chinese.
        en: The reason in English.
        when: The guard: ``"decided.disposition = dispatch_direct"``.
        do: ``"start sign; put lead $decided.lead"``.
        reading: The reading (Chinese, English).
        at: Where it is written.

    Raises:
        ChartError: naming the move whose guard or doing cannot be read.
    """
    try:
        guard = from_text(when) if isinstance(when, str) else when
        guard = guard.expr if isinstance(guard, Condition) else guard
        does = do_text(do) if isinstance(do, str) else tuple(do)
    except GovrulesError as error:
        raise error.at(f"move {id}").at(at) if at else error.at(f"move {id}") from None
    return Move(id, source, event, target, cite, zh, en, guard, does, reading, at)


def do_text(text: str) -> tuple[Do, ...]:
    """Read ``"start sign; put lead $decided.lead"``; raises ChartError."""
    found = []
    for part in filter(None, map(str.strip, text.split(";"))):
        verb, *words = part.split()
        if verb not in VERBS or len(words) != VERBS[verb]:
            raise ChartError(
                f"{shown(part)} is nothing that a move can do",
                f"{shown(part)} 不是流转可以做的事",
                field="do",
                value=part,
                hint_en="write " + ", ".join(f"{v}{' …' * n}" for v, n in VERBS.items()),
                hint_zh="写法：" + "、".join(f"{v}{' …' * n}" for v, n in VERBS.items()),
            )
        found.append(Do(verb, tuple(words)))
    return tuple(found)
