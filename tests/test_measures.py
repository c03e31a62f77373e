"""The report's problems as measures: each definition on matters that have it and that do not."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError
from govrules.measures import MEASURES, by_unit, measure, short_of_means, tally

pa = pytest.importorskip("pyarrow")

HERE = "110102013"
LITTER = {"kind": "violation", "item": "cityscape_littering", "on": "2024-08-01"}
# Matters, to whom each was sent, whether those who were called came.
ROWS: tuple[tuple[dict[str, Any], str | None, bool | None], ...] = (
    ({**LITTER, "place": HERE, "on_power_list": True}, "street_office@subdistrict", None),
    ({**LITTER, "place": HERE, "on_power_list": True}, "街道办事处", True),
    ({**LITTER, "place": HERE, "on_power_list": True}, "housing@district", False),
    ({**LITTER, "place": HERE, "on_power_list": True}, "community_committee", None),
    ({**LITTER, "place": HERE, "on_power_list": True}, "street_office@110101001", None),
    ({**LITTER, "place": HERE}, None, None),
    ({**LITTER, "place": "nowhere at all", "on_power_list": True}, "housing", None),
)


@pytest.fixture(scope="module")
def decided(beijing_pack: Jurisdiction) -> Any:
    """The rows decided, with what became of each."""
    fields = dict.fromkeys(name for matter, *_ in ROWS for name in matter)
    matters = pa.table({f: [matter.get(f) for matter, *_ in ROWS] for f in fields})
    table = beijing_pack.decide_table(matters)
    table = table.append_column("sent", pa.array([sent for _, sent, _ in ROWS], pa.string()))
    return table.append_column("came", pa.array([came for *_, came in ROWS], pa.bool_()))


def flags(measured: Any, name: str) -> list[bool | None]:
    """One measure of every row."""
    return list(measured[name].to_pylist())


def test_a_boundary_is_unclear_while_a_matter_stays_open(
    beijing_pack: Jurisdiction, decided: Any
) -> None:
    """A fact that is missing leaves it open; a row with an error is unknown and not clear."""
    found = flags(measure(beijing_pack, decided), "unclear_boundary")
    assert found == [False, False, False, False, False, True, None]


def test_a_dispatch_is_wrong_where_no_rule_names_the_receiver(
    beijing_pack: Jurisdiction, decided: Any
) -> None:
    """Any name of the organ is right; another organ, or the same at another unit, is wrong."""
    found = flags(measure(beijing_pack, decided, sent_to="sent"), "wrong_dispatch")
    assert found == [False, False, True, True, True, None, None]


def test_a_task_is_pressed_down_where_it_goes_to_a_community(
    beijing_pack: Jurisdiction, decided: Any
) -> None:
    """Only what is sent to a community that no rule names."""
    found = flags(measure(beijing_pack, decided, sent_to="sent"), "pressed_down")
    assert found == [False, False, False, True, False, False, None]


def test_a_task_that_is_barred_for_communities_is_pressed_down(beijing_pack: Jurisdiction) -> None:
    """The rules bar what is outside the list, whoever it was sent to."""
    task = {
        "kind": "task",
        "item": "property_dispute",
        "place": "110102013001",
        "on": "2024-08-01",
        "asked_of_level": "community",
        "giver_level": "district_department",
        "role_given": "assist",
        "consent_by": "district_government",
    }
    listed = pa.table({**{k: [v, v] for k, v in task.items()}, "in_assist_list": [True, False]})
    found = measure(beijing_pack, beijing_pack.decide_table(listed))
    assert flags(found, "pressed_down") == [False, True]


def test_a_whistle_has_no_answer_where_somebody_stayed_away(
    beijing_pack: Jurisdiction, decided: Any
) -> None:
    """Nothing is said where there was no whistle."""
    found = flags(measure(beijing_pack, decided, answered="came"), "whistle_without_answer")
    assert found == [None, False, True, None, None, None, None]


def test_organs_overlap_where_a_text_divides_nothing(beijing_pack: Jurisdiction) -> None:
    """Provisions that disagree count too."""
    lock = {"kind": "complaint", "item": "parking_obstacle", "place": HERE, "on": "2024-08-01"}
    matters = pa.table({k: [v] for k, v in {**lock, "place_class": "managed_estate"}.items()})
    measured = measure(beijing_pack, beijing_pack.decide_table(matters))
    assert flags(measured, "overlap") == [True]
    assert flags(measured, "unclear_boundary") == [True]


def test_a_power_lacks_means_where_its_unit_is_owed_some(
    beijing_pack: Jurisdiction, decided: Any
) -> None:
    """From answers about means to a flag of every matter under a power that moved."""
    means = beijing_pack.inquiry("means")
    given = {"handed": ["power"] * 2, "staff": [True, False], "training": [True, True]}
    where = {"money": [True, True], "place": ["110101001", HERE], "on": ["2024-01-01"] * 2}
    town = {"place": ["110116102"] * 2, "staff": [True, True]}
    means.decide_table(pa.table(given | where | town))  # what was asked before adds no column
    answers = means.decide_table(pa.table(given | where))
    counted = by_unit(means, answers).to_pylist()
    assert [(r["unit"], r["means_owed"], r["no_staff"]) for r in counted] == [
        ("110101001", 0, 0),
        (HERE, 1, 1),
    ]
    assert "not_covered" not in counted[0]
    short = short_of_means(means, answers)
    assert short == {HERE}
    found = flags(measure(beijing_pack, decided, short=short), "power_without_means")
    assert found[:5] == [True] * 5
    assert found[6] is None
    assert flags(measure(beijing_pack, decided, short=()), "power_without_means")[0] is False


def test_nothing_given_is_nothing_known(beijing_pack: Jurisdiction, decided: Any) -> None:
    """Without its column a measure is null for all rows, and its share is no number."""
    counted = {r["measure"]: r for r in tally(measure(beijing_pack, decided)).to_pylist()}
    assert list(counted) == [m.id for m in MEASURES]
    assert (counted["wrong_dispatch"]["known"], counted["wrong_dispatch"]["share"]) == (0, None)
    assert (counted["unclear_boundary"]["found"], counted["unclear_boundary"]["known"]) == (1, 6)


def test_a_tally_may_be_by_anything(beijing_pack: Jurisdiction, decided: Any) -> None:
    """One row for each value and measure."""
    measured = measure(beijing_pack, decided, sent_to="sent")
    counted = tally(measured, pa.array(["a", "a", "b", "b", "b", None, None]))
    wrong = [r for r in counted.to_pylist() if r["measure"] == "wrong_dispatch"]
    assert {r["by"]: (r["found"], r["known"]) for r in wrong} == {
        "a": (0, 2),
        "b": (3, 3),
        None: (0, 0),
    }


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"sent_to": "sent too"}, "there is no column 'sent too'"),
        ({"answered": "cam"}, "there is no column 'cam'"),
        ({"sent_to": "disposition"}, "^disposition: "),
    ],
)
def test_a_column_that_cannot_be_used_is_told(
    beijing_pack: Jurisdiction, decided: Any, more: dict[str, str], said: str
) -> None:
    """One error, naming the column."""
    with pytest.raises(RecordError, match=said):
        measure(beijing_pack, decided, **more)  # type: ignore[arg-type]


def test_a_level_that_is_none_is_told(beijing_pack: Jurisdiction, decided: Any) -> None:
    """One error, naming the level."""
    with pytest.raises(RecordError, match="there is no level 'street'"):
        by_unit(beijing_pack, decided, "street")
