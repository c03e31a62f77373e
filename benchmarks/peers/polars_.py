"""Polars: a lazy frame over strings, when/then and two joins."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..job import DEPARTMENT, FIXED, FLAGS, GROUP, ITEMS, places
from . import Engine

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make", "plan"]

NAME, PACKAGE, NEEDS = "Polars", "polars", ("polars",)
DOES = "rule and owner, vectorised, no reasons"


def plan(frame: Any) -> Any:
    """The job over a lazy frame: owner and rule, in the order of the rows."""
    import polars as pl

    c = pl.col
    items = pl.LazyFrame(
        {
            "item": ITEMS,
            "group": [GROUP[i] for i in ITEMS],
            "department": [DEPARTMENT[i] for i in ITEMS],
        }
    )
    where = pl.LazyFrame(
        {
            "place": places(),
            "street": [p[:9] for p in places()],
            "district": [p[:6] for p in places()],
        }
    )
    joined = frame.join(items, on="item", how="left", maintain_order="left").join(
        where, on="place", how="left", maintain_order="left"
    )
    rule: Any = pl
    for n, flag in enumerate(FLAGS[:5]):
        rule = rule.when(c(flag)).then(pl.lit(f"R{n + 1}"))
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        here = (c("kind") == kind) & (c("assigned_to") == "community")
        here = here & (c("on") >= date(2019, 12, 15)) if letter == "a" else here
        rule = rule.when(here & (c("group") == group)).then(pl.lit(f"R6{letter}.in"))
        rule = rule.when(here).then(pl.lit(f"R6{letter}.back"))
    moved = c("group") == "enforcement"
    rule = (
        rule.when(c("multi_dept"))
        .then(pl.lit("R7"))
        .when(c("unclear"))
        .then(pl.lit("R8"))
        .when(moved & (c("on") >= date(2020, 7, 1)))
        .then(pl.lit("R9.street"))
        .when(moved)
        .then(pl.lit("R9.district"))
        .when(c("group") != "other")
        .then(pl.lit("R10"))
        .otherwise(pl.lit("R11"))
    )
    return joined.with_columns(rule=rule).select(owner=_owner(pl), rule=c("rule"))


def _owner(pl: Any) -> Any:
    c, r = pl.col, pl.col("rule")
    owner: Any = pl
    for leaf, desk in FIXED.items():
        owner = owner.when(r == leaf).then(pl.lit(desk))
    office = ("R6a.back", "R6b.back", "R6c.back", "R7", "R10")
    return (
        owner.when(r.is_in(["R6a.in", "R6b.in", "R6c.in"]))
        .then(pl.lit("community_committee@") + c("place"))
        .when(r.is_in(office))
        .then(pl.lit("subdistrict_office@") + c("street"))
        .when(r == "R8")
        .then(pl.lit("district_government@") + c("district"))
        .when(r == "R9.street")
        .then(pl.lit("enforcement_team@") + c("street"))
        .otherwise(c("department") + "@" + c("district"))
    )


def make() -> Engine:
    """The in-memory engine."""
    import polars as pl

    def batch(table: Any) -> tuple[Any, Any]:
        found = plan(pl.from_arrow(table).lazy()).collect()
        return found["owner"].to_arrow(), found["rule"].to_arrow()

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        row = {**m, "on": date.fromisoformat(m["on"])}
        owner, leaf = plan(pl.LazyFrame([row])).collect().row(0)
        return owner, leaf

    return Engine(decide, batch, columnar=True)
