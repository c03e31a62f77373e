"""Is this community too large, are its premises too small? 社区规模与用房 (row 18 of the report)."""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry

from .shared import answers, asked, count, flag, make, where_and_when

__all__ = ["inquiry"]

STREET = "street_or_township@subdistrict"
DISTRICT = "district_government@district"
RESIDENTS = "body_kind = residents"

FIELDS = (
    count(
        "households", ("户数", "households"), ("有多少户？", "how many households?"), 20_000, "RC 6"
    ),
    count(
        "premises",
        ("办公和服务用房（平方米）", "premises in m²"),
        ("管理服务用房多少平方米？", "how many m² are its premises?"),
        5_000,
        "RCBJ 26",
    ),
    flag(
        "special_case",
        ("属于特殊情况", "it is a special case"),
        ("不属于特殊情况", "it is none"),
        ("是否属于可以超出一般户数的特殊情况？", "is it a special case that may exceed the size?"),
        "RCBJ 9(1)",
        False,
    ),
    flag(
        "facilities",
        ("养老和社区服务设施齐备", "care and service facilities are there"),
        ("养老或者社区服务设施不全", "care or service facilities are missing"),
        ("养老和社区服务设施是否齐备？", "are care and service facilities there?"),
        "JD 35(1)",
    ),
)
FINDINGS = {
    "too_many": (
        ("户数过多", "too many households"),
        ("户数不多于上限", "not too many households"),
    ),
    "too_few": (("户数过少", "too few households"), ("户数不少于下限", "not too few households")),
    "small_premises": (("用房不足", "premises are too small"), ("用房足够", "premises suffice")),
    "no_facilities": (("设施不全", "facilities are missing"), ("设施齐备", "facilities suffice")),
}
ENDS = (
    ("suffices", "规模、用房、设施均可", "size, premises and facilities suffice"),
    ("adjust_size", "提出规模调整", "its size is to be adjusted"),
    ("provide", "补足用房或者设施", "premises or facilities are owed"),
    (
        "adjust_and_provide",
        "提出规模调整并补足用房或者设施",
        "its size is to be adjusted, and premises or facilities are owed",
    ),
)
DUTIES = (
    Duty(
        "propose_size",
        "提出设立、撤销或者规模调整，报区人民政府决定",
        "propose to found, end or resize it, for the district to decide",
        bearer_zh="{街乡}",
        bearer_en="the {subdistrict}",
    ),
    Duty(
        "provide_premises",
        "保障办公用房和社区服务设施",
        "provide premises and service facilities",
        bearer_zh="区人民政府和{街乡}",
        bearer_en="the district government and the {subdistrict}",
    ),
)

RC, BJ, JD = Act("RC"), Act("RCBJ"), Act("JD")

第六条 = RC.article("6(1)")
一般 = (
    "条文写“一般”，特殊情况可以突破（本市办法第九条第一款）",
    "the text says 'as a rule'; special cases may exceed it (Beijing's measures, art. 9(1))",
)
for _flag, _found, _zh, _en in (
    (
        "too_many",
        "households > 700",
        "居委会一般不超过七百户",
        "a committee has as a rule at most 700",
    ),
    (
        "too_few",
        "households < 100",
        "居委会一般不少于一百户",
        "a committee has as a rule at least 100",
    ),
):
    第六条(
        _flag,
        question=_flag,
        when=f"{_found} and not special_case",
        then={_flag: True},
        zh=_zh,
        en=_en,
        note=一般,
        at="inquiries/community.py",
    )
    第六条(
        f"{_flag}_no",
        question=_flag,
        when=f"not ({_found}) or special_case",
        then={_flag: False},
        zh=_zh,
        en=_en,
        at="inquiries/community.py",
    )
第二十六条 = BJ.article("26", question="small_premises")
实践 = (
    "350平方米是实践中的标准，见民政局2020-11-26报告二（三），条文没有数字",
    "350 m² is a figure of practice, by the report of 2020-11-26, part 2(3); the text has none",
)
for _holds, _name in ((True, "small"), (False, "enough")):
    第二十六条(
        _name,
        when="premises < 350" if _holds else "premises >= 350",
        then={"small_premises": _holds},
        zh="居委会办公用房由当地人民政府统筹解决",
        en="the local government sees to the premises of a committee",
        reading=实践,
        at="inquiries/community.py",
    )
第三十五条 = JD.article("35(1)")
for _holds, _name in ((True, "missing"), (False, "there")):
    第三十五条(
        _name,
        question="no_facilities",
        when="not facilities" if _holds else "facilities",
        then={"no_facilities": _holds},
        zh="区人民政府和{街乡}依法保障社区服务设施",
        en="district and {subdistrict} provide the service facilities",
        at="inquiries/community.py",
    )
SIZE, OWED = "(too_many or too_few)", "(small_premises or no_facilities)"
第三十五条(
    "suffices",
    question="community",
    when=f"{RESIDENTS} and not {SIZE} and not {OWED}",
    then={"disposition": "suffices"},
    zh="规模适当，用房和设施得到保障",
    en="its size is right, and premises and facilities are there",
)
第九条 = BJ.article("9(2)", question="community", when=f"{RESIDENTS} and {SIZE} and not {OWED}")
第九条(
    "adjust",
    when="not office_kind = zone",
    then={
        "disposition": "adjust_size",
        "lead": STREET,
        "supervise": [DISTRICT],
        "duties": ["propose_size"],
    },
    zh="规模调整由{街乡}提出，报区人民政府决定",
    en="the {subdistrict} proposes a change of size, and the district decides",
)
第九条(
    "adjust_zone",
    when="office_kind = zone",
    then={"disposition": "adjust_size", "lead": DISTRICT},
    zh="功能区没有可以提出的{街乡}，规模调整仍由区人民政府决定",
    en="a zone has no subdistrict that could propose it, and the district decides all the same",
)
第三十五条(
    "provide",
    question="community",
    when=f"{RESIDENTS} and not {SIZE} and {OWED}",
    then={
        "disposition": "provide",
        "lead": DISTRICT,
        "assist": [STREET],
        "duties": ["provide_premises"],
    },
    zh="办公用房和服务设施由区人民政府和{街乡}依法保障",
    en="district and {subdistrict} provide premises and facilities",
)
第三十五条(
    "both",
    question="community",
    when=f"{RESIDENTS} and {SIZE} and {OWED}",
    then={
        "disposition": "adjust_and_provide",
        "lead": DISTRICT,
        "assist": [STREET],
        "duties": ["propose_size", "provide_premises"],
    },
    zh="科学调整规模，并保障用房和设施",
    en="its size is adjusted, and premises are provided",
)
RC.article("6(1)", question="community")(
    "other",
    when="body_kind in (villagers, quasi_residents, quasi_villagers)",
    then={"disposition": "not_covered"},
    zh="居民委员会的规模和用房的规定不及于村和类似居（村）委会的单位",
    en="the rules on size and premises are for residents' committees, and this is none",
)


def inquiry(territory: Territory) -> Inquiry:
    """Whether a community is of a size, and what is owed to it."""
    words = ("社区规模、用房、设施是否合适？", "are the size, premises and facilities right?")
    return make(
        "community",
        words,
        (RC, BJ, JD),
        fields=(
            *where_and_when(territory),
            *FIELDS,
            *(flag(id, yes, no) for id, (yes, no) in FINDINGS.items()),
        ),
        questions=(
            *(
                asked(id, (f"{yes[0]}？", f"is it so: {yes[1]}?"))
                for id, (yes, _) in FINDINGS.items()
            ),
            *answers("community", words, ENDS, DUTIES),
        ),
        issuer="全国人民代表大会常务委员会",
        duties=DUTIES,
        findings=(*FINDINGS,),
        asked_first=("place", "on", "households"),
    )
