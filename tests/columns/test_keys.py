"""Classes by key: each key is asked for once, and by table or by occurrence they are the same."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy")

from govrules.columns import keys as module  # noqa: E402
from govrules.columns.kernel import Organs  # noqa: E402
from govrules.columns.keys import ClassByKey, _Slots  # noqa: E402

COLUMNS = [np.array([0, 1, 2, 2, 0], np.int32), np.array([0, 3, 1, 1, 0], np.int32)]
NUMBERS = [np.arange(n, dtype=np.int32) for n in (3, 4)]
PLACE = np.zeros(5, np.int32)
# One organ is told of each class: the one of its own number, wherever the row is.
ORGANS = Organs(
    np.arange(64, dtype=np.int32).reshape(1, -1), np.zeros((1, 64), np.int32), np.zeros(1, np.int32)
)


class Asked:
    """Gives a row the class 10·first + second, and notes what it was asked."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, ...]] = []

    def __call__(self, parts: Any) -> Any:
        self.rows += list(zip(*(p.tolist() for p in parts), strict=True))
        return (10 * np.asarray(parts[0]) + parts[1]).astype(np.int32)


def classes_of(by_key: ClassByKey, columns: Any = COLUMNS, numbers: Any = NUMBERS) -> list[int]:
    """The classes of the rows; each row's organ is checked against its class."""
    sizes = [int(n.max()) + 1 for n in numbers]
    place = PLACE[: len(columns[0])]
    classes, organs = by_key.run(
        columns, numbers, sizes, place, lambda: ORGANS, kernel="numpy", threads=1
    )
    assert organs[0].tolist() == classes.tolist()
    return list(classes.tolist())


@pytest.fixture(params=["table", "occurrence", "no key"])
def scheme(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The three ways of finding a class: how many keys there are decides which."""
    if request.param != "table":
        monkeypatch.setattr(module, "MOST_KEYS", 1)
    if request.param == "no key":  # so many keys that none fits into 62 bits
        monkeypatch.setattr(module, "ROOM", 1 << 61)
    return str(request.param)


def test_every_scheme_gives_each_row_its_class(scheme: str) -> None:
    """Rows that are alike have one class, and the order of rows stays."""
    assert classes_of(ClassByKey(Asked())) == [0, 13, 21, 21, 0]


def test_a_key_is_asked_for_once(scheme: str) -> None:
    """However often it occurs, in one batch or in the next; without keys it is asked each time."""
    asked = Asked()
    by_key = ClassByKey(asked)
    for _ in range(2):
        classes_of(by_key)
    if scheme == "no key":
        assert len(asked.rows) == 10
    else:
        assert sorted(asked.rows) == [(0, 0), (1, 3), (2, 1)]


def test_a_column_that_outgrows_its_room_loses_nothing(scheme: str) -> None:
    """With more contributions than there was room for, keys are laid out anew, and still right."""
    by_key = ClassByKey(Asked())
    assert classes_of(by_key) == [0, 13, 21, 21, 0]
    wider = [np.arange(3, dtype=np.int32), np.arange(10, dtype=np.int32)]
    columns = [COLUMNS[0], np.array([9, 3, 1, 8, 0], np.int32)]
    assert classes_of(by_key, columns, wider) == [9, 13, 21, 28, 0]


def test_no_rows_have_no_classes() -> None:
    """An empty batch asks for nothing."""
    asked = Asked()
    assert classes_of(ClassByKey(asked), [c[:0] for c in COLUMNS]) == []
    assert asked.rows == []


def test_codes_are_read_through_their_contributions() -> None:
    """Two codes of one contribution are one key."""
    same = [np.array([0, 1, 1], np.int32), NUMBERS[1]]
    asked = Asked()
    assert classes_of(ClassByKey(asked), COLUMNS, same) == [0, 13, 11, 11, 0]


def test_a_resolver_that_fails_leaves_nothing_half_learnt() -> None:
    """An error goes to the caller, and the next run asks again."""
    asked, errors = Asked(), [RuntimeError("no answer")]

    def resolve(parts: Any) -> Any:
        if errors:
            raise errors.pop()
        return asked(parts)

    by_key = ClassByKey(resolve)
    with pytest.raises(RuntimeError, match="no answer"):
        classes_of(by_key)
    assert classes_of(by_key) == [0, 13, 21, 21, 0]


def test_a_key_that_lost_its_slots_is_only_missing() -> None:
    """In far too few slots no key is ever given the class of another."""
    slots = _Slots(bits=3)
    keys = np.arange(100, dtype=np.int64) * 7
    slots.put(keys, np.arange(100, dtype=np.int32))
    found = slots.find(keys)
    assert set(found.tolist()) <= {-1, *range(100)}
    assert all(n in (-1, at) for at, n in enumerate(found.tolist()))
    assert (found >= 0).sum() == len({n for n in found.tolist() if n >= 0}) > 0


def test_what_was_never_put_is_not_found() -> None:
    """Empty slots hold no key, not even the least."""
    assert _Slots(bits=3).find(np.array([0, 1, 1 << 61], np.int64)).tolist() == [-1, -1, -1]
