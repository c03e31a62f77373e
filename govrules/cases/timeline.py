"""A case's timeline as text and as a drawing: when, what, in whose hands, under which article."""

from __future__ import annotations

from html import escape

import attrs

from ..charts.text_width import wrapped
from .story import Case, Step

__all__ = ["Told", "as_svg", "as_text", "told"]

LINE, GAP, TOP, WIDTH = 19, 12, 56, 980
ROOM = WIDTH - 164 - 24  # for a line of text
LATE, DARK = "#b3261e", "#1f3a5f"
STYLE = (
    "text{font:13px 'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;fill:#202124}"
    ".q{fill:#5f6368;font-size:11.5px}.b{font-weight:600}.l{fill:#b3261e}"
)


@attrs.frozen
class Told:
    """A step in words of one language.

    Args:
        what: What happened, and who sent it.
        said: What it brought; empty where nothing.
        held: In whose hands the case is then.
        why: The reason.
        cites: The articles.
    """

    what: str
    said: str
    held: str
    why: str
    cites: str


def told(step: Step, lang: str) -> Told:
    """The step in words: ``"zh"`` or ``"en"``."""
    is_zh = lang == "zh"
    what, by = (step.event_zh, step.by_zh) if is_zh else (step.event_en, step.by_en)
    state, owner = (step.state_zh, step.owner_zh) if is_zh else (step.state_en, step.owner_en)
    return Told(
        f"{what} · {by}" if by else what,
        step.said_zh if is_zh else step.said_en,
        f"{state} · {owner}" if owner else state,
        step.zh if is_zh else step.en,
        ("；" if is_zh else "; ").join(step.cites if is_zh else step.cites_en),
    )


def as_text(case: Case, lang: str = "zh") -> str:
    """The timeline for a terminal, a few short lines a step."""
    lines = []
    for step in case.timeline:
        one = told(step, lang)
        mark = "!" if step.is_overdue else "●"
        lines.append(f"{step.at[:16].replace('T', ' ')} {mark} {one.what}")
        lines += [f"{'':21}{one.said}"] if one.said else []
        lines.append(f"{'':19}→ {one.held}")
        lines += [f"{'':21}{text}" for text in (one.why, one.cites) if text]
    return "\n".join(lines)


def as_svg(case: Case, lang: str = "zh") -> str:
    """The timeline as a drawing: a column of moments, what is overdue in red."""
    title = f"案件 {case.id}" if lang == "zh" else f"Case {case.id}"
    y, drawn, moments = TOP, list[str](), list[int]()
    for step in case.timeline:
        moments.append(y)
        lines = _drawn(step, y, lang)
        drawn += [*lines, _moment(step, y)]
        y += LINE * len(lines) + GAP
    height = y + 8
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="20" y="30" class="b" style="font-size:16px">{escape(title)}</text>',
        f'<line x1="146" x2="146" y1="{TOP}" y2="{max(moments, default=TOP)}" stroke="#c8cdd4"/>',
    ]
    return "\n".join([*head, *drawn, "</svg>"]) + "\n"


def _moment(step: Step, y: int) -> str:
    """When a step was: a point on the line, and the time beside it."""
    colour = LATE if step.is_overdue else DARK
    return (
        f'<circle cx="146" cy="{y + 4}" r="5.5" fill="{colour}"/>'
        f'<text x="20" y="{y + 9}" class="q">{step.at[:16].replace("T", " ")}</text>'
    )


def _drawn(step: Step, y: int, lang: str) -> list[str]:
    """The lines of a step: what happened, in whose hands it then is, why, and the articles."""
    one = told(step, lang)
    late = "b l" if step.is_overdue else "b"
    lines = [(late, line) for line in wrapped(one.what, ROOM, 13)]
    lines += [("", line) for line in wrapped(one.said, ROOM, 13) if line]
    lines += [("", line) for line in wrapped(f"→ {one.held}", ROOM, 13)]
    lines += [("q", s) for text in (one.why, one.cites) for s in wrapped(text, ROOM, 11.5) if s]
    return [
        f'<text x="164" y="{y + 9 + LINE * n}" class="{kind}">{escape(line)}</text>'
        for n, (kind, line) in enumerate(lines)
    ]
