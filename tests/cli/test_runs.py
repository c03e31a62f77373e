"""The command line beyond its golden runs: the demo, files in and out, languages, plug-ins."""

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import govrules
import govrules.plugins
import pytest
from click.testing import Result
from govrules.cli.app import COMMANDS, EXAMPLES
from govrules.cli.demo import NEXT
from govrules.cli.screen import width
from govrules.cli.write import COLUMNS

Run = Callable[..., Result]
REPOSITORY = Path(__file__).resolve().parents[2]


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# --- the demo --------------------------------------------------------------------------------


def test_demo_covers_the_city(run: Run) -> None:
    """The demo has 24 matters or more, of all 16 districts, with 12 dispositions or more."""
    result = run("demo", "--json")
    decided = rows(result)
    assert result.exit_code == 0
    assert len(decided) >= 24
    assert len({d["matter"]["place"][:6] for d in decided}) == 16
    assert len({d["disposition"] for d in decided}) >= 12


def test_demo_gives_citation_and_lead(run: Run) -> None:
    """Every matter of the demo has an article; all but those without a lead have one."""
    for d in rows(run("demo", "--json")):
        assert d["because"], d["id"]
        if d["lead"] is None:
            assert d["disposition"] in ("advise_statutory_channel", "not_covered"), d["id"]


def test_a_bar_says_with_whom_the_matter_stays(run: Run) -> None:
    """A barred request has no lead for the request: its organ is told as who keeps the matter."""
    block = run("demo", "--lang", "en", COLUMNS="100").stdout
    assert "the matter stays with" in block
    assert "事项由平谷区人民政府负责" in run("demo", COLUMNS="200").stdout


def test_demo_matters_decide_alike(run: Run, folder: Path) -> None:
    """What ``demo --matters`` prints is input for ``decide``, with the same result."""
    matters = run("demo", "--matters").stdout
    decided = run("decide", "-", input=matters)
    assert decided.stdout == run("demo", "--json").stdout
    assert decided.exit_code == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", ["80", "110", "120", "140"])
def test_demo_fits_the_screen(run: Run, lang: str, columns: str) -> None:
    """No line is wider than the screen, and a pipe gets no colour and no lines."""
    text = run("demo", "--lang", lang, COLUMNS=columns).stdout
    assert max(width(line) for line in text.splitlines()) <= int(columns)
    assert "\x1b" not in text
    assert "─" not in text
    assert not re.search(r" $", text, re.M)


def test_demo_columns_align(run: Run) -> None:
    """In a wide table every line of a matter begins its columns at the same cell."""
    lines = run("demo", COLUMNS="140").stdout.splitlines()
    start = width(lines[0][: lines[0].index("日期")])
    dates = [line for line in lines if re.search(r"\d{4}-\d\d-\d\d", line)]
    assert len(dates) >= 24
    for line in dates:
        found = re.search(r"\d{4}-\d\d-\d\d", line)
        assert found is not None
        assert width(line[: found.start()]) == start


def test_colour_only_where_wanted(run: Run) -> None:
    """Colour comes where it is forced, and not if NO_COLOR is set as well."""
    assert "\x1b[" in run("demo", FORCE_COLOR="1").stdout
    assert "\x1b[3" not in run("demo", FORCE_COLOR="1", NO_COLOR="1").stdout


# --- help ------------------------------------------------------------------------------------


# These go over the whole pack, as tests of the pack and of the analysis do by day.
NIGHTLY = {
    "govrules check beijing",
    "govrules coverage beijing",
    "govrules diff beijing@2020-06-30 beijing@2020-07-01",
    "govrules report beijing -o report.html --lang en",
    "govrules test beijing",
    "govrules test beijing --suggest",
}


def examples() -> list[str]:
    told = [*EXAMPLES, *NEXT, *(e for c in COMMANDS for e in c.examples)]
    # A proof takes minutes, and may end in findings; cases are run by their own tests.
    # A roster of the country is not here, nor is the pack of a city that an author wrote, and a
    # service serves until somebody ends it.
    proof, service = "govrules check beijing --prove", "govrules serve"
    others = ("govrules new qingdao", "govrules test tongchuan")
    apart = (proof, "govrules cases run", *others, service)
    found = {line for line, _ in told if not line.startswith(apart)}
    return sorted(found if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else found - NIGHTLY)


STUDY = """
[matters]
rows = 20
seed = 3

[[scenario]]
name = "never"
change = [{ kind = "delegation.never", of = "JZF2020-9.1" }]
"""
MINE = "- id: one\n  matter: {kind: complaint}\n  expect: {disposition: undetermined}\n"
# A file that an example names → what it holds, or the command that writes it.
WRITTEN = {
    "matters.csv": "id,kind\n1,complaint\n",
    "export.csv": "工单编号,工单类型\n1,投诉\n",
    "orders.csv": "类型,地点,实派,到场\n投诉,西城区/大栅栏街道,housing@district,否\n",
    "given.csv": "place,on,handed,staff\n西城区/大栅栏街道,2024-01-01,power,no\n",
    "mine.yaml": MINE,
    "roads.csv": "name,code\n知春路,110108010\n",
    "cases.db": "",  # SQLite's way of an empty ledger
    "study.toml": STUDY,
    "2023.csv": "code,zh\n11,北京市\n110101,东城区\n",
    "2024.csv": "代码,名称\n11,北京市\n110101,东城区\n110102,西城区\n",
    "texts/notes.txt.bak": "",
}
MADE = {
    "old.json": "manifest > old.json",
    "new.json": "manifest > new.json",
    "hotline.toml": "map export.csv -o hotline.toml",
    "year.parquet": "year --rows 60 --seed 7 -o year.parquet",
    "rules.xlsx": "table export beijing -o rules.xlsx",
    "权责清单.xlsx": "lists export beijing -o 权责清单.xlsx",
    "study/study.zip": "simulate study.toml -o study",
}


@pytest.mark.parametrize("line", examples())
def test_every_example_works(run: Run, folder: Path, line: str) -> None:
    """Each command line that a help page shows runs, and decides."""
    for name, text in WRITTEN.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    command, _, _ = line.partition(" > ")
    for name, made_by in MADE.items():
        if name in command and f"-o {name}" not in command:
            maker, _, to = made_by.partition(" > ")
            said = run(*shlex.split(maker)).stdout
            if to:
                (folder / to).write_text(said, encoding="utf-8")
    result = run(*shlex.split(command)[1:])
    assert result.exit_code in (0, 3), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("cmd", COMMANDS, ids=lambda c: c.name)
def test_help_teaches(run: Run, cmd: click.Command) -> None:
    """Each command says in both languages what it and each option does, with an example."""
    for lang in ("zh", "en"):
        text = run(cmd.name, "--help", "--lang", lang).stdout
        assert f"govrules {cmd.name}" in text
        assert ("示例：" if lang == "zh" else "Examples:") in text
        for param in cmd.params:
            if isinstance(param, click.Option):
                assert param.opts[-1] in text


def test_help_names_the_exit_codes(run: Run) -> None:
    """The help page tells what each exit code means."""
    text = run("--help", "--lang", "en").stdout
    for code in range(5):
        assert re.search(rf"^  {code}  \w", text, re.M)


def test_no_command_is_help(run: Run) -> None:
    """Without a command the help page is shown."""
    result = run()
    assert result.stdout == run("--help").stdout
    assert result.exit_code == 0


def test_version(run: Run) -> None:
    """The version is that of the package."""
    assert re.fullmatch(r"govrules \d+\.\d+\S*\n", run("--version").stdout)


def test_help_loads_nothing_heavy() -> None:
    """The help page needs no table library, no workbook, no graph, no array."""
    code = (
        "import sys\nfrom govrules.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'networkx', 'numpy', 'pandas', 'pyarrow', 'openpyxl', 'rich.table'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def reference() -> ModuleType:
    path = REPOSITORY / "tools" / "build_cli_reference.py"
    spec = importlib.util.spec_from_file_location("build_cli_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_is_fresh() -> None:
    """The reference page says what ``--help`` says; else run tools/build_cli_reference.py."""
    for path, text in reference().pages():
        assert path.read_text(encoding="utf-8") == text, path.name


# --- languages -------------------------------------------------------------------------------


def test_language_of_the_environment(run: Run) -> None:
    """GOVRULES_LANG sets the language; --lang goes first; Chinese is the rule."""
    short = ("explain", "demo:2", "--short")
    assert run(*short).stdout == "依职责办理：大栅栏街道办事处。\n"
    english = "handling within its own powers: Dashilar Subdistrict Office (大栅栏街道办事处).\n"
    assert run(*short, GOVRULES_LANG="en").stdout == english
    assert run(*short, "--lang=zh", GOVRULES_LANG="en").stdout == run(*short).stdout
    assert run("--lang", "en", *short).stdout == run(*short, GOVRULES_LANG="en").stdout


def test_language_unknown_in_the_environment(run: Run) -> None:
    """A language that there is not is wrong usage, also in the environment."""
    result = run("demo", GOVRULES_LANG="fr")
    assert result.exit_code == 2
    assert "zh、en" in result.stderr


# --- files in and out ------------------------------------------------------------------------


def test_decide_all_decided(run: Run) -> None:
    """Where all is decided the exit code is 0."""
    assert run("decide", "decided.jsonl").exit_code == 0


def test_decide_formats_of_input_agree(run: Run, folder: Path) -> None:
    """The same matters from jsonl, csv and xlsx, and from standard input, come out alike."""
    from openpyxl import Workbook

    matters = [json.loads(s) for s in (folder / "matters.jsonl").read_text("utf-8").splitlines()]
    names = list(matters[0])
    cells = [["" if m.get(n) is None else m[n] for n in names] for m in matters]
    book = Workbook()
    for line in [names, *cells]:
        book.active.append(line)
    book.save(folder / "m.xlsx")
    text = "\n".join(",".join(str(v) for v in line) for line in [names, *cells])
    (folder / "m.csv").write_text(text, encoding="utf-8-sig")
    wanted = run("decide", "matters.jsonl").stdout
    assert run("decide", "m.csv").stdout == wanted
    assert run("decide", "m.xlsx").stdout == wanted
    lines = (folder / "matters.jsonl").read_bytes()
    assert run("decide", "-", input=lines).stdout == wanted


def test_decide_form_by_ending(run: Run, folder: Path) -> None:
    """OUT's ending tells its form; --bom makes it open in Excel; stdout stays empty."""
    result = run("decide", "matters.jsonl", "-o", "out.csv", "--bom")
    data = (folder / "out.csv").read_bytes()
    assert result.stdout == ""
    assert data.startswith(b"\xef\xbb\xbfid,at,")
    assert tuple(data.decode("utf-8-sig").splitlines()[0].split(",")) == COLUMNS
    run("decide", "matters.jsonl", "-o", "out.jsonl")
    decided = (folder / "out.jsonl").read_text("utf-8").splitlines()
    assert govrules.Decision.from_dict(json.loads(decided[0])).disposition == "handle"


def test_decide_loses_no_row(run: Run) -> None:
    """Bad rows keep their places in the output, with what they said."""
    result = run("decide", "bad.jsonl", "matters.csv")
    found = rows(result)
    assert [r.get("place") for r in found[:9]] == [f"bad.jsonl:{n}" for n in range(1, 10)]
    assert found[0]["record"]["itme"] == "犬便不清除"
    assert found[1]["record"] == {"text": "not json"}
    assert found[9]["disposition"] == "handle"
    assert found[11]["id"] == "2"
    assert result.exit_code == 4


def test_decide_errors_can_be_fed_back(run: Run, folder: Path) -> None:
    """What --errors keeps, once corrected, decides."""
    run("decide", "bad.jsonl", "--errors", "bad-rows.jsonl")
    kept = [json.loads(s) for s in (folder / "bad-rows.jsonl").read_text("utf-8").splitlines()]
    assert len(kept) == 9
    record = kept[0]["record"]
    record["item"] = record.pop("itme")
    result = run("decide", "-", input=json.dumps(record) + "\n")
    assert result.exit_code in (0, 3)


def test_decide_tells_of_few_bad_rows(run: Run) -> None:
    """Of very many bad rows only the first are told one by one, all are counted."""
    result = run("decide", "-", "--lang", "en", input="x\n" * 50)
    assert result.stderr.count("not JSON") == 20
    assert "there are more, not told one by one; keep them with --errors FILE" in result.stderr
    assert "50 bad" in result.stderr


def test_decide_checks_all_files_first(run: Run) -> None:
    """A later file with a bad header stops the run before anything is written."""
    result = run("decide", "matters.jsonl", "header.csv")
    assert result.stdout == ""
    assert result.exit_code == 2


def test_explain_reads_standard_input(run: Run, folder: Path) -> None:
    """A matter may come as JSON on standard input."""
    text = (folder / "one.json").read_text("utf-8")
    assert (
        run("explain", "-", "--json", input=text).stdout
        == run("explain", "one.json", "--json").stdout
    )


def test_explain_says_how_to_go_on(run: Run) -> None:
    """Where a fact is missing, giving the first one that is asked for decides the matter."""
    before = run("explain", "demo:3")
    assert before.exit_code == 3
    assert "on_power_list=true|false" in before.stdout
    given = ("kind=violation", "item=犬便不清除", "place=西城区/大栅栏街道", "on=2025-06-01")
    assert run("explain", *given, "on_power_list=true").exit_code == 0


def test_items_shows_no_condition_that_cannot_hold(run: Run) -> None:
    """What the act of 2021 leaves to a department off the list has not moved by that list."""
    (item,) = rows(run("items", "illegal_building_unpermitted", "--json"))
    owners = [owner["rule"] for owner in item["owners"]]
    assert [rule for rule in owners if rule.startswith("PLAN75.street")] == ["PLAN75.street"]


def test_items_whole_catalogue(run: Run) -> None:
    """Without a text the whole catalogue is shown, and each item can be given as a fact."""
    found = rows(run("items", "--json"))
    assert len(found) >= 290
    assert all(item["zh"] and item["en"] for item in found)
    assert sum(bool(item["owners"]) for item in found) >= 280


def test_lists_as_json(run: Run) -> None:
    """A list says how many entries it has and whether they are public."""
    found = {one["id"]: one for one in rows(run("lists", "--json"))}
    assert found["LIST431"]["count"] == 431
    assert found["LIST431"]["public"] is False


# --- plug-ins and faults ---------------------------------------------------------------------


@pytest.mark.parametrize("words", [["--plugins", "govrules"], ["--plugins=govrules,govrules"]])
def test_plugins_can_be_limited(run: Run, words: list[str]) -> None:
    """Before the command, --plugins names the packages whose plug-ins may be imported."""
    assert run(*words, "plugins").exit_code == 0


def test_a_package_that_brings_no_plugin(run: Run) -> None:
    """A name on the list that brings none is wrong usage."""
    result = run("--lang", "en", "--plugins", "nobody", "plugins")
    assert (result.exit_code, "no package 'nobody' brings a plug-in" in result.stderr) == (2, True)


def test_a_day_to_come_is_noted(run: Run) -> None:
    """--today notes matters of later days; what is no day is wrong usage."""
    given = '{"kind": "violation", "on": "2999-01-01", "place": "110102013"}\n'
    result = run("decide", "-", "--format", "jsonl", "--today", "2026-11-29", input=given)
    assert "晚于今日（2026-11-29）" in result.stdout
    assert run("decide", "-", "--today", "soon", input=given).exit_code == 2


LOAD = govrules.plugins.load


def add_plugin(monkeypatch: pytest.MonkeyPatch, name: str, module: ModuleType) -> None:
    known = govrules.plugins.entry_points
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(
        govrules.plugins,
        "entry_points",
        lambda group: [*known(group=group), EntryPoint(name, name, group)],
    )


def with_commands(name: str, make: Callable[[], Any]) -> ModuleType:
    module = ModuleType(name)
    module.govrules_commands = govrules.hookimpl(specname="govrules_commands")(make)  # type: ignore[attr-defined]
    return module


def test_plugin_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in's command is listed, runs, and shows among the plug-ins."""

    @click.command("hello", help="greet the reader")
    def hello() -> None:
        click.echo("hello")

    add_plugin(monkeypatch, "greeter", with_commands("greeter", lambda: [hello]))
    assert re.search(r"hello +greet the reader", run("--help").stdout)
    assert run("hello").stdout == "hello\n"
    assert "hello" in run("plugins").stdout


def test_broken_plugin_costs_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in whose commands fail is reported by name; everything else works."""

    def broken() -> Any:
        yield click.Command("half")
        raise RuntimeError("no such thing")

    add_plugin(monkeypatch, "breaker", with_commands("breaker", broken))
    result = run("--help", "--lang", "en")
    assert "plug-in breaker fails in govrules_commands: RuntimeError: no such" in result.stderr
    assert result.exit_code == 0
    assert run("explain", "demo:2", "--short").exit_code == 0
    assert "broken" in run("plugins", "--lang", "en").stdout


def test_a_second_beijing_shadows_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two plug-ins offer one jurisdiction, no command uses either; both are named, once."""
    module = ModuleType("second")
    module.govrules_jurisdictions = govrules.hookimpl(  # type: ignore[attr-defined]
        specname="govrules_jurisdictions"
    )(lambda: {"beijing": dict})
    add_plugin(monkeypatch, "second", module)
    monkeypatch.setattr(govrules.plugins, "load", LOAD)
    text = (
        "jurisdiction 'beijing' is offered by 2 plug-ins: second (?), beijing (govrules); it "
        "cannot be told which is meant; remove all but one\n"
    )
    for command in (["explain", "kind=task"], ["demo"], ["lists"]):
        result = run(*command, "--lang", "en")
        assert (result.exit_code, result.stderr) == (2, f"error: {text}")
    result = run("plugins", "--lang", "en")
    assert (result.exit_code, result.stderr) == (4, f"note: {text}")


def test_plugin_cannot_take_a_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in's command of a name that is taken, or that is no command, is left out."""
    new = [click.Command("demo"), "text"]
    add_plugin(monkeypatch, "taker", with_commands("taker", lambda: new))
    result = run("--help", "--lang", "en")
    assert "a plug-in's command demo is left out" in result.stderr
    assert "a plug-in's command 'text' is left out" in result.stderr


def test_internal_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program is one line and exit code 1; the trace is there for who wants it."""

    def fail(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError("division")

    monkeypatch.setattr(govrules.plugins, "load", fail)
    result = run("lists", "--lang", "en")
    assert result.exit_code == 1
    assert (
        result.stderr
        == "internal error: ZeroDivisionError: division; set GOVRULES_DEBUG=1 to see where\n"
    )
    assert isinstance(run("lists", GOVRULES_DEBUG="1").exception, ZeroDivisionError)
