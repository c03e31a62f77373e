"""Tables in one layout: what they say stays, and a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules.decision_tables import read_rules
from govrules.errors import GovrulesError, PolicyError
from govrules.formatting import lay_out_csv
from hypothesis import given
from hypothesis import strategies as st

UNTIDY = """\
A  route , 若  类型,if item  under, when ,then lead,then  assist [],instrument,article,since,exception_to,zh,en,#  mine,
#  who  mediates,,,,,,,,,,,,,

 X.one ,投诉，举报,"waste、noise",类型  =  投诉,$owner,a@city;b@city ,RC,3, 2020-07-01,X.two；X.three,"例","an example", as it is ,
X.two,—,非（ waste ）,,$owner,[],RC,3,,,例,"one, and two",,


C support,then assist [],instrument,article,zh,en
X.three,a@city,RC,3,例,three
"""
TIDY = """\
A route,若 类型,if item under,when,then lead,then assist [],instrument,article,since,exception_to,zh,en,# mine
#  who  mediates
X.one,"投诉, 举报","waste, noise",类型 = 投诉,$owner,a@city; b@city,RC,3,2020-07-01,X.two; X.three,例,an example,as it is
X.two,-,非(waste),,$owner,[],RC,3,,,例,"one, and two",

C support,then assist [],instrument,article,zh,en
X.three,a@city,RC,3,例,three
"""


def laid(folder: Path, text: str) -> str:
    path = folder / "table.csv"
    path.write_bytes(text.encode())
    return lay_out_csv(path).decode()


def test_a_decision_table(tmp_path: Path) -> None:
    """Spaces, quotes, empty lines and the spelling of tests; comments and order stay."""
    assert laid(tmp_path, UNTIDY) == TIDY
    assert laid(tmp_path, TIDY) == TIDY


def test_the_rules_are_the_same(tmp_path: Path) -> None:
    """What the table says has the same digest."""
    said = []
    for text in (UNTIDY, TIDY):
        (tmp_path / "table.csv").write_text(text, "utf-8")
        said.append([rule.canonical() for rule in read_rules(tmp_path / "table.csv")])
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("if kind", "未知"),
        ("if kind", "(a"),
        ("if n", ">= 2, < 1"),
        ("when", "类型 属于 (投诉"),
        ("when", "类型 = '甲  乙'"),
        ("since", "yesterday"),
        ("zh", "甲  乙"),
    ],
)
def test_what_cannot_be_respelt_stays(tmp_path: Path, column: str, cell: str) -> None:
    """A faulty cell is the business of check, and words are the author's."""
    text = f'A route,{column},en\nX.one,"{cell}",x\n'
    assert cell in laid(tmp_path, text)


def test_a_list(tmp_path: Path) -> None:
    """Of any other table, spaces, quotes and empty lines; what Excel put before it stays."""
    untidy = '\ufeffitem, parent ,zh,en,aliases\r\n\r\n"waste",,废弃物 ,"waste","a;b"\r\n'
    assert laid(tmp_path, untidy) == "\ufeffitem,parent,zh,en,aliases\nwaste,,废弃物,waste,a;b\n"


def test_a_hit_policy_that_never_decides(tmp_path: Path) -> None:
    """A file that cannot be read is told of with its cell, and not written anew."""
    with pytest.raises(PolicyError, match=r"table\.csv:A1"):
        laid(tmp_path, "F route,en\nX.one,x\n")


CELLS = st.text(st.sampled_from("是否非not(,，;；) \n\"'=<>-—投诉waste20[]..#"), max_size=12)
HEADINGS = (
    "if kind",
    "若 item 在…下",
    "when",
    "then assist []",
    "since",
    "exception_to",
    "# own",
    "",
)


@given(st.lists(st.lists(CELLS, min_size=9, max_size=9), max_size=4))
def test_a_second_time_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Whatever the cells hold: laid out twice is laid out once, and the rules are the same."""
    folder = tmp_path_factory.mktemp("tables")
    quoted = [["A route", *HEADINGS], *([f"X.{i}", *row[1:]] for i, row in enumerate(rows))]
    text = "\n".join(
        ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row) for row in quoted
    )
    try:
        once = laid(folder, text)
    except GovrulesError:
        return
    assert laid(folder, once) == once
