"""An organ that must use a power which no statute and no delegation gives to it."""

from __future__ import annotations

from collections.abc import Iterator

from ...expr import Value
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding
from ..organs import organs_in, terms_in

__all__ = ["duty_without_power"]


@detector(
    "duty_without_power",
    "error",
    zh="机关须行使权力，但没有规定赋予其此权",
    en="an organ must use a power that nothing gives to it",
    fix=(
        "写明赋权的规定或下放，或改由有权机关承办",
        "write the provision or the delegation that gives it, or name the organ that holds it",
    ),
)
def duty_without_power(context: AnalysisContext) -> Iterator[Finding]:
    """Leads named outright, under a disposition that exercises power, that never hold any."""
    roles = {o.partition("@")[0] for o in context.empowered}
    for r in context.rules_of(context.layout.final):
        steps = {t.value for t in terms_in(r, ("disposition",)) if isinstance(t, Value)}
        for organ in sorted(organs_in(r, ("lead",))):
            if steps & set(context.layout.exercises) and organ.partition("@")[0] not in roles:
                yield duty_without_power.finding(
                    context,
                    f"依 {r.id}，{organ} 须行使权力，但没有规则使其成为有权机关",
                    f"under {r.id} {organ} must use a power, and no rule gives it any",
                    rules=(r.id,),
                    data={"organ": organ},
                )
