"""Rules that fit together: what is checked, in which order questions stand, what a digest is of."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from govrules import DatedList, Jurisdiction, Period, Policy, Question, Slot
from govrules.errors import CitationError, ExpressionError, PolicyError
from govrules.expr import to_text
from govrules.rules import conclusion_in_words, condition_in_words, rule


def built(town: Any, *rules: Any, **more: Any) -> Jurisdiction:
    return Jurisdiction(town.blueprint(*rules, **more))


def route(town: Any, **more: Any) -> Any:
    given = {"id": "X1", "question": "route", "when": "kind = task", "then": {"disposition": "handle"}}
    return town.rule(**{**given, **more})


WRONG: list[tuple[str, dict[str, Any], type[Exception], str, str]] = [
    ("instrument", {"cite": "XX 1"}, CitationError, "no instrument 'XX' in the index of the law",
     "法规索引中没有 'XX'"),
    ("article", {"cite": "CR 4"}, CitationError, "there is no CR 4", "没有 CR 4 这一规定"),
    ("paragraph", {"cite": "CR 1(3)"}, CitationError, "there is no CR 1(3)",
     "没有 CR 1(3) 这一规定"),
    ("item", {"cite": "CR 2(1)(3)"}, CitationError, "there is no CR 2(1)(3)",
     "没有 CR 2(1)(3) 这一规定"),
    ("before its instrument", {"since": "2015-01-01"}, CitationError,
     "in force from 2015-01-01, before CR itself (2016-01-01)",
     "自 2015-01-01 起有效，早于 CR 自身施行日（2016-01-01）"),
    ("question", {"question": "rout"}, PolicyError, "no question 'rout'", "没有问题 'rout'"),
    ("Chinese", {"zh": ""}, PolicyError, "a rule says its reason in Chinese and in English",
     "规则须以中英文说明理由"),
    ("English", {"en": ""}, PolicyError, "a rule says its reason in Chinese and in English",
     "规则须以中英文说明理由"),
    ("part", {"then": {"leader": "bureau@city"}}, PolicyError,
     "question 'route' has no part 'leader'", "问题 'route' 没有 'leader' 部分"),
    ("exception", {"exception_to": "C.litter"}, PolicyError,
     "exception to 'C.litter', which is no rule of the same question",
     "例外所指的 'C.litter' 不是同一问题的规则"),
    ("reference", {"then": {"lead": "$hodler"}}, PolicyError,
     "lead refers to '$hodler', which is no field", "lead 引用的 '$hodler' 不是字段"),
    ("reference of another kind", {"then": {"lead": "$kind"}}, PolicyError,
     "lead refers to '$kind', which is not of its kind (organ)",
     "lead 引用的 '$kind' 种类不符（应为 organ）"),
    ("reference to a place", {"then": {"lead": "$place"}}, PolicyError,
     "lead refers to '$place', which is not of its kind (organ)",
     "lead 引用的 '$place' 种类不符（应为 organ）"),
    ("field", {"when": "knd = task"}, ExpressionError, "unknown field 'knd'", "没有字段 'knd'"),
]  # fmt: skip


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
    with pytest.raises(PolicyError, match="rules are exceptions to each other: .*X1.* → "):
        built(town, route(town, exception_to="X2"), route(town, id="X2", exception_to="X1"))


def test_questions_in_a_ring(town: Any) -> None:
    """A rule may not read an answer that waits for its own."""
    with pytest.raises(PolicyError, match="questions wait for each other: ") as caught:
        built(town, town.rule("X1", "competence", "route.disposition = handle",
                              {"organ": "bureau@city"}))  # fmt: skip
    assert "问题互相等待" in caught.value.zh


@pytest.mark.parametrize("follows", ["nothing", "route", "support", "holder"])
def test_a_question_that_cannot_follow(town: Any, follows: str) -> None:
    """A question follows one of the same kind of answer, and not itself."""
    questions = [attrs.evolve(q, follows=follows) if q.id == "holder" else q for q in town.QUESTIONS]
    with pytest.raises(PolicyError) as caught:
        built(town, questions=tuple(questions))
    assert caught.value.en == f"question 'holder' cannot follow {follows!r}"
    assert caught.value.zh == f"问题 'holder' 不能承接 {follows!r}"


def test_a_fact_must_be_a_declared_field(town: Any) -> None:
    """A question that works out a fact is called like the field it works out."""
    extra = Question("sunny", "晴吗？", "is it sunny?", "fact", (Slot("sunny", "flag"),))
    with pytest.raises(PolicyError, match="question 'sunny' works out a fact that is not a declared"):
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
        {"zh": "另一理由"}, {"when": "kind = complaint"}, {"cite": "CR 2"}, {"since": "2020-01-01"},
        {"then": {"disposition": "barred"}}, {"otherwise": True}, {"note": ("注", "note")},
    ],
    ids=str,
)  # fmt: skip
def test_the_digest_is_of_everything_that_decides(town: Any, change: dict[str, Any]) -> None:
    """Changing any part of a rule changes the digest; where it stands in a file does not."""

    def make(**parts: Any) -> str:
        given = {"when": "kind = task", "then": {"disposition": "handle"}, "cite": "CR 1",
                 "zh": "理由", "en": "reason"}  # fmt: skip
        return built(town, rule("X1", "route", **{**given, **parts})).digest

    assert make() == make(at="elsewhere.py:9")
    assert make() != make(**change)


def test_two_policies_of_one_id(town: Any) -> None:
    """Two policies of one id are an error of the whole, for neither can be left out."""
    extra = Policy("town.rules", "另", "other", "x", "1")
    with pytest.raises(PolicyError, match="two policies are called 'town.rules'"):
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


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("kind = task", "类型为任务", "kind is task"),
        ("not kind = task", "并非类型为任务", "not (kind is task)"),
        ("listed", "在清单内", "listed"),
        ("not listed", "非“在清单内”", "not (listed)"),
        ("item under waste", "事项属于垃圾", "item is within waste"),
        ("kind in (task, violation)", "类型为任务、违法", "kind is task, violation"),
        ("on >= 2020-07-01", "日期不早于2020-07-01", "day from 2020-07-01 on"),
        ("number from 2 to 4", "部门数不少于2且少于4", "number at least 2 and below 4"),
        ("listed and urgent", "在清单内且紧急", "listed and urgent"),
        ("listed or urgent", "在清单内或紧急", "listed or urgent"),
        ("always", "始终", "always"),
        ("steps has asked", "步骤.已询问", "steps: asked"),
    ],
)
def test_conditions_in_words(small: Jurisdiction, text: str, zh: str, en: str) -> None:
    """A condition is said with the declared names, in Chinese and in English."""
    from govrules.expr import check, from_text

    expr = check(from_text(text), small.rules.fields)
    assert condition_in_words(expr, small.rules.fields) == zh
    assert condition_in_words(expr, small.rules.fields, "en") == en


def test_conclusions_in_words(small: Jurisdiction) -> None:
    """A conclusion is said with the names of its disposition and its organs."""
    rules = small.rules
    labels = {s: rules.fields[f"route.{s}"] for s in ("disposition", "lead")}
    for id, zh, en in (("R.urgent", "移送：区政府", "transfer: district government"),
                       ("R.found", "办理：承办机关", "handle: holder")):  # fmt: skip
        then = rules.rules[id].then
        assert conclusion_in_words(then, rules.fields, rules.roles, labels) == zh
        assert conclusion_in_words(then, rules.fields, rules.roles, labels, "en") == en


def test_a_list_settles_what_it_can(town: Any) -> None:
    """A list's known entries are on it and what it excludes is not; the rest stays to be asked."""
    listing = DatedList(
        "L1", "listed", "清单", "the list", 20, False, Period(date(2020, 1, 1), None), "CR 2",
        "a source", codes=("item", ("litter",)), excludes="nature = service",
        excludes_zh="服务不在其列", excludes_en="services are not on it",
    )  # fmt: skip
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
