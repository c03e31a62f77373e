"""Who must open which data to whom? 信息共享 (row 19 of the report).

The texts name kinds of data and no list: what is not named by kind is open.
"""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry

from .shared import answers, choice, flag, make, where_and_when

__all__ = ["inquiry"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
DEPARTMENT = "district_department@district"
HOTLINE = "hotline_agency@city"
OFFICE = "office_kind in (street, area)"

FIELDS = (
    choice(
        "data",
        ("所需数据", "kind of data"),
        (
            ("base", "部门相关领域的基础信息", "basic data of a department's field"),
            ("local", "街道采集的基础数据", "basic data that the subdistrict collects"),
            ("orders", "工单记录、回访评价", "work orders and what callers said of them"),
            ("knowledge", "业务流程等咨询信息", "what answers to questions rest on"),
        ),
        ("要共享的是哪一种数据？", "which kind of data is to be shared?"),
    ),
    flag(
        "needed",
        ("街道开展服务和管理需要", "the subdistrict needs them for its work"),
        ("不是街道开展工作所需", "the subdistrict does not need them for its work"),
        ("是否为街道开展服务和管理所需？", "does the subdistrict need them for its work?"),
        "JD 42(1)",
    ),
    flag(
        "refused",
        ("负有义务的一方拒绝提供", "whoever owes them refuses"),
        ("没有被拒绝", "nobody refuses"),
        ("负有义务的一方是否拒绝提供？", "does whoever owes them refuse?"),
        "JD 47",
        False,
    ),
)
ENDS = (
    ("must_open", "应当主动开放", "they are to be opened"),
    ("must_send", "应当反馈、推送", "they are to be sent"),
    ("must_update", "应当提供并及时更新", "they are to be given and kept up to date"),
    ("not_needed", "非工作所需，条文不要求开放", "not needed for the work: no duty to open"),
    ("order_correction", "由区人民政府责令改正", "the district government orders correction"),
)
DUTIES = (
    Duty(
        "keep_secrets",
        "保守国家秘密，保护商业秘密和个人隐私",
        "keep state secrets, protect business secrets and privacy",
    ),
)

JD, JS = Act("JD"), Act("JS")

第四十二条 = JD.article("42(1)", question="sharing", when=f"{OFFICE} and data = base")
第四十二条(
    "open",
    when="needed and not refused",
    then={"disposition": "must_open", "lead": DEPARTMENT},
    zh="市、区部门主动向街道开放本领域的基础信息",
    en="departments of city and district open the basic data of their field to the subdistrict",
    note=(
        "市级部门亦同；条文没有列出信息的目录",
        "city departments too; the text gives no list of the data",
    ),
)
第四十二条(
    "not_needed",
    when="not needed",
    then={"disposition": "not_needed"},
    zh="开放以街道开展服务和管理的需要为限",
    en="they are opened as far as the subdistrict needs them for service and administration",
)
JD.article("47", question="sharing", when=f"{OFFICE} and refused")(
    "refused",
    when="(data = base and needed) or data = local",
    then={"disposition": "order_correction", "lead": DISTRICT},
    zh="部门、街道没有依条例履职的，区人民政府责令改正并通报",
    en="where a department or subdistrict does not do its duty the district orders correction",
    note=(
        "条文写区政府部门；市级部门拒绝的，没有写由谁责令",
        "the text is on district departments; who orders a city department is not said",
    ),
)
JD.article("24(2)", question="sharing", when=f"{OFFICE} and data = local")(
    "feedback",
    when="not refused",
    then={"disposition": "must_send", "lead": STREET},
    zh="街道采集、更新基础数据，并向市、区部门反馈",
    en="the subdistrict collects basic data and gives them back to the departments",
)
JS.article("28", question="sharing")(
    "orders",
    when="data = orders",
    then={"disposition": "must_send", "lead": HOTLINE, "duties": ["keep_secrets"]},
    zh="热线机构汇总办理数据，把工单、回访等全部推送给承办单位",
    en="the hotline gathers what was done and pushes all of it to the handling bodies",
)
JS.article("31(2)", question="sharing")(
    "knowledge",
    when="data = knowledge",
    then={"disposition": "must_update", "lead": DEPARTMENT},
    zh="承办单位为热线数据库及时更新本单位、本行业的信息",
    en="the handling bodies keep the hotline's database up to date in their field",
    note=("街道等其他承办单位亦同", "subdistricts and other handling bodies too"),
)
JD.article("49", question="sharing")(
    "other_unit",
    when="office_kind in (town, township, zone) and data in (base, local)",
    then={"disposition": "not_covered"},
    zh="乡镇可以参照的三类事项中没有信息共享，功能区不设街道",
    en="the three topics that townships may follow do not include data; zones have no subdistrict",
)


def inquiry(territory: Territory) -> Inquiry:
    """Who must open which data to whom, and what a refusal leads to."""
    words = ("哪个部门应当把哪些数据开放给谁？", "who must open which data to whom?")
    return make(
        "sharing",
        words,
        (JD, JS),
        fields=(*where_and_when(territory), *FIELDS),
        questions=answers("sharing", words, ENDS, DUTIES),
        issuer="北京市人民代表大会常务委员会",
        duties=DUTIES,
        asked_first=("data", "place", "on"),
    )
