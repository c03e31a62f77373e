"""The job: eleven ordered rules over 500 items and real places, as a plain function and as rules.

    matter ─▶ (owner, rule)        owner = role@unit, such as subdistrict_office@110102013

The law that the rules cite does not exist: it was made up for this benchmark and says so in its
name. Places are Beijing's, from the territory of the policy pack (one roster, 2023-06-30).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import govrules
from govrules import (
    ROLES,
    Blueprint,
    Field,
    Jurisdiction,
    Layout,
    Policy,
    Question,
    Role,
    Rule,
    Slot,
    Territory,
    rule,
)
from govrules.law import Instrument, Issuer, Law, Rank, Version
from govrules.rules import Code, CodeList
from govrules.values import Period

__all__ = [
    "DEPARTMENT",
    "ENFORCERS",
    "FIXED",
    "FLAGS",
    "GROUP",
    "ITEMS",
    "KINDS",
    "LEVELS",
    "OTHERS",
    "POWERS_SINCE",
    "RULES",
    "TASKS_SINCE",
    "jurisdiction",
    "law",
    "owner_of",
    "places",
    "reference",
    "territory",
]

ROSTER = date(2023, 6, 30)
# The days from which two of the rules hold.
TASKS_SINCE, POWERS_SINCE = date(2019, 12, 15), date(2020, 7, 1)

KINDS = ("consult", "help", "complaint", "report", "suggestion", "task", "form", "certificate")
LEVELS = ("none", "community", "subdistrict")
FLAGS = ("emergency", "legal_channel", "repeat", "secret", "unlawful", "multi_dept", "unclear")

# Five departments whose powers moved in part (431 items), and eight others (25 − 10 items).
ENFORCERS = ("urban_enforcement", "ecology", "water", "agriculture", "health")
ENFORCED = (393, 4, 22, 1, 11)
OTHERS = ("police", "housing", "transport", "education", "labour", "market", "culture", "parks")

# Leaf rules in order; of two that apply the earlier one wins.
RULES = (
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R6a.in",
    "R6a.back",
    "R6b.in",
    "R6b.back",
    "R6c.in",
    "R6c.back",
    "R7",
    "R8",
    "R9.street",
    "R9.district",
    "R10",
    "R11",
)
FIXED = {
    "R1": "emergency_line",
    "R2": "legal_channel_desk",
    "R3": "progress_desk",
    "R4": "explanation_desk",
    "R5": "persuasion_desk",
}


def _catalogue() -> Iterator[tuple[str, str, str]]:
    """Item, its group, and its department; the last empty where the group has none."""
    for group, letter, count in (("tasks", "C", 34), ("forms", "F", 7), ("certificates", "Z", 3)):
        yield from ((f"{letter}{n:02d}", group, "") for n in range(1, count + 1))
    number = 0
    for department, count in zip(ENFORCERS, ENFORCED, strict=True):
        for _ in range(count):
            number += 1
            yield f"E{number:03d}", "enforcement", department
    yield from ((f"O{n:02d}", "own", "") for n in range(1, 11))
    yield from ((f"O{n:02d}", "other", OTHERS[(n - 1) % 8]) for n in range(11, 26))


GROUP = {item: group for item, group, _ in _catalogue()}
DEPARTMENT = {item: department for item, _, department in _catalogue()}
ITEMS = tuple(GROUP)


@cache
def territory() -> Territory:
    """Beijing's units of the last roster, from the policy pack."""
    whole = govrules.load("beijing").territory
    units = [whole.unit(code, ROSTER) for code in whole]
    return Territory.from_rosters(
        {ROSTER: {u.code: u.zh for u in units if ROSTER.isoformat() in u.rosters}},
        english={u.code: u.en for u in units if u.en != u.zh},
    )


@cache
def places() -> tuple[str, ...]:
    """The 7,535 communities and villages."""
    return tuple(code for code in territory() if len(code) == 12)


# --- the plain function, which every engine must equal ---------------------------------------


def reference(m: Mapping[str, Any]) -> tuple[str, str]:
    """Owner and rule of a matter: what one would write by hand, with no reasons.

    Args:
        m: ``item``, ``place`` (12 digits), ``on`` (ISO), ``kind``, ``assigned_to``, the flags.
    """
    group = GROUP[m["item"]]
    leaf = _leaf(m, group)
    return owner_of(leaf, m["place"], DEPARTMENT[m["item"]]), leaf


def _leaf(m: Mapping[str, Any], group: str) -> str:
    if m["emergency"]:
        return "R1"
    if m["legal_channel"]:
        return "R2"
    if m["repeat"]:
        return "R3"
    if m["secret"]:
        return "R4"
    if m["unlawful"]:
        return "R5"
    if m["assigned_to"] == "community":
        kind = m["kind"]
        if kind == "task" and m["on"] >= "2019-12-15":
            return "R6a.in" if group == "tasks" else "R6a.back"
        if kind == "form":
            return "R6b.in" if group == "forms" else "R6b.back"
        if kind == "certificate":
            return "R6c.in" if group == "certificates" else "R6c.back"
    if m["multi_dept"]:
        return "R7"
    if m["unclear"]:
        return "R8"
    if group == "enforcement":
        return "R9.street" if m["on"] >= "2020-07-01" else "R9.district"
    return "R11" if group == "other" else "R10"


def owner_of(leaf: str, place: str, department: str) -> str:
    """The owner that a rule leads to; engines that only name the rule are given this."""
    if leaf in FIXED:
        return FIXED[leaf]
    if leaf.endswith(".in"):
        return f"community_committee@{place}"
    if leaf.endswith(".back") or leaf in ("R7", "R10"):
        return f"subdistrict_office@{place[:9]}"
    if leaf == "R8":
        return f"district_government@{place[:6]}"
    if leaf == "R9.street":
        return f"enforcement_team@{place[:9]}"
    return f"{department}@{place[:6]}"


# --- the same as a jurisdiction --------------------------------------------------------------

NAMES = {
    "tasks": ("社区任务", "community tasks"),
    "forms": ("表格", "forms"),
    "certificates": ("证明", "certificates"),
    "enforcement": ("下放的执法事项", "moved powers"),
    "own": ("街道职责", "the subdistrict's own"),
    "other": ("部门职责", "departments' own"),
}


def _items() -> CodeList:
    groups = [Code(group, None, zh, en) for group, (zh, en) in NAMES.items()]
    items = [
        Code(
            item, group, f"事项{item}", f"item {item}", attributes={"department": DEPARTMENT[item]}
        )
        for item, group in GROUP.items()
    ]
    return CodeList("items", [*groups, *items])


def _roles() -> tuple[Role, ...]:
    desks = (
        ("emergency_line", "紧急专线"),
        ("legal_channel_desk", "法定渠道告知"),
        ("progress_desk", "进展告知"),
        ("explanation_desk", "解释说明"),
        ("persuasion_desk", "劝导教育"),
    )
    local = (
        ("community_committee", "居村委会", "community"),
        ("subdistrict_office", "街道办事处", "subdistrict"),
        ("enforcement_team", "综合执法队", "subdistrict"),
        ("district_government", "区政府", "district"),
    )
    return (
        Role("benchmark", "基准制定者", "benchmark", ("desk",)),  # who ranks its two instruments
        *(Role(code, zh, code.replace("_", " "), ("desk",)) for code, zh in desks),
        *(Role(code, zh, code.replace("_", " "), (level,)) for code, zh, level in local),
        *(
            Role(code, f"部门{code}", f"{code} department", ("district",))
            for code in (*ENFORCERS, *OTHERS)
        ),
    )


def _fields(items: CodeList) -> tuple[Field, ...]:
    flags = (
        ("紧急", "emergency"),
        ("应走法定渠道", "for a legal channel"),
        ("重复无新情况", "repeat"),
        ("涉密", "secret"),
        ("违法违俗", "unlawful"),
        ("涉及多部门", "several departments"),
        ("权责不清", "unclear"),
    )
    return (
        Field("item", "code", "事项", "item", tree=items, identity=True),
        Field("place", "code", "地点", "place", tree=territory(), identity=True),
        Field("on", "day", "日期", "day"),
        Field("kind", "choice", "类型", "kind", [(k, f"类型{k}", k) for k in KINDS], identity=True),
        Field(
            "assigned_to", "choice", "交办对象", "assigned to", [(k, f"对象{k}", k) for k in LEVELS]
        ),
        *(
            Field(id, "flag", zh, en, assume=False)
            for id, (zh, en) in zip(FLAGS, flags, strict=True)
        ),
        Field(
            "department", "code", "主管部门", "department", tree=ROLES, reads=("item", "department")
        ),
    )


def law() -> Law:
    """Two instruments that exist nowhere else."""
    issuer = Issuer("benchmark", "基准测试", "the benchmark")
    names = (
        (
            "BENCH-ADMISSION",
            "（虚构）基准测试用准入规定",
            "Admission Rules made up for the benchmark",
        ),
        ("BENCH-HOTLINE", "（虚构）基准测试用热线规定", "Hotline Rules made up for the benchmark"),
    )
    since = date(2018, 1, 1)
    instruments = tuple(
        Instrument(id, zh, en, Rank.DECISION, issuer, since, Period(since), (Version(None, since),))
        for id, zh, en in names
    )
    return Law(instruments, "made up for the benchmark", "")


def _rules() -> tuple[Rule, ...]:
    """The leaf rules, each an exception to the next: so that the earlier one wins."""
    to_community = "assigned_to = community"
    conditions = {
        **{f"R{n + 1}": flag for n, flag in enumerate(FLAGS[:5])},
        "R6a.in": f"kind = task and {to_community} and item under tasks",
        "R6a.back": f"kind = task and {to_community}",
        "R6b.in": f"kind = form and {to_community} and item under forms",
        "R6b.back": f"kind = form and {to_community}",
        "R6c.in": f"kind = certificate and {to_community} and item under certificates",
        "R6c.back": f"kind = certificate and {to_community}",
        "R7": "multi_dept",
        "R8": "unclear",
        "R9.street": "item under enforcement",
        "R9.district": "item under enforcement",
        "R10": "item under (tasks, forms, certificates, own)",
        "R11": "item under other",
    }
    since = {"R6a.in": TASKS_SINCE, "R6a.back": TASKS_SINCE, "R9.street": POWERS_SINCE}
    rules = []
    for number, leaf in enumerate(RULES):
        law = "BENCH-ADMISSION" if leaf.startswith("R6") else "BENCH-HOTLINE"
        rules.append(
            rule(
                leaf,
                "route",
                when=conditions[leaf],
                then={"disposition": leaf.replace(".", "_").lower(), "lead": _lead(leaf)},
                cite=f"{law} {number + 1}",
                since=since.get(leaf),
                exception_to=RULES[number + 1 : number + 2],
                zh=f"虚构规定第{number + 1}条",
                en=f"made-up provision {number + 1}",
            )
        )
    return tuple(rules)


def _lead(leaf: str) -> str:
    if leaf in FIXED:
        return f"{FIXED[leaf]}@desk"
    if leaf in ("R9.district", "R11"):
        return "$department"
    return {"R8": "district_government@district", "R9.street": "enforcement_team@subdistrict"}.get(
        leaf,
        "community_committee@community"
        if leaf.endswith(".in")
        else "subdistrict_office@subdistrict",
    )


def jurisdiction(extra: Iterable[Rule] = (), items: CodeList | None = None) -> Jurisdiction:
    """The job as a jurisdiction of its own, newly made.

    Args:
        extra: Further rules, for measuring growth.
        items: Another catalogue.
    """
    made = [(leaf.replace(".", "_").lower(), f"依{leaf}", f"by {leaf}") for leaf in RULES]
    slots = (
        Slot(
            "disposition",
            "choice",
            choices=(
                *made,
                ("undetermined", "待查明", "undetermined"),
                ("adjudicate_law", "提请裁决", "adjudicate"),
            ),
        ),
        Slot("lead", "organ"),
    )
    policy = Policy(
        "benchmark.job",
        "基准测试",
        "the benchmark's job",
        "the benchmark",
        "1",
        rules=(*_rules(), *extra),
        fields=_fields(items or _items()),
        roles=_roles(),
        questions=(Question("route", "由谁承办？", "who owns it?", slots=slots),),
    )
    return Jurisdiction(
        Blueprint(
            id="benchmark",
            zh="基准测试",
            en="benchmark",
            territory=territory(),
            law=law(),
            layout=Layout(final="route"),
            policies=(policy,),
        )
    )
