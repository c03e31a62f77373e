"""Rules that fit together: what is checked, in which order questions stand, what a digest is of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import DatedList, Jurisdiction, Period, Policy, Question, Slot
from govrules.authoring import read_rules
from govrules.authoring.csv import RULE_COLUMNS
from govrules.errors import CitationError, ConflictError, ExpressionError, PolicyError, RecordError
from govrules.expr import to_text
from govrules.rules import rule


def built(town: Any, *rules: Any, **more: Any) -> Jurisdiction:
    return Jurisdiction(town.blueprint(*rules, **more))


def route(town: Any, **more: Any) -> Any:
    given = {
        "id": "X1",
        "question": "route",
        "when": "kind = task",
        "then": {"disposition": "handle"},
    }
    return town.rule(**{**given, **more})


WRONG: list[tuple[str, dict[str, Any], type[Exception], str, str]] = [
    (
        "instrument",
        {"cite": "XX 1"},
        CitationError,
        "no instrument 'XX' in the index of the law",
        "法规索引中没有 'XX'",
    ),
    ("article", {"cite": "CR 4"}, CitationError, "there is no CR 4", "没有 CR 4 这一规定"),
    (
        "paragraph",
        {"cite": "CR 1(3)"},
        CitationError,
        "there is no CR 1(3)",
        "没有 CR 1(3) 这一规定",
    ),
    (
        "item",
        {"cite": "CR 2(1)(3)"},
        CitationError,
        "there is no CR 2(1)(3)",
        "没有 CR 2(1)(3) 这一规定",
    ),
    (
        "before its instrument",
        {"since": "2015-01-01"},
        CitationError,
        "in force from 2015-01-01, before CR itself (2016-01-01)",
        "自 2015-01-01 起有效，早于 CR 自身施行日（2016-01-01）",
    ),
    ("question", {"question": "rout"}, PolicyError, "no question 'rout'", "没有问题 'rout'"),
    (
        "Chinese",
        {"zh": ""},
        PolicyError,
        "a rule says its reason in Chinese and in English",
        "规则须以中英文说明理由",
    ),
    (
        "English",
        {"en": ""},
        PolicyError,
        "a rule says its reason in Chinese and in English",
        "规则须以中英文说明理由",
    ),
    (
        "part",
        {"then": {"leader": "bureau@city"}},
        PolicyError,
        "question 'route' has no part 'leader'",
        "问题 'route' 没有 'leader' 部分",
    ),
    (
        "exception",
        {"exception_to": "C.litter"},
        PolicyError,
        "exception to 'C.litter', which is no rule of the same question",
        "例外所指的 'C.litter' 不是同一问题的规则",
    ),
    (
        "reading",
        {"reads_over": "R.fuond"},
        PolicyError,
        "read to come before 'R.fuond', which is no rule of the same question",
        "解读所指的 'R.fuond' 不是同一问题的规则",
    ),
    (
        "reading of another question",
        {"reads_over": ("R.found", "C.litter")},
        PolicyError,
        "read to come before 'C.litter', which is no rule of the same question",
        "解读所指的 'C.litter' 不是同一问题的规则",
    ),
    (
        "crossing",
        {"crosses": "R.fuond"},
        PolicyError,
        "said to cross 'R.fuond', which is no rule of the same question",
        "所称相交的 'R.fuond' 不是同一问题的规则",
    ),
    (
        "reference",
        {"then": {"lead": "$hodler"}},
        PolicyError,
        "lead refers to '$hodler', which is no field",
        "lead 引用的 '$hodler' 不是字段",
    ),
    (
        "reference of another kind",
        {"then": {"lead": "$kind"}},
        PolicyError,
        "lead refers to '$kind', which is not of its kind (organ)",
        "lead 引用的 '$kind' 种类不符（应为 organ）",
    ),
    (
        "reference to a place",
        {"then": {"lead": "$place"}},
        PolicyError,
        "lead refers to '$place', which is not of its kind (organ)",
        "lead 引用的 '$place' 种类不符（应为 organ）",
    ),
    ("field", {"when": "knd = task"}, ExpressionError, "unknown field 'knd'", "没有字段 'knd'"),
]


@pytest.mark.parametrize(("name", "parts", "kind", "en", "zh"), WRONG, ids=[w[0] for w in WRONG])
def test_a_rule_that_does_not_fit(
    town: Any, name: str, parts: Any, kind: type[Exception], en: str, zh: str
) -> None:
    """What is wrong with a rule is said of that rule, with where it stands."""
    made = attrs.evolve(route(town), **parts) if {"zh", "en"} & set(parts) else route(town, **parts)
    with pytest.raises(kind) as caught:
        built(town, made)
    assert caught.value.en == en  # type: ignore[attr-defined]
    assert caught.value.zh == zh  # type: ignore[attr-defined]
    assert "rule X1" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "slot"), [("hnadle", "disposition"), ("bureau@street", "lead"), ("bureau", "lead")]
)
def test_a_value_that_a_part_does_not_take(town: Any, value: str, slot: str) -> None:
    """A misspelt disposition, an organ at no level of its own, an organ at no level."""
    with pytest.raises(PolicyError, match=f"{value!r} is no(t a)? .* that {slot} takes"):
        built(town, route(town, then={slot: value}))


def test_two_rules_of_one_id(town: Any) -> None:
    """An id names one rule, over all policies."""
    with pytest.raises(PolicyError, match="two rules are called 'X1'; give each rule an id"):
        built(town, route(town), route(town))


def test_exceptions_in_a_ring(town: Any) -> None:
    """Rules that are exceptions to each other are refused with the ring."""
    with pytest.raises(PolicyError, match=r"rules are exceptions to each other: .*X1.* → "):
        built(town, route(town, exception_to="X2"), route(town, id="X2", exception_to="X1"))


def test_a_ring_is_told_as_it_is_written(town: Any) -> None:
    """Each arrow goes from a rule to the one that it names, with where each stands."""
    ring = [
        attrs.evolve(route(town, id=f"X{i}", exception_to=f"X{i % 3 + 1}"), at=f"mine.py:{i}")
        for i in (1, 2, 3)
    ]
    with pytest.raises(PolicyError) as caught:
        built(town, *ring)
    assert caught.value.value == (
        "X1 (mine.py:1) → X2 (mine.py:2) → X3 (mine.py:3) → X1 (mine.py:1)"
    )


def test_questions_in_a_ring(town: Any) -> None:
    """A rule may not read an answer that waits for its own."""
    with pytest.raises(PolicyError, match="questions wait for each other: ") as caught:
        built(
            town,
            town.rule("X1", "competence", "route.disposition = handle", {"organ": "bureau@city"}),
        )
    assert "问题互相等待" in caught.value.zh
    assert "competence [X1 (town.py)] → route [R.found (town.py)] → holder" in caught.value.zh


@pytest.mark.parametrize("follows", ["nothing", "route", "support", "holder"])
def test_a_question_that_cannot_follow(town: Any, follows: str) -> None:
    """A question follows one of the same kind of answer, and not itself."""
    questions = [
        attrs.evolve(q, follows=follows) if q.id == "holder" else q for q in town.QUESTIONS
    ]
    with pytest.raises(PolicyError) as caught:
        built(town, questions=tuple(questions))
    assert caught.value.en == f"question 'holder' cannot follow {follows!r}"
    assert caught.value.zh == f"问题 'holder' 不能承接 {follows!r}"


def test_a_fact_must_be_a_declared_field(town: Any) -> None:
    """A question that works out a fact is called like the field it works out."""
    extra = Question("sunny", "晴吗？", "is it sunny?", "fact", (Slot("sunny", "flag"),))
    with pytest.raises(
        PolicyError, match="question 'sunny' works out a fact that is not a declared"
    ):
        built(town, questions=(*town.QUESTIONS, extra))


def test_days_in_force_are_the_instruments(town: Any) -> None:
    """A rule that says no day is in force as long as its instrument; one that does, within it."""
    made = built(town, route(town, cite="OLD 1"), route(town, id="X2", since="2020-01-01")).rules
    assert made.rules["X1"].period == Period(date(2000, 1, 1), date(2016, 1, 1))
    assert made.rules["X2"].period == Period(date(2020, 1, 1), None)
    assert to_text(made.rules["X2"].when) == "on >= 2020-01-01 and kind = task"
    assert to_text(made.rules["X1"].condition) == "kind = task"


def test_questions_stand_after_what_they_read(small: Jurisdiction) -> None:
    """Each question comes after those whose answers its rules look at."""
    order = [q.id for q in small.rules.questions]
    assert sorted(order) == ["competence", "holder", "provisional", "route", "support"]
    assert order.index("competence") < order.index("holder") < order.index("route")
    assert order.index("holder") < order.index("support")
    assert set(small.questions.edges) >= {("competence", "support"), ("holder", "route")}


@pytest.mark.parametrize(
    "change",
    [
        {"zh": "另一理由"},
        {"when": "kind = complaint"},
        {"cite": "CR 2"},
        {"since": "2020-01-01"},
        {"then": {"disposition": "barred"}},
        {"residual": True},
        {"note": ("注", "note")},
        {"reads_over": "R.found"},
        {"exception_to": "R.found"},
    ],
    ids=str,
)
def test_the_digest_is_of_everything_that_decides(town: Any, change: dict[str, Any]) -> None:
    """Changing any part of a rule changes the digest; where it stands in a file does not."""

    def make(**parts: Any) -> str:
        given = {
            "when": "kind = task",
            "then": {"disposition": "handle"},
            "cite": "CR 1",
            "zh": "理由",
            "en": "reason",
        }
        return built(town, rule("X1", "route", **{**given, **parts})).digest

    assert make() == make(at="elsewhere.py:9")
    assert make() != make(**change)
    assert make(reads_over="R.found") != make(exception_to="R.found")


def test_two_policies_of_one_id(town: Any) -> None:
    """Two policies of one id are an error of the whole, for neither can be left out."""
    extra = Policy("town.rules", "另", "other", "x", "1")
    with pytest.raises(PolicyError, match=r"two policies are called 'town\.rules'"):
        Jurisdiction(town.blueprint(), [extra])


def test_a_policy_that_does_not_fit_costs_itself_only(town: Any) -> None:
    """A stranger's policy with a wrong rule is reported and left out; the next one is taken."""
    wrong = Policy("x.wrong", "错", "wrong", "x", "1", (route(town, when="knd = task"),))
    right = Policy("x.right", "对", "right", "x", "1", (route(town, id="X2"),))
    made = Jurisdiction(town.blueprint(), [wrong, right])
    assert [p.id for p in made.policies][-1] == "x.right"
    assert "X2" in made.rules.rules
    (error,) = made.errors
    assert error.code == "plugin_error"
    assert str(error).startswith(
        "policy x.wrong is left out: town.py: rule X1: unknown field 'knd'; did you mean kind?"
    )


ABOVE = {
    "by the text": ({"exception_to": "X2"}, {}, "explicit_exception"),
    "by a reading": ({"reads_over": "X2"}, {}, "reading"),
    "by both": ({"reads_over": "X2", "exception_to": "X2"}, {}, "explicit_exception"),
    "by two texts": ({"exception_to": "X3"}, {"exception_to": "X2"}, "explicit_exception"),
    "by a text and a reading": ({"exception_to": "X3"}, {"reads_over": "X2"}, "reading"),
    "by a reading and a text": ({"reads_over": "X3"}, {"exception_to": "X2"}, "reading"),
    "by a reading, against rank": ({"reads_over": "X2", "cite": "CG 1"}, {}, "reading"),
    "by a reading, though residual": ({"reads_over": "X2", "residual": True}, {}, "reading"),
}


@pytest.mark.parametrize(("first", "between", "principle"), ABOVE.values(), ids=ABOVE)
def test_what_the_text_orders_and_what_we_read(
    town: Any, first: dict[str, Any], between: dict[str, Any], principle: str
) -> None:
    """A chain is the text's only if each link is; one reading in it makes the order a reading."""
    made = built(town, route(town, **first), route(town, id="X2"), route(town, id="X3", **between))
    x1, x2 = (made.rules.rules[id] for id in ("X1", "X2"))
    for a, b, kind in ((x1, x2, "first"), (x2, x1, "second")):
        verdict = made.rules.rank(a, b)
        assert (verdict.kind, verdict.principle, verdict.cite) == (kind, principle, None)


def test_a_reading_is_not_said_to_be_the_texts(town: Any) -> None:
    """What gives way to a reading is told so in both languages."""
    over = town.rule(
        "X1", "route", "kind = violation", {"disposition": "transfer"}, reads_over=["R.found"]
    )
    (lost,) = built(town, over).decide(town.matter()).defeated
    assert (lost.rule, lost.by, lost.principle) == ("R.found", "X1", "reading")
    assert lost.zh == "依规则编者的解读在先，非法条明定"
    assert lost.en == "put first by a reading of the rules' authors, not by the text"


@pytest.mark.parametrize(
    ("first", "second"),
    [({"reads_over": "X2"}, {"exception_to": "X1"}), ({"reads_over": "X2"}, {"reads_over": "X1"})],
    ids=["against the text", "against a reading"],
)
def test_a_reading_in_a_ring(town: Any, first: dict[str, Any], second: dict[str, Any]) -> None:
    """A reading cannot go against the text, or against another reading."""
    with pytest.raises(PolicyError, match="rules are exceptions to each other: X"):
        built(town, route(town, **first), route(town, id="X2", **second))


@pytest.mark.parametrize("part", ["reads_over", "exception_to"])
def test_a_rule_before_itself_is_told_once(town: Any, part: str) -> None:
    """As what it is, and not as a ring too."""
    with pytest.raises(PolicyError, match="it is the rule itself") as caught:
        built(town, route(town, **{part: "X1"}))
    assert len(caught.value.faults) == 1


def test_a_reading_in_a_table(town: Any, tmp_path: Path) -> None:
    """The column may be left out; it holds ids joined by a bar, and is not the text's order."""
    cells = ["X1", "route", "kind = task", "CR", "1", "", "", "", "", "理由", "reason", "", ""]
    for more, read in (("reads_over", ("R.found", "R.task")), ("organ", ())):
        path = tmp_path / "rules.csv"
        path.write_text(
            f"{','.join(RULE_COLUMNS)},then,{more}\n{','.join(cells)},handle,R.found | R.task|\n",
            encoding="utf-8",
        )
        (one,) = read_rules([path], town.law(), {"route": ("route", {"then": "disposition"})})
        assert (one.reads_over, one.exception_to) == (read, ())


def test_a_list_settles_what_it_can(town: Any) -> None:
    """A list's known entries are on it and what it excludes is not; the rest stays to be asked."""
    listing = DatedList(
        "L1",
        "listed",
        "清单",
        "the list",
        20,
        False,
        Period(date(2020, 1, 1), None),
        "CR 2",
        "a source",
        codes=("item", ("litter",)),
        excludes="nature = service",
        excludes_zh="服务不在其列",
        excludes_en="services are not on it",
    )
    fact = Question("listed", "在清单内吗？", "is it listed?", "fact", (Slot("listed", "flag"),))
    made = built(town, *listing.rules(), questions=(*town.QUESTIONS, fact))
    leads = {
        item: made.decide(town.matter(item=item, listed=None)).lead for item in ("litter", "noise")
    }
    assert leads["litter"].role == "office"
    assert made.decide(town.matter(item="noise", listed=None)).disposition == "undetermined"
    early = made.decide(town.matter(item="litter", listed=None, on="2019-01-01"))
    assert early.lead.role in ("bureau", "office")
    assert [r.id for r in listing.rules()] == ["L1.in", "L1.excluded"]


def test_the_place_of_a_rule_is_its_authors_line() -> None:
    """What rule() itself refuses is told with file and line, like what the set refuses."""
    with pytest.raises(
        PolicyError, match=r"^rules/test_ruleset\.py:\d+: rule X1: expected a field"
    ):
        rule("X1", "route", when="", then={"lead": "$owner"}, cite="CR 1", zh="理由", en="reason")


@pytest.mark.parametrize("field", ["note", "reading"])
def test_a_caveat_is_a_pair(field: str) -> None:
    """One text is refused and not cut to its first letters; a list of two is a pair."""
    given: Any = {"then": {"lead": "$owner"}, "cite": "CR 1", "zh": "理由", "en": "reason"}
    for wrong in ("text", ("注",), ("注", "note", "more"), ("注", None), None):
        with pytest.raises(PolicyError) as caught:
            rule("X1", "route", **given, **{field: wrong})
        assert caught.value.en.startswith(f"{field} is a pair (Chinese, English), not ")
    made = rule("X1", "route", **given, **{field: ["注", "a note"]})
    assert (getattr(made, f"{field}_zh"), getattr(made, f"{field}_en")) == ("注", "a note")


def test_one_id_is_not_taken_apart() -> None:
    """An id alone is one id, wherever several may stand."""
    made = rule(
        "X1",
        "route",
        then={"lead": "$owner"},
        cite="CR 1",
        zh="理由",
        en="reason",
        exception_to="R1",
        reads_over="R2",
        crosses="R3",
        chain="D1",
    )
    assert (made.exception_to, made.reads_over, made.crosses, made.chain) == (
        ("R1",),
        ("R2",),
        ("R3",),
        ("D1",),
    )


def test_a_conflict_says_where_both_rules_stand(town: Any) -> None:
    """Two rules that nothing ranks are met at a matter; the error has the place of each."""
    two = [
        attrs.evolve(route(town, id=id, then={"disposition": then}), at=at)
        for id, then, at in (("X1", "handle", "mine.py:3"), ("X2", "transfer", "yours.py:9"))
    ]
    made = built(town, *two, without=["R.task"])
    with pytest.raises(ConflictError) as caught:
        made.decide(kind="task", place="110101001", on="2021-03-01")
    assert sorted((caught.value.place or "").split(", ")) == ["mine.py:3", "yours.py:9"]


def test_a_jurisdiction_shows_names_as_text(town: Any) -> None:
    """A name with marks of HTML in it is shown, not run."""
    extra = Policy("x.<b>", "<script>", "script", "x", "1")
    html = Jurisdiction(town.blueprint(), [extra])._repr_html_()
    assert "<script>" not in html
    assert "<td>x.&lt;b&gt;</td><td>&lt;script&gt;</td>" in html


def test_a_file_that_is_not_there_is_told_at_once(small: Jurisdiction) -> None:
    """decide_many raises when it is called, not when the first row is wanted."""
    with pytest.raises(RecordError, match=r"nope\.csv does not exist"):
        small.decide_many("nope.csv")
