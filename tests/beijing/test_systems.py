"""The twenty systems of the report: each has rules, cases enough, refusals among them, a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import govrules
import pytest
from govrules.systems import System
from govrules.testing import Example, read_examples

PAGES = Path(__file__).parents[2] / "docs" / "systems"
ROWS = range(1, 21)
# Nobody acts: open, outside of the text, an error, or told to go elsewhere or to desist.
OPEN = ("undetermined", "adjudicate_law", "adjudicate_objection", "no_rule", "not_covered", "error")
SENT_AWAY = ("advise_statutory_channel", "advise_market", "explain", "dissuade", "inform_progress")
BARRED = ("not_", "barred_", "refuse_", "owner_not_")


def is_out(example: Example) -> bool:
    """Whether an example is a refusal or open."""
    expect = example.expect
    end = str(expect.get("disposition", "" if "problems" in expect else "error"))
    is_told = end in (*OPEN, *SENT_AWAY) or end.startswith(BARRED) or end.endswith("_not_public")
    unknown = None in expect.get("problems", {}).values()
    return is_told or expect.get("prohibited") is True or unknown


def cases_of(pack: govrules.Jurisdiction, system: System) -> Iterator[Example]:
    """The worked examples that a row names."""
    assert pack.blueprint.examples is not None
    for id in system.inquiries:
        file = pack.inquiry(id).blueprint.examples
        assert file is not None
        yield from read_examples(file)
    for name in system.examples:
        yield from read_examples(pack.blueprint.examples / name)


def row(pack: govrules.Jurisdiction, number: int) -> System:
    """The system of a row."""
    return next(s for s in pack.blueprint.systems if s.number == number)


def test_the_rows_are_twenty(beijing_pack: govrules.Jurisdiction) -> None:
    """One each, in the order of the report, and each decided or measured somewhere."""
    found = beijing_pack.systems()
    assert [one.system.number for one in found] == list(ROWS)
    assert all(one.where and (one.rules or one.system.measured_by) for one in found)


@pytest.mark.parametrize("number", ROWS)
def test_each_has_ten_cases_a_third_of_them_refusals_or_open(
    beijing_pack: govrules.Jurisdiction, number: int
) -> None:
    """What is not answered is shown as well as what is."""
    cases = list(cases_of(beijing_pack, row(beijing_pack, number)))
    assert len(cases) >= 10
    assert sum(map(is_out, cases)) * 3 >= len(cases)


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 8, 14, 16])
def test_the_cases_of_rules_on_ownership_rest_on_them(
    beijing_pack: govrules.Jurisdiction, number: int
) -> None:
    """At least three, so that a row does not count another's cases as its own."""
    system, resting = row(beijing_pack, number), 0
    for case in cases_of(beijing_pack, by_rules(system)):
        if "error" in case.expect:
            continue
        decided = beijing_pack.decide(case.matter)
        used = {r.rule for r in decided.because} | {x.rule for x in decided.defeated}
        resting += any(fnmatchcase(id, pattern) for id in used for pattern in system.rules)
    assert resting >= 3


def by_rules(system: System) -> System:
    """The row with the examples of its rules only."""
    return System(system.number, system.zh, system.en, rules=system.rules, examples=system.examples)


@pytest.mark.parametrize("number", ROWS)
@pytest.mark.parametrize(("suffix", "told"), [(".md", r"\(rows? "), (".zh.md", r"（第 ")])
def test_each_has_a_page_with_a_question_and_its_answer(
    number: int, suffix: str, told: str
) -> None:
    """The page names its row, tells of the report, and runs a question."""
    pages = [p for p in PAGES.glob("*.md") if p.name.endswith(".zh.md") == (suffix == ".zh.md")]
    of_row = [p.read_text("utf-8") for p in pages if _names(p.read_text("utf-8"), told, number)]
    (text,) = of_row
    assert ("report" if suffix == ".md" else "报告") in text.lower()
    assert "```python" in text
    assert "<!-- prints -->" in text


def _names(text: str, told: str, number: int) -> bool:
    title = next(line for line in text.splitlines() if line.startswith("# "))
    found = re.search(told, title)
    return found is not None and str(number) in re.findall(r"\d+", title[found.start() :])
