"""A case, a chart, rates and passing as a page: the picture, and a table that says the same.

Both languages are on the page, of which one is hidden; nothing is loaded from beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType

import attrs

from ..charts import Chart, Move
from ..charts.drawing import as_svg as chart_svg
from ..charts.drawing import upon
from ..decision.wording import condition_in_words
from ..expr import Const
from ..jurisdiction import Jurisdiction
from ..law import Law, parse_citation
from ..rules import Field
from ..simulate.bilingual import Both, both, document, in_each, switch, table
from ..version import library_version
from .bars import draw, measured, titled
from .names import called_in
from .passing import Passed
from .rates import Rate
from .story import Case
from .timeline import as_svg, told
from .worklist import STATUSES

__all__ = ["case_page", "chart_page", "counted_page", "grounds"]

Section = tuple[Both, Callable[[str], str]]
# A picture is as wide as it was drawn for, and scrolls by itself on a narrow screen.
STYLE = """
figure{margin:12px 0;overflow-x:auto}figure svg{min-width:820px}
figure:focus-visible{outline:2px solid #0072b2}
.listed{table-layout:auto}.listed td{overflow-wrap:anywhere}
.listed td:first-child{white-space:nowrap}.late{color:#b3261e;font-weight:600}
.counts td:not(:first-child),.counts th:not(:first-child){text-align:right}
@media(max-width:720px){body{padding:16px}.listed td:first-child{white-space:normal}
.listed,.listed tbody,.listed tr,.listed td{display:block}.listed thead{display:none}
.listed td{border:0;padding:1px 0}.listed tr{border-bottom:1px solid var(--line);padding:8px 0}
.scroll{overflow-x:auto}}
@media print{figure{overflow:visible}figure svg{min-width:0}tr{break-inside:avoid}}
"""
LEFT_OUT: Sequence[Both] = (("剔除", "excluded"), ("挂账", "held over"))
PERIODS = {
    "workday": ("{} 个工作日", "{} working days"),
    "day": ("{} 日", "{} days"),
    "hour": ("{} 小时", "{} hours"),
}


def case_page(case: Case, lang: str = "zh") -> str:
    """The page of a case: its timeline, drawn and as a table.

    Args:
        case: The case.
        lang: The language that is shown first.
    """
    last = case.timeline[-1]
    heads: Sequence[Both] = (
        ("时间", "time"),
        ("事件", "event"),
        ("内容", "what was said"),
        ("其后状态与责任单位", "state then, and in whose hands"),
        ("理由", "reason"),
        ("依据", "under"),
    )

    def rows(lang: str) -> Iterable[Iterable[str]]:
        for step in case.timeline:
            one = told(step, lang)
            when = step.at[:16].replace("T", " ")
            yield (
                when,
                ("! " if step.is_overdue else "") + one.what,
                one.said,
                one.held,
                *(one.why, one.cites),
            )

    zh, en = (f"{told(last, one).held}" for one in ("zh", "en"))
    return _page(
        (f"案件 {case.id}", f"Case {case.id}"),
        (f"现状：{zh}；共 {len(case.timeline)} 步", f"Now: {en}; {len(case.timeline)} steps"),
        (
            (("时间线", "Timeline"), lambda lang: _figure(as_svg(case, lang))),
            (("逐步", "Step by step"), lambda lang: _listed(heads, rows(lang), lang)),
        ),
        lang,
    )


def chart_page(chart: Chart, jurisdiction: Jurisdiction, lang: str = "zh") -> str:
    """The page of a chart: its drawing, its moves and its clocks.

    Args:
        chart: The chart.
        jurisdiction: Whose it is: its law and its roles.
        lang: The language that is shown first.
    """
    counts = [len(chart.states), len(chart.events), len(chart.clocks)]
    law = jurisdiction.law

    def drawn(lang: str) -> str:
        return _figure(chart_svg(chart, lang, called_in(jurisdiction, lang)))

    moves: Sequence[Both] = (
        ("状态", "state"),
        ("事件或到期", "event, or what runs out"),
        ("条件", "if"),
        ("转入", "to"),
        ("理由", "reason"),
        ("依据", "under"),
    )
    clocks: Sequence[Both] = (
        ("时限", "what is due"),
        ("期间", "period"),
        ("来源", "it is"),
        ("说明", "says"),
        ("依据", "under"),
    )
    return _page(
        (f"流程：{chart.zh}", f"Chart: {chart.en}"),
        (
            f"状态 {counts[0]} 个，事件 {counts[1]} 种，时限 {counts[2]} 项",
            f"{counts[0]} states, {counts[1]} events, {counts[2]} clocks",
        ),
        (
            (("状态图", "Diagram"), drawn),
            (
                ("流转", "Moves"),
                lambda lang: _listed(moves, _moves(chart, jurisdiction, lang), lang),
            ),
            (("时限", "Clocks"), lambda lang: _listed(clocks, _clocks(chart, law, lang), lang)),
        ),
        lang,
    )


def counted_page(
    rows: Sequence[Rate] | Sequence[Passed],
    lang: str = "zh",
    when: str = "",
    under: Mapping[str, Both] = MappingProxyType({}),
) -> str:
    """The page of rates, or of what was passed on, by unit.

    Args:
        rows: What ``cases.rates(…)`` or ``cases.passing(…)`` gave.
        lang: The language that is shown first.
        when: The time that they are of.
        under: What is counted (``refused``) → the provisions under which it happens. Rates say
            themselves under which a case is left out.
    """
    measures = measured(rows)
    drawn = {one: draw(rows, one, when) for one in ("zh", "en")}
    (zh, note_zh), (en, note_en) = (titled(rows, one, when) for one in ("zh", "en"))

    def cells(lang: str) -> Iterable[Iterable[str]]:
        for row in rows:
            yield row.zh if lang == "zh" else row.en, *(m.text(row, lang) for m in measures)

    heads = [("单位", "unit"), *((m.zh, m.en) for m in measures)]
    rules = [*grounds(rows), *(((m.zh, m.en), under[m.name]) for m in measures if m.name in under)]
    ruled: Sequence[Both] = (("事项", "what"), ("依据", "under"))
    sections: list[Section] = [
        (("图", "Picture"), lambda lang: _figure(drawn[lang].svg)),
        (("表", "Table"), lambda lang: _table("counts", heads, cells(lang), lang)),
    ]
    if rules:
        sections.append(
            (
                ("依据哪一条", "Under which rule"),
                lambda lang: _listed(ruled, [[_in(x, lang) for x in r] for r in rules], lang),
            )
        )
    return _page((zh, en), (note_zh, note_en), sections, lang)


def grounds(rows: Sequence[Rate] | Sequence[Passed]) -> list[tuple[Both, Both]]:
    """Each ground under which cases were left out or set aside, with its provisions."""
    found: dict[Both, Both] = {}
    for row in rows:
        if isinstance(row, Rate):
            for kind, counts in zip(LEFT_OUT, (row.excluded, row.held_over), strict=True):
                for ground in counts:
                    zh, en = row.words.get(ground, (ground, ground))
                    said = (f"{kind[0]}：{zh}", f"{kind[1]}: {en}")
                    found[said] = row.rules.get(ground, ("", ""))
    return list(found.items())


def _page(title: Both, note: Both, sections: Iterable[Section], lang: str) -> str:
    body = "".join(
        f"<section><h2>{both(*head)}</h2>{in_each(made)}</section>" for head, made in sections
    )
    said = f"<p>{both(*note)}</p>" if all(note) else ""
    foot = f"<footer>govrules {library_version()}</footer>"
    main = f"<main><h1>{both(*title)}</h1>{said}{body}{foot}</main>"
    return document(title[0] if lang == "zh" else title[1], switch(lang) + main, lang, STYLE)


def _in(words: Both, lang: str) -> str:
    return words[0] if lang == "zh" else words[1]


def _figure(svg: str) -> str:
    """A picture that scrolls by itself, for the keyboard too."""
    return f'<figure tabindex="0">{svg}</figure>'


def _listed(heads: Iterable[Both], rows: Iterable[Iterable[str]], lang: str) -> str:
    return _table("listed", heads, rows, lang)


def _table(kind: str, heads: Iterable[Both], rows: Iterable[Iterable[str]], lang: str) -> str:
    lines = "".join(
        "<tr>" + "".join(f"<td>{_cell(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f'<div class="scroll">{table(kind, (_in(head, lang) for head in heads), lines)}</div>'


def _cell(text: str) -> str:
    late = text.startswith("! ")
    shown = escape(text.removeprefix("! "))
    return f'<span class="late">{shown}</span>' if late else shown


def _moves(chart: Chart, jurisdiction: Jurisdiction, lang: str) -> Iterable[Iterable[str]]:
    order, fields, law = (
        [s.id for s in chart.states],
        _fields(chart, jurisdiction),
        jurisdiction.law,
    )
    for move in sorted(chart.moves, key=lambda move: order.index(move.source)):
        source, target = chart.state[move.source], chart.state[move.target]
        guard = "" if isinstance(move.when, Const) else condition_in_words(move.when, fields, lang)
        yield (
            _in((source.zh, source.en), lang),
            upon(chart, move, lang),
            guard,
            "" if source == target else _in((target.zh, target.en), lang),
            _reason(move, lang),
            parse_citation(move.cite).text(law, lang),
        )


def _reason(move: Move, lang: str) -> str:
    """The reason of a move, with the reading on which it rests."""
    reason, reading = _in((move.zh, move.en), lang), _in(move.reading, lang)
    brackets = "（{}）" if lang == "zh" else " ({})"
    return reason + (brackets.format(reading) if reading else "")


def _fields(chart: Chart, jurisdiction: Jurisdiction) -> Mapping[str, Field]:
    """What guards ask; dispositions and grounds are called as the rules call them."""
    j = jurisdiction
    final = next(q for q in j.rules.questions if q.id == j.layout.final)
    listed = list(final.slot("disposition").choices)
    if chart.assessed_by:
        listed += j.inquiry(chart.assessed_by).fields["ground"].choices
    called = {choice.code: choice for choice in listed}
    return {
        id: attrs.evolve(field, choices=tuple(called.get(c.code, c) for c in field.choices))
        for id, field in chart.fields.items()
    }


def _clocks(chart: Chart, law: Law, lang: str) -> Iterable[Iterable[str]]:
    for clock in chart.clocks:
        yield (
            _in((clock.zh, clock.en), lang),
            _in(PERIODS[clock.unit], lang).format(clock.amount),
            _in(STATUSES[clock.status], lang),
            clock.source,
            parse_citation(clock.cite).text(law, lang),
        )
