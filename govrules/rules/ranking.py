"""Which of two rules comes first: as declared, else by the order of norms.

exception_to, reads_over ─▶ closure: what stands before what, through others too
residual                 ─▶ below all that are not
otherwise                ─▶ law.compare, with the scope read from the two conditions
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from ..errors import PolicyError, did_you_mean
from ..expr import implies
from ..faults import Faults
from ..law import Law, Norm, Scope, Verdict, compare, edition
from ..values import is_under
from .compiled import Compiled
from .field import Field
from .order import closure
from .rule import place_of

__all__ = ["Ranking", "with_place"]

# As many verdicts are remembered; a rule set of a thousand rules compares fewer pairs.
MOST_VERDICTS = 1 << 16

DECLARED = {
    "explicit_exception": ("法条明定的例外优先", "an exception that the text makes comes first"),
    "reading": (
        "依规则编者的解读在先，非法条明定",
        "put first by a reading of the rules' authors, not by the text",
    ),
    "residual": ("兜底规则，仅在别无规则时适用", "a residual rule speaks only where no other does"),
}


class Ranking:
    """The order of the rules of a rule set, any two of one question.

    Args:
        rules: The rules by id.
        fields: What their conditions name.
        law: The instruments that they cite.
        faults: Takes what is wrong: a rule stands before one that is not there, or exceptions form
            a ring.
        broken: The ids of rules that are left out for faults of their own; they may be named.
    """

    def __init__(
        self,
        rules: Mapping[str, Compiled],
        fields: Mapping[str, Field],
        law: Law,
        faults: Faults,
        broken: Collection[str] = (),
    ) -> None:
        self._rules, self._fields, self._law = rules, fields, law
        self._faults, self._broken = faults, broken
        self._by_text, self._over = self._declared_orders()
        self._verdict = lru_cache(MOST_VERDICTS)(self._ranked)

    def rank(self, first: Compiled, second: Compiled, on: date | None = None) -> Verdict:
        """Which of two rules of one question prevails, by which principle and article.

        Args:
            first: A rule.
            second: Another.
            on: The day as of which the article is numbered; today's where not given.
        """
        return self._verdict(first, second, edition(on.__ge__) if on else None)

    def declared(self, id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The rules that a rule comes before: by the text alone, and as its authors read it."""
        return self._by_text[id], self._over[id]

    def scope(self, first: Compiled, second: Compiled) -> Scope:
        """Which of two rules is the special one: as declared, else by form of the conditions."""
        if second.id in first.rule.crosses or first.id in second.rule.crosses:
            return Scope.CROSSING
        inside = implies(first.condition, second.condition, self._covers)
        outside = implies(second.condition, first.condition, self._covers)
        if inside and outside:
            return Scope.SAME
        if inside or outside:
            return Scope.FIRST_SPECIAL if inside else Scope.SECOND_SPECIAL
        return Scope.CROSSING

    def _ranked(self, a: Compiled, b: Compiled, on: date | None) -> Verdict:
        if b.id in self._over[a.id] or a.id in self._over[b.id]:
            by_text = b.id in self._by_text[a.id] or a.id in self._by_text[b.id]
            return _declared(
                "first" if b.id in self._over[a.id] else "second",
                "explicit_exception" if by_text else "reading",
            )
        if a.rule.residual != b.rule.residual:
            return _declared("first" if b.rule.residual else "second", "residual")
        first, second = (
            Norm(self._law.instrument(r.rule.cite.instrument), r.period.start) for r in (a, b)
        )
        return compare(first, second, self.scope(a, b), self._law, on=on)

    def _covers(self, field: str, upper: str, lower: str) -> bool:
        tree = self._fields[field].tree
        return tree is not None and is_under(tree, lower, (upper,)) is True

    def _declared_orders(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """Rule → every rule that it comes before, directly or through another.

        First as the text alone has it, then with what its authors read into it.
        """
        text = {r.id: r.rule.exception_to for r in self._rules.values()}
        read = {r.id: r.rule.reads_over for r in self._rules.values()}
        for r in self._rules.values():
            self._check_named(r, "exception_to", "exception to", "例外所指的")
            self._check_named(r, "reads_over", "read to come before", "解读所指的")
            self._check_named(r, "crosses", "said to cross", "所称相交的")
        text, read = (
            {
                id: tuple(other for other in others if other in self._rules and other != id)
                for id, others in x.items()
            }
            for x in (text, read)
        )
        both = {id: (*text[id], *read[id]) for id in self._rules}
        try:
            order = tuple(TopologicalSorter(both).static_order())
        except CycleError as error:
            ring = " → ".join(with_place(self._rules[id]) for id in reversed(error.args[1]))
            self._faults.add(
                PolicyError(
                    f"rules are exceptions to each other: {ring}",
                    f"规则互为例外：{ring}",
                    field="exception_to",
                    value=ring,
                    hint_en="remove one link",
                    hint_zh="请去掉其中一环",
                )
            )
            return {}, {}
        return closure(text, order), closure(both, order)

    def _check_named(self, r: Compiled, field: str, en: str, zh: str) -> None:
        for other in getattr(r.rule, field):
            there = self._rules.get(other)
            if other in self._broken or (
                there is not None and there.rule.question == r.rule.question and there is not r
            ):
                continue
            hint = self._hints(r, there, other)
            self._faults.add(
                PolicyError(
                    f"{en} {other!r}, which is no rule of the same question",
                    f"{zh} {other!r} 不是同一问题的规则",
                    field=field,
                    value=other,
                    hint_en=hint[0],
                    hint_zh=hint[1],
                ),
                place_of(r.id, r.rule.at),
            )

    def _hints(self, r: Compiled, there: Compiled | None, other: str) -> tuple[str, str]:
        """What to name instead, in English and Chinese; of another question's rule, which it is."""
        own = r.rule.question
        near = did_you_mean(other, [id for id, c in self._rules.items() if c.rule.question == own])
        en, zh = near[0] or "name a rule of its question", near[1] or "请写同一问题的规则编号"
        if there is r:
            en, zh = "it is the rule itself", "即该规则自身"
        elif there is not None:
            en = f"it answers {there.rule.question!r}, and this rule answers {own!r}"
            zh = f"它回答 {there.rule.question!r}，本规则回答 {own!r}"
        return en, zh


def with_place(r: Compiled) -> str:
    """The rule's id, and where it stands."""
    return f"{r.id} ({r.rule.at})" if r.rule.at else r.id


def _declared(kind: Literal["first", "second"], principle: str) -> Verdict:
    """The verdict where the rules themselves say which comes first: by the text, or as read."""
    zh, en = DECLARED[principle]
    return Verdict(kind, principle, None, None, None, zh=zh, en=en)
