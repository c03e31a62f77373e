"""One record is shown to be in the ledger, to whom has nothing but the published root."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules.errors import NotFoundError


def test_a_record_is_in_the_ledger(closed: Any, story: Any) -> None:
    """Each record is under the root, also under one published before others came."""
    count, published = closed.ledger.checkpoint()
    list(closed.run(story("S2")))
    for n in range(len(story())):
        shown = closed.prove(f"S1-{n}", until=count)
        assert shown.record.id == f"S1-{n}"
        assert (shown.records, shown.root) == (count, published)
        assert shown.holds(published)
        assert closed.prove(f"S1-{n}").holds(closed.ledger.checkpoint()[1])


@pytest.mark.parametrize("name", ["id", "case", "at", "kind", "policy", "body", "hash"])
def test_another_record_is_not(closed: Any, name: str) -> None:
    """A record of which anything was changed, and another root, hold nothing."""
    shown = closed.prove("S1-3")
    forged = attrs.evolve(shown.record, **{name: getattr(shown.record, name)[:-1] + "~"})
    assert not attrs.evolve(shown, record=forged).holds(shown.root)
    assert not shown.holds(closed.ledger.hashes()[0])


def test_what_is_not_there_is_told(closed: Any) -> None:
    """No such event, and one that came after the checkpoint."""
    for id, until in (("S9-1", None), ("S1-3", 2)):
        with pytest.raises(NotFoundError, match=f"there is no record '{id}' among the first"):
            closed.prove(id, until)
