"""A chart as text and as a drawing: each state, what moves it, and where to.

States stand below each other in the order of the chart, each with the moves that leave it; what
happens there and leaves the case where it is is one line. All moves to one state share one line at
the right, which ends at its name; so no line crosses a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import TypeAlias

import attrs

from ..expr import Const, to_text
from .chart import AUTO, Chart, Move, State
from .text_width import width

__all__ = ["Drawing", "as_svg", "as_text", "draw", "upon"]

ROW, GAP, TOP, LEFT = 20, 14, 60, 24
LANE = 16
# A guard that takes more than so many characters is cut short in a drawing, not in text.
MOST = 72
COLOURS = ("#1f3a5f", "#8a5a00", "#1b6e53", "#7a2e6b", "#5f6368", "#9a3324")
STYLE = (
    "text{font:13px 'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;fill:#202124}"
    ".q{fill:#5f6368;font-size:11.5px}.b{font-weight:600}path{fill:none;stroke-width:1.4}"
)
WORDS = {
    "self": ("由系统自动", "by itself"),
    "rings": ("{}到期", "{} runs out"),
    "end": ("（办结）", " (ends here)"),
    "start": ("（起点）", " (begins here)"),
    "stay": ("其间可有：", "meanwhile: "),
    "comma": ("、", ", "),
}


Called: TypeAlias = Callable[[str], str]


@attrs.frozen
class _Line:
    """A line of the picture: a state's name, one of its moves, or those that stay."""

    state: State
    moves: tuple[Move, ...]
    y: int

    @property
    def target(self) -> str:
        """Where the moves lead; nowhere from a state's name."""
        return self.moves[0].target if self.moves else ""


@attrs.frozen
class Drawing:
    """A drawing: a notebook shows it, ``print`` prints the text.

    Args:
        svg: The picture.
        text: The same for a terminal.
    """

    svg: str = attrs.field(repr=False)
    text: str

    def _repr_svg_(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return self.text


def draw(chart: Chart, lang: str = "zh", called: Called = str) -> Drawing:
    """Draw a chart.

    Args:
        chart: The chart.
        lang: ``"zh"`` or ``"en"``.
        called: What an organ is called (``hotline_agency@city``).
    """
    return Drawing(as_svg(chart, lang, called), as_text(chart, lang, called))


def as_text(chart: Chart, lang: str = "zh", called: Called = str) -> str:
    """The chart for a terminal, a state or a move a line.

    Args:
        chart: The chart.
        lang: ``"zh"`` or ``"en"``.
        called: What an organ is called (``hotline_agency@city``).
    """
    side = 0 if lang == "zh" else 1
    lines = [(chart.zh, chart.en)[side]]
    for line in _lines(chart):
        said, beside = _words(chart, line, side, called)
        if not line.moves:
            lines += ["", f"■ {said}  {beside}".rstrip()]
        elif line.target == line.state.id:
            lines.append(f"  {beside}")
        else:
            target = chart.state[line.target]
            lines.append(f"  {said} → {(target.zh, target.en)[side]}  {beside}")
    return "\n".join(lines)


def as_svg(chart: Chart, lang: str = "zh", called: Called = str) -> str:
    """The chart as a drawing of as many rows as it has states and moves.

    Args:
        chart: The chart.
        lang: ``"zh"`` or ``"en"``.
        called: What an organ is called (``hotline_agency@city``).
    """
    side, lines = 0 if lang == "zh" else 1, list(_lines(chart))
    words = [_words(chart, line, side, called, MOST) for line in lines]
    edge = LEFT + max(_width(*pair) for pair in words) + 24
    wide, high = edge + LANE * (len(chart.states) + 1), lines[-1].y + ROW + GAP
    title = chart.zh if lang == "zh" else chart.en
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'role="img" aria-label="{escape(title)}"><style>{STYLE}</style>',
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="32" class="b" style="font-size:16px">{escape(title)}</text>',
    ]
    for line, (said, beside) in zip(lines, words, strict=True):
        shade, indent = ("", 18) if line.moves else (' class="b"', 0)
        parts.append(
            f'<text x="{LEFT + indent}" y="{line.y}"{shade}>{escape(said)}'
            f'<tspan class="q" dx="8">{escape(beside)}</tspan></text>'
        )
    return "\n".join([*parts, *_lanes(chart, lines, words, edge), "</svg>"]) + "\n"


def _lines(chart: Chart) -> Iterator[_Line]:
    y = TOP
    for state in chart.states:
        yield _Line(state, (), y)
        mine = [m for m in chart.moves if m.source == state.id]
        stay = tuple(m for m in mine if m.target == state.id)
        for moves in (*((m,) for m in mine if m not in stay), *filter(None, (stay,))):
            y += ROW
            yield _Line(state, moves, y)
        y += ROW + GAP


def _name(chart: Chart, state: State, side: int) -> str:
    place = "end" if state.final else "start" if state == chart.states[0] else ""
    return (state.zh, state.en)[side] + (WORDS[place][side] if place else "")


def upon(chart: Chart, move: Move, lang: str) -> str:
    """Upon what a move is made, in ``"zh"`` or ``"en"``."""
    side = 0 if lang == "zh" else 1
    if move.event == AUTO:
        return WORDS["self"][side]
    if move.event in chart.event:
        event = chart.event[move.event]
        return (event.zh, event.en)[side]
    clock = chart.clock[move.event.partition(".")[2]]
    return WORDS["rings"][side].format((clock.zh, clock.en)[side])


def _owner(chart: Chart, state: State, side: int, called: Called) -> str:
    """Who answers for the case in a state: an organ, or the one that the case holds."""
    datum = chart.datum.get(state.owner.removeprefix("$")) if state.owner[:1] == "$" else None
    return (datum.zh, datum.en)[side] if datum else state.owner and called(state.owner)


def _words(
    chart: Chart, line: _Line, side: int, called: Called, most: int | None = None
) -> tuple[str, str]:
    """What a line says, and what stands beside it in grey: who owns the case, or the provision."""
    if not line.moves:
        return _name(chart, line.state, side), _owner(chart, line.state, side, called)
    causes = dict.fromkeys(upon(chart, m, ("zh", "en")[side]) for m in line.moves)
    if line.target == line.state.id:
        return "", WORDS["stay"][side] + WORDS["comma"][side].join(causes)
    (move,), (said,) = line.moves, causes
    if not isinstance(move.when, Const):
        guard = to_text(move.when, ("zh", "en")[side])
        guard = guard if most is None or len(guard) <= most else guard[: most - 1] + "…"
        said = f"{said} [{guard}]"
    return said, move.cite


def _width(said: str, beside: str) -> int:
    """About how many pixels wide a line is, its indent included."""
    return int(18 + width(said, 13) + 8 + width(beside, 11.5))


def _lanes(
    chart: Chart, lines: list[_Line], words: list[tuple[str, str]], edge: int
) -> Iterator[str]:
    """For each state that is moved to, one line from all those moves to its name."""
    names = {line.state.id: n for n, line in enumerate(lines) if not line.moves}
    for number, state in enumerate(chart.states):
        moves = [n for n, line in enumerate(lines) if line.target == state.id != line.state.id]
        if not moves:
            continue
        x, colour = edge + LANE * number, COLOURS[number % len(COLOURS)]
        at = names[state.id]
        end = lines[at].y - 4
        ys = [lines[n].y - 4 for n in moves]
        steps = [f"M{_end(words[n])} {y}H{x}" for n, y in zip(moves, ys, strict=True)]
        steps.append(f"M{x} {min(*ys, end)}V{max(*ys, end)}M{x} {end}H{_end(words[at]) + 6}")
        tip = _end(words[at])
        yield f'<path d="{"".join(steps)}" stroke="{colour}" opacity="0.75"/>'
        yield (
            f'<path d="M{tip + 7} {end - 4}L{tip} {end}L{tip + 7} {end + 4}Z" '
            f'style="fill:{colour}"/>'
        )


def _end(words: tuple[str, str]) -> int:
    """Where the words of a line end."""
    return LEFT + _width(*words) + 8
