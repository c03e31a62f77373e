"""Which rules of a question can make no difference beside others, as bit sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from ..rules import Compiled, RuleSet

__all__ = ["Ranks", "bits_of"]

Agree: TypeAlias = Callable[[Compiled, Compiled], bool]


class Ranks:
    """Which rules of a question can put out which, as bit sets; two are ranked where they meet.

    Args:
        readers: The rules.
        rules: The rule set.
        may_agree: Whether two rules may conclude the same.
    """

    def __init__(self, readers: Sequence[Compiled], rules: RuleSet, may_agree: Agree) -> None:
        count = len(readers)
        self._readers, self._rank, self._may_agree = readers, rules.rank, may_agree
        by_conclusion: dict[Any, int] = {}
        for n, rule in enumerate(readers):
            by_conclusion[rule.then.one] = by_conclusion.get(rule.then.one, 0) | 1 << n
        self._alike = [by_conclusion[rule.then.one] for rule in readers]  # that conclude the same
        self._apart = [0] * count  # that it can't agree with
        self._over, self._under = [0] * count, [0] * count  # that outrank it; that it outranks
        self._asked = [0] * count  # that an organ has to rank against it
        self._ranked = list(self._alike)  # that it has been held against

    def _meet(self, n: int, rules: int) -> None:
        """Rank a rule against those of the others that it has not been held against."""
        for m in bits_of(rules & ~self._ranked[n]):
            verdict = self._rank(self._readers[n], self._readers[m]).kind
            if verdict in ("first", "second"):
                above, below = (n, m) if verdict == "first" else (m, n)
                self._under[above] |= 1 << below
                self._over[below] |= 1 << above
            elif verdict == "adjudicate":
                self._asked[n] |= 1 << m
                self._asked[m] |= 1 << n
            if not self._may_agree(self._readers[n], self._readers[m]):
                self._apart[n] |= 1 << m
                self._apart[m] |= 1 << n
            self._ranked[n] |= 1 << m
            self._ranked[m] |= 1 << n

    def over(self, n: int, rules: int) -> int:
        """Those of the rules that outrank one."""
        self._meet(n, rules)
        return self._over[n] & rules

    def under(self, n: int, rules: int) -> int:
        """Those of the rules that one outranks."""
        self._meet(n, rules)
        return self._under[n] & rules

    def without_idle(self, rules: int, sure: int) -> int:
        """The rules without those that a sure one at the top makes idle.

        A sure one that outranks all that conclude otherwise decides: one of those may come to the
        same, but to nothing else, and then there is nothing to rank.

        A rule that is put out is idle if all that it could put out is put out too: a defeated rule
        still defeats. So is one that concludes what the top one does, and outranks no more, unless
        an organ has to rank one of the two against a third: the other may yet clash with that.
        """
        tops = [n for n in bits_of(sure) if not self.over(n, rules) & ~self._alike[n]]
        for n in tops:
            if not rules & ~(self._alike[n] | self.under(n, rules)):
                return 1 << n
        out = 0
        for n in tops:
            out |= self.under(n, rules) & self._apart[n]
        for n in bits_of(out):
            if not self.under(n, rules & ~out):
                rules &= ~(1 << n)
        for n in tops:
            if rules >> n & 1:
                for m in bits_of(self._alike[n] & rules & ~(1 << n)):
                    below = self.under(m, rules) | (self._asked[m] | self._asked[n]) & rules
                    if not below & ~self.under(n, rules):
                        rules &= ~(1 << m)
        return rules


def bits_of(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
