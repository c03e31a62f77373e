"""The benchmarks: their generators, their job in every kernel, their tables. Nothing is timed."""

import copy
import json
import sys
from pathlib import Path
from typing import Any

import govrules
import pytest

pytest.importorskip("pyarrow")

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT))  # last, so that what is installed goes before what lies beside it

from benchmarks.peers import MODULES, Peer, peers  # noqa: E402

from benchmarks import __main__ as command  # noqa: E402
from benchmarks import commits, data, encoded, engines, growth, job, matters, report, targets  # noqa: E402

ROWS = 500


@pytest.fixture(scope="module")
def year(beijing_pack: govrules.Jurisdiction) -> Any:
    """Generated matters of a year."""
    return matters.generate(beijing_pack, 4000)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """The stage of encoded columns, as small as can be, whatever peers there are."""
    options = {"rows": ROWS, "arrow_rows": 200, "repetitions": 1, "threads": 1}
    return {**encoded.main(options), "is_quick": True, "system_load": (0.5, 0.5, 0.5)}


# --- realistic matters -----------------------------------------------------------------------


def test_a_seed_gives_the_same_matters(beijing_pack: govrules.Jurisdiction, year: Any) -> None:
    """Equal seeds give equal tables, others do not."""
    assert matters.generate(beijing_pack, 4000).equals(year)
    assert not matters.generate(beijing_pack, 4000, seed=1).equals(year)


def test_matters_are_of_real_places_and_items(
    beijing_pack: govrules.Jurisdiction, year: Any
) -> None:
    """Every place is a unit of Beijing; every item but the bad ones is in the catalogue."""
    places = {p for p in year["place"].to_pylist() if p is not None}
    assert len(places) > 1000
    assert all(place in beijing_pack.territory for place in places)
    tree = beijing_pack.fields["item"].tree
    assert tree is not None
    items = {i for i in year["item"].to_pylist() if i is not None}
    assert len(items) > 100
    assert {i for i in items if i not in tree} <= {"no_such_item"}


def test_matters_have_dates_of_one_year_and_unknowns(year: Any) -> None:
    """All dates are of the year asked for; most facts are left unsaid somewhere."""
    assert {day.year for day in year["on"].to_pylist()} == {2024}
    unsaid = [name for name in year.column_names if year[name].null_count]
    assert set(year.column_names) - set(unsaid) == {"kind", "on"}


def test_few_matters_are_bad(beijing_pack: govrules.Jurisdiction, year: Any) -> None:
    """About one in a thousand cannot be read, for its item, and none contradicts itself."""
    few = year.slice(0, 400)
    errors = beijing_pack.decide_table(few, keep=[])["error"].to_pylist()
    assert [e is not None for e in errors] == [i == "no_such_item" for i in few["item"].to_pylist()]
    bad = sum(i == "no_such_item" for i in year["item"].to_pylist())
    assert 1 <= bad <= 12


# --- the job ---------------------------------------------------------------------------------


def test_the_jobs_matters_are_the_same_every_time() -> None:
    """A seed gives the same rows, and all eleven rules apply somewhere."""
    first, second = (data.records(data.draw(ROWS, seed=4)) for _ in range(2))
    assert first == second
    assert {job.reference(m)[1] for m in data.records(data.draw(20_000))} == set(job.RULES)


def test_the_job_one_by_one_equals_the_plain_function() -> None:
    """``decide`` gives the owner and the rule of the plain function."""
    decide = engines.govrules()[0].engine.decide
    for m in data.records(data.draw(150, seed=3)):
        assert decide(m) == job.reference(m)


@pytest.mark.parametrize("dictionary", [False, True])
def test_the_job_in_columns_equals_the_plain_function(dictionary: bool) -> None:
    """So does ``decide_table``, in each kernel that there is."""
    drawn = data.draw(ROWS, seed=3)
    expected = [job.reference(m) for m in data.records(drawn)]
    for c in engines.govrules():
        table = data.arrow(drawn, dictionary=dictionary)
        assert engines.answers(c.engine.batch(table), c.rule) == expected, c.name


def test_the_bare_kernel_and_the_forms_by_hand_agree(found: dict[str, Any]) -> None:
    """No form of the encoded stage differs in any row."""
    assert {"govrules, NumPy", f"{targets.ARROW}, NumPy"} <= set(found["differences"])
    assert list(report.wrong(found)) == []


def test_growth_with_matters_is_of_the_same_answers() -> None:
    """Whichever kernel gathers, of few rows and of more."""
    few, more = growth._matters((100, 1_000), 1)
    assert (few["rows"], more["rows"]) == (100, 1_000)
    assert few["wrong"] == more["wrong"] == 0


@pytest.mark.parametrize("name", MODULES)
def test_a_peer_equals_the_plain_function(name: str) -> None:
    """Each peer that is installed gives the same owners and rules."""
    (peer,) = peers([name])
    if not isinstance(peer, Peer):
        pytest.skip(f"{peer[0]}: {peer[1]}")
    engine, drawn = peer.make(), data.draw(200, seed=6)
    records = data.records(drawn)
    expected = [job.reference(m) for m in records]
    given = data.arrow(drawn) if engine.columnar else records
    assert engines.answers(engine.batch(given)) == expected
    assert [tuple(map(str, engine.decide(m))) for m in records[:3]] == expected[:3]


# --- the report ------------------------------------------------------------------------------


def results_of(found: dict[str, Any]) -> dict[str, Any]:
    """Results of one stage only."""
    return {"machine": {"processor": "a", "cores": 2}, "versions": {"numpy": "2"}, "encoded": found}


def test_the_report_has_the_forms_and_the_targets(found: dict[str, Any]) -> None:
    """Both languages hold a row for each form, and for each target."""
    results = json.loads(json.dumps(results_of(found)))
    for lang in ("zh", "en"):
        text = report.markdown(results, lang)
        assert all(f"| {form} |" in text for form in found["seconds"])
        assert all(f"| {t.zh if lang == 'zh' else t.en} |" in text for t in targets.TARGETS)
    assert "not measured" in report.markdown(results, "en")


def test_a_target_is_met_from_its_own_side() -> None:
    """Some figures are to be high, some low."""
    high, low = targets.TARGETS[0], next(t for t in targets.TARGETS if t.is_most)
    assert high.is_met(high.aim)
    assert high.is_met(high.aim + 1)
    assert not high.is_met(high.aim - 1)
    assert low.is_met(low.aim)
    assert low.is_met(low.aim - 0.1)
    assert not low.is_met(low.aim + 1)


def test_a_page_is_written_between_its_marks(found: dict[str, Any]) -> None:
    """What stands before and after stays, and writing twice changes nothing."""
    results = results_of(found)
    text = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
    once = report.page(text, results, "en")
    assert once.startswith("before\n")
    assert once.endswith("\nafter\n")
    assert "old" not in once
    assert report.page(once, results, "en") == once


def test_the_chart_is_the_same_every_time(found: dict[str, Any], tmp_path: Path) -> None:
    """Equal results give equal files."""
    pytest.importorskip("matplotlib")
    from benchmarks.chart import chart

    for name in ("a.svg", "b.svg"):
        chart(results_of(found), tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


# --- the command -----------------------------------------------------------------------------


def test_answers_that_differ_fail_the_command(
    found: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The tables are printed, the difference is told, and the exit code is 1."""
    spoilt = copy.deepcopy(found)
    spoilt["differences"]["govrules, NumPy"] = 3
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "_measured", lambda name, asked, folder: spoilt)
    assert command.main(["--quick", "--only", "encoded"]) == 1
    said = capsys.readouterr()
    assert "FAILED encoded: govrules, NumPy: 3 answers differ" in said.err
    assert "| govrules, NumPy |" in said.out
    monkeypatch.setattr(command, "_measured", lambda name, asked, folder: found)
    assert command.main(["--quick", "--only", "encoded"]) == 0
    monkeypatch.setattr(command, "_measured", None)  # what is measured already is left out
    assert command.main(["--quick", "--resume", "--only", "encoded"]) == 0


def test_an_unknown_stage_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names those that there are."""
    with pytest.raises(SystemExit) as caught:
        command.main(["--only", "nothing"])
    assert caught.value.code == 2
    assert "'encoded, 2 cores'" in capsys.readouterr().err


# --- two commits -----------------------------------------------------------------------------


def test_two_commits_are_measured_in_turn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ratios are of one round each, and the first round counts for nothing."""
    seconds = iter([9.0, 9.0, 1.0, 0.5, 4e-6, 8e-6, 2e-3, 2e-3])
    turns: list[str] = []

    def run(python: str) -> dict[str, float]:
        turns.append(python)
        return {"load": next(seconds)}

    monkeypatch.setattr(commits.measure, "pin", lambda threads: ())
    monkeypatch.setattr(commits, "_run", run)
    assert commits.main([__file__, "--rounds", "3"]) == 0
    assert turns == [__file__, sys.executable] * 4
    assert "| load | 2 ms (4 µs) | 2 ms (8 µs) | 1.00 (2.00) |" in capsys.readouterr().out


def test_a_python_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The message says which Python is wanted."""
    with pytest.raises(SystemExit):
        commits.main(["nowhere/python"])
    assert "no Python at nowhere/python: give that of the other" in capsys.readouterr().err
