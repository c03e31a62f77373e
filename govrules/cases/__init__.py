"""Cases that live for weeks: received, dispatched, objected to, whistled for, resolved, scored.

    cases = govrules.cases.open("sqlite:///cases.db", jurisdiction=govrules.load("beijing"))
    case = cases.receive({"kind": "complaint", …}, at="2024-03-01T09:12")
    cases.post(case.id, "sign", at="2024-03-01T10:00")

Needs the extra ``cases``; nothing of it is imported with ``govrules`` itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import LedgerError

if TYPE_CHECKING:
    from ..charts import Calendar, Drawing
    from ..jurisdiction import Jurisdiction
    from .passing import Passed
    from .rates import Rate
    from .recording import Recorder
    from .runtime import Cases
    from .story import Case

__all__ = ["draw", "open", "recorder"]


def open(
    ledger: str,
    *,
    jurisdiction: Jurisdiction,
    versions: Mapping[str, Jurisdiction] | None = None,
    calendar: Calendar | None = None,
    engine: str = "interpreter",
) -> Cases:
    """Open the cases of a ledger; it is made if it is not there.

    Args:
        ledger: Its URL: ``sqlite:///cases.db``, or ``postgresql://user@host/name``.
        jurisdiction: Whose rules decide and whose charts are followed.
        versions: Earlier versions, each by the first day on which it was known: ``{"2023-01-01":
            …}``. Cases that they decided can be replayed, and matters be decided as known then.
        calendar: The working days; China's where not given.
        engine: ``interpreter``; with the extra ``durable`` also ``durable``, or ``isolated``, which
            runs it in a process beside, for a stranger's chart. The results are the same.

    Raises:
        LedgerError: if it cannot be opened, or an extra is missing.
        ChartError: if a chart of the jurisdiction is wrong, with all that is.
    """
    try:
        from .runtime import Cases
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    return Cases(ledger, jurisdiction, versions=versions, calendar=calendar, engine=engine)


def recorder(ledger: str, *, jurisdiction: Jurisdiction) -> Recorder:
    """Open a ledger to write decisions into that are made without a case.

    Args:
        ledger: Its URL, as for :func:`open`.
        jurisdiction: Whose rules decide; it needs no chart.

    Raises:
        LedgerError: if it cannot be opened, or an extra is missing.
    """
    try:
        from .recording import Recorder
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    return Recorder.at(ledger, jurisdiction)


def draw(
    what: Case | Sequence[Rate] | Sequence[Passed], lang: str = "zh", when: str = ""
) -> Drawing:
    """Draw a case's timeline, the rates, or what was passed on: a notebook shows it.

    Args:
        what: What ``cases.get(…)``, ``cases.rates(…)`` or ``cases.passing(…)`` gave.
        lang: ``"zh"`` or ``"en"``.
        when: The time that rates are of, for the title: ``2024-03``.

    Returns:
        The drawing; ``.svg`` is the picture, ``.text`` the same for a terminal.

    Raises:
        RecordError: for rows of another kind, or of both.
    """
    from ..charts import Drawing
    from .bars import draw as drawn
    from .story import Case
    from .timeline import as_svg, as_text

    if isinstance(what, Case):
        return Drawing(as_svg(what, lang), as_text(what, lang))
    return drawn(what, lang, when)


def _missing(error: ModuleNotFoundError) -> LedgerError:
    return LedgerError(
        f"cases need {error.name}, which is not installed",
        f"案件功能需要 {error.name}，尚未安装",
        field="ledger",
        hint_en="pip install 'govrules[cases]'",
        hint_zh="请执行 pip install 'govrules[cases]'",
    )
