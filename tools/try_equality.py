"""Hold compiled questions and learnt tables against the reference evaluator, on random matters.

    python tools/try_equality.py compiled --rows 100000 --seed 1
    python tools/try_equality.py columns  --rows 200000 --seed 1

The matters come from the seed and the pack's own fields: some facts said and some not, some said
to be unknown, codes of every depth, days on, before and after each day on which something changes.

``compiled`` asks each matter of the diagrams and adds the facts that they turn out to need, until
it can be walked. Then every question must come to what the evaluator says, disputes and conflicts
included. Where facts that the diagrams did not need are left unsaid the evaluator may leave more
open than they do; what they come to must then be among what it holds possible. ``columns`` decides
tables of them, tables learnt on the way, and holds the class of each row (what is decided, by whom,
by which rules) and its error against those of the evaluator.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import process_time
from typing import Any

import attrs
import govrules
from govrules.decision.outcome import outcome_of
from govrules.diagrams import Chain, Leaf, cuts_of
from govrules.errors import ConflictError, ContradictionError, GovrulesError
from govrules.evaluate import Answer, Evaluation, evaluate
from govrules.evaluate.reference import followed
from govrules.rules import Field, read_facts

BATCH = 1_000
# So many facts are added to a matter at most until its questions can be walked.
MOST_ADDED = 60
# What a matter may be about is said more often than the rest.
USUAL = ("kind", "item", "place", "on")
SHOWN = 5
NOT_WALKABLE = "not walkable"


class Draw:
    """Random matters of a jurisdiction.

    Args:
        made: The jurisdiction.
        seed: Of the random numbers.
    """

    def __init__(self, made: govrules.Jurisdiction, seed: int) -> None:
        self.random = random.Random(seed)
        self._made, self._fields = made, made.rules.declared
        self._bounds = cuts_of(made.rules)
        self._codes = {f.id: sorted(f.tree or ()) for f in self._fields.values()}
        self._precise = {
            f.id: [c for c in self._codes[f.id] if f.tree is not None and f.tree.is_leaf(c)]
            for f in self._fields.values()
        }
        self._worked_out = {q.id for q in made.rules.questions if q.kind == "fact"}

    def matter(self) -> dict[str, Any]:
        """A matter that says little or much."""
        share = self.random.choice((0.05, 0.2, 0.5, 0.9))
        found: dict[str, Any] = {}
        for id, field in self._fields.items():
            is_rare = field.reads is not None or id in self._worked_out
            said = 0.95 if id in USUAL else share * (0.1 if is_rare else 1)
            if self.random.random() < said:
                is_open = self.random.random() < 0.02
                found[id] = "unknown" if is_open else self.value(field)
        return found

    def filled(self, matter: dict[str, Any]) -> dict[str, Any]:
        """The matter with every plain fact said that it leaves unsaid."""
        more = {
            id: self.value(field, is_precise=True)
            for id, field in self._fields.items()
            if id not in matter and field.reads is None and id not in self._worked_out
        }
        return {**matter, **more}

    def value(self, field: Field, *, is_precise: bool = False) -> Any:
        """A value of a field, as text."""
        draw = self.random
        match field.kind:
            case "flag":
                return draw.choice(("true", "false"))
            case "count":
                return str(draw.randrange(5))
            case "day":
                near = draw.choice(self._bounds) + timedelta(draw.choice((-1, 0, 1)))
                far = date(2015, 1, 1) + timedelta(draw.randrange(4200))
                return str(draw.choice((near, far)))
            case "set":
                return ";".join(c.code for c in field.choices if draw.random() < 0.3) or "none"
            case "choice":
                return draw.choice(field.choices).code
        return draw.choice((self._precise if is_precise else self._codes)[field.id])


@attrs.define
class Tally:
    """What was compared, and what differed."""

    counts: Counter[str] = attrs.field(factory=Counter)
    unlike: list[str] = attrs.field(factory=list)

    def differs(self, matter: dict[str, Any], what: str) -> None:
        """Note a difference, and the matter by which it was found."""
        self.counts["different"] += 1
        if len(self.unlike) < SHOWN:
            self.unlike.append(f"{what}\n    {matter}")

    def told(self) -> str:
        """The counts in one line, and the first differences."""
        counts = ", ".join(f"{n} {what}" for what, n in sorted(self.counts.items()))
        return "\n  ".join([counts, *self.unlike])


def compiled(made: govrules.Jurisdiction, draw: Draw, rows: int, tally: Tally) -> Iterator[int]:
    """Every question of the diagrams held against the evaluator's, matter by matter."""
    chain = Chain(made.rules)
    for n in range(rows):
        matter = _walkable(made, chain, draw)
        if matter is None:
            tally.counts[NOT_WALKABLE] += 1
        else:
            if n % 2:
                matter = draw.filled(matter)
            _compare(made, chain, matter, tally)
        if (n + 1) % BATCH == 0:
            yield n + 1


def _walkable(made: govrules.Jurisdiction, chain: Chain, draw: Draw) -> dict[str, Any] | None:
    """A matter with what the diagrams need; ``None`` where its record contradicts itself."""
    matter = draw.matter()
    for _ in range(MOST_ADDED):
        try:
            chain.decide(read_facts(matter, made.rules.declared, day_field=made.rules.day_field))
        except KeyError as error:
            key = error.args[0]
            field = key if isinstance(key, str) else draw.random.choice((key.first, key.second))
            field = field.partition(".")[0]
            reads = made.rules.declared[field].reads if field in made.rules.declared else None
            field = reads[0] if reads is not None else field
            if field not in made.rules.declared:
                return None  # an answer of several that some test leaves open
            matter[field] = draw.value(made.rules.declared[field], is_precise=True)
        except ContradictionError:
            return matter
        except GovrulesError:
            return None
        else:
            return matter
    return None


def _compare(
    made: govrules.Jurisdiction, chain: Chain, matter: dict[str, Any], tally: Tally
) -> None:
    try:
        facts = read_facts(matter, made.rules.declared, day_field=made.rules.day_field)
    except GovrulesError:
        tally.counts[NOT_WALKABLE] += 1
        return
    here = _come_to(lambda: chain.decide(facts))
    if here == NOT_WALKABLE:  # what was filled in has them ask for more
        tally.counts[NOT_WALKABLE] += 1
        return
    there = _come_to(lambda: evaluate(made.rules, facts))
    if isinstance(here, str) or isinstance(there, str):
        kinds = [f if isinstance(f, str) else "answered" for f in (here, there)]
        is_open = not isinstance(there, str) and any(
            a.live for a in there.answers.values() if a.question.kind != "every"
        )
        tally.counts[f"{kinds[0]} in every case left open" if is_open else kinds[1]] += 1
        if here != there and not is_open:
            tally.differs(matter, " / ".join(kinds))
        return
    tally.counts["compared"] += 1
    for question, leaf in here.items():
        answer = there.answers[question]
        how = _held(leaf, answer, there)
        tally.counts[f"answers {how or 'unlike'}"] += 1
        if how is None:
            tally.differs(matter, f"{question}: {leaf.values} / {answer.values}")


def _held(leaf: Leaf, answer: Answer, found: Evaluation) -> str | None:
    """How a leaf is the evaluator's answer: the same, or one that it leaves open; else ``None``."""
    values = followed(Answer(answer.question, leaf.values), found.look).values
    pairs = tuple((d.first.id, d.second.id) for d in answer.disputes)
    if (values, leaf.disputes) == (answer.values, pairs):
        return "alike"
    is_possible = bool(answer.live) and set(values) <= set(answer.values)
    return "possible" if is_possible else None


def _come_to(ask: Callable[[], Any]) -> Any:
    """What is found; the kind of the error, and of a conflict the rules."""
    try:
        found = ask()
    except ConflictError as error:
        return f"conflict {' '.join(error.rules)}"
    except ContradictionError:
        return "contradiction"
    except KeyError:
        return NOT_WALKABLE
    if isinstance(found, dict):
        clash = next((leaf.conflict for leaf in found.values() if leaf.conflict), None)
        return found if clash is None else f"conflict {' '.join(clash)}"
    return found


def columns(made: govrules.Jurisdiction, draw: Draw, rows: int, tally: Tally) -> Iterator[int]:
    """Each row of decided tables held against the evaluator's outcome of its matter."""
    import pyarrow as pa

    schema = pa.schema([(id, pa.string()) for id in made.rules.declared])
    for start in range(0, rows, BATCH):
        matters = [draw.matter() for _ in range(min(BATCH, rows - start))]
        table = pa.Table.from_pylist(matters, schema)
        found = made.decide_table(table, keep=[]).to_pylist()
        for matter, row in zip(matters, found, strict=True):
            here, there = (row["decision_class"], row["error"]), _told(made, matter)
            tally.counts["decided" if there[1] is None else "errors"] += 1
            if here != there:
                tally.differs(matter, f"{here!s:.300} / {there!s:.300}")
        yield start + len(matters)


def _told(made: govrules.Jurisdiction, matter: dict[str, Any]) -> tuple[str | None, str | None]:
    """What the evaluator finds of a matter: its class, or the error."""
    try:
        facts = read_facts(matter, made.fields)
        outcome = outcome_of(evaluate(made.rules, facts), made.context)
    except GovrulesError as error:
        return None, f"{error.code}: {error.text('en')}"
    return made.classes.of(outcome).code, None


def main() -> int:
    """Compare as many matters as are asked for; tell what was compared after each batch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("compiled", "columns"))
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pack", default="beijing")
    args = parser.parse_args()
    made, tally = govrules.load(args.pack), Tally()
    draw = Draw(made, args.seed)
    compare = {"compiled": compiled, "columns": columns}[args.what]
    for done in compare(made, draw, args.rows, tally):
        print(
            f"{done} matters, {process_time():.0f} s: {tally.told()}", file=sys.stderr, flush=True
        )
    print(f"seed {args.seed}, {args.rows} matters: {tally.told()}")
    return 1 if tally.unlike else 0


if __name__ == "__main__":
    raise SystemExit(main())
