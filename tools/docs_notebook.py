"""Studies as notebooks: a page with its code and what that printed, cell by cell.

Nothing is run here: what a page prints is run, and held, where its examples are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docs_examples import FENCE

__all__ = ["STUDIES", "notebook", "notebooks"]

STUDIES = ("what-2020-moved",)
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def notebooks(pages: Mapping[Path, str]) -> Iterator[tuple[Path, str]]:
    """The notebook of each page that is a study, with what it should hold.

    Args:
        pages: Page → its text.
    """
    for page, text in pages.items():
        if page.name.partition(".")[0] in STUDIES:
            yield page.with_suffix(".ipynb"), notebook(text)


def notebook(text: str) -> str:
    """A page as a notebook: prose, code, and each recorded output under the code before it."""
    cells: list[dict[str, Any]] = []
    at = 0
    for block in FENCE.finditer(text):
        _prose(cells, text[at : block.start()])
        at = block.end()
        body = block["body"].rstrip("\n")
        if block["verb"] == "prints":
            code = next(c for c in reversed(cells) if c["cell_type"] == "code")
            lines = [f"{line}\n" for line in body.splitlines()]
            code["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}]
        elif block["lang"] == "python" and not block["verb"]:
            cells.append({"cell_type": "code", "execution_count": None, "outputs": []})
            cells[-1]["source"] = body.splitlines(keepends=True)
        else:
            _prose(cells, block[0])
    _prose(cells, text[at:])
    for number, cell in enumerate(cells):
        cell |= {"id": f"cell-{number}", "metadata": {}}
    whole = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _prose(cells: list[dict[str, Any]], text: str) -> None:
    if text.strip():
        lines = text.strip().splitlines(keepends=True)
        cells.append({"cell_type": "markdown", "source": lines})
