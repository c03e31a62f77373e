"""A policy holds what it says it holds."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Duty, Field, Policy, Question, Role, Rule
from govrules.errors import PolicyError

NAMES = ("p.test", "试", "test", "tests", "1")
GOOD: dict[str, Any] = {
    "fields": Field("wet", "flag", "湿", "wet"),
    "questions": Question("q", "问", "q"),
    "roles": Role("shop", "店", "shop", ("city",)),
    "duties": Duty("reply", "答复", "reply"),
}


@pytest.mark.parametrize("part", sorted(GOOD))
def test_a_part_may_be_any_iterable(part: str) -> None:
    """A generator is as good as a tuple, and is kept as one."""
    made = Policy(*NAMES, **{part: (value for value in [GOOD[part]])})
    assert getattr(made, part) == (GOOD[part],)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("rules", Rule.__name__),
        ("fields", "Field"),
        ("questions", "Question"),
        ("roles", "Role"),
        ("duties", "Duty"),
        ("words", "PlaceWord"),
    ],
)
@pytest.mark.parametrize("value", ["wet", None, 3])
def test_a_part_of_another_kind_is_refused(part: str, kind: str, value: Any) -> None:
    """The error names the policy, the part, what was found, and what belongs there."""
    with pytest.raises(PolicyError) as caught:
        Policy(*NAMES, **{part: [value]})
    assert str(caught.value).startswith(f"policy p.test: {part} holds ")
    assert f"which is no {kind}" in str(caught.value)
    assert (caught.value.field, caught.value.value) == (part, value)
    assert f"不是 {kind}" in caught.value.text("zh")


def test_a_text_in_place_of_a_list_is_refused() -> None:
    """A word is not a list of its letters."""
    with pytest.raises(PolicyError, match="rules holds 'a'"):
        Policy(*NAMES, rules="abc")  # type: ignore[arg-type]


def test_two_policies_of_the_same_parts_are_equal() -> None:
    """What a policy is, is what it holds."""
    assert Policy(*NAMES, roles=[GOOD["roles"]]) == Policy(*NAMES, roles=(GOOD["roles"],))
    assert Policy(*NAMES) != Policy(*NAMES, roles=(GOOD["roles"],))
