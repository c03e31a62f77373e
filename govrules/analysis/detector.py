"""A detector: a function that looks a rule set over for one fault, and what it says of it.

@detector("circular_referral", "error", zh="…", en="…", fix=("…", "…"))
def circular_referral(context):
    for first, second in …:
        yield circular_referral.finding(context, "…", "…", rules=(first, second))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import PolicyError, shown
from .finding import SEVERITIES, Finding, Severity

if TYPE_CHECKING:
    from .context import AnalysisContext

__all__ = ["Detector", "Find", "detector"]

Find = Callable[["AnalysisContext"], Iterable[Finding]]
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@attrs.frozen
class Detector:
    """A function that finds one kind of fault; calling it yields the findings.

    Args:
        code: Its stable code, ``snake_case``, under which findings are reported and accepted.
        severity: How grave its findings are.
        zh: What it reports, in one line, in Chinese.
        en: The same in English.
        fix: What to do about it (Chinese, English).
        find: The function.
        is_compiled: Whether it reads the questions compiled, and so knows the whole matter space;
            the others read the form of the rules, and may miss what only values show.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    fix: tuple[str, str]
    find: Find = attrs.field(repr=False)
    is_compiled: bool = False

    def __attrs_post_init__(self) -> None:
        if not (isinstance(self.code, str) and CODE.fullmatch(self.code)):
            raise PolicyError(
                f"{shown(self.code)} is no code of a detector",
                f"{shown(self.code)} 不是检查项的代码",
                field="code",
                value=self.code,
                hint_en="lower-case words joined by _, such as circular_referral",
                hint_zh="用下划线连接的小写英文词，例如 circular_referral",
            )
        if self.severity not in SEVERITIES:
            raise PolicyError(
                f"{shown(self.severity)} is no severity",
                f"没有严重程度 {shown(self.severity)}",
                field="severity",
                value=self.severity,
                place=f"detector {self.code}",
                hint_en=f"one of {', '.join(SEVERITIES)}",
                hint_zh=f"可用：{'、'.join(SEVERITIES)}",
            )

    def __call__(self, context: AnalysisContext) -> Iterable[Finding]:
        """Look over a rule set."""
        return self.find(context)

    def finding(
        self,
        context: AnalysisContext,
        zh: str,
        en: str,
        *,
        rules: Iterable[str] = (),
        about: Iterable[tuple[str, str]] = (),
        data: Mapping[str, Any] | None = None,
        matter: Mapping[str, Any] | None = None,
        matters: int | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Report a finding of this detector.

        Args:
            context: Of what.
            zh: What was found, in Chinese.
            en: The same in English.
            rules: The ids of the rules that it is about.
            about: What else it is about: ``(kind, id)``.
            data: What was found, as values.
            matter: A smallest real matter that shows it; it is decided to say what comes of it.
            matters: How many kinds of matters stand behind it.
            severity: Where this one is more or less grave than others of its code.
        """
        subjects = [context.subject(kind, id) for kind, id in about]
        subjects += [context.subject("rule", id) for id in rules]
        return Finding(
            self.code,
            severity or self.severity,
            zh,
            en,
            self.fix[0],
            self.fix[1],
            subjects,
            {} if data is None else dict(data),
            None if matter is None else dict(matter),
            None if matter is None else context.decided(matter),
            matters,
        )


def detector(
    code: str,
    severity: Severity,
    *,
    zh: str,
    en: str,
    fix: tuple[str, str],
    is_compiled: bool = False,
) -> Callable[[Find], Detector]:
    """Make a detector of a function that is given an analysis context and yields findings.

    Args:
        code: See :class:`Detector`, as for the others.
        severity: How grave its findings are.
        zh: What it reports, in Chinese.
        en: The same in English.
        fix: What to do about it (Chinese, English).
        is_compiled: Whether it reads the questions compiled.

    Raises:
        PolicyError: the code is not in snake case, or there is no such severity.
    """

    def made(find: Find) -> Detector:
        return Detector(code, severity, zh, en, fix, find, is_compiled)

    return made
