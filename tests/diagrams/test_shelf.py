"""Diagrams on disk: what is read is what would have been compiled, node for node."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.diagrams import Chain, Link, Shelf
from govrules.diagrams.diagram import Diagram
from govrules.testing.strategies import blueprints
from hypothesis import given


@pytest.fixture
def town(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """A town that lacks a rule."""
    return load_helper("town")


def shape(link: Diagram) -> Any:
    """A question's diagram, however its nodes are numbered."""
    store, order = link.store, link.store.reach([link.root])
    number = {n: at for at, n in enumerate(order)}
    return [
        store.values[n] if store.is_terminal(n) else (store.level[n], [*map(number.get, kids)])
        for n in order
        for kids in [store.kids[n]]
    ]


def diagrams(chain: Chain) -> list[Diagram]:
    """Those of all questions, the gathering ones group by group."""
    return [*chain.links.values(), *(g for groups in chain.gatherings.values() for g in groups)]


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds."""
    return {f.name: f.read_bytes() for f in folder.iterdir()} if folder.exists() else {}


@given(blueprint=blueprints())
def test_what_is_read_is_what_was_compiled(blueprint: Any) -> None:
    """Every question of a jurisdiction, its answers in the same order: only so are keys stable."""
    made = Jurisdiction(blueprint)
    with TemporaryDirectory() as folder:
        compiled = Chain(made.rules)
        kept = Chain(made.rules, shelf=Shelf(folder))
        assert kept.gatherings
        before = files(Path(folder))
        read = Chain(made.rules, shelf=Shelf(folder))
        assert read.gatherings
        assert files(Path(folder)) == before
    for chain in (kept, read):
        assert [*map(shape, diagrams(chain))] == [*map(shape, diagrams(compiled))]
        assert chain.answers == compiled.answers


def test_nothing_is_compiled_twice(
    town: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second proof reads every diagram, and says the same."""
    expected = Jurisdiction(town.blueprint()).prove(cache=tmp_path)

    def fails(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Link, "_combined", fails)
    monkeypatch.setattr("govrules.diagrams.regions.Regions._carried_back", fails)
    assert Jurisdiction(town.blueprint()).prove(cache=tmp_path).to_dict() == expected.to_dict()


def test_a_changed_rule_makes_its_question_anew(town: ModuleType, tmp_path: Path) -> None:
    """The questions that do not rest on it are read as they were."""
    one = Jurisdiction(town.blueprint())
    Chain(one.rules, shelf=Shelf(tmp_path))
    before = files(tmp_path)
    more = town.rule("X.more", "route", "kind = complaint and listed", {"disposition": "handle"})
    other = Jurisdiction(town.blueprint(more))
    chain = Chain(other.rules, shelf=Shelf(tmp_path))
    assert len(chain.links) > 1
    assert len(files(tmp_path)) == len(before) + 1  # the last question reads all others


@pytest.mark.parametrize("damage", [b"", b"x" * 100])
def test_a_damaged_file_costs_its_diagram(town: ModuleType, tmp_path: Path, damage: bytes) -> None:
    """It is said why it was not used, the proof is the same, and the file is whole again."""
    expected = Jurisdiction(town.blueprint()).prove(cache=tmp_path)
    whole = files(tmp_path)
    for name in whole:
        (tmp_path / name).write_bytes(damage)
    made = Jurisdiction(town.blueprint())
    assert made.prove(cache=tmp_path).to_dict() == expected.to_dict()
    notes = made.analysis.keeping(tmp_path).notes
    assert {n.field for n in notes} == {"cache"}
    assert len(notes) == len(whole)
    assert files(tmp_path) == whole


def test_what_cannot_be_kept_is_a_note(town: ModuleType, tmp_path: Path) -> None:
    """A folder that is a file costs the keeping, and no proof."""
    (tmp_path / "cache").write_text("a file")
    made = Jurisdiction(town.blueprint())
    expected = made.prove()
    assert made.prove(cache=tmp_path / "cache").to_dict() == expected.to_dict()
    assert made.analysis.keeping(tmp_path / "cache").notes
