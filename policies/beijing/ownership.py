"""Whether it is clear who owns a matter, and in which district it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govrules import Law, Rule, rule
from govrules.expr import All, Between, from_text

from .bodies import BODIES, SITS, UNSEATED, organs_of, under

__all__ = ["CONTESTED", "rules"]

# Demands that reach the hotline have the regulation on demands from its first day; the others, and
# the hotline's before that day, have art. 17 of the Subdistrict Regulation.
_HOTLINE = "channel in (hotline, online, dispatched) and on >= 2021-09-24"
_BY = {
    "JS12": (_HOTLINE, "JS 12(1)(1)", "JS 12(1)(2)"),
    "JD17": (f"not ({_HOTLINE})", "JD 17(1)(2)", "JD 17(1)(3)"),
}
# Pairs of provisions that only their maker can rank: until it has, the owner is not clear.
CONTESTED = (("PARK26.estate", "PROP98.10.obstacle_common"), ("PARK33.use", "PLAN84.use"))
_UNDIVIDED = (
    "条文并列数机关而未划分，视为责任主体不明确",
    "several organs named without division count as no clear owner",
)
_NOT_SEATED = (
    "法条只写乡镇人民政府（或只写街道办事处）而该处所设的是另一种的，权责不明确",
    "where the text names a township only (or a subdistrict office only) and the other kind sits "
    "here, the owner is not clear",
)
_BOTH = (
    "两部条例同一机关制定而结论不同，须由制定机关裁决；裁决之前视为权责不明确",
    "two regulations of one maker disagree and only the maker can rank them; until then the owner "
    "is not clear",
)


def rules(
    districts: Iterable[str], undivided: Iterable[Rule], catalogue: Mapping[str, Rule], law: Law
) -> tuple[Rule, ...]:
    """Rules that work out what the procedure takes as a fact.

    Args:
        districts: Every district's code.
        undivided: The rules whose text names several organs without dividing the work.
        catalogue: The rules of the catalogue by id.
        law: For the days on which both of two contested provisions are in force.
    """
    return (
        *_clear(),
        rule(
            "JS12.district",
            "district_known",
            when=f"place under ({', '.join(sorted(districts))})",
            then={"district_known": True},
            cite="JS 12(1)(2)",
            zh="地点所属的区明确",
            en="the place lies in a known district",
        ),
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


def _clear() -> Iterable[Rule]:
    """One organ that sits here is named; or several undivided; or one that does not sit here."""
    named = under(*(set(BODIES.values()) - {"street"}))
    for act, (when, clear, unclear) in _BY.items():
        yield rule(
            f"{act}.clear",
            "owner_known",
            when=f"{when} and not undivided and not contested and (owner under {named} or {SITS})",
            then={"owner_known": True},
            cite=clear,
            zh="依法条可以确定承办机关",
            en="the statutes name who owns it",
        )
        yield rule(
            f"{act}.unclear",
            "owner_known",
            when=f"{when} and undivided",
            then={"owner_known": False},
            cite=unclear,
            reading=_UNDIVIDED,
            zh="法条并列数个机关而未划分",
            en="the statute names several organs without dividing",
        )
        yield rule(
            f"{act}.contested",
            "owner_known",
            when=f"{when} and contested",
            then={"owner_known": False},
            cite=unclear,
            reading=_BOTH,
            zh="两部条例所指机关不同，尚待裁决",
            en="two regulations name different organs, which is yet to be ranked",
        )
        yield rule(
            f"{act}.unseated",
            "owner_known",
            when=f"{when} and {UNSEATED}",
            then={"owner_known": False},
            cite=unclear,
            reading=_NOT_SEATED,
            zh="法条指名的机关未设于该处",
            en="the organ that the text names does not sit here",
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
