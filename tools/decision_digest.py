"""Digests of the decisions of many generated matters, to hold two commits side by side.

    python tools/decision_digest.py --rows 50000 --full 2000 -o before.jsonl
    git switch … && python tools/decision_digest.py --rows 50000 --full 2000 --against before.jsonl

The matters come from the seed and the declared fields alone, so that both commits decide the same
ones. All of them go through ``decide_table`` (disposition, owner, class with its rules, error); of
the first ``--full`` the whole record of ``decide`` is compared, but for what says who decided.

Where rules were written anew, their ids, reasons and number differ: ``--without-ids`` compares what
was decided (disposition, organs, duties, candidates, questions) and the provisions cited. ``--kinds
task,form --said 0.4`` draws matters of these kinds, each of their facts said four times in ten.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import govrules

KINDS = [
    "violation",
    "violation",
    "consult",
    "help",
    "complaint",
    "report",
    "suggestion",
    "task",
    "form",
    "certificate",
]
# Facts that a matter of any kind may have; the rest is drawn now and then.
OFTEN = ("channel", "on_power_list", "first_receiver", "n_departments")
DAYS = (date(1989, 12, 1), date(2026, 6, 1))
BOUNDS = ("2020-01-01", "2020-05-01", "2020-07-01", "2021-09-24", "2024-11-29", "2025-04-01")


def matters(
    jurisdiction: govrules.Jurisdiction, args: argparse.Namespace
) -> Iterator[dict[str, Any]]:
    """Matters of every kind at real places, half of their facts unsaid, days round every bound."""
    draw = random.Random(args.seed)
    fields = jurisdiction.fields
    places, items = list(jurisdiction.territory), list(fields["item"].tree or ())
    others = [
        f
        for id, f in fields.items()
        if id not in ("kind", "item", "place", "on") and f.reads is None
    ]
    for number in range(args.rows):
        matter: dict[str, Any] = {"id": str(number), "kind": draw.choice(args.kinds)}
        if draw.random() < 0.9:
            matter["item"] = draw.choice(items)
        if draw.random() < 0.95:
            matter["place"] = draw.choice(places)
        if draw.random() < 0.95:
            matter["on"] = _day(draw)
        for f in others:
            if draw.random() < (0.5 if f.id in OFTEN else args.said):
                matter[f.id] = _value(draw, f)
        yield matter


def _day(draw: random.Random) -> str:
    if draw.random() < 0.3:
        bound = date.fromisoformat(draw.choice(BOUNDS))
        return (bound + timedelta(days=draw.choice((-1, 0, 1)))).isoformat()
    return (DAYS[0] + timedelta(days=draw.randrange((DAYS[1] - DAYS[0]).days))).isoformat()


def _value(draw: random.Random, field: govrules.Field) -> Any:
    match field.kind:
        case "flag":
            return draw.choice(("yes", "no"))
        case "count":
            return str(draw.randrange(4))
        case "day":
            return _day(draw)
        case "set":
            return ";".join(c.code for c in field.choices if draw.random() < 0.3) or "none"
        case "choice":
            return draw.choice([c.code for c in field.choices])
    return draw.choice(sorted(field.tree or ()))


def digests(jurisdiction: govrules.Jurisdiction, args: argparse.Namespace) -> Iterator[list[str]]:
    """Each matter, its row of the decided table, and of the first ones the whole record."""
    import pyarrow as pa

    drawn = list(matters(jurisdiction, args))
    names = [name for name in ("id", *jurisdiction.fields) if any(name in m for m in drawn)]
    columns = {
        n: pa.array([m.get(n) for m in drawn], pa.string()).dictionary_encode() for n in names
    }
    table = jurisdiction.decide_table(pa.table(columns), keep=[])
    for matter, row in zip(drawn, table.to_pylist(), strict=True):
        decided = _decided(row, jurisdiction) if args.without_ids else row
        text = json.dumps(decided, ensure_ascii=False, sort_keys=True)
        yield [json.dumps(matter, ensure_ascii=False), text]
    for matter in drawn[: 0 if args.without_ids else args.full]:
        try:
            record = jurisdiction.decide(matter).to_dict()
            for name in ("policies", "format", "govrules"):  # what says who decided, not what
                record.pop(name, None)
        except govrules.GovrulesError as error:
            record = error.to_dict()
        text = json.dumps(record, ensure_ascii=False, sort_keys=True)
        yield [json.dumps(matter, ensure_ascii=False), text]


# What a class holds of the rules that decided, beside what they decided.
OF_RULES = ("because", "defeated", "unfiled", "assumed")


def _decided(row: dict[str, Any], jurisdiction: govrules.Jurisdiction) -> dict[str, Any]:
    """What a row decides and the provisions that it cites; of an error, that it is one."""
    if row["error"]:
        return {"error": True}
    outcome = json.loads(row["decision_class"])
    cites = {str(jurisdiction.rules.rules[id].rule.cite) for id in outcome.get("because", ())}
    told = {part: said for part, said in outcome.items() if part not in OF_RULES}
    return {**told, "owner": row["owner"], "cites": sorted(cites)}


def main() -> int:
    """Print one digest of all; write the decisions, or compare them with those of another run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--full", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=KINDS)
    parser.add_argument("--said", type=float, default=0.06, help="the share of facts that are said")
    parser.add_argument("--without-ids", action="store_true", help="compare no ids of rules")
    parser.add_argument("-o", "--out", help="write the decisions here, one a line")
    parser.add_argument("--against", help="compare with the decisions in this file")
    args = parser.parse_args()
    lines = [json.dumps(one, ensure_ascii=False) for one in digests(govrules.load("beijing"), args)]
    print(hashlib.sha256("\n".join(lines).encode()).hexdigest(), f"{len(lines)} decisions")
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    if not args.against:
        return 0
    with open(args.against, encoding="utf-8") as file:
        before = [line.rstrip("\n") for line in file]
    unlike = [(a, b) for a, b in zip(before, lines, strict=True) if a != b]
    print(f"{len(unlike)} of {len(lines)} differ")
    for a, b in unlike[:5]:
        print(
            f"  matter {json.loads(a)[0]}\n    was {json.loads(a)[1]}\n    is  {json.loads(b)[1]}"
        )
    return 1 if unlike else 0


if __name__ == "__main__":
    raise SystemExit(main())
