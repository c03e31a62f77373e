"""What authors type: new, test, and which jurisdiction a command means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import govrules.cli.base as base
import pytest
from govrules.cli.base import Session

Run = Any
GOOD = "- {id: a, matter: {kind: task, on: 2021-03-01}, expect: {disposition: undetermined}}\n"
WRONG = "- {id: a, matter: {kind: task, on: 2021-03-01}, expect: {disposition: handle}}\n"


class Offered:
    """Plug-ins that offer these jurisdictions, and failed so."""

    def __init__(self, *ids: str, errors: tuple[Any, ...] = ()) -> None:
        self.ids, self.errors = ids, errors

    def jurisdictions(self) -> dict[str, Any]:
        return dict.fromkeys(self.ids)


def session(*ids: str, errors: tuple[Any, ...] = ()) -> Session:
    made = Session("en")
    vars(made)["plugins"] = Offered(*ids, errors=errors)
    return made


def test_a_new_pack_is_written(run: Run, folder: Path) -> None:
    """Each file is told, and the next step."""
    result = run("new", "qingdao", "--zh", "青岛市", "--lang", "en")
    assert result.exit_code == 0
    assert (folder / "govrules-qingdao" / "govrules_qingdao" / "plugin.py").is_file()
    assert "govrules-qingdao/pyproject.toml" in result.stdout
    assert "next: pip install -e govrules-qingdao" in result.stderr


@pytest.mark.parametrize(("args", "said"), [(("Qing",), "is no code"), (("x", "-o", "."), "there")])
def test_a_pack_that_cannot_be_written(
    run: Run, folder: Path, args: tuple[str, ...], said: str
) -> None:
    """A wrong name, a folder that holds something."""
    (folder / "mine.txt").write_text("x")
    result = run("new", *args, "--lang", "en")
    assert result.exit_code == 4
    assert said in result.stderr


@pytest.mark.parametrize(("text", "code", "said"), [(GOOD, 0, "1 passed"), (WRONG, 1, "1 failed")])
def test_examples_are_tried(run: Run, folder: Path, text: str, code: int, said: str) -> None:
    """The exit code says whether all came out as expected, stdout what did not."""
    (folder / "mine.yaml").write_text(text, "utf-8")
    result = run("test", "beijing", "mine.yaml", "--lang", "en")
    assert result.exit_code == code
    assert said in result.stderr
    assert ("found 实为 undetermined" in result.stdout) is bool(code)


def test_examples_that_are_not_there(run: Run) -> None:
    """Wrong usage."""
    assert run("test", "beijing", "gone.yaml").exit_code == 2


def test_a_gap_has_an_exit_code_of_its_own(run: Run) -> None:
    """That the rules lack something is not that a fact is missing."""
    gap = run(
        "explain", "kind=consult", "item=犬便不清除", "on=1990-01-01", "place=西城区/大栅栏街道"
    )
    asks = run("explain", "kind=task", "on=2021-03-01")
    assert (gap.exit_code, asks.exit_code) == (5, 3)


def test_the_only_jurisdiction_is_meant() -> None:
    """Where one is installed it need not be named."""
    assert session("shanghai").only_jurisdiction() == "shanghai"


def test_of_several_one_must_be_chosen() -> None:
    """They are listed, with the ways to choose."""
    with pytest.raises(base.NotFoundError) as caught:
        session("a", "b").only_jurisdiction()
    assert caught.value.text("en") == (
        "2 jurisdictions are installed; say which: a, b; or set GOVRULES_JURISDICTION"
    )


def test_where_there_is_none_it_is_said_why() -> None:
    """Where the plug-ins of jurisdictions fail, it is their fault that is told."""
    fault = base.NotFoundError("plug-in x cannot be loaded", "插件 x 无法加载")
    with pytest.raises(base.NotFoundError) as caught:
        session(errors=(fault,)).only_jurisdiction()
    assert caught.value.text("en") == "plug-in x cannot be loaded"


def test_the_environment_names_the_jurisdiction(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """GOVRULES_JURISDICTION is an option not typed."""
    monkeypatch.setenv("GOVRULES_JURISDICTION", "peking")
    result = run("items", "--lang", "en")
    assert result.exit_code == 2
    assert "no jurisdiction 'peking'" in result.stderr


def test_rules_go_out_as_tables_and_come_back(run: Run, folder: Path) -> None:
    """A workbook and a CSV; what was edited is told, and nothing else."""
    assert run("table", "export", "beijing", "-o", "r.xlsx", "--lang", "en").exit_code == 0
    same = run("table", "import", "r.xlsx", "--lang", "en", "-o", "r.csv")
    assert same.exit_code == 0, same.stderr
    count = int(same.stdout.partition(" ")[0])
    assert count > 800
    assert same.stdout == f"{count} rules, the same as beijing's\n"
    text = (folder / "r.csv").read_text("utf-8-sig")
    gone = next(line for line in text.splitlines() if line.startswith("JS11.market,"))
    (folder / "r.csv").write_text(text.replace(f"{gone}\n", ""), "utf-8")
    edited = run("table", "import", "r.csv", "--lang", "en")
    told = f"gone JS11.market\n{count - 1} rules, 1 unlike beijing's\n"
    assert edited.stdout == told, edited.stderr


def test_a_part_of_the_rules_goes_out_and_comes_back(run: Run) -> None:
    """With the same prefix the rules that were not exported are no rules that are gone."""
    part = ("beijing", "--rule", "JD44.", "-o", "r.csv", "--lang", "en")
    assert run("table", "export", *part).exit_code == 0
    same = run("table", "import", "r.csv", "--rule", "JD44.", "--lang", "en")
    assert same.stdout == "2 rules, the same as beijing's\n", same.stderr


def test_the_rules_of_the_pack_alone_go_out_and_come_back(run: Run) -> None:
    """Without those of the layer that it stands on, which are no rules that are gone."""
    out = run("table", "export", "beijing", "--own", "-o", "own.csv", "--lang", "en")
    every = run("table", "export", "beijing", "-o", "all.csv", "--lang", "en")
    own, whole = (int(result.stdout.partition(" ")[0]) for result in (out, every))
    assert 800 < own < whole
    same = run("table", "import", "own.csv", "--own", "--lang", "en")
    assert same.stdout == f"{own} rules, the same as beijing's\n", same.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("table", "send"), "no action 'send'"),
        (("table", "import"), "import needs a file"),
        (("table", "import", "none.xlsx"), "no file 'none.xlsx'"),
        (("table", "export", "beijing"), "export needs a file"),
        (("table", "export", "beijing", "-o", "r.ods"), "no kind of table: 'r.ods'"),
    ],
)
def test_a_table_that_cannot_be_named(run: Run, args: tuple[str, ...], said: str) -> None:
    """What to write instead is told."""
    result = run(*args, "--lang", "en")
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_published_list_comes_in_and_the_catalogue_goes_out(run: Run, folder: Path) -> None:
    """Rows are counted, what was not placed is told with its cell, nothing is taken."""
    (folder / "配合履职.csv").write_text(
        "事项名称,对应上级部门,件数\n犬便不清除,区城管执法局,3\n", "utf-8"
    )
    result = run("lists", "import", "配合履职.csv", "--lang", "en", "-o", "out.csv")
    assert result.stdout.splitlines() == [
        "配合履职.csv duties to assist in: 1 rows, 1 with an item that may be meant, 1 not placed",
        "  配合履职.csv:C1: '件数' no such heading has been met",
    ]
    assert "urban_enforcement@district" in (folder / "out.csv").read_text("utf-8-sig")
    out = run("lists", "export", "beijing", "-o", "c.xlsx", "--lang", "en")
    assert (out.exit_code, out.stdout.endswith(" rows\n")) == (0, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("lists", "send"), "no action 'send'"),
        (("lists", "import"), "import needs a file"),
        (("lists", "import", "none.xlsx"), "no file 'none.xlsx'"),
        (("lists", "export", "beijing"), "export needs a file"),
    ],
)
def test_a_list_that_cannot_be_named(run: Run, args: tuple[str, ...], said: str) -> None:
    """What to write instead is told."""
    result = run(*args, "--lang", "en")
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_report_for_ci_and_the_share_of_faults(run: Run, folder: Path) -> None:
    """JUnit beside what is printed; faults are tried in a sample."""
    (folder / "mine.yaml").write_text(GOOD, "utf-8")
    result = run(
        "test", "beijing", "mine.yaml", "--junit", "r.xml", "--mutate", "2", "--lang", "en"
    )
    assert result.exit_code == 0
    assert 'tests="1" failures="0"' in (folder / "r.xml").read_text("utf-8")
    assert result.stdout.splitlines()[-1].endswith("the examples noticed 0 (0%)")
