"""Charts written as tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules.charts import faults, read_chart
from govrules.errors import ChartError, ExpressionError, PolicyError

TABLES = {
    "states": "state,zh,en,owner,final\nnew,新,new,office@district,\nheld,在办,held,$lead,\nend,终,end,,是\n",
    "events": "event,zh,en,who,needs,takes,asks\ntake,接,take,,lead,,yes channel=dispatched\nstop,停,stop,,,,\n",
    "data": "datum,kind,choices,zh,en\nlead,text,,承办,lead\n",
    "clocks": "clock,amount,unit,status,who,cite,zh,en,source\nsign,2,workday,assumed,$lead,JS 12(1),签收,sign,试\n",
    "moves": "move,from,event,when,to,do,cite,zh,en\n"
    "take,new,take,,held,put lead $lead; start sign,JS 12,因,because\n"
    "stop,*,stop,,end,,JS 8,因,because\nnote,new held,clock.sign,,=,,JS 8,因,because\n",
}


def written(folder: Path, **changes: str) -> Path:
    for name, text in (TABLES | changes).items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_a_chart_is_read(tmp_path: Path) -> None:
    """A folder of tables is a chart; a move from several states is one from each."""
    chart = read_chart("t", written(tmp_path), "试", "trial")
    assert faults(chart) == []
    assert list(chart.move) == ["take", "stop.new", "stop.held", "note.new", "note.held"]
    assert chart.move["note.held"].target == "held"
    assert chart.event["take"].gives == (("channel", "dispatched"),)
    assert chart.moves[0].at == "moves.csv:2"


BAD = [
    (
        "clocks",
        "sign,2,",
        "sign,two,",
        ChartError,
        "clocks.csv:2: amount cannot be 'two'; write a whole number",
    ),
    (
        "events",
        "yes channel=dispatched",
        "maybe",
        ChartError,
        "events.csv:2: asks cannot be 'maybe'",
    ),
    (
        "moves",
        "stop,*,stop,,",
        "stop,*,stop,a = ,",
        ExpressionError,
        "moves.csv:3: move stop: expected a value",
    ),
    (
        "moves",
        "start sign",
        "begin sign",
        ChartError,
        "moves.csv:2: move take: 'begin sign' is nothing that a move can do",
    ),
    ("moves", "when,to", "wehn,to", PolicyError, "moves.csv:1: moves.csv has no column 'when'"),
]


@pytest.mark.parametrize(("table", "old", "new", "kind", "en"), BAD)
def test_a_cell_that_cannot_be_read_is_told(
    tmp_path: Path, table: str, old: str, new: str, kind: type[Exception], en: str
) -> None:
    """The error names the file, the line and the cell."""
    with pytest.raises(kind) as caught:
        read_chart(
            "t", written(tmp_path, **{table: TABLES[table].replace(old, new)}), "试", "trial"
        )
    assert str(caught.value).startswith(en)
