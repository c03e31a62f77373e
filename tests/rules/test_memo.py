"""A memo remembers what is wanted, forgets the rest, and never grows beyond its bound."""

from __future__ import annotations

from govrules.rules.memo import Memo
from hypothesis import given
from hypothesis import strategies as st


def test_what_is_wanted_is_kept() -> None:
    """A value that is asked for again and again outlives any number of others."""
    memo = Memo[str, int](2)
    memo.put("wanted", 1)
    for n in range(20):
        memo.put(f"other {n}", n)
        assert memo.get("wanted") == 1


def test_what_is_not_asked_for_is_forgotten() -> None:
    """After two generations of others a value is gone."""
    memo = Memo[str, int](2)
    memo.put("idle", 1)
    for n in range(4):
        memo.put(f"other {n}", n)
    assert memo.get("idle") is None


@given(st.integers(1, 5), st.lists(st.tuples(st.booleans(), st.integers(0, 20)), max_size=60))
def test_it_holds_no_more_than_two_generations_and_nothing_false(
    most: int, steps: list[tuple[bool, int]]
) -> None:
    """Whatever is put and asked for, it is bounded, and what it gives is what was put."""
    memo = Memo[int, str](most)
    for is_put, key in steps:
        if is_put:
            memo.put(key, str(key))
            assert memo.get(key) == str(key)
        else:
            assert memo.get(key) in (None, str(key))
        assert len(memo) <= 2 * most
