"""Is this subdistrict of a size? 街道设立标准 (row 1 of the report, art. 8 of the regulation).

The text of the standard is not on file: its figures are those that the city published through the
press on 2021-01-09. It says "as a rule" and "in principle", so that a finding is one to answer for
and no order. What is to be done about each finding is a reading of article 8(3).
"""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry

from .shared import answers, asked, count, flag, make, where_and_when

__all__ = ["inquiry"]

DISTRICT = "district_government@district"
CORE = "place under (110101, 110102)"
INNER = "place under (110105, 110106, 110107, 110108, 110112)"
OUTER = f"place under 11 and not {CORE} and not {INNER}"
ALL_URBAN = "place under (110101, 110102, 110107)"
GENERAL = (
    "标准原文写作“一般”“原则上”，容许例外；依新闻所载，原文未收录",
    "the standard says 'as a rule' and 'in principle', which leaves room for exceptions; by the "
    "press, for its text is not on file",
)

UNITS = (
    count(
        "residents",
        ("常住人口（人）", "residents"),
        ("辖区常住人口多少人？", "how many people reside there?"),
        400_000,
        "STREETSTD2021",
    ),
    count(
        "hectares",
        ("面积（公顷）", "area in hectares"),
        ("辖区面积多少公顷（1平方公里为100公顷）？", "how many hectares (1 km² is 100)?"),
        100_000,
        "STREETSTD2021",
    ),
    count(
        "urban_percent",
        ("常住人口城镇化率（%，舍去小数）", "urban residents in percent, rounded down"),
        ("常住人口城镇化率是多少？", "how many percent of the residents are urban?"),
        100,
        "STREETSTD2021",
    ),
    count(
        "committee_percent",
        (
            "居委会占村居委会总数的比例（%，舍去小数）",
            "residents' committees among all committees in percent, rounded down",
        ),
        (
            "社区居委会占村、居委会总数的百分之几？",
            "what percentage of the committees are residents' committees?",
        ),
        100,
        "STREETSTD2021",
    ),
    flag(
        "facilities_suffice",
        ("公共服务设施能满足基本需要", "public facilities meet the basic needs"),
        ("公共服务设施不能满足基本需要", "public facilities do not meet the basic needs"),
        (
            "教育、医疗、养老、助残、文体、就业等设施能否满足基本需要？",
            "do schools, clinics, care, culture, sport and employment services meet the needs?",
        ),
        "STREETSTD2021",
        True,
    ),
)
# Finding → (what it says, what its denial says, what is asked).
FINDINGS = {
    "too_many": (
        ("人口过多", "too many residents"),
        ("人口没有超过上限", "not too many residents"),
        ("人口是否超过上限？", "are there too many residents?"),
    ),
    "too_few": (
        ("人口过少", "too few residents"),
        ("人口达到下限", "enough residents"),
        ("人口是否不足下限？", "are there too few residents?"),
    ),
    "too_small": (
        ("面积过小", "too small an area"),
        ("面积达到下限", "enough area"),
        ("面积是否不足下限？", "is the area too small?"),
    ),
    "too_rural": (
        ("城镇化率不足", "too few urban residents"),
        ("城镇化率达到要求", "enough urban residents"),
        ("城镇化率是否不足？", "are too few residents urban?"),
    ),
    "too_few_committees": (
        ("居委会比例不足", "too few residents' committees"),
        ("居委会比例达到要求", "enough residents' committees"),
        ("居委会比例是否不足？", "are there too few residents' committees?"),
    ),
}
ENDS = (
    ("conforms", "符合设立标准", "it meets the standard"),
    ("to_split", "拟订拆分方案", "a plan to split it is due"),
    ("to_merge", "拟订合并或者扩大辖区的方案", "a plan to merge or enlarge it is due"),
    ("to_adjust", "拟订调整方案", "a plan to adjust it is due"),
    ("may_become_subdistrict", "可以申请转为街道", "it may be turned into a subdistrict"),
    ("not_yet_subdistrict", "尚不具备设街道的条件", "it does not meet the conditions yet"),
    ("standard_not_public", "当时的标准数值未公开", "the figures of that day are not public"),
)
DUTIES = (
    Duty(
        "propose_adjustment",
        "及时提出行政区划调整方案，报市人民政府审批",
        "propose the adjustment in time, for the city government to approve",
        "及时，条文未定天数",
        "in time; the text gives no number of days",
        "区人民政府",
        "the district government",
    ),
    Duty(
        "apply_to_city",
        "由区人民政府申请，市民政部门审核，市人民政府审批",
        "the district government applies, civil affairs reviews, the city government approves",
        bearer_zh="区人民政府",
        bearer_en="the district government",
    ),
)

STANDARD = Act("STREETSTD2021")
标准 = STANDARD.article("")
# Group → (condition, its name, most residents, fewest, least hectares).
GROUPS = {
    "core": (CORE, ("东城、西城", "Dongcheng and Xicheng"), 100_000, 50_000, 200),
    "inner": (
        INNER,
        ("朝阳、海淀、丰台、石景山、通州", "Chaoyang, Haidian, Fengtai, Shijingshan and Tongzhou"),
        150_000,
        50_000,
        300,
    ),
    "outer": (OUTER, ("其他各区", "the other districts"), 150_000, 30_000, 500),
}


def _measure(flag: str, group: str, here: str, found: str, zh: str, en: str) -> None:
    """Write the two rules that say whether a figure keeps to its bound in a group of districts."""
    for holds, condition in ((True, found), (False, f"not ({found})")):
        标准(
            f"{flag}_{group}" if holds else f"{flag}_{group}_no",
            question=flag,
            when=f"{here} and {condition}",
            then={flag: holds},
            zh=zh,
            en=en,
            note=GENERAL if holds else ("", ""),
            at="inquiries/establishment.py",
        )


for _group, (_here, (_zh, _en), _most, _fewest, _least) in GROUPS.items():
    _measure(
        "too_many",
        _group,
        _here,
        f"residents > {_most}",
        f"{_zh}的街道，常住人口原则上不超过{_most // 10_000}万人",
        f"in {_en}, a subdistrict has in principle at most {_most:,} residents",
    )
    _measure(
        "too_few",
        _group,
        _here,
        f"residents < {_fewest}",
        f"{_zh}的街道，常住人口一般不少于{_fewest // 10_000}万人",
        f"in {_en}, a subdistrict has as a rule at least {_fewest:,} residents",
    )
    _measure(
        "too_small",
        _group,
        _here,
        f"hectares < {_least}",
        f"{_zh}的街道，面积一般不小于{_least // 100}平方公里",
        f"in {_en}, a subdistrict has as a rule at least {_least // 100} km²",
    )
for _flag, _field, _share, _what, _what_en in (
    ("too_rural", "urban_percent", 80, "常住人口城镇化率", "of the residents are urban"),
    (
        "too_few_committees",
        "committee_percent",
        60,
        "居委会占村居委会总数的比例",
        "of the committees are residents' committees",
    ),
):
    _measure(
        _flag,
        "elsewhere",
        f"place under 11 and not {ALL_URBAN}",
        f"{_field} < {_share}",
        f"除东城、西城、石景山外，{_what}应达到{_share}%",
        f"but in Dongcheng, Xicheng and Shijingshan, at least {_share} % {_what_en}",
    )
    标准(
        f"{_flag}_urban",
        question=_flag,
        when=ALL_URBAN,
        then={_flag: False},
        zh=f"东城、西城、石景山不设{_what}的要求",
        en="Dongcheng, Xicheng and Shijingshan are not held to a share",
        at="inquiries/establishment.py",
    )

JD = Act("JD")
第八条 = JD.article("8", question="establishment")
IN_FORCE = "on >= 2021-01-09"
STREET = f"{IN_FORCE} and office_kind = street"
OTHER = f"{IN_FORCE} and office_kind in (area, town, township)"
BELOW = "(too_few or too_small)"
SHARES = "(too_rural or too_few_committees)"
READING = (
    "第三款只要求提出调整方案；不符的方向决定方案的内容，是编者的解读",
    "paragraph 3 asks for a plan; that what is amiss says what the plan must do is a reading",
)
第八条(
    "conforms",
    cite="(2)",
    when=f"{STREET} and facilities_suffice and not (too_many or {BELOW} or {SHARES})",
    then={"disposition": "conforms"},
    zh="人口、面积、城镇化率、居委会比例和公共服务设施都符合设立标准",
    en="residents, area, shares and facilities all meet the standard",
)
for _name, _end, _when, _zh, _en in (
    (
        "split",
        "to_split",
        f"too_many and not {BELOW} and not {SHARES} and facilities_suffice",
        "只是人口超过上限",
        "only its residents are too many",
    ),
    (
        "merge",
        "to_merge",
        f"{BELOW} and not too_many and not {SHARES} and facilities_suffice",
        "人口或者面积不足下限",
        "it has too few residents or too small an area",
    ),
    (
        "adjust",
        "to_adjust",
        f"(too_many and {BELOW}) or {SHARES} or not facilities_suffice",
        "不符合标准的不止一个方向，或者不在规模",
        "it falls short in more than one direction, or in more than its size",
    ),
):
    第八条(
        _name,
        cite="(3)",
        when=f"{STREET} and ({_when})",
        then={
            "disposition": _end,
            "lead": DISTRICT,
            "supervise": ["civil_affairs@city"],
            "duties": ["propose_adjustment"],
        },
        zh=f"{_zh}；已设立的街道不符合设立标准的，由区人民政府及时提出调整方案",
        en=f"{_en}; where a subdistrict does not meet the standard, the district government proposes "
        "an adjustment in time",
        reading=READING,
        at="inquiries/establishment.py",
    )
第八条(
    "turn",
    cite="(1)",
    when=f"{OTHER} and facilities_suffice and not (too_many or {BELOW} or {SHARES})",
    then={
        "disposition": "may_become_subdistrict",
        "lead": DISTRICT,
        "supervise": ["civil_affairs@city"],
        "duties": ["apply_to_city"],
    },
    zh="人口、面积、比例和设施都达到设街道的标准，区人民政府可以申请设立",
    en="it meets all that a subdistrict must, and the district government may apply",
    note=(
        "标准要求积极稳妥推动城市化成熟地区的乡镇、地区办事处转为街道，并逐步撤销地区办事处",
        "the standard wants towns and area offices of urbanised areas turned into subdistricts, and "
        "area offices ended step by step",
    ),
)
第八条(
    "turn_not_yet",
    cite="(2)",
    when=f"{OTHER} and (too_many or {BELOW} or {SHARES} or not facilities_suffice)",
    then={"disposition": "not_yet_subdistrict"},
    zh="设街道的条件尚有不符",
    en="some condition for a subdistrict is not met",
)
第八条(
    "zone",
    when=f"{IN_FORCE} and office_kind = zone",
    then={"disposition": "not_covered"},
    zh="功能区不是街道、乡镇，设立标准不适用于它",
    en="a functional zone is neither a subdistrict nor a township: the standard is not for it",
)
第八条(
    "before",
    cite="(2)",
    when="on < 2021-01-09",
    then={"disposition": "standard_not_public"},
    zh="此前的标准只有人口、面积、居民比例三项，其数值未公开",
    en="the earlier standard had three figures, residents, area and share, which are not public",
)


def inquiry(territory: Territory) -> Inquiry:
    """Whether a unit meets the standard for subdistricts, what fails, and who proposes what."""
    words = ("是否符合街道设立标准？", "does it meet the standard for subdistricts?")
    flags = tuple(flag(id, yes, no) for id, (yes, no, _) in FINDINGS.items())
    return make(
        "establishment",
        words,
        (STANDARD, JD),
        fields=(*where_and_when(territory), *UNITS, *flags),
        questions=(
            *(asked(id, question) for id, (*_, question) in FINDINGS.items()),
            *answers("establishment", words, ENDS, DUTIES),
        ),
        issuer="北京市人民政府",
        duties=DUTIES,
        findings=(*FINDINGS,),
        asked_first=("place", "on", "residents", "hectares"),
    )
