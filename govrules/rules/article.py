"""Rules written as an act is read: article by article, each with what its rules share.

JD = Act("JD")
第二十六条 = JD.article("26", question="route", when="类型 = 发现违法 且 街乡辖区")
第二十六条("own", when="属本单位职责", then=handle("$owner"), zh="…", en="…")
第二十六条("several", when="涉及部门数 >= 2", over="department", then=joint(STREET), zh="…", en="…")
JD.rules
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import GovrulesError
from ..expr import All, Condition, Const, Definitions, Expr
from .rule import Rule, place_of, rule, written_at

__all__ = ["Act", "Article"]

ALWAYS = Const(True)
# A name within an article; whole ids begin with the instrument, in capitals.
NAME = re.compile(r"(?![A-Z])\w+")


class Act:
    """An instrument while its rules are written: they come out in the order of the text.

    Args:
        id: The instrument, as citations name it: ``"JD"``.
        definitions: The terms that its conditions may use.
        supplement: The question that remarks and standing duties of its articles answer.
    """

    def __init__(
        self, id: str, *, definitions: Definitions | None = None, supplement: str = "support"
    ) -> None:
        self.id = id
        self.definitions = definitions or Definitions()
        self.supplement = supplement
        self._rules: list[Rule] = []

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that was written, in the order in which it was."""
        return tuple(self._rules)

    def article(
        self,
        number: str,
        *,
        question: str | None = None,
        when: str | Condition | Expr = ALWAYS,
        since: str | None = None,
        until: str | None = None,
    ) -> Article:
        """An article, or a paragraph of one, to which rules are then added by calling it.

        Args:
            number: As citations write it: ``"26"``, ``"17(1)"``.
            question: The question that its rules answer unless they say another.
            when: What holds for all of them.
            since: Their first day, where it is not the instrument's.
            until: The day after their last.

        Raises:
            PolicyError: naming the article whose condition cannot be read.
        """
        at = written_at(number)
        try:
            shared = self.definitions.read(when)
        except GovrulesError as error:
            raise error.at(f"{at}: article {self.id} {number}") from None
        return Article(self, number, question or self.supplement, shared, (since, until))


class Article:
    """An article whose rules share its citation, its question and its condition."""

    def __init__(
        self, act: Act, number: str, question: str, when: Expr, days: tuple[str | None, str | None]
    ) -> None:
        self.act, self.number, self.question = act, number, question
        self.when, self.days = when, days
        self.id = f"{act.id}{number.partition('(')[0]}"

    def __call__(
        self,
        name: str,
        *,
        when: str | Condition | Expr = ALWAYS,
        then: Mapping[str, Any],
        zh: str,
        en: str,
        cite: str = "",
        over: str | Iterable[str] = (),
        reads_over: str | Iterable[str] = (),
        crosses: str | Iterable[str] = (),
        question: str | None = None,
        since: str | None = None,
        until: str | None = None,
        residual: bool = False,
        note: tuple[str, str] = ("", ""),
        reading: tuple[str, str] = ("", ""),
        remark: bool = False,
        at: str | None = None,
    ) -> Rule:
        """Add a rule of this article, and return it.

        Args:
            name: What tells it apart within the article; its id is ``JD26.own``.
            when: What must hold besides the article's own condition.
            then: Part → conclusion.
            zh: The reason in Chinese.
            en: The reason in English.
            cite: The paragraph and item within the article: ``"(1)(2)"``.
            over: The rules to which the text makes this one an exception: names of this article,
                or whole ids of others.
            reads_over: Likewise, where a reading and no text puts this one first.
            crosses: Likewise, rules that look alike and only overlap.
            question: The question, where it is not the article's.
            since: Its first day, where it is not the article's.
            until: The day after its last.
            residual: Whether it speaks only where no other rule of the question does.
            note: A caveat (Chinese, English).
            reading: The reading on which it rests (Chinese, English).
            remark: Whether it only says something, with ``then`` empty; see :meth:`remark`.
            at: Where it is written; the line of the call if nothing is said.

        Raises:
            PolicyError: naming the rule, where it stands, and the part that cannot be read.
        """
        id = f"{self.id}.{name}"
        at = at or written_at(name)
        made = rule(
            id,
            question or self.question,
            when=self._both(when, place_of(id, at)),
            then=then,
            cite=f"{self.act.id} {self.number}{cite}".strip(),
            zh=zh,
            en=en,
            since=since or self.days[0],
            until=until or self.days[1],
            exception_to=self._ids(over),
            reads_over=self._ids(reads_over),
            crosses=self._ids(crosses),
            residual=residual,
            note=note,
            reading=reading,
            remark=remark,
            at=at,
        )
        self.act._rules.append(made)
        return made

    def remark(
        self,
        name: str,
        *,
        when: str | Condition | Expr = ALWAYS,
        zh: str,
        en: str,
        cite: str = "",
        since: str | None = None,
        until: str | None = None,
        note: tuple[str, str] = ("", ""),
        reading: tuple[str, str] = ("", ""),
    ) -> Rule:
        """Say something beside a decision, under this article, that changes nothing in it."""
        return self(
            name,
            when=when,
            then={},
            zh=zh,
            en=en,
            cite=cite,
            question=self.act.supplement,
            since=since,
            until=until,
            note=note,
            reading=reading,
            remark=True,
            at=written_at(name),
        )

    def _both(self, when: str | Condition | Expr, place: str) -> Expr:
        try:
            own = self.act.definitions.read(when)
        except GovrulesError as error:
            raise error.at(place) from None
        parts = [p for p in (self.when, own) if p != ALWAYS]
        flat = [q for p in parts for q in (p.parts if isinstance(p, All) else (p,))]
        return flat[0] if len(flat) == 1 else All(flat) if flat else ALWAYS

    def _ids(self, names: str | Iterable[str]) -> tuple[str, ...]:
        listed = (names,) if isinstance(names, str) else tuple(names)
        return tuple(f"{self.id}.{n}" if NAME.fullmatch(n) else n for n in listed)
