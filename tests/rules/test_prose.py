"""Decisions in words: the whole text, in both languages, pinned."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Jurisdiction

TRANSFERRED = (
    "移送：东区政府。\n"
    "日期=2021-03-01；类型=违法；事项=乱扔垃圾；地点=甲街道；紧急=是；在清单内=否\n"
    "各方：\n"
    "  · 协助：居村委会\n"
    "理由：\n"
    "  · 《市容条例》第一条：理由R.urgent\n"
    "  · 《市容条例》第一条：理由S.help\n",
    "transfer: district government, 东区.\n"
    "day=2021-03-01; kind=violation; item=littering; place=甲街道; urgent=yes; listed=no\n"
    "parties:\n"
    "  · assist: committee\n"
    "because:\n"
    "  · 市容条例, art. 1: reason R.urgent\n"
    "  · 市容条例, art. 1: reason S.help\n",
)
DUTY = (
    "  · R.found 让位于 R.urgent：法条明定的例外优先\n后续义务：\n  · 答复（七日内）",
    "  · R.found gives way to R.urgent: an exception that the text makes comes first\n"
    "duties that follow:\n  · reply (within seven days)",
)


@pytest.mark.parametrize(("lang", "start", "end"), [
    ("zh", TRANSFERRED[0], DUTY[0]), ("en", TRANSFERRED[1], DUTY[1]),
])  # fmt: skip
def test_a_decision_in_full(small: Jurisdiction, town: Any, lang: str, start: str, end: str) -> None:
    """Answer, facts, parties, reasons, what gave way, and the duties that follow."""
    text = small.decide(town.matter(urgent="yes")).explain(lang)
    assert text.startswith(start)
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({}, "办理：东区城管局。", "handle: urban bureau, 东区."),
        ({"listed": "yes"}, "办理：甲街道办事处。", "handle: subdistrict office, 甲街道."),
        ({"listed": None}, "待查明：依法先行承接 甲街道办事处。",
         "undetermined: meanwhile held by subdistrict office, 甲街道."),
        ({"listed": "yes", "place": "开发区"}, "待查明。", "undetermined."),
        ({"kind": "task"}, "不得：东区有关部门。", "barred: department, 东区."),
    ],
)  # fmt: skip
def test_the_short_answer(small: Jurisdiction, town: Any, facts: Any, zh: str, en: str) -> None:
    """In one line: what is to be done, and by whom."""
    d = small.decide(town.matter(**facts))
    assert d.explain(short=True) == zh
    assert d.explain("en", short=True) == en


def test_an_open_decision_in_words(small: Jurisdiction, town: Any) -> None:
    """Where a fact is missing the text says who may own it and what to ask."""
    text = small.decide(town.matter(listed=None)).explain()
    assert "  · 可能的承办机关：东区城管局、甲街道办事处" in text
    assert "尚需查明（按作用大小）：\n  · 在清单内吗？" in text


def test_an_assumption_in_words(small: Jurisdiction, town: Any) -> None:
    """What was assumed, and what would have changed it, are said in both languages."""
    d = small.decide(town.matter())
    assert "前提（未说明时的约定）：\n  · 紧急：否" in d.explain()
    assert "若情况不同：\n  · 若紧急：移送：区政府（《市容条例》第一条）" in d.explain()
    assert "assuming:\n  · urgent: no" in d.explain("en")


def test_notebooks_show_escaped_html(small: Jurisdiction, town: Any) -> None:
    """The block for notebooks holds the same words, with nothing that a page would run."""
    d = small.decide(town.matter(urgent="yes"))
    html = d._repr_html_()
    assert html.startswith('<div class="govrules-decision"><p><strong>移送：东区政府。</strong></p>')
    assert "<dd>《市容条例》第一条：理由R.urgent</dd>" in html


def test_notes_of_a_rule_stand_beside_its_reason(town: Any) -> None:
    """A caveat and a reading are told with the reason that they belong to."""
    noted = town.rule(
        "X1", "route", "kind = complaint", {"disposition": "handle", "lead": "hotline@hotline"},
        note=("有争议", "contested"), reading=("从宽解释", "read widely"),
    )  # fmt: skip
    d = Jurisdiction(town.blueprint(noted)).decide(town.matter(kind="complaint"))
    assert "理由X1（有争议；解读：从宽解释）" in d.explain()
    assert "reason X1 (contested; reading: read widely)" in d.explain("en")
