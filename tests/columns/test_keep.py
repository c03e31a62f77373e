"""Which columns of the input are carried along."""

from __future__ import annotations

from typing import Any

import pytest
from govrules.columns.keep import DECIDED, check_keep
from govrules.errors import RecordError


def test_a_column_that_is_there_once_is_kept() -> None:
    """Any name of the input but those of the decision."""
    check_keep(["id", "备注"], ["id", "备注", "kind"])


@pytest.mark.parametrize(
    ("keep", "said"),
    [
        (5, r"not 5; write keep=\["),
        ("id", r"not the text 'id'; write keep=\['id'\]"),
        (["note"], "a.csv: there is no column 'note' to keep; it has id, kind, kind"),
        (["kind"], "a.csv: there is more than one column 'kind' to keep"),
        *(([name], f"the column '{name}' cannot be kept") for name in DECIDED),
    ],
)
def test_what_cannot_be_kept_is_named(keep: Any, said: str) -> None:
    """A text in place of a list, a column not there or there twice, and a name that is taken."""
    with pytest.raises(RecordError, match=said):
        check_keep(keep, ["id", "kind", "kind"], "a.csv")
