"""May the subdistrict buy this instead of doing it? 购买服务指导性目录 (row 11 of the report)."""

from __future__ import annotations

from datetime import date

from govrules import Act, DatedList, Duty, Period, Territory
from govrules.inquiry import Inquiry

from .shared import answers, choice, flag, make, where_and_when

__all__ = ["inquiry"]

STREET = "street_or_township@subdistrict"
OFFICE = "office_kind in (street, area)"
SERVICE = f"{OFFICE} and act = service"

FIELDS = (
    choice(
        "act",
        ("购买的内容", "thing to be bought"),
        (
            ("service", "服务", "a service"),
            ("penalty", "行政处罚", "a penalty"),
            ("coercive_measure", "行政强制措施", "a coercive measure"),
        ),
        (
            "要交给社会力量的是服务，还是处罚、强制措施？",
            "is it a service, a penalty or a coercive measure?",
        ),
    ),
    flag(
        "in_catalogue",
        ("在指导性目录之内", "it is in the guiding catalogue"),
        ("不在指导性目录之内", "it is not in the guiding catalogue"),
        (
            "是否属于目录的5类43项（逐项未公开）？",
            "is it among the 43 items of the catalogue (not public item by item)?",
        ),
        "PURCHASE2020",
    ),
    flag(
        "own_catalogue",
        ("街道已制定并公布目录", "the subdistrict has made and published its catalogue"),
        ("街道没有制定或者公布目录", "the subdistrict has not made or published its catalogue"),
        (
            "街道是否已制定购买服务目录并向社会公布？",
            "has the subdistrict made and published its catalogue?",
        ),
        "JD 22",
    ),
)
ENDS = (
    ("may_buy", "可以购买", "it may be bought"),
    ("publish_first", "先制定并公布目录", "the catalogue is to be made and published first"),
    ("not_in_catalogue", "目录之外，不能据目录购买", "outside the catalogue: it gives no ground"),
    ("barred_power", "不得购买", "it may not be bought"),
    ("catalogue_not_public", "当时的目录未公开", "what catalogue held on that day is not public"),
)
DUTIES = (
    Duty(
        "publish_catalogue",
        "制定购买服务目录并向社会公布",
        "make the catalogue of what it buys, and publish it",
        bearer_zh="{街乡}",
        bearer_en="the {subdistrict}",
    ),
)
LISTS = (
    DatedList(
        id="LIST43",
        field="in_catalogue",
        zh="街道办事处政府购买服务指导性目录",
        en="guiding catalogue of services that subdistricts buy",
        count=43,
        public=False,
        period=Period(date(2020, 6, 1), None),
        cite="PURCHASE2020",
        source="北京市民政局2020-11-26向市人大常委会的报告：京财综〔2020〕947号，5大类43大项",
    ),
)

JD = Act("JD")
PEN = Act("PEN")
COERC = Act("COERC")

第二十二条 = JD.article("22", question="purchase")
第二十二条(
    "buy",
    when=f"{SERVICE} and in_catalogue and own_catalogue and on >= 2020-06-01",
    then={"disposition": "may_buy", "lead": STREET},
    zh="目录之内的公共服务可以由社会组织、企业等提供",
    en="a public service of the catalogue may be provided by organisations and companies",
)
第二十二条(
    "publish",
    when=f"{SERVICE} and in_catalogue and not own_catalogue and on >= 2020-06-01",
    then={"disposition": "publish_first", "lead": STREET, "duties": ["publish_catalogue"]},
    zh="街道应当依有关规定和辖区需求制定目录并公布，再据以购买",
    en="the subdistrict makes its catalogue by the rules and its needs, and publishes it",
    reading=("先公布后购买的次序是编者的解读", "that this comes before buying is a reading"),
)
第二十二条(
    "outside",
    when=f"{SERVICE} and not in_catalogue and on >= 2020-06-01",
    then={"disposition": "not_in_catalogue"},
    zh="目录规定购买的种类、性质和内容，目录之外的不在其中",
    en="the catalogue says what kinds of service are bought; this is none of them",
    note=(
        "目录是指导性的，区可另有规定",
        "the catalogue guides; a district may have rules of its own",
    ),
)
第二十二条(
    "before",
    when=f"{SERVICE} and on < 2020-06-01",
    then={"disposition": "catalogue_not_public"},
    zh="指导性目录于2020年6月印发，此前依据何种目录，没有收录",
    en="the catalogue came in June 2020; what held before is not on file",
)
第二十二条(
    "other_unit",
    when="office_kind in (town, township, zone)",
    then={"disposition": "not_covered"},
    zh="本条和目录写的是街道办事处",
    en="article and catalogue are for subdistrict offices",
)
PEN.article("17", question="purchase")(
    "penalty",
    when=f"{OFFICE} and act = penalty and on >= 2021-07-15",
    then={"disposition": "barred_power", "lead": STREET, "prohibited": True},
    zh="处罚由有处罚权的行政机关在法定职权内实施",
    en="a penalty is imposed by an organ that has the power, within its statutory powers",
    note=(
        "书面委托只能给第二十一条所列的组织，不是购买",
        "entrusting in writing is only to organisations of article 21, and is no purchase",
    ),
)
PEN.article("17", question="purchase")(
    "penalty_before",
    when=f"{OFFICE} and act = penalty and on < 2021-07-15",
    since="1996-10-01",
    then={"disposition": "barred_power", "lead": STREET, "prohibited": True},
    zh="2021年修订前的处罚法同样只许有处罚权的机关实施处罚",
    en="before the revision of 2021 only organs with the power could penalise as well",
    reading=(
        "修订前的条号和文本没有收录，依现行条文",
        "the number and text before the revision are not on file; by the present article",
    ),
)
COERC.article("17(1)", question="purchase")(
    "measure",
    when=f"{OFFICE} and act = coercive_measure",
    then={"disposition": "barred_power", "lead": STREET, "prohibited": True},
    zh="行政强制措施权不得委托",
    en="the power to take coercive measures may not be entrusted",
)


def inquiry(territory: Territory) -> Inquiry:
    """Whether a subdistrict may buy something, and what may never be bought."""
    words = (
        "街道可否购买这项服务，而不自己做？",
        "may the subdistrict buy this instead of doing it?",
    )
    return make(
        "purchase",
        words,
        (JD, PEN, COERC),
        fields=(*where_and_when(territory), *FIELDS),
        questions=answers("purchase", words, ENDS, DUTIES),
        issuer="北京市财政局和北京市民政局",
        duties=DUTIES,
        lists=LISTS,
        asked_first=("act", "place", "on"),
        bars=("barred_power",),
    )
