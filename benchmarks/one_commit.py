"""What the installed govrules takes, as one line of JSON; run for each of two commits in turn.

It uses only what both have, and is run as a file, by the Python of either environment.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

# Few kinds of matters at many places: decided once, they are met again and again.
MATTERS, PLACES, ITEMS, COPIES = 400, 1000, 12, 500
ROUNDS = 9


def main() -> dict[str, float]:
    """Seconds of processor time of each, and the peak of memory in megabytes."""
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any], times: int = 1) -> Any:
        spent = []
        for _ in range(times):
            start = time.process_time()
            result = work()
            spent.append(time.process_time() - start)
        found[name] = min(spent)
        return result

    govrules = timed("import", lambda: __import__("govrules"))
    beijing = timed("load", lambda: govrules.load("beijing"))
    matters = _matters(beijing)
    timed("first decision", lambda: beijing.decide(matters[0]))
    timed("first of each kind", lambda: [beijing.decide(matter) for matter in matters])
    timed("warm decision", lambda: [beijing.decide(matter) for matter in matters * 10], ROUNDS)
    found["warm decision"] /= len(matters) * 10
    table = _table(matters)
    timed("table, first", lambda: beijing.decide_table(table))
    timed("table, again", lambda: beijing.decide_table(table), ROUNDS)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return found


def _matters(beijing: Any) -> list[dict[str, str]]:
    draw = random.Random(1)
    places = draw.sample(sorted(beijing.territory), PLACES)
    items = list(beijing.fields["item"].tree)[:ITEMS]
    said = {"kind": "complaint", "channel": "direct", "on": "2021-03-01"}
    return [
        {**said, "item": draw.choice(items), "place": draw.choice(places)} for _ in range(MATTERS)
    ]


def _table(matters: list[dict[str, str]]) -> Any:
    import pyarrow as pa

    columns = {name: [matter[name] for matter in matters] * COPIES for name in matters[0]}
    return pa.table({name: pa.array(said).dictionary_encode() for name, said in columns.items()})


if __name__ == "__main__":
    print(json.dumps(main()))
