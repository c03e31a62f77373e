"""Write the page that says of every item, kind and sort of place whether it is decided, by what.

    python tools/coverage_table.py            docs/reference/coverage.md and .zh.md
    python tools/coverage_table.py --check    1 if a pair is open, with nothing to ask and no reason

Each item is decided for each kind of matter at one place of each sort, with no more facts than a
clerk has at first: kind, item, place, day, and the hotline as the channel of demands.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import govrules

DOCS = Path(__file__).resolve().parent.parent / "docs" / "reference"
DAY = "2025-06-02"
PLACES = {
    "street": ("110102013", "街道", "subdistrict"),
    "town": ("110116102", "镇", "town"),
    "area": ("110105022", "地区", "area office"),
    "zone": ("110115403", "功能区", "zone"),
}
DEMANDS = ("consult", "help", "complaint", "report", "suggestion")
ENDS = {
    "determined": ("已定", "decided"),
    "asked": ("待问", "asked"),
    "not_covered": ("不适用", "not covered"),
    "adjudicate": ("待裁决", "to be ranked"),
    "reasoned": ("待查明，说明理由", "open, with a reason"),
    "bare": ("待查明，无理由", "open without one"),
}
SOURCES = {
    "sector": ("部门法", "sector act"),
    "procedure": ("程序规定", "procedure"),
    "neither": ("两者皆无", "neither"),
}


def matters(j: govrules.Jurisdiction) -> list[dict[str, str]]:
    """Every item, kind and sort of place, with the facts that a clerk has at first."""
    kinds = [c.code for c in j.fields["kind"].choices]
    return [
        {"kind": kind, "item": item, "place": place, "on": DAY}
        | ({"channel": "hotline"} if kind in DEMANDS else {})
        for kind in kinds
        for item in j.fields["item"].tree.leaves  # type: ignore[union-attr]
        for place, _, _ in PLACES.values()
    ]


def ended(j: govrules.Jurisdiction, rows: list[dict[str, str]]) -> Iterator[tuple[str, str, Any]]:
    """How each ended, by what it was decided, and its class."""
    import pyarrow as pa

    names = ("kind", "item", "place", "on", "channel")
    columns = {
        n: pa.array([r.get(n) for r in rows], pa.string()).dictionary_encode() for n in names
    }
    question = {id: c.rule.question for id, c in j.rules.rules.items()}
    for row in j.decide_table(pa.table(columns), keep=[]).to_pylist():
        code = json.loads(row["decision_class"])
        because = [question[id] for id in code.get("because", ())]
        source = (
            "sector"
            if {"competence", "step"} & set(because)
            else "procedure"
            if "route" in because
            else "neither"
        )
        yield _end(code), source, code


def _end(code: dict[str, Any]) -> str:
    match code["disposition"]:
        case "undetermined" if code.get("asks") or code.get("wants_place"):
            return "asked"
        case "no_rule":
            return "reasoned"
        case "undetermined":
            told = code.get("missing") or code.get("because")
            return "reasoned" if told else "bare"
        case "not_covered":
            return "not_covered"
        case "adjudicate_law":
            return "adjudicate"
    return "determined"


def page(
    j: govrules.Jurisdiction, counts: Any, sources: Any, asked: Counter[str], lang: str
) -> str:
    """The page in one language."""
    zh = lang == "zh"
    kinds = {c.code: c.zh if zh else c.en for c in j.fields["kind"].choices}
    pick = 0 if zh else 1
    items = len(j.fields["item"].tree.leaves)  # type: ignore[union-attr]
    lines = [
        "<!-- written by tools/coverage_table.py: change the rules, not this page -->",
        "[English](coverage.md)" if zh else "[中文](coverage.zh.md)",
        "",
        "# 事项、类型与地点：能认定多少"
        if zh
        else "# Items, kinds and places: how much is decided",
        "",
        (
            f"目录中 {items} 项事项，各按 {len(kinds)} 种类型、四类地点认定一次：日期 {DAY}，"
            "除类型、事项、地点、日期外不再提供其他事实（诉求以 12345 电话为渠道）。"
            "“待问”是指仍有一个事实会改变处置或机关；未公开的清单是最常见的一个。"
            if zh
            else f"Each of the {items} items of the catalogue, decided once for each of "
            f"{len(kinds)} kinds and four sorts of place on {DAY}, with no facts but kind, item, "
            "place and day (and the hotline as the channel of demands). “Asked” means that some "
            "fact would change the disposition or the organ; most often, a list that is not public."
        ),
        "",
        f"| {'类型' if zh else 'kind'} | {'地点' if zh else 'place'} | "
        + " | ".join(words[pick] for words in (*ENDS.values(), *SOURCES.values()))
        + " |",
        "|---|---|" + "---:|" * (len(ENDS) + len(SOURCES)),
    ]
    for kind, name in kinds.items():
        for place, words in PLACES.items():
            ends, by = counts[kind, place], sources[kind, place]
            cells = [f"{100 * ends[e] / items:.0f} %" if ends[e] else "–" for e in ENDS]
            cells += [f"{100 * by[s] / items:.0f} %" if by[s] else "–" for s in SOURCES]
            lines.append(f"| {name} | {words[1 + pick]} | " + " | ".join(cells) + " |")
    head = "最常被问到的事实" if zh else "The facts asked for most"
    lines += ["", f"## {head}", ""]
    for field, n in asked.most_common(12):
        f = j.fields[field]
        lines.append(f"- {f.zh if zh else f.en} (`{field}`): {n}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages, or check that no pair is open without a word."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    j = govrules.load("beijing")
    rows = matters(j)
    counts: Any = defaultdict(Counter)
    sources: Any = defaultdict(Counter)
    asked: Counter[str] = Counter()
    bare = []
    sort = {code: name for name, (code, _, _) in PLACES.items()}
    for row, (end, source, code) in zip(rows, ended(j, rows), strict=True):
        key = row["kind"], sort[row["place"]]
        counts[key][end] += 1
        sources[key][source] += 1
        asked.update(code.get("asks", ()) if end == "asked" else ())
        bare += [row] if end == "bare" else []
    for row in bare[:20]:
        print("open, nothing to ask, no reason:", json.dumps(row, ensure_ascii=False))
    if not args.check:
        for lang, suffix in (("en", ""), ("zh", ".zh")):
            file = DOCS / f"coverage{suffix}.md"
            file.write_text(page(j, counts, sources, asked, lang), encoding="utf-8")
            print("written:", file.name)
    return 1 if bare else 0


if __name__ == "__main__":
    raise SystemExit(main())
