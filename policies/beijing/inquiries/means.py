"""Do staff, money and kit come with the power? 资源下沉、权责匹配 (row 12 of the report)."""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry

from .shared import Words, answers, asked, choice, flag, make, where_and_when

__all__ = ["inquiry"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
GIVER = "district_department@district"
OFFICE = "office_kind in (street, area)"

# Means → (they are given, they are not, what is missing, its provision for a task, for a power).
MEANS: dict[str, tuple[Words, Words, Words]] = {
    "staff": (
        ("给了人员", "staff is given"),
        ("没有给人员", "no staff is given"),
        ("缺人员", "staff is missing"),
    ),
    "money": (
        ("给了经费", "money is given"),
        ("没有给经费", "no money is given"),
        ("缺经费", "money is missing"),
    ),
    "kit": (
        ("给了技术、设备", "technology and equipment are given"),
        ("没有给技术、设备", "no technology or equipment is given"),
        ("缺技术、设备", "technology and equipment are missing"),
    ),
    "standards": (
        ("明确了要求、标准和流程", "requirements, standards and steps are set out"),
        ("没有明确要求、标准和流程", "no requirements, standards and steps are set out"),
        ("缺要求、标准和流程", "requirements, standards and steps are missing"),
    ),
    "training": (
        ("有业务指导和培训", "guidance and training are given"),
        ("没有业务指导和培训", "no guidance or training is given"),
        ("缺业务指导和培训", "guidance and training are missing"),
    ),
}
ASK = ("{}？", "is it so that {}?")
FIELDS = (
    choice(
        "handed",
        ("下放或者交办的内容", "thing handed down"),
        (
            ("power", "执法权", "a power of enforcement"),
            ("task", "经批准的临时性事项", "a temporary task that was approved"),
            ("unapproved_task", "未经批准的事项", "a task that was not approved"),
            ("nothing", "没有下放权责", "nothing"),
        ),
        ("下放的是执法权，还是交办事项？是否经批准？", "a power or a task, and was it approved?"),
    ),
    *(
        flag(id, yes, no, (ASK[0].format(yes[0]), ASK[1].format(yes[1])))
        for id, (yes, no, _) in MEANS.items()
    ),
)
# Finding → the means, for what is handed down, the act's article, and why.
OWED = {
    "task": (
        "41",
        ("staff", "money", "kit", "standards"),
        "交办临时性事项的部门，应当给人、给钱、给技术，并讲清要求、标准和流程",
        "a department that hands down a temporary task provides staff, money and technology, "
        "and sets out requirements, standards and steps",
    ),
    "power": (
        "25(1)",
        ("staff", "training"),
        "街道依法执法，有关执法部门指导培训，区政府加强执法队伍建设",
        "the enforcement departments guide and train, and the district builds up the team",
    ),
}
MONEY = (
    "40(2)",
    "区人民政府保障街道履职的经费和用房",
    "the district provides the money and premises that the subdistrict needs",
)
ENDS = (
    ("matched", "权责与保障相称", "means and duty match"),
    ("means_owed", "权责已下放，应当补足保障", "the duty is there, and means are owed"),
    ("means_without_duty", "有保障而无权责", "means without a duty"),
    ("refuse_unapproved_task", "未经批准不承担", "not to be taken on: not approved"),
)
DUTIES = (
    Duty(
        "make_up_means",
        "补足所缺的人员、经费、技术、标准或者培训",
        "make up the means that are missing",
        "条文未定期限",
        "the text gives no time",
        "部门或者区人民政府（依所缺）",
        "the department, or the district, by what is missing",
    ),
)

JD = Act("JD")


def _missing(handed: str, means: str, cite: str, zh: str, en: str) -> None:
    JD.article(cite, question=f"no_{means}")(
        f"{means}_{handed}",
        when=f"handed = {handed} and not {means}",
        then={f"no_{means}": True},
        zh=zh,
        en=en,
        at="inquiries/means.py",
    )


for _handed, (_cite, _means, _zh, _en) in OWED.items():
    for _one in _means:
        _missing(_handed, _one, _cite, _zh, _en)
_missing("power", "money", *MONEY)
for _one in MEANS:
    _owed = [h for h in ("task", "power") if _one in OWED[h][1] or (h, _one) == ("power", "money")]
    JD.article("41", question=f"no_{_one}")(
        f"{_one}_enough",
        when=f"{_one} or not handed in ({', '.join(_owed)})",
        then={f"no_{_one}": False},
        zh="这一项不缺，或者不在应当提供之列",
        en="this is given, or none of what is owed here",
        at="inquiries/means.py",
    )

LACKS = " or ".join(f"no_{m}" for m in MEANS)
第四十一条 = JD.article("41", question="means", when=OFFICE)
第四十一条(
    "matched",
    when=f"handed in (power, task) and not ({LACKS})",
    then={"disposition": "matched", "lead": STREET},
    zh="权责与应当随之下沉的保障都已到位",
    en="what is owed with the duty has come",
)
第四十一条(
    "task_owed",
    when=f"handed = task and ({LACKS})",
    then={"disposition": "means_owed", "lead": GIVER, "duties": ["make_up_means"]},
    zh=OWED["task"][2],
    en=OWED["task"][3],
)
JD.article("38", question="means", when=OFFICE)(
    "power_owed",
    when=f"handed = power and ({LACKS})",
    then={"disposition": "means_owed", "lead": DISTRICT, "duties": ["make_up_means"]},
    zh="市、区人民政府推动人员力量向街道倾斜，区人民政府保障经费和队伍",
    en="city and district move staff to the subdistricts, and the district provides for the team",
    note=(
        "2020-11-26的报告：责任和任务下放了，力量、资源、经费没有一同下沉",
        "the report of 2020-11-26: duties and tasks came down, staff and money did not",
    ),
)
JD.article("10(3)", question="means", when=OFFICE)(
    "unapproved",
    when="handed = unapproved_task",
    then={
        "disposition": "refuse_unapproved_task",
        "lead": GIVER,
        "by": STREET,
        "prohibited": True,
        "must_not_lead": [STREET],
    },
    zh="未经市、区人民政府批准，街道不承担部门下达的其他职责",
    en="without approval by city or district the subdistrict takes on nothing from a department",
)
GIVEN = " or ".join(MEANS)
JD.article("38", question="means", when=f"{OFFICE} and handed = nothing")(
    "idle_means",
    when=f"({GIVEN})",
    then={"disposition": "means_without_duty", "lead": DISTRICT},
    zh="保障随治理重心下移，没有权责的保障应当另作安排",
    en="means follow the work: those without a duty are to be used elsewhere",
    reading=(
        "条文只写倾斜，有保障而无权责的处理是解读",
        "the article speaks of moving means; what of those without a duty is a reading",
    ),
)
JD.article("38", question="means", when=f"{OFFICE} and handed = nothing")(
    "nothing",
    when=f"not ({GIVEN})",
    then={"disposition": "not_covered"},
    zh="没有下放权责，也没有下沉保障",
    en="neither a duty nor means came down",
)
JD.article("49", question="means")(
    "other_unit",
    when="office_kind in (town, township, zone)",
    then={"disposition": "not_covered"},
    zh="乡镇可以参照的三类事项中没有保障，功能区不设街道",
    en="the three topics that townships may follow do not include means; zones have no subdistrict",
)


def inquiry(territory: Territory) -> Inquiry:
    """What must come with a power or a task that is handed down, and what is missing."""
    words = ("权责下放，保障是否随之下沉？", "do the means come with the duty?")
    flags = tuple(flag(f"no_{id}", lack, yes) for id, (yes, _, lack) in MEANS.items())
    return make(
        "means",
        words,
        (JD,),
        fields=(*where_and_when(territory), *FIELDS, *flags),
        questions=(
            *(
                asked(f"no_{id}", (f"{lack[0]}？", f"is it so that {lack[1]}?"))
                for id, (*_, lack) in MEANS.items()
            ),
            *answers("means", words, ENDS, DUTIES),
        ),
        issuer="北京市人民代表大会常务委员会",
        duties=DUTIES,
        findings=tuple(f"no_{id}" for id in MEANS),
        asked_first=("handed", "place", "on"),
        bars=("refuse_unapproved_task",),
    )
