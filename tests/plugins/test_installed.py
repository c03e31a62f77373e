"""A real plug-in package, installed beside govrules and found by its entry points."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import govrules
import pytest
from govrules import Plugins, Policy, hookimpl
from govrules.errors import PolicyError

PACKAGE = Path(__file__).parent.parent / "plugin_package"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has built and installed the package."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    shutil.copytree(PACKAGE, source, dirs_exist_ok=True)  # a build leaves things beside its sources
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
    ]
    done = subprocess.run(
        [*pip, "--target", str(folder), str(source)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def run(site: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Python with the package installed."""
    env = {
        **os.environ,
        "PYTHONPATH": str(site),
        "PYTHONIOENCODING": "utf-8",
        "GOVRULES_LANG": "en",
    }
    return subprocess.run(
        [sys.executable, *args], env=env, capture_output=True, text=True, check=False
    )


ASK = """
import govrules
beijing = govrules.load("beijing")
matter = dict(kind="violation", item="携犬人不清除犬粪便", place="110102013", on="2021-03-01",
              on_power_list=True)
print(beijing.decide(matter).disposition, beijing.decide(matter, rehearsal=True).disposition)
print([p.id for p in beijing.policies][-1])
"""


def test_an_installed_policy_decides(site: Path) -> None:
    """The plug-in's field and rule take part in decisions, with an exception to a rule of ours."""
    result = run(site, "-c", ASK)
    assert result.stdout.split() == ["handle", "not_covered", "example.quiet"], result.stderr


BROKEN = (
    "note: plug-in example_broken cannot be loaded: RuntimeError: this plug-in is broken on "
    "purpose (govrules_example/broken.py:3); what it adds is missing, the rest is unaffected; correct, reinstall or remove it\n"
)


def test_a_broken_plugin_costs_itself_only(site: Path) -> None:
    """Every command works, and says on stderr which part is broken, once."""
    listed = run(site, "-m", "govrules.cli", "plugins")
    assert (listed.stderr, listed.returncode) == (BROKEN, 4)
    assert ["example_broken", "govrules-example", "0.3", "broken"] in [
        line.split() for line in listed.stdout.splitlines()
    ]
    for command in (["explain", "demo:2", "--short"], ["demo", "--matters"], ["hello"]):
        result = run(site, "-m", "govrules.cli", *command)
        assert (result.stderr, result.returncode) == (BROKEN, 0)


class Twice:
    """A plug-in whose policy bears an id of the pack."""

    @hookimpl
    def govrules_policies(self, jurisdiction: str) -> list[Policy]:
        """One policy, called as one of the pack is."""
        return [Policy("beijing.base", "重复", "twice", "nobody", "1")]


def test_two_policies_of_one_id_are_an_error() -> None:
    """A second policy of the same id is refused, not taken in silence."""
    plugins = Plugins()
    plugins._manager.register(Twice(), name="x:twice")
    with pytest.raises(PolicyError, match=r"two policies are called 'beijing\.base'"):
        govrules.load("beijing", plugins=plugins)
