"""Which provisions name several organs undivided, and which of two compete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govrules import Law, Rule, rule
from govrules.expr import All, Between, from_text

from .bodies import organs_of

__all__ = ["CONTESTED", "rules"]

# Pairs of provisions that only their maker can rank: until it has, the owner is not clear.
CONTESTED = (("PARK26.estate", "PROP98.10.obstacle_common"), ("PARK33.use", "PLAN84.use"))


def rules(undivided: Iterable[Rule], catalogue: Mapping[str, Rule], law: Law) -> tuple[Rule, ...]:
    """Rules that work out what the procedure takes as a fact.

    Args:
        undivided: The rules whose text names several organs without dividing the work.
        catalogue: The rules of the catalogue by id.
        law: For the days on which both of two contested provisions are in force.
    """
    return (
        *(
            rule(
                f"{r.id}.undivided",
                "undivided",
                when=r.when,
                then={"undivided": True},
                cite=r.cite,
                since=r.period.start,
                until=r.period.end,
                at=r.at,
                zh="条文并列数个机关而未划分其分工",
                en="the text names several organs without dividing the work",
            )
            for r in undivided
        ),
        *(r for a, b in CONTESTED for r in _contested(catalogue[a], catalogue[b], law)),
    )


def _contested(a: Rule, b: Rule, law: Law) -> Iterable[Rule]:
    """Two provisions that compete; where a demand is brought to all concerned, both are named."""
    begins = [r.period.start or law.instrument(r.cite.instrument).period.start for r in (a, b)]
    start = max(day for day in begins if day is not None)
    both = (Between("on", start, None), a.when, b.when)
    together = from_text(
        "route.disposition in (dispatch_district, escalate_district, coordinate, "
        "coordinate_whistle)"
    )
    yield rule(
        f"{a.id}.contest",
        "contested",
        when=All(both),
        then={"contested": True},
        cite=b.cite,
        zh="两部条例所指机关不同，尚待裁决",
        en="two regulations name different organs, which is yet to be ranked",
    )
    for r in (a, b):
        yield rule(
            f"{r.id}.contested",
            "support",
            cite=r.cite,
            when=All((*both, together)),
            then={"assist": organs_of(dict(r.then)["organ"])},
            zh=r.zh,
            en=r.en,
            note=(
                "两部条例相争，裁决之前各机关均应配合",
                "the two regulations compete: until they are ranked each organ helps",
            ),
        )
