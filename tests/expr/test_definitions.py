"""Terms that are defined once and used in conditions."""

import pytest
from govrules import Definitions, field
from govrules.errors import ExpressionError
from govrules.expr import from_text

TERMS = Definitions(
    {"街乡辖区": "街乡类别 属于 (街道, 镇)", "诉求": "类型 = 投诉", "本地诉求": "诉求 且 街乡辖区"}
)


def test_a_term_is_replaced_wherever_a_flag_could_stand() -> None:
    """Also under a negation and inside another term."""
    assert TERMS.read("非 本地诉求 或 跨区") == from_text(
        "非 (类型 = 投诉 且 街乡类别 属于 (街道, 镇)) 或 跨区"
    )


def test_a_term_inside_a_condition_of_its_kind_adds_no_brackets() -> None:
    """(a and b) and c is written as a and b and c."""
    assert TERMS.read("本地诉求 且 跨区") == from_text(
        "类型 = 投诉 且 街乡类别 属于 (街道, 镇) 且 跨区"
    )


def test_a_condition_built_in_python_is_read_as_well() -> None:
    """Text and Python name the same terms."""
    assert TERMS.read(field("诉求").yes()) == from_text("类型 = 投诉")


def test_further_terms_may_use_earlier_ones_and_leave_them_alone() -> None:
    """A module adds its own terms without changing the shared ones."""
    more = TERMS.more({"紧急诉求": "诉求 且 紧急"})
    assert more.read("紧急诉求") == from_text("类型 = 投诉 且 紧急")
    assert TERMS.read("紧急诉求") == from_text("紧急诉求")


def test_a_term_that_cannot_be_read_is_named() -> None:
    """The error says which definition it is."""
    with pytest.raises(ExpressionError, match="definition '甲'"):
        Definitions({"甲": "类型 ="})


def test_a_term_is_not_defined_twice() -> None:
    """A second meaning of one word is refused."""
    with pytest.raises(ExpressionError, match="defined twice"):
        TERMS.more({"诉求": "类型 = 举报"})
