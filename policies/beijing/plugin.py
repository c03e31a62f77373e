"""The pack as a plug-in: it offers the jurisdiction ``beijing``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from govrules import Blueprint, Law, Line, Policy, Rule, Territory, hookimpl
from govrules.authoring import read_codes, read_sayings, read_silent
from govrules.expr import Under, atoms, fields_of
from govrules.rules import CodeList, delegation_faults, read_accepted, read_roles, read_rows
from govrules.systems import System
from govrules.territory import load_units

from .. import china
from . import catalogue, competence_query, duties, fields, ownership
from . import questions as asked
from .acts import committees, demands, legislation, national, sector, subdistricts, transfer, zone
from .acts.lists import LISTS
from .acts.terms import TERMS
from .bodies import organs_of
from .charts import charts
from .inquiries import inquiries

__all__ = ["govrules_jurisdictions"]

HERE = Path(__file__).parent
VERSION = "1.0"


@hookimpl
def govrules_jurisdictions() -> dict[str, Callable[[], Blueprint]]:
    """Beijing, made when it is asked for."""
    return {"beijing": blueprint}


def blueprint() -> Blueprint:
    """Beijing's territory, law, catalogue and policies, on those of the country."""
    law = Law.load(HERE / "law", on=china.LAW)
    territory = load_units(HERE / "territory")
    lists = HERE / "lists"
    sayings = read_sayings(lists / "sayings.csv", lists / "synonyms.csv")
    items = read_codes("items", (lists / "items").glob("*.csv"), sayings)
    listed, undivided = catalogue.read_catalogue(HERE / "lists" / "rules", law)
    elsewhere = _elsewhere(items, listed)
    dated = (transfer.power_list(items, elsewhere), *LISTS)
    for fault in delegation_faults((transfer.DELEGATION,), transfer.WAYS, transfer.SOURCES, law):
        raise fault
    own = Blueprint(
        id="beijing",
        zh="北京市",
        en="Beijing",
        zone="Asia/Shanghai",
        silent=read_silent(HERE / "law" / "silent.csv"),
        examples=HERE / "examples",
        charts=charts(),
        inquiries=inquiries(territory, items),
        systems=_systems(),
        census=HERE / "territory" / "census2020.csv",
        territory=territory,
        law=law,
        layout=asked.LAYOUT,
        lines=_lines(),
        lists=dated,
        delegations=(transfer.DELEGATION,),
        delegation_terms=transfer.WAYS,
        policies=(_base(territory, items), *_policies(law, territory, items, listed, undivided)),
    )
    return own.standing_on(china.layer(TERMS), refined=national.REFINED, without=national.WITHOUT)


def _base(territory: Territory, items: CodeList) -> Policy:
    codes = tuple((d.code, d.zh, d.en) for d in duties.DUTIES)
    return Policy(
        "beijing.base",
        "字段、问题与机关",
        "fields, questions and organs",
        "govrules",
        VERSION,
        fields=fields.declare(
            territory, items, read_codes("place classes", [HERE / "lists" / "place_classes.csv"])
        ),
        questions=asked.questions(codes),
        roles=read_roles(HERE / "lists" / "roles.csv"),
        duties=duties.DUTIES,
        accepted=read_accepted(HERE / "accepted.csv"),
    )


def _policies(
    law: Law,
    territory: Territory,
    items: CodeList,
    listed: tuple[Rule, ...],
    undivided: tuple[Rule, ...],
) -> tuple[Policy, ...]:
    clear = ownership.rules(undivided, {r.id: r for r in listed}, law)
    issuer = "北京市人民代表大会常务委员会"
    return (
        Policy(
            "beijing.demands",
            "接诉即办工作条例",
            "the regulation on demands",
            issuer,
            VERSION,
            (*demands.JS.rules, demands.dispatch.district_rule(territory.children("11"))),
        ),
        Policy(
            "beijing.subdistricts",
            "街道办事处条例",
            "the Subdistrict Regulation",
            issuer,
            VERSION,
            (*subdistricts.JD.rules, *zone.ETOWN.rules),
        ),
        Policy(
            "beijing.penalties",
            "执法职权下放与程序施行之前",
            "powers moved to subdistricts, and the days before there was a procedure",
            issuer,
            VERSION,
            (
                *legislation.LEG.rules,
                *transfer.JZF.rules,
                *transfer.shared_powers(r for r in undivided if _may_move(r, items)),
                transfer.DELEGATION.rule("owner", "competence", "owner"),
            ),
        ),
        Policy(
            "beijing.competence_query",
            "归属查询",
            "query of competence",
            "全国人民代表大会",
            VERSION,
            competence_query.RULES,
        ),
        Policy("beijing.ownership", "权责是否明确", "clarity of ownership", issuer, VERSION, clear),
        Policy(
            "beijing.committees",
            "居民委员会的协助",
            "the help of residents' committees",
            issuer,
            VERSION,
            (*committees.RC.rules, *committees.RCBJ.rules),
        ),
        Policy(
            "beijing.catalogue",
            "事项目录与部门法",
            "catalogue and sector acts",
            issuer,
            VERSION,
            (*listed, *sector.SECTOR),
        ),
    )


def _elsewhere(items: CodeList, listed: tuple[Rule, ...]) -> tuple[str, ...]:
    """Penalty items that no sector act gives to one of the five departments whose powers moved.

    An act that itself looks to the list does not tell whose power it was.
    """
    under: dict[str, list[str]] = {}
    for leaf in items.leaves:
        for code in items.path(leaf):
            under.setdefault(code, []).append(leaf)
    organs: dict[str, set[str]] = {}
    for r in listed:
        if r.question == "competence":
            asks = "on_power_list" in fields_of(r.when)
            roles = {organ.role for organ in organs_of(dict(r.then)["organ"])}
            for item in (leaf for code in _items_named(r) for leaf in under.get(code, ())):
                organs.setdefault(item, set()).update(transfer.SOURCES if asks else roles)
    return tuple(sorted(i for i, roles in organs.items() if not roles & set(transfer.SOURCES)))


def _may_move(r: Rule, items: CodeList) -> bool:
    """Whether a list of powers may move what the rule gives: penalties that look to no list."""
    named = _items_named(r)
    penalties = (leaf for leaf in items.leaves if items.attribute(leaf, "nature") == "penalty")
    return "on_power_list" not in fields_of(r.when) and any(
        code in named for leaf in penalties for code in items.path(leaf)
    )


def _items_named(r: Rule) -> list[str]:
    return [c for a in atoms(r.when) if isinstance(a, Under) and a.field == "item" for c in a.codes]


def _systems() -> tuple[System, ...]:
    """The systems of the report of 2020-11-26, with what of the pack decides each."""
    columns = ("number", "zh", "en", "inquiries", "rules", "examples", "measured_by")
    words = ("not_public_zh", "not_public_en")
    return tuple(
        System(
            int(row["number"]),
            row["zh"],
            row["en"],
            inquiries=filter(None, row["inquiries"].split("|")),
            rules=filter(None, row["rules"].split("|")),
            examples=filter(None, row["examples"].split("|")),
            measured_by=filter(None, row["measured_by"].split("|")),
            not_public_zh=row["not_public_zh"],
            not_public_en=row["not_public_en"],
        )
        for _, row in read_rows(HERE / "systems.csv", (*columns, *words))
    )


def _lines() -> tuple[Line, ...]:
    columns = ("kind", "from_role", "from_level", "to_role", "to_level", "cite")
    return tuple(
        Line(*(row[c] for c in columns))
        for _, row in read_rows(HERE / "lists" / "lines.csv", columns)
    )
