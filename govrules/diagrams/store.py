"""Decision diagrams over variables of many cells: nodes shared, reduced, in one fixed order.

    item? ─ dog_fouling ─▶ on? ─ since 2020-07-01 ─▶ terminal 17

A node is a number; ``level[n]`` is the variable that it asks, ``kids[n]`` what follows for each of
its cells. A terminal stands for any hashable value. Equal functions are equal numbers, so that
comparing two functions is comparing two integers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from math import inf
from typing import Any, TypeAlias

__all__ = ["Reduced", "Store", "TooLargeError"]

Reduced: TypeAlias = tuple[Hashable, tuple[int, ...]] | int
"""What is left to combine (tags, and the diagrams that they go with), or the node it came to."""

NO_LIMIT = 1 << 62


class TooLargeError(Exception):
    """A diagram has outgrown the number of states that it may have."""


class Store:
    """The nodes of all diagrams over the same variables.

    Args:
        sizes: How many cells each variable has, in the order in which they are asked.

    Attributes:
        level: Node → the variable that it asks; ``bottom`` for a terminal.
        kids: Node → what follows, cell by cell.
        values: Terminal → its value.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        self.bottom = len(self.sizes)
        self.level: list[int] = []
        self.kids: list[tuple[int, ...]] = []
        self.values: dict[int, Any] = {}
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._terminal: dict[Hashable, int] = {}

    def terminal(self, value: Hashable) -> int:
        """The terminal of a value; ``True`` and ``1`` are two."""
        key = (type(value), value)
        found = self._terminal.get(key)
        if found is None:
            found = self._terminal[key] = self._new(self.bottom, ())
            self.values[found] = value
        return found

    def node(self, level: int, kids: tuple[int, ...]) -> int:
        """The node that asks a variable; what makes no difference is not asked."""
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        found = self._unique.get((level, kids))
        if found is None:
            found = self._unique[level, kids] = self._new(level, kids)
        return found

    def _new(self, level: int, kids: tuple[int, ...]) -> int:
        self.level.append(level)
        self.kids.append(kids)
        return len(self.level) - 1

    def is_terminal(self, n: int) -> bool:
        """Whether the node asks nothing."""
        return self.level[n] == self.bottom

    def combine(
        self,
        state: Reduced,
        reduce: Callable[[Any, tuple[int, ...]], Reduced],
        *,
        most: int = NO_LIMIT,
        memo: dict[Any, int] | None = None,
    ) -> int:
        """The diagram of a function of several diagrams.

        Args:
            state: Tags, and the diagrams that go with them.
            reduce: Called on each state before it is split: the same without what can no longer
                make a difference, or the node that it comes to. It must come to one once all
                diagrams are terminals.
            most: How many states may be met before ``TooLargeError``.
            memo: States met, shared between calls with the same ``reduce``.
        """
        memo = {} if memo is None else memo
        level, all_kids = self.level, self.kids

        def visit(state: Reduced) -> int:
            if not isinstance(state, int):
                state = reduce(*state)
            if isinstance(state, int):
                return state
            found = memo.get(state)
            if found is not None:
                return found
            if len(memo) >= most:
                raise TooLargeError(f"more than {most} states")
            tags, nodes = state
            top = min(map(level.__getitem__, nodes))
            size = self.sizes[top]
            columns = [all_kids[n] if level[n] == top else (n,) * size for n in nodes]
            cells = list(zip(*columns, strict=True))
            after = {cell: visit((tags, cell)) for cell in dict.fromkeys(cells)}
            memo[state] = made = self.node(top, tuple(map(after.__getitem__, cells)))
            return made

        return visit(state)

    def map(self, root: int, leaf: Callable[[Any], int]) -> int:
        """The diagram with a node in the place of every terminal.

        Args:
            root: The diagram.
            leaf: A terminal's value → a terminal.
        """
        memo: dict[int, int] = {}

        def visit(n: int) -> int:
            found = memo.get(n)
            if found is None:
                found = memo[n] = (
                    leaf(self.values[n])
                    if self.is_terminal(n)
                    else self.node(self.level[n], tuple(map(visit, self.kids[n])))
                )
            return found

        return visit(root)

    def reach(self, roots: Iterable[int]) -> list[int]:
        """Every node and terminal of these diagrams, those above before those below."""
        seen: set[int] = set()
        stack = list(roots)
        while stack:
            n = stack.pop()
            if n not in seen:
                seen.add(n)
                stack.extend(self.kids[n])
        return sorted(seen, key=lambda n: (self.level[n], n))

    def terminals(self, root: int) -> list[int]:
        """The terminals that the diagram reaches."""
        return [n for n in self.reach([root]) if self.is_terminal(n)]

    def walk(self, root: int, cells: Mapping[int, int]) -> int:
        """The terminal for one combination of cells (level → cell)."""
        n = root
        while not self.is_terminal(n):
            n = self.kids[n][cells[self.level[n]]]
        return n

    def shortest(
        self, root: int, wanted: int, cost: Callable[[int, int], float]
    ) -> dict[int, int] | None:
        """The cheapest path to a terminal, as level → cell; ``None`` if there is none.

        Args:
            root: The diagram.
            wanted: The terminal.
            cost: ``cost(level, cell)`` of taking a cell; a variable not asked costs nothing.
        """
        best: dict[int, tuple[float, int]] = {}
        for n in reversed(self.reach([root])):
            if self.is_terminal(n):
                best[n] = (0.0 if n == wanted else inf, -1)
            else:
                at = self.level[n]
                best[n] = min((best[k][0] + cost(at, c), c) for c, k in enumerate(self.kids[n]))
        if best[root][0] == inf:
            return None
        path, n = dict[int, int](), root
        while not self.is_terminal(n):
            path[self.level[n]] = cell = best[n][1]
            n = self.kids[n][cell]
        return path

    def count(self, root: int, wanted: int, weights: Sequence[Sequence[int]] | None = None) -> int:
        """How many combinations of cells lead to a terminal.

        Args:
            root: The diagram.
            wanted: The terminal.
            weights: Level → cell → how much each counts; one each where not given.
        """
        each = [[1] * size for size in self.sizes] if weights is None else weights
        whole = [sum(row) for row in each]
        memo: dict[int, int] = {}

        def between(first: int, last: int) -> int:
            found = 1
            for at in range(first, last):
                found *= whole[at]
            return found

        def visit(n: int) -> int:  # of the variables from the node's own level down
            if self.is_terminal(n):
                return int(n == wanted)
            if n not in memo:
                at = self.level[n]
                memo[n] = sum(
                    each[at][c] * visit(k) * between(at + 1, self.level[k])
                    for c, k in enumerate(self.kids[n])
                )
            return memo[n]

        return visit(root) * between(0, self.level[root])
