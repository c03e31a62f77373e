"""``govrules year``: what is written and told, and what is wrong with its options."""

from collections.abc import Callable
from pathlib import Path

import govrules
import pytest
from click.testing import Result

pq = pytest.importorskip("pyarrow.parquet")

Run = Callable[..., Result]
YEAR = ("year", "--rows", "40", "--seed", "7", "--lang", "en")


def test_the_matters_are_those_of_the_library(run: Run, folder: Path) -> None:
    """The file holds what ``year`` draws from the same seed, and the summary names its sources."""
    from govrules.simulate import year

    result = run(*YEAR, "-o", "drawn.parquet")
    drawn = year(govrules.load("beijing"), rows=40, seed=7)
    assert result.exit_code == 0
    assert result.stdout == drawn.summary("en") + "\n"
    assert pq.read_table("drawn.parquet").to_pylist() == drawn.table.to_pylist()


@pytest.mark.parametrize("name", ["drawn.csv", "drawn.arrow"])
def test_what_is_drawn_can_be_decided(run: Run, folder: Path, name: str) -> None:
    """Each form that is written is one that ``decide`` reads, without a bad row."""
    run(*YEAR, "-o", name)
    assert run("decide", name, "--kernel", "numpy", "-o", "out.csv").exit_code in (0, 3)


def test_weights_are_given_by_file(run: Run, folder: Path) -> None:
    """With all the weight on one kind no other is drawn, and the summary says whose it is."""
    (folder / "kinds.csv").write_text("code,weight\nhelp,1\n", encoding="utf-8")
    result = run(*YEAR, "--weights", "kind=kinds.csv", "-o", "drawn.parquet")
    assert set(pq.read_table("drawn.parquet")["kind"].to_pylist()) == {"help"}
    assert "weights.kind  given by the user" in result.stdout


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--weights", "people.csv"), "does not say what is weighted"),
        (("--weights", "plcae=people.csv"), "did you mean place"),
        (("--weights", "place=gone.csv"), "columns code and weight"),
        (("--weights", "kind=a.csv", "--weights", "kind=b.csv"), "given twice"),
        (("--rows", "0"), "--rows"),
        (("--year", "99999"), "--year"),
        (("-o", "drawn.docx"), ".parquet"),
    ],
)
def test_wrong_options(run: Run, folder: Path, given: tuple[str, ...], told: str) -> None:
    """A wrong option is told in one line with what would be right, and nothing is written."""
    result = run(*YEAR, "-o", "drawn.parquet", *given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(folder.glob("drawn*"))
