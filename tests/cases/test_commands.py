"""Cases on the command line: a stream run twice, a timeline drawn, a ledger verified."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import govrules
import govrules.plugins
import pytest
from govrules.cases.timeline import as_svg, as_text
from govrules.cli import main


@pytest.fixture(scope="module", autouse=True)
def _beijing(beijing_pack: govrules.Jurisdiction) -> Iterator[None]:
    """The command line decides by what is loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(govrules.plugins, "load", lambda id, **options: beijing_pack)
        yield


@pytest.fixture(scope="module")
def ran(
    tmp_path_factory: pytest.TempPathFactory, story: Callable[..., list[dict[str, Any]]]
) -> str:
    """A ledger into which the story was run from a file; nobody changes it."""
    folder = tmp_path_factory.mktemp("ledger")
    path, url = folder / "events.jsonl", f"sqlite:///{folder / 'cases.db'}"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in story())
    path.write_text(text + '\n{"advance": "2024-04-01"}\n', "utf-8")
    for _ in range(2):  # begun anew, nothing happens twice
        assert main(["cases", "run", str(path), "--ledger", url], standalone_mode=False) == 0
    return url


@pytest.mark.parametrize(
    ("args", "zh"),
    [
        (["show", "S1"], "拒不报到"),
        (["rates", "--month", "2024-03"], "望京街道"),
        (["passing"], "朝阳区园林绿化部门"),
        (["verify"], "台账完好"),
        (["replay"], "台账完好"),
    ],
)
def test_a_command_says_it(
    ran: str, args: list[str], zh: str, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each action tells what it found, in Chinese where nothing else is asked."""
    monkeypatch.setenv("COLUMNS", "200")  # a narrow screen folds names
    assert main(["cases", *args, "--ledger", ran], standalone_mode=False) == 0
    assert zh in capsys.readouterr().out


def test_a_changed_ledger_ends_with_4(ran: str, tmp_path: Path, capsys: Any) -> None:
    """What was changed is named, and the exit code says so."""
    path = shutil.copy(ran.removeprefix("sqlite:///"), tmp_path / "changed.db")
    with sqlite3.connect(path) as c:
        c.execute("UPDATE records SET at = '2024-03-01' WHERE seq = 2")
    c.close()
    args = ["--lang", "en", "cases", "verify", "--ledger", f"sqlite:///{path}"]
    assert main(args, standalone_mode=False) == 4
    assert "2: it does not agree with its hash" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "en"),
    [
        (["lose"], "no action 'lose'"),
        (["due"], "due needs a file, a case, a chart or a day"),
        (["passing", "--month", "2024-03"], "passing takes no --month; it is for rates"),
        (["due", "2024-03-08", "-o", "due.svg"], "due takes no -o"),
        (["rates", "-o", "rates.png"], "'rates.png' is no picture that can be drawn"),
        (["rates", "-o", "rates.svg", "--json"], "--json and -o cannot be given together"),
    ],
)
def test_misuse_is_told(args: list[str], en: str, url: str, capsys: Any) -> None:
    """An unknown action and a missing argument are told, with what there is."""
    assert main(["--lang", "en", "cases", *args, "--ledger", url], standalone_mode=False) == 2
    assert en in capsys.readouterr().err


def test_a_ledger_that_is_not_there_is_told(url: str, capsys: Any) -> None:
    """A name mistaken is no empty ledger, and none is made by asking."""
    args = ["--lang", "en", "cases", "due", "2024-03-08", "--ledger", url]
    assert main(args, standalone_mode=False) == 1
    assert "no ledger sqlite:///" in capsys.readouterr().err
    assert not Path(url.removeprefix("sqlite:///")).exists()


def test_an_empty_list_is_told(ran: str, capsys: Any) -> None:
    """A month without a case says so, beside the output."""
    args = ["cases", "rates", "--month", "2024-07", "--ledger", ran]
    assert main(["--lang", "en", *args], standalone_mode=False) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "no case to list\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_timeline_is_drawn(closed: Any, lang: str) -> None:
    """The drawing is well-formed and says every step, and so does the text."""
    case = closed.get("S1")
    drawn = ElementTree.fromstring(as_svg(case, lang))
    texts = "".join(drawn.itertext())
    for step in case.timeline:
        word = step.event_zh if lang == "zh" else step.event_en
        assert word in texts
        assert word in as_text(case, lang)
