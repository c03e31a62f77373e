"""Wrong input of every kind, each as something to try; what it says is pinned in errors.json."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from govrules import Decision, Delegation, Jurisdiction, Period, Policy, Rule, load, rule
from govrules.authoring import read_codes, read_rules
from govrules.blueprint import Blueprint
from govrules.expr import check, from_json, from_text
from govrules.plugins import Plugins
from govrules.rules import DelegationTerms, delegation_faults, read_roles

NOISE = "小区超标噪音"
DOGS = {"kind": "violation", "item": "携犬人不清除犬粪便", "place": "110102013"}

RECORDS: dict[str, dict[str, Any]] = {
    "kind misspelt": {"kind": "complain"},
    "kind a number": {"kind": 3},
    "field unknown": {"知类": "投诉"},
    "field misspelt": {"knd": "task"},
    "month 13": {"on": "2021-13-01"},
    "day with slashes": {"on": "03/01/2021"},
    "day a number": {"on": 44256},
    "code of no unit": {"place": "110199"},
    "place misspelt": {"place": "大栅拦街道"},
    "place in two districts": {"place": "八里庄街道"},
    "place in another district": {"place": "西城区/中关村街道"},
    "item misspelt": {"item": "犬便不清"},
    "flag neither yes nor no": {"on_power_list": "maybe"},
    "count negative": {"n_departments": "-1"},
    "count in words": {"n_departments": "two"},
    "count a flag": {"n_departments": True},
    "step unknown": {"prior_steps": "persuaded;shouted"},
    "steps a flag": {"prior_steps": True},
    "channel unknown": {"channel": "telephone"},
    "secrecy unknown": {"secrecy": "top"},
    "organ unknown": {"first_receiver": "police"},
    "organ at no level": {"owner": "urban_enforcement@street"},
    "field given twice": {"kind": "complaint", "类型": "建议"},
    "id given twice": {"id": 1, "编号": 2},
    "id a list": {"id": [1]},
    "place without end": {"place": "西城区/" * 50_000},
    "place a number without end": {"place": 10**20_000},
    "item of many letters": {"item": "x" * 200_000},
    "wrong steps in a set": {"prior_steps": {"shouted", "sang", "danced"}},
    "organ at a level where it is not": {"owner": "health@street"},
    "week for a day": {"on": "2021-W09-1"},
    "kind of unit contradicted": {"place": "110102013", "office_kind": "town", "on": "2023-07-01"},
    "nature contradicted": {**DOGS, "penalty_or_service": "service"},
    "list before it was published": {**DOGS, "on": "2020-06-01", "on_power_list": True},
    "power of another department": {
        **DOGS,
        "item": NOISE,
        "on": "2022-06-01",
        "on_power_list": True,
    },
    "duty contradicted": {**DOGS, "on": "2022-06-01", "on_power_list": False, "in_duty": True},
    "district contradicted": {
        "kind": "help",
        "channel": "hotline",
        "place": "110102013",
        "on": "2022-06-01",
        "district_known": False,
    },
}

CONDITIONS = (
    "",
    "kind =",
    "kind = (task",
    "kind in task",
    "(kind = task",
    "kind = task)",
    "kind = task kind = form",
    "kind and",
    "not",
    "on >= yesterday",
    "kind has",
    "item under",
    "kind ? task",
    "knd = task",
    "kind = tusk",
    "item under waist",
    "kind under task",
    "on_power_list = maybe",
    "n_departments >= 2020-01-01",
    "on < 5",
    "kind >= 2",
    "prior_steps has shouted",
    "on >= 2020-13-01",
    "on from 2020-01-01",
    "类型 = 且",
)

JSON_CONDITIONS: dict[str, Any] = {
    "two keys": {"all": [], "any": []},
    "unknown key": {"xor": []},
    "not a node": ["kind"],
    "a field that is no text": {"is": {"field": 3, "values": ["task"]}},
    "a bound that is no day": {"between": {"field": "on", "from": "soon", "to": None}},
}


@cache
def beijing() -> Jurisdiction:
    """The pack as it ships."""
    return load("beijing")


@cache
def plan() -> Blueprint:
    """What the pack is made from."""
    return Plugins().jurisdictions()["beijing"]()


def _rule(id: str = "X1", question: str = "route", **parts: Any) -> Rule:
    given: dict[str, Any] = {
        "when": "kind = task",
        "then": {"disposition": "allowed"},
        "cite": "JD 17(1)",
        "zh": "理由",
        "en": "reason",
        "at": "mine.py:7",
    }
    return rule(id, question, **{**given, **parts})


def _with(*rules: Callable[[], Rule]) -> None:
    """Add rules to the pack as a stranger's policy would, and raise what is said of it."""
    policy = Policy("x.policy", "策略", "policy", "nobody", "1", [make() for make in rules])
    errors = Jurisdiction(plan(), [policy]).errors
    if errors:
        raise errors[0]


RULES: dict[str, Callable[[], object]] = {
    "instrument unknown": lambda: _with(lambda: _rule(cite="JDX 17(1)")),
    "article unknown": lambda: _with(lambda: _rule(cite="JD 99")),
    "paragraph too high": lambda: _with(lambda: _rule(cite="JD 17(9)")),
    "citation unreadable": lambda: _with(lambda: _rule(cite="seventeen")),
    "before its instrument": lambda: _with(lambda: _rule(since="2010-01-01")),
    "ends before it starts": lambda: _with(lambda: _rule(since="2021-01-01", until="2020-06-01")),
    "condition unreadable": lambda: _with(lambda: _rule(when="kind = ")),
    "condition a Python truth": lambda: _with(lambda: _rule(when=True)),
    "field unknown": lambda: _with(lambda: _rule(when="knd = task")),
    "question unknown": lambda: _with(lambda: _rule(question="rout")),
    "part unknown": lambda: _with(lambda: _rule(then={"dispositon": "allowed"})),
    "disposition unknown": lambda: _with(lambda: _rule(then={"disposition": "alowed"})),
    "organ unknown": lambda: _with(
        lambda: _rule(then={"disposition": "allowed", "lead": "urban_enforcment@district"})
    ),
    "reference to no field": lambda: _with(
        lambda: _rule(then={"disposition": "allowed", "lead": "$ownr"})
    ),
    "no Chinese reason": lambda: _with(lambda: _rule(zh="")),
    "exception to no rule": lambda: _with(lambda: _rule(exception_to="JD17.99")),
    "exceptions in a ring": lambda: _with(
        lambda: _rule(exception_to="X2"), lambda: _rule("X2", exception_to="X1")
    ),
    "id taken": lambda: _with(lambda: _rule("JD17.several")),
    "exceptions in a ring of three": lambda: _with(
        *(
            lambda i=i: _rule(f"X{i}", exception_to=f"X{i % 3 + 1}", at=f"mine.py:{i}")
            for i in (1, 2, 3)
        )
    ),
    "crosses no rule": lambda: _with(lambda: _rule(crosses="JD17.99")),
    "id empty": lambda: _rule(" "),
    "id a number": lambda: _rule(5),  # type: ignore[arg-type]
    "question a number": lambda: _rule(question=5),  # type: ignore[arg-type]
    "month 13": lambda: _rule(since="2020-13-01"),
    "day in the condition": lambda: _rule(when="on >= 2020-13-01"),
    "conclusion a list": lambda: _rule(then=["allowed"]),
    "conclusion of no part": lambda: _rule(then={3: "allowed"}),
    "condition missing": lambda: _rule(when=None),
    "condition a number": lambda: _rule(when=3),
    "citation missing": lambda: _rule(cite=None),
    "reason missing": lambda: _rule(zh=None),
    "note one text": lambda: _rule(note="a caveat"),
    "note one of a pair": lambda: _rule(note=("注",)),
    "reading one text": lambda: _rule(reading="a reading"),
    "exception a number": lambda: _rule(exception_to=7),
    "exception to a number": lambda: _rule(exception_to=[7]),
    "residual a text": lambda: _rule(residual="no"),
    "policy of no rules": lambda: Policy("x.p", "策略", "policy", "nobody", "1", rules=["oops"]),
    "questions in a ring": lambda: _with(
        lambda: _rule(
            question="screening",
            when="route.disposition = handle",
            then={"class": "ordinary"},
            at="mine.py:8",
        ),
        lambda: _rule("A", when="screening = ordinary"),
        lambda: _rule("Z", when="screening = ordinary"),
    ),
    "policy id taken": lambda: Jurisdiction(
        plan(), [Policy("beijing.base", "策略", "policy", "nobody", "1")]
    ),
}

RULE_HEAD = (
    "rule,question,when,organ,then,instrument,article,paragraph,subitem,since,until,"
    "zh,en,note_zh,note_en\n"
)
CODE_HEAD = "item,parent,zh,en,aliases,nature\n"
INTO = {"competence": ("competence", {"organ": "organ"})}


def _row(**cells: str) -> str:
    given = {
        "rule": "T1",
        "question": "competence",
        "when": "always",
        "organ": "health@district",
        "instrument": "北京市控制吸烟条例",
        "article": "24",
        "zh": "理由",
        "en": "reason",
    }
    row = {**given, **cells}
    return RULE_HEAD + ",".join(row.get(c, "") for c in RULE_HEAD.strip().split(",")) + "\n"


def _table(text: str) -> Callable[[Path], object]:
    def read(folder: Path) -> object:
        path = folder / "table.csv"
        path.write_text(text, encoding="utf-8")
        return read_rules([path], beijing().law, INTO)

    return read


def _list(text: str) -> Callable[[Path], object]:
    def read(folder: Path) -> object:
        path = folder / "list.csv"
        path.write_text(text, encoding="utf-8")
        return read_codes("items", [path])

    return read


def _role_file(folder: Path) -> object:
    path = folder / "roles.csv"
    path.write_text("role,zh,en\nhealth,卫生,health\n", encoding="utf-8")
    return read_roles(path)


TABLES: dict[str, Callable[[Path], object]] = {
    "column missing": _table("rule,question\nT1,competence\n"),
    "question unknown": _table(_row(question="competance")),
    "organ empty": _table(_row(organ="")),
    "instrument unknown": _table(_row(instrument="北京市控制抽烟条例")),
    "article no number": _table(_row(article="twenty")),
    "paragraph no number": _table(_row(paragraph="two")),
    "day unreadable": _table(_row(since="1.1.2021")),
    "condition unreadable": _table(_row(when="item underneath gas")),
    "cells too few": _table(RULE_HEAD + "T1,competence\n"),
    "code twice": _list(CODE_HEAD + "a,,甲,a,,\na,,乙,b,,\n"),
    "parent unlisted": _list(CODE_HEAD + "a,b,甲,a,,\n"),
    "name empty": _list(CODE_HEAD + "a,,,a,,\n"),
    "role column missing": _role_file,
}

GOOD = Delegation(
    id="D1",
    kind="transfer",
    zh="甲",
    en="a",
    source=("health",),
    to="street_or_township@subdistrict",
    scope="always",
    cite="JZF2020-9",
    basis=("JD 11(2)",),
    issuer="city_government",
    published=date(2020, 7, 1),
    period=Period(date(2020, 7, 1), None),
)
ENTRUST = attrs.evolve(GOOD, id="E1", kind="entrust", to="employer@company")
TERMS = {
    "transfer": DelegationTerms(
        "transfer", ("city_government",), ("street_or_township",), True, "PEN 24(1)"
    )
}


def _delegate(*given: Delegation) -> None:
    for fault in delegation_faults(given, TERMS, ["health"], beijing().law):
        raise fault


DELEGATIONS: dict[str, Callable[[], object]] = {
    "source without the power": lambda: _delegate(attrs.evolve(GOOD, source=("water",))),
    "issuer without the right": lambda: _delegate(attrs.evolve(GOOD, issuer="district_government")),
    "recipient that cannot hold it": lambda: _delegate(
        attrs.evolve(GOOD, to="community_committee@community")
    ),
    "not published": lambda: _delegate(attrs.evolve(GOOD, published=None)),
    "published after it began": lambda: _delegate(attrs.evolve(GOOD, published=date(2020, 8, 1))),
    "entrusted again": lambda: _delegate(
        ENTRUST, attrs.evolve(ENTRUST, id="E2", source=("employer",))
    ),
    "longer than its source": lambda: _delegate(
        attrs.evolve(GOOD, period=Period(date(2020, 7, 1), date(2021, 1, 1))),
        attrs.evolve(GOOD, id="D2", source=("street_or_township",)),
    ),
    "basis unknown": lambda: _delegate(attrs.evolve(GOOD, basis=("JD 99",))),
    "a kind that moves nothing": lambda: ENTRUST.rule("owner", "competence", "owner"),
}

USES: dict[str, Callable[[], object]] = {
    "a matter that is a text": lambda: beijing().decide("x"),  # type: ignore[arg-type]
    "a matter that is a number": lambda: beijing().decide(5),  # type: ignore[arg-type]
    "an engine that there is not": lambda: beijing().decide(engine="nope"),  # type: ignore[arg-type]
    "a language that there is not": lambda: beijing().decide(kind="task").explain("fr"),
    "no language": lambda: beijing().decide(kind="task").explain(None),  # type: ignore[arg-type]
    "matters that are none": lambda: list(beijing().decide_many(None)),  # type: ignore[arg-type]
    "matters that are one": lambda: list(beijing().decide_many({"kind": "task"})),  # type: ignore[arg-type]
    "a record of a decision that is empty": lambda: Decision.from_dict({}),
    "a record of a decision that is a text": lambda: Decision.from_dict("x"),  # type: ignore[arg-type]
    "a record with a lead that is none": lambda: Decision.from_dict(
        {**beijing().decide(kind="task").to_dict(), "lead": {"role": "health"}}
    ),
    "a record with reasons that are none": lambda: Decision.from_dict(
        {**beijing().decide(kind="task").to_dict(), "because": 5}
    ),
}

FILES: dict[str, str] = {"no such file": "nowhere.csv", "format unknown": "matters.pdf"}


def attempts(folder: Path) -> dict[str, Callable[[], object]]:
    """Everything to try, by the name under which its message is pinned."""
    found: dict[str, Callable[[], object]] = {}
    for name, record in RECORDS.items():
        found[f"record: {name}"] = lambda r=record: beijing().decide(r)
    for text in CONDITIONS:
        found[f"condition: {text}"] = lambda t=text: check(from_text(t), beijing().rules.fields)
    for name, data in JSON_CONDITIONS.items():
        found[f"json: {name}"] = lambda d=data: from_json(d)
    found.update({f"rule: {name}": make for name, make in RULES.items()})
    for name, read in TABLES.items():
        found[f"table: {name}"] = lambda r=read: r(folder)
    found.update({f"delegation: {name}": make for name, make in DELEGATIONS.items()})
    found.update({f"use: {name}": make for name, make in USES.items()})
    for name, file in FILES.items():
        found[f"file: {name}"] = lambda f=file: list(beijing().decide_many(folder / f))
    return found
