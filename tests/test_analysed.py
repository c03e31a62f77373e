"""What can be asked of the rules as a whole is asked of a jurisdiction."""

from __future__ import annotations

from types import ModuleType

import govrules
import pytest
from govrules.analysed import Analysed


def test_a_jurisdiction_answers_for_its_rules(small: govrules.Jurisdiction) -> None:
    """It is checked, proved and compared by its own methods."""
    assert isinstance(small, Analysed)
    assert small.check(only=["conflict"]).codes == ("conflict",)
    assert small.diff(small).moved == ()


def test_what_has_no_rules_cannot_be_asked(town: ModuleType) -> None:
    """The room is made by whoever holds the rules."""
    with pytest.raises(NotImplementedError):
        Analysed().check()
