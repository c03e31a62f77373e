"""Who receives this at the window, who handles it behind? 一窗受理、全程代办 (row 9)."""

from __future__ import annotations

from govrules import Act, Duty, Territory
from govrules.inquiry import Inquiry
from govrules.rules import CodeList

from .inside import ARRANGEMENT, OFFICES, PATTERN, ROLES, STREET, item_fields
from .shared import answers, choice, flag, make, where_and_when

__all__ = ["inquiry"]

OFFICE = "office_kind in (street, area)"
CENTRE = "service_centre@subdistrict"
DEPARTMENT = "district_department@district"
# The subjects whose office can stand behind the window.
BEHIND = ("public_service", "city", "safety", "community")

FIELDS = (
    flag(
        "service_item",
        (
            "属于直接面向居民和单位的政务服务事项",
            "it is a government service to residents or units",
        ),
        ("不属于直接面向居民和单位的政务服务事项", "it is no government service to them"),
        (
            "是否列为该街道直接面向居民和单位办理的政务服务事项（清单未公开）？",
            "is it one of the services that the subdistrict offers them (the list is not public)?",
        ),
        "JD 15(1)",
    ),
    choice(
        "decided_by",
        ("依法决定的机关", "body that decides by law"),
        (
            ("subdistrict", "街道", "the subdistrict"),
            ("department", "区人民政府工作部门", "a department of the district"),
        ),
        (
            "依法由街道决定，还是由区的部门决定？",
            "does the subdistrict decide it, or a department?",
        ),
    ),
    flag(
        "agent",
        ("办事人请求代办", "the applicant asks for an agent"),
        ("办事人没有请求代办", "the applicant asks for no agent"),
        ("是否请求代办？", "is an agent asked for?"),
        "民政局2020-11-26报告一（三）二",
        False,
    ),
)
ENDS = (
    ("window_then_office", "窗口受理，后台机构办理", "the window receives, an office handles"),
    ("window_then_department", "窗口受理，部门决定", "the window receives, a department decides"),
    (
        "window_then_unit",
        "窗口受理，后台由街道自行安排",
        "the window receives, and the unit says who handles it",
    ),
    ("not_at_window", "不在窗口办理", "not a matter for the window"),
    ("own_not_public", "另有设置，窗口的安排没有公开", "an arrangement of its own, not public"),
)
DUTIES = (
    Duty(
        "see_it_through",
        "全程代办，办到有结果为止",
        "act for the applicant until there is a result",
        "报告未定期限",
        "the report gives no time",
        "窗口",
        "the window",
    ),
    Duty(
        "open_online",
        "扩大网上受理、办理和反馈",
        "widen what is received, handled and answered online",
        "条文未定期限",
        "the text gives no time",
        "街道",
        "the subdistrict",
    ),
)
ON_RECORD = (
    "“综合窗口”和全程代办是报告（2020-11-26）的说法，条文写综合办事窗口集中办理；此前的受理机构写街道",
    "one window and agents to the end are the report's words (2020-11-26), the article has a window "
    "for all services; for days before, the subdistrict is named as receiver",
)

JD = Act("JD")

第十五条 = JD.article(
    "15(1)", question="window", when=f"{OFFICE} and service_item and arrangement = city_pattern"
)


def _received(name: str, when: str, end: str, helper: str | None, zh: str, en: str) -> None:
    """The window receives and sees it through; behind it stands who handles it, if that is known."""
    for era, by, receives in (
        ("", f"on >= {PATTERN}", CENTRE),
        ("_before", f"on < {PATTERN}", STREET),
    ):
        behind = None if helper in (*(o.role for o in OFFICES.values()),) and era else helper
        seat = DEPARTMENT if behind == DEPARTMENT else f"{behind}@subdistrict"
        for said, holds in (("", "not agent"), ("_agent", "agent")):
            duties = ["open_online", *(["see_it_through"] if said else [])]
            第十五条(
                f"{name}{said}{era}",
                when=f"{when} and {by} and {holds}",
                then={
                    "disposition": end,
                    "lead": receives,
                    "duties": duties,
                    **({"assist": [seat]} if behind else {}),
                },
                zh=zh,
                en=en,
                reading=ON_RECORD,
                at="inquiries/window.py",
            )


for _code in BEHIND:
    _received(
        _code,
        f"decided_by = subdistrict and subject = {_code}",
        "window_then_office",
        OFFICES[_code].role,
        f"{OFFICES[_code].subject[0]}由综合窗口受理，对应的机构在后台办理",
        f"{OFFICES[_code].subject[1]}: the window receives, the office for it handles",
    )
_received(
    "open",
    f"decided_by = subdistrict and not subject in ({', '.join(BEHIND)})",
    "window_then_unit",
    None,
    "由综合窗口受理；后台由哪一机构办理没有公开",
    "the window receives; which office handles it is not public",
)
_received(
    "department",
    "decided_by = department",
    "window_then_department",
    DEPARTMENT,
    "由综合窗口受理，由依法有权的部门决定；窗口不改变谁有权决定",
    "the window receives and the department that has the power decides: the window changes no power",
)
JD.article("15(1)", question="window", when=OFFICE)(
    "own",
    when="service_item and arrangement = own",
    then={"disposition": "own_not_public", "lead": STREET},
    zh="窗口依本市统一标准建设，该街道自身的安排没有公开",
    en="windows are built by one standard; how this unit has arranged its own is not public",
)
JD.article("17(1)", question="window", when=OFFICE)(
    "no_service",
    when="not service_item",
    then={"disposition": "not_at_window", "lead": STREET},
    zh="不属于政务服务事项的，作为诉求受理",
    en="what is no government service is received as a demand",
    note=("归谁办理用 decide 认定", "whose it is, decide answers"),
)
JD.article("49", question="window")(
    "other_unit",
    when="office_kind in (town, township, zone)",
    then={"disposition": "not_covered"},
    zh="乡镇可以参照的三类事项中没有综合窗口，功能区不设街道",
    en="the three topics that townships may follow do not include the window; zones have no "
    "subdistrict",
)


def inquiry(territory: Territory, items: CodeList) -> Inquiry:
    """Who receives an item at the window of a subdistrict, and who handles it behind."""
    words = ("窗口由谁受理，后台由谁办理？", "who receives it at the window, and who handles it?")
    return make(
        "window",
        words,
        (JD,),
        fields=(*where_and_when(territory), *item_fields(items), *FIELDS, ARRANGEMENT),
        questions=answers("window", words, ENDS, DUTIES),
        issuer="北京市人民代表大会常务委员会",
        duties=DUTIES,
        roles=ROLES,
        asked_first=("item", "place", "on", "service_item"),
    )
