"""Which tests run in one process: those of a file, and of files that share what is costly.

pytest-xdist has marks for groups, which pytest 9.2 no longer lets it see: without them a file's
fixtures were set up in every process.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

# Of these each process would load, learn, serve or measure the same anew.
TOGETHER = {
    "tests/classes/test_inherit.py": "simulate",
    "tests/classes/test_pack_cells.py": "columns",
    "tests/columns/test_engine.py": "columns",
    "tests/service/": "service",
    "tests/simulate/": "simulate",
}
# Of these each test has all that it needs, and takes long: whoever is free takes the next.
APART = ("tests/evaluate/test_properties.py",)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Gives each process the tests of a file, or of files that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        if file in APART:
            return nodeid
        return next((group for start, group in TOGETHER.items() if file.startswith(start)), file)
