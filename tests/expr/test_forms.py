"""Conditions in their forms: nodes, the fluent front end, text, JSON; and back again."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from govrules import Field, Jurisdiction, field
from govrules.errors import ExpressionError
from govrules.expr import (
    All,
    Between,
    Const,
    Is,
    Not,
    Same,
    Some,
    Under,
    atoms,
    check,
    fields_at,
    fields_of,
    from_json,
    from_text,
    problems,
    term_from_text,
    to_json,
    to_text,
)
from govrules.expr.analyse import conjuncts
from govrules.testing.strategies import conditions, fields
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2020, 7, 1)
PAIRS = [
    ("always", "始终", Const(True)),
    ("never", "从不", Const(False)),
    ("listed", "listed", Is("listed", (True,))),
    ("listed = no", "listed 为 no", Is("listed", (False,))),
    ("listed in (true, false)", "listed 属于 （true，false）", Is("listed", (True, False))),
    ("kind = task", "kind 是 task", Is("kind", ("task",))),
    ("kind != task", "kind 不是 task", Not(Is("kind", ("task",)))),
    ("kind in (task, form)", "kind 属于 （form、task）", Is("kind", ("form", "task"))),
    ("kind not in (task)", "kind 不属于 (task)", Not(Is("kind", ("task",)))),
    ("not kind = task", "非 kind 是 task", Not(Is("kind", ("task",)))),
    ("item under waste", "item 在 waste 下", Under("item", ("waste",))),
    ("item under (a, b)", "item 在 (a、b) 下", Under("item", ("a", "b"))),
    ("steps has asked", "steps 含 asked", Is("steps.asked", (True,))),
    ("on >= 2020-07-01", "on >= 2020-07-01", Between("on", DAY, None)),
    ("on < 2020-07-01", "on < 2020-07-01", Between("on", None, DAY)),
    ("on > 2020-06-30", "on > 2020-06-30", Between("on", DAY, None)),
    ("on <= 2020-06-30", "on <= 2020-06-30", Between("on", None, DAY)),
    (
        "on from 2020-07-01 to 2021-01-01",
        "on 自 2020-07-01 至 2021-01-01",
        Between("on", DAY, date(2021, 1, 1)),
    ),
    ("giver same holder", "giver 同 holder", Same("giver", "holder")),
    ("not a same b", "非 a 同 b", Not(Same("a", "b"))),
    ("number >= 2", "number >= 2", Between("number", 2, None)),
    (
        "number < 999999999999999999",
        "number < 999999999999999999",
        Between("number", None, 10**18 - 1),
    ),
    ("on < 9999-12-31", "on < 9999-12-31", Between("on", None, date(9999, 12, 31))),
    ("number > 2", "number > 2", Between("number", 3, None)),
    ("number <= 2", "number <= 2", Between("number", None, 3)),
    ("a and b", "a 且 b", All((Is("a", (True,)), Is("b", (True,))))),
    ("a or b", "a 或者 b", Some((Is("a", (True,)), Is("b", (True,))))),
    (
        "a and b or c",
        "a 并且 b 或 c",
        Some((All((Is("a", (True,)), Is("b", (True,)))), Is("c", (True,)))),
    ),
    (
        "a and (b or c)",
        "a 且 （b 或 c）",
        All((Is("a", (True,)), Some((Is("b", (True,)), Is("c", (True,)))))),
    ),
    ("not (a or b)", "非 (a 或 b)", Not(Some((Is("a", (True,)), Is("b", (True,)))))),
]


@pytest.mark.parametrize(("english", "chinese", "expr"), PAIRS)
def test_text_is_read_in_both_languages(english: str, chinese: str, expr: Any) -> None:
    """A condition in English and in Chinese is the same tree."""
    assert from_text(english) == expr
    assert from_text(chinese) == expr


@pytest.mark.parametrize("expr", [expr for _, _, expr in PAIRS])
def test_every_node_round_trips(expr: Any) -> None:
    """Each kind of node is read back from its text and from its JSON."""
    assert from_text(to_text(expr)) == expr
    assert from_json(json.loads(json.dumps(to_json(expr)))) == expr


def test_a_condition_in_chinese_terms_is_put_into_codes(small: Any) -> None:
    """Names of fields, values, items and places may be the Chinese ones."""
    found = check(
        from_text("类型 属于 (违法、任务) 且 事项 在 垃圾 下 且 步骤 含 已警告 且 地点 在 东区 下"),
        small.rules.fields,
    )
    assert to_text(found) == (
        "kind in (task, violation) and item under waste and steps.warned and place under 110101"
    )


def test_the_fluent_form_builds_the_same_nodes() -> None:
    """What an author writes in Python is the same tree as the text."""
    kind, on, number = field("kind"), field("on"), field("number")
    pairs = [
        (kind.is_("task") & on.since("2020-07-01"), "kind = task and on >= 2020-07-01"),
        (kind.is_("task", "form") | field("listed").yes(), "kind in (form, task) or listed"),
        (~field("listed").no(), "not listed = false"),
        (~~kind.is_("task"), "kind = task"),
        (
            on.before(DAY) & number.at_least(2) & number.less_than(5),
            "on < 2020-07-01 and number >= 2 and number < 5",
        ),
        (field("steps").has("asked"), "steps has asked"),
        (field("item").under("a", "b"), "item under (a, b)"),
        (field("giver").same("holder"), "giver same holder"),
        (field("giver").same(field("holder")), "giver same holder"),
        (kind.is_("a") & (kind.is_("b") | kind.is_("c")), "kind = a and (kind = b or kind = c)"),
    ]
    for built, text in pairs:
        assert built.expr == from_text(text)


def test_a_condition_is_no_python_truth() -> None:
    """Joining conditions with ``and`` is refused, with what to write instead."""
    with pytest.raises(ExpressionError) as caught:
        _ = field("a").yes() and field("b").yes()
    assert str(caught.value) == (
        "a condition is not a Python truth value; "
        "combine conditions with &, | and ~, not with and, or, not"
    )


@given(st.data())
def test_generated_conditions_round_trip(data: Any) -> None:
    """JSON gives the same tree; text gives one that says the same and is stable."""
    declared = {f.id: f for f in data.draw(fields())}
    expr = data.draw(conditions(declared, most=6))
    assert from_json(json.loads(json.dumps(to_json(expr)))) == expr
    again = from_text(to_text(expr))
    assert again == _plain(expr)
    assert to_text(again) == to_text(expr)
    assert fields_of(again) == fields_of(expr)


def _plain(expr: Any) -> Any:
    """The condition without brackets around one part or none, which the text has no form for."""
    if isinstance(expr, Not):
        return Not(_plain(expr.part))
    if isinstance(expr, All | Some):
        if len(expr.parts) == 1:
            return _plain(expr.parts[0])
        if not expr.parts:
            return Const(isinstance(expr, All))
        return type(expr)(tuple(map(_plain, expr.parts)))
    return expr


@given(st.text(alphabet="ab01()=<>!,，且或非 在下=不属于kindor ", max_size=25))
def test_any_text_is_a_condition_or_an_error(text: str) -> None:
    """Whatever is typed is either read, and then stable, or refused with the column."""
    try:
        expr = from_text(text)
    except ExpressionError as error:
        assert " at column " in error.en
        assert "列" in error.zh
    else:
        assert from_text(to_text(expr)) == _plain(expr)


def test_walking() -> None:
    """Atoms come from left to right, fields sorted, conjuncts through nested conjunctions."""
    expr = from_text("b and (a and not c same a) and (d or b)")
    assert [fields_at(a) for a in atoms(expr)] == [("b",), ("a",), ("c", "a"), ("d",), ("b",)]
    assert fields_of(expr) == ("a", "b", "c", "d")
    assert [to_text(c) for c in conjuncts(expr)] == ["b", "a", "not c same a", "d or b"]


def test_all_problems_are_found_at_once(small: Jurisdiction) -> None:
    """``problems`` lists everything that does not fit; ``check`` raises the first."""
    expr = from_text("knd = task and kind = tusk and item under waist and listed >= 2")
    found = problems(expr, small.rules.fields)
    assert [p.field for p in found] == ["knd", "kind", "item", "listed"]
    with pytest.raises(ExpressionError) as caught:
        check(expr, small.rules.fields)
    assert caught.value.en == found[0].en


def test_values_of_an_atom_are_sorted() -> None:
    """The order in which values are given plays no part."""
    assert Is("k", ("b", "a", "b")) == Is("k", ("a", "b"))
    assert Under("k", ("b", "a")) == Under("k", ["a", "b"])
    assert hash(Is("k", ("b", "a"))) == hash(Is("k", ("a", "b")))


def test_a_field_of_another_kind_is_refused() -> None:
    """A comparison that the kind of the field does not allow is refused by name."""
    flag = {"f": Field("f", "flag", "旗", "flag")}
    for text in ("f under x", "f >= 2", "f = maybe"):
        with pytest.raises(ExpressionError, match="does not fit the flag field 'f'"):
            check(from_text(text), flag)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("giver same giver", "'giver' does not fit the code field 'giver'; it is always the same"),
        ("giver same item", "its codes are of another tree than those of item"),
        ("kind same giver", "'same giver' does not fit the choice field 'kind'"),
        ("giver same holdr", "unknown field 'holdr'; did you mean holder"),
    ],
)
def test_what_cannot_be_compared_is_refused(small: Jurisdiction, text: str, told: str) -> None:
    """Two different fields are compared, whose codes are of one tree."""
    with pytest.raises(ExpressionError, match=re.escape(told)):
        check(from_text(text), small.rules.fields)


def test_two_fields_are_named_in_chinese(small: Jurisdiction) -> None:
    """A comparison by Chinese names is put into codes."""
    found = check(from_text("交办机关 同 承办机关"), small.rules.fields)
    assert found == Same("giver", "holder")


WRONG = [
    "a same",
    "a same (b)",
    "n >= ²",
    "n >= ٣",
    f"n >= {'9' * 5000}",
    "on >= ２０２０-01-01",
    "(" * 2000 + "a",
    "not " * 2000 + "a",
    "",
    "kind =",
    "kind = (",
    "kind in a",
    "kind in (a",
    "kind in (a b",
    "kind not a",
    "(a",
    "a b",
    "item under",
    "steps has",
    "on >= x",
    "on >= 2020-13-01",
    "on > 9999-12-31",
    f"n > {10**18 - 1}",
    "on from",
    "on from 1",
    "kind !",
    "类型 = 且",
    "类型 不属于 且",
    "on 自 1 且",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_syntax_error_is_told_in_one_language(text: str) -> None:
    """The Chinese text has no English but keywords in brackets and what the author wrote."""
    with pytest.raises(ExpressionError) as caught:
        from_text(text)
    told = re.sub(r"“[^”]*”（\w+）|（第.*|却是“.*?”", "", caught.value.zh)
    assert not re.search("[a-z]", told), told
    assert caught.value.en.startswith("expected ")


ODD_JSON = [
    {"between": {"field": "n", "from": float("nan"), "to": None}},
    {"between": {"field": "n", "from": True, "to": None}},
    {"between": {"field": "n", "from": 1.5, "to": None}},
    {"between": {"field": "n", "from": 10**5000, "to": None}},
    {"between": {"field": "n", "from": None, "to": None}},
    {"between": {"field": "n", "from": "2020-99-99", "to": None}},
    {"is": {"field": "f", "values": "abc"}},
    {"is": {"field": "f", "values": []}},
    {"is": {"field": "f", "values": [["a"]]}},
    {"is": {"field": "f", "values": ["a"], "more": 1}},
    {"under": {"field": "f", "codes": [True]}},
    {"same": {"first": "a"}},
    {"same": {"first": "a", "second": 1}},
    {"known": {"field": "f"}},
    {"all": None},
    {"not": True, "all": []},
    [],
    None,
]


@pytest.mark.parametrize("data", ODD_JSON, ids=map(str, range(len(ODD_JSON))))
def test_odd_json_is_refused(data: Any) -> None:
    """What is no condition is our own error, which shows the node."""
    with pytest.raises(ExpressionError, match=r"not a condition: |n is not a day: "):
        from_json(data)


@pytest.mark.parametrize("text", [None, 3, b"a", ["a"]])
def test_what_is_no_text_is_refused(text: Any) -> None:
    """Neither a condition nor a conclusion is read from anything but text."""
    with pytest.raises(ExpressionError, match="not the text of a condition"):
        from_text(text)
    with pytest.raises(ExpressionError, match="nothing that a rule can conclude"):
        term_from_text(text)


def test_json_of_many_levels_is_refused() -> None:
    """A condition nested beyond what a reader can take is refused, not a crash."""
    data: Any = True
    for _ in range(5000):
        data = {"not": data}
    with pytest.raises(ExpressionError, match="nested too deeply"):
        from_json(data)
