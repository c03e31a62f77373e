"""Which contenders apply wherever another does, found without holding each against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from ..expr import Expr
from .sort import Contender

__all__ = ["applying_wherever"]


def applying_wherever(
    contenders: Sequence[Contender],
) -> Iterator[tuple[Contender, list[Contender]]]:
    """Yield each contender with those that apply wherever it does, in their order.

    Their open parts are among its own. Most share none with it, so that each is looked for only
    under the one of its parts that the fewest have.
    """
    having = Counter(chain.from_iterable(c.open for c in contenders))
    anywhere: list[int] = []
    under: dict[Expr, list[int]] = {}
    for number, c in enumerate(contenders):
        if c.open:
            under.setdefault(min(c.open, key=having.__getitem__), []).append(number)
        else:
            anywhere.append(number)
    for c in contenders:
        alike = [n for part in c.open if part in under for n in under[part]]
        inside = [n for n in alike if contenders[n].open <= c.open]
        yield c, [contenders[n] for n in (sorted((*anywhere, *inside)) if inside else anywhere)]
