"""A case's timeline as text and as a drawing: when, what, in whose hands, under which article."""

from __future__ import annotations

from html import escape

from .story import Case, Step

__all__ = ["as_svg", "as_text"]

LINE, TOP, WIDTH = 46, 56, 980
LATE, QUIET, DARK = "#b3261e", "#5f6368", "#1f3a5f"
STYLE = (
    "text{font:13px 'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;fill:#202124}"
    ".q{fill:#5f6368;font-size:11.5px}.b{font-weight:600}.l{fill:#b3261e}"
)


def _said(step: Step, lang: str) -> tuple[str, str, str, str]:
    """What happened and who sent it; in whose hands it is then; the articles; the reason."""
    is_zh = lang == "zh"
    what, by = (step.event_zh, step.by_zh) if is_zh else (step.event_en, step.by_en)
    state, owner = (step.state_zh, step.owner_zh) if is_zh else (step.state_en, step.owner_en)
    cites = ("；" if is_zh else "; ").join(step.cites if is_zh else step.cites_en)
    held = f"{state} · {owner}" if owner else state
    return f"{what} · {by}" if by else what, held, cites, step.zh if is_zh else step.en


def as_text(case: Case, lang: str = "zh") -> str:
    """The timeline for a terminal, four short lines a step."""
    lines = []
    for step in case.timeline:
        what, held, cites, why = _said(step, lang)
        mark = "!" if step.is_overdue else "●"
        lines += [f"{step.at[:16].replace('T', ' ')} {mark} {what}", f"{'':19}→ {held}"]
        lines += [f"{'':21}{text}" for text in (why, cites) if text]
    return "\n".join(lines)


def as_svg(case: Case, lang: str = "zh") -> str:
    """The timeline as a drawing: a column of moments, what is overdue in red."""
    height = TOP + LINE * len(case.timeline) + 16
    title = f"案件 {case.id}" if lang == "zh" else f"Case {case.id}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="20" y="30" class="b" style="font-size:16px">{escape(title)}</text>',
        f'<line x1="146" x2="146" y1="{TOP}" y2="{height - 36}" stroke="#c8cdd4"/>',
    ]
    for number, step in enumerate(case.timeline):
        y = TOP + LINE * number
        what, held, cites, why = _said(step, lang)
        colour = LATE if step.is_overdue else DARK
        late = " l" if step.is_overdue else ""
        below = f"{why}　{cites}" if lang == "zh" else f"{why}  {cites}"
        parts += [
            f'<circle cx="146" cy="{y + 4}" r="5.5" fill="{colour}"/>',
            f'<text x="20" y="{y + 9}" class="q">{step.at[:16].replace("T", " ")}</text>',
            f'<text x="164" y="{y + 9}"><tspan class="b{late}">{escape(what)}</tspan>'
            f'<tspan dx="10">→ {escape(held)}</tspan></text>',
            f'<text x="164" y="{y + 27}" class="q">{escape(below)}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
