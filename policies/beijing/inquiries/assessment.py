"""Does this case count in the three rates? 响应率、解决率、满意率 (row 7 of the report).

Which cases count, which are left out and which are set aside is said here and nowhere else: the
rates of a ledger ask this inquiry.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from govrules import Act, DatedList, Period, Territory
from govrules.inquiry import Inquiry
from govrules.rules import read_rows

from .shared import answers, choice, flag, make, where_and_when

__all__ = ["GROUNDS", "inquiry"]

ASSESSOR = "government_services@city"
COLUMNS = ("ground", "kind", "since", "until", "status", "cite", "zh", "en")
GROUNDS = tuple(
    row for _, row in read_rows(Path(__file__).parents[1] / "lists" / "grounds.csv", COLUMNS)
)
KINDS = {"exclude": "excluded", "hold": "held_over"}

FIELDS = (
    choice(
        "asks",
        ("询问事项", "question"),
        (
            ("counts", "是否计入三率", "whether the case counts"),
            ("joint", "是否在部门和行业联合考评之列", "whether it is assessed by trade as well"),
            ("quick", "快查快办", "quick handling"),
            ("naming", "通报曝光", "naming in public"),
        ),
        ("要问的是是否计入、是否联合考评，还是快查快办、通报曝光？", "what is to be known?"),
    ),
    flag(
        "called_back",
        ("已回访", "the caller was called back"),
        ("没有回访", "the caller was not called back"),
        ("是否已回访？", "was the caller called back?"),
        "JS 23",
    ),
    flag(
        "withdrawn",
        ("诉求人已撤回", "the caller has withdrawn it"),
        ("诉求人没有撤回", "the caller has not withdrawn it"),
        ("诉求人是否已撤回？", "has the caller withdrawn it?"),
        "JS 8(2)",
        False,
    ),
    choice(
        "ground",
        ("剔除或者挂账的事由", "ground of exclusion or hold-over"),
        (
            ("none", "没有事由", "no ground"),
            *((row["ground"], row["zh"], row["en"]) for row in GROUNDS),
        ),
        ("有无剔除或者挂账的事由？", "is there a ground of exclusion or hold-over?"),
        "lists/grounds.csv",
    ),
    flag(
        "assessed_problem",
        ("属于联合考评的150个问题", "it is one of the 150 problems assessed jointly"),
        ("不属于联合考评的150个问题", "it is none of the 150 problems assessed jointly"),
        (
            "是否属于考核的150个问题（逐项未公开）？",
            "is it one of the 150 assessed problems (not public one by one)?",
        ),
        "民政局2020-11-26报告一（三）一",
    ),
)
ENDS = (
    ("counts", "计入", "it counts"),
    ("excluded", "剔除", "it is left out"),
    ("held_over", "挂账", "it is set aside"),
    ("not_counted", "不计入", "it does not count"),
    ("not_counted_yet", "尚不计入", "it does not count yet"),
    ("grounds_not_public", "当时的剔除、挂账事由未公开", "the grounds of that day are not public"),
    ("assessed_jointly", "部门和行业联合考评", "department and trade are assessed together"),
    ("not_joint", "不在联合考评之列", "it is not assessed by trade"),
    ("steps_not_public", "机制的步骤未公开", "the steps of it are not public"),
)
LISTS = (
    DatedList(
        id="LIST150",
        field="assessed_problem",
        zh="“部门＋行业”联合考评的问题",
        en="problems that department and trade are assessed by",
        count=150,
        public=False,
        period=Period(date(2020, 11, 26), None),
        cite="JD 16(1)",
        source="北京市民政局2020-11-26向市人大常委会的报告：150个问题，涵盖约80%的诉求、40多个市级部门；"
        "起算日未公开，自报告之日起",
    ),
)
NOT_PUBLIC = (
    "考评细则未公开；事由取自条例，是编者的解读",
    "the rules of assessment are not public; that these are the grounds is a reading",
)

JD, JS = Act("JD"), Act("JS")

第三十二条 = JS.article("32(2)", question="assessment", when="asks = counts and called_back")
第三十二条(
    "counts",
    when="ground = none and not withdrawn",
    then={"disposition": "counts"},
    zh="考评的核心是三率，回访过的诉求计入最后承办的单位",
    en="the three rates are the core of the assessment; a case that was called back counts for who "
    "handled it at the end",
    note=(
        "响应：期限内联系诉求人；解决、满意：依诉求人回访时的答复",
        "response: the caller was contacted in time; resolution and satisfaction: as the caller "
        "said when called back",
    ),
    reading=(
        "计入哪一单位、以何日为准，条文没有写；依最后承办的单位和回访之日",
        "for whom and as of which day a case counts, the text does not say: for the last to handle "
        "it, as of the call",
    ),
)
for _row in GROUNDS:
    _cite, _, _more = _row["cite"].removeprefix("JS ").partition("(")
    JS.article(f"{_cite}({_more}", question="assessment", when="asks = counts and called_back")(
        _row["ground"],
        when=f"ground = {_row['ground']}",
        since=_row["since"],
        until=_row["until"] or None,
        then={"disposition": KINDS[_row["kind"]]},
        zh=_row["zh"],
        en=_row["en"],
        reading=NOT_PUBLIC,
        at="inquiries/assessment.py",
    )
JD.article("16(1)", question="assessment", when="asks = counts and called_back")(
    "before",
    when="on < 2021-09-24 and not ground = none",
    then={"disposition": "grounds_not_public"},
    zh="市政务服务部门制定考核机制；剔除机制2020年已有，事由没有公开",
    en="the government services department makes the rules of assessment; exclusion was there in "
    "2020, its grounds are not public",
)
JD.article("16(1)", question="assessment", when="asks = counts and called_back")(
    "counts_before",
    when="on < 2021-09-24 and ground = none and not withdrawn",
    then={"disposition": "counts"},
    zh="三率由市政务服务部门考核",
    en="the three rates are assessed by the government services department",
)
for _act, _cite, _when in (
    (JS, "8(2)", "ground = none and withdrawn"),
    (JD, "16(1)", "on < 2021-09-24 and ground = none and withdrawn"),
):
    _act.article(_cite, question="assessment", when="asks = counts and called_back")(
        "withdrawn",
        when=_when,
        then={"disposition": "not_counted"},
        zh="诉求人已撤回，没有可以评价的办理",
        en="the caller has withdrawn it, and there is nothing to rate",
        reading=(
            "条文没有写撤回的诉求是否计入",
            "whether a withdrawn demand counts, the text does not say",
        ),
        at="inquiries/assessment.py",
    )
JS.article("23", question="assessment")(
    "not_called",
    when="asks = counts and not called_back",
    then={"disposition": "not_counted_yet"},
    zh="办理时限期满回访诉求人，回访之前没有评价",
    en="the caller is called back when the time is up, and rates nothing before",
)
JD.article("16(1)", question="assessment")(
    "not_called_before",
    when="on < 2021-09-24 and asks = counts and not called_back",
    then={"disposition": "not_counted_yet"},
    zh="没有回访，没有评价",
    en="not called back: nothing was rated",
)
第十六条 = JD.article("16(1)", question="assessment")
第十六条(
    "joint",
    when="asks = joint and assessed_problem and on >= 2020-11-26",
    then={"disposition": "assessed_jointly", "lead": ASSESSOR},
    zh="三率按部门和行业联合考评",
    en="the rates are assessed by department and trade together",
    note=(
        "报告：150个问题，涵盖约80%的诉求，涉及40多个市级部门；是哪些部门没有公开",
        "by the report 150 problems, about 80% of demands and more than 40 city departments; which "
        "they are is not public",
    ),
)
第十六条(
    "not_joint",
    when="asks = joint and not assessed_problem and on >= 2020-11-26",
    then={"disposition": "not_joint"},
    zh="不属于所列问题，不作部门和行业联合考评",
    en="none of the listed problems: not assessed by department and trade",
)
第十六条(
    "joint_before",
    when="asks = joint and on < 2020-11-26",
    then={"disposition": "steps_not_public", "lead": ASSESSOR},
    zh="联合考评从何日开始没有公开",
    en="from which day the joint assessment ran is not public",
)
第十六条(
    "mechanism",
    when="asks in (quick, naming)",
    then={"disposition": "steps_not_public", "lead": ASSESSOR},
    zh="考核、督查机制由市政务服务部门制定；快查快办、通报曝光的条件和步骤没有公开",
    en="the government services department makes the rules; when demands are handled quickly and "
    "who is named in public is not public",
    note=(
        "报告（2020-11-26）写已建立这两项机制",
        "the report (2020-11-26) says that both have been set up",
    ),
)


def inquiry(territory: Territory) -> Inquiry:
    """Whether a case counts in the three rates, and by which rule it does not."""
    words = ("这件诉求是否计入三率？", "does this case count in the three rates?")
    return make(
        "assessment",
        words,
        (JD, JS),
        fields=(*where_and_when(territory), *FIELDS),
        questions=answers("assessment", words, ENDS),
        issuer="北京市人民代表大会常务委员会",
        lists=LISTS,
        asked_first=("asks", "called_back", "ground", "on"),
    )
