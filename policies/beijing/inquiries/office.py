"""Which office inside a subdistrict takes this? 六室一队三中心 (row 10 of the report)."""

from __future__ import annotations

from govrules import Act, Territory
from govrules.inquiry import Inquiry
from govrules.rules import CodeList

from .inside import ARRANGEMENT, OFFICES, OPEN, PATTERN, ROLES, STREET, item_fields
from .shared import answers, make, where_and_when

__all__ = ["inquiry"]

OFFICE = "office_kind in (street, area)"
ENDS = (
    ("office_takes", "由内设机构办理", "an office takes it"),
    ("team_takes", "由综合行政执法队办理", "the enforcement team takes it"),
    ("centre_takes", "由所属中心办理", "a centre takes it"),
    ("body_takes", "由条例所列工作机构办理", "a body that the regulation names takes it"),
    ("judicial_office_takes", "由司法所办理", "the judicial office takes it"),
    ("not_named", "条例没有列出对应机构", "the regulation names no body for it"),
    ("not_divided", "由哪一机构办理没有公开", "which body takes it is not public"),
    ("own_not_public", "另有设置，分工没有公开", "an arrangement of its own, which is not public"),
)
BY_NAME = (
    "条文把此项工作交给街道，未写由哪一机构办理，依机构的名称对应",
    "the article gives this to the subdistrict and names no body inside it: by the office's name",
)
UNLISTED = (
    "条文列举机构以“等”收尾，没有列出这一机构，依报告",
    "the article's list of bodies is open and does not have this one: by the report",
)
NAMES = {role.code: (role.zh, role.en) for role in ROLES}

JD = Act("JD")


def _names(role: str, body: str) -> tuple[str, str]:
    """What the report and the regulation call it."""
    zh, en = NAMES[role]
    if not body:
        return (
            f"{zh}是报告的名称（2020-11-26）；条例第九条第二款没有列出",
            f"{en} is the report's name (2020-11-26); article 9(2) has none",
        )
    body_zh, body_en = NAMES[body]
    return (
        f"报告（2020-11-26）称{zh}，条例第九条第二款称{body_zh}",
        f"{en} in the report (2020-11-26), {body_en} in article 9(2)",
    )


for _code, _office in OFFICES.items():
    _zh, _en = _office.subject
    _article = JD.article(
        _office.cite, question="office", when=f"{OFFICE} and arrangement = city_pattern"
    )
    _article(
        f"{_code}_pattern",
        when=f"subject = {_code} and on >= {PATTERN}",
        then={"disposition": _office.end, "lead": f"{_office.role}@subdistrict"},
        zh=f"{_zh}由{NAMES[_office.role][0]}办理",
        en=f"{_en}: for the {NAMES[_office.role][1]}",
        note=_names(_office.role, _office.body),
        reading=UNLISTED if _code in ("internal", "party") else BY_NAME,
        at="inquiries/office.py",
    )
    _article(
        f"{_code}_before",
        when=f"subject = {_code} and on < {PATTERN}",
        then=(
            {"disposition": "body_takes", "lead": f"{_office.body}@subdistrict"}
            if _office.body
            else {"disposition": "not_named", "lead": STREET}
        ),
        zh=f"{_zh}由条例所列的机构办理"
        if _office.body
        else f"{_zh}在条例所列的工作机构中没有对应的一个",
        en=f"{_en}: for the body that the regulation names"
        if _office.body
        else f"{_en}: none of the bodies that the regulation names",
        note=_names(_office.role, _office.body),
        reading=(
            "六室一队三中心何时设立没有公开，自报告之日起依报告，此前依条例第九条第二款",
            "when the offices were set up is not public: by the report from its day on, before "
            "that by article 9(2)",
        ),
        at="inquiries/office.py",
    )
for _code, (_cite, (_zh, _en)) in OPEN.items():
    JD.article(_cite, question="office", when=f"{OFFICE} and arrangement = city_pattern")(
        f"{_code}_open",
        when=f"subject = {_code}",
        then={"disposition": "not_divided", "lead": STREET},
        zh=_zh,
        en=_en,
        at="inquiries/office.py",
    )
JD.article("12", question="office", when=OFFICE)(
    "legal",
    when="subject = legal",
    then={"disposition": "judicial_office_takes", "lead": "judicial_office@subdistrict"},
    zh="文件审查、执法监督、复议和诉讼由负责法制工作的机构承担",
    en="review of rules, oversight, reviews and lawsuits are for the body in charge of legal work",
    note=(
        "报告一（二）三：明确由街乡司法所负责；司法所是区司法行政部门的派出机构",
        "report, part 1(2): the judicial offices, which are outposts of the district's justice "
        "department",
    ),
    reading=(
        "条文没有写司法所，依报告",
        "the article does not name the judicial office: by the report",
    ),
)
JD.article("9(2)", question="office", when=OFFICE)(
    "own",
    when="arrangement = own and not subject = legal",
    then={"disposition": "own_not_public", "lead": STREET},
    zh="街道依本市规定设立工作机构，其自身的设置没有公开",
    en="the subdistrict sets up its bodies by the city's rules; how this one did is not public",
)
JD.article("49", question="office")(
    "other_unit",
    when="office_kind in (town, township, zone)",
    then={"disposition": "not_covered"},
    zh="乡镇可以参照的三类事项中没有机构设置，功能区不设街道",
    en="the three topics that townships may follow do not include bodies; zones have no "
    "subdistrict",
)


def inquiry(territory: Territory, items: CodeList) -> Inquiry:
    """Which office, team or centre inside a subdistrict takes an item."""
    words = ("街道内由哪一个机构办理？", "which office inside the subdistrict takes it?")
    return make(
        "office",
        words,
        (JD,),
        fields=(*where_and_when(territory), *item_fields(items), ARRANGEMENT),
        questions=answers("office", words, ENDS),
        issuer="北京市人民代表大会常务委员会",
        roles=ROLES,
        asked_first=("item", "place", "on"),
    )
