"""Studies as notebooks: what the page says, cell by cell."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


@pytest.mark.parametrize("name", ["what-2020-moved.md", "what-2020-moved.zh.md"])
def test_a_study_is_a_notebook_too(tools: ModuleType, name: str) -> None:
    """It holds the code of the page and what that printed, which the page's own test runs."""
    from docs_notebook import notebooks

    page = HOW_TO / name
    ((file, text),) = notebooks({page: page.read_text("utf-8")})
    assert file.read_text("utf-8") == text, "run: python tools/build_docs.py"
    cells = json.loads(text)["cells"]
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert len(code) > 2
    assert all(source in page.read_text("utf-8") for source in code)
    assert any(c.get("outputs") for c in cells)


def test_what_is_shown_only_is_no_code(tools: ModuleType) -> None:
    """A block of another language, or one that is not run, stays prose; so does the text around."""
    from docs_notebook import notebook

    page = "# T\n\n```python\nprint(1)\n```\n\nThen:\n\n<!-- prints -->\n```text\n1\n```\n"
    page += "\n```console\n$ ls\n```\n\n<!-- not run: long -->\n```python\nlong()\n```\n"
    kinds = [c["cell_type"] for c in json.loads(notebook(page))["cells"]]
    assert kinds == ["markdown", "code", "markdown", "markdown", "markdown"]
    code = json.loads(notebook(page))["cells"][1]
    assert code["outputs"][0]["text"] == ["1\n"]
