"""A class is its outcome: its code says all of it, and what is no code is refused."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from govrules import Jurisdiction
from govrules.classes.decision_class import Classes
from govrules.decision.outcome import Outcome
from govrules.errors import NotFoundError, RecordError
from govrules.rules import read_facts


@pytest.fixture(scope="module")
def classes(small: Jurisdiction) -> Classes:
    """Classes of the town, of which none has been met."""
    return Classes(small.context)


def code_of(classes: Classes, small: Jurisdiction, record: dict[str, Any]) -> str:
    return classes.find(read_facts(record, small.fields)).code


def test_a_code_leads_back_to_its_class(classes: Classes, small: Jurisdiction, town: Any) -> None:
    """Whoever has the rules and the code has the outcome and the reasons, without the matter."""
    code = code_of(classes, small, town.matter())
    fresh = Classes(small.context)
    assert len(fresh) == 0
    assert fresh[code].outcome == classes[code].outcome
    assert fresh[code].explain("en") == classes[code].explain("en")
    assert list(fresh) == [code]


def test_a_code_says_only_what_is_said(classes: Classes, small: Jurisdiction, town: Any) -> None:
    """Parts that are as they are by default are left out, and come back."""
    said = json.loads(code_of(classes, small, town.matter()))
    defaults = {a.name: a.default for a in attrs.fields(Outcome)}
    assert "prohibited" not in said
    assert all(value != defaults[part] for part, value in said.items())


def test_matters_that_no_rule_tells_apart_are_one_class(
    classes: Classes, small: Jurisdiction, town: Any
) -> None:
    """Two streets, two days between the same bounds: one object."""
    one, other = town.matter(), town.matter(place="110102001", on="2021-04-09")
    found = [classes.find(read_facts(r, small.fields)) for r in (one, other)]
    assert found[0] is found[1]
    assert code_of(classes, small, town.matter(listed="yes")) != found[0].code


def test_a_decision_of_a_class_has_no_place(
    classes: Classes, small: Jurisdiction, town: Any
) -> None:
    """The organ is named by role and level, and no unit is made up."""
    lead = classes[code_of(classes, small, town.matter())].decision().lead
    assert lead is not None
    assert (lead.role, lead.level, lead.unit) == ("bureau", "district", None)


@pytest.mark.parametrize(
    "code",
    ["", "class 7", "[]", "{}", "null", '{"disposition":', '{"disposition":"handle","no":1}', "7"],
)
def test_what_is_no_code_is_refused(classes: Classes, code: str) -> None:
    """The error says where codes come from, and nothing is remembered of it."""
    before = len(classes)
    with pytest.raises(NotFoundError, match="not the code of a decision class") as caught:
        classes[code]
    assert "decision_class" in (caught.value.hint_en or "")
    assert len(classes) == before


def test_a_code_written_otherwise_is_refused(
    classes: Classes, small: Jurisdiction, town: Any
) -> None:
    """A code is its bytes: with a space more, or a default said, it is none."""
    code = code_of(classes, small, town.matter())
    for other in (code.replace(":", ": ", 1), code[:-1] + ',"prohibited":false}'):
        with pytest.raises(NotFoundError, match="not the code"):
            classes[other]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("disposition", "vanish"),
        ("lead", "stranger@district"),
        ("candidates", ["bureau@city", "stranger"]),
        ("assist", ["stranger"]),
        ("because", ["R.none"]),
        ("assumed", ["no_such_field"]),
        ("asks", ["no_such_field"]),
        ("duties", [["sing", "CR 1"]]),
        ("owner", "stranger@city"),
    ],
)
def test_a_name_of_other_rules_is_refused(classes: Classes, part: str, value: Any) -> None:
    """Of a class of other rules the name that these do not know is told."""
    said = {"disposition": "handle", part: value}
    parts = [a.name for a in attrs.fields(Outcome)]
    ordered = {k: said[k] for k in parts if k in said}
    code = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
    with pytest.raises(NotFoundError, match="these rules do not know"):
        classes[code]


def test_matters_of_one_error_are_one_class(classes: Classes) -> None:
    """By what the error says; it has no code, and to decide it raises the error."""
    one, other, third = (
        classes.broken(RecordError(en, "错", field="on", value="x")) for en in ("a", "a", "b")
    )
    assert one is other
    assert one is not third
    assert (one.code, one.outcome) == ("", None)
    with pytest.raises(RecordError, match="a"):
        one.decision()
    assert "" not in list(classes)
