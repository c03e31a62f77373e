"""Mutate modules, one small change at a time, and see which changes no test notices.

    python tools/mutate.py govrules/law/precedence.py --tests tests/law/test_precedence.py
    python tools/mutate.py --sample 40                # the modules that decide, 40 mutants each

Each comparison is turned round, each ``and`` made ``or``, each condition negated or dropped, each
constant shifted, each returned value made ``None``; the closest tests run on each mutant, with a
time limit. The mutants that survive are printed as JSON, with the share that was killed; each is
told as it is tried, on standard error. The package is copied and the copy changed, so that the
sources stay as they are and other work can go on beside it.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from py_compile import PycInvalidationMode

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
# The modules in which a wrong sign is a wrong owner, and the tests that are closest to each.
DECIDING: Mapping[str, Sequence[str]] = {
    "evaluate/answer": ["evaluate/test_answer.py"],
    "evaluate/assumptions": ["evaluate/test_assumptions.py", "evaluate/test_same.py"],
    "evaluate/cases": ["evaluate/test_cases.py"],
    "evaluate/known": ["evaluate/test_known.py", "evaluate/test_reference.py"],
    "evaluate/reference": ["evaluate/test_reference.py"],
    "evaluate/resolve": ["evaluate/test_resolve.py", "evaluate/test_reference.py"],
    "evaluate/sort": ["evaluate/test_sort.py", "evaluate/test_reference.py"],
    "evaluate/trace": ["evaluate/test_trace.py", "classes/test_tree.py"],
    "evaluate/truth": ["evaluate/test_truth.py", "evaluate/test_reference.py"],
    "law/precedence": ["law/test_precedence.py"],
    "rules/delegation": ["rules/test_delegation.py"],
    "classes/cells": ["classes/test_cells.py"],
    "columns/encode": ["columns/test_encode.py"],
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


def is_killed(package: Path, tests: Sequence[str], seconds: float) -> bool:
    """Whether the tests fail on the package, or do not end in time."""
    options = ["-x", "-q", "-n0", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    command = [sys.executable, "-B", "-m", "pytest", *options, *(str(ROOT / t) for t in tests)]
    # Examples that are the same on every run, and none remembered: a score can be had again.
    env = {**os.environ, "PYTHONPATH": str(package.parent), "HYPOTHESIS_PROFILE": "ci"}
    try:
        done = subprocess.run(
            command, cwd=package.parent, env=env, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def run(
    path: Path, tests: Sequence[str], seconds: float, most: int, seed: int
) -> dict[str, object]:
    """Try the mutants of a module, or ``most`` of them drawn by chance."""
    path = path.resolve().relative_to(ROOT)
    source = (ROOT / path).read_text("utf-8")
    found = list(mutants(source))
    tried = random.Random(seed).sample(found, min(most, len(found))) if most else found
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / path.parts[0]
        shutil.copytree(ROOT / path.parts[0], package, ignore=shutil.ignore_patterns("__pycache__"))
        # Compiled once, and checked by content: a mutant has the size and the second of another.
        compileall.compile_dir(package, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        if is_killed(package, tests, seconds * 5):
            raise SystemExit(f"the tests fail as it is: {' '.join(tests)}")
        for number, (line, text, changed) in enumerate(sorted(tried), 1):
            (Path(folder) / path).write_text(changed, "utf-8")
            killed = is_killed(package, tests, seconds)
            if not killed:
                survivors.append({"line": line, "change": text})
            said = "killed" if killed else "SURVIVED"
            print(
                f"{number}/{len(tried)} {path}:{line} {said}  {text}", file=sys.stderr, flush=True
            )
    return {
        "module": path.as_posix(),
        "mutants": len(found),
        "tried": len(tried),
        "killed": len(tried) - len(survivors),
        "score": _share(len(tried) - len(survivors), len(tried)),
        "survivors": survivors,
    }


def _share(killed: int, tried: int) -> float | None:
    return round(killed / tried, 3) if tried else None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("module", type=Path, nargs="?", help="not given: those that decide")
    parser.add_argument("--tests", nargs="+", help="the closest test files")
    parser.add_argument("--seconds", type=float, default=60, help="a mutant, at most")
    parser.add_argument("--sample", type=int, default=0, help="mutants a module; 0 for all")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    a = parser.parse_args()
    if (a.module is None) != (a.tests is None):
        parser.error("a module and its --tests go together; without both, the modules that decide")
    if a.module is not None:
        print(json.dumps(run(a.module, a.tests, a.seconds, a.sample, a.seed), indent=1))
        return
    reports = [
        run(
            ROOT / "govrules" / f"{name}.py",
            [f"tests/{t}" for t in tests],
            a.seconds,
            a.sample,
            a.seed,
        )
        for name, tests in DECIDING.items()
    ]
    tried, killed = (sum(int(str(r[k])) for r in reports) for k in ("tried", "killed"))
    total = {"tried": tried, "killed": killed, "score": _share(killed, tried)}
    print(json.dumps({"modules": reports, "total": total}, indent=1))


if __name__ == "__main__":
    main()
