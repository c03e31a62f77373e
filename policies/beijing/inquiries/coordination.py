"""Who must work together on this? 块块、条条、条块协同与执法协作 (rows 5 and 14 of the report).

A block (块) is the government of an area, a line (条) a department from city to district. The edges
between them stand with their days in ``lists/lines.csv``; this says which of them a piece of work
calls upon.
"""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry

from .shared import answers, choice, flag, make, where_and_when

__all__ = ["inquiry"]

CITY = "city_government@city"
DISTRICT = "district_government@district"
STREET = "street_or_township@subdistrict"
DEPARTMENT = "district_department@district"
TRADE = "city_department@city"
SERVICES = "government_services@city"
HERE = "office_kind in (street, area, town, township)"
OFFICE = "office_kind in (street, area)"
JUDICIAL = "judicial_office@subdistrict"

FIELDS = (
    choice(
        "work",
        ("协同事项", "work"),
        (
            ("enforcement", "查处违法行为", "a violation"),
            ("demand", "办理诉求", "a demand"),
            ("dispute", "处罚的管辖争议", "a dispute over who may penalise"),
            ("objection", "派单异议", "an objection to a dispatch"),
            ("legality", "法制审核", "review of legality"),
            ("problem", "高频共性问题", "a problem that many raise"),
        ),
        (
            "要协同的是查处违法、办理诉求、处罚管辖争议、派单异议、法制审核，还是高频共性问题？",
            "a violation, a demand, a dispute, an objection, a review, or a problem that many raise?",
        ),
    ),
    choice(
        "organs",
        ("涉及的职权", "powers concerned"),
        (
            ("subdistrict", "只涉及街乡", "the subdistrict's alone"),
            ("department", "只涉及一个部门", "one department's alone"),
            ("several", "涉及数个部门", "those of several departments"),
        ),
        ("涉及谁的职权：街乡、一个部门，还是数个部门？", "whose powers does it touch?"),
    ),
    choice(
        "receiver",
        ("首接方", "first receiver"),
        (
            ("subdistrict", "街道、乡镇", "the subdistrict or township"),
            ("department", "部门或者公共服务单位", "a department or a public service body"),
        ),
        ("诉求由街乡接到，还是由部门、公共服务单位接到？", "who received it?"),
    ),
    flag(
        "dispatched",
        ("经12345派单", "it was dispatched by the hotline"),
        ("直接反映，没有派单", "it was made directly and not dispatched"),
        ("是经12345派单，还是直接反映？", "was it dispatched by the hotline, or made directly?"),
        "JS 14(1)",
    ),
    choice(
        "areas",
        ("涉及的区域", "areas concerned"),
        (
            ("one", "一个街乡", "one subdistrict"),
            ("one_district", "同区的数个街乡", "several subdistricts of one district"),
            ("several_districts", "数个区", "several districts"),
        ),
        ("涉及一个街乡、同区的数个街乡，还是数个区？", "which areas does it touch?"),
        assume="one",
    ),
    flag(
        "refused",
        ("有部门拒不履行职责", "a department refuses its duty"),
        ("没有部门拒不履行职责", "no department refuses its duty"),
        ("有无部门拒不履行职责？", "does a department refuse its duty?"),
        "JD 44(1)",
        False,
    ),
)
ENDS = (
    ("guided", "街乡自行办理，部门指导", "the subdistrict acts, departments guide"),
    ("notify", "通知主管部门", "the department is told"),
    ("joint_enforcement", "联合执法", "joint enforcement"),
    (
        "block_line",
        "条块衔接：街乡召集部门",
        "block and line: the subdistrict calls departments in",
    ),
    ("line_line", "条条协同：首接牵头，其他配合", "line and line: the first receiver leads"),
    ("block_block", "块块合作：由共同的上级统筹", "block and block: their common superior leads"),
    ("designate", "协商不成，指定管辖", "failing agreement, a superior decides whose it is"),
    ("review", "由司法所审核", "the judicial office reviews it"),
    ("levels_together", "市、区、街乡联动", "city, districts and subdistricts act together"),
    ("transfer", "移送该部门", "it is passed on to the department"),
    ("settle_objection", "审核派单异议", "the objection is ruled on"),
    ("refer_refusal", "报区政府督办", "the district is told, and follows it up"),
    ("not_needed", "无须协同", "nobody else is needed"),
)
DUTIES = (
    Duty(
        "report_result",
        "在规定期限内把办理结果报送首接单位",
        "give the first receiver the result within the time set",
        "期限由市里确定，没有公开",
        "the time is set by the city and not public",
        "配合单位",
        "those who help",
    ),
    Duty(
        "respond_at_once",
        "快速响应，派人共同办理",
        "respond at once and send staff",
        "条文未定期限",
        "the text gives no time",
        "被召集的部门和单位",
        "those called in",
    ),
)

JD, JS, PEN = Act("JD"), Act("JS"), Act("PEN")

# 执法: by whose powers are touched.
第二十五条 = JD.article("25(1)", question="coordination", when="work = enforcement")
第二十五条(
    "guided",
    when=f"organs = subdistrict and {HERE}",
    then={"disposition": "guided", "lead": STREET, "supervise": [DEPARTMENT]},
    zh="街道综合执法接受市、区执法部门的业务指导和培训",
    en="the enforcement departments of city and district guide and train the subdistrict",
    note=(
        "报告一（二）：市城管执法部门统筹指导和综合协调；乡镇参照（第四十九条）",
        "report, part 1(2): the city's urban enforcement department guides and coordinates; "
        "townships follow (art. 49)",
    ),
)
第二十六条 = JD.article("26", question="coordination", when=f"work = enforcement and {HERE}")
第二十六条(
    "notify",
    when="organs = department",
    then={"disposition": "notify", "lead": DEPARTMENT, "by": STREET},
    zh="属于部门职责的，街乡劝阻、制止并通知该部门",
    en="what is a department's the subdistrict stops, and tells the department",
)
第二十六条(
    "joint",
    when="organs = several and not refused",
    then={
        "disposition": "joint_enforcement",
        "lead": STREET,
        "assist": [DEPARTMENT],
        "duties": ["respond_at_once"],
    },
    zh="需要多部门协同的，街乡依托综合指挥平台组织部门及其派出机构联合执法",
    en="where several are needed the subdistrict has departments and outposts enforce together",
    note=(
        "市级部门亦在其列；各自行使各自的职权",
        "city departments as well; each uses its own powers",
    ),
)
JD.article("44(1)", question="coordination")(
    "refused",
    when=f"work = enforcement and organs = several and refused and {HERE}",
    then={"disposition": "refer_refusal", "lead": DISTRICT, "by": STREET},
    zh="部门拒不履行职责的，街乡报区人民政府调查、督办，并入绩效考评",
    en="where a department refuses, the district is told, looks into it and counts it",
)
PEN.article("25(2)", question="coordination", when="work = dispute")(
    "district",
    when="areas in (one, one_district)",
    then={"disposition": "designate", "lead": DISTRICT},
    zh="管辖有争议而协商不成的，由共同的上级机关指定",
    en="where they cannot agree whose it is, their common superior says so",
    reading=(
        "同区的街乡和部门，共同的上级为区人民政府",
        "of subdistricts and departments of one district the superior is the district",
    ),
)
PEN.article("25(2)", question="coordination", when="work = dispute")(
    "city",
    when="areas = several_districts",
    then={"disposition": "designate", "lead": CITY},
    zh="管辖有争议而协商不成的，由共同的上级机关指定",
    en="where they cannot agree whose it is, their common superior says so",
    reading=("跨区的，共同的上级为市人民政府", "across districts the superior is the city"),
)
JD.article("12", question="coordination", when="work = legality")(
    "legality",
    when=OFFICE,
    then={"disposition": "review", "lead": JUDICIAL, "assist": [STREET]},
    zh="文件审查、执法监督、复议和诉讼由负责法制工作的机构承担",
    en="review of rules, oversight, reviews and lawsuits are for the body in charge of legal work",
    reading=(
        "条文没有写司法所，依报告一（二）三",
        "that it is the judicial office is by the report, part 1(2)",
    ),
)
JD.article("49", question="coordination", when="work = legality")(
    "legality_elsewhere",
    when="office_kind in (town, township, zone)",
    then={"disposition": "not_covered"},
    zh="乡镇可以参照的三类事项中没有法制机构，功能区不设街道",
    en="the three topics that townships may follow do not include it; zones have no subdistrict",
)
JD.article("49", question="coordination", when="work = enforcement")(
    "enforcement_in_a_zone",
    when="office_kind = zone",
    then={"disposition": "not_covered"},
    zh="功能区不设街道、乡镇",
    en="a zone has no subdistrict",
)
# 诉求: by who received it, and how far it reaches.
第十四条 = JS.article("14(2)", question="coordination", when="work = demand")
第十六条 = JS.article("16", question="coordination", when="work = demand")
LOCAL = "areas = one"
# Whom a subdistrict that received a demand calls in; what is one department's and was not dispatched
# it passes on.
CALLED = "receiver = subdistrict and (organs = several or organs = department and dispatched)"
第十四条(
    "line_line",
    when=f"{LOCAL} and receiver = department and organs = several",
    then={
        "disposition": "line_line",
        "lead": DEPARTMENT,
        "assist": [DEPARTMENT],
        "duties": ["report_result"],
    },
    zh="涉及其他单位的，首接单位牵头协调，其他单位配合并按期报送结果",
    en="where others are concerned the first receiver leads, they help and report to it in time",
    note=(
        "首接的是公共服务单位的，由其牵头",
        "a public service body that received it leads as well",
    ),
)
第十四条(
    "line_block",
    when=f"{LOCAL} and receiver = department and organs = subdistrict",
    then={
        "disposition": "line_line",
        "lead": DEPARTMENT,
        "assist": [STREET],
        "duties": ["report_result"],
    },
    zh="属于街乡职权的，首接的部门仍牵头，街乡配合并按期报送结果",
    en="what is the subdistrict's the first receiver leads all the same, and the subdistrict helps",
    note=(
        "首接单位对派单有异议的，依第十二条第三款",
        "a first receiver that objects to the dispatch does so under art. 12(3)",
    ),
)
第十四条(
    "alone",
    when=f"{LOCAL} and receiver = department and organs = department",
    then={"disposition": "not_needed", "lead": DEPARTMENT},
    zh="不涉及其他单位的，首接单位自行办理",
    en="where nobody else is concerned the first receiver acts alone",
)
第十四条(
    "subdistrict_alone",
    when=f"{LOCAL} and receiver = subdistrict and organs = subdistrict and {HERE}",
    then={"disposition": "not_needed", "lead": STREET},
    zh="不涉及其他单位的，首接单位自行办理",
    en="where nobody else is concerned the first receiver acts alone",
)
第十六条(
    "block_line",
    cite="(2)",
    when=f"{LOCAL} and {CALLED} and not refused and {HERE}",
    then={
        "disposition": "block_line",
        "lead": STREET,
        "assist": [DEPARTMENT],
        "duties": ["respond_at_once"],
    },
    zh="街乡统筹协调、指挥调度，区的部门及有关单位及时响应、共同办理",
    en="the subdistrict calls, and departments and others respond and handle it together",
)
JD.article("5(1)", question="coordination", when="work = demand")(
    "block_line_before",
    when="on < 2021-09-24 and receiver = subdistrict and organs = several "
    f"and {LOCAL} and not refused and {HERE}",
    then={
        "disposition": "block_line",
        "lead": STREET,
        "assist": [DEPARTMENT],
        "duties": ["respond_at_once"],
    },
    zh="区的部门及其派出机构、有关单位接受街道的统筹协调、指挥调度",
    en="district departments, their outposts and others accept that the subdistrict calls them in",
    note=("乡镇参照（第四十九条）", "townships follow (art. 49)"),
)
JD.article("17(1)(2)", question="coordination", when="work = demand")(
    "transfer",
    when=f"{LOCAL} and receiver = subdistrict and organs = department and {HERE} "
    "and (not dispatched or on < 2021-09-24)",
    then={"disposition": "transfer", "lead": DEPARTMENT, "by": STREET},
    zh="属于一个部门职责的，街道移送该部门，部门快速响应",
    en="what is one department's the subdistrict passes on, and the department responds at once",
    note=(
        "2021年9月24日起，经12345派单的依首接负责制，不再移送；乡镇参照（第四十九条）",
        "from 2021-09-24 what the hotline has dispatched stays with the first receiver; townships "
        "follow (art. 49)",
    ),
    reading=(
        "两条例没有写明先后，以派单与否区分是解读",
        "which of the two regulations goes first is not said: that dispatch makes the difference "
        "is a reading",
    ),
)
JS.article("12(3)", question="coordination")(
    "objection",
    when="work = objection",
    then={"disposition": "settle_objection", "lead": SERVICES},
    zh="承办单位有异议的向热线机构提出，由市政务服务部门审核、协调",
    en="the body that objects tells the hotline, and the government services department settles it",
)
JD.article("44(1)", question="coordination", when="work = demand")(
    "refused_demand",
    when=f"{LOCAL} and (on >= 2021-09-24 and {CALLED} or on < 2021-09-24 and "
    f"receiver = subdistrict and organs = several) and refused and {HERE}",
    then={"disposition": "refer_refusal", "lead": DISTRICT, "by": STREET},
    zh="部门拒不履行职责的，街乡报区人民政府调查、督办，并入绩效考评",
    en="where a department refuses, the district is told, looks into it and counts it",
)
JS.article("5(5)", question="coordination", when="work = demand")(
    "in_a_zone",
    when=f"{LOCAL} and receiver = subdistrict and office_kind = zone",
    then={"disposition": "not_covered"},
    zh="功能区不设街道、乡镇，没有可以召集部门的一方",
    en="a zone has no subdistrict that could call anybody in",
)
BLOCKS = (
    "条文写区、市人民政府协调解决，跨街乡、跨区的由其统筹是解读",
    "the text has district and city solve what is hard or common: that they do so across "
    "subdistricts and districts is a reading",
)
JS.article("5(2)", question="coordination", when="work = demand")(
    "blocks_of_a_district",
    when="areas = one_district",
    then={"disposition": "block_block", "lead": DISTRICT, "assist": [STREET]},
    zh="区人民政府统筹本区的接诉即办，协调疑难复杂的诉求",
    en="the district oversees demands in its area and coordinates what is hard",
    reading=BLOCKS,
)
JS.article("5(1)", question="coordination", when="work = demand")(
    "blocks_of_the_city",
    when="areas = several_districts",
    then={"disposition": "block_block", "lead": CITY, "assist": [DISTRICT]},
    zh="市人民政府协调解决接诉即办中的重大问题",
    en="the city solves major problems of the work on demands",
    reading=BLOCKS,
)
第二十四条 = JS.article("24", question="coordination", when="work = problem")
第二十四条(
    "of_a_district",
    when="areas in (one, one_district)",
    then={"disposition": "levels_together", "lead": DISTRICT, "assist": [STREET, DEPARTMENT]},
    zh="高频、共性问题由政府专题研究，明确主责单位，三级联动、条块结合",
    en="the government studies what many raise and names who is in charge; levels, blocks and "
    "lines act together",
)
第二十四条(
    "of_the_city",
    when="areas = several_districts",
    then={"disposition": "levels_together", "lead": CITY, "assist": [DISTRICT, TRADE]},
    zh="高频、共性问题由政府专题研究，明确主责单位，三级联动、条块结合",
    en="the government studies what many raise and names who is in charge; levels, blocks and "
    "lines act together",
)


def inquiry(territory: Territory) -> Inquiry:
    """Who must work together on a piece of work, and who leads."""
    words = ("这件事须由谁与谁协同？", "who must work together on this?")
    return make(
        "coordination",
        words,
        (JD, JS, PEN),
        fields=(*where_and_when(territory), *FIELDS),
        questions=answers("coordination", words, ENDS, DUTIES),
        issuer="北京市人民代表大会常务委员会",
        duties=DUTIES,
        asked_first=("work", "organs", "place", "on"),
    )
