"""What makes a delegation void: one detector for each fault that ``delegation_faults`` tells."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import DelegationError
from ...rules import delegation_faults
from ..context import AnalysisContext
from ..detector import Detector
from ..finding import Finding

__all__ = ["DELEGATION_FAULTS"]

# The field at fault → code, what it reports, what to do about it.
FAULTS = {
    "source": (
        "delegation_source",
        ("授出的机关本无此权", "the power is delegated by an organ that does not hold it"),
        ("由法定有权机关授出", "let the organ that holds it by statute delegate it"),
    ),
    "kind": (
        "delegation_subentrusted",
        ("受委托者再行委托", "what was entrusted is entrusted again"),
        ("由原机关直接委托", "let the first organ entrust it directly"),
    ),
    "period": (
        "delegation_outlasts",
        ("下一环的期间超出其所依据的一环", "a link of the chain outlasts the one it rests on"),
        ("将期间限于上一环之内", "keep its days within those of the link before"),
    ),
    "issuer": (
        "delegation_issuer",
        ("作出的机关无权作出", "the organ that issued it may not give it"),
        ("由有权机关作出", "have it issued by an organ that may"),
    ),
    "to": (
        "delegation_recipient",
        ("承接的机关不能承接", "its recipient may not hold the power"),
        ("改由可以承接的机关承接", "name a recipient that may"),
    ),
    "published": (
        "delegation_unpublished",
        ("未公布，或公布晚于施行", "it is not published, or only after it began"),
        ("填写公布日；确未公布的，不发生效力", "give the day; unpublished it has no effect"),
    ),
    "basis": (
        "delegation_basis",
        ("文件本身或其依据当时不存在", "the instrument or its basis was not there at the time"),
        ("更正所引条款或起始日", "correct the provision or the first day"),
    ),
}


def _faults(context: AnalysisContext) -> Iterator[DelegationError]:
    """Everything wrong with the delegations; the holders are whom the statutes' rules name."""
    holders = context.holders
    yield from delegation_faults(
        context.delegations, context.delegation_terms, holders, context.law
    )


def _detector(field: str) -> Detector:
    code, (zh, en), fix = FAULTS[field]

    def find(context: AnalysisContext) -> Iterator[Finding]:
        for fault in _faults(context):
            if fault.field == field:
                id = (fault.place or "").removeprefix("delegation ")
                yield made.finding(
                    context,
                    f"{id}：{fault.zh}",
                    f"{id}: {fault.en}",
                    about=[("delegation", id)],
                    data={"field": field, "value": str(fault.value)},
                )

    made = Detector(code, "error", zh, en, fix, find)
    return made


DELEGATION_FAULTS = tuple(map(_detector, FAULTS))
