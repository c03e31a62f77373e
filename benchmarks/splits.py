"""What a study costs: ``python -m benchmarks.splits [ROWS [SCENARIOS [DRAWN]]]``, one process.

A year decided by a jurisdiction that has learnt nothing, then each scenario in turn; CPU seconds of
one process, and its greatest memory. DRAWN matters are drawn, and repeated to ROWS: what is met
anew costs most, and grows more slowly than rows.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from itertools import pairwise
from time import process_time

import govrules
import pyarrow as pa
from govrules.simulate import Decided, Scenario, delegations, lists, territory, year

MOVED = "JZF2020-9.1"
GROUPS = ("smoking", "noise", "waste", "greening", "outdoor_ads", "illegal_building", "gas")
MERGED = ("110101001", "110102001", "110105001", "110106001", "110108001", "110109001")


def scenarios(of: govrules.Jurisdiction) -> Iterator[Scenario]:
    """Twenty: never made, taken back by months, in part, and units merged."""
    yield Scenario("never").change(delegations(MOVED).never())
    for month in range(2, 8):
        on = f"2024-{month:02}-01"
        yield Scenario(f"back {month}").change(delegations(MOVED).revoke(on=on))
    for group in GROUPS:
        change = lists("on_power_list").remove(group, on="2024-07-01")
        yield Scenario(f"less {group}").change(change)
    for unit in MERGED:
        into = next(u for u in of.territory.children(unit[:6]) if u != unit)
        yield Scenario(f"merged {unit}").change(territory.merge(unit, into=into, on="2024-07-01"))


def peak() -> float:
    """The greatest memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rows: int, many: int, drawn: int | None = None) -> None:
    """Run the study, and tell what each part costs."""
    beijing = govrules.load("beijing")
    own = year(beijing, rows=drawn or rows, seed=7).table
    matters = pa.concat_tables([own] * (rows // own.num_rows)).unify_dictionaries()
    rows = matters.num_rows
    print(f"{rows:,} matters, {own.num_rows:,} of them drawn", flush=True)
    listed = list(scenarios(beijing))[:many]
    spent = [process_time()]

    def told(done: int, total: int) -> None:
        spent.append(process_time())
        name = "" if done == 0 else listed[done // rows - 1].name
        cost = f"{spent[-1] - spent[-2]:.1f} CPU s"
        print(f"before {name or 'the baseline'}: {cost}, {peak():,.0f} MB", flush=True)

    from govrules.simulate.run import simulate

    run = simulate(beijing, matters, listed, progress=told)
    spent.append(process_time())
    each = [after - before for before, after in pairwise(spent[2:])]
    print(f"cold baseline: {spent[2] - spent[1]:.1f} CPU s", flush=True)
    print(f"{len(each)} scenarios: {sum(each):.1f} CPU s, each {min(each):.1f} to {max(each):.1f}")
    print(f"classes: {len(beijing.classes):,}; peak {peak():,.0f} MB")
    counted: Decided = run[listed[0].name]
    print(counted.changes())
    warm = process_time()
    beijing.decide_table(matters, keep=[])
    print(f"the baseline again: {process_time() - warm:.2f} CPU s", flush=True)


if __name__ == "__main__":
    given = [int(word.replace("_", "")) for word in sys.argv[1:]]
    main(*given, *(1_000_000, 20)[len(given) :])
