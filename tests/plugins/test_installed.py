"""A real plug-in package, installed beside govrules and found by its entry points."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import govrules
import pytest
from govrules import Plugins, Policy, hookimpl
from govrules.errors import PolicyError

PACKAGE = Path(__file__).parent.parent / "plugin_package"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the package is installed as an installer would leave it."""
    folder = tmp_path_factory.mktemp("site")
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shutil.copytree(PACKAGE / "govrules_example", folder / "govrules_example")
    info = folder / f"govrules_example-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n",
        encoding="utf-8",
    )
    points = project["entry-points"]["govrules"].items()
    (info / "entry_points.txt").write_text(
        "[govrules]\n" + "".join(f"{k} = {v}\n" for k, v in points), encoding="utf-8"
    )
    return folder


def run(site: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Python with the package installed."""
    env = {**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}
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


def test_a_broken_plugin_costs_itself_only(site: Path) -> None:
    """The command line lists the broken part by name with its error, and still works."""
    result = run(site, "-m", "govrules.cli", "plugins", "--lang", "en")
    assert "example_broken" in result.stdout + result.stderr
    assert "this plug-in is broken on purpose" in result.stdout + result.stderr
    assert "govrules-example" in result.stdout


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
