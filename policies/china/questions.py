"""The questions that the national rules answer, and the dispositions in which they end."""

from __future__ import annotations

from collections.abc import Iterable

from govrules import Duty, Question, Slot

from .fields import GIVER_LEVEL

__all__ = ["DISPOSITIONS", "QUESTION", "questions"]

DISPOSITIONS = (
    ("handle", "依职责办理", "handling within its own powers"),
    ("notify_department", "通知主管部门查处", "notice to the department, which deals with it"),
    ("escalate_district", "报告区政府", "report to the district government"),
    ("designate_jurisdiction", "指定管辖", "designation of jurisdiction"),
    ("accept_task", "承接任务", "task to be taken on"),
    ("allowed", "可以", "permitted"),
    ("barred_as_lead", "不得交由社区主责", "not permitted: a community may help but not lead"),
    ("barred_delegation", "不得委托", "not permitted: the power may not be entrusted"),
    ("refuse_no_consent", "未经同意可以拒绝", "task may be refused: no consent was given"),
    ("not_covered", "所依规范不适用", "the provision does not apply"),
    ("undetermined", "待查明", "not yet determined"),
    ("adjudicate_law", "提请裁决法律适用", "referral for a ruling on which law applies"),
)
LISTS = tuple(
    Slot(id, "organ", many=True) for id in ("assist", "supervise", "copy_to", "must_not_lead")
)

SHARED = (
    Question(
        "competence",
        "法条将此事交给谁？",
        "to whom does the sector statute give it?",
        slots=(Slot("organ", "organ"),),
    ),
    Question(
        "owner",
        "职权现由谁行使？",
        "who holds the power now?",
        kind="fact",
        slots=(Slot("owner", "organ"),),
        follows="competence",
    ),
    Question(
        "giver_level",
        "交办的是哪一级机关？",
        "of which level is the organ that asks?",
        kind="fact",
        slots=(Slot("giver_level", "choice", choices=GIVER_LEVEL),),
    ),
    Question("asking_organ", "交办的机关", "the organ that asks", slots=(Slot("organ", "organ"),)),
    Question(
        "laid_by_law",
        "是否法律、法规、规章直接规定由其承担？",
        "does a law, regulation or rule itself lay it on the body asked?",
        kind="fact",
        slots=(Slot("laid_by_law", "flag"),),
    ),
)
QUESTION = {q.id: q for q in SHARED}
"""The questions whose answers every city shares, by id."""


def questions(duties: Iterable[Duty]) -> tuple[Question, ...]:
    """The questions, with the duties that rules may impose.

    Args:
        duties: The duties.
    """
    due = Slot("duties", "choice", many=True, choices=[(d.code, d.zh, d.en) for d in duties])
    return (
        *SHARED,
        Question(
            "route",
            "应当如何处置，由谁承办？",
            "what is to be done, and by whom?",
            slots=(
                Slot("disposition", "choice", choices=DISPOSITIONS),
                Slot("lead", "organ"),
                Slot("by", "organ"),
                Slot("prohibited", "flag"),
                *LISTS,
                due,
            ),
        ),
        Question(
            "support",
            "还有谁协助、监督、被告知？",
            "who else assists, oversees, is told?",
            kind="every",
            slots=(*LISTS, due),
        ),
    )
