"""Rules as decision tables, in DMN's manner: read from files, written back without loss."""

from .check import check_tables, replace_rules
from .dmn import read_dmn
from .dmn_write import write_dmn
from .layout import tables_of
from .read import read_rules, rules_of
from .sheets import read_tables
from .table import Heading, Row, Table
from .unary import read_test, write_test
from .words import words_of
from .write import write_book, write_csv

__all__ = [
    "Heading",
    "Row",
    "Table",
    "check_tables",
    "read_dmn",
    "read_rules",
    "read_tables",
    "read_test",
    "replace_rules",
    "rules_of",
    "tables_of",
    "words_of",
    "write_book",
    "write_csv",
    "write_dmn",
    "write_test",
]
