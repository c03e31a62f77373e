"""Whether it is clear who owns a matter, and in which district it lies."""

from __future__ import annotations

from collections.abc import Iterable

from govrules import Rule, rule

__all__ = ["rules"]


def rules(
    roles: Iterable[str], districts: Iterable[str], undivided: Iterable[Rule]
) -> tuple[Rule, ...]:
    """Rules that work out what the procedure takes as a fact.

    Args:
        roles: Every role that may own a matter.
        districts: Every district's code.
        undivided: The rules whose text names several organs without dividing the work.
    """
    return (
        rule("JS12.clear", "owner_known",
             when=f"not undivided and owner under ({', '.join(sorted(roles))})",
             then={"owner_known": True}, cite="JD 17(1)(2)",
             zh="依法条可以确定承办机关", en="the statutes name who owns it"),
        rule("JS12.unclear", "owner_known", when="undivided", then={"owner_known": False},
             cite="JD 17(1)(3)",
             reading=("条文并列数机关而未划分，视为责任主体不明确",
                      "several organs named without division count as no clear owner"),
             zh="法条并列数个机关而未划分", en="the statute names several organs without dividing"),
        rule("JS12.district", "district_known",
             when=f"place under ({', '.join(sorted(districts))})",
             then={"district_known": True}, cite="JS 12(1)(2)",
             zh="地点所属的区明确", en="the place lies in a known district"),
        *(
            rule(f"{r.id}.undivided", "undivided", when=r.when, then={"undivided": True},
                 cite=r.cite, since=r.period.start, until=r.period.end, at=r.at,
                 zh="条文并列数个机关而未划分其分工",
                 en="the text names several organs without dividing the work")
            for r in undivided
        ),
    )  # fmt: skip
