"""The ledger under writers side by side and killed writers, on both databases."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import govrules
import govrules.cases
import pytest

RUN = """
import json, sys, govrules, govrules.cases
cases = govrules.cases.open(sys.argv[1], jurisdiction=govrules.load("beijing"))
print("open", flush=True)
for _ in cases.run(map(json.loads, open(sys.argv[2], encoding="utf-8")), batch=int(sys.argv[3])):
    pass
"""
# More by night: .ci/nightly says how many.
KILLS = int(os.environ.get("GOVRULES_KILLS", "2"))
LIVES = 5  # kills of one ledger before it is taken to its end
WRITERS = int(os.environ.get("GOVRULES_WRITERS", "2"))
CASES = int(os.environ.get("GOVRULES_CASES", "4"))
BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL of our own on a socket; skipped where Debian's package is not installed."""
    if BIN is None or not (BIN / "initdb").exists():
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path must be short
    data, user = folder / "data", ""
    wrap: list[str] = []
    if os.geteuid() == 0:  # it will not run as root
        user = "postgres"
        shutil.chown(folder, user)
        wrap = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    subprocess.run(
        [*wrap, BIN / "initdb", "-D", data, "-U", "govrules", "-A", "trust"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    socket = f"-c unix_socket_directories={folder} -c listen_addresses= -c fsync=off"
    start = [*wrap, BIN / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", socket, "start"]
    subprocess.run(start, check=True, capture_output=True, cwd=folder)
    yield f"postgresql://govrules@/postgres?host={folder}"
    stop = [*wrap, BIN / "pg_ctl", "-D", data, "-w", "-m", "fast", "stop"]
    stopped = subprocess.run(stop, capture_output=True, cwd=folder, text=True)
    assert stopped.returncode == 0, stopped.stderr
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """The function that gives the URL of a new, empty ledger of that name."""
    if request.param == "sqlite":
        yield lambda name: f"sqlite:///{tmp_path / name}.db"
        return
    url = request.getfixturevalue("server")
    import psycopg

    def made(name: str) -> str:
        with psycopg.connect(url, autocommit=True) as c:
            c.execute(f'DROP DATABASE IF EXISTS "{name}"')  # type: ignore[arg-type]
            c.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        return str(url).replace("/postgres?", f"/{name}?")

    yield made


def hashes_of(url: str, jurisdiction: govrules.Jurisdiction) -> list[str]:
    """The hashes of a ledger in which verify finds no fault."""
    opened = govrules.cases.open(url, jurisdiction=jurisdiction)
    assert opened.verify() == []
    found = opened.ledger.hashes()
    opened.close()
    return found


def in_parts(story: Callable[..., list[dict[str, Any]]], name: str, cases: int) -> list[Any]:
    """The story of some cases; each is written before the next, as when the time is told."""
    return [x for n in range(cases) for x in (*story(f"{name}{n}"), {"advance": "2024-01-01"})]


def begin(url: str, path: Path, batch: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", RUN, url, str(path), str(batch)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    # The phone is salted anew each time, so that no two ledgers have the same hashes with it.
    plain = [{k: v for k, v in line.items() if k != "personal"} for line in lines]
    path.write_text("\n".join(map(json.dumps, plain)), "utf-8")
    return path


def test_a_killed_run_is_taken_up_without_loss(
    fresh: Callable[[str], str],
    forked_run: Callable[[Path, list[str], float | None], list[float]],
    tmp_path: Path,
    beijing_pack: govrules.Jurisdiction,
    story: Callable[..., list[dict[str, Any]]],
) -> None:
    """Killed at random moments and begun anew, the ledger is to the byte that of a quiet run."""
    path = written(tmp_path / "e.jsonl", in_parts(story, "S", 24))

    def run(url: str, seconds: float | None) -> list[float]:
        return forked_run(tmp_path, ["cases", "run", str(path), "--ledger", url], seconds)

    quiet_url = fresh("quiet")
    code, needed = run(quiet_url, None)
    assert code == 0
    expected = hashes_of(quiet_url, beijing_pack)
    random, kills, ledgers = Random(os.environ.get("GOVRULES_SEED", "")), 0, 0
    while kills < KILLS:
        url, ledgers = fresh(f"killed{ledgers}"), ledgers + 1
        for _ in range(LIVES):  # once all is there, a run ends nowhere of interest
            code, _ = run(url, random.uniform(0.01, 0.5) * needed)
            kills += code < 0
        assert run(url, None)[0] == 0
        assert hashes_of(url, beijing_pack) == expected
    print(f"{kills} kills over {ledgers} ledgers; {needed:.2f} s of CPU a quiet run")


def test_writers_side_by_side_lose_nothing(
    fresh: Callable[[str], str],
    tmp_path: Path,
    beijing_pack: govrules.Jurisdiction,
    story: Callable[..., list[dict[str, Any]]],
) -> None:
    """Two processes on one ledger: every event once, the chain whole, each case in order."""
    url = fresh("many")
    count = min(WRITERS, 2) if url.startswith("sqlite") else WRITERS
    paths = [
        written(tmp_path / f"{p}.jsonl", [x for n in range(CASES) for x in story(f"P{p}-{n}")])
        for p in range(count)
    ]
    running = [begin(url, path, 5) for path in paths]
    for one in running:
        one.communicate()
        assert one.returncode == 0
    opened = govrules.cases.open(url, jurisdiction=beijing_pack)
    assert opened.verify() == []
    assert {held.snapshot.state for _, held in opened.held()} == {"closed"}
    taken: dict[str, list[str]] = {}
    for record in opened.ledger.records():
        if record.kind == "event":
            taken.setdefault(record.case, []).append(record.id)
    opened.close()
    names = [f"P{p}-{n}" for p in range(count) for n in range(CASES)]
    assert taken == {name: [line["id"] for line in story(name)] for name in names}
