"""clipspy (CLIPS): a fact a matter, the catalogue as 500 facts, rules ordered by salience."""

from __future__ import annotations

from typing import Any

from ..job import DEPARTMENT, FIXED, FLAGS, GROUP
from . import Engine

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "clipspy", "clipspy", ("clips",)
DOES = "rule, owner and item group"
TOGETHER = 500
WORDS = ("place", "item", "kind", "assigned_to")


def make() -> Engine:
    """Rules that hand (number, owner, rule) to Python and retract the matter."""
    import clips

    environment, said = clips.Environment(), {}

    def decided(number: int, owner: str, leaf: str) -> None:
        said[number] = (owner, leaf)

    environment.define_function(decided, name="decided")
    environment.build("(deftemplate catalogue (slot item) (slot group) (slot department))")
    slots = " ".join(f"(slot {s})" for s in ("number", "on", *WORDS, *FLAGS))
    environment.build(f"(deftemplate matter {slots})")
    for rule in _rules():
        environment.build(rule)
    catalogue, matter = (environment.find_template(t) for t in ("catalogue", "matter"))
    for item, group in GROUP.items():
        catalogue.assert_fact(item=item, group=clips.Symbol(group), department=DEPARTMENT[item])
    truth = {True: clips.Symbol("TRUE"), False: clips.Symbol("FALSE")}

    def put(number: int, m: dict[str, Any]) -> None:
        matter.assert_fact(
            number=number,
            on=int(m["on"].replace("-", "")),
            **{word: m[word] for word in WORDS},
            **{flag: truth[m[flag]] for flag in FLAGS},
        )

    def batch(matters: Any) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for start in range(0, len(matters), TOGETHER):
            some = matters[start : start + TOGETHER]
            for number, m in enumerate(some):
                put(number, m)
            environment.run()
            found.extend(said[n] for n in range(len(some)))
        return found

    return Engine(lambda m: batch([m])[0], batch)


def _rules() -> list[str]:
    street, district = "(sub-string 1 9 ?p)", "(sub-string 1 6 ?p)"
    office = f'(str-cat "subdistrict_office@" {street})'
    department = f'(str-cat ?dep "@" {district})'
    rules: list[str] = []

    def add(leaf: str, slots: str, owner: str, group: str = "", test: str = "") -> None:
        entry = f"(catalogue (item ?i) (group {group}) (department ?dep))" if group else ""
        rules.append(
            f"(defrule {leaf} (declare (salience {-len(rules)})) ?f <- (matter (number ?n) "
            f'(place ?p) (item ?i) (on ?d) {slots}) {entry} {test} => (decided ?n {owner} "{leaf}") '
            "(retract ?f))"
        )

    for n, flag in enumerate(FLAGS[:5]):
        add(f"R{n + 1}", f"({flag} TRUE)", f'"{FIXED[f"R{n + 1}"]}"')
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        here = f'(kind "{kind}") (assigned_to "community")'
        since = "(test (>= ?d 20191215))" if letter == "a" else ""
        add(f"R6{letter}.in", here, '(str-cat "community_committee@" ?p)', group, since)
        add(f"R6{letter}.back", here, office, "", since)
    add("R7", "(multi_dept TRUE)", office)
    add("R8", "(unclear TRUE)", f'(str-cat "district_government@" {district})')
    team = f'(str-cat "enforcement_team@" {street})'
    add("R9.street", "", team, "enforcement", "(test (>= ?d 20200701))")
    add("R9.district", "", department, "enforcement")
    add("R10", "", office, "tasks|forms|certificates|own")
    add("R11", "", department, "other")
    return rules
