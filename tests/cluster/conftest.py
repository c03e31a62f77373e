"""A few files of matters, and what one process makes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules import Jurisdiction

ROWS, GROUP = 300, 60


def _matters(j: Jurisdiction, first: int, draw: random.Random) -> list[dict[str, Any]]:
    """Matters of few kinds, for each kind is learnt once a process; some cannot be read."""
    items = ["dogs_animals_dog_fouling", *list(j.fields["item"].tree or ())[5:25:5], None]
    places = ["110102013", "大栅栏街道", "110109001", "nowhere", None]
    return [
        {
            "id": first + i,
            "kind": draw.choice(["complaint", "help", "投诉", "nonsense"]),
            "item": draw.choice(items),
            "place": draw.choice(places),
            "on": draw.choice(["2020-06-30", "2023-05-23", "2024-02-30"]),
            "channel": draw.choice(["hotline", None]),
        }
        for i in range(ROWS)
    ]


@pytest.fixture(scope="session")
def files(beijing_pack: Jurisdiction, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three Parquet files of five row groups each; the last has fewer columns."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    folder, draw = tmp_path_factory.mktemp("in [2024]"), random.Random(7)
    for number in range(3):
        table = pa.Table.from_pylist(_matters(beijing_pack, number * ROWS, draw))
        table = table.drop_columns(["channel"]) if number == 2 else table
        pq.write_table(table, folder / f"{number}.parquet", row_group_size=GROUP)
    return folder


@pytest.fixture(scope="session")
def alone(beijing_pack: Jurisdiction, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What one process makes of the files."""
    return beijing_pack.decide_file(files, tmp_path_factory.mktemp("alone") / "one.parquet")


@pytest.fixture(scope="session")
def beyond(load_helper: Callable[[str], ModuleType]) -> Any:
    """The comparisons that the tests share."""
    return load_helper("compare")


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """A folder for the result; afterwards nothing stands beside it but the class table."""
    yield tmp_path / "decided"
    left = {p.name for p in tmp_path.iterdir()}
    assert left <= {"decided", "decided.classes.parquet", "marker", "in", "cache"}
