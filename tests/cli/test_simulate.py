"""``govrules simulate`` and ``govrules replay``: the folder, the page, the same again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from govrules.cli.simulate import _stems

pytest.importorskip("pyarrow")

Run = Callable[..., Result]
STUDY = """
[matters]
rows = 12
seed = 7
weights = { kind = "kinds.csv" }

[[scenario]]
name = "never"
zh = "2020 年未下放"
change = [{ kind = "delegation.never", of = "JZF2020-9.1" }]
"""


@pytest.fixture
def study(folder: Path) -> Path:
    """A small study, and the weights beside it."""
    (folder / "kinds.csv").write_text("code,weight\nviolation,1\n", encoding="utf-8")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return folder


def test_a_study_is_run_and_replayed(run: Run, study: Path) -> None:
    """The folder holds what was promised, and the replay finds the same decisions."""
    result = run("simulate", "study.toml", "-o", "out", "--html", "--lang", "en")
    assert result.exit_code == 0
    names = ["study.zip", "changes.csv", "moved-never.csv", "never.html"]
    assert result.stdout.splitlines()[-1] == f"written to out: {', '.join(names)}"
    assert sorted(p.name for p in (study / "out").iterdir()) == sorted(names)
    again = run("replay", "out/study.zip", "--lang", "en")
    assert again.exit_code == 0
    assert "all 12 matters are decided as was saved, under 2 rule sets" in again.stdout
    assert again.stdout.splitlines()[:2] == result.stdout.splitlines()[:2]


def test_names_that_are_one_file_are_told_apart() -> None:
    """A page never takes the place of another's."""
    assert _stems(["a b", "a|b", "收回"]) == {"a b": "a-b", "a|b": "a-b-2", "收回": "收回"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("simulate", "gone.toml", "-o", "out"), "gone.toml"),
        (("simulate", "kinds.csv", "-o", "out"), "kinds.csv is no study"),
        (("replay", "gone.zip"), "gone.zip"),
        (("replay", "study.toml"), "study.toml is no study"),
    ],
)
def test_what_is_no_study_is_refused(
    run: Run, study: Path, given: tuple[str, ...], told: str
) -> None:
    """By name, and nothing is written."""
    result = run(*given, "--lang", "en")
    assert result.exit_code != 0
    assert told in result.stderr
    assert not (study / "out").exists()
