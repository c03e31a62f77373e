"""Decision diagrams over many cells: shared, reduced, combined, counted, walked."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from govrules.diagrams import Store, TooLargeError
from hypothesis import given
from hypothesis import strategies as st

SIZES = (2, 3, 2)
EVERY = list(product(*map(range, SIZES)))
tables = st.lists(st.sampled_from("ab"), min_size=len(EVERY), max_size=len(EVERY))


def planted(store: Store, table: list[str], at: tuple[int, ...] = ()) -> int:
    """The diagram of a table of values, one for each combination of cells."""
    if len(at) == len(SIZES):
        return store.terminal(table[EVERY.index(at)])
    kids = tuple(planted(store, table, (*at, cell)) for cell in range(SIZES[len(at)]))
    return store.node(len(at), kids)


def value(store: Store, root: int, at: tuple[int, ...]) -> Any:
    return store.values[store.walk(root, dict(enumerate(at)))]


@given(tables)
def test_a_diagram_has_the_value_of_its_table_in_every_cell(table: list[str]) -> None:
    """Nothing is lost in sharing."""
    store = Store(SIZES)
    root = planted(store, table)
    assert [value(store, root, at) for at in EVERY] == table


@given(tables, tables)
def test_equal_functions_are_equal_numbers(one: list[str], other: list[str]) -> None:
    """And unequal ones are not."""
    store = Store(SIZES)
    assert (planted(store, one) == planted(store, other)) == (one == other)


@given(tables, tables)
def test_what_is_combined_has_the_joined_value_in_every_cell(
    one: list[str], other: list[str]
) -> None:
    """Cell by cell."""
    store = Store(SIZES)
    roots = (planted(store, one), planted(store, other))

    def reduce(tags: Any, nodes: tuple[int, ...]) -> Any:
        if all(map(store.is_terminal, nodes)):
            return store.terminal("".join(store.values[n] for n in nodes))
        return tags, nodes

    both = store.combine((None, roots), reduce)
    assert [value(store, both, at) for at in EVERY] == [
        a + b for a, b in zip(one, other, strict=True)
    ]


@given(tables)
def test_counting_counts_every_combination(table: list[str]) -> None:
    """As a table would."""
    store = Store(SIZES)
    root = planted(store, table)
    assert store.count(root, store.terminal("a")) == table.count("a")


@given(tables, st.lists(st.integers(0, 5), min_size=7, max_size=7))
def test_the_shortest_path_is_the_cheapest_of_all(table: list[str], costs: list[int]) -> None:
    """And none where nothing leads there."""
    store = Store(SIZES)
    root = planted(store, table)
    each = [costs[0:2], costs[2:5], costs[5:7]]
    path = store.shortest(root, store.terminal("a"), lambda level, cell: each[level][cell])
    if "a" not in table:
        assert path is None
        return
    assert path is not None
    cheapest = [min(row) for row in each]
    # A variable that is not asked costs nothing, so a whole combination can only cost more.
    found = sum(each[level][cell] for level, cell in path.items())
    whole = {
        at: sum(each[n][c] for n, c in enumerate(at))
        for at, v in zip(EVERY, table, strict=True)
        if v == "a"
    }
    assert found <= min(whole.values())
    full = tuple(path.get(n, each[n].index(cheapest[n])) for n in range(len(SIZES)))
    assert value(store, root, full) == "a"


def test_true_and_one_are_two_terminals() -> None:
    """Though they compare equal."""
    store = Store(SIZES)
    assert store.terminal(True) != store.terminal(1)


def test_a_diagram_that_outgrows_its_limit_says_so() -> None:
    """It raises, and gives no part of a diagram."""
    store = Store(SIZES)
    root = planted(store, list("abbabaabbaab"))
    with pytest.raises(TooLargeError, match="more than 1 states"):
        store.combine(
            (None, (root,)),
            lambda tags, nodes: nodes[0] if store.is_terminal(nodes[0]) else (tags, nodes),
            most=1,
        )
