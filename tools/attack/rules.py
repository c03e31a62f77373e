"""Mutated rule inputs: conditions and conclusions in text and JSON, citations, tables."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from govrules import GovrulesError
from govrules.expr import (
    from_json,
    from_text,
    term_from_json,
    term_from_text,
    term_to_json,
    term_to_text,
    to_json,
    to_text,
)
from govrules.law import parse_citation
from govrules.rules import read_roles
from govrules.territory import load_units
from mutated import CITES, TERMS, TEXTS, damaged_json, damaged_text
from report import Report

UNITS = "code,zh,en,2018-10-31,2021-10-31\n11,北京市,Beijing,1,1\n110101,东城区,,1,1\n"
ROLES = "role,zh,en,levels,kinds,names,named_by\noffice,街道,office,subdistrict,,,\n"
TABLE = 50


def attack(report: Report, count: int) -> None:
    """Try ``count`` inputs; each that is read must read back equal from what it is written as."""
    draw = random.Random(report.seed)
    conditions = [to_json(from_text(text)) for text in TEXTS[:-1]]
    terms = [term_to_json(term_from_text(text)) for text in TERMS]
    kinds: list[tuple[Any, Any, Any]] = [
        (lambda: damaged_text(draw, draw.choice(TEXTS)), from_text, to_text),
        (lambda: damaged_text(draw, draw.choice(TERMS)), term_from_text, term_to_text),
        (lambda: damaged_json(draw, draw.choice(conditions)), from_json, to_json),
        (lambda: damaged_json(draw, draw.choice(terms)), term_from_json, term_to_json),
        (lambda: damaged_text(draw, draw.choice(CITES)), parse_citation, None),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for n in report.within(range(count)):
            if n % TABLE == 0:
                _table(report, draw, Path(folder))
                continue
            make, read, write = kinds[n % len(kinds)]
            given = make()
            found = report.call(lambda r=read, g=given: r(g), given)
            if found is not None and not isinstance(found, GovrulesError) and write is not None:
                back = report.call(lambda r=read, w=write, f=found: r(_sent(w(f))), given)
                if back != found:
                    report.differs(f"{read.__name__} does not read back", given)


def _sent(written: Any) -> Any:
    return written if isinstance(written, str) else json.loads(json.dumps(written))


def _table(report: Report, draw: random.Random, folder: Path) -> None:
    text, read = draw.choice(((UNITS, load_units), (ROLES, read_roles)))
    given = damaged_text(draw, text)
    path = folder / "table.csv"
    path.write_bytes(given.encode(draw.choice(("utf-8", "gb18030", "utf-16")), "replace"))
    report.call(lambda: read(path), given)
