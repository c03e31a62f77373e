"""A study file: what it says is run, and what it gets wrong is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from govrules.errors import GovrulesError
from govrules.simulate import read_study

NEVER = """
[[scenario]]
name = "never"
zh = "未下放"
change = [{ kind = "delegation.never", of = "JZF2020-9.1" }]
"""


def written(folder: Path, text: str) -> Path:
    """A study file with this text."""
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder / "study.toml"


def test_a_study_draws_its_matters(run: Any, tmp_path: Path) -> None:
    """By its seed, and by weights in a file beside it."""
    (tmp_path / "kinds.csv").write_text("code,weight\nviolation,1\n")
    said = '[matters]\nrows = 20\nseed = 3\nweights = { kind = "kinds.csv" }\n'
    study = read_study(written(tmp_path, said + NEVER))
    table = study.table(run.baseline.jurisdiction).table
    assert set(table["kind"].to_pylist()) == {"violation"}
    assert [s.name for s in study.scenarios] == ["never"]


def test_a_study_decides_matters_of_a_file(run: Any, sample: Any, tmp_path: Path) -> None:
    """As ``simulate`` decides them."""
    import pyarrow.parquet as pq

    pq.write_table(sample, tmp_path / "mine.parquet")
    study = read_study(written(tmp_path, '[matters]\nfile = "mine.parquet"\n' + NEVER))
    told: list[tuple[int, int]] = []
    found = study.run(run.baseline.jurisdiction, lambda *counts: told.append(counts))
    assert told == [(0, 2 * len(sample)), (len(sample), 2 * len(sample))]
    assert found["never"].zh == "未下放"
    assert found["never"].changes() == run["never"].changes()


def test_a_study_says_what_its_pages_show(run: Any, sample: Any, tmp_path: Path) -> None:
    """A flow and its staff, in a file beside it; a column that is no fact."""
    import pyarrow.parquet as pq

    (tmp_path / "staff.csv").write_text("unit,people,hours\n*,2,6\n")
    pq.write_table(
        sample.append_column("ward", [["甲"] * sample.num_rows]), tmp_path / "mine.parquet"
    )
    said = '[matters]\nfile = "mine.parquet"\nkeep = ["ward"]\n[flow]\nobject = 0.1\n'
    study = read_study(written(tmp_path, said + 'staff = "staff.csv"\n'))
    shown = study.shown()
    assert shown["flow"] == {"object": 0.1}
    assert shown["staff"].of("health@110101").people == 2
    assert study.run(run.baseline.jurisdiction).baseline.keep == ("ward",)
    assert read_study(written(tmp_path, '[matters]\nfile = "x"\n')).shown()["flow"] is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[matters", "study.toml is no study .TOMLDecodeError"),
        ("[matter]\nrows = 1", "matter is no part of study"),
        ("[matters]\nrow = 1", "row is no part of matters"),
        ("[matters]\nrows = 1", "seed is not said in matters"),
        ("matters = 3", "matters is no table"),
        ("flow = 0.1\n[matters]\nrows = 1\nseed = 1", "flow is no table"),
        ("[matters]\nrows = 1\nseed = 1\nkeep = ['x']", "keep is for a file"),
        ('[matters]\nfile = "x.parquet"\nseed = 1', "seed draws matters that are given by file"),
        ("[matters]\nrows = 1\nseed = 1\n[[scenario]]\nzh = ''", "a scenario has a name"),
        ("[matters]\nrows = 1\nseed = 1\n[scenario]\nname = 'a'", r"write \[\[scenario\]\]"),
        ("[matters]\nrows = 1\nseed = 1\nweights = 'x.csv'", "weights is no table"),
    ],
)
def test_what_is_no_study_is_named(tmp_path: Path, text: str, says: str) -> None:
    """The file, the part, and what is wrong with it."""
    with pytest.raises(GovrulesError, match=says):
        read_study(written(tmp_path, text))


def test_a_study_of_a_file_that_is_not_there(run: Any, tmp_path: Path) -> None:
    """Neither the study nor its matters."""
    with pytest.raises(GovrulesError, match=r"gone\.toml is no study"):
        read_study(tmp_path / "gone.toml")
    study = read_study(written(tmp_path, '[matters]\nfile = "x.parquet"\n'))
    with pytest.raises(GovrulesError, match=r"x\.parquet cannot be read"):
        study.run(run.baseline.jurisdiction)
