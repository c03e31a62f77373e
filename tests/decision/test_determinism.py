"""The same bytes whatever the seed of Python's hashes."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import hashlib, sys
from govrules import Jurisdiction
from govrules_policies.beijing import plugin
sys.path.insert(0, {here!r})
import town
made = Jurisdiction(town.blueprint())
digest = hashlib.sha256(made.digest.encode())
for item in ("litter", "dump", "waste", None):
    for listed in ("yes", "no", None):
        for urgent in ("yes", "unknown", None):
            d = made.decide(town.matter(item=item, listed=listed, urgent=urgent, steps="asked;warned"))
            digest.update((d.to_json() + d.explain() + d.explain("en")).encode())
beijing = Jurisdiction(plugin.blueprint())
digest.update(beijing.digest.encode())
for facts in (
    dict(kind="violation", item="携犬人不清除犬粪便", place="西城区/大栅栏街道", on="2021-03-01"),
    dict(kind="complaint", place="110109001", on="2023-05-23"),
    dict(kind="task", asked_of_level="community", giver="ecology", on="2022-01-01"),
    dict(kind="violation", on_power_list="yes", prior_steps="persuaded;warned", on="2021-03-01"),
):
    digest.update(beijing.decide(facts).to_json().encode())
digest.update(beijing.decide({{}}, ask="plain").to_json().encode())
print(digest.hexdigest())
"""


def run(seed: str) -> str:
    script = SCRIPT.format(here=str(Path(__file__).parents[1] / "helpers"))
    env = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_hash_seeds_never_matter() -> None:
    """Digests, decisions and prose are the same bytes under three seeds."""
    found = {run(seed) for seed in ("0", "1", "4242")}
    assert len(found) == 1
    assert len(found.pop()) == 64
