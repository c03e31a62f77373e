"""Who leads once a response is declared? 疫情防控、应急状态 (row 13 of the report).

From the day on which a response to an emergency is declared to its end, another split of powers lies
over the ordinary one. What it does not touch stays with the ordinary rules.
"""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry

from .shared import answers, asked, choice, flag, make, where_and_when

__all__ = ["inquiry"]

CITY = "city_government@city"
DISTRICT = "district_government@district"
STREET = "street_or_township@subdistrict"
COMMUNITY = "community_committee@community"

CENTRAL = "place under (110101, 110102, 110105, 110106, 110107, 110108)"
RESPONSE = "declared and not ended"
RANKED = "event in (natural, accident, health)"

FIELDS = (
    choice(
        "asks",
        ("询问事项", "question"),
        (
            ("who_leads", "由谁指挥", "who commands"),
            ("community_task", "可否要求社区村做某事", "may a community be asked to do something"),
            ("more_needed", "小区是否需要倾斜力量", "does an estate need more hands"),
        ),
        ("要问的是由谁指挥，可否要求社区做某事，还是小区是否需要倾斜？", "what is to be known?"),
    ),
    flag(
        "declared",
        ("已启动应急响应", "a response has been declared"),
        ("没有启动应急响应", "no response has been declared"),
        ("是否已启动应急响应？", "has a response been declared?"),
    ),
    flag(
        "ended",
        ("应急响应已终止", "the response has ended"),
        ("应急响应没有终止", "the response has not ended"),
        ("应急响应是否已终止？", "has the response ended?"),
        assume=False,
    ),
    choice(
        "event",
        ("突发事件的种类", "kind of emergency"),
        (
            ("natural", "自然灾害", "natural disaster"),
            ("accident", "事故灾难", "accident"),
            ("health", "公共卫生事件", "public health event"),
            ("security", "社会安全事件", "event of public security"),
        ),
        ("属于哪一类突发事件？", "which kind of emergency is it?"),
    ),
    choice(
        "event_level",
        ("突发事件的级别", "level of the emergency"),
        (
            ("ordinary", "一般", "ordinary"),
            ("larger", "较大", "larger"),
            ("major", "重大", "major"),
            ("extraordinary", "特别重大", "extraordinary"),
        ),
        ("属于一般、较大、重大还是特别重大？", "of which level is it?"),
    ),
    choice(
        "community_act",
        ("要求社区村做的事", "task asked of the community"),
        (
            ("mobilise", "宣传动员", "to inform and mobilise"),
            ("self_rescue", "组织自救互救", "to organise self-help"),
            ("keep_order", "协助维护社会秩序", "to help to keep order"),
            ("report", "报告信息", "to report"),
            ("measure", "采取强制、封闭、征用等应急措施", "to take a measure by force of office"),
            ("other", "与应急无关的其他事项", "something that has nothing to do with it"),
        ),
        ("要求社区村做什么？", "what is the community asked to do?"),
    ),
    flag(
        "by_order",
        ("有当地人民政府的决定、命令", "the local government has so ordered"),
        ("没有当地人民政府的决定、命令", "the local government has not so ordered"),
        ("当地人民政府有无这样的决定、命令？", "has the local government so decided or ordered?"),
    ),
    flag(
        "has_guards",
        ("小区有保安", "the estate has guards"),
        ("小区没有保安", "it has no guards"),
        ("小区有无保安？", "has the estate guards?"),
    ),
    flag(
        "has_wall",
        ("小区有围墙", "the estate has a wall"),
        ("小区没有围墙", "it has no wall"),
        ("小区有无围墙？", "has the estate a wall?"),
    ),
    flag(
        "has_manager",
        ("小区有物业", "the estate has a property company"),
        ("小区没有物业", "it has no property company"),
        ("小区有无物业服务企业？", "has the estate a property company?"),
    ),
)
FINDINGS = {
    "in_response": (
        ("处于应急响应期间", "a response is in force"),
        ("不在应急响应期间", "no response is in force"),
        ("是否处于应急响应期间？", "is a response in force?"),
    )
}
ENDS = (
    ("city_commands", "由市统一指挥", "the city commands"),
    (
        "city_headquarters_commands",
        "由市专项应急指挥部指挥协调",
        "the city's headquarters for such emergencies commands",
    ),
    ("district_commands", "由区指挥协调", "the district commands"),
    (
        "governments_with_police",
        "由政府组织并由公安机关处置",
        "the government has the police deal with it",
    ),
    ("community_helps", "社区村应当协助", "the community is to help"),
    (
        "barred_measure",
        "不得要求社区村采取，由政府依法采取",
        "a community may not be asked for it: the government takes it",
    ),
    ("ordinary_rules", "仍依平时的规定", "the ordinary rules stand"),
    (
        "not_ordered",
        "没有政府的决定、命令，依平时的规定",
        "not so ordered: the ordinary rules stand",
    ),
    ("more_needed", "加派力量和物资", "more hands and material are due"),
    ("not_more_than_others", "与其他小区相同", "no more than elsewhere"),
)
DUTIES = (
    Duty(
        "evacuate_and_report",
        "组织疏散、引导救援，并立即向区人民政府报告，必要时可以越级",
        "evacuate, guide rescuers, and report at once to the district, over its head if need be",
        "立即",
        "at once",
        "{街乡}",
        "the {subdistrict}",
    ),
    Duty(
        "district_first_measures",
        "立即采取措施控制事态，组织救援并做好服务保障",
        "contain it at once, organise rescue and support",
        "立即",
        "at once",
        "区人民政府",
        "the district government",
    ),
)

BJ = Act("EMERGENCYBJ")
LAW = Act("EMERGENCY")

期间 = BJ.article("46(1)", question="in_response")
期间(
    "in_response",
    when=RESPONSE,
    then={"in_response": True},
    zh="启动应急响应之日起、终止之前",
    en="from the declaration of a response to its end",
    reading=(
        "办法没有写响应的起止，以宣布启动和终止为准",
        "the measures do not say when a response begins and ends: by its declaration",
    ),
)
期间(
    "not_in_response",
    when=f"not ({RESPONSE})",
    then={"in_response": False},
    zh="没有启动，或者已经终止",
    en="none was declared, or it has ended",
)

第四十六条 = BJ.article("46(1)", question="emergency", when="in_response and asks = who_leads")


def _led(name: str, cite: str, when: str, end: str, lead: str, zh: str, en: str) -> None:
    duties = ["evacuate_and_report"]
    helps = [] if lead == DISTRICT else [DISTRICT]
    第四十六条(
        name,
        cite=cite,
        when=f"{RANKED} and {when}",
        then={
            "disposition": end,
            "lead": lead,
            "assist": [*helps, STREET],
            "duties": duties if lead == DISTRICT else ["district_first_measures", *duties],
        },
        zh=zh,
        en=en,
        at="inquiries/emergency.py",
    )


_led(
    "ordinary",
    "(1)",
    "event_level = ordinary",
    "district_commands",
    DISTRICT,
    "一般突发事件由发生地区的应急委员会指挥协调",
    "an ordinary emergency is commanded by the district's committee",
)
_led(
    "larger_central",
    "(2)",
    f"event_level = larger and {CENTRAL}",
    "city_headquarters_commands",
    CITY,
    "城六区发生的较大突发事件由市专项应急指挥部指挥协调",
    "a larger one in the six central districts is commanded by the city's headquarters",
)
_led(
    "larger",
    "(2)",
    f"event_level = larger and place under 11 and not {CENTRAL}",
    "district_commands",
    DISTRICT,
    "其他各区发生的较大突发事件由该区应急委员会指挥协调",
    "a larger one elsewhere is commanded by the district's committee",
)
_led(
    "major",
    "(3)",
    "event_level in (major, extraordinary)",
    "city_commands",
    CITY,
    "重大、特别重大突发事件由市应急委员会统一指挥",
    "a major or extraordinary one is commanded by the city's committee",
)
BJ.article("50", question="emergency", when="in_response and asks = who_leads")(
    "security",
    when="event = security",
    then={
        "disposition": "governments_with_police",
        "lead": DISTRICT,
        "assist": ["public_security@district", STREET],
        "duties": ["evacuate_and_report"],
    },
    zh="社会安全事件由市或者区人民政府组织有关部门并由公安机关处置",
    en="in an event of public security the city or district government acts through the police",
    reading=(
        "条文写市或者区人民政府，未分级；先由发生地的区人民政府（办法第三条，属地管理为主）",
        "the text names city or district without a level: the district first (art. 3)",
    ),
)

ACTS = "community_act in (mobilise, self_rescue, keep_order)"
for _number, _since, _until in (("55", "2007-11-01", "2024-11-01"), ("77", "2024-11-01", None)):
    _article = LAW.article(
        _number,
        question="emergency",
        when=f"in_response and asks = community_task and {ACTS}",
        since=_since,
        until=_until,
    )
    _article(
        "help",
        when="by_order",
        at="inquiries/emergency.py",
        then={
            "disposition": "community_helps",
            "lead": DISTRICT,
            "assist": [STREET, COMMUNITY],
            "must_not_lead": [COMMUNITY],
        },
        zh="社区村按照当地人民政府的决定、命令宣传动员、组织自救互救、协助维护秩序",
        en="communities inform, organise self-help and help to keep order as the local government "
        "decides and orders",
        note=(
            "在此期间，社区工作准入清单（街道办条例32(2)）不挡这几项",
            "meanwhile the list of what communities assist in (JD 32(2)) does not bar these",
        ),
        reading=(
            "承担应急任务以本条为据，不以清单为限；条文只要求社区村协助，指挥的是{街乡}和政府",
            "for these the article is the ground, not the list; communities help, and the "
            "{subdistrict} and the governments command",
        ),
    )
    _article(
        "not_ordered",
        when="not by_order",
        at="inquiries/emergency.py",
        then={"disposition": "not_ordered"},
        zh="没有当地人民政府的决定、命令，部门不能直接要求社区村",
        en="without a decision or order of the local government a department cannot ask for it",
    )
BJ.article("36(2)", question="emergency", when="in_response and asks = community_task")(
    "report",
    when="community_act = report",
    then={
        "disposition": "community_helps",
        "lead": DISTRICT,
        "assist": [STREET, COMMUNITY],
        "must_not_lead": [COMMUNITY],
    },
    zh="区政府在社区村设有信息报告员",
    en="the district keeps reporters in the communities",
)
第四十九条 = BJ.article("49", question="emergency", when="in_response and asks = community_task")
第四十九条(
    "measure",
    when="community_act = measure",
    then={
        "disposition": "barred_measure",
        "lead": DISTRICT,
        "prohibited": True,
        "must_not_lead": [COMMUNITY],
    },
    zh="封闭、管制、检查、征用等应急措施由市、区人民政府采取",
    en="closing, controlling, searching and the like are measures of the city and the districts",
)
BJ.article("10(3)", question="emergency", when="in_response and asks = community_task")(
    "other",
    when="community_act = other",
    then={"disposition": "ordinary_rules"},
    zh="社区村协助的是突发事件应对工作，其他事项仍依平时的规定",
    en="communities help with the emergency; anything else follows the ordinary rules",
)
BJ.article("2(2)", question="emergency", when="not in_response")(
    "ordinary",
    when="asks in (who_leads, community_task)",
    then={"disposition": "ordinary_rules"},
    zh="不在应急响应期间，依平时的分工",
    en="no response is in force: the ordinary split stands",
    reading=("平时的分工用 decide 认定", "the ordinary split is what decide answers"),
)
NEED = "not has_guards and not has_wall and not has_manager"
三无 = BJ.article("10(3)", question="emergency", when="asks = more_needed")
PRACTICE = (
    "“三无”小区的倾斜是2020年的做法，见民政局2020-11-26报告一（五）；办法没有这一概念",
    "more for estates without guards, wall and management was the practice of 2020, by the report "
    "of 2020-11-26, part 1(5); the measures do not know the notion",
)
三无(
    "estate",
    when=f"in_response and {NEED}",
    then={"disposition": "more_needed", "lead": DISTRICT, "assist": [STREET, COMMUNITY]},
    zh="无保安、无围墙、无物业的小区，防控力量和物资应当倾斜",
    en="an estate without guards, wall and management gets more hands and material",
    reading=PRACTICE,
)
三无(
    "other_estate",
    when=f"not in_response or not ({NEED})",
    then={"disposition": "not_more_than_others"},
    zh="不在响应期间，或者不属于“三无”小区",
    en="no response is in force, or it is not such an estate",
    reading=PRACTICE,
)


def inquiry(territory: Territory) -> Inquiry:
    """Who commands in an emergency, what communities must do and may not be asked."""
    words = (
        "应急响应期间由谁指挥，可以要求谁做什么？",
        "who commands, and who may be asked for what?",
    )
    flags = tuple(flag(id, yes, no) for id, (yes, no, _) in FINDINGS.items())
    return make(
        "emergency",
        words,
        (BJ, LAW),
        fields=(*where_and_when(territory), *FIELDS, *flags),
        questions=(
            *(asked(id, question) for id, (*_, question) in FINDINGS.items()),
            *answers("emergency", words, ENDS, DUTIES),
        ),
        issuer="北京市人民代表大会常务委员会",
        duties=DUTIES,
        findings=("in_response",),
        asked_first=("asks", "declared", "place", "event", "event_level"),
        bars=("barred_measure",),
    )
