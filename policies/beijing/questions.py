"""The questions that Beijing's rules answer, and the dispositions in which they end."""

from __future__ import annotations

from govrules import Layout, Question, Slot

from ..china import QUESTION
from . import competence_query

__all__ = ["DEMANDS", "DISPOSITIONS", "LAYOUT", "questions"]

DISPOSITIONS = (
    ("transfer_emergency", "转紧急专线", "transfer to an emergency line"),
    ("advise_statutory_channel", "告知法定途径", "caller directed to the statutory channel"),
    ("inform_progress", "告知进展或结果", "caller told of progress or result"),
    ("explain", "做好解释", "explanation to the caller"),
    (
        "advise_market",
        "告知市场、社会等其他渠道",
        "caller directed to market, social or other channels",
    ),
    ("dissuade", "劝导教育", "caller reasoned with and told of the law"),
    ("answer", "即时答复", "immediate answer"),
    ("dispatch_to_answer", "派单答复", "dispatch for an answer"),
    ("dispatch_direct", "直接派单", "direct dispatch"),
    (
        "dispatch_district",
        "派单至区政府协调",
        "dispatch to the district government for coordination",
    ),
    ("relay_central", "向在京中央单位反映", "demand relayed to the central body concerned"),
    ("handle", "依职责办理", "handling within its own powers"),
    ("transfer", "移送办理", "transfer to the competent body"),
    ("coordinate", "牵头协调", "coordination by the lead body"),
    ("coordinate_whistle", "吹哨协调", "coordination by whistle, departments called in"),
    ("escalate_district", "报告区政府", "report to the district government"),
    ("escalate_city", "报告市政府", "report to the city government"),
    ("notify_department", "通知主管部门查处", "notice to the department, which deals with it"),
    ("joint_enforcement", "组织联合执法", "joint enforcement"),
    ("persuade_first", "先行劝阻", "persuasion first"),
    ("demand_first", "先行催缴", "demand for payment first"),
    ("report_up", "报告主管机关", "report to the competent organ"),
    ("no_penalty", "不予处罚", "no penalty"),
    ("first_response_report", "先期处置并报告", "first response and report"),
    ("designate_responsible", "确定责任人", "designation of the responsible party"),
    ("designate_jurisdiction", "指定管辖", "designation of jurisdiction"),
    ("accept_task", "承接任务", "task to be taken on"),
    ("accept_resources_due", "承接，交办方应补足保障", "task to be taken on, with support owed"),
    ("allowed", "可以", "permitted"),
    ("barred_out_of_list", "清单外不得交办", "not permitted: outside the list"),
    ("barred_as_lead", "不得交由社区主责", "not permitted: a community may help but not lead"),
    ("barred_form", "不得要求填报", "not permitted: this form may not be asked for"),
    (
        "barred_counterpart_body",
        "不得要求对口设机构",
        "not permitted: no counterpart body may be demanded",
    ),
    ("barred_assessment", "不得自行考核", "not permitted: no assessment of its own"),
    ("barred_delegation", "不得委托", "not permitted: the power may not be entrusted"),
    ("barred_shirking", "不得推诿", "not permitted: the first receiver may not refuse it"),
    ("refuse_unapproved_task", "未经批准不承担", "task not to be taken on: not approved"),
    ("refuse_no_consent", "未经同意可以拒绝", "task may be refused: no consent was given"),
    *competence_query.DISPOSITIONS,
    ("not_covered", "所依规范不适用", "the provision does not apply"),
    ("undetermined", "待查明", "not yet determined"),
    ("adjudicate_objection", "审核派单异议", "review of the objection to the dispatch"),
    ("adjudicate_law", "提请裁决法律适用", "referral for a ruling on which law applies"),
)

SCREENING = (
    ("ordinary", "一般诉求", "ordinary"),
    ("emergency", "紧急事项", "emergency"),
    ("statutory", "法定途径事项", "statutory channel"),
    ("repeat", "重复提出且无新情况", "repeated, with nothing new"),
    ("secret", "涉密或隐私", "secret or private"),
    ("beyond", "超出职责范围", "beyond public duty"),
    ("unlawful", "违法或违背公序良俗", "unlawful or against public order"),
)

LISTS = tuple(
    Slot(id, "organ", many=True) for id in ("assist", "supervise", "copy_to", "must_not_lead")
)

# The kinds that 接诉即办条例 art. 2(2) names.
DEMANDS = "kind in (consult, help, complaint, report, suggestion)"


def questions(duties: tuple[tuple[str, str, str], ...]) -> tuple[Question, ...]:
    """The questions, with the duties that rules may impose.

    Args:
        duties: ``(code, Chinese, English)`` of each duty.
    """
    due = Slot("duties", "choice", many=True, choices=duties)
    outcome = (
        Slot("disposition", "choice", choices=DISPOSITIONS),
        Slot("lead", "organ"),
        Slot("by", "organ"),
        Slot("prohibited", "flag"),
        *LISTS,
        due,
    )
    step = (Slot("disposition", "choice", choices=DISPOSITIONS), Slot("lead", "organ"))
    return (
        Question(
            "screening",
            "诉求属于哪一类处置情形？",
            "which class of demand is it?",
            slots=(Slot("class", "choice", choices=SCREENING),),
        ),
        QUESTION["competence"],
        QUESTION["owner"],
        QUESTION["giver_level"],
        QUESTION["asking_organ"],
        *(Question(id, zh, en, kind="fact", slots=(Slot(id, "flag"),)) for id, zh, en in FACTS),
        Question(
            "step", "部门法是否要求先走一步？", "does the sector act put a step first?", slots=step
        ),
        Question(
            "route", "应当如何处置，由谁承办？", "what is to be done, and by whom?", slots=outcome
        ),
        Question(
            "support",
            "还有谁协助、监督、被告知？",
            "who else assists, oversees, is told?",
            kind="every",
            slots=(*LISTS, due),
        ),
        Question(
            "provisional",
            "查明之前由谁承接？",
            "who holds it until it can be decided?",
            slots=(Slot("lead", "organ"),),
        ),
    )


FACTS = (
    ("on_power_list", "是否列入街乡执法事项清单？", "is it on the list of subdistrict powers?"),
    ("undivided", "条文是否并列数机关？", "does the text name several organs, undivided?"),
    ("contested", "是否两部条例相争、尚待裁决？", "do two regulations disagree, yet to be ranked?"),
    ("owner_known", "承办单位是否明确？", "is the owner clear?"),
    ("in_duty", "是否属接收单位职责？", "is it within the receiving body's duty?"),
    ("district_known", "所属区是否明确？", "is the district known?"),
    (
        "laid_by_law",
        "是否法律、法规、规章直接规定由其承担？",
        "does a law, regulation or rule itself lay it on the body asked?",
    ),
)

LAYOUT = Layout(
    final="route",
    adds=("support",),
    provisional="provisional",
    owner="owner",
    asked_first=("place", "item", "on", "kind", "channel"),
    received_by="first_receiver",
    refers=(
        "transfer",
        "notify_department",
        "dispatch_direct",
        "dispatch_district",
        "escalate_district",
        "escalate_city",
        "report_up",
    ),
    exercises=("no_penalty", "joint_enforcement"),
    bars=tuple(code for code, *_ in DISPOSITIONS if code.startswith(("barred_", "refuse_"))),
)
