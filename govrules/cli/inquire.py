"""``govrules inquire``: the other questions that a jurisdiction answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .base import Argument, Exit, Session, command
from .decide import PARAMS, decide_files
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["inquire"]


@command(
    "inquire",
    about=(
        "归谁管之外的其他询问：设立标准、应急状态……",
        "the other questions: does a subdistrict meet the standard, who leads in an emergency…",
    ),
    more=(
        "不写 INQUIRY，列出各项询问；只写 INQUIRY，列出它的字段和答案；再写 FILE，逐行作答，"
        "各选项与 decide 相同。“辖区.询问”（如 beijing.establishment）可用于 explain、check、test "
        "等命令。",
        "Without INQUIRY it lists the inquiries; with it alone, what it asks and how it may end; "
        "with a FILE it answers row by row, with the options of decide. In explain, check, test "
        "and the others, beijing.establishment stands for a jurisdiction that answers the inquiry.",
    ),
    examples=(
        ("govrules inquire", ("有哪些询问", "which there are")),
        ("govrules inquire establishment", ("要填哪些字段", "which fields it wants")),
        (
            "govrules inquire establishment units.csv -o answers.xlsx",
            ("逐个街道作答", "an answer for each subdistrict"),
        ),
    ),
    exits=True,
    params=(
        Argument(
            "inquiry",
            metavar="INQUIRY",
            required=False,
            zh="询问的代码",
            en="the code of an inquiry",
        ),
        Argument(
            "files",
            nargs=-1,
            required=False,
            metavar="FILE",
            zh="与 decide 相同",
            en="as for decide",
        ),
        *PARAMS[1:],
    ),
)
def inquire(
    session: Session, inquiry: str | None, files: Sequence[str], jurisdiction: str, **more: Any
) -> int:
    """List the inquiries, say what one wants, or answer it for every row."""
    if inquiry is None:
        return _list(session.load(jurisdiction), session)
    whole = f"{jurisdiction}.{inquiry}"
    if not files:
        return _tell(session.load(whole), session)
    return decide_files(session, files=files, jurisdiction=whole, **more)


def _list(j: Jurisdiction, session: Session) -> int:
    """The inquiries with what they ask."""
    rows = [(i.id, session.say((i.zh, i.en))) for i in j.inquiries.values()]
    Screen().table([Column("", "bold"), Column("")], rows, header=False)
    return Exit.DONE


def _tell(j: Jurisdiction, session: Session) -> int:
    """What an inquiry wants to know, and how it may end."""
    say, screen = session.say, Screen()
    screen.block(say((j.zh, j.en)), style="bold")
    screen.line(say(("所需事实：", "What it wants to know:")))
    read = {id for r in j.rules.rules.values() for id in r.reads}
    worked_out = {q.id for q in j.rules.questions}
    asked = read - worked_out | {j.layout.place, j.rules.day_field}
    fields = [f for f in j.fields.values() if f.id in asked and f.reads is None]
    rows = [(f.id, say((f.ask_zh or f.zh, f.ask_en or f.en))) for f in fields]
    screen.table([Column("", "dim"), Column("")], rows, header=False)
    screen.line(say(("可能的答案：", "How it may end:")))
    final = next(q for q in j.rules.questions if q.id == j.layout.final).slot("disposition")
    ends = [(c.code, say((c.zh, c.en))) for c in final.choices]
    screen.table([Column("", "dim"), Column("")], ends, header=False)
    return Exit.DONE
