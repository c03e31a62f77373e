"""What the project promises of its own shape: sizes, names, documentation, imports, packaging."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*(ROOT / "govrules").rglob("*.py"), *(ROOT / "policies").rglob("*.py")])
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
HEAVY = (
    "numpy",
    "pandas",
    "networkx",
    "durable",
    "pyarrow",
    "polars",
    "openpyxl",
    "hypothesis",
    "rich",
    "yaml",
    "numba",
    "sqlalchemy",
    "chinese_calendar",
)
OPTIONAL = {"govrules.columns.kernel_numba": "numba"}  # imported whole, where its extra is there
TOP_LEVEL_NAMES = 30
FILE_STATEMENTS = 250
FUNCTION_STATEMENTS = 30
EVALUATOR_STATEMENTS = 265


def name_of(path: Path) -> str:
    """The importable name of a source file."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    parts[0] = {"policies": "govrules_policies"}.get(parts[0], parts[0])
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache  # each source is asked about by many others
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def declared(tree: ast.Module) -> list[str] | None:
    """The names in ``__all__``, ``None`` where there is none."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
        ):
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def test_there_are_sources() -> None:
    """The checks below look at something."""
    assert len(SOURCES) > 60
    assert len(TESTS) > 15


def statements(tree: ast.AST) -> int:
    """How many statements a piece of code has: what is to be understood, however it is laid out."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(tree))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_source_file_keeps_its_budget(path: Path) -> None:
    """No file has more than 250 statements, no function more than 30."""
    tree = tree_of(path)
    assert statements(tree) <= FILE_STATEMENTS
    long = [f.name for f in functions(tree) if statements(f) > FUNCTION_STATEMENTS + 1]
    assert long == []


def is_working(node: ast.AST) -> bool:
    """Whether a statement does something: neither a docstring nor an import."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return False
    return isinstance(node, ast.stmt) and not isinstance(node, ast.Import | ast.ImportFrom)


def test_the_reference_evaluator_is_short() -> None:
    """The specification is read at one sitting: at most 265 statements that do something."""
    files = ("known", "truth", "sort", "resolve", "reference")
    found = [tree_of(ROOT / "govrules" / "evaluate" / f"{name}.py") for name in files]
    working = [node for tree in found for node in ast.walk(tree) if is_working(node)]
    assert len(working) <= EVALUATOR_STATEMENTS


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name_of)
def test_the_formatter_is_in_charge(path: Path) -> None:
    """No line is kept out of the formatter's hands."""
    assert not re.search(r"# fmt: *(skip|off)", path.read_text("utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_all_says_what_is_public(path: Path) -> None:
    """Every module lists its public names: each is there, sorted, and none is left out."""
    tree = tree_of(path)
    names = declared(tree)
    if not tree.body[1:] or path.name == "__main__.py":
        return  # a docstring alone, or a module that is only run
    if names is None and not any(functions(tree)) and not _used(path):
        return  # it only writes rules down
    assert names is not None, "no __all__"
    # Constants first, then classes, then functions, each in order, as ruff's RUF022 has it.
    assert names == sorted(names, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    assert len(names) == len(set(names))
    if name_of(path) in OPTIONAL:
        pytest.importorskip(OPTIONAL[name_of(path)])
    module = importlib.import_module(name_of(path))
    assert [n for n in names if not hasattr(module, n)] == []
    own = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    hidden = own - set(names)
    assert hidden & _used(path) == set(), "used by other modules, but not in __all__"


def _used(path: Path) -> set[str]:
    """The names of a module that others import from it."""
    others = (_imported(other) for other in SOURCES if other != path)
    return {n for names in others for n in names.get(name_of(path), ())}


@cache
def _imported(path: Path) -> Mapping[str, set[str]]:
    """Module → the names that a file imports from it."""
    package = name_of(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module or "").split(".")]).rstrip(".")
            found.setdefault(module, set()).update(a.name for a in node.names)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_public_name_is_documented(path: Path) -> None:
    """Modules, public classes, functions and methods each say what they are."""
    tree = tree_of(path)
    assert ast.get_docstring(tree), "no module docstring"
    missing = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            inner = node.body if isinstance(node, ast.ClassDef) else []
            public = [n for n in inner if isinstance(n, ast.FunctionDef) and n.name[0] != "_"]
            public = [n for n in public if not _is_said_elsewhere(n)]
            missing += [n.name for n in (node, *public) if not ast.get_docstring(n)]
    allowed = {"__init__"} | _private_classes(tree)
    assert [n for n in missing if n not in allowed] == []


def _is_said_elsewhere(function: ast.FunctionDef) -> bool:
    """Whether it is one form of a function, or the setter of a property, which is documented."""
    return any(
        (isinstance(d, ast.Name) and d.id == "overload")
        or (isinstance(d, ast.Attribute) and d.attr == "setter")
        for d in function.decorator_list
    )


def _private_classes(tree: ast.Module) -> set[str]:
    return {n.name for n in tree.body if isinstance(n, ast.ClassDef) and n.name.startswith("_")}


def test_the_top_level_names_are_few() -> None:
    """``import govrules`` offers at most thirty names, every one of them there."""
    import govrules

    assert len(govrules.__all__) <= TOP_LEVEL_NAMES
    assert [n for n in govrules.__all__ if not hasattr(govrules, n)] == []


@pytest.mark.parametrize(
    "code",
    [
        "import govrules",
        "import govrules, govrules.expr, govrules.law, govrules.rules, govrules.territory",
        "import govrules; govrules.load('beijing').decide(kind='complaint', place='110109001')",
    ],
)
def test_nothing_heavy_is_imported(code: str) -> None:
    """Importing govrules, and deciding one matter, loads no large library."""
    script = f"import sys; {code}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_wheel_holds_every_package() -> None:
    """Each folder with modules is listed for the wheel, and each listed one exists."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = project["tool"]["setuptools"]["packages"]
    folders = {name_of(path.parent / "__init__.py") for path in SOURCES}
    assert set(listed) == folders
    assert listed == sorted(listed)
    assert (ROOT / "govrules" / "py.typed").is_file()


def test_the_wheel_holds_the_data() -> None:
    """Each data file of the pack is matched by the patterns of the wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["govrules_policies.beijing"]
    pack = ROOT / "policies" / "beijing"
    matched = {file for pattern in patterns for file in pack.glob(pattern)}
    data = {
        f
        for f in pack.rglob("*")
        if f.is_file() and f.suffix != ".py" and "__pycache__" not in f.parts
    }
    assert data - matched == set()


@pytest.mark.parametrize("path", TESTS, ids=lambda p: p.stem)
def test_every_test_says_what_it_shows(path: Path) -> None:
    """A test's docstring is one sentence."""
    for function in functions(tree_of(path)):
        if function.name.startswith("test_"):
            text = ast.get_docstring(function)
            assert text, function.name
            assert text.rstrip('"').endswith((".", "?")), function.name


CLOCKS = [p for p in SOURCES if p.parts[-2:] == ("service", "clock.py")]  # a log says when


@pytest.mark.parametrize("path", [p for p in SOURCES if p not in CLOCKS], ids=name_of)
def test_nothing_of_one_machine_is_named(path: Path) -> None:
    """No path of a machine, and no clock, is in the sources."""
    text = path.read_text("utf-8")
    folders = [f"/{name}/" for name in ("work", "home", "tmp")]
    for word in (*folders, "datetime.now", "date.today", "time.time("):
        assert word not in text
