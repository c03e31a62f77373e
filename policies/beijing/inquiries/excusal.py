"""What is a fault, what is excused, what is rewarded? 激励、容错 (row 17 of the report)."""

from __future__ import annotations

from govrules import Act, Territory
from govrules.inquiry import Inquiry

from .shared import Words, answers, asked, choice, flag, make, where_and_when

__all__ = ["inquiry"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
CITY = "city_government@city"
OFFICE = "office_kind in (street, area)"
ACTS = "rude, shirked, leaked, retaliated, abused"
BREACH = f"(conduct in ({ACTS}) or conduct = late and not reason)"

FIELDS = (
    choice(
        "asks",
        ("询问事项", "question"),
        (
            ("fault", "是否追究", "whether it is held against them"),
            ("incentive", "激励是否到位", "whether the incentives are there"),
        ),
        ("要问的是是否追究，还是激励是否到位？", "a fault, or incentives?"),
    ),
    choice(
        "whose",
        ("工作人员所属", "employer of the staff"),
        (
            ("subdistrict", "街道、乡镇", "a subdistrict or township"),
            ("district_department", "区的部门", "a district department"),
            ("city_department", "市的部门", "a city department"),
        ),
        ("是街道乡镇、区部门还是市部门的工作人员？", "whose staff is it?"),
    ),
    choice(
        "conduct",
        ("行为", "conduct"),
        (
            ("rude", "态度恶劣粗暴", "was rude to the caller"),
            ("late", "不办理或者逾期", "did not act, or acted late"),
            ("shirked", "推诿、敷衍、弄虚作假", "passed it on, did it badly or falsely"),
            ("leaked", "泄露秘密、隐私", "gave away secrets or private matters"),
            ("retaliated", "压制、打击报复", "suppressed or took revenge"),
            ("abused", "滥用职权、玩忽职守", "abused or neglected the office"),
            ("attempt", "担当作为中出现失误", "tried to solve it and made a mistake"),
            ("objected", "依程序提出派单异议", "objected to the dispatch by the procedure"),
            ("declined", "不承担未经批准交办的事项", "declined a task that was not approved"),
        ),
        ("做了什么？", "what was done?"),
        "JS 35(2)",
    ),
    flag(
        "reason",
        ("已说明正当理由", "a good reason was given"),
        ("没有说明正当理由", "no good reason was given"),
        ("逾期或者不办理，是否说明了正当理由？", "was a good reason given for it?"),
        "JS 35(2)(2)",
    ),
    flag(
        "harm",
        ("造成不良影响或者后果", "it had bad effects"),
        ("没有造成不良影响或者后果", "it had no bad effects"),
        ("是否造成不良影响或者后果？", "had it bad effects?"),
        "JS 35(2)",
    ),
    flag(
        "hotline_work",
        ("属于接诉即办工作", "it is work on demands"),
        ("不属于接诉即办工作", "it is no work on demands"),
        ("是否属于接诉即办工作？", "is it work on demands?"),
        "JS 36",
    ),
    flag(
        "income_above",
        ("收入高于区级机关同级别人员", "pay is above that of equals in the district's organs"),
        (
            "收入不高于区级机关同级别人员",
            "pay is not above that of equals in the district's organs",
        ),
        ("收入水平是否高于区级行政机关同级别人员？", "is pay above that of their equals?"),
        "JD 39(1)",
    ),
    flag(
        "awards_above",
        ("年度奖励指标高于全区平均", "awards are above the district's average"),
        ("年度奖励指标不高于全区平均", "awards are not above the district's average"),
        ("年度考核奖励指标是否高于本区机关平均水平？", "are yearly awards above the average?"),
        "JD 39(1)",
    ),
)
FINDINGS: dict[str, tuple[str, Words, Words]] = {
    "income_short": (
        "income_above",
        ("收入水平未达要求", "pay is short of what is required"),
        ("收入水平符合要求", "pay is as required"),
    ),
    "awards_short": (
        "awards_above",
        ("奖励指标未达要求", "awards are short of what is required"),
        ("奖励指标符合要求", "awards are as required"),
    ),
}
ENDS = (
    ("correct", "责令改正", "correction is ordered"),
    ("sanction", "责令改正，并依法处分", "correction is ordered, and staff are disciplined by law"),
    ("not_at_fault", "不予追究", "it is not held against them"),
    (
        "excusal_not_public",
        "适用容错机制，条件没有公开",
        "excusal applies, and its conditions are not public",
    ),
    ("incentives_there", "激励到位", "the incentives are there"),
    ("incentives_owed", "激励应当补足", "incentives are owed"),
)

JD, JS = Act("JD"), Act("JS")

第三十五条 = JS.article("35(2)", question="excusal", when="asks = fault")
for _whose, _lead in (
    ("subdistrict", DISTRICT),
    ("district_department", DISTRICT),
    ("city_department", CITY),
):
    for _end, _harm in (("correct", "not harm"), ("sanction", "harm")):
        第三十五条(
            f"{_end}_{_whose}",
            when=f"hotline_work and {BREACH} and whose = {_whose} and {_harm}",
            then={"disposition": _end, "lead": _lead},
            zh="接诉即办中有所列行为的，由上级机关责令改正"
            + ("；后果不良的，另由任免机关或者监察机关处分" if _end == "sanction" else ""),
            en="whoever does one of the listed acts is ordered by the superior to correct it"
            + (
                "; where it had bad effects the supervisory or appointing body disciplines"
                if _end == "sanction"
                else ""
            ),
            reading=(
                "条文写上级机关，依所属写人民政府",
                "the text has the superior organ: the government that it is of",
            ),
            at="inquiries/excusal.py",
        )
第三十五条(
    "reason",
    cite="(2)",
    when="hotline_work and conduct = late and reason",
    then={"disposition": "not_at_fault"},
    zh="逾期或者不办理而说明了正当理由的，不在所列行为之中",
    en="who is late, or does not act, and says why with good reason does none of the listed acts",
)
JS.article("14(3)", question="excusal", when="asks = fault")(
    "objected",
    when="conduct = objected",
    then={"disposition": "not_at_fault"},
    zh="派单异议依程序审核，提出异议不是推诿",
    en="an objection is ruled on by its procedure, and to make one is not to pass the buck",
    reading=("不是推诿，系解读", "that it is no buck-passing is a reading"),
)
第四十七条 = JD.article("47", question="excusal", when="asks = fault")
WHERE = f"(whose = district_department or whose = subdistrict and {OFFICE})"
for _end, _harm in (("correct", "not harm"), ("sanction", "harm")):
    第四十七条(
        f"{_end}",
        when=f"{WHERE} and {BREACH} and (not hotline_work or on < 2021-09-24) and {_harm}",
        then={"disposition": _end, "lead": DISTRICT},
        zh="区的部门、街道没有依规定履职的，区人民政府责令改正并通报；视情节处理有关人员",
        en="where a district department or a subdistrict fails its duty the district orders "
        "correction and, by how grave it is, deals with those in charge",
        reading=(
            "条文写“根据情节”，以有无不良影响或者后果区分是解读",
            "the text has 'by the circumstances': that bad effects make the difference is a "
            "reading",
        ),
        at="inquiries/excusal.py",
    )
第四十七条(
    "reason",
    when=f"{WHERE} and conduct = late and reason and (not hotline_work or on < 2021-09-24)",
    then={"disposition": "not_at_fault"},
    zh="有正当理由的，不是不依规定履行职责",
    en="with good reason, it is no failure of duty",
    reading=("正当理由系参照接诉即办条例", "good reason is taken from the regulation on demands"),
)
第四十七条(
    "others",
    when=f"not {WHERE} and conduct in ({ACTS}, late) and (not hotline_work or on < 2021-09-24)",
    then={"disposition": "not_covered"},
    zh="本条只及于区的部门和街道",
    en="the article is for district departments and subdistricts only",
)
JD.article("10(3)", question="excusal", when="asks = fault")(
    "declined",
    when=f"conduct = declined and whose = subdistrict and {OFFICE}",
    then={"disposition": "not_at_fault"},
    zh="未经市、区人民政府批准的，街道本不承担",
    en="what city or district has not approved is not the subdistrict's to do",
)
JD.article("10(3)", question="excusal", when="asks = fault")(
    "declined_others",
    when=f"conduct = declined and not (whose = subdistrict and {OFFICE})",
    then={"disposition": "not_covered"},
    zh="本款只及于街道",
    en="the paragraph is for subdistricts only",
)
MECHANISM = (
    "条文只写建立机制、鼓励担当；什么情形可以容错、由谁认定没有公开",
    "the text sets up the mechanism; in which cases it applies and who says so is not public",
)
JS.article("36", question="excusal", when="asks = fault and conduct = attempt")(
    "attempt",
    when="hotline_work",
    then={"disposition": "excusal_not_public"},
    zh="接诉即办工作建立容错纠错机制",
    en="there is a mechanism of excusal and correction for work on demands",
    note=MECHANISM,
)
第三十九条 = JD.article("39(3)", question="excusal", when="asks = fault and conduct = attempt")
第三十九条(
    "attempt",
    when=f"whose = subdistrict and {OFFICE} and (not hotline_work or on < 2021-09-24)",
    then={"disposition": "excusal_not_public"},
    zh="街道工作人员适用容错纠错机制",
    en="there is a mechanism of excusal and correction for the staff of subdistricts",
    note=MECHANISM,
)
第三十九条(
    "attempt_others",
    when=f"not (whose = subdistrict and {OFFICE}) and (not hotline_work or on < 2021-09-24)",
    then={"disposition": "not_covered"},
    zh="条例的容错只及于街道工作人员",
    en="excusal by this regulation is for the staff of subdistricts only",
)
激励 = JD.article("39(1)")
for _finding, (_asked, _yes, _no) in FINDINGS.items():
    for _holds in (True, False):
        激励(
            f"{_finding}_{'yes' if _holds else 'no'}",
            question=_finding,
            when=f"not {_asked}" if _holds else _asked,
            then={_finding: _holds},
            zh=_yes[0] if _holds else _no[0],
            en=_yes[1] if _holds else _no[1],
            at="inquiries/excusal.py",
        )
SHORT = "(income_short or awards_short)"
激励(
    "there",
    question="excusal",
    when=f"asks = incentive and {OFFICE} and not {SHORT}",
    then={"disposition": "incentives_there"},
    zh="收入和奖励指标都高于所比的水平",
    en="pay and awards are above what they are held against",
)
激励(
    "owed",
    question="excusal",
    when=f"asks = incentive and {OFFICE} and {SHORT}",
    then={"disposition": "incentives_owed", "lead": DISTRICT},
    zh="市、区人民政府建立考核评价和激励制度，收入和奖励指标应当高于所比的水平",
    en="city and district keep a system of incentives: pay and awards are to be above the level "
    "they are held against",
    note=("各区的做法见 lists/incentives.csv", "what districts did stands in lists/incentives.csv"),
)
JD.article("49", question="excusal")(
    "other_unit",
    when="asks = incentive and office_kind in (town, township, zone)",
    then={"disposition": "not_covered"},
    zh="乡镇可以参照的三类事项中没有激励，功能区不设街道",
    en="the three topics that townships may follow do not include incentives; zones have no "
    "subdistrict",
)


def inquiry(territory: Territory) -> Inquiry:
    """What is held against staff, what is excused, and which incentives are owed."""
    words = (
        "是否追究，能否容错，激励是否到位？",
        "is it held against them, is it excused, are the incentives there?",
    )
    flags = tuple(flag(id, yes, no) for id, (_, yes, no) in FINDINGS.items())
    return make(
        "excusal",
        words,
        (JD, JS),
        fields=(*where_and_when(territory), *FIELDS, *flags),
        questions=(
            *(
                asked(id, (f"{yes[0]}？", f"is it so: {yes[1]}?"))
                for id, (_, yes, _) in FINDINGS.items()
            ),
            *answers("excusal", words, ENDS),
        ),
        issuer="北京市人民代表大会常务委员会",
        findings=tuple(FINDINGS),
        asked_first=("asks", "conduct", "whose", "place", "on"),
    )
