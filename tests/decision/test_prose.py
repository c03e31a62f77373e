"""Decisions in words: the whole text, in both languages, pinned."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest
from govrules import Decision, Jurisdiction, Slot
from govrules.decision.record import Note, Organ

TRANSFERRED = (
    "移送：东区政府。\n"
    "日期=2021-03-01；类型=违法；事项=乱扔垃圾；地点=甲街道；紧急=是；在清单内=否\n"
    "各方：\n"
    "  · 权责机关：东区城管局（依据《市容条例》第一条）\n"
    "  · 协助：居村委会\n"
    "理由：\n"
    "  · 《市容条例》第一条：理由R.urgent；理由S.help\n",
    "transfer: district government, 东区.\n"
    "day=2021-03-01; kind=violation; item=littering; place=甲街道; urgent=yes; listed=no\n"
    "who else:\n"
    "  · owner: urban bureau, 东区 (under 市容条例, art. 1)\n"
    "  · to assist: committee\n"
    "because:\n"
    "  · 市容条例, art. 1: reason R.urgent; reason S.help\n",
)
DUTY = (
    "  · 《市容条例》第一条（理由R.found）让位于《市容条例》第一条：法条明定的例外优先\n"
    "后续义务：\n  · 东区政府：答复（七日内）",
    "  · 市容条例, art. 1 (reason R.found) gives way to 市容条例, art. 1: an exception that the text "
    "makes comes first\nduties that follow:\n  · district government, 东区: reply (within seven days)",
)


@pytest.mark.parametrize(
    ("lang", "start", "end"), [("zh", TRANSFERRED[0], DUTY[0]), ("en", TRANSFERRED[1], DUTY[1])]
)
def test_a_decision_in_full(
    small: Jurisdiction, town: Any, lang: str, start: str, end: str
) -> None:
    """Answer, facts, parties, reasons, what gave way, and the duties that follow."""
    text = small.decide(town.matter(urgent="yes")).explain(lang, full=True)
    assert text.startswith(start)
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({}, "办理：东区城管局。", "handle: urban bureau, 东区."),
        ({"listed": "yes"}, "办理：甲街道办事处。", "handle: subdistrict office, 甲街道."),
        (
            {"listed": None},
            "待查明：查明之前，由甲街道办事处先行受理。",
            "undetermined: until it is settled, subdistrict office, 甲街道 takes it in hand.",
        ),
        ({"listed": "yes", "place": "开发区"}, "待查明。", "undetermined."),
        (
            {"kind": "task"},
            "不得；事项由东区有关部门负责。",
            "barred; the matter stays with department, 东区.",
        ),
    ],
)
def test_the_short_answer(small: Jurisdiction, town: Any, facts: Any, zh: str, en: str) -> None:
    """In one line: what is to be done, and by whom."""
    d = small.decide(town.matter(**facts))
    assert d.explain(short=True) == zh
    assert d.explain("en", short=True) == en


def test_an_open_decision_in_words(small: Jurisdiction, town: Any) -> None:
    """Where a fact is missing the text says who may own it and what to ask."""
    text = small.decide(town.matter(listed=None)).explain(full=True)
    assert "  · 可能的承办机关：东区城管局、甲街道办事处" in text
    assert "尚需查明（最有用的在前）：\n  · 在清单内吗？" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_applies_is_no_conclusion_while_it_is_open(
    small: Jurisdiction, town: Any, lang: str
) -> None:
    """Reasons of an open decision are told as rules that apply and do not settle it."""
    so_far, because = {
        "zh": ("\n已可适用的规定（尚不足以定论）：\n", "\n理由：\n"),
        "en": ("\nprovisions that apply so far, without settling it:\n", "\nbecause:\n"),
    }[lang]
    dispute = town.rule(
        "R.dr",
        "route",
        "kind = violation",
        {"disposition": "transfer", "lead": "district_government@district"},
        "DR 1",
    )
    applies = town.rule("S.all", "support", "always", {"assist": ["committee@community"]})
    for d in (
        small.decide(town.matter(listed=None)),
        small.decide(town.matter(listed="yes", place="开发区")),
        Jurisdiction(town.blueprint(dispute)).decide(town.matter()),
        Jurisdiction(town.blueprint(applies)).decide(town.matter(kind="complaint")),
    ):
        assert so_far in d.explain(lang, full=True)
        assert because not in d.explain(lang, full=True)
    settled = small.decide(town.matter()).explain(lang, full=True)
    assert because in settled
    assert so_far not in settled


def test_who_takes_the_step_is_not_who_takes_the_matter(town: Any) -> None:
    """Of a transfer and of a refusal alike: one organ takes the step, another has the matter."""
    moves = town.rule(
        "X1",
        "route",
        "kind = complaint and not listed",
        {"disposition": "transfer", "lead": "bureau@district", "by": "office@subdistrict"},
    )
    refuses = town.rule(
        "X2",
        "route",
        "kind = complaint and listed",
        {
            "disposition": "barred",
            "lead": "bureau@district",
            "by": "office@subdistrict",
            "must_not_lead": ["office@subdistrict"],
        },
    )
    questions = [
        attrs.evolve(q, slots=(*q.slots, Slot("must_not_lead", "organ", many=True)))
        if q.id == "route"
        else q
        for q in town.QUESTIONS
    ]
    made = Jurisdiction(town.blueprint(moves, refuses, questions=tuple(questions)))
    moved, refused = (made.decide(town.matter(kind="complaint", listed=x)) for x in ("no", "yes"))
    assert moved.explain(short=True) == "移送：东区城管局。"
    assert refused.explain(short=True) == "不得；事项由东区城管局负责。"
    assert not refused.prohibited
    for d in (moved, refused):
        assert "  · 作出这一步的机关：甲街道办事处\n" in d.explain(full=True)
        assert "  · this step is taken by: subdistrict office, 甲街道\n" in d.explain(
            "en", full=True
        )


def organ(zh: str, en: str) -> Organ:
    return Organ("x", zh, en, "city", None, zh, en)


@pytest.mark.parametrize(
    ("names", "zh", "en"),
    [
        (
            [("甲局", "bureau, East"), ("乙局", "office, West")],
            "甲局、乙局",
            "bureau, East; office, West",
        ),
        ([("甲局（市、区）", "a"), ("乙局", "b")], "甲局（市、区）；乙局", "a; b"),
        ([("甲局（市、区）", "a, b")], "甲局（市、区）", "a, b"),
    ],
)
def test_names_that_hold_a_comma_do_not_run_together(
    small: Jurisdiction, town: Any, names: Any, zh: str, en: str
) -> None:
    """Organs in a row are parted by a mark that none of their names holds."""
    d = attrs.evolve(small.decide(town.matter()), assist=tuple(organ(*n) for n in names))
    assert f"  · 协助：{zh}\n" in d.explain(full=True)
    assert f"  · to assist: {en}\n" in d.explain("en", full=True)


def bare(**parts: Any) -> Decision:
    return Decision(None, "", {}, (), "x", "不得", "barred", **parts)


@pytest.mark.parametrize(
    ("parts", "zh", "en"),
    [
        ({}, "不得。", "barred."),
        (
            {"prohibited": True},
            "不得。\n提示：\n  · 所引条文不允许这样办理",
            "barred.\nnote:\n  · the articles cited do not allow this to be done",
        ),
        (
            {
                "lead": organ("甲", "a"),
                "candidates": (organ("乙", "b"),),
                "must_not_lead": (organ("丙", "c"),),
            },
            "不得：甲。\n不得作为主责：丙；可能的承办机关：乙",
            "barred: a.\nmay not be made the lead: c; those that may have to act: b",
        ),
        (
            {"notes": (Note("no_rule", "无规则", "no rule"),)},
            "不得。\n提示：\n  · 无规则",
            "barred.\nnote:\n  · no rule",
        ),
    ],
)
def test_a_decision_of_which_little_is_known(parts: Any, zh: str, en: str) -> None:
    """No empty line where no facts are told; nothing stays with whom while it is open."""
    assert bare(**parts).explain() == zh
    assert bare(**parts).explain("en") == en


def test_an_assumption_in_words(small: Jurisdiction, town: Any) -> None:
    """What was assumed, and what would have changed it, are said in both languages."""
    d = small.decide(town.matter())
    assert "前提（未说明的，按此认定）：\n  · 紧急：否" in d.explain()
    assert "若情况不同：\n  · 若紧急：移送：区政府（《市容条例》第一条）" in d.explain()
    assert "taken to be so, since nothing else was said:\n  · urgent: no" in d.explain("en")


def test_notebooks_show_escaped_html(small: Jurisdiction, town: Any) -> None:
    """The block for notebooks holds the same words, with nothing that a page would run."""
    d = small.decide(town.matter(urgent="yes"))
    html = d._repr_html_()
    assert html.startswith(
        '<div class="govrules-decision"><p><strong>移送：东区政府。</strong></p>'
    )
    assert "<dd>《市容条例》第一条：理由R.urgent；理由S.help</dd>" in html


def test_notes_of_a_rule_stand_beside_its_reason(town: Any) -> None:
    """A caveat and a reading are told with the reason that they belong to."""
    noted = town.rule(
        "X1",
        "route",
        "kind = complaint",
        {"disposition": "handle", "lead": "hotline@hotline"},
        note=("有争议", "contested"),
        reading=("从宽解释", "read widely"),
    )
    d = Jurisdiction(town.blueprint(noted)).decide(town.matter(kind="complaint"))
    assert "理由X1（有争议；解读：从宽解释）" in d.explain()
    assert "reason X1 (contested; reading: read widely)" in d.explain("en")


def test_the_brief_answer_has_at_most_six_lines(beijing_pack: Jurisdiction) -> None:
    """Whatever the item and the kind: what follows from it stands under headings of its own."""
    tree: Any = beijing_pack.fields["item"].tree
    for number, item in enumerate(tree.leaves[::9]):
        for kind in ("help", "violation", "task"):
            d = beijing_pack.decide(
                kind=kind,
                item=item,
                place=("110102013", "110116107", "110105022")[number % 3],
                on="2024-03-01",
                channel="dispatched",
            )
            for lang in ("zh", "en"):
                lines = d.explain(lang).split("\n")
                head = next((n for n, line in enumerate(lines) if line.endswith(("：", ":"))), None)
                assert len(lines[:head]) <= 6, lines
                assert not re.search(r"\{|}|_|\b(JS|JD)\d", "\n".join(lines)), lines


def test_an_article_is_cited_once(small: Jurisdiction, town: Any) -> None:
    """Reasons under one article are told together, the one that decides first."""
    text = small.decide(town.matter(listed="yes")).explain(full=True)
    assert text.count("  · 《市容条例》第一条：") == 1


def test_what_a_later_question_overtook_is_not_first(small: Jurisdiction, town: Any) -> None:
    """It is told after what decides, and as something that was changed."""
    d = small.decide(town.matter(listed="yes"))
    overtaken = attrs.evolve(d.because[0], weight="overtaken", cite_zh="《旧法》第一条")
    text = attrs.evolve(d, because=(overtaken, *d.because[1:])).explain(full=True)
    assert text.index("《市容条例》第一条：") < text.index("《旧法》第一条：")
    assert "后由其他规定改变" in text


def test_a_duty_names_its_bearer(small: Jurisdiction, town: Any) -> None:
    """The bearer that the duty has; else the lead."""
    d = small.decide(town.matter(urgent="yes"))
    borne = attrs.evolve(d.duties[0], bearer_zh="热线", bearer_en="the hotline")
    assert "  · 热线：答复（七日内）" in attrs.evolve(d, duties=(borne,)).explain()
    assert "  · 东区政府：答复（七日内）" in d.explain()


def test_steps_taken_are_one_line(beijing_pack: Jurisdiction) -> None:
    """A set of steps is said in one piece, not step by step."""
    d = beijing_pack.decide(kind="violation", prior_steps="persuaded;warned", on="2024-03-01")
    assert "已采取的步骤=已劝阻、已书面警告" in d.explain()
    assert d.explain("en").count("steps already taken") == 1


def test_a_moved_power_is_told_with_the_article_that_it_stems_from(town: Any) -> None:
    """The short answer names the decision that moved it and, on the same line, the sector act."""
    d = Jurisdiction(town.blueprint()).decide(town.matter(listed="yes"))
    zh, en = d.explain("zh"), d.explain("en")
    assert "依据：《下放决定》第一条：处罚权下放；该职权出自《市容条例》第一条：理由C.litter" in zh
    assert "the power stems from 市容条例, art. 1: reason C.litter" in en
    unmoved = Jurisdiction(town.blueprint()).decide(town.matter())
    assert "出自" not in unmoved.explain("zh")
