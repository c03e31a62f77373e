"""The rules of the catalogue, and how the organs that one provision names stand to each other.

An article that names several organs may mean three things. The column ``division`` says which:

``undivided``
    one of them has the matter and the text does not say which: nobody clearly answers for it;
``joint``
    they do it together;
``each``
    each owes it (or may do it) in its own area or of its own accord.

Under ``joint`` and ``each`` nobody is missing: the subdistrict or township answers where it is one
of them, else the first that is named, and the others help.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs
from govrules import Law, Rule, rule
from govrules.authoring import read_rules
from govrules.errors import PolicyError
from govrules.expr import All, RoleAt, from_text
from govrules.rules import read_rows

from .bodies import BODIES, organs_of

__all__ = ["DIVISIONS", "read_catalogue"]

# What the question column may say.
TABLES = {
    "competence": ("competence", {"organ": "organ"}),
    "assist": ("support", {"organ": "assist"}),
    "supervise": ("support", {"organ": "supervise"}),
    "step": ("step", {"then": "disposition", "organ": "lead"}),
    "note": ("support", {}),
}
COLUMNS = ("rule", "organ", "division", "reading_zh", "reading_en")
DIVISIONS = ("undivided", "joint", "each")
_OTHERS = {
    "joint": (
        (
            "条文使数个机关共同负责，其他机关配合",
            "the text has several organs act together: the others help",
        ),
        (
            "条文未定谁牵头：其中有街道、乡镇的，由其承办；没有的，由列在最前的承办",
            "the text names no leader: the subdistrict or township where it is one of them, else the "
            "first that is named",
        ),
    ),
    "each": (
        (
            "条文使数个机关各自负责，其他机关同负其责",
            "the text binds or empowers each of several organs: the others as well",
        ),
        (
            "条文未定先后：其中有街道、乡镇的，由其承办；没有的，由列在最前的承办",
            "the text gives no order: the subdistrict or township where it is one of them, else the "
            "first that is named",
        ),
    ),
}
_NOT_BARRED = from_text("not route.prohibited")
# Where nobody clearly answers, these are the ways to bring all of them together.
_TOGETHER = (
    "route.disposition in (joint_enforcement, dispatch_district, escalate_district, escalate_city, "
    "coordinate, coordinate_whistle, designate_jurisdiction)"
)


def read_catalogue(folder: Path, law: Law) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules of the tables, and those of them that name several organs undivided.

    Args:
        folder: The tables.
        law: Where instruments are found.

    Raises:
        PolicyError: naming file, line and cell.
    """
    paths = sorted(folder.glob("*.csv"))
    rows = {row["rule"]: (row, place) for path in paths for place, row in read_rows(path, COLUMNS)}
    rules: list[Rule] = []
    undivided: list[Rule] = []
    for r in read_rules(paths, law, TABLES):
        many = len(_organs(r)) > 1
        row, place = rows[r.id]
        how = row["division"]
        r = attrs.evolve(r, reading_zh=row["reading_zh"], reading_en=row["reading_en"])
        if how not in ("", *DIVISIONS) or (many != bool(how) and r.question != "support"):
            raise PolicyError(
                f"rule {r.id} names several organs, or one, and its division is {how!r}",
                f"规则 {r.id} 的机关数与 division 栏 {how!r} 不符",
                field="division",
                value=how,
                place=place,
                hint_en=f"where there are several, one of {', '.join(DIVISIONS)}; else nothing",
                hint_zh=f"数个机关时填 {'、'.join(DIVISIONS)} 之一，一个机关时不填",
            )
        if how in _OTHERS:
            rules += _shared(r, how)
        else:
            rules.append(_listed(r) if r.question == "support" else r)
        if how == "undivided" and r.question == "competence":
            undivided.append(r)
            rules += _named(r)
    return tuple(rules), tuple(undivided)


def _organs(r: Rule) -> tuple[RoleAt, ...]:
    """The organs that the rule names as the owner, in the order of the text."""
    return organs_of(dict(r.then).get("organ") or dict(r.then).get("lead") or ())


def _listed(r: Rule) -> Rule:
    """Organs that help or oversee are named one by one; no committee helps in what is barred."""
    named = [(part, organs_of(said)) for part, said in r.then]
    helps = any(BODIES[organ.role] == "committee" for _, organs in named for organ in organs)
    return attrs.evolve(r, then=named, when=All((r.when, _NOT_BARRED)) if helps else r.when)


def _shared(r: Rule, how: str) -> Iterable[Rule]:
    """The one that answers, and a rule that the others help."""
    members = _organs(r)
    street = [m for m in members if BODIES[m.role] == "street"]
    first = (street or members)[0]
    then = [(part, first if part in ("organ", "lead") else said) for part, said in r.then]
    yield attrs.evolve(r, then=then)
    (zh, en), reading = _OTHERS[how]
    yield rule(
        f"{r.id}.others",
        "support",
        when=r.when,
        cite=r.cite,
        since=r.period.start,
        until=r.period.end,
        at=r.at,
        zh=zh,
        en=en,
        reading=reading,
        then={"assist": [m for m in members if m != first]},
    )


def _named(r: Rule) -> Iterable[Rule]:
    """Where nobody clearly answers, all that are named are called together."""
    yield rule(
        f"{r.id}.named",
        "support",
        when=All((r.when, from_text(_TOGETHER))),
        cite=r.cite,
        since=r.period.start,
        until=r.period.end,
        at=r.at,
        zh=r.zh,
        en=r.en,
        note=(r.note_zh, r.note_en),
        then={"assist": _organs(r)},
    )
