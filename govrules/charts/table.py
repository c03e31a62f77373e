"""Charts written as tables: a folder with a file for each kind of thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import ChartError, GovrulesError
from ..expr import Definitions
from ..rules import read_rows
from .chart import Chart, Clock, Datum, EventType, Move, State, move

__all__ = ["read_chart"]

# Every state that is not final, in the cell of a move.
ANY = "*"
STATE = ("state", "zh", "en", "owner", "final")
EVENT = ("event", "zh", "en", "who", "needs", "takes", "asks")
DATUM = ("datum", "kind", "choices", "zh", "en")
CHOICE = ("datum", "choice", "zh", "en")
CLOCK = ("clock", "amount", "unit", "status", "who", "cite", "zh", "en", "source")
MOVE = ("move", "from", "event", "when", "to", "do", "cite", "zh", "en")
YES = ("yes", "是")


def read_chart(id: str, folder: Path, zh: str, en: str, *, assessed_by: str = "") -> Chart:
    """Read a chart from a folder of CSV files.

    ``states.csv``, ``events.csv``, ``moves.csv`` must be there; ``data.csv``, ``clocks.csv`` and
    ``choices.csv`` (what the choices of data are called) may be. A move's ``from`` may name several
    states, or ``*`` for all that are not final; such a move gets an id for each. States may have a
    column ``rules``, events one ``contests``, data one ``organ``, moves ``reading_zh`` and
    ``reading_en``.

    Args:
        id: The chart's code.
        folder: The folder.
        zh: Its Chinese name.
        en: Its English name.
        assessed_by: The inquiry that says whether a case counts in the rates.

    Raises:
        ChartError: for a cell that cannot be read, with file and line.
        PolicyError: for a table that cannot be read.
    """
    words = {
        (r["datum"], r["choice"]): (r["zh"], r["en"]) for _, r in _rows(folder, "choices", CHOICE)
    }
    states = tuple(
        State(*(r["state"], r["zh"], r["en"], r["owner"]), r["final"] in YES, r.get("rules") in YES)
        for _, r in _rows(folder, "states", STATE)
    )
    return Chart(
        id,
        zh,
        en,
        states,
        tuple(_event(place, r) for place, r in _rows(folder, "events", EVENT)),
        tuple(m for place, r in _rows(folder, "moves", MOVE) for m in _moves(place, r, states)),
        tuple(_datum(r, words) for _, r in _rows(folder, "data", DATUM)),
        tuple(_clock(place, r) for place, r in _rows(folder, "clocks", CLOCK)),
        assessed_by=assessed_by,
    )


def _datum(row: dict[str, str], words: Mapping[tuple[str, str], tuple[str, str]]) -> Datum:
    id, choices = row["datum"], tuple(row["choices"].split())
    named = tuple(words.get((id, c), (c, c)) for c in choices)
    kind: Any = row["kind"]  # what is no kind is told by the check
    return Datum(id, kind, row["zh"], row["en"], choices, row.get("organ") in YES, named)


def _rows(
    folder: Path, name: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    path = folder / f"{name}.csv"
    if name in ("states", "events", "moves") or path.exists():
        yield from read_rows(path, columns)


def _event(place: str, row: dict[str, str]) -> EventType:
    asks, *gives = row["asks"].split() or [""]
    pairs = [(field, value) for field, _, value in (g.partition("=") for g in gives)]
    if asks not in ("", *YES) or not all(field and value for field, value in pairs):
        raise ChartError(
            f"asks cannot be {row['asks']!r}",
            f"asks 不能是 {row['asks']!r}",
            field="asks",
            value=row["asks"],
            place=place,
            hint_en="leave it empty, or write yes and the facts: yes channel=dispatched",
            hint_zh="留空，或写 yes 与事实：yes channel=dispatched",
        )
    who, needs, takes = (tuple(row[c].split()) for c in ("who", "needs", "takes"))
    texts, contests = (row["event"], row["zh"], row["en"]), row.get("contests") in YES
    return EventType(*texts, who, needs, takes, bool(asks), tuple(pairs), contests)


def _clock(place: str, row: dict[str, str]) -> Clock:
    if not row["amount"].isdecimal():
        raise ChartError(
            f"amount cannot be {row['amount']!r}",
            f"amount 不能是 {row['amount']!r}",
            field="amount",
            value=row["amount"],
            place=place,
            hint_en="write a whole number",
            hint_zh="请写整数",
        )
    names = ("unit", "status", "source", "who", "cite")
    rest = (row[c] for c in names)
    return Clock(row["clock"], row["zh"], row["en"], int(row["amount"]), *rest)


def _moves(place: str, row: dict[str, str], states: tuple[State, ...]) -> Iterator[Move]:
    sources = row["from"].split()
    if sources == [ANY]:
        sources = [s.id for s in states if not s.final]
    try:
        guard = Definitions().read(row["when"] or "always")
    except GovrulesError as error:
        raise error.at(f"move {row['move']}").at(place) from None
    reading = (row.get("reading_zh", ""), row.get("reading_en", ""))
    for source in sources:
        id = row["move"] if len(sources) == 1 else f"{row['move']}.{source}"
        target = source if row["to"] == "=" else row["to"]
        texts = (row["cite"], row["zh"], row["en"])
        yield move(
            *(id, source, row["event"], target, *texts),
            when=guard,
            do=row["do"],
            reading=reading,
            at=place,
        )
