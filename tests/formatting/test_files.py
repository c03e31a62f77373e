"""Which files have a layout; those that this repository holds are in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules.errors import RecordError
from govrules.formatting import files_of, lay_out

ROOT = Path(__file__).parents[2]
PACKS = ("policies/beijing", "policies/china", "govrules/authoring/template")


@pytest.mark.parametrize("pack", PACKS)
def test_our_own_are_laid_out(pack: str) -> None:
    """What we ask of others."""
    files = list(files_of(ROOT / pack))
    assert len(files) > 4
    assert [path for path in files if lay_out(path) != path.read_bytes()] == []


def test_what_is_hidden_and_what_has_no_layout_is_left(tmp_path: Path) -> None:
    """Of a folder only what can be laid out; a file that is named must have a layout."""
    for name in ("b.csv", "a.yaml", "sub/c.yml", ".git/x.csv", "rules.py", "rules.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = [path.relative_to(tmp_path).as_posix() for path in files_of(tmp_path)]
    assert found == ["a.yaml", "b.csv", "sub/c.yml"]
    with pytest.raises(RecordError, match="Python is laid out by `ruff format`"):
        lay_out(tmp_path / "rules.py")
