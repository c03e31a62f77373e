"""Sayings and synonyms as tables."""

import pytest
from govrules.authoring import read_sayings
from govrules.errors import PolicyError


def read(tmp_path, sayings, synonyms="said,means\n"):
    """What two tables of these texts say."""
    (tmp_path / "sayings.csv").write_text(sayings, encoding="utf-8")
    (tmp_path / "synonyms.csv").write_text(synonyms, encoding="utf-8")
    return read_sayings(tmp_path / "sayings.csv", tmp_path / "synonyms.csv")


def test_words_ways_and_what_must_not_occur_are_read(tmp_path):
    """A saying is levelled by the synonyms, too."""
    found = read(tmp_path, "said,items,sure\n噪音|吵 工地 -装修,a,yes\n", "said,means\n噪音,噪声\n")
    (saying,) = found.sayings
    assert saying.words == (("噪声", "吵"), ("工地",))
    assert (saying.never, saying.items, saying.is_sure) == (("装修",), ("a",), True)
    assert saying.at == "sayings.csv:2"


@pytest.mark.parametrize(
    ("sayings", "synonyms", "en"),
    [
        ("said,items,sure\n,a,\n", "said,means\n", "sayings.csv:2: a saying has words"),
        ("said,items,sure\n甲,,\n", "said,means\n", "sayings.csv:2: a saying has words"),
        ("said,items,sure\n甲,a|b,yes\n", "said,means\n", "sayings.csv:2: a saying has words"),
        ("said,items\n甲,a\n", "said,means\n", "sayings.csv:1: sayings.csv has no column 'sure'"),
        ("said,items,sure\n", "said,means\n甲,\n", "synonyms.csv:2: a synonym is a word"),
        ("said,items,sure\n", "said,means\n甲,乙\n甲,丙\n", "synonyms.csv:3: a synonym is a word"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path, sayings, synonyms, en):
    """The error names file and line."""
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, sayings, synonyms)
    assert caught.value.text("en").startswith(en)
