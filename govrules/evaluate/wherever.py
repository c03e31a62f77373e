"""Which contenders apply wherever another does, found without holding each against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter

from ..expr import Expr
from .sort import Contender

__all__ = ["applying_wherever"]

FIRST = itemgetter(0)


def applying_wherever(
    contenders: Sequence[Contender],
) -> Iterator[tuple[Contender, list[Contender]]]:
    """Yield each contender with the others that apply wherever it does, in their order.

    Their open parts are among its own. Most share none with it, so that each is looked for only
    under the one of its parts that the fewest have.
    """
    having = Counter(chain.from_iterable(c.open for c in contenders))
    anywhere = [(number, c) for number, c in enumerate(contenders) if not c.open]
    under: dict[Expr, list[tuple[int, Contender]]] = {}
    for number, c in enumerate(contenders):
        if c.open:
            under.setdefault(min(c.open, key=having.__getitem__), []).append((number, c))
    for c in contenders:
        alike = [pair for part in c.open if part in under for pair in under[part]]
        inside = [pair for pair in alike if pair[1].open <= c.open and pair[1] is not c]
        among = sorted((*anywhere, *inside), key=FIRST) if inside else anywhere
        yield c, [other for _, other in among if other is not c]
