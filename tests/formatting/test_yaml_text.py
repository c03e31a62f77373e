"""Examples in one layout: comments, order, words and quotes stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from govrules.analysis.example_files import read_yaml
from govrules.errors import PolicyError
from govrules.formatting import lay_out_yaml
from hypothesis import given
from hypothesis import strategies as st

UNTIDY = """\
# head
---
-   id:   a   # why
    about:   first line
      second line
    matter: {kind: x,
       item: 'y # z', "on": 2024-05-01,n: 012, e: ~ }
    expect:
        # who
        disposition:   handle\x20\x20
        lead:
        because:
            - A.b

# between


- id: b
  about: |
      kept  as it is


      # here too
  expect: {}
      # last
"""
TIDY = """\
# head
- id: a  # why
  about: first line second line
  matter: {kind: x, item: 'y # z', "on": 2024-05-01, n: 012, e: ~}
  expect:
    # who
    disposition: handle
    lead:
    because:
    - A.b

# between

- id: b
  about: |
    kept  as it is


    # here too
  expect: {}
# last
"""


def laid(folder: Path, text: str) -> str:
    path = folder / "mine.yaml"
    path.write_bytes(text.encode())
    return lay_out_yaml(path).decode()


def test_comments_order_and_words_stay(tmp_path: Path) -> None:
    """Only what stands between the words changes, and a second time nothing."""
    assert laid(tmp_path, UNTIDY) == TIDY
    assert laid(tmp_path, TIDY) == TIDY


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_file_without_examples(tmp_path: Path, text: str) -> None:
    """Nothing becomes nothing."""
    assert laid(tmp_path, text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: a,  # why\n   about: b}\n", "mine.yaml:1: the comment would be lost: # why"),
        ("- id: a\n  id: b\n", "mine.yaml:2: it cannot be laid out: found duplicate key"),
        ("- id: a\n\tabout: b\n", "mine.yaml: not YAML"),
    ],
)
def test_what_cannot_be_kept_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Nothing is lost unsaid: the file stays as it is, and the line is named."""
    with pytest.raises(PolicyError) as caught:
        laid(tmp_path, text)
    assert str(caught.value).startswith(said)


WORDS = st.text(st.sampled_from("ab 中#:,-'\"{}[]\n01"), max_size=8)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["id", "about", "matter"]), VALUES), min_size=1),
    st.sampled_from([None, True, False]),
    st.integers(2, 6),
    st.integers(20, 90),
    st.data(),
)
def test_what_it_holds_is_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    examples: list[dict[str, Any]],
    flow: bool | None,
    indent: int,
    width: int,
    data: st.DataObject,
) -> None:
    """However a file is written: what is read of it stays, and twice is once."""
    folder = tmp_path_factory.mktemp("examples")
    text = yaml.safe_dump(
        examples, default_flow_style=flow, indent=indent, width=width, allow_unicode=True
    )
    lines = text.splitlines(keepends=True)
    for at, line in reversed(list(enumerate(lines))):
        if line.startswith("- ") and data.draw(st.booleans()):
            lines.insert(at, data.draw(st.sampled_from(["\n", "\n\n\n", "# why\n", "   # 中\n"])))
    try:
        once = laid(folder, "".join(lines))
    except PolicyError as refused:  # a comment in the midst of a list that is one line
        assert "the comment would be lost" in str(refused)
        return
    (folder / "mine.yaml").write_bytes("".join(lines).encode())
    held = read_yaml(folder / "mine.yaml")
    assert laid(folder, once) == once
    assert read_yaml(folder / "mine.yaml") == held
