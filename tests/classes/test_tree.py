"""Trees of look-ups: a planted case is found again, and no other is."""

from __future__ import annotations

from typing import Any

from govrules.classes.tree import Tree


def test_an_empty_tree_knows_nothing() -> None:
    """Before anything is planted no case is found."""
    assert Tree[str]().find(lambda look: None) is None


def test_a_leaf_is_kept_once() -> None:
    """What has one key has one number, and the content that came first."""
    tree = Tree[str]()
    assert [tree.leaf("k", "first"), tree.leaf("k", "second"), tree.leaf("l", "third")] == [0, 0, 1]
    assert tree.leaves == ["first", "third"]


def test_only_what_was_planted_is_found() -> None:
    """A case is found by its cells; with one cell otherwise it is not."""
    tree = Tree[str]()
    case: dict[Any, Any] = {"kind": "task", "listed": True}
    tree.plant(case, tree.leaf("k", "leaf"))
    found = tree.find(case.__getitem__)
    assert found is not None
    assert tree.leaves[found] == "leaf"
    assert tree.find({**case, "listed": False}.__getitem__) is None
