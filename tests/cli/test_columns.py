"""Columns on the command line beyond the golden runs: what is written, the cache, the classes."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import govrules
import govrules.plugins
import pytest
from click.testing import Result
from govrules.cli.bar import bar
from govrules.cli.base import Session
from govrules.cli.screen import Screen, width
from govrules.cluster import Dask
from govrules.errors import GovrulesError, RecordError

pq = pytest.importorskip("pyarrow.parquet")

Run = Callable[..., Result]
DECIDE = ("decide", "year.parquet", "-o", "out.parquet")


def records(path: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run loads Beijing anew, so that it knows no class yet."""
    monkeypatch.setattr(govrules.plugins, "load", lambda id, **given: govrules.load(id, **given))


# --- decide ----------------------------------------------------------------------------------


def test_columns_and_rows_agree(run: Run, folder: Path) -> None:
    """What is decided in columns is what is decided row by row."""
    rows = [{k: v for k, v in r.items() if v is not None} for r in records("year.parquet")]
    lines = "".join(json.dumps(r) + "\n" for r in rows)
    one_by_one = [json.loads(s) for s in run("decide", "-", input=lines).stdout.splitlines()]
    assert run(*DECIDE).exit_code == 3
    decided = records("out.parquet")
    assert [d["disposition"] for d in decided] == [d["disposition"] for d in one_by_one]
    assert list(decided[0]) == ["id", "disposition", "lead", "owner", "decision_class", "error"]


def test_columns_keep(run: Run, folder: Path) -> None:
    """``--keep`` carries columns along, also one that is no field, and id always."""
    run("decide", "remark.parquet", "-o", "out.csv", "--keep", "remark", "--keep", "承办人 姓名")
    header = (folder / "out.csv").read_text("utf-8").splitlines()[0].replace('"', "")
    assert header.startswith("id,remark,承办人 姓名,disposition,")


def test_columns_print_nothing_on_stdout(run: Run) -> None:
    """A pipe gets the counts on stderr only, without colour or a bar."""
    result = run(*DECIDE)
    assert result.stdout == ""
    assert "\x1b" not in result.stderr


def test_columns_repeat_alike(fresh: None, run: Run, folder: Path) -> None:
    """A second run, warm from the cache, prints and writes the same."""
    first = run(*DECIDE)
    told, written = first.stderr, records("out.parquet")
    assert list((folder / "cache").iterdir())
    assert run(*DECIDE).stderr == told
    assert records("out.parquet") == written


def test_no_cache_leaves_nothing(run: Run, folder: Path) -> None:
    """With ``--no-cache`` nothing is kept."""
    run(*DECIDE, "--no-cache")
    assert not (folder / "cache").exists()


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "note: the cache folder blocked"), ("zh", "注意：缓存文件夹 blocked")]
)
def test_cache_that_cannot_be_written(run: Run, folder: Path, lang: str, text: str) -> None:
    """Where the cache cannot be written the run says so and goes on."""
    (folder / "blocked").write_text("a file, not a folder", "utf-8")
    result = run(*DECIDE, "--lang", lang, GOVRULES_CACHE="blocked")
    assert result.stderr.startswith(text)
    assert result.exit_code == 3


@pytest.mark.parametrize(("lang", "head"), [("en", "note: "), ("zh", "注意：")])
def test_damaged_cache_is_told(fresh: None, run: Run, folder: Path, lang: str, head: str) -> None:
    """A cache that is not used is a note, and the run is as good as without."""
    run(*DECIDE)
    for file in (folder / "cache").iterdir():
        file.write_bytes(b"damaged")
    result = run(*DECIDE, "--lang", lang)
    assert result.stderr.startswith(head)
    assert result.exit_code == 3


def test_no_class_table(run: Run, folder: Path) -> None:
    """With ``--no-class-table`` there is no class table, and none is named."""
    result = run(*DECIDE, "--no-class-table")
    assert not (folder / "out.classes.parquet").exists()
    assert "classes" not in result.stderr


@pytest.mark.parametrize(
    ("missing", "option", "extra"),
    [
        ("pyarrow", "--kernel numpy", "columns"),
        ("numba", "--kernel numba", "fast"),
        ("distributed", "--runner dask", "dask"),
        ("pyspark", "--runner spark", "spark"),
    ],
)
def test_a_missing_library_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, missing: str, option: str, extra: str
) -> None:
    """A library that is not installed is wrong usage, with what to install, in both languages."""
    monkeypatch.setitem(sys.modules, missing, None)
    en = run(*DECIDE, *option.split(), "--lang", "en")
    zh = run(*DECIDE, *option.split())
    assert en.exit_code == zh.exit_code == 2
    assert missing in en.stderr
    assert "not installed here" in en.stderr
    assert f'; pip install "govrules[{extra}]"' in en.stderr
    assert missing in zh.stderr
    assert f'尚未安装；请运行 pip install "govrules[{extra}]"' in zh.stderr


def test_options_reach_the_runner(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was given is handed on under the names that ``decide_file`` has for it."""
    import govrules.cli.decide_columns as module

    calls: list[tuple[Any, ...]] = []

    def decide_file(_self: object, source: Any, out: Any, **options: Any) -> Any:
        calls.append((source, out, options))
        raise RecordError("enough", "够了")

    monkeypatch.setattr(govrules.Jurisdiction, "decide_file", decide_file)
    monkeypatch.setattr(module, "needs", lambda kernel, runner: None)
    args = ("--runner", "dask", "--workers", "3", "--no-explain", "--no-cache")
    result = run("decide", "a/*.parquet", "b.parquet", "-o", "out", *args, "--lang", "en")
    assert result.stderr == "error: enough\n"
    options = {
        "cache": None,
        "progress": None,
        "runner": Dask(workers=3),
        "kernel": "numpy",
        "threads": 1,
        "explain": False,
        "keep": ("id",),
        "class_table": True,
        "mapping": None,
    }
    assert calls == [(["a/*.parquet", "b.parquet"], "out", options)]


@pytest.mark.parametrize(("field", "code"), [("runner", 2), ("kernel", 2), ("rules", 1)])
def test_a_runner_that_cannot_start(
    run: Run, monkeypatch: pytest.MonkeyPatch, field: str, code: int
) -> None:
    """What a runner or a kernel lacks is wrong usage; any other error that is not of a row is a fault."""

    def decide_file(*_args: object, **_options: object) -> Any:
        raise GovrulesError("no Java", "没有 Java", field=field, hint_en="install it")

    monkeypatch.setattr(govrules.Jurisdiction, "decide_file", decide_file)
    result = run(*DECIDE, "--lang", "en")
    assert result.stderr == "error: no Java; install it\n"
    assert result.exit_code == code


def test_errors_are_told_by_kind(run: Run, folder: Path) -> None:
    """Errors of one field are one line; of very many kinds the rest are counted."""
    import pyarrow as pa

    fields = [f.id for f in govrules.load("beijing").fields.values() if f.kind == "flag"][:25]
    rows = [dict.fromkeys(fields, bad) for bad in ("w", "x")]
    rows = [{g: row[g] if g == f else None for g in fields} for row in rows for f in fields]
    pq.write_table(pa.Table.from_pylist(rows), folder / "many.parquet")
    result = run("decide", "many.parquet", "-o", "out.parquet", "--lang", "en")
    assert result.exit_code == 4
    assert result.stderr.count("error (rows: 2): ") == 20
    assert result.stderr.count(" (and 1 more of this kind)") == 20
    assert "error: 5 more kinds, not told one by one" in result.stderr
    assert "50 bad" in result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bar(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """On a terminal a bar counts rows and classes, fits 80 cells, and is gone at the end."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    out = io.StringIO()
    with bar(Session(lang), Screen(out), range(11_635)) as report:
        report(12_000_000, 20_000_000)
        report(20_000_000, 20_000_000)
    text = out.getvalue()
    assert ("正在写出理由" if lang == "zh" else "writing the reasons") in text
    assert text.endswith("\x1b[2K")


# --- classes ---------------------------------------------------------------------------------


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_classes_of_the_rules(run: Run) -> None:
    """Every question tells its rules, and the cells of the fields that it reads."""
    j = govrules.load("beijing")
    found = {one["question"]: one for one in lines(run("classes", "--json"))}
    assert list(found) == [q.id for q in j.rules.questions]
    assert sum(one["rules"] for one in found.values()) == len(j.rules.rules)
    for one in found.values():
        for field, cells in one["fields"].items():
            assert cells == len(j.classes.cells.fields[field].values()), field
        assert set(one["questions"]) <= set(found)
    assert found["screening"]["questions"] == []
    assert "owner" in found["route"]["questions"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", ["80", "110", "140"])
@pytest.mark.parametrize("args", [(), ("--file", "decided.parquet")], ids=["rules", "file"])
def test_classes_fit_the_screen(run: Run, lang: str, columns: str, args: tuple[str, ...]) -> None:
    """No line is wider than the screen; each question is told with its size."""
    text = run("classes", *args, "--lang", lang, COLUMNS=columns).stdout
    assert max(map(width, text.splitlines())) <= int(columns)
    assert "\x1b" not in text
    assert args or "competence" in text


def test_classes_of_a_file(run: Run) -> None:
    """As JSON each class of the class table is a line, most frequent first."""
    found = lines(run("classes", "--file", "decided.parquet", "--json"))
    side = records("decided.classes.parquet")
    assert [c["decision_class"] for c in found] == [c["decision_class"] for c in side]
    assert len(lines(run("classes", "--file", "decided.parquet", "--json", "--top", "1"))) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_class_by_code_and_by_number(run: Run, lang: str) -> None:
    """A class explains itself from its code, as it does from its number in the file."""
    code = records("decided.classes.parquet")[0]["decision_class"]
    by_code = run("classes", "--explain", code, "--lang", lang)
    by_number = run("classes", "--file", "decided.parquet", "--explain", "1", "--lang", lang)
    assert by_code.exit_code == 0
    assert by_code.stdout == by_number.stdout
    assert by_code.stdout == govrules.load("beijing").classes[code].explain(lang) + "\n"
    assert lines(run("classes", "--explain", code, "--json"))[0]["disposition"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "names 'JD99.9', which these rules do not know"), ("zh", "'JD99.9' 不见于现有规则")],
)
def test_a_code_of_other_rules(run: Run, lang: str, text: str) -> None:
    """A code that names a rule which there is not is refused, with the rule."""
    code = '{"disposition":"handle","because":["JD99.9"]}'
    result = run("classes", "--explain", code, "--lang", lang)
    assert text in result.stderr
    assert result.exit_code == 2


def test_classes_recall_what_was_learnt(fresh: None, run: Run) -> None:
    """The size of each table is that of the cache that ``decide`` has left."""
    before = {one["question"]: one for one in lines(run("classes", "--json"))}
    run(*DECIDE)
    after = {one["question"]: one for one in lines(run("classes", "--json"))}
    assert {one["answers"] for one in before.values()} == {0}
    assert after["route"]["answers"] >= 2
    assert after["route"]["looks"] > 0


def test_classes_tell_of_a_damaged_cache(fresh: None, run: Run, folder: Path) -> None:
    """A cache that cannot be read is a note, and the rules are told all the same."""
    run(*DECIDE)
    for file in (folder / "cache").iterdir():
        file.write_bytes(b"damaged")
    result = run("classes", "--lang", "en")
    assert result.stderr.startswith("note: ")
    assert result.exit_code == 0


def test_classes_of_other_rules(run: Run) -> None:
    """What other rules decided is told so, and explained by the text kept with it only."""
    kept = records("foreign.classes.parquet")[0]["explain_en"]
    ask = ("classes", "--file", "foreign.classes.parquet", "--explain", "1")
    result = run(*ask, "--lang", "en")
    assert "was decided under other rules (000000000000) than these" in result.stderr
    assert result.stdout == kept + "\n"
    refused = run(*ask, "--json")
    assert refused.exit_code == 2
    assert "须由该规则说明；请去掉 --json" in refused.stderr


def test_classes_without_texts_of_other_rules(run: Run) -> None:
    """Where no text was kept, only the rules of that time can explain."""
    import pyarrow as pa

    table = pq.read_table("foreign.classes.parquet")
    bare = [{**r, "explain_zh": None, "explain_en": None} for r in table.to_pylist()]
    pq.write_table(pa.Table.from_pylist(bare, table.schema), "foreign.classes.parquet")
    result = run("classes", "--file", "foreign.classes.parquet", "--explain", "1", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr.endswith("; install the version that decided it\n")
