"""Decision classes: matters to which the same rules give the same decision for the same reasons.

The matters of a city fall into far fewer classes. A class is an outcome in codes: what is to be
done, by which organ, under which rules, and on which assumptions. Its code *is* that outcome, so
that whoever has the rules can read the reasons from the code alone.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from copy import copy
from typing import Any, get_args

import attrs

from ..decision.compose import Template, compose, texts_of
from ..decision.decision import Decision
from ..decision.outcome import DecisionContext, Outcome
from ..decision.record import OwnerStatus
from ..errors import GovrulesError, NotFoundError
from ..rules import Facts
from ..values import UNKNOWN
from .cells import Cells
from .learner import Learner

__all__ = ["Classes", "DecisionClass"]

PARTS = {a.name: a.default for a in attrs.fields(Outcome)}
NOWHERE = Facts({})


class DecisionClass:
    """One class: its outcome, and its decision with all reasons, for any place.

    Attributes:
        code: The outcome as JSON; stable for one digest of rules and territory.
        outcome: The outcome in codes; ``None`` for matters that cannot be decided.
        error: Why they cannot.
    """

    __slots__ = ("_context", "_decision", "code", "error", "outcome")

    def __init__(
        self, context: DecisionContext, outcome: Outcome | None, error: GovrulesError | None = None
    ) -> None:
        self.outcome, self.error = outcome, error
        self.code = "" if outcome is None else _code(outcome)
        self._context = context
        self._decision: Decision | None = None

    def decision(self) -> Decision:
        """The decision of any matter of the class, its place left open; raises its error.

        What would have changed the result, and which question to ask first, depend on the single
        matter: :meth:`govrules.Jurisdiction.decide` tells them.
        """
        if self.outcome is None:
            assert self.error is not None
            raise self.error
        if self._decision is None:
            made = Template(self.outcome, texts_of(self.outcome, self._context))
            self._decision = compose(made, NOWHERE, attrs.evolve(self._context, units=None))
        return self._decision

    def explain(self, lang: str = "zh") -> str:
        """The reasons, in ``"zh"`` or ``"en"``, for any place."""
        return self.decision().explain(lang, full=True)

    def __repr__(self) -> str:
        return f"DecisionClass({self.code!r})"


class Classes(Mapping[str, DecisionClass]):
    """The decision classes of a jurisdiction, by code.

    Iterating gives those that matters have had so far; any code of these rules can be looked up.

    Args:
        context: The rules, the layout and the territory.
    """

    def __init__(self, context: DecisionContext) -> None:
        self.context = context
        self.cells = Cells(context.rules)
        self.learner = Learner(context)
        self._of: dict[Outcome, DecisionClass] = {}
        self._by_code: dict[str, DecisionClass] = {}
        self._broken: dict[str, DecisionClass] = {}
        self.assumed = {
            f.id: f.assume for f in context.rules.declared.values() if f.assume is not UNKNOWN
        }

    def inherit(self, others: Classes) -> bool:
        """Use what is known under other rules, as far as it stands, before anything is learnt.

        Args:
            others: The classes of the other rules.

        Returns:
            Whether anything can be used: nothing where the fields, the roles or the law differ, or
            where the rules tell units apart that have changed.
        """
        cells = Cells(self.context.rules, beside=others.context.rules)
        if not cells.are_like(others.cells) or not self.learner.inherit(others.learner):
            return False
        self.cells = cells  # fine enough for both
        return True

    def find(self, facts: Facts) -> DecisionClass:
        """The class of a matter.

        Args:
            facts: The matter as read.
        """
        try:
            return self.of(self.learner.outcome(self.representative(facts)))
        except GovrulesError as error:
            return self.broken(error)

    def representative(self, facts: Facts) -> Facts:
        """The facts with each value replaced by the representative of its cell."""
        of = self.cells.of
        values = {k: v if k in facts.assumed else of(k, v) for k, v in facts.values.items()}
        return Facts(values, facts.assumed)

    def of(self, outcome: Outcome) -> DecisionClass:
        """The class of an outcome."""
        found = self._of.get(outcome)
        if found is None:
            found = self._of[outcome] = DecisionClass(self.context, outcome)
            self._by_code[found.code] = found
        return found

    def broken(self, error: GovrulesError) -> DecisionClass:
        """The class of the matters that cannot be decided, by their error."""
        text = error.text("en")
        if text not in self._broken:
            self._broken[text] = DecisionClass(self.context, None, copy(error))
        return self._broken[text]

    def __getitem__(self, code: str) -> DecisionClass:
        code = str(code)
        return self._by_code.get(code) or self.of(_outcome(code, self.context))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._by_code))

    def __len__(self) -> int:
        return len(self._by_code)

    @property
    def digest(self) -> str:
        """The digest of the rules and the territory that the classes belong to."""
        return self.context.digest


def _code(outcome: Outcome) -> str:
    """The parts of the outcome that say something, as JSON."""
    said = {k: v for k in PARTS if (v := getattr(outcome, k)) != PARTS[k]}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _outcome(code: str, context: DecisionContext) -> Outcome:
    """The outcome that a code says; raises NotFoundError."""
    try:
        found = Outcome(**{k: _frozen(v) for k, v in json.loads(code).items()})
        if _code(found) != code:
            raise ValueError(code)
        gone = _unheard_of(found, context)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise NotFoundError(
            f"not the code of a decision class: {code[:80]!r}",
            f"不是认定类别的代码：{code[:80]!r}",
            field="decision_class",
            value=code,
            hint_en="take it from the column decision_class of a decided table",
            hint_zh="请取自已认定表格的 decision_class 列",
        ) from None
    if gone is not None:
        raise NotFoundError(
            f"the class names {gone!r}, which these rules do not know",
            f"该类别中的 {gone!r} 不见于现有规则",
            field="decision_class",
            value=code,
            hint_en="load the rules of the digest that stands beside it",
            hint_zh="请载入与其并列的摘要值所指的规则",
        )
    return found


def _unheard_of(outcome: Outcome, context: DecisionContext) -> str | None:
    """The first name in the outcome that is none of these rules'."""
    rules, o = context.rules, outcome
    final = next(q for q in rules.questions if q.id == context.layout.final)
    organs = (
        o.lead,
        o.held_by,
        o.by,
        o.missing,
        *o.candidates,
        *o.assist,
        *o.supervise,
        *o.copy_to,
        *o.must_not_lead,
        o.owner,
        *o.owner_among,
    )
    named: tuple[tuple[Iterable[str | None], Container[str]], ...] = (
        ([o.disposition, *o.or_else], {c.code for c in final.slot("disposition").choices}),
        (organs, rules.roles),
        ((*o.because, *o.owner_because, *o.unfiled, *o.not_in_force, *o.clash), rules.rules),
        ([id for d in o.defeated for id in d[:2]], rules.rules),
        ([o.owner_status], get_args(OwnerStatus)),
        ((*o.assumed, *o.asks, *o.stays_open), rules.fields),
        ([code for code, _ in o.duties], context.duties),
    )
    return next((x for names, known in named for x in names if x and x not in known), None)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
