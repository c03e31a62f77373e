"""A comparison as one HTML page in Chinese and English, with nothing beside it to load."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

from ..decision.decision import Decision
from ..errors import RecordError, shown
from ..law import parse_citation
from ..version import library_version
from ..whole_file import write_whole
from .bilingual import Both, both, document, in_each, switch, table, width, write_page
from .report_style import FONTS
from .sankey import sankey

__all__ = ["Compared", "flow_drawing", "write_drawing", "write_report"]

# What is read in a line of the classes that change, before and after.
TOLD = ("disposition", "owner", "articles")
MOST_FLOWS, MOST_UNITS, MOST_CLASSES = 12, 14, 20
CHANGES: Mapping[str, tuple[Both, Both]] = {
    "moved": (("换了机关", "another owner"), ("两边都有确定的负责机关", "settled in both")),
    "settled": (("有了负责机关", "an owner at last"), ("原先未定或无", "before: none, or open")),
    "shared": (("数个机关并列", "several owners"), ("原由一家负责", "before: one")),
    "orphaned": (
        ("不再有负责机关", "no owner any more"),
        ("无人负责，或尚未查明", "none, or not known which"),
    ),
    "other": (("处置不同", "dealt with otherwise"), ("负责机关不变", "the owner stays")),
    "same": (("完全不变", "the same"), ("", "")),
}


class Compared(Protocol):
    """What is asked of a comparison; :class:`.comparison.Comparison` is one."""

    @property
    def before(self) -> Any:
        """What the one makes of the matters."""

    @property
    def after(self) -> Any:
        """What the other makes of them."""

    def changes(self) -> Mapping[str, int]:
        """What differs, in matters."""

    def flows(self) -> Any:
        """From which organ to which matters go."""

    def districts(self) -> Any:
        """How many change in each district."""

    def classes(self) -> Any:
        """The classes whose answer changes."""

    def examples(self) -> Iterable[Any]:
        """Matters with their decision in both."""

    def organ_name(self, code: str, lang: str) -> str:
        """What an organ is called in a language."""


def write_report(comparison: Compared, file: Path, more: Sequence[tuple[Both, str]] = ()) -> None:
    """Write the page; raises RecordError for a file that is not called ``.html``.

    Args:
        comparison: What is compared.
        file: Where the page is written.
        more: Further sections, heading and HTML, after what is counted and before the classes.
    """
    write_page(file, _page(comparison, more))


def _page(c: Compared, more: Sequence[tuple[Both, str]]) -> str:
    before, after = c.before, c.after
    sections = (
        (("结果", "In short"), _tops(c)),
        (("责任从谁到谁", "From whom to whom"), _flows(c)),
        (("各区", "Districts"), _districts(c)),
        (("得失最多的单位", "Units that gain and lose most"), _units(c)),
        *more,
        (("结论改变的类别", "Classes whose answer changes"), _classes(c)),
        (("举例：同一件事，两种结论", "Examples: one matter, two decisions"), _examples(c)),
    )
    title = after.zh or after.name
    body = "".join(f"<section><h2>{both(*h)}</h2>{html}</section>" for h, html in sections if html)
    rows = after.table.num_rows
    foot = " · ".join(
        (
            f"govrules {library_version()}",
            *(f"{escape(d.name)} {d.jurisdiction.digest[:12]}" for d in (before, after)),
        )
    )
    names = [d.zh or ("现状" if d.name == "baseline" else d.name) for d in (after, before)]
    against = both(
        f"与“{names[1]}”对比，共 {rows:,} 件",
        f"{after.name} compared with {before.name}, {rows:,} matters",
    )
    head = f"<h1>{both(title, after.name)}</h1><p>{against}</p>"
    return document(title, f"{switch()}<main>{head}{body}<footer>{foot}</footer></main>")


def _tops(c: Compared) -> str:
    counts = c.changes()
    total = max(sum(counts.values()), 1)
    cards = "".join(
        f'<li class="{name}"><b>{counts[name]:,}</b>{both(*what)}'
        f"<small>{counts[name] / total:.1%}</small><small>{both(*note)}</small></li>"
        for name, (what, note) in CHANGES.items()
    )
    return f'<ul class="tops">{cards}</ul>'


def flow_drawing(c: Compared, lang: str) -> str:
    """The greatest flows from owner to owner as an SVG element; empty where nothing flows."""
    rows = [(r["from"], r["to"], r["rows"]) for r in c.flows().to_pylist()[:MOST_FLOWS]]
    names = {code: c.organ_name(code, lang) for f in rows for code in f[:2]}
    return sankey(rows, names, {"zh": "责任的流向", "en": "flows of responsibility"}[lang])


def write_drawing(c: Compared, file: Path, lang: str) -> None:
    """Write the flows as an SVG file, for a paper or a slide; its fonts are named in it.

    Raises:
        RecordError: for a file that is not called ``.svg``, and where nothing flows.
    """
    drawn = flow_drawing(c, lang)
    zh, en = _no_flow(c)
    if file.suffix.lower() != ".svg" or not drawn:
        raise RecordError(
            f"{shown(file.name)} is no SVG file" if drawn else en,
            f"{shown(file.name)} 不是 SVG 文件" if drawn else zh,
            field="file",
            value=file.name,
            hint_en="call it flows.svg; any browser makes a PNG of it" if drawn else None,
            hint_zh="请命名为 flows.svg；任何浏览器都能把它存为 PNG" if drawn else None,
        )
    said = '<svg xmlns="http://www.w3.org/2000/svg"' + drawn.removeprefix("<svg")
    style = f"<style>text{{font:13px {FONTS}}}</style>"
    with write_whole(file) as beside:
        beside.write_text(said.replace("</title>", f"</title>{style}", 1), encoding="utf-8")


def _no_flow(c: Compared) -> Both:
    """Why there is nothing to draw: organs of another unit are still organs of that kind."""
    if c.changes()["moved"]:
        return (
            "事项换了单位，机关仍是同一种",
            "matters go to other units, to organs of the same kind",
        )
    return "没有一件换了机关", "no matter has another owner"


def _flows(c: Compared) -> str:
    rest = c.flows().to_pylist()[MOST_FLOWS:]

    def drawn(lang: str) -> str:
        return flow_drawing(c, lang)

    if not drawn("zh"):
        zh, en = _no_flow(c)
        return f"<p>{both(f'{zh}。', f'{en.capitalize()}.')}</p>"
    left = sum(r["rows"] for r in rest)
    note = both(
        f"另有 {len(rest)} 种流向，共 {left:,} 件，未画出。",
        f"{len(rest)} further flows of {left:,} matters are not drawn.",
    )
    return in_each(drawn) + (f"<p>{note}</p>" if rest else "")


def _unit_name(c: Compared, code: str | None, lang: str) -> str:
    if not code:
        return {"zh": "地点不详", "en": "place not precise"}[lang]
    t = c.after.jurisdiction.territory
    return str(t.name(code, lang)) if code in t else code


def _districts(c: Compared) -> str:
    rows = c.districts().to_pylist()
    most = max((r["changed"] / r["rows"] for r in rows), default=0) or 1

    def drawn(lang: str) -> str:
        tiles = "".join(
            f'<li style="--share:{r["changed"] / r["rows"] / most:.2f}">'
            f"<span>{escape(_unit_name(c, r['unit'], lang))}</span>"
            f"<b>{r['changed'] / r['rows']:.1%}</b>"
            f"<small>{r['changed']:,} / {r['rows']:,}</small></li>"
            for r in rows
        )
        return f'<ul class="tiles">{tiles}</ul>'

    note = both(
        "其地事项中，负责机关有变化的份额；颜色越深，份额越大。",
        "Of the matters there, the share whose owner changes; the darker, the larger.",
    )
    return f"<p>{note}</p>{in_each(drawn)}"


def _units(c: Compared) -> str:
    rows = c.after.moved(per="unit").to_pylist()[:MOST_UNITS]
    if not rows:
        return ""
    most = max(max(r["gained"], r["lost"]) for r in rows)

    def drawn(lang: str) -> str:
        lines = "".join(
            f"<tr><th>{escape(_unit_name(c, r['unit'], lang))}</th>"
            f'<td class="lost"><span>{r["lost"]:,}</span><i style="width:{width(r["lost"], most)}">'
            f'</i></td><td class="gained"><i style="width:{width(r["gained"], most)}"></i>'
            f"<span>{r['gained']:,}</span></td></tr>"
            for r in rows
        )
        heads = {"zh": ("单位", "失去", "得到"), "en": ("unit", "loses", "gains")}[lang]
        return table("bars", heads, lines)

    return in_each(drawn)


def _classes(c: Compared) -> str:
    rows = _told_alike(c.classes().to_pylist())
    if not rows:
        return ""

    def drawn(lang: str) -> str:
        lines = "".join(_class_line(c, r, lang) for r in rows[:MOST_CLASSES])
        heads = {
            "zh": ("原来", "依据", "改为", "依据", "件数"),
            "en": ("before", "under", "after", "under", "matters"),
        }[lang]
        return table("classes", heads, lines)

    rest = rows[MOST_CLASSES:]
    left = sum(r["rows"] for r in rest)
    note = both(
        f"读来相同的类别合为一行，共 {len(rows)} 行；"
        f"其余 {len(rest)} 行（{left:,} 件）和每一类别见 classes()。",
        f"Classes that read alike are one line, {len(rows)} in all; classes() gives the other "
        f"{len(rest)} ({left:,} matters), and each class by itself.",
    )
    return in_each(drawn) + f"<p>{note}</p>"


def _told_alike(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows, those that read alike as one with the matters of all; most first."""
    found = dict[tuple[Any, ...], dict[str, Any]]()
    for row in rows:
        told = tuple(row[name + end] for end in ("_before", "") for name in TOLD)
        found.setdefault(told, {**row, "rows": 0})["rows"] += row["rows"]
    return sorted(found.values(), key=lambda row: (-row["rows"], row["row"]))


def _class_line(c: Compared, row: Mapping[str, Any], lang: str) -> str:
    cells = []
    for end in ("_before", ""):
        what = _disposition(c, row[f"disposition{end}"], lang)
        who = c.organ_name(row[f"owner{end}"], lang)
        cites = "<br>".join(_article(c, key, lang) for key in row[f"articles{end}"].split("|"))
        cells.append(f"<td>{escape(who)}<small>{escape(what)}</small></td><td>{cites}</td>")
    return f"<tr>{''.join(cells)}<td>{row['rows']:,}</td></tr>"


def _article(c: Compared, key: str, lang: str) -> str:
    """An article by its name, its key where the pointer rests on it."""
    if not key:
        return "—"
    name = parse_citation(key).text(c.after.jurisdiction.law, lang)
    return f'<abbr title="{escape(key)}">{escape(name)}</abbr>'


def _disposition(c: Compared, code: str, lang: str) -> str:
    j = c.after.jurisdiction
    final = next(q for q in j.rules.questions if q.id == j.layout.final)
    choices = {x.code: x for x in final.slot("disposition").choices}
    return str(getattr(choices[code], lang)) if code in choices else code


def _examples(c: Compared) -> str:
    found = c.examples()

    def told(d: Decision, lang: str) -> str:
        owner = d.owner
        none = {"zh": "没有单一机关", "en": "no one organ"}[lang]
        name = none if owner is None else owner.name if lang == "zh" else owner.name_en
        why = "".join(f"<p>{escape(line)}</p>" for line in d.explain(lang).splitlines())
        return f"<h4>{escape(name)}</h4>{why}"

    def drawn(lang: str) -> str:
        heads = {"zh": ("原来", "改为"), "en": ("before", "after")}[lang]
        parts = []
        for one in found:
            count = {"zh": f"同类 {one.rows:,} 件", "en": f"{one.rows:,} matters of this kind"}
            pairs = zip(heads, (one.before, one.after), strict=True)
            sides = "".join(f"<div><h3>{h}</h3>{told(d, lang)}</div>" for h, d in pairs)
            parts.append(
                f'<article><small>{count[lang]}</small><div class="two">{sides}</div></article>'
            )
        return "".join(parts)

    return in_each(drawn) if found else ""
