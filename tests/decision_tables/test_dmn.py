"""DMN read: small models of each version and hit policy, and what is refused by name."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import attrs
import pytest
from govrules import Jurisdiction
from govrules.decision_tables import read_dmn, rules_of
from govrules.errors import PackError, PolicyError

SPEC = "https://www.omg.org/spec/DMN/20230324/MODEL/"
NOTES = "".join(f'<annotation name="{n}"/>' for n in ("rule", "instrument", "article", "zh", "en"))


def entry(kind: str, text: str) -> str:
    return f"<{kind}><text>{text}</text></{kind}>"


def row(id: str, test: str, said: str) -> str:
    notes = "".join(entry("annotationEntry", n) for n in (id, "CR", "1", "理由", "reason"))
    return f"<rule>{entry('inputEntry', test)}{entry('outputEntry', said)}{notes}</rule>"


def model(
    path: Path,
    *rows: str,
    policy: str = "UNIQUE",
    spec: str = SPEC,
    more: str = "",
    input: str = "number",
    type: str = "number",
    values: str = "",
) -> Path:
    """A model of one decision table that asks one field."""
    table = (
        f'<decisionTable hitPolicy="{policy}"><input><inputExpression typeRef="{type}">'
        f"<text>{input}</text></inputExpression></input>"
        f'<output name="disposition"><outputValues><text>{values}</text></outputValues></output>'
        f"{NOTES}{''.join(rows)}</decisionTable>"
    )
    path.write_text(
        f'<definitions xmlns="{spec}"><inputData name="number"/>'
        f'<decision name="route">{table}</decision>{more}</definitions>',
        "utf-8",
    )
    return path


ROWS = (row("N.many", "&gt;= 3", '"transfer"'), row("N.all", "-", '"handle"'))


@pytest.mark.parametrize("version", ["20191111", "20211108", "20230324"])
def test_a_table_of_each_version_is_read(tmp_path: Path, version: str) -> None:
    """Tests, conclusions, and the parts that DMN lacks, from annotations."""
    spec = f"https://www.omg.org/spec/DMN/{version}/MODEL/"
    (table,) = read_dmn(model(tmp_path / "t.dmn", *ROWS, spec=spec))
    assert table.corner() == "A route"
    first, second = rules_of([table])
    assert (first.id, str(first.cite), first.zh) == ("N.many", "CR 1", "理由")
    assert str(first.when) == "Between(field='number', low=3, high=None)"
    assert second.at == "t.dmn:route!A3"


@pytest.mark.parametrize(
    ("policy", "values", "number", "disposition"),
    [
        ("FIRST", "", 4, "transfer"),
        ("FIRST", "", 1, "handle"),
        ("PRIORITY", '"handle", "transfer"', 4, "handle"),
        ("PRIORITY", '"transfer", "handle"', 4, "transfer"),
    ],
)
def test_an_order_is_written_out_as_exceptions(
    town: ModuleType, tmp_path: Path, policy: str, values: str, number: int, disposition: str
) -> None:
    """The order that a table states itself decides as DMN says."""
    rules = rules_of(read_dmn(model(tmp_path / "t.dmn", *ROWS, policy=policy, values=values)))
    base = town.blueprint(without=("R.found", "R.urgent", "R.task"))
    only = attrs.evolve(base.policies[1], rules=(*base.policies[1].rules, *rules))
    small = Jurisdiction(attrs.evolve(base, policies=(base.policies[0], only)))
    decided = small.decide(town.matter(kind="complaint", number=number))
    assert decided.disposition == disposition


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"policy": "RULE ORDER"}, "t.dmn:route: a DMN hit policy RULE ORDER is not taken"),
        ({"policy": 'COLLECT" aggregation="SUM'}, "a DMN hit policy COLLECT SUM is not taken"),
        ({"more": '<import name="x"/>'}, "t.dmn:x: a DMN import is not taken"),
        ({"more": '<businessKnowledgeModel name="b"/>'}, "a DMN businessKnowledgeModel is not"),
        ({"more": '<decision name="d"><literalExpression/></decision>'}, "literalExpression is"),
        ({"more": '<decision name="d"/>'}, "a DMN decision without logic is not taken"),
        ({"input": "a + b"}, "an input is the name of a field"),
        ({"type": "string"}, "t.dmn:route!B2: '&gt;= 3'".replace("&gt;", ">")),
        ({"spec": "http://www.omg.org/spec/DMN/20180521/MODEL/"}, "it is not DMN 1.3, 1.4, 1.5"),
    ],
)
def test_what_no_table_has_is_refused_by_name(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    """Nothing of a model is left out in silence."""
    with pytest.raises(PolicyError) as caught:
        read_dmn(model(tmp_path / "t.dmn", *ROWS, **change))
    assert said in str(caught.value)


def test_all_that_is_refused_is_told_at_once(tmp_path: Path) -> None:
    """Each with its place."""
    bad = (row("N.a", "0.5", '"handle"'), row("N.b", "-", "a + b"))
    with pytest.raises(PackError) as caught:
        read_dmn(model(tmp_path / "t.dmn", *bad, more='<import name="x"/>'))
    places = [f.place for f in caught.value.faults]
    assert places == ["t.dmn:route!B2", "t.dmn:route!C3", "t.dmn:x"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not xml", "it is no XML"),
        (b"", "it is no XML"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><definitions/>', "it defines entities"),
        (b"<definitions/>", "it is not DMN"),
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    """Entities before anything else is looked at."""
    path = tmp_path / "t.dmn"
    path.write_bytes(data)
    with pytest.raises(PolicyError, match=said):
        read_dmn(path)
