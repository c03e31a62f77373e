"""Which contenders apply wherever another does, found without holding each against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
    having = Counter(part for c in contenders for part in c.open)
    under: dict[Expr | None, list[int]] = {}
    for number, c in enumerate(contenders):
        rarest = min(c.open, key=having.__getitem__) if c.open else None
        under.setdefault(rarest, []).append(number)
    for c in contenders:
        numbers = sorted(n for part in (None, *c.open) for n in under.get(part, ()))
        yield c, [contenders[n] for n in numbers if contenders[n].open <= c.open]
