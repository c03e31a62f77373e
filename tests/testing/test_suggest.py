"""Drafts of examples: for rules that none shows, and true of today."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules import Jurisdiction
from govrules.testing import run_examples
from govrules.testing.suggest import suggested


def test_a_draft_is_an_example_that_passes(small: Jurisdiction, tmp_path: Path) -> None:
    """Each is decided by its rule, and read back it comes out as it says."""
    pytest.importorskip("yaml")
    drafts = list(suggested(small, {"R.found"}))
    path = tmp_path / "drafts.yaml"
    path.write_text("\n".join(drafts), encoding="utf-8")
    outcomes = run_examples(small, path)
    ids = [o.example.id for o in outcomes]
    assert "R.found" not in ids
    assert {"R.urgent", "R.task"} <= set(ids)
    assert [o.message for o in outcomes if not o.ok] == []


def test_nothing_is_drafted_where_all_are_shown(small: Jurisdiction) -> None:
    """Rules that an example shows need none."""
    assert list(suggested(small, set(small.rules.rules))) == []
