"""Rates and passing by unit as a picture: a row a unit, a column a measure, with its bar.

The columns are those of the terminal's tables, so that picture and table say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import attrs

from ..charts.drawing import Drawing
from ..charts.text_width import wrapped
from ..errors import RecordError, shown
from .passing import Passed
from .rates import Rate

__all__ = ["PASSING", "RATES", "Measure", "draw", "measured", "titled"]

LEFT, NAME, TOP, LINE, GAP, BAR = 24, 250, 84, 18, 14, 7
# How wide the column of a measure is: the share of a whole, a count to the common scale, a number
# without a bar, how many under each ground.
WIDTHS = {"share": 130, "count": 86, "number": 96, "grounds": 200}
DARK, LATE, TRACK = "#1f3a5f", "#b3261e", "#e8eaed"
STYLE = (
    "text{font:13px 'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;fill:#202124}"
    ".q{fill:#5f6368;font-size:11.5px}.b{font-weight:600}"
)


@attrs.frozen
class Measure:
    """A column: what of a unit is shown, and how.

    Args:
        zh: Its heading in Chinese.
        en: The same in English.
        name: The attribute of the row.
        kind: One of ``WIDTHS``.
        is_late: Whether it counts what was not done, and is drawn in red.
        is_optional: Whether it is left out where no row has it.
    """

    zh: str
    en: str
    name: str
    kind: str = "count"
    is_late: bool = False
    is_optional: bool = False

    def text(self, row: Rate | Passed, lang: str) -> str:
        """What the cell of a row says."""
        value = getattr(row, self.name)
        if self.kind == "grounds" and isinstance(row, Rate):
            comma, side = ("；", 0) if lang == "zh" else ("; ", 1)
            return comma.join(f"{row.words.get(g, (g, g))[side]} {n}" for g, n in value.items())
        return "—" if value is None else str(value)

    def part(self, row: Rate | Passed, most: int) -> float:
        """How much of its room the bar takes, from 0 to 1."""
        full = {"share": 100, "count": most}.get(self.kind)
        return (getattr(row, self.name) or 0) / full if full else 0.0


RATES = (
    Measure("件数", "cases", "cases", "number"),
    Measure("响应率", "response", "response_rate", "share"),
    Measure("解决率", "resolution", "resolution_rate", "share"),
    Measure("满意率", "satisfaction", "satisfaction_rate", "share"),
    Measure("总分", "score", "score", "number", is_optional=True),
    Measure("剔除", "excluded", "excluded", "grounds"),
    Measure("挂账", "held over", "held_over", "grounds"),
    Measure("规则未定", "unsettled", "unsettled", "number"),
)
PASSING = (
    Measure("接单", "received", "received"),
    Measure("提出异议", "objected", "objected"),
    Measure("异议成立", "upheld", "upheld"),
    Measure("吹哨", "whistles", "whistles"),
    Measure("被吹哨", "called", "called"),
    Measure("报到", "came", "came"),
    Measure("拒不报到", "refused", "refused", is_late=True),
    Measure("逾期未报到", "silent", "silent", is_late=True),
    Measure("无主时数", "hours unowned", "hours_unowned", "number"),
)
TITLES = {
    Rate: ("响应率、解决率、满意率", "Response, resolution and satisfaction"),
    Passed: ("派单、异议与吹哨", "Dispatches, objections and whistles"),
}
NOTES = {
    Rate: (
        "百分比；案件归于最后的承办单位，剔除和挂账的不计入",
        "Percent of the cases that the unit held at their end; those excluded or held over do not "
        "count",
    ),
    Passed: ("件；满格为 {most}", "Cases; a full bar is {most}"),
}
NOTHING = ("没有计入的案件", "No case counts")


def draw(rows: Sequence[Rate] | Sequence[Passed], lang: str = "zh", when: str = "") -> Drawing:
    """Draw them; see :func:`govrules.cases.draw`."""
    kinds = {type(row) for row in rows}
    if len(kinds) > 1 or kinds - set(TITLES):
        names = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise RecordError(
            f"rows cannot be {names}",
            f"行不能是 {names}",
            field="rows",
            value=shown(list(rows)),
            hint_en="give what cases.rates() or cases.passing() gave",
            hint_zh="请给出 cases.rates() 或 cases.passing() 的结果",
        )
    measures, most, side = measured(rows), _most(rows), 0 if lang == "zh" else 1
    title, note = titled(rows, lang, when)
    lines = [" ".join(filter(None, (title, f"（{note}）" if lang == "zh" else f"({note})")))]
    for row in rows:
        cells = (f"{(m.zh, m.en)[side]} {m.text(row, lang) or 0}" for m in measures)
        lines.append((row.zh, row.en)[side] + ("：", ": ")[side] + ("，", ", ")[side].join(cells))
    return Drawing(_svg(rows, measures, most, lang, (title, note)), "\n".join(lines))


def titled(
    rows: Sequence[Rate] | Sequence[Passed], lang: str = "zh", when: str = ""
) -> tuple[str, str]:
    """What a picture of rows is called, and the note to it."""
    side = 0 if lang == "zh" else 1
    if not rows:
        return when, NOTHING[side]
    kind = type(rows[0])
    title = " · ".join(filter(None, (TITLES[kind][side], when)))
    return title, NOTES[kind][side].format(most=_most(rows))


def _most(rows: Sequence[Rate] | Sequence[Passed]) -> int:
    """The largest count, which takes a full bar."""
    counts = (getattr(r, m.name) for r in rows for m in measured(rows) if m.kind == "count")
    return max(counts, default=0)


def measured(rows: Sequence[Rate] | Sequence[Passed]) -> list[Measure]:
    """The measures that are shown of some rows, which are of one kind."""
    every = (RATES if isinstance(rows[0], Rate) else PASSING) if rows else ()
    return [
        m
        for m in every
        if not m.is_optional or any(getattr(row, m.name) is not None for row in rows)
    ]


def _svg(
    rows: Sequence[Rate] | Sequence[Passed],
    measures: Sequence[Measure],
    most: int,
    lang: str,
    head: tuple[str, str],
) -> str:
    """The picture, as high as its rows take."""
    lefts, x = list[int](), LEFT + NAME
    for measure in measures:
        lefts.append(x)
        x += WIDTHS[measure.kind]
    wide, y, drawn = max(x + LEFT, 520), TOP, list[str]()
    for measure, at in zip(measures, lefts, strict=True):
        drawn.append(_text(at, y, measure.zh if lang == "zh" else measure.en, "q"))
    for row in rows:
        y += LINE + GAP
        drawn.append(f'<path d="M{LEFT} {y - LINE - 4}H{wide - LEFT}" stroke="{TRACK}"/>')
        names = wrapped(row.zh if lang == "zh" else row.en, NAME - 16, 13)
        drawn += [_text(LEFT, y + LINE * n, line, "") for n, line in enumerate(names)]
        tallest = max(len(names), 2)  # a bar is below its number
        for measure, at in zip(measures, lefts, strict=True):
            words, bars = _cell(measure, row, (at, y), most, lang)
            tallest = max(tallest, len(words))
            drawn += [*words, *bars]
        y += LINE * (tallest - 1)
    height = y + LINE + GAP
    title, note = head
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {height}" '
            f'width="{wide}" role="img" aria-label="{escape(title or note)}">'
            f"<style>{STYLE}</style>",
            f'<rect width="{wide}" height="{height}" fill="#ffffff"/>',
            f'<text x="{LEFT}" y="32" class="b" style="font-size:16px">{escape(title)}</text>',
            _text(LEFT, 54, note, "q"),
            *drawn,
            "</svg>\n",
        ]
    )


def _cell(
    measure: Measure, row: Rate | Passed, at: tuple[int, int], most: int, lang: str
) -> tuple[list[str], list[str]]:
    """What a cell says, in lines, and the bar below it; no bar where nothing is known."""
    (x, y), room = at, WIDTHS[measure.kind] - 16
    shade = "q" if measure.kind == "grounds" else ""
    lines = wrapped(measure.text(row, lang), room, 11.5)
    words = [_text(x, y + LINE * n, line, shade) for n, line in enumerate(lines)]
    bars = []
    if measure.kind == "share" and getattr(row, measure.name) is not None:
        bars.append(_bar(x, y, room, TRACK))
    if part := measure.part(row, most):
        bars.append(_bar(x, y, part * room, LATE if measure.is_late else DARK))
    return words, bars


def _bar(x: int, y: int, wide: float, colour: str) -> str:
    return f'<rect x="{x}" y="{y + 6}" width="{wide:.1f}" height="{BAR}" fill="{colour}"/>'


def _text(x: int, y: int, text: str, kind: str) -> str:
    shade = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}"{shade}>{escape(text)}</text>'
