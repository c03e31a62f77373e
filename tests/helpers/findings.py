"""Towns that have one fault, or nearly: made from the snippets of the documentation."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
from govrules import DatedList, Jurisdiction, Law, Line, Period, Question, Role, Slot
from govrules.charts import Chart, Clock, Datum, EventType, Move, State, move
from govrules.law import Instrument, Rank, Version
from govrules.rules import DelegationTerms, Revocation

EXAMPLES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (Path(__file__).parents[2] / "docs/reference/findings/examples.toml").read_text("utf-8")
)


def snippet(source: str, town: ModuleType) -> dict[str, Any]:
    """What a snippet sets, given the names of the town."""
    names = {
        **vars(town),
        "evolve": attrs.evolve,
        "chart": chart,
        "go": go,
        "two_texts": lambda **shape: two_texts(town, **shape),
        **{
            t.__name__: t
            for t in (DatedList, DelegationTerms, Line, Period, Revocation, Role, date)
        },
    }
    before = dict(names)
    exec(source, names)
    return {k: v for k, v in names.items() if v is not before.get(k) and k != "__builtins__"}


def made(town: ModuleType, parts: Mapping[str, Any], folder: Path | None = None) -> Jurisdiction:
    """The town with the parts that a snippet sets."""
    guard = Question(
        "guard",
        "谁不得主责？",
        "who may not lead?",
        "every",
        (Slot("must_not_lead", "organ", many=True),),
    )
    base = town.blueprint(
        *parts.get("rules", ()),
        without=parts.get("without", ()),
        questions=(*town.QUESTIONS, guard),
        roles=tuple(parts.get("roles", town.ROLE_LIST)),
    )
    layout = parts.get("layout", base.layout)
    return Jurisdiction(
        attrs.evolve(
            base,
            layout=attrs.evolve(layout, adds=(*layout.adds, "guard")),
            law=parts.get("law", base.law),
            lists=tuple(parts.get("lists", ())),
            lines=tuple(parts.get("lines", ())),
            delegations=tuple(parts.get("delegations", ())),
            delegation_terms=parts.get("terms", {}),
            charts=tuple(parts.get("charts", ())),
            examples=_written(parts["examples"], folder) if "examples" in parts else None,
        )
    )


def go(id: str, source: str, event: str, target: str, **more: Any) -> Move:
    """A move of a chart of the town."""
    return move(id, source, event, target, "CR 1", "依规流转", "as the text says", **more)


def chart(*moves: Move) -> Chart:
    """A chart of the town: taken, declined, ruled on, ended; the moves given stand for their ids."""
    office = "office@subdistrict"
    made = (
        go("take", "new", "take", "held", when="decided.has_lead", do="put lead $decided.lead"),
        go(
            "decline",
            "held",
            "decline",
            "disputed",
            when="decided.has_lead",
            do="put ruler $decided.lead; restart rule",
        ),
        go("uphold", "disputed", "rule", "new", when="upheld", do="clear lead; stop rule"),
        go("dismiss", "disputed", "rule", "held", when="not upheld", do="stop rule"),
        go("end", "held", "end", "done"),
    )
    all_moves = tuple({m.id: m for m in (*made, *moves)}.values())
    starts = any(d.verb == "restart" for m in all_moves for d in m.does)
    if not starts:  # a clock that nothing starts is left out, and what stops it
        stopped = [tuple(d for d in m.does if d.verb != "stop") for m in all_moves]
        all_moves = tuple(attrs.evolve(m, does=d) for m, d in zip(all_moves, stopped, strict=True))
    clock = Clock("rule", "裁定", "rule", 2, "workday", "assumed", "示例", "$ruler", "CR 1")
    events = (
        EventType("take", "接单", "take", asks=True),
        EventType("decline", "拒绝", "decline", ("$lead",), asks=True, contests=True),
        EventType("ask", "请示", "ask", (office,), asks=True),
        EventType("rule", "裁定", "rule", ("$ruler",), ("upheld",)),
        EventType("end", "办结", "end", ("$lead",)),
    )
    return Chart(
        "order",
        "工单",
        "order",
        (
            State("new", "新收", "new", office),
            State("held", "在办", "held", "$lead"),
            State("disputed", "争议", "disputed", "$ruler", rules=True),
            State("done", "已办结", "done", final=True),
        ),
        tuple(e for e in events if e.id in {m.event for m in all_moves}),
        all_moves,
        (
            Datum("lead", "text", "承办单位", "lead"),
            Datum("ruler", "text", "裁定机关", "ruling organ"),
            Datum("upheld", "flag", "成立", "upheld"),
            Datum("times", "count", "拒绝次数", "times declined"),
            Datum("asked", "count", "请示次数", "times asked"),
        ),
        (clock,) if starts else (),
    )


def _written(matters: list[dict[str, Any]], folder: Path | None) -> Path:
    import yaml

    assert folder is not None
    records = [{"id": f"e{i}", "matter": m, "expect": {}} for i, m in enumerate(matters)]
    (folder / "examples.yaml").write_text(yaml.safe_dump(records, allow_unicode=True), "utf-8")
    return folder


def two_texts(
    town: ModuleType, paragraphs: tuple[int, int] = (2, 2), digests: tuple[str, str] = ("aaaa",) * 2
) -> Law:
    """The town's law, and an instrument TWO of two texts, whose article 2 may differ in them."""
    days = date(2016, 1, 1), date(2020, 1, 1)
    two = Instrument(
        "TWO",
        "两次条例",
        "Twice",
        Rank.LOCAL_REGULATION,
        town.COUNCIL,
        days[0],
        Period(days[0], None),
        tuple(Version(d, d) for d in days),
    )
    base = town.law()
    rows = [
        f"TWO,{day},{n},{paragraphs[i] if n == 2 else 2},,{digests[i] if n == 2 else 'cccc'}"
        for i, day in enumerate(days)
        for n in (1, 2)
    ]
    return Law((*base.instruments, two), "town", base.articles_csv + "\n".join(rows) + "\n")
