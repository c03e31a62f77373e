"""Whether a chart takes an event as it is told, and if not, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..errors import Hints, StepError, one_of, shown
from ..evaluate.truth import truth
from ..expr import fields_of, to_text
from ..values import UNKNOWN
from .chart import Chart, Datum, EventType, Move
from .sight import Sight
from .snapshot import Event, Snapshot

__all__ = ["checked_event", "not_open", "organs_of"]


def checked_event(chart: Chart, snapshot: Snapshot, event: Event) -> Event:
    """The event with its sender filled in; raises StepError if the chart does not take it."""
    kind = chart.event_named(event.type)
    event = Event(kind.id, event.by, event.data, event.decided)
    if (snapshot.state, kind.id) not in chart.open:
        raise not_open(chart, snapshot, event, Sight(chart, snapshot, event))
    by = _sender(kind, snapshot, event)
    for name in kind.needs:
        if event.data.get(name) is None:
            said = f"{chart.datum[name].zh}（{name}）"
            raise _bad(
                f"{kind.id} needs {name}", f"{kind.zh}须写明{said}", name, None, *_fit(chart, name)
            )
    for name, value in event.data.items():
        if name not in kind.needs and name not in kind.takes:
            en, zh = one_of(sorted({*kind.needs, *kind.takes}))
            raise _bad(f"{kind.id} takes no {name}", f"{kind.zh}没有 {name}", name, value, en, zh)
        _check_value(chart, chart.datum[name], value)
    return Event(kind.id, by, event.data, event.decided)


def _sender(kind: EventType, snapshot: Snapshot, event: Event) -> str:
    """Who sends it, where only one may; raises StepError for another."""
    if not kind.who:
        return event.by
    allowed = [a for who in kind.who for a in organs_of(who, snapshot)]
    if not event.by and len(allowed) == 1:
        return allowed[0]
    # A role that the chart writes is that role at any unit; what the case holds is that organ.
    written = {word.partition("@")[0] for who in kind.who for word in who.split() if "@" in word}
    if event.by and (event.by in allowed or event.by.partition("@")[0] in written):
        return event.by
    en, zh = one_of(allowed)
    if not event.by:
        raise _bad(
            f"{kind.id} needs by: who sends it",
            f"{kind.zh}须写明报送单位（by）",
            "by",
            None,
            en,
            zh,
        )
    raise _bad(
        f"{kind.id} is not for {event.by} to send",
        f"{kind.zh}不能由 {event.by} 报送",
        *("by", event.by, en, zh),
    )


def organs_of(who: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Whom a ``who`` of a chart means: those of its first word that names anybody."""
    for word in who.split():
        held = (snapshot.values.get(word[1:]) or ()) if word.startswith("$") else word
        if held:
            return (held,) if isinstance(held, str) else tuple(held)
    return ()


# What may be written for a datum of a kind, in English and in Chinese; a choice lists its codes.
FITS = {
    "flag": ("write true or false", "请写 true 或 false"),
    "count": ("write a whole number from 0 to 99", "请写 0 至 99 的整数"),
    "text": ("write some text", "请写一段文字"),
    "texts": ("write a list of texts, each once", "请写成列表，不重复"),
}


def _fit(chart: Chart, name: str) -> Hints:
    datum = chart.datum[name]
    return FITS.get(datum.kind) or one_of(datum.choices)


def _check_value(chart: Chart, datum: Datum, value: Any) -> None:
    """Raise StepError for a value that is not of the datum's kind."""
    if value is None:
        return
    match datum.kind:
        case "flag":
            fits = isinstance(value, bool)
        case "count":
            fits = type(value) is int and 0 <= value <= 99
        case "choice":
            fits = value in datum.choices
        case "text":
            fits = isinstance(value, str) and bool(value)
        case _:
            fits = isinstance(value, list | tuple) and all(isinstance(v, str) and v for v in value)
            fits = fits and len(set(value)) == len(value)
    if not fits:
        raise _bad(
            f"{datum.id} cannot be {shown(value)}",
            f"{datum.zh}（{datum.id}）不能是 {shown(value)}",
            *(datum.id, value, *_fit(chart, datum.id)),
        )


def not_open(chart: Chart, snapshot: Snapshot, event: Event, look: Sight) -> StepError:
    """Why no move is open: a fact is missing, or this is not for this state."""
    moves = chart.open.get((snapshot.state, event.type), ())
    state, kind = chart.state[snapshot.state], chart.event[event.type]
    missing = sorted(
        {
            field
            for m in moves
            if truth(m.when, look, chart.fields) is UNKNOWN
            for field in _unknown(m, look)
        }
    )
    if missing:
        return _bad(
            f"{kind.id} cannot be taken before {', '.join(missing)} is known",
            f"{kind.zh}须先查明 {'、'.join(missing)}",
            *(missing[0], None, "say it with the event", "请随事件写明"),
        )
    if moves:
        return _bad(
            f"{kind.id} is not open in state {state.id} as told",
            f"状态“{state.zh}”下不能如此{kind.zh}",
            *("event", event.type, *_wanted(moves, look)),
        )
    events = sorted({e for s, e in chart.open if s == state.id and e in chart.event})
    return _bad(
        f"{kind.id} is not open in state {state.id}",
        f"状态“{state.zh}”下不能{kind.zh}",
        *("event", event.type, *one_of(events, [chart.event[e].zh for e in events])),
    )


def _wanted(moves: Iterable[Move], look: Sight) -> Hints:
    """What the moves that are not open ask for, and what is the case."""
    guards = [move.when for move in moves]
    names = sorted({field for guard in guards for field in fields_of(guard)})
    held = ", ".join(f"{name} = {_plain(look(name))}" for name in names)
    en, zh = (
        f" {word} ".join(to_text(g, lang) for g in guards)
        for lang, word in (("en", "or"), ("zh", "或"))
    )
    return f"it takes {en}; now {held}", f"须 {zh}；现为 {held}"


def _plain(value: Any) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )


def _unknown(move: Move, look: Sight) -> Iterable[str]:
    return (f for f in fields_of(move.when) if look(f) is UNKNOWN)


def _bad(
    en: str, zh: str, field: str, value: Any, hint_en: str | None = None, hint_zh: str | None = None
) -> StepError:
    return StepError(en, zh, field=field, value=value, hint_en=hint_en, hint_zh=hint_zh)
