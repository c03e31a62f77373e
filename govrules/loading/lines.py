"""Functional lines: between organs and on provisions that there are, and their days."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..blueprint import Blueprint
from ..errors import PolicyError, did_you_mean
from ..faults import Faults
from ..law import Citation, parse_citation
from ..rules import Delegation, Line
from .parts import Parts, fault

__all__ = ["check_lines", "dated_lines"]


def check_lines(parts: Parts, faults: Faults) -> None:
    """Find lines that rest on nothing, or join what does not sit there."""
    for line in parts.blueprint.lines:
        place = _place(line)
        with faults.at(place):
            parts.blueprint.law.check(parse_citation(line.cite, parts.blueprint.law))
        for end, code, level in (
            ("from", line.from_role, line.from_level),
            ("to", line.to_role, line.to_level),
        ):
            role = parts.roles.roles.get(code)
            if role is None:
                faults.add(
                    fault(
                        place,
                        f"{code!r} is no role",
                        f"{code!r} 不是角色",
                        field=f"{end}_role",
                        value=code,
                        hint=did_you_mean(code, parts.roles.roles),
                    )
                )
            elif level not in role.levels:
                sits = ", ".join(role.levels)
                faults.add(
                    fault(
                        place,
                        f"{code} does not sit at {level!r}",
                        f"{code} 不在层级 {level!r}",
                        field=f"{end}_level",
                        value=level,
                        hint=(f"it sits at {sits}", f"其所在层级：{sits}"),
                    )
                )


def _draws(d: Delegation, line: Line, cite: Citation) -> bool:
    return d.cite == cite and line.from_role in d.source and line.to_role == d.to.role


def _place(line: Line) -> str:
    return f"line {line.from_role} → {line.to_role}"


def dated_lines(blueprint: Blueprint) -> Iterator[Line]:
    """The functional lines with their days: a delegation's own, else those of the instrument.

    One that a delegation drew, which is there no more, is no line.
    """
    once = [d for d in blueprint.once_given.values() if isinstance(d, Delegation)]
    for line in blueprint.lines:
        try:
            cite = parse_citation(line.cite, blueprint.law)
            periods = [blueprint.law.instrument(cite.instrument).period]
        except PolicyError as error:
            raise error.at(_place(line)) from None
        if line.kind == "delegation":
            given = [d for d in blueprint.delegations if _draws(d, line, cite)]
            if not given and any(_draws(d, line, cite) for d in once):
                continue
            periods = [p for d in given for p in d.periods] if given else periods
        for period in periods:
            since, until = line.since or period.start, line.until or period.end
            yield attrs.evolve(line, since=since, until=until)
