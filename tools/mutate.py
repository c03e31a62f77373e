"""Mutate a module, one small change at a time, and see which changes no test notices.

    python tools/mutate.py govrules/law/precedence.py --tests tests/law/test_precedence.py

Each comparison is turned round, each ``and`` made ``or``, each condition negated or dropped, each
constant shifted, each returned value made ``None``; the tests given run on each mutant, with a
time limit. The mutants that survive are printed as JSON, with the share that was killed. The
module is changed where it stands and put back after; so that nothing else runs beside it, work
in a copy (``git worktree add``).
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """What one node may be replaced by."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            yield ast.Compare(node.left, [TURNED[type(op)]()], node.comparators)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for n in range(len(values)):
                kept = values[:n] + values[n + 1 :]
                yield kept[0] if len(kept) == 1 else ast.BoolOp(op, kept)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.If(test=test):
            yield ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.IfExp(test=test):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Each mutant of a source: its line, what was changed, and the source of the whole."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    for number, node in enumerate(nodes):
        for changed in changes(node):
            other = copy.deepcopy(tree)
            at = list(ast.walk(other))[number]
            text = f"{_first_line(node)} -> {_first_line(changed)}"
            _Put(at, copy.deepcopy(changed)).visit(other)
            yield getattr(node, "lineno", 0), text, ast.unparse(ast.fix_missing_locations(other))


def _first_line(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).splitlines()[0]


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def is_killed(tests: list[str], seconds: float) -> bool:
    """Whether the tests fail, or do not end in time."""
    options = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "-p", "no:randomly"]
    command = [sys.executable, "-B", "-m", "pytest", *options, *tests]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def run(path: Path, tests: list[str], seconds: float, most: int, seed: int) -> dict[str, object]:
    """Try the mutants of a module, or ``most`` of them drawn by chance."""
    source = path.read_text("utf-8")
    found = list(mutants(source))
    tried = random.Random(seed).sample(found, min(most, len(found))) if most else found
    survivors = []
    try:
        if is_killed(tests, seconds * 5):
            raise SystemExit(f"the tests fail as it is: {' '.join(tests)}")
        for line, text, changed in sorted(tried):
            path.write_text(changed, "utf-8")
            if not is_killed(tests, seconds):
                survivors.append({"line": line, "change": text})
    finally:
        path.write_text(source, "utf-8")
    score = round(1 - len(survivors) / len(tried), 3) if tried else None
    return {
        "module": path.as_posix(),
        "mutants": len(found),
        "tried": len(tried),
        "killed": len(tried) - len(survivors),
        "score": score,
        "survivors": survivors,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("module", type=Path)
    parser.add_argument("--tests", nargs="+", required=True, help="the closest test files")
    parser.add_argument("--seconds", type=float, default=60, help="a mutant, at most")
    parser.add_argument("--most", type=int, default=0, help="so many mutants; 0 for all")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    a = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the module is put back
    print(json.dumps(run(a.module, a.tests, a.seconds, a.most, a.seed), indent=1))


if __name__ == "__main__":
    main()
