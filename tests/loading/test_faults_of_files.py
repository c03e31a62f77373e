"""Faults put into the files of a pack that ``govrules new`` wrote: each is told when it is loaded.

What is told has a place that is the author's line, or names the part, and says what to do. Together
with ``test_mistakes`` and the seeds of ``check`` these are all the ways in which an author went wrong.
"""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from govrules import GovrulesError, Jurisdiction
from govrules.authoring import Start, make_pack

HERE = Path(__file__).parent
FAULTS = yaml.safe_load((HERE / "faults_of_files.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack, as ``govrules new`` writes it."""
    into = tmp_path_factory.mktemp("packs") / "written"
    make_pack(Start("moushi", "某市", "Moushi"), into)
    return into


@contextmanager
def importable(folder: Path) -> Iterator[Any]:
    """The module that makes the pack's blueprint, forgotten afterwards."""
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("govrules_moushi.plugin")
    finally:
        sys.path.remove(str(folder))
        for name in [n for n in sys.modules if n.startswith("govrules_moushi")]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def spoil(load_helper: Callable[[str], ModuleType]) -> Callable[[Path, Any], None]:
    """The function that makes the edits of a fault."""
    found: Callable[[Path, Any], None] = load_helper("spoilt").spoil
    return found


@pytest.mark.parametrize("fault", FAULTS, ids=[f["name"] for f in FAULTS])
def test_a_fault_of_a_file_is_told_with_its_line(
    written: Path, tmp_path: Path, spoil: Callable[[Path, Any], None], fault: dict[str, Any]
) -> None:
    """It names the place, says what is wrong there, and has a way out, in both languages."""
    spoilt = Path(shutil.copytree(written, tmp_path / "spoilt"))
    spoil(spoilt / "govrules_moushi", fault)
    with pytest.raises(GovrulesError) as caught, importable(spoilt) as plugin:
        Jurisdiction(plugin.blueprint())
    told = [f for f in caught.value.faults if _is_told(fault, f.text("en"))]
    assert told, [f.text("en") for f in caught.value.faults]
    assert told[0].hint_en or "; " in told[0].en  # a way out
    assert told[0].hint_zh or "；" in told[0].zh
    assert told[0].zh != told[0].en


def _is_told(fault: dict[str, Any], text: str) -> bool:
    return fault["at"] in text and fault["says"] in text


def test_there_are_many_of_them() -> None:
    """Each of a name of its own."""
    assert len({f["name"] for f in FAULTS}) == len(FAULTS) > 160
