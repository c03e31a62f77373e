"""What to ask next: what is open, with one value for each way in which it may turn out."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules import Decision, Jurisdiction

HANDLE = {"disposition": "handle", "lead": "bureau@city"}
MOVE = {"disposition": "transfer", "lead": "district_government@district"}


def asked(d: Decision) -> dict[str, float | None]:
    return {one.field: one.leaves for one in d.ask}


def complaint(made: Jurisdiction, **facts: Any) -> Decision:
    return made.decide({"kind": "complaint", "place": "110101001", "on": "2021-03-01", **facts})


@pytest.fixture(scope="module")
def dated(town: Any) -> Jurisdiction:
    """Complaints go one way before a day, and one of two ways from it on, as is listed or not."""
    return Jurisdiction(
        town.blueprint(
            town.rule("R.early", "route", "kind = complaint and on < 2021-01-01", HANDLE),
            town.rule(
                "R.late", "route", "kind = complaint and on >= 2021-01-01 and listed", HANDLE
            ),
            town.rule(
                "R.move", "route", "kind = complaint and on >= 2021-01-01 and not listed", MOVE
            ),
        )
    )


def test_a_day_is_tried_on_both_sides_of_a_bound(dated: Jurisdiction) -> None:
    """Of four days, on and before two bounds, the last leaves three outcomes, the others one."""
    assert asked(complaint(dated, on=None))["on"] == (1 + 1 + 1 + 3) / 4


def test_what_anybody_can_say_is_asked_first(town: Any) -> None:
    """Where, what and when come before the legal facts, in the order that the layout gives."""
    made = town.blueprint()
    layout = attrs.evolve(made.layout, asked_first=("kind", "on", "item"))
    record = {"place": "110101001"}
    for ask in ("ranked", "plain"):
        d = Jurisdiction(attrs.evolve(made, layout=layout)).decide(record, ask=ask)  # type: ignore[call-overload]
        fields = [one.field for one in d.ask]
        early = [f for f in ("kind", "on", "item") if f in fields]
        assert (fields[: len(early)], early[:2]) == (early, ["kind", "on"])


def test_a_count_is_tried_on_both_sides_of_a_bound(town: Any) -> None:
    """Likewise a number: at the bound three outcomes are left, and one below it one."""
    made = Jurisdiction(
        town.blueprint(
            town.rule("R.few", "route", "kind = complaint and number < 3", HANDLE),
            town.rule("R.a", "route", "kind = complaint and number >= 3 and listed", HANDLE),
            town.rule("R.b", "route", "kind = complaint and number >= 3 and not listed", MOVE),
        )
    )
    assert asked(complaint(made, number="unknown"))["number"] == (1 + 3) / 2


def test_every_answer_that_is_offered_is_taken(dated: Jurisdiction) -> None:
    """What ``values`` proposes can be given back, and the field is asked no more."""
    d = complaint(dated)
    (one,) = d.ask
    assert one.values == (True, False)
    for value in one.values:
        assert one.field not in asked(complaint(dated, **{one.field: value}))


def test_what_is_known_is_never_asked(dated: Jurisdiction) -> None:
    """Nothing is asked of a matter that is decided."""
    d = complaint(dated, listed=True)
    assert (d.disposition, d.ask) == ("handle", ())


def test_what_no_rule_reads_is_never_asked(town: Any, dated: Jurisdiction) -> None:
    """A fact on which nothing turns is not asked, unknown though it is."""
    assert "urgent" not in asked(complaint(dated, urgent="unknown"))


def test_a_question_in_both_languages(dated: Jurisdiction) -> None:
    """A field's own question is asked where it has one, else its name with a question mark."""
    texts = {a.field: (a.zh, a.en) for a in complaint(dated, on=None).ask}
    assert texts["on"] == ("哪一天？", "on which day?")


def test_a_code_is_tried_at_the_codes_that_rules_name(town: Any) -> None:
    """A field of codes is asked for by what each named code would leave."""
    made = Jurisdiction(
        town.blueprint(
            town.rule("R.litter", "route", "kind = complaint and item = litter", HANDLE),
            town.rule("R.noise", "route", "kind = complaint and item under noise", MOVE),
        )
    )
    d = complaint(made)
    assert asked(d) == {"item": 1.0}
    assert d.ask[0].values == ()
