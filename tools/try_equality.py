"""Hold compiled questions and learnt tables against the reference evaluator, on random matters.

    python tools/try_equality.py compiled --rows 10000 --seeds 1:20
    python tools/try_equality.py columns  --rows 10000 --seeds 1:20 --log columns.jsonl

The matters come from the seed and the pack's own rules and fields (``random_matters.py``): most aim
at some rule, on a day on which it begins or ends among others; some facts are said and some not,
some said to be unknown or one of several, codes of every depth, facts that rules work out. Of each
seed a line is added to the log, with what was compared and which rules won, lost or stayed open;
a seed that stands there is not run again. At the end all lines of the log are added up.

The peer is loaded by itself, reads each matter anew and shares no memory with what is tried.

``columns`` decides tables, learning on the way. Of each row must be the same: the class of its
decision (all that is decided, with every reason), lead and owner where they sit, or the error;
every answer of the tables that were learnt, rule by rule, and what it makes known; of every 50th
matter the whole record, texts and what to ask next included.

``compiled`` asks each matter of the diagrams and adds the facts that they turn out to need, until
it can be walked. Then every question must come to what the evaluator says, disputes and conflicts
included: of the matter as it is, and with all that is open in it settled at random. Where the
evaluator leaves more open than they do, what they come to must be among what it holds possible.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import attrs
import govrules
from govrules.classes.answers import key_of
from govrules.decision.outcome import outcome_of
from govrules.diagrams import Chain, Leaf
from govrules.diagrams.chain import answer_fields
from govrules.errors import ConflictError, ContradictionError, GovrulesError
from govrules.evaluate import Answer, Evaluation, evaluate
from govrules.evaluate.reference import followed
from govrules.rules import Compiled, Conclusion, Facts, RuleSet
from govrules.rules.reader import Reader
from random_matters import Draw, edges_of

BATCH = 1_000
KERNELS = ("numpy", "numba")
WHOLE = 50  # of so many matters one is decided by itself as well, its record compared
# So many facts are added to a matter at most until its questions can be walked.
MOST_ADDED = 60
SHOWN = 5
NOT_WALKABLE = "not walkable"


@attrs.define
class Tally:
    """What was compared, what differed, and what the matters touched of the rules.

    Args:
        counts: What → how often.
        unlike: The first differences, each with its matter.
        touched: ``won``, ``live``, ``lost`` → rule → in how many matters; ``days``: each day on
            which something changes, and the one before; ``edges``: the same of a single rule, all
            of whose condition holds but its days.
    """

    counts: Counter[str] = attrs.field(factory=Counter)
    unlike: list[str] = attrs.field(factory=list)
    touched: dict[str, Counter[str]] = attrs.field(factory=dict)

    def differs(self, matter: dict[str, str], what: str) -> None:
        """Note a difference, and the matter by which it was found."""
        self.counts["different"] += 1
        if len(self.unlike) < SHOWN:
            self.unlike.append(f"{what}\n    {matter}")

    def touch(self, found: Evaluation, aim: Compiled | None) -> None:
        """Note what a matter touched."""
        day = str(found.facts.values.get(found.rules.day_field))
        answers = found.answers.values()
        edges = map(str, () if aim is None else edges_of(aim, found.rules))
        is_edge = day in edges and aim is not None and found.held(aim.condition) is True
        for what, ids in (
            ("won", {r.id for a in answers for r in a.winners}),
            ("live", {r.id for a in answers for r in a.live}),
            ("lost", {d.rule.id for a in answers for d in a.defeated}),
            ("days", {day}),
            ("edges", {f"{aim.id} {day}"} if is_edge and aim is not None else ()),
        ):
            self.touched.setdefault(what, Counter()).update(ids)

    def add(self, line: dict[str, Any]) -> None:
        """Add what a line of the log says."""
        self.counts.update(line["counts"])
        self.unlike += line["unlike"]
        for what, counts in line["touched"].items():
            self.touched.setdefault(what, Counter()).update(counts)

    def told(self) -> str:
        """The counts in one line, and the differences."""
        counts = ", ".join(f"{n} {what}" for what, n in sorted(self.counts.items()))
        return "\n  ".join([counts, *self.unlike])

    def reach(self, rules: RuleSet, days: Iterable[Any]) -> str:
        """How much of the rules was touched, and which rules never won."""
        edges = {f"{r.id} {day}" for r in rules.rules.values() for day in edges_of(r, rules)}
        every = {what: {*rules.rules} for what in ("won", "live", "lost")}
        every |= {"days": set(map(str, days)), "edges": edges}
        left = {what: ids - self.touched.get(what, {}).keys() for what, ids in every.items()}
        shares = (f"{what} {len(ids) - len(left[what])}/{len(ids)}" for what, ids in every.items())
        return f"{', '.join(shares)}; never won: {' '.join(sorted(left['won'])) or 'none'}"


@attrs.frozen
class Trial:
    """What is tried beside its peer, and on what.

    Args:
        made: The jurisdiction whose tables or diagrams are tried.
        peer: The same, loaded by itself, of which nothing but the reference evaluator is used.
        draw: The matters.

    Attributes:
        read: Reads a record for what is tried, remembering what values meant.
        read_anew: Reads it for the peer, remembering nothing.
    """

    made: govrules.Jurisdiction
    peer: govrules.Jurisdiction
    draw: Draw
    read: Callable[[dict[str, str]], Facts] = attrs.field(init=False)
    read_anew: Callable[[dict[str, str]], Facts] = attrs.field(init=False)

    @read.default
    def _make_read(self) -> Callable[[dict[str, str]], Facts]:
        return Reader(self.made.fields, day_field=self.made.rules.day_field).read

    @read_anew.default
    def _make_read_anew(self) -> Callable[[dict[str, str]], Facts]:
        return Reader(self.peer.fields, day_field=self.peer.rules.day_field, most=0).read


def columns(trial: Trial, rows: int, tally: Tally) -> None:
    """Each row of decided tables, and each learnt answer, held against the evaluator's."""
    import pyarrow as pa

    schema = pa.schema([(id, pa.string()) for id in trial.made.rules.declared])
    for start in range(0, rows, BATCH):
        drawn = [(trial.draw.matter(), trial.draw.aim) for _ in range(min(BATCH, rows - start))]
        table = pa.Table.from_pylist([matter for matter, _ in drawn], schema)
        kernel: Any = KERNELS[start // BATCH % len(KERNELS)]
        found = trial.made.decide_table(table, keep=[], kernel=kernel).to_pylist()
        for n, ((matter, aim), row) in enumerate(zip(drawn, found, strict=True)):
            _compare_row(trial, matter, row, aim, tally)
            if n % WHOLE == 0:
                _compare_record(trial, matter, tally)


def _compare_row(
    trial: Trial, matter: dict[str, str], row: dict[str, Any], aim: Compiled | None, tally: Tally
) -> None:
    try:
        found = evaluate(trial.peer.rules, trial.read_anew(matter))
        tally.touch(found, aim)
        there = _row_of(found, trial.peer)
        answers: Any = _reasons(found)
    except GovrulesError as error:
        answers = _said(error)
        there = dict.fromkeys(row) | {"error": answers}
    tally.counts["errors" if there["error"] else "decided"] += 1
    if row != there:
        tally.differs(matter, f"{row!s:.900} / {there!s:.900}")
    with suppress(ContradictionError):  # one that is found in reading, where nothing is learnt
        facts = trial.made.classes.representative(trial.read(matter))
        learner = trial.made.classes.learner
        learnt = _come_to(lambda: _reasons(learner.evaluate(trial.made.rules, facts)), _said)
        tally.counts["answers learnt"] += 0 if isinstance(learnt, str) else len(learnt)
        if learnt != answers:
            tally.differs(matter, f"learnt: {_unlike(learnt, answers)}")


def _row_of(found: Evaluation, peer: govrules.Jurisdiction) -> dict[str, str | None]:
    """What the outcome of an evaluation is in a table."""
    outcome = outcome_of(found, peer.context)
    _, _, organ, _ = peer.context.labels.of(found.facts)

    def sits(code: str | None) -> str | None:
        o = organ(code) if code else None
        return o and (f"{o.role}@{o.unit}" if o.unit else o.role)

    return {
        "disposition": outcome.disposition,
        "lead": sits(outcome.lead),
        "owner": sits(outcome.owner),
        "decision_class": peer.classes.of(outcome).code,
        "error": None,
    }


def _unlike(here: Any, there: Any) -> str:
    """The first question on which two evaluations differ."""
    if isinstance(here, str) or isinstance(there, str):
        return f"{here!s:.300} / {there!s:.300}"
    id = next(id for id in there if here.get(id) != there[id])
    return f"{id}: {here.get(id)!s:.900} / {there[id]!s:.900}"


def _reasons(found: Evaluation) -> dict[str, Any]:
    """Every answer with its reasons, and what it makes known to the questions after it.

    What is gathered is a set: its order within the answer is of no question and no rule.
    """
    return {
        id: (
            key_of(answer)[1:],
            [
                (v.one, sorted((slot, sorted(them)) for slot, them in v.many))
                if isinstance(v, Conclusion)
                else v
                for v in answer.values
            ],
            [d.verdict for d in (*answer.defeated, *answer.disputes)],
            [
                (field, found.look(field), found.look.assumptions(field))
                for field in (answer_fields(answer.question) if answer.question.slots else [id])
            ],
        )
        for id, answer in found.answers.items()
    }


def _compare_record(trial: Trial, matter: dict[str, str], tally: Tally) -> None:
    here = _come_to(lambda: trial.made.decide(matter).to_json(), _said)
    there = _come_to(lambda: trial.peer.decide(matter, engine="reference").to_json(), _said)
    tally.counts["whole records"] += 1
    if here != there:
        tally.differs(matter, f"record: {here} / {there}")


def _said(error: GovrulesError) -> str:
    return f"{error.code}: {error.without_search().text('en')}"


def compiled(trial: Trial, chain: Chain, rows: int, tally: Tally) -> None:
    """Every question of the diagrams held against the evaluator's, matter by matter."""
    for _ in range(rows):
        matter, aim = _walkable(trial, chain), trial.draw.aim
        if matter is None:
            tally.counts[NOT_WALKABLE] += 1
            continue
        try:
            read = trial.read(matter)
        except GovrulesError:
            tally.counts["not readable as said"] += 1
            continue
        here = _come_to(partial(chain.decide, read), _kind)
        for how, said in (("as said", matter), ("in full", trial.draw.filled(matter))):
            try:
                facts = trial.read_anew(said)
            except GovrulesError:  # what was filled in does not go with the rest
                tally.counts[f"not readable {how}"] += 1
                continue
            there = _come_to(partial(evaluate, trial.peer.rules, facts), _kind)
            if not isinstance(there, str):
                tally.touch(there, aim)
            _compare(here, there, how, partial(tally.differs, said), tally.counts)


def _walkable(trial: Trial, chain: Chain) -> dict[str, str] | None:
    """A matter with what the diagrams need; ``None`` where what is said must stay open."""
    matter, declared = trial.draw.matter(), trial.made.rules.declared
    for _ in range(MOST_ADDED):
        try:
            chain.decide(trial.read(matter))
        except KeyError as error:
            key = error.args[0]
            field = (
                key if isinstance(key, str) else trial.draw.random.choice((key.first, key.second))
            )
            field = field.partition(".")[0].partition("@")[0]
            reads = declared[field].reads if field in declared else None
            field = reads[0] if reads is not None else field
            if field not in declared:
                return None  # an answer of several that some test leaves open
            matter[field] = trial.draw.value(declared[field], is_precise=True)
        except GovrulesError:
            return matter
        else:
            return matter
    return None


def _compare(
    here: Any, there: Any, how: str, differs: Callable[[str], None], counts: Counter[str]
) -> None:
    if isinstance(here, str) or isinstance(there, str):
        kinds = [f if isinstance(f, str) else "answered" for f in (here, there)]
        is_open = not isinstance(there, str) and any(
            a.live for a in there.answers.values() if a.question.kind != "every"
        )
        counts[f"{kinds[0].split()[0]} {how}{', left open' if is_open else ''}"] += 1
        if kinds[0] != kinds[1] and not is_open:
            differs(f"{how}: {' / '.join(kinds)}")
        return
    counts[f"compared {how}"] += 1
    for question, leaf in here.items():
        answer = there.answers[question]
        told = _gathered if answer.question.kind == "every" else _held
        found = told(leaf, answer, there)
        counts[f"{'gathered' if told is _gathered else 'answers'} {found} {how}"] += 1
        if found == "unlike":
            said = f"{leaf.values} / {answer.values}"
            differs(f"{how}: {question}: {said} {leaf.rules} / {[r.id for r in answer.winners]}")


def _gathered(leaf: Leaf, answer: Answer, found: Evaluation) -> str:
    """How what a leaf gathers is what the evaluator does: of what either leaves open may be more.

    Where the evaluator leaves an earlier answer open it may in turn leave open what applies here.
    """
    here, there = {*leaf.rules}, {r.id for r in answer.winners}
    live = {r.id for r in answer.live}
    if not (there <= here | {*leaf.live} and here <= there | live):
        return "unlike"
    if (here, {*leaf.live}) != (there, live):
        return "possible"
    is_open = any(a.live for a in found.answers.values() if a.question.kind != "every")
    return "alike" if is_open or leaf.values == answer.values else "unlike"


def _held(leaf: Leaf, answer: Answer, found: Evaluation) -> str:
    """How a leaf is the evaluator's answer: the same, one that it leaves open, or unlike."""
    values = followed(Answer(answer.question, leaf.values), found.look).values
    pairs = tuple((d.first.id, d.second.id) for d in answer.disputes)
    if (values, leaf.disputes) == (answer.values, pairs):
        return "alike"
    is_possible = bool(answer.live) and {*values} <= {*answer.values}
    return "possible" if is_possible else "unlike"


def _come_to(ask: Callable[[], Any], told: Callable[[GovrulesError], str]) -> Any:
    """What is found, or what is told of the error; of compiled questions also of their conflict."""
    try:
        found = ask()
    except GovrulesError as error:
        return told(error)
    leaves = found.values() if isinstance(found, dict) else ()
    clash = next((leaf.conflict for leaf in leaves if isinstance(leaf, Leaf) and leaf.conflict), ())
    return f"conflict {' '.join(clash)}" if clash else found


def _kind(error: GovrulesError) -> str:
    is_conflict = isinstance(error, ConflictError)
    return f"conflict {' '.join(error.rules)}" if is_conflict else str(error.code)


def _seeds(text: str) -> range:
    first, _, last = text.partition(":")
    return range(int(first), int(last or first) + 1)


def main() -> int:
    """Compare the matters of each seed; tell what was compared, and what the matters touched."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("compiled", "columns"))
    parser.add_argument("--rows", type=int, default=10_000, help="matters of each seed")
    parser.add_argument("--seeds", type=_seeds, default=range(1, 2), help="7, or 1:20")
    parser.add_argument("--pack", default="beijing")
    parser.add_argument("--log", type=Path, help="a line for each seed; those in it are not run")
    args = parser.parse_args()
    made, peer = govrules.load(args.pack), govrules.load(args.pack)
    trial = Trial(made, peer, Draw(peer.rules))
    try_it = columns if args.what == "columns" else partial(_compiled_by, Chain(made.rules))
    lines = args.log.read_text("utf-8").splitlines() if args.log and args.log.exists() else []
    known = {(line["what"], line["seed"]): line for line in map(json.loads, lines)}
    total = Tally()
    for seed in args.seeds:
        line = known.get((args.what, seed)) or _run(trial, try_it, args.what, seed, args.rows)
        if args.log and (args.what, seed) not in known:
            with args.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(line, ensure_ascii=False) + "\n")
        total.add(line)
        print(f"seed {seed}, {line['cpu']} s: {total.told()}", file=sys.stderr, flush=True)
    print(f"{total.told()}\n{total.reach(peer.rules, trial.draw.days)}")
    return 1 if total.unlike else 0


def _compiled_by(chain: Chain, trial: Trial, rows: int, tally: Tally) -> None:
    compiled(trial, chain, rows, tally)


def _run(
    trial: Trial, try_it: Callable[[Trial, int, Tally], None], what: str, seed: int, rows: int
) -> dict[str, Any]:
    """Try the matters of one seed; what came of it as a line of the log."""
    tally, before = Tally(), process_time()
    trial.draw.random.seed(seed)
    try_it(trial, rows, tally)
    cpu = round(process_time() - before)
    return {"what": what, "seed": seed, "rows": rows, "cpu": cpu, **attrs.asdict(tally)}


if __name__ == "__main__":
    raise SystemExit(main())
