"""Try the search for items on demands in everyday words: found, taken as certain, wrongly so.

    python tools/try_demands.py [DEMANDS.csv] [--show]

DEMANDS.csv has the columns set, text and item: the codes that are right, joined by ``|``, or
``none``. Found is: a right one is among the first three.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from time import process_time

import govrules
from govrules.intake import ItemSearch
from govrules.rules import CodeList

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("demands", nargs="?", type=Path, default=ROOT / "tests/intake/demands.csv")
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    demands = list(csv.DictReader(given.demands.read_text(encoding="utf-8").splitlines()))
    tree = govrules.load("beijing").fields["item"].tree
    assert isinstance(tree, CodeList)
    search = ItemSearch(tree)
    search.find("电梯坏了")  # the words are read once
    print("| set | demands | with an item | found | certain | wrong | µs each |")
    print("|---|---|---|---|---|---|---|")
    for name in dict.fromkeys(d["set"] for d in demands):
        some = [d for d in demands if d["set"] == name]
        began = process_time()
        found = [search.find(d["text"]) for d in some]
        each = (process_time() - began) / len(some) * 1e6
        codes = [d["item"].split("|") for d in some]
        pairs = list(zip(codes, found, strict=True))
        hits = [any(c.code in right for c in f[:3]) for right, f in pairs if right != ["none"]]
        sure = [(right, search.certain(f)) for right, f in pairs]
        certain = sum(code is not None for _, code in sure)
        wrong = sum(code is not None and code not in right for right, code in sure)
        share = sum(hits) / max(len(hits), 1)
        cells = (name, len(some), len(hits), f"{share:.0%}", certain, wrong, f"{each:.0f}")
        print("|", " | ".join(map(str, cells)), "|")
        for d, (right, f) in zip(some, pairs, strict=True) if given.show else ():
            if right != ["none"] and not any(c.code in right for c in f[:3]):
                print(f"  {d['text']}: {[(c.code, c.words) for c in f[:3]]}")


if __name__ == "__main__":
    main()
