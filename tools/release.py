"""Make what a release is published with: wheel, sources, constraints, SBOM, and their sums.

    python tools/release.py dist

The wheel is installed into an environment that holds nothing else and tried there; what that
environment holds is what the constraints pin and the SBOM (CycloneDX) lists.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("build>=1.2", "cyclonedx-bom>=4")


def environment(folder: Path, *packages: str) -> Path:
    """A new environment with these packages; the folder of its programs."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", *packages)
    return programs


def run(*words: object) -> str:
    """Run a program; what it prints. It ends all if it fails."""
    done = subprocess.run(list(map(str, words)), cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def main() -> None:
    """Fill a folder that is new or empty."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    dist = parser.parse_args().folder.resolve()
    dist.mkdir(parents=True, exist_ok=True)
    if any(dist.iterdir()):
        parser.error(f"{dist} holds something already")
    with tempfile.TemporaryDirectory() as name:
        tools = environment(Path(name, "tools"), *TOOLS)
        run(tools / "python", "-m", "build", "--outdir", dist, ROOT)
        (wheel,) = dist.glob("*.whl")
        release = environment(Path(name, "release"), f"{wheel}[columns]")
        run(release / "govrules", "demo")
        pinned = run(release / "python", "-m", "pip", "freeze", "--exclude", "govrules")
        (dist / "constraints.txt").write_text(pinned, "utf-8")
        sbom = ("--pyproject", ROOT / "pyproject.toml", "--output-reproducible", "--of", "JSON")
        to = ("-o", dist / "govrules.cdx.json", release / "python")
        run(tools / "cyclonedx-py", "environment", *sbom, *to)
    files = sorted(dist.iterdir())
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (dist / "SHA256SUMS").write_text("".join(sums), "utf-8")


if __name__ == "__main__":
    main()
