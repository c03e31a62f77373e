"""Who acts before anybody complains? 属地兜底、未诉先办 (row 15 of the report)."""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry

from .shared import answers, choice, flag, make, where_and_when

__all__ = ["inquiry"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
OFFICE = "office_kind in (street, area, town, township)"
NEW = "not raised"

FIELDS = (
    flag(
        "raised",
        ("已有人提出诉求", "somebody has raised a demand"),
        ("还没有人提出诉求", "nobody has raised a demand"),
        ("是否已有人提出诉求？", "has somebody raised a demand?"),
    ),
    choice(
        "pattern",
        ("问题的样子", "what the problem is like"),
        (
            ("seen", "在辖区内发现的问题", "a problem found in the area"),
            ("seasonal", "季节性、周期性问题", "a problem that comes with the season"),
            ("frequent", "高频次、共性问题", "a problem that many raise"),
            (
                "lasting",
                "持续时间长、解决难度大的问题",
                "a problem that lasts and is hard to solve",
            ),
            ("risk", "可能发生突发事件的情况", "a risk of an emergency"),
        ),
        (
            "是发现的问题、季节性问题、共性问题、长期难题，还是突发风险？",
            "found, seasonal, frequent, lasting, or a risk of an emergency?",
        ),
    ),
    flag(
        "owner_known",
        ("承办单位明确", "it is clear who owns it"),
        ("承办单位不明确", "it is not clear who owns it"),
        ("由谁承办是否明确？", "is it clear who owns it?"),
    ),
    flag(
        "basic",
        ("涉及基本安全或者基本生活", "it touches basic safety or basic living"),
        ("不涉及基本安全、基本生活", "it touches neither basic safety nor basic living"),
        ("是否涉及基本安全、基本生活？", "does it touch basic safety or basic living?"),
    ),
)
ENDS = (
    ("owner_acts", "由承办单位主动解决", "the owner solves it of its own accord"),
    ("subdistrict_acts", "由街道、乡镇先行解决", "the subdistrict acts first"),
    ("plan_ahead", "预判并制定预案", "it is foreseen, and a plan is made"),
    ("govern", "开展重点领域、区域治理", "the governments take it up as a field of their own"),
    ("study", "专题研究，明确主责单位", "it is studied, and the lead body is named"),
    ("report_risk", "即时报告政府有关部门", "it is reported at once"),
    ("not_proactive", "已有诉求，依平时的规定办理", "a demand was raised: the ordinary rules hold"),
    ("not_owed", "条文没有规定由谁先行", "no text says who acts first"),
)
DUTIES = (
    Duty(
        "hand_over",
        "查明承办单位后移交",
        "hand it over once it is clear who owns it",
        bearer_zh="{街乡}",
        bearer_en="the {subdistrict}",
    ),
    Duty(
        "use_reserve",
        "可由区增加的机动经费列支（新增、临时、紧急项目）",
        "it may be paid from the flexible funds that the district provides",
        bearer_zh="{街乡}",
        bearer_en="the {subdistrict}",
    ),
)

JS = Act("JS")

第二十五条 = JS.article("25", question="first_action", when=NEW)
第二十五条(
    "owner",
    when="pattern = seen and owner_known",
    then={"disposition": "owner_acts"},
    zh="承办单位应当主动发现问题、解决问题",
    en="the body that handles such matters finds and solves problems of its own accord",
    note=("由谁承办，用 decide 认定", "whose it is, decide answers"),
)
第二十五条(
    "plan",
    cite="(1)(2)",
    when="pattern = seasonal",
    then={"disposition": "plan_ahead"},
    zh="承办单位对随季节、周期出现的问题预先研判，备好预案",
    en="the handling body foresees what comes with the season, plans and prepares for it",
)
第二十六条 = JS.article("26(2)", question="first_action", when=f"{NEW} and pattern = seen")
第二十六条(
    "subdistrict",
    when=f"{OFFICE} and not owner_known and basic",
    then={
        "disposition": "subdistrict_acts",
        "lead": STREET,
        "duties": ["hand_over", "use_reserve"],
    },
    zh="街道、乡镇以网格化管理及时发现、主动解决辖区内的问题",
    en="the subdistrict finds problems through its grid, and solves them of its own accord",
    reading=(
        "承办单位不明而涉及基本安全、基本生活的由属地先行，是报告三（一）的主张；条文只写发现并主动解决",
        "that the subdistrict goes first where nobody clearly owns what touches basic safety or "
        "living is what the report asks for (part 3(1)); the text says find and solve",
    ),
    note=(
        "机动经费见街道办条例第四十条第三款，只及于街道",
        "for the funds see JD 40(3), which is for subdistricts only",
    ),
)
第二十六条(
    "zone",
    when="office_kind = zone and not owner_known and basic",
    then={"disposition": "not_covered"},
    zh="功能区不设街道、乡镇，由其管理机构负责",
    en="a zone has no subdistrict; its own management body is in charge",
)
第二十六条(
    "not_basic",
    when="not owner_known and not basic",
    then={"disposition": "not_owed"},
    zh="承办单位不明，又不涉及基本安全、基本生活的，条文没有规定由谁先行",
    en="where nobody clearly owns it and nothing basic is touched, no text says who goes first",
    note=("先查明承办单位，见 decide", "find out whose it is first; see decide"),
)
第二十四条 = JS.article("24", question="first_action")
第二十四条(
    "govern",
    when=f"{NEW} and pattern = frequent",
    then={"disposition": "govern", "lead": DISTRICT, "assist": [STREET]},
    zh="反映集中的共性问题，由市、区人民政府按领域、按区域治理",
    en="city and district governments take up what many raise, by field and by area",
)
第二十四条(
    "study",
    when=f"{NEW} and pattern = lasting",
    then={"disposition": "study", "lead": DISTRICT, "assist": [STREET]},
    zh="久拖难决的，由政府专题研究并定下主责单位，三级联动",
    en="what lasts and is hard to solve is studied, a lead body is named, and the levels act together",
    note=("市人民政府亦可", "the city government may do so too"),
)
JS.article("29", question="first_action")(
    "risk",
    when=f"{NEW} and pattern = risk",
    then={"disposition": "report_risk", "lead": "hotline_agency@city"},
    zh="热线机构发现有突发事件的苗头，立即报告政府有关部门",
    en="the hotline reports at once what may become an emergency",
    note=(
        "街道、乡镇发现的，依突发事件应对法本市办法第三十七条向区政府报告",
        "what a subdistrict finds it reports to the district (EMERGENCYBJ 37)",
    ),
)
JS.article("14(1)", question="first_action")(
    "raised",
    when="raised",
    then={"disposition": "not_proactive"},
    zh="已有诉求的，由接到派单的单位办理",
    en="once a demand is raised it is for whoever receives it",
    note=("用 decide 认定", "decide answers it"),
)


def inquiry(territory: Territory) -> Inquiry:
    """Who acts on a problem that nobody has raised, who pays, and who takes over."""
    words = ("还没有人投诉，由谁先行解决？", "nobody has complained yet: who acts first?")
    return make(
        "first_action",
        words,
        (JS,),
        fields=(*where_and_when(territory), *FIELDS),
        questions=answers("first_action", words, ENDS, DUTIES),
        issuer="北京市人民代表大会常务委员会",
        duties=DUTIES,
        asked_first=("raised", "pattern", "place", "on"),
    )
