"""A case, a chart, rates and passing as pages: whole, in two languages, nothing to be loaded."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import govrules
import govrules.cases
import pytest
from govrules.cases.bars import measured
from govrules.cases.page import case_page, chart_page, counted_page
from govrules.cases.passing import under
from govrules.cases.rates import Rate

VOID = {"meta", "input", "br", "rect", "path", "circle", "line"}


class Page(HTMLParser):
    """What a page holds: its texts by language, and whether its tags close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: dict[str, list[str]] = {"zh": [], "en": []}
        self.cells: dict[str, list[str]] = {"zh": [], "en": []}
        self.loads: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        self.loads += [v for k, v in given.items() if k in ("src", "href", "xlink:href")]
        if tag not in VOID:
            self.open.append((tag, given.get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("style", "title"):
            self.said[self.open[-1][1]].append(data)
            if "td" in [tag for tag, _ in self.open]:
                self.cells[self.open[-1][1]].append(data)


def test_a_case_is_told_twice(closed: Any) -> None:
    """Every step is in the picture and in the table, in both languages; the late one is marked."""
    case = closed.get("S1")
    page = Page(case_page(case))
    assert page.loads == []
    for step in case.timeline:
        for lang, event, said in (
            ("zh", step.event_zh, step.said_zh),
            ("en", step.event_en, step.said_en),
        ):
            assert any(event in text for text in page.cells[lang])
            assert said == "" or said in page.cells[lang]
            assert "".join(page.said[lang]).count(event) >= 2
    assert case_page(case).count('class="late"') == 2 * sum(s.is_overdue for s in case.timeline)


def test_what_an_event_brought_is_told_in_words(closed: Any) -> None:
    """Grounds, organs and yes or no are words; a result is told as it was written."""
    said = {s.event: (s.said_zh, s.said_en) for s in closed.get("S1").timeline}
    assert said["object"] == (
        "异议理由：不属本单位职责",
        "ground of objection: not within its duties",
    )
    assert said["call_back"] == ("已解决：是；满意：否", "solved: yes; satisfied: no")
    assert said["resolve"][0] == "结果：已退费"
    assert said["whistle"][0].startswith("有关单位：朝阳区住房和城乡建设（房屋）主管部门、")


@pytest.mark.parametrize("id", ["work_order", "handover"])
def test_a_chart_is_told_in_words(beijing_pack: govrules.Jurisdiction, id: str) -> None:
    """Each move and clock is a line of a table; its guard and its article are words."""
    chart = beijing_pack.charts[id]
    page = Page(chart_page(chart, beijing_pack, "en"))
    for one in (*chart.moves, *chart.clocks):
        assert any(one.zh in text for text in page.cells["zh"]), one.id
        assert any(one.en in text for text in page.cells["en"]), one.id
    assert not any("decided." in text for lang in ("zh", "en") for text in page.cells[lang])
    assert not any("market_matter" in text for text in page.cells["zh"])
    assert any(text.startswith("《") for text in page.cells["zh"])


def test_rates_say_by_which_rule(closed: Any, story: Any) -> None:
    """A case that is left out stands under its ground, with the article that leaves it out."""
    list(closed.run(story("S2")))
    closed.post(
        "S2", "exclude", basis="market_matter", by="government_services@11", at="2024-03-10"
    )
    (rate,) = rows = closed.rates()
    assert rate.rules["market_matter"][0] == "《北京市接诉即办工作条例》第十一条第三款第（五）项"
    page = Page(counted_page(rows, when="2024-03"))
    zh, en = page.cells["zh"], page.cells["en"]
    assert zh[-2:] == ["剔除：应由市场、社会渠道解决", rate.rules["market_matter"][0]]
    assert en[-1].endswith("art. 11(3)(5)")
    for measure in measured(rows):
        if measure.text(rate, "en"):
            assert measure.text(rate, "en") in en


def test_both_sides_of_a_whistle_have_their_article(closed: Any) -> None:
    """Who blew, who was called, came, refused or kept silent: each is counted under an article."""
    page = Page(counted_page(closed.passing(), "en", under=under(closed)))
    listed = dict(zip(page.cells["zh"], page.cells["zh"][1:], strict=False))
    assert listed["拒不报到"].startswith("《北京市街道办事处条例》第四十四条第一款")
    for name in ("吹哨", "被吹哨", "报到", "逾期未报到"):
        assert "接诉即办工作条例》第十六条" in listed[name]


def test_a_page_of_nothing_says_so() -> None:
    """A month without a case is a page, and not an empty one."""
    assert "没有计入的案件" in "".join(Page(counted_page([], when="2024-07")).said["zh"])
    rate = Rate("1", "甲<乙", "A & B", 0, 0, 0, 0, {}, {})
    assert "甲<乙" in "".join(Page(counted_page([rate])).said["zh"])


@pytest.mark.parametrize("what", ["timeline S1", "chart work_order", "rates", "passing"])
def test_the_command_writes_a_page(
    closed: Any, what: str, tmp_path: Path, monkeypatch: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """Each picture can be a page, whole, in the language that is asked; the same each time."""
    import govrules.plugins
    from govrules.cli import main

    monkeypatch.setattr(govrules.plugins, "load", lambda id, **options: beijing_pack)
    made = []
    for name in ("a.html", "b.html"):
        path = tmp_path / name
        args = ["cases", *what.split(), "-o", str(path), "--ledger", closed.ledger.url]
        assert main(["--lang", "en", *args], standalone_mode=False) == 0
        made.append(path.read_text("utf-8"))
    assert made[0] == made[1]
    assert made[0].startswith('<!DOCTYPE html><html lang="en">')
    assert 'id="in-en" checked' in made[0]


def test_a_notebook_shows_a_case(closed: Any) -> None:
    """``draw`` takes a case as it takes rates."""
    drawn = govrules.cases.draw(closed.get("S1"), "en")
    assert drawn._repr_svg_().startswith("<svg")
    assert "call back" in str(drawn)
