"""Delegation: typed, dated instruments that move a power, or lend its exercise.

| kind | Chinese | in whose name | who answers |
|---|---|---|---|
| ``transfer`` | 交由行使、赋权 | the delegate's | the delegate |
| ``entrust`` | 委托 | the delegator's; no sub-entrustment | the delegator |
| ``post`` | 派驻 | the sender's | the sender |
| ``assist`` | 协助 | the holder's | the holder |

A take-back (收回) is a :class:`Revocation`: the power falls back to exactly where it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

import attrs

from ..errors import DelegationError, GovrulesError
from ..expr import All, Between, Const, Expr, Not, RoleAt, Under, from_text, term_from, term_to_text
from ..law import Citation, Law, parse_citation
from ..values import Period
from .rule import Rule

__all__ = ["Carried", "Delegation", "DelegationTerms", "Revocation", "delegation_faults"]

DelegationKind = Literal["transfer", "entrust", "post", "assist"]


def _expr(when: str | Expr) -> Expr:
    return from_text(when) if isinstance(when, str) else when


def _cite(cite: str | Citation) -> Citation:
    return parse_citation(cite) if isinstance(cite, str) else cite


def _cites(cites: Iterable[str | Citation]) -> tuple[Citation, ...]:
    return tuple(map(_cite, cites))


def _organ(value: str | RoleAt) -> RoleAt:
    term = term_from(value)
    if isinstance(term, RoleAt):
        return term
    raise DelegationError(
        f"{term_to_text(term)!r} is no organ that power could move to",
        f"{term_to_text(term)!r} 不是可以承接权力的机关",
        field="to",
        value=value,
        hint_en="write role@level, such as street_office@subdistrict",
        hint_zh="请写作 角色@层级，例如 street_office@subdistrict",
    )


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Revocation:
    """A take-back: from a day on, of all that was moved or of a part of it.

    Args:
        on: The first day on which the power is back.
        cite: The instrument that takes it back.
        scope: Which part; everything where not said.
        until: The first day on which it is with the delegate again, ``None`` if there is none.
    """

    on: date
    cite: Citation = attrs.field(converter=_cite)
    scope: Expr = attrs.field(default=Const(True), converter=_expr)
    until: date | None = None

    @property
    def when(self) -> Expr:
        """The condition under which the power is back."""
        meanwhile = Between("on", self.on, self.until)
        return meanwhile if self.scope == Const(True) else All((meanwhile, self.scope))


@attrs.frozen
class Delegation:
    """One instrument that moves power from roles to an organ.

    Args:
        id: Its code, named in the chain of every decision that it bears on.
        kind: ``transfer``, ``entrust``, ``post`` or ``assist``.
        zh: What it is called in Chinese.
        en: The same in English.
        source: The roles that held the power.
        to: The organ that receives it, written ``role@level``.
        scope: Which matters, beside the roles.
        cite: The instrument itself.
        basis: The provisions that allow it.
        issuer: The role that issued it.
        published: The day it was published, ``None`` where it was not.
        period: The days it is in force.
        revocations: Take-backs.
    """

    id: str
    kind: DelegationKind
    zh: str
    en: str
    source: tuple[str, ...] = attrs.field(converter=_tuple)
    to: RoleAt = attrs.field(converter=_organ)
    scope: Expr = attrs.field(converter=_expr)
    cite: Citation = attrs.field(converter=_cite)
    basis: tuple[Citation, ...] = attrs.field(converter=_cites)
    issuer: str
    published: date | None
    period: Period
    revocations: tuple[Revocation, ...] = attrs.field(default=(), converter=_tuple)
    note_zh: str = ""
    note_en: str = ""

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods in which any of it is in force: less those in which the whole is back."""
        left = [self.period]
        for r in self.revocations:
            if r.scope == Const(True):
                left = [p for one in left for p in one.without(Period(r.on, r.until))]
        return tuple(left)

    @property
    def days(self) -> Period:
        """From the first day on which any of it is in force to the first after the last."""
        left = self.periods or (Period(self.period.start, self.period.start),)
        return Period(left[0].start, left[-1].end)

    def when(self, held: str) -> Expr:
        """The condition under which it bears on a matter; ``held`` is the field of the holder."""
        return All((Under(held, self.source), self.scope, *self.not_taken_back()))

    def not_taken_back(self) -> tuple[Expr, ...]:
        """The conditions, one a take-back, under which it has not been taken back."""
        return tuple(Not(r.when) for r in self.revocations)

    def rule(self, question: str, held: str, part: str) -> Rule:
        """The rule that a transfer amounts to; the other kinds leave the owner as it is.

        Args:
            question: The question of who holds the power, which follows ``held``.
            held: The question that says who held it before.
            part: The part of the answer that names the organ.

        Raises:
            DelegationError: for a kind that moves nothing.
        """
        self._check_moves()
        return Rule(
            id=self.id,
            question=question,
            when=self.when(held),
            then=((part, self.to),),
            cite=self.cite,
            period=self.period,
            zh=self.zh,
            en=self.en,
            note_zh=self.note_zh,
            note_en=self.note_en,
            chain=(self.id,),
            comes_of=Carried(self.id, question, held, part),
        )

    def carry(self, rule: Rule, part: str) -> Rule:
        """Another rule by which the power moves: where and while the delegation is in force.

        Args:
            rule: The rule, with its own condition, and the period of the delegation where open.
            part: The part of the answer that names the organ.

        Raises:
            DelegationError: for a kind that moves nothing.
        """
        self._check_moves()
        return attrs.evolve(
            rule,
            when=All((rule.when, self.scope, *self.not_taken_back())),
            then=((part, self.to),),
            period=self.period if rule.period == Period() else rule.period,
            chain=(self.id,),
            comes_of=Carried(self.id, rule.question, None, part, rule),
        )

    def _check_moves(self) -> None:
        if self.kind != "transfer":
            raise DelegationError(
                f"{self.id} is of kind {self.kind}, which moves no power",
                f"{self.id} 属于 {self.kind}，不转移权力",
                field="kind",
                value=self.kind,
                hint_en="only a transfer changes the owner",
                hint_zh="只有“交由行使”改变权属",
            )


@attrs.frozen
class Carried:
    """How a rule was made of a delegation.

    Args:
        delegation: The id of the delegation.
        question: The question of who holds the power.
        held: The question that says who held it before; ``None`` for a rule that it carries.
        part: The part of the answer that names the organ.
        base: The rule that it carries, before it was narrowed.
    """

    delegation: str
    question: str
    held: str | None
    part: str
    base: Rule | None = attrs.field(default=None, repr=False)

    def rule(self, d: Delegation) -> Rule:
        """The same rule, made of what the delegation is now."""
        if self.base is not None:
            return d.carry(self.base, self.part)
        assert self.held is not None
        return d.rule(self.question, self.held, self.part)


@attrs.frozen
class DelegationTerms:
    """What the law asks of one kind of delegation.

    Args:
        kind: Which kind.
        issuers: The roles that may issue it.
        recipients: The roles that may receive it.
        must_publish: Whether it must be published to be valid.
        cite: The provision.
    """

    kind: DelegationKind
    issuers: tuple[str, ...]
    recipients: tuple[str, ...]
    must_publish: bool
    cite: Citation = attrs.field(converter=_cite)


def delegation_faults(
    delegations: Iterable[Delegation],
    terms: Mapping[str, DelegationTerms],
    holders: Iterable[str],
    law: Law,
) -> list[DelegationError]:
    """Everything that makes one of the delegations void; nothing is raised.

    Args:
        delegations: The instruments, chains among them.
        terms: Kind → what the law asks.
        holders: The roles that hold power by statute, without any delegation.
        law: Where the provisions that allow it are looked up.
    """
    given = list(delegations)
    faults: list[DelegationError] = []
    for d in given:
        links = [o for o in given if o is not d and o.to.role in d.source]
        faults += _source_faults(d, links, set(holders))
        if d.kind in terms:
            faults += _terms_faults(d, terms[d.kind])
        faults += _basis_faults(d, law)
    return faults


def _source_faults(
    d: Delegation, links: list[Delegation], holders: set[str]
) -> list[DelegationError]:
    faults = []
    for role in d.source:
        by = [o for o in links if o.to.role == role]
        if role in holders:
            continue
        if not by:
            faults.append(
                _fault(
                    d,
                    "source",
                    role,
                    f"{role} never held the power",
                    f"{role} 本无此权",
                    "name a role that a statute empowers",
                    "应为法定有权机关",
                )
            )
        for o in by:
            if d.kind == "entrust" and o.kind == "entrust":
                faults.append(
                    _fault(
                        d,
                        "kind",
                        d.kind,
                        "what was entrusted is entrusted again",
                        "受委托者不得再委托",
                        "entrust from the holder itself",
                        "应由原机关委托",
                    )
                )
            elif o.kind != "transfer":
                faults.append(
                    _fault(
                        d,
                        "source",
                        role,
                        f"{o.id} only lent {role} the power",
                        f"{o.id} 未将权力转移给 {role}",
                        "delegate from the holder",
                        "应由有权机关授予",
                    )
                )
            elif d.period.overlap(o.period) != d.period:
                faults.append(
                    _fault(
                        d,
                        "period",
                        d.period,
                        f"it outlasts {o.id}, its source",
                        f"其期间超出所依据的 {o.id}",
                        f"keep within {o.period}",
                        f"应在 {o.period} 之内",
                    )
                )
    return faults


def _terms_faults(d: Delegation, terms: DelegationTerms) -> list[DelegationError]:
    faults = []
    if d.issuer not in terms.issuers:
        faults.append(
            _fault(
                d,
                "issuer",
                d.issuer,
                f"{d.issuer} may not give it ({terms.cite.key})",
                f"{d.issuer} 无权作出（{terms.cite.key}）",
                f"one of {', '.join(terms.issuers)}",
                f"可由 {'、'.join(terms.issuers)}",
            )
        )
    recipient = d.to.role
    if recipient not in terms.recipients:
        faults.append(
            _fault(
                d,
                "to",
                d.to.code,
                f"{recipient} cannot hold it ({terms.cite.key})",
                f"{recipient} 不能承接（{terms.cite.key}）",
                f"one of {', '.join(terms.recipients)}",
                f"可为 {'、'.join(terms.recipients)}",
            )
        )
    if terms.must_publish and d.published is None:
        faults.append(
            _fault(
                d,
                "published",
                None,
                f"it was not published ({terms.cite.key})",
                f"未予公布（{terms.cite.key}）",
                "give the day of publication",
                "请填公布日",
            )
        )
    elif d.published and d.period.start and d.published > d.period.start:
        faults.append(
            _fault(
                d,
                "published",
                d.published,
                "it was published after it began",
                "公布晚于施行",
                "correct the day",
                "请更正日期",
            )
        )
    return faults


def _basis_faults(d: Delegation, law: Law) -> list[DelegationError]:
    faults = []
    for cite in (d.cite, *d.basis):
        try:
            law.check(cite, d.period.start)
        except GovrulesError as error:
            faults.append(
                _fault(
                    d,
                    "basis",
                    cite.key,
                    error.en,
                    error.zh,
                    error.hint_en or "",
                    error.hint_zh or "",
                )
            )
    return faults


def _fault(
    d: Delegation, field: str, value: object, en: str, zh: str, hint_en: str, hint_zh: str
) -> DelegationError:
    return DelegationError(
        en,
        zh,
        field=field,
        value=value,
        place=f"delegation {d.id}",
        hint_en=hint_en or None,
        hint_zh=hint_zh or None,
    )
