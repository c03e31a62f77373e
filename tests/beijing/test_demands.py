"""接诉即办条例 by article: what decisions on demands say, and what they must not say."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Decision, Jurisdiction
from govrules.errors import ContradictionError

HERE = {"place": "海淀区/清河街道", "on": "2022-11-20"}


def decide(beijing: Jurisdiction, **facts: Any) -> Decision:
    return beijing.decide({"kind": "complaint", "channel": "hotline", **HERE, **facts})


def ids(d: Decision) -> set[str]:
    return {reason.rule for reason in d.because}


@pytest.mark.parametrize(
    "open_case",
    [
        {"emergency_line": "unknown"},
        {"statutory_channel": "litigation"},
        {"repeat_no_new_facts": "unknown"},
        {"secrecy": "unknown"},
        {"beyond_public_remit": "unknown"},
        {"unlawful": "unknown"},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_none_of_the_six_is_not_said_while_one_is_open(
    beijing_pack: Jurisdiction, open_case: dict[str, str]
) -> None:
    """Art. 11(2) is no reason of an answer that hangs on art. 11(3)."""
    d = decide(beijing_pack, item="供热服务诉求", **open_case)
    assert d.disposition == "undetermined"
    assert "JS11.ordinary" not in ids(d)
    assert "JS11.ordinary" in ids(decide(beijing_pack, item="供热服务诉求"))


def test_no_statute_is_claimed_for_an_owner_that_was_given(beijing_pack: Jurisdiction) -> None:
    """Art. 12(1)(1) says that the owner is known, and not from where."""
    d = decide(beijing_pack, owner="education@district")
    (known,) = [r for r in d.because if r.rule == "JS12.known"]
    assert (known.zh, known.en) == ("承办机关已知", "the owner is known")
    assert "依法条" not in d.explain("zh")


@pytest.mark.parametrize(
    ("facts", "by"),
    [
        ({"first_receiver": "street_office", "owner": "education@district"}, "JS16.whistle"),
        ({"first_receiver": "street_office", "owner": "central_body"}, "JS22.order"),
        ({"first_receiver": "housing@district", "owner": "central_body"}, "JS22.order"),
    ],
)
def test_an_order_of_rules_that_no_text_makes_is_a_reading(
    beijing_pack: Jurisdiction, facts: dict[str, str], by: str
) -> None:
    """Arts. 16 and 22 stand beside art. 14(2): that they come first is what the authors read."""
    d = decide(beijing_pack, channel="dispatched", **facts)
    assert by in ids(d)
    assert "JS14.lead" in {lost.rule for lost in d.defeated}
    assert {lost.principle for lost in d.defeated} == {"reading"}


def test_leading_within_its_own_duty_is_the_text(beijing_pack: Jurisdiction) -> None:
    """Art. 14(2) makes its own exception to the first receiver's dealing with it alone."""
    d = decide(
        beijing_pack,
        channel="dispatched",
        first_receiver="housing@district",
        owner="housing@district",
        n_departments=2,
    )
    assert [(x.rule, x.principle) for x in d.defeated] == [("JS14.own", "explicit_exception")]


def test_the_six_cases_are_told_in_one_line(beijing_pack: Jurisdiction) -> None:
    """What would have been otherwise under art. 11(3) cites it once."""
    d = decide(beijing_pack, item="供热服务诉求")
    lines = [one for one in d.otherwise if one.cite.startswith("JS 11(3)")]
    assert [one.cite for one in lines] == ["JS 11(3)"]
    assert lines[0].zh.count("若") == 6


def test_another_first_receiver_is_not_named_as_the_present_one(beijing_pack: Jurisdiction) -> None:
    """Had a subdistrict received it, the subdistrict and no department would whistle."""
    d = decide(
        beijing_pack,
        channel="dispatched",
        item="违法从事犬类经营",
        first_receiver="market_regulation@district",
    )
    (whistle,) = [one for one in d.otherwise if one.rule == "JS16.whistle"]
    assert "首接单位" in whistle.zh
    assert "市场监督管理部门" not in whistle.zh


def test_a_step_that_no_act_lays_down_is_no_reason(beijing_pack: Jurisdiction) -> None:
    """Where no sector act puts a step first, none is said to come first."""
    assert "JS14.step" not in ids(decide(beijing_pack, item="供热服务诉求"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"first_receiver": "housing@district", "in_duty": "yes"}, "in_duty"),
        ({"first_receiver": "education@district", "in_duty": "no"}, "in_duty"),
        ({"first_receiver": "housing@district", "owner_known": "no"}, "owner_known"),
    ],
)
def test_what_the_owner_shows_cannot_be_denied(
    beijing_pack: Jurisdiction, facts: dict[str, str], field: str
) -> None:
    """A given fact that the owner contradicts is one error that names the field."""
    with pytest.raises(ContradictionError) as caught:
        decide(beijing_pack, channel="dispatched", owner="education@district", **facts)
    assert caught.value.field == field
