"""``govrules cases``: what happens to cases, the worklist, the rates, the ledger itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..errors import GovrulesError, LedgerError, did_you_mean, shown
from ..whole_file import write_whole, writing
from .base import Argument, Both, Exit, Option, Session, command, json_option, jurisdiction_option
from .faults import Misuse
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["cases"]

PICTURES = (".svg", ".html")
# Each action, and which options it takes beside the ledger.
ACTIONS: dict[str, tuple[str, ...]] = {
    "run": (),
    "show": ("-o",),
    "timeline": ("-o",),
    "chart": ("-o",),
    "due": ("--json",),
    "moved": ("--on", "--redecide", "--json"),
    "rates": ("-o", "--by", "--month", "--json"),
    "passing": ("-o", "--by", "--json"),
    "replay": (),
    "verify": (),
}


@command(
    "cases",
    about=(
        "案件：受理、派单、异议、吹哨、办结、回访，及其台账",
        "cases: received, dispatched, objected to, whistled for, resolved; and their ledger",
    ),
    more=(
        "ACTION 为 run（读入事件文件）、show 或 timeline（一件案件）、chart（一张流程）、"
        "due（某日到期的待办）、moved（职权变动后应移转的未办结案件）、rates（三率）、passing（推诿情况）、replay（重演）、verify（核验）。\n"
        '事件文件每行一个 JSON：id、case、event、at，受理另有 matter；{"advance": 日期} 报时。'
        "同一 id 只发生一次，中断后重新运行即可；有误的行逐一指明，只影响自身。",
        "ACTION is run (take a file of events), show or timeline (one case), chart (a chart), due "
        "(what is due by a day), moved (open cases that the rules of a day give to another organ), "
        "rates, passing, replay or verify.\n"
        "A file of events has a JSON a line: id, case, event, at, and matter to receive one; "
        '{"advance": day} tells the time. Each id happens once: after a break, run it again. A '
        "wrong line is told, and costs itself alone.",
    ),
    examples=(
        (
            "govrules cases run events.jsonl --ledger sqlite:///cases.db",
            ("读入事件", "take events"),
        ),
        ("govrules cases due 2024-03-05", ("待办", "the worklist")),
        (
            "govrules cases moved --on 2024-07-01",
            ("该日起应移转的未办结案件", "open cases that go to another organ from that day"),
        ),
        ("govrules cases rates --month 2024-03", ("当月三率", "the month's rates")),
        (
            "govrules cases passing --by district -o passing.svg",
            ("各区派单、异议与吹哨，画成图", "what each district passes on, drawn"),
        ),
        (
            "govrules cases chart work_order -o chart.svg",
            ("工单流程图", "the chart of work orders, drawn"),
        ),
    ),
    params=(
        Argument("action", zh="做什么", en="what to do"),
        Argument(
            "subject",
            required=False,
            zh="文件、案件、流程或日期",
            en="a file, a case, a chart or a day",
        ),
        Option(
            "--ledger",
            metavar="URL",
            default="sqlite:///cases.db",
            zh="台账，缺省 sqlite:///cases.db",
            en="the ledger; sqlite:///cases.db where not given",
        ),
        Option(
            "-o",
            "--output",
            metavar="FILE",
            zh="timeline、chart、rates、passing 画成 .svg，或写成 .html 网页",
            en="timeline, chart, rates, passing as a picture (.svg) or a page (.html)",
        ),
        Option(
            "--on",
            metavar="DAY",
            zh="moved：按哪一日施行的规则",
            en="moved: under the rules in force on which day",
        ),
        Option(
            "--redecide",
            metavar="MOMENT",
            zh="moved：并在该时刻逐件重新认定",
            en="moved: and decide each anew at that moment",
        ),
        Option("--by", metavar="UNIT", zh="按何种单位统计", en="by which kind of unit to count"),
        Option("--month", metavar="YYYY-MM", zh="rates 的月份", en="the month of rates"),
        json_option("每行一个 JSON", "one JSON a line"),
        jurisdiction_option(),
    ),
)
def cases(
    session: Session,
    action: str,
    subject: str | None,
    ledger: str,
    output: str | None,
    on: str | None,
    redecide: str | None,
    by: str | None,
    month: str | None,
    as_json: bool,
    jurisdiction: str,
) -> int:
    """Do one thing with the cases of a ledger."""
    given = {
        "-o": output,
        "--on": on,
        "--redecide": redecide,
        "--by": by,
        "--month": month,
        "--json": as_json or None,
    }
    _check(action, subject, [name for name, value in given.items() if value is not None])
    _check_picture(output, as_json)
    if action == "chart":
        return _chart(session, session.load(jurisdiction), str(subject), output)
    from ..cases import open as open_cases
    from ..cases.passing import under

    if action != "run":
        _check_there(ledger)
    with closing(open_cases(ledger, jurisdiction=session.load(jurisdiction))) as opened:
        match action:
            case "run":
                return _run(session, opened, Path(str(subject)))
            case "show" | "timeline":
                return _timeline(session, opened.get(str(subject)), output)
            case "due":
                return _listed(session, opened.due(subject), as_json, DUE)
            case "moved":
                return _moved(session, opened, on, redecide, as_json)
            case "rates":
                rows = opened.rates(by or "subdistrict", month)
                return _counted(session, rows, as_json, output, month or "")
            case "passing":
                passed = opened.passing(by or "department")
                return _counted(session, passed, as_json, output, under=under(opened))
            case _:
                return _faults(session, opened.verify() if action == "verify" else opened.replay())


def _check(action: str, subject: str | None, options: list[str]) -> None:
    if action not in ACTIONS:
        listed = ", ".join(ACTIONS)
        raise Misuse(
            f"no action {action!r}", f"没有 {action!r}", f"one of {listed}", f"可用：{listed}"
        )
    if subject is None and action in ("run", "show", "timeline", "chart", "due"):
        raise Misuse(
            f"{action} needs a file, a case, a chart or a day",
            f"{action} 须给出文件、案件、流程或日期",
            None,
            None,
        )
    if action == "moved" and "--on" not in options:
        raise Misuse("moved needs --on DAY", "moved 须给出 --on 日期", None, None)
    for option in options:
        if option not in ACTIONS[action]:
            takers = [name for name, taken in ACTIONS.items() if option in taken]
            raise Misuse(
                f"{action} takes no {option}",
                f"{action} 没有选项 {option}",
                f"it is for {', '.join(takers)}",
                f"仅用于 {'、'.join(takers)}",
            )


def _check_picture(output: str | None, as_json: bool) -> None:
    if output is None:
        return
    if _kind(output) not in PICTURES:
        raise Misuse(
            f"{output!r} is no picture that can be drawn",
            f"不能画成 {output!r}",
            "name it .svg, or .html for a page",
            "文件名请以 .svg 结尾；网页以 .html 结尾",
        )
    if as_json:
        raise Misuse(
            "--json and -o cannot be given together",
            "--json 与 -o 不能同时给出",
            "leave one out",
            "请去掉其一",
        )


def _check_there(ledger: str) -> None:
    """A ledger in a file is made by ``run`` alone: a name mistaken is no empty ledger."""
    path = ledger.removeprefix("sqlite:///").partition("?")[0]
    if path != ledger and path not in ("", ":memory:") and not Path(path).exists():
        raise LedgerError(
            f"no ledger {ledger}",
            f"没有台账 {ledger}",
            field="ledger",
            value=ledger,
            hint_en="check --ledger; govrules cases run EVENTS makes one",
            hint_zh="请检查 --ledger；台账由 govrules cases run 建立",
        )


class _Bad:
    """Tells of each line or case that cannot be taken, and counts them."""

    def __init__(self, session: Session) -> None:
        self._session, self.count = session, 0

    def __call__(self, error: GovrulesError) -> None:
        self.count += 1
        said = error.text(self._session.lang)
        click.echo(self._session.say(("错误：", "error: ")) + said, err=True)


def _run(session: Session, opened: Any, path: Path) -> int:
    """Take the events of a file; what cannot be taken is told, and costs its line alone."""
    from ..cases.lines import from_file

    bad = _Bad(session)
    done = [0, *opened.run(from_file(path), bad=bad)][-1]
    click.echo(session.say(("已处理 {n} 行", "{n} lines done"), n=done - bad.count))
    if bad.count:
        words = (
            "{n} 行有误，未记入；其余不受影响",
            "{n} lines are wrong and were not taken; the others were",
        )
        click.echo(session.say(words, n=bad.count), err=True)
    return Exit.BAD if bad.count else Exit.DONE


def _timeline(session: Session, case: Any, output: str | None) -> int:
    from ..cases.page import case_page
    from ..cases.timeline import as_svg, as_text

    draw = {"": as_text, ".svg": as_svg, ".html": case_page}
    return _drawn(draw[_kind(output)](case, session.lang), output)


def _chart(session: Session, jurisdiction: Jurisdiction, id: str, output: str | None) -> int:
    from ..cases.names import called_in
    from ..cases.page import chart_page
    from ..charts.drawing import as_svg, as_text

    if id not in jurisdiction.charts:
        raise Misuse(
            f"no chart {shown(id)}",
            f"没有流程 {shown(id)}",
            *did_you_mean(id, list(jurisdiction.charts)),
        )
    chart, lang = jurisdiction.charts[id], session.lang
    if _kind(output) == ".html":
        return _drawn(chart_page(chart, jurisdiction, lang), output)
    draw = as_svg if output else as_text
    return _drawn(draw(chart, lang, called_in(jurisdiction, lang)), output)


def _kind(output: str | None) -> str:
    """What is drawn: ``.svg``, ``.html``, or text for the terminal."""
    return "" if output is None else Path(output).suffix.casefold()


def _drawn(text: str, output: str | None) -> int:
    """Print what is for the terminal, or write what is for a file, whole or not at all."""
    if output is not None:
        with writing(output), write_whole(Path(output)) as beside:
            beside.write_text(text, "utf-8")
    click.echo(text if output is None else output)
    return Exit.DONE


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
DUE: tuple[tuple[Both, str, str], ...] = (
    (("案件", "case"), "case", "case"),
    (("期限", "by"), "at", "at"),
    (("事项", "what"), "zh", "en"),
    (("责任单位", "of whom"), "who_zh", "who_en"),
    (("依据", "under"), "cite", "cite_en"),
    (("期限来源", "period"), "status_zh", "status_en"),
    (("逾期", "overdue"), "is_overdue", "is_overdue"),
)


MOVED: tuple[tuple[Both, str, str], ...] = (
    (("案件", "case"), "case", "case"),
    (("状态", "state"), "state_zh", "state_en"),
    (("现承办", "from"), "was_zh", "was_en"),
    (("应移转至", "to"), "now_zh", "now_en"),
    (("依据", "under"), "cites", "cites_en"),
    (("待裁定", "waits"), "is_waiting", "is_waiting"),
)


def _moved(
    session: Session, opened: Any, on: str | None, redecide: str | None, as_json: bool
) -> int:
    """List the cases that move, and decide them anew if a moment is given."""
    bad = _Bad(session)
    rows = list(opened.moved(on, bad=bad))
    _listed(session, rows, as_json, MOVED)
    if redecide is not None:
        unread = bad.count
        done = [0, *opened.redecide(rows, at=redecide, bad=bad)][-1] - (bad.count - unread)
        click.echo(session.say(("已重新认定 {n} 件", "{n} decided anew"), n=done), err=True)
    return Exit.BAD if bad.count else Exit.DONE


def _listed(
    session: Session, rows: Sequence[Any], as_json: bool, columns: Sequence[tuple[Both, str, str]]
) -> int:
    names = [zh if session.lang == "zh" else en for _, zh, en in columns]
    comma = session.say(("、", ", "))
    cells = [[_shown(getattr(row, name), comma) for name in names] for row in rows]
    return _table(session, rows, as_json, [words for words, *_ in columns], cells)


def _shown(value: Any, comma: str) -> str:
    if isinstance(value, tuple):
        return comma.join(value)
    if isinstance(value, bool):
        return "!" if value else ""
    return str(value).replace("T", " ")[:16] if MOMENT.fullmatch(str(value)) else str(value)


def _counted(
    session: Session,
    rows: Sequence[Any],
    as_json: bool,
    output: str | None,
    when: str = "",
    under: Mapping[str, Both] = MappingProxyType({}),
) -> int:
    """Rates or passing: drawn where a file is named, else printed."""
    from ..cases.bars import draw, measured
    from ..cases.page import counted_page, grounds

    lang = session.lang
    if _kind(output) == ".html":
        return _drawn(counted_page(rows, lang, when, under), output)
    if output is not None:
        return _drawn(draw(rows, lang, when).svg, output)
    measures = measured(rows)
    cells = [
        [row.zh if lang == "zh" else row.en, *(m.text(row, lang) for m in measures)] for row in rows
    ]
    heads = [("单位", "unit"), *((m.zh, m.en) for m in measures)]
    code = _table(session, rows, as_json, heads, cells)
    for what, cites in () if as_json else grounds(rows):  # each by which rule
        click.echo(
            session.say(
                ("{what}——{cites}", "{what} - {cites}"),
                what=session.say(what),
                cites=session.say(cites),
            )
        )
    return code


def _table(
    session: Session,
    rows: Sequence[Any],
    as_json: bool,
    heads: Iterable[tuple[str, str]],
    cells: list[list[str]],
) -> int:
    import attrs

    if as_json:
        for row in rows:
            click.echo(json.dumps(attrs.asdict(row), ensure_ascii=False))
        return Exit.DONE
    if rows:
        Screen().table([Column(session.say(words)) for words in heads], cells)
    else:
        click.echo(session.say(("没有符合的案件", "no case to list")), err=True)
    return Exit.DONE


def _faults(session: Session, found: Iterable[Any]) -> int:
    faults = list(found)
    for fault in faults:
        click.echo(fault.text(session.lang))
    if not faults:
        click.echo(session.say(("台账完好", "the ledger is whole")))
    return Exit.BAD if faults else Exit.DONE
