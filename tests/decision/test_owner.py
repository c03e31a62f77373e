"""Who owns a matter: told as soon as the facts settle it, whatever is open about the step."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules import Decision, Jurisdiction
from govrules.decision.prose import owner_text

OTHER = {"organ": "district_government@district"}


def told(d: Decision) -> tuple[str, list[str], list[str]]:
    """How far the owner is settled, which organs are named, and the rules that name them."""
    named = [d.owner] if d.owner is not None else d.owner_among
    return d.owner_status, [o.name for o in named], [r.rule for r in d.owner_because]


@pytest.mark.parametrize("engine", ["classes", "reference"])
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("settled", ["东区城管局"], ["C.litter"])),
        ({"listed": "yes"}, ("settled", ["甲街道办事处"], ["D1"])),
        ({"kind": None}, ("settled", ["东区城管局"], ["C.litter"])),
        ({"place": None}, ("settled", ["城管局"], ["C.litter"])),
        ({"listed": None}, ("open", ["东区城管局", "甲街道办事处"], [])),
        ({"on": None}, ("open", ["东区城管局"], [])),
        (
            {"item": None, "listed": "no"},
            ("open", ["东区城管局", "某市城管局", "甲街道办事处"], []),
        ),
        ({"item": "bins"}, ("none", [], [])),
        ({"item": "bins", "holder": "bureau@city"}, ("given", ["某市城管局"], [])),
        ({"holder": "bureau@district"}, ("settled", ["东区城管局"], ["C.litter"])),
        ({"item": "dump"}, ("undivided", ["某市城管局", "甲街道办事处"], ["C.dump"])),
        ({"item": "dump", "holder": "bureau@city"}, ("given", ["某市城管局"], [])),
        ({"item": "noise", "listed": "yes", "place": "开发区"}, ("unseated", ["街乡"], ["D1"])),
        (
            {"item": "bins", "holder": "office@subdistrict", "place": "开发区"},
            ("unseated", ["街乡"], []),
        ),
    ],
)
def test_the_owner_is_told_whatever_the_step(
    small: Jurisdiction, town: Any, engine: Any, facts: Any, expected: Any
) -> None:
    """Of any kind of matter, open or decided: which organ, how far settled, and by which rules."""
    status, names, rules = told(small.decide(town.matter(**facts), engine=engine))
    assert (status, sorted(names), rules) == (expected[0], sorted(expected[1]), expected[2])


def test_what_an_organ_must_rank_has_no_owner_yet(town: Any) -> None:
    """Two provisions that only an organ can rank: both organs are named, with both rules."""
    other = town.rule("C.other", "competence", "item = litter", OTHER, "DR 1")
    d = Jurisdiction(town.blueprint(other)).decide(town.matter())
    assert told(d) == ("contested", ["东区城管局", "东区政府"], ["C.litter", "C.other"])


def test_a_step_that_never_looks_at_the_owner_names_it_all_the_same(town: Any) -> None:
    """An urgent violation is transferred; its owner is told beside the lead, with its article."""
    d = Jurisdiction(town.blueprint()).decide(town.matter(urgent="yes"))
    assert d.lead is not None
    assert (d.lead.role, told(d)) == (
        "district_government",
        ("settled", ["东区城管局"], ["C.litter"]),
    )


def test_what_the_owner_rests_on_is_assumed_by_the_decision(town: Any) -> None:
    """An assumption behind the owner alone is listed as one that the result rests on."""
    soon = town.rule("C.soon", "competence", "item = bins and not urgent", OTHER)
    d = Jurisdiction(town.blueprint(soon)).decide(town.matter(kind="task", item="bins"))
    assert [a.field for a in d.assumed] == ["urgent"]


def test_without_a_question_of_the_owner_none_is_told(town: Any) -> None:
    """A layout that names no such question leaves the parts empty."""
    made = town.blueprint()
    d = Jurisdiction(attrs.evolve(made, layout=attrs.evolve(made.layout, owner=None)))
    assert told(d.decide(town.matter())) == ("none", [], [])


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({"listed": None}, "", ""),
        ({"item": "bins"}, "", ""),
        ({}, "东区城管局（依据《市容条例》第一条）", "urban bureau, 东区 (under 市容条例, art. 1)"),
        (
            {"item": "bins", "holder": "bureau@city"},
            "某市城管局（据来件所述，未由法条认定）",
            "urban bureau, 某市 (as the caller says; no provision was looked to)",
        ),
        (
            {"item": "dump"},
            "《市容条例》第一条并列某市城管局、甲街道办事处，未划分其分工",
            "市容条例, art. 1 names urban bureau, 某市; subdistrict office, 甲街道, and does not "
            "divide the work",
        ),
        (
            {"listed": "yes", "place": "开发区"},
            "《下放决定》第一条指名的机关（街乡），该处未设",
            "the organ that 下放决定, art. 1 names (office) does not exist there",
        ),
        (
            {"item": "bins", "holder": "office@subdistrict", "place": "开发区"},
            "来件指名的机关（街乡），该处未设",
            "the organ that the caller names (office) does not exist there",
        ),
    ],
)
def test_the_owner_in_words(small: Jurisdiction, town: Any, facts: Any, zh: str, en: str) -> None:
    """With the articles that name it, or who said so; nothing while it is open."""
    d = small.decide(town.matter(**facts))
    assert (owner_text(d), owner_text(d, "en")) == (zh, en)


def test_an_input_column_of_the_owner_gives_way_to_the_decisions(
    beijing_pack: Jurisdiction,
) -> None:
    """A table that says the owner keeps its other columns, and has one of that name: decided."""
    pa = pytest.importorskip("pyarrow")
    row = {"kind": "complaint", "channel": "hotline", "place": "110102013", "owner": "health"}
    (found,) = beijing_pack.decide_table(pa.table({k: [v] for k, v in row.items()})).to_pylist()
    assert [found[k] for k in ("kind", "place", "owner")] == [
        "complaint",
        "110102013",
        "health@110102",
    ]
