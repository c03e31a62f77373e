"""The questions that Beijing's rules answer, and the dispositions in which they end."""

from __future__ import annotations

from govrules import Layout, Question, Slot

from . import competence_query

__all__ = ["DEMANDS", "DISPOSITIONS", "LAYOUT", "questions"]

DISPOSITIONS = (
    ("transfer_emergency", "转紧急专线", "transfer to the emergency line"),
    ("advise_statutory_channel", "告知法定途径", "advise of the statutory channel"),
    ("inform_progress", "告知进展或结果", "inform of progress or result"),
    ("explain", "做好解释", "explain"),
    ("advise_market", "告知市场、社会渠道", "advise of market or social channels"),
    ("dissuade", "劝导教育", "dissuade and educate"),
    ("answer", "即时答复", "answer at once"),
    ("dispatch_to_answer", "派单答复", "dispatch to be answered"),
    ("dispatch_direct", "直接派单", "dispatch directly"),
    ("dispatch_district", "派单至区政府协调", "dispatch to the district government"),
    ("relay_central", "向在京中央单位反映", "relay to the central body"),
    ("handle", "依职责办理", "handle"),
    ("transfer", "移送办理", "transfer"),
    ("coordinate", "牵头协调", "coordinate"),
    ("coordinate_whistle", "吹哨协调", "coordinate by whistle"),
    ("escalate_district", "报告区政府", "escalate to the district government"),
    ("escalate_city", "报告市政府", "escalate to the city government"),
    ("notify_department", "通知主管部门查处", "notify the department"),
    ("joint_enforcement", "组织联合执法", "organise joint enforcement"),
    ("persuade_first", "先行劝阻", "persuade first"),
    ("demand_first", "先行催缴", "demand payment first"),
    ("report_up", "报告主管机关", "report to the competent organ"),
    ("no_penalty", "不予处罚", "no penalty"),
    ("first_response_report", "先期处置并报告", "respond first and report"),
    ("designate_responsible", "确定责任人", "designate the responsible party"),
    ("designate_jurisdiction", "指定管辖", "designate jurisdiction"),
    ("accept_task", "承接任务", "accept the task"),
    ("accept_resources_due", "承接，交办方应补足保障", "accept, with support owed"),
    ("allowed", "可以", "allowed"),
    ("barred_out_of_list", "清单外不得交办", "barred: not on the list"),
    ("barred_as_lead", "不得交由社区主责", "barred: not as the lead"),
    ("barred_form", "不得要求填报", "barred: form"),
    ("barred_counterpart_body", "不得要求对口设机构", "barred: counterpart body"),
    ("barred_assessment", "不得自行考核", "barred: assessment"),
    ("barred_delegation", "不得委托", "barred: delegation"),
    ("barred_shirking", "不得推诿", "barred: shirking"),
    ("refuse_unapproved_task", "未经批准不承担", "refuse: not approved"),
    ("refuse_no_consent", "未经同意可以拒绝", "may refuse: no consent"),
    *competence_query.DISPOSITIONS,
    ("not_covered", "所依规范不适用", "not covered"),
    ("undetermined", "待查明", "undetermined"),
    ("adjudicate_objection", "审核派单异议", "adjudicate the objection"),
    ("adjudicate_law", "提请裁决法律适用", "refer for adjudication of the law"),
)

SCREENING = (
    ("ordinary", "一般诉求", "ordinary"),
    ("emergency", "紧急事项", "emergency"),
    ("statutory", "法定途径事项", "statutory channel"),
    ("repeat", "重复且无新情况", "repeat without new facts"),
    ("secret", "涉密或隐私", "secret or private"),
    ("beyond", "超出职责", "beyond public duty"),
    ("unlawful", "违法违俗", "unlawful"),
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
            "asking_organ",
            "由哪个机关交办？",
            "which organ asks for it?",
            slots=(Slot("organ", "organ"),),
        ),
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
        "是否法律、法规、规章直接规定由街道承担？",
        "does a law, regulation or rule itself lay it on the subdistrict?",
    ),
)

LAYOUT = Layout(final="route", adds=("support",), provisional="provisional", owner="owner")
