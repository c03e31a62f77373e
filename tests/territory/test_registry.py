"""A user's own roads, estates and points of interest, and what the finder makes of them."""

import pickle

import pytest
from govrules.errors import GovrulesError, PlaceError
from govrules.territory import Registered, Territory

ENTRIES = [
    ("知春路", "110108010"),
    ("新华街", "110111007"),
    ("新华街", "110112001"),
    ("望京SOHO", "110105026"),
    ("学院路", "110108007"),
]


@pytest.fixture(scope="module")
def own(beijing: Territory) -> Territory:
    """Beijing with a registry of five entries."""
    return beijing.with_places(ENTRIES)


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("北京市海淀区知春路12号", "110108010", "12号"),
        ("知春路12号院", "110108010", "12号院"),
        ("通州区新华街3号", "110112001", "3号"),
        ("朝阳区望京ＳＯＨＯ塔2", "110105026", "塔2"),
        ("海淀区学院路35号", "110108007", "35号"),
        ("海淀区学院路街道", "110108010", ""),
        ("海淀区知春路北里小区", "110108", "知春路北里小区"),
        ("丰台区知春路1号", "110106", "知春路1号"),
    ],
)
def test_an_entry_is_read_where_it_is_named(own: Territory, text: str, code: str, rest: str):
    """Inside a district or by itself; not as the beginning of another name, nor elsewhere."""
    found = own.locate(text)
    assert (found.code, found.rest) == (code, rest)


def test_what_is_read_by_the_registry_is_said(own: Territory, beijing: Territory):
    """The note names the entry; without a registry nothing has changed."""
    assert own.locate("知春路1号").note_zh.startswith("知春路 按所载地名表位于 海淀区/学院路街道")
    assert "by your registry" in own.locate("知春路1号").note_en
    assert beijing.resolve("海淀区知春路12号") == "110108"
    assert own.digest != beijing.digest
    assert pickle.loads(pickle.dumps(own)).registry == own.registry


def test_a_name_in_two_districts_needs_the_district(own: Territory):
    """Of several places of one name none is taken; the error names them."""
    with pytest.raises(PlaceError, match="may be any of 2 places"):
        own.resolve("新华街3号")


def test_what_sounds_like_a_unit_is_told(own: Territory):
    """A road that is also a unit in short is no fault, but worth a word."""
    assert own.registered_alike() == [(Registered("学院路", "110108007"), "110108010")]


def test_a_table_is_read_with_other_columns_in_it(beijing: Territory, tmp_path):
    """Name and code count; entries that say what the roster says are left out."""
    path = tmp_path / "roads.csv"
    path.write_text(
        "code,kind,name\n110108010,road,知春路\n,,\n110108010,road,知春路\n110108,district,海淀区\n",
        encoding="utf-8",
    )
    assert beijing.with_places(path).registry == (Registered("知春路", "110108010"),)


@pytest.mark.parametrize(
    ("table", "en"),
    [
        ("名称,code\n甲路,110108\n", "roads.csv:1: the header is '名称,code'"),
        ("name,code\n,110108\n", "roads.csv:2: a name has 2 to 40 letters, unlike ''"),
        ("name,code\n知春路\n", "roads.csv:2: no unit has the code"),
        ("name,code\n知春路,999\n", "roads.csv:2: no unit has the code 999"),
        (
            "name,code\n大栅栏街道,110108\n",
            "roads.csv:2: 大栅栏街道 is what unit 110102013 西城区/大栅栏街道 is called",
        ),
        ("name,code\n甲,110108\n乙,110108\n", "2 faults, each to be mended by itself"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(beijing: Territory, tmp_path, table, en):
    """Every fault at once, each with file and line."""
    path = tmp_path / "roads.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(GovrulesError) as caught:
        beijing.with_places(path)
    assert caught.value.text("en").startswith(en)


def test_a_registry_that_is_not_there_is_refused(beijing: Territory, tmp_path):
    """The error says which table is wanted."""
    with pytest.raises(GovrulesError, match=r"there is no file none\.csv"):
        beijing.with_places(tmp_path / "none.csv")
