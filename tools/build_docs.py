"""Write the pages and outputs of the documentation that the code knows.

    python tools/build_docs.py            write what is stale
    python tools/build_docs.py --check    write nothing; exit code 1 if anything is stale

Generated whole: fields, items, decision, dispositions, roles, lists, law, errors, plug-in hooks,
glossary, findings, API, JSON Schemas, studies as notebooks. In the other pages only the recorded
outputs of examples are refreshed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from docs_api import PAGES as API
from docs_examples import refresh
from docs_findings import PAGES as FINDINGS
from docs_notebook import notebooks
from docs_pages import PAGES, schemas

ROOT = Path(__file__).resolve().parent.parent
HAND_WRITTEN = (
    "README*.md",
    "docs/index*.md",
    "docs/tutorial*.md",
    "docs/how-to/*.md",
    "docs/systems/*.md",
    "docs/reference/language*.md",
    "docs/reference/territory*.md",
    "docs/explanation/*.md",
)
MARK = "<!-- written by tools/build_docs.py: change the code, not this page -->\n"

__all__ = ["examples", "generated", "main"]


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated page, in both languages, with what it should hold."""
    writers: dict[str, Callable[[str], str]] = {**PAGES, **FINDINGS, **API}
    for name, write in writers.items():
        for lang, suffix in (("en", ""), ("zh", ".zh")):
            stem = name.rpartition("/")[2]
            other = f"{stem}.md" if suffix else f"{stem}.zh.md"
            link = f"[{'English' if suffix else '中文'}]({other})\n\n"
            page = ROOT / "docs" / "reference" / f"{name}{suffix}.md"
            yield page, MARK + link + write(lang).rstrip() + "\n"
    for name, schema in schemas():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        yield ROOT / "docs" / "reference" / "schema" / f"{name}.json", text + "\n"


def examples() -> list[Path]:
    """The hand-written pages whose examples run; one needs lists that must be fetched first."""
    found = {page for pattern in HAND_WRITTEN for page in ROOT.glob(pattern)}
    return sorted(page for page in found if not page.name.startswith("other-provinces"))


def main(argv: list[str] | None = None) -> int:
    """Write or check; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if a page is stale")
    check = parser.parse_args(argv).check
    pages = examples()
    with ProcessPoolExecutor() as pool:  # no page's examples rest on another's
        refreshed = dict(zip(pages, pool.map(refresh, pages), strict=True))
        wanted = [*generated(), *refreshed.items(), *notebooks(refreshed)]
    stale = [
        (p, text) for p, text in wanted if not p.exists() or p.read_text(encoding="utf-8") != text
    ]
    for page, text in stale:
        print(f"{'stale' if check else 'written'}: {page.relative_to(ROOT)}")
        if not check:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    if check and stale:
        print("run: python tools/build_docs.py")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
