"""Hypothesis profiles; Beijing loaded once; helper modules of the tests by name."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import govrules
import pytest
from hypothesis import HealthCheck, settings

HERE = Path(__file__).parent
QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

# With "dev" some new examples each time; with "ci" (.ci/run) the same ones; with "deep" many, by
# night (.ci/nightly).
settings.register_profile("dev", deadline=None, suppress_health_check=QUIET, max_examples=15)
settings.register_profile(
    "ci", settings.get_profile("dev"), derandomize=True, database=None, print_blob=True
)
settings.register_profile("deep", settings.get_profile("dev"), max_examples=2000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "dev")
)


def helper(name: str) -> ModuleType:
    """A module of ``tests/helpers``."""
    key = f"govrules_tests_{name.replace('/', '_')}"
    if key not in sys.modules:
        spec = importlib.util.spec_from_file_location(key, HERE / "helpers" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[key] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[key])
    return sys.modules[key]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file's tests run in one process, which sets up what they share."""
    return helper("one_process").ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or leaves anything in the user's own folders."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def load_helper() -> Callable[[str], ModuleType]:
    """The function that finds a helper module."""
    return helper


@pytest.fixture(scope="session")
def forked_run() -> Iterator[Callable[[Path, list[str], float | None], list[float]]]:
    """Runs the command line in a folder, killed after some seconds; exit code and seconds used."""
    pipe, words = subprocess.PIPE, [sys.executable, HERE / "helpers" / "killed.py"]
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as helper:
        asked, told = helper.stdin, helper.stdout
        assert asked is not None
        assert told is not None

        def made(folder: Path, words: list[str], seconds: float | None) -> list[float]:
            print(json.dumps([str(folder), words, seconds]), file=asked, flush=True)
            return list(json.loads(told.readline()))

        yield made
        asked.close()


@pytest.fixture(scope="session")
def shipped() -> govrules.Blueprint:
    """What Beijing is made from, read once: for who needs it with nothing learnt."""
    from govrules_policies.beijing import plugin

    return plugin.blueprint()


@pytest.fixture(scope="session")
def beijing_pack(shipped: govrules.Blueprint) -> govrules.Jurisdiction:
    """Beijing as shipped, without the plug-ins of this machine."""
    return govrules.Jurisdiction(shipped)


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    """The naive evaluator, which shares nothing with the library's."""
    return helper("oracle")


@pytest.fixture(scope="session")
def town() -> ModuleType:
    """The module that makes towns: small jurisdictions whose rules are written by hand."""
    return helper("town")


@pytest.fixture(scope="session")
def small(town: ModuleType) -> govrules.Jurisdiction:
    """The town as written."""
    return govrules.Jurisdiction(town.blueprint())


@pytest.fixture(scope="session")
def small_charts() -> ModuleType:
    """The module that makes small charts, generated charts and histories of cases."""
    return helper("charts")
