"""Norms: each is cited where it applies, and the organs that may have to rank two are known."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations_with_replacement

from ..errors import CitationError, did_you_mean
from ..faults import Faults
from ..law import Instrument, Norm, Scope, compare
from ..rules.rule import place_of
from .parts import Parts, fault

__all__ = ["check_norms"]


def check_norms(parts: Parts, faults: Faults) -> None:
    """Find rules under the law of another area, and adjudicators that the pack does not know."""
    law = parts.blueprint.law
    cited: dict[str, dict[str, Instrument]] = {}
    for r in parts.rules:
        try:
            instrument = law.instrument(r.cite.instrument)
        except CitationError:
            continue  # told with the rule
        if r.id not in cited.setdefault(r.question, {}) and r.then:
            cited[r.question].setdefault(instrument.id, instrument)
        if not _applies(instrument.issuer.area, parts.blueprint.territory):
            faults.add(
                fault(
                    place_of(r.id, r.at),
                    f"{instrument.id} is law of the area {instrument.issuer.area}, "
                    f"outside the territory of {parts.blueprint.id}",
                    f"{instrument.id} 的适用区域为 {instrument.issuer.area}，"
                    f"不在 {parts.blueprint.zh} 的区划内",
                    field="cite",
                    value=r.cite.key,
                    hint=("cite a norm that applies here", "请引用适用于本辖区的规定"),
                )
            )
    for question, instruments in cited.items():
        _check_adjudicators(parts, question, instruments.values(), faults)


def _applies(area: str, territory: Iterable[str]) -> bool:
    """Whether an area holds the territory, or lies in it."""
    first = next(iter(territory), "")
    return area.startswith(first) or first.startswith(area) or area in territory


def _check_adjudicators(
    parts: Parts, question: str, instruments: Iterable[Instrument], faults: Faults
) -> None:
    """The organs that would have to rank two norms of one question, if their scopes crossed."""
    makers: dict[tuple[object, str], list[Instrument]] = {}
    for one in instruments:
        makers.setdefault((one.rank, one.issuer.code), []).append(one)
    for first, second in combinations_with_replacement(makers.values(), 2):
        if first is second and len(first) == 1:
            continue
        a, b = first[0], second[-1]
        organ = compare(Norm(a), Norm(b), Scope.CROSSING).adjudicator
        role = (organ or "").partition("@")[0]
        if organ is not None and role not in parts.roles:
            en, zh = did_you_mean(role, parts.roles.roles)
            faults.add(
                fault(
                    f"question {question}",
                    f"no role {role!r}, which decides where {a.id} and {b.id} disagree",
                    f"没有角色 {role!r}：{a.id} 与 {b.id} 不一致时由其裁决",
                    field="roles",
                    value=role,
                    hint=(f"declare it; {en}" if en else "declare it", f"请予声明；{zh}"),
                )
            )
