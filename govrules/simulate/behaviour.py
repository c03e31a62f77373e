"""How likely organs do other than usual: a number, by role, unit or item, or worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..columns.arrow import numbered
from ..decision.organ import territorial
from ..errors import GovrulesError, RecordError, did_you_mean, shown
from .weights import as_share

__all__ = ["Behaviour", "Chance", "Coded", "read_behaviours"]

Chance: TypeAlias = "float | Mapping[str, float] | Callable[[pa.Table], Any]"
Floats: TypeAlias = "NDArray[np.float64]"
EVERYBODY = "*"


@attrs.frozen(eq=False)
class Coded:
    """A text column as numbers.

    Args:
        codes: The number of each row's word, −1 where nothing is said; shape: (rows,).
        words: The words.
    """

    codes: NDArray[Any]
    words: tuple[str, ...]

    @classmethod
    def of(cls, table: pa.Table, name: str) -> Coded:
        """The column of a table; all unsaid where it has none."""
        if name not in table.column_names:
            return cls(np.full(table.num_rows, -1, np.int32), ())
        codes, words = numbered(table[name])
        return cls(codes.astype(np.int32), tuple(map(str, words)))

    def where(self, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which rows have a word of which something holds; worked out once a word."""
        found: NDArray[np.bool_] = np.array([*map(holds, self.words), False])[self.codes]
        return found


@attrs.frozen(eq=False)
class Behaviour:
    """How likely an act is, of each who may do it.

    Args:
        event: The event of the chart.
        given: As given; see :func:`read_behaviours`.
        fits: For each key of a mapping: whom it fits, by row and by sender (``role@level``).
    """

    event: str
    given: Any
    fits: tuple[tuple[Callable[[str], bool], NDArray[np.bool_] | None, float], ...] = ()

    def chances(self, matters: pa.Table, rows: NDArray[Any], by: NDArray[Any]) -> Floats:
        """How likely it is of each, 0 to 1.

        Args:
            matters: All matters.
            rows: The numbers of those that are asked about; shape: (asked,).
            by: Who would do it, ``role@level``; shape: (asked,), of texts.

        Raises:
            RecordError: where a function gives something else than that many shares.
        """
        if callable(self.given):
            asked = matters.take(pa.array(rows)).append_column("by", pa.array(by, pa.string()))
            return self._worked_out(self.given(asked), len(rows))
        if not isinstance(self.given, Mapping):
            return np.full(len(rows), float(self.given))
        found = np.zeros(len(rows))
        words, at = np.unique(by, return_inverse=True)
        for fits, where, chance in self.fits:
            mine = np.array([fits(word) for word in words])[at]
            found[mine if where is None else mine & where[rows]] = chance
        return found

    def _worked_out(self, given: Any, rows: int) -> Floats:
        try:
            found: Floats = np.asarray(given, np.float64)
            good = found.shape == (rows,) and bool(((found >= 0) & (found <= 1)).all())
        except (TypeError, ValueError):
            good = False
        if not good:
            raise RecordError(
                f"the function for {self.event} gives no share for each of {rows} rows",
                f"{self.event} 的函数没有为 {rows} 行各给出一个份额",
                field=self.event,
                value=shown(given),
                hint_en="return numbers from 0 to 1, one a row of the table that it is given",
                hint_zh="请按所给表格的行，逐行返回 0 至 1 的数",
            )
        return found


def read_behaviours(
    given: Mapping[str, Chance], known: tuple[str, ...], of: Any, seat: Coded, item: Coded
) -> tuple[Behaviour, ...]:
    """Read what is given of behaviours.

    Args:
        given: Event → a share from 0 to 1; or a mapping of roles, units or items to shares, of
            which the last that fits holds (``"*"`` fits everybody; nobody does what none fits);
            or a function of the matters concerned, with the sender in the column ``by``.
        known: The events that somebody may choose to send.
        of: The jurisdiction.
        seat: In which unit each order lies on its day.
        item: What it is about.

    Raises:
        RecordError: for an event that nobody may choose, for a key that is no role, unit or item,
            and for what is no share.
    """
    found = []
    for event, chance in given.items():
        if event not in known:
            en, zh = did_you_mean(event, known)
            raise RecordError(
                f"nobody may choose to {shown(event)}",
                f"没有可供选择的行为 {shown(event)}",
                field="behaviour",
                value=event,
                hint_en=en or f"one of {', '.join(known)}",
                hint_zh=zh or f"可用：{'、'.join(known)}",
            )
        if isinstance(chance, Mapping):
            fits = [
                (*_fit(event, k, of, seat, item), as_share(event, p)) for k, p in chance.items()
            ]
            found.append(Behaviour(event, chance, tuple(fits)))
        else:
            found.append(Behaviour(event, chance if callable(chance) else as_share(event, chance)))
    return tuple(found)


def _fit(
    event: str, key: str, of: Any, seat: Coded, item: Coded
) -> tuple[Callable[[str], bool], NDArray[np.bool_] | None]:
    """Whom a key of a mapping fits: which senders, and in which rows (``None``: in all)."""
    roles, t = of.rules.roles.roles, of.territory
    tree = of.fields["item"].tree if "item" in of.fields else None
    if key == EVERYBODY:
        return lambda by: True, None
    if key in roles:
        return lambda by: by.partition("@")[0] == key, None
    if tree is not None and key in tree:
        return lambda by: True, item.where(lambda code: code in tree and key in tree.path(code))
    try:
        code = t.resolve(key)
        level = t.attribute(code, "level")
    except GovrulesError:
        en, zh = did_you_mean(key, roles)
        raise RecordError(
            f"{shown(key)} is no role, unit or item",
            f"{shown(key)} 不是角色、单位或事项",
            field=event,
            value=key,
            hint_en=en,
            hint_zh=zh,
        ) from None
    in_it = seat.where(lambda unit: t.ancestor(unit, level) == code)
    return lambda by: territorial(by.partition("@")[2]) == level, in_it
