"""Engines for columns are lent to one thread at a time, and taken back only if all went well."""

from __future__ import annotations

from typing import Any

import govrules
import pytest
from govrules.tabulated import Tabulated

pytest.importorskip("pyarrow", reason="columns need the extra fast")


def test_an_engine_is_lent_again_after_use(small: govrules.Jurisdiction) -> None:
    """What an engine has coded of values is not coded twice."""
    with small.lend_columns() as first:
        pass
    with small.lend_columns() as second:
        assert second is first


def test_one_in_use_is_lent_to_nobody_else(small: govrules.Jurisdiction) -> None:
    """Two who decide at once have an engine each."""
    with small.lend_columns() as first, small.lend_columns() as second:
        assert second is not first


def test_one_that_failed_is_not_lent_again(small: govrules.Jurisdiction) -> None:
    """Nobody knows how far it came."""

    def fail() -> Any:
        with small.lend_columns() as engine:
            lent.append(engine)
            raise KeyError

    lent: list[Any] = []
    with pytest.raises(KeyError):
        fail()
    with small.lend_columns() as engine:
        assert engine is not lent[0]


@pytest.mark.parametrize("how", [{"kernel": "fortran"}, {"threads": 0}, {"threads": True}])
def test_it_refuses_what_is_no_way_to_decide(small: govrules.Jurisdiction, how: Any) -> None:
    """A wrong option is named before anything is decided."""
    with pytest.raises(govrules.GovrulesError, match=next(iter(how))), small.lend_columns(**how):
        pytest.fail("it was lent")


def test_the_room_is_made_by_whoever_holds_the_rules(small: govrules.Jurisdiction) -> None:
    """A jurisdiction is one that decides by columns."""
    assert isinstance(small, Tabulated)
    with pytest.raises(NotImplementedError):
        _ = Tabulated().classes
