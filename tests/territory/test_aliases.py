"""Other names of units, from a table."""

import pytest
from govrules.errors import PlaceError, PolicyError
from govrules.territory import load_units
from govrules.territory.aliases import COLUMNS, read_aliases

HEAD = ",".join(COLUMNS)
ROW = "甲乙区,110101,name,注,note,source"


def test_an_alias_is_read_with_its_note_and_its_source(tmp_path):
    """One row, one name."""
    path = tmp_path / "aliases.csv"
    path.write_text(f"{HEAD}\n{ROW}\n", encoding="utf-8")
    (alias,) = read_aliases(path)
    assert (alias.name, alias.code, alias.is_area, alias.note_en) == (
        "甲乙区",
        "110101",
        False,
        "note",
    )


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("name,code\n甲,11\n", "aliases.csv:1: the header is 'name,code'"),
        (f"{HEAD}\n甲,110101,name,注,note,\n", "aliases.csv:2: a cell is empty or missing"),
        (f"{HEAD}\n甲,110101,nick,注,note,x\n", "aliases.csv:2: the kind is one of name, area"),
        (f"{HEAD}\n{ROW}\n{ROW}\n", "aliases.csv:3: 甲乙区 stands twice"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path, text, en):
    """The error names file and line."""
    path = tmp_path / "aliases.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        list(read_aliases(path))
    assert caught.value.text("en").startswith(en)


def test_an_alias_of_no_unit_is_refused(tmp_path):
    """A code that stands in no roster is an error on loading."""
    (tmp_path / "units.csv").write_text("code,zh,en,2023-06-30\n11,北京市,,1\n", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text(f"{HEAD}\n{ROW}\n", encoding="utf-8")
    with pytest.raises(PlaceError, match="no unit has the code 110101"):
        load_units(tmp_path)
