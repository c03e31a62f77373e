"""A jurisdiction that answers other questions beside who owns a matter."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from types import ModuleType

import attrs
import pytest
from govrules import Jurisdiction
from govrules.errors import NotFoundError, PolicyError, RecordError

SHOP = {"place": "110101001", "on": "2020-05-01"}


@pytest.fixture(scope="module")
def inquiry(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The helper that makes an inquiry."""
    return load_helper("inquiry")


@pytest.fixture(scope="module")
def asked(town: ModuleType, inquiry: ModuleType) -> Jurisdiction:
    """The town with one inquiry."""
    return Jurisdiction(attrs.evolve(town.blueprint(), inquiries=(inquiry.inquiry(town),)))


def test_an_inquiry_is_answered_by_its_own_rules(asked: Jurisdiction) -> None:
    """Its end, its organ, its fields."""
    answer = asked.inquire("opening", SHOP, size=300)
    assert (answer.disposition, str(answer.lead and answer.lead.role)) == ("may_not_open", "bureau")
    assert asked.inquire("opening", SHOP, size=200).disposition == "may_open"


def test_both_evaluators_answer_alike(asked: Jurisdiction) -> None:
    """An inquiry has no engine of its own."""
    for size in (None, 0, 200, 201, 1000):
        one = asked.inquire("opening", SHOP, size=size)
        assert asked.inquire("opening", SHOP, size=size, engine="reference") == one


def test_what_owns_a_matter_is_not_touched(asked: Jurisdiction, small: Jurisdiction) -> None:
    """The digest, the fields and the questions are those of a town without inquiries."""
    assert asked.digest == small.digest
    assert "size" not in asked.fields
    assert asked.inquiry("opening").digest != small.digest


def test_an_open_answer_asks(asked: Jurisdiction) -> None:
    """What is not known is asked for, as in any decision."""
    answer = asked.inquire("opening", SHOP)
    assert answer.disposition == "undetermined"
    assert [a.field for a in answer.ask] == ["size"]


def test_columns_answer_too(asked: Jurisdiction) -> None:
    """A table is decided by the same rules."""
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"place": ["110101001"] * 2, "on": ["2020-05-01"] * 2, "size": [10, 999]})
    found = asked.inquiry("opening").decide_table(table)["disposition"].to_pylist()
    assert found == ["may_open", "may_not_open"]


def test_it_is_proved_as_any_rules_are(asked: Jurisdiction) -> None:
    """No matter of the inquiry is without an answer."""
    assert asked.inquiry("opening").prove().is_proved


def test_it_goes_to_another_process(asked: Jurisdiction) -> None:
    """What answers an inquiry can be pickled."""
    made = asked.inquiry("opening")
    assert pickle.loads(pickle.dumps(made)).digest == made.digest


def test_an_inquiry_that_there_is_not(asked: Jurisdiction) -> None:
    """The nearest is named."""
    with pytest.raises(NotFoundError) as caught:
        asked.inquire("openings", SHOP)
    assert caught.value.text("en") == "town offers no inquiry 'openings'; did you mean opening?"
    assert caught.value.field == "inquiry"


def test_a_field_of_another_question_is_refused(asked: Jurisdiction) -> None:
    """An inquiry knows its own fields only."""
    with pytest.raises(RecordError) as caught:
        asked.inquire("opening", SHOP, urgent=True)
    assert caught.value.field == "urgent"


@pytest.mark.parametrize("ids", [("opening", "opening"), ("two words",), ("",)])
def test_ids_that_do_not_serve(town: ModuleType, inquiry: ModuleType, ids: tuple[str, ...]) -> None:
    """An id is a word, and each has its own."""
    with pytest.raises(PolicyError) as caught:
        attrs.evolve(town.blueprint(), inquiries=[inquiry.inquiry(town, id) for id in ids])
    assert caught.value.field == "inquiry"
