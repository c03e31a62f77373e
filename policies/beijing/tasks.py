"""What may be handed to a subdistrict or a community, by whom, in which role.

街道办条例 arts. 9(3), 10, 32(2), 41, 43; 接诉即办条例 art. 17(2); 居委会组织法 art. 20 and
Beijing's 实施办法 art. 28.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from govrules import DatedList, Period, Rule, rule

__all__ = ["LISTS", "RULES"]

STREET = "street_or_township@subdistrict"
COMMUNITY = "community_committee@community"
OFFICES = "office_kind in (street, area)"
TOWNSHIPS = "office_kind in (town, township)"
TO_STREET = "kind = task and asked_of_level = subdistrict"
TO_COMMUNITY = "kind = task and asked_of_level = community"
# A quasi committee (类似居委会) is read as one where a subdistrict or township has it; what a
# zone has under that code (虚拟社区) is none.
RESIDENTS = "(body_kind = residents or body_kind = quasi_residents and not office_kind = zone)"
VILLAGERS = "(body_kind = villagers or body_kind = quasi_villagers and not office_kind = zone)"
QUASI = "body_kind in (quasi_residents, quasi_villagers)"
DEPARTMENTS = ("city_department", "district_department")
GIVERS = (*DEPARTMENTS, "subdistrict")
GOVERNMENTS = ("city_government", "district_government")

# Art. 32(2) binds departments and subdistrict offices, for residents' committees; art. 48 adds the
# villages of subdistricts, not those of townships.
REACH = {
    "city_department": f"({OFFICES} or {RESIDENTS})",
    "district_department": f"({OFFICES} or {RESIDENTS})",
    "subdistrict": OFFICES,
}
_VILLAGES = (
    f"not {OFFICES} and {VILLAGERS}",
    "JD 48",
    (
        "对居民委员会的保护只扩及街道辖区的村，不及于乡镇的村",
        "the protection of residents' committees extends to the villages of subdistricts, not to "
        "those of townships",
    ),
)
_GOVERNMENT = (
    "always",
    "JD 32(2)",
    (
        "本款约束部门和街道办事处，未及人民政府自身",
        "the paragraph binds departments and subdistrict offices, not a government itself",
    ),
)
BEYOND = {
    "city_department": _VILLAGES,
    "district_department": _VILLAGES,
    "subdistrict": (
        TOWNSHIPS,
        "JD 49",
        (
            "第三十二条约束部门和街道，乡镇交办不在其列",
            "art. 32 binds departments and subdistrict offices, not a township that asks",
        ),
    ),
    "city_government": _GOVERNMENT,
    "district_government": _GOVERNMENT,
}
_VILLAGE_COST = (
    "部门委托村民委员会工作的，所需经费由其承担（村民委员会组织法第三十七条）",
    "a department that entrusts work to a village bears its cost (Villagers' Committees Law, art. 37)",
)
_NO_CONSENT = (
    "须经同意的规定只及于居民委员会",
    "the need for consent is laid down for residents' committees only",
)
_OF_TOWNSHIPS = (
    "第二款写不设区的市、市辖区政府及其派出机关；依第二十一条，乡镇政府所在地的居民委员会亦适用本法",
    "para. 2 names governments of cities and city districts and their offices; by art. 21 the law "
    "also covers residents' committees where a township government sits",
)
_IN_TOWNS = (
    "本款约束的是部门，保护的是居民委员会，不限于街道辖区；第四十九条只关系乡镇政府自身",
    "the paragraph binds departments and protects residents' committees, wherever they are; art. 49 "
    "is about township governments themselves",
)
_QUASI = (
    "类似居（村）民委员会不是依法选举的委员会，条文未及；在街道、乡镇辖区内的比照适用",
    "such a unit is no elected committee and the text does not mention it; in a subdistrict or "
    "township the rules are applied likewise",
)
_WHATEVER_ROLE = (
    "清单外的，不论以主责、协助还是委托的名义，均不得交办",
    "what is off the list may not be handed over in any role",
)

LISTS = (
    DatedList(
        id="LIST34",
        field="in_assist_list",
        zh="居民委员会协助政府工作任务清单",
        en="list of government tasks in which communities assist",
        count=34,
        public=False,
        period=Period(date(2020, 1, 1), None),
        cite="JD 32(2)",
        source="北京市民政局2020-11-26向市人大常委会的报告；社区工作准入管理办法（试行）2019-12",
    ),
    DatedList(
        id="LIST7",
        field="form_allowed",
        zh="社区可填报的市级表格（系统）",
        en="city forms and systems that communities may fill",
        count=7,
        public=False,
        period=Period(date(2020, 1, 1), None),
        cite="JD 32(2)",
        source="http://www.bj.xinhuanet.com/bjyw/2019-08/02/c_1124830041.htm",
    ),
    DatedList(
        id="LIST3",
        field="certificate_listed",
        zh="社区可开具的证明",
        en="certificates that communities may issue",
        count=3,
        public=False,
        period=Period(date(2020, 1, 1), None),
        cite="JD 32(2)",
        source="北京市民政局2020-11-26向市人大常委会的报告（2019年8月为4项，减去的一项未公开）",
    ),
    DatedList(
        id="LIST-DUTIES",
        field="in_duty_list",
        zh="街道办事处职责清单",
        en="duty list of subdistrict offices",
        count=98,
        public=False,
        period=Period(date(2020, 1, 1), None),
        cite="JD 10(2)",
        source="http://zyshgzb.gov.cn/n1/2024/1227/c459890-40390424.html",
    ),
)


def _keeper(level: str) -> str:
    """Who keeps what may not be handed down: the giver."""
    return {
        "city_department": "city_department@city",
        "district_department": "district_department@district",
        "city_government": "city_government@city",
        "district_government": "district_government@district",
        "subdistrict": STREET,
    }[level]


_OTHER_DUTY = (
    "职责清单依法律、法规确定，法律、法规、规章未直接规定由街道承担、又在清单外的部门任务即“其他职责”",
    "the duty list is drawn up from laws and regulations: what a department hands down off the list, "
    "and no law, regulation or rule lays on the subdistrict, is an other duty",
)


def _to_street() -> Iterable[Rule]:
    yield rule(
        "JD10.own",
        "route",
        when=f"{TO_STREET} and in_duty_list and {OFFICES}",
        then={"disposition": "accept_task", "lead": STREET},
        cite="JD 10(2)",
        zh="在街道职责清单之内，由街道承担",
        en="on the subdistrict's duty list: it is its own",
    )
    yield rule(
        "JD10.order",
        "route",
        exception_to="JD10.own",
        when=f"{TO_STREET} and giver_level in (city_government, district_government) and {OFFICES}",
        then={"disposition": "accept_task", "lead": STREET},
        cite="JD 10(1)(7)",
        zh="市、区人民政府以决定、命令交给的职责由街道履行",
        en="a decision or order of the city or district government binds the subdistrict",
    )
    yield rule(
        "JD10.laid",
        "laid_by_law",
        cite="JD 10(1)(7)",
        when="kind = task and legal_basis in (law, administrative_regulation, "
        "local_regulation, rule)",
        then={"laid_by_law": True},
        reading=(
            "所称依据，指把该职责交给街道的规定；只写部门职责的规定不是",
            "the basis meant is what gives the duty to the subdistrict, not what gives it to "
            "the department",
        ),
        zh="法律、法规、规章直接规定由街道承担",
        en="a law, regulation or rule itself lays it on the subdistrict",
    )
    yield rule(
        "JD10.law",
        "route",
        exception_to="JD10.own",
        when=f"{TO_STREET} and giver_level in (city_department, district_department) "
        f"and laid_by_law and {OFFICES}",
        then={"disposition": "accept_task", "lead": STREET},
        cite="JD 10(1)(7)",
        zh="法律、法规、规章规定的职责，是街道自身职责，不以批准为条件",
        en="what a law, regulation or rule lays on it is the subdistrict's own duty and needs no "
        "approval",
    )
    yield rule(
        "JD3.task",
        "route",
        when="(kind = assessment or kind in (task, counterpart_body) "
        "and asked_of_level = subdistrict) and office_kind = zone",
        then={"disposition": "not_covered"},
        cite="JD 3",
        zh="该处为功能区，不设街道办事处",
        en="this is a functional zone without a subdistrict office",
    )
    yield rule(
        "JD49.task",
        "route",
        when=f"{TO_STREET} and {TOWNSHIPS}",
        then={"disposition": "not_covered"},
        cite="JD 49",
        zh="乡镇只就吹哨报到、接诉即办、综合执法参照本条例，交办任务不在其列",
        en="townships may follow this regulation in three topics only; tasks are not one",
    )


def _other_duties() -> Iterable[Rule]:
    """What a department hands down off the list: by approval only."""
    for level in DEPARTMENTS:
        other = (
            f"{TO_STREET} and giver_level = {level} and not in_duty_list and not laid_by_law "
            f"and {OFFICES}"
        )
        approved = f"{other} and approved_by in (city_government, district_government)"
        given = "resources_given and standards_given"
        yield rule(
            f"JD10.9.{level}",
            "route",
            when=f"{other} and approved_by = none",
            then={
                "disposition": "refuse_unapproved_task",
                "lead": _keeper(level),
                "by": STREET,
                "prohibited": True,
                "must_not_lead": [STREET],
            },
            cite="JD 10(3)",
            reading=_OTHER_DUTY,
            zh="未经市、区人民政府批准，街道不承担部门下达的其他职责",
            en="without approval of the city or district government, the subdistrict does "
            "not bear other duties that a department hands down",
        )
        yield rule(
            f"JD41.{level}",
            "route",
            when=f"{approved} and temporary and {given}",
            then={"disposition": "accept_task", "lead": STREET, "assist": [_keeper(level)]},
            cite="JD 41",
            zh="经批准的临时性事项，部门已给保障并明确标准，街道承担",
            en="an approved temporary matter with support and standards given: accepted",
        )
        yield rule(
            f"JD41.due.{level}",
            "route",
            when=f"{approved} and temporary and not ({given})",
            then={
                "disposition": "accept_resources_due",
                "lead": STREET,
                "assist": [_keeper(level)],
                "duties": ["send_support"],
            },
            cite="JD 41",
            zh="经批准的临时性事项，部门尚欠保障或标准，由其补足",
            en="an approved temporary matter: the department still owes support or standards",
        )
        yield rule(
            f"JD10.approved.{level}",
            "route",
            when=f"{approved} and not temporary",
            then={"disposition": "accept_task", "lead": STREET},
            cite="JD 10(3)",
            zh="经市、区人民政府批准，街道承担",
            en="approved by the city or district government",
        )


def _to_community() -> Iterable[Rule]:
    for level in (*GIVERS, *GOVERNMENTS):
        yield from _off_list(level)
        yield from _as_lead(level)
    for level in DEPARTMENTS:
        yield from _assist_departments(level)
    yield from _assist_governments()
    yield from _scope()


def _assist_governments() -> Iterable[Rule]:
    """A government or its office asks its own communities for help that is on the list."""
    for level in ("subdistrict", *GOVERNMENTS):
        asked = f"{_given(level)} and in_assist_list and role_given = assist"
        if level == "subdistrict":
            asked += f" and {OFFICES}"
        yield rule(
            "JD32.1" if level == "subdistrict" else f"JD32.1.{level}",
            "route",
            when=asked,
            then=_allowed(level),
            cite="JD 32(2)",
            zh="清单之内可以请社区协助",
            en="on the list: a community may be asked to assist",
        )
    own = f"{_given('subdistrict')} and in_assist_list and role_given = assist and {TOWNSHIPS}"
    yield rule(
        "VC5.2",
        "route",
        when=f"{own} and {VILLAGERS}",
        then={**_allowed("subdistrict"), "duties": ["bear_cost"]},
        cite="VC 5(2)",
        zh="村民委员会协助乡镇政府开展工作",
        en="a village helps its township government",
    )
    yield rule(
        "RC2.2",
        "route",
        when=f"{own} and {RESIDENTS}",
        then=_allowed("subdistrict"),
        cite="RC 2(2)",
        note=_OF_TOWNSHIPS,
        zh="居民委员会协助基层政府开展工作",
        en="a residents' committee helps the government at its level",
    )


def _scope() -> Iterable[Rule]:
    """Whom the protection of communities reaches, and on what reading."""
    papers = "kind in (form, certificate)"
    bodies = "kind = counterpart_body and asked_of_level = community"
    any_of = f"({TO_COMMUNITY} or {papers} or {bodies})"
    by_department = "giver_level in (city_department, district_department)"
    yield rule(
        "JD48",
        "support",
        when=f"{any_of} and body_kind = villagers and {OFFICES}",
        then={},
        cite="JD 48",
        zh="街道辖区的村民委员会适用关于居民委员会的规定",
        en="a village in a subdistrict's area has the rules for residents' committees",
    )
    yield rule(
        "JD32.town",
        "support",
        then={},
        cite="JD 32(2)",
        reading=_IN_TOWNS,
        when=f"{any_of} and {by_department} and body_kind = residents and {TOWNSHIPS}",
        zh="乡镇的居民委员会同样受保护，部门不得越过清单",
        en="a residents' committee in a township is protected against departments as well",
    )
    yield rule(
        "JD32.quasi",
        "support",
        then={},
        cite="JD 32(2)",
        reading=_QUASI,
        when=f"{any_of} and {QUASI} and not office_kind = zone",
        zh="类似居（村）民委员会的单位比照居（村）民委员会",
        en="a unit like a committee is treated like one",
    )
    yield rule(
        "JD32.virtual",
        "route",
        when=f"{any_of} and {QUASI} and office_kind = zone and {by_department}",
        then={"disposition": "not_covered"},
        cite="JD 32(2)",
        reads_over=tuple(f"PEN21.{level}" for level in DEPARTMENTS),
        zh="功能区的虚拟社区不是居（村）民委员会，本款不及",
        en="what a zone has under such a code is no committee: the paragraph does not reach it",
    )
    yield rule(
        "JD32.certificate",
        "support",
        when="kind = certificate",
        then={},
        cite="JD 32(2)",
        reading=(
            "本款写的是任务和填表报数，没有写证明；清单外要求开具证明，视为交办清单外事项",
            "the paragraph speaks of tasks and of forms, not of certificates; asking for one "
            "off the list counts as handing down what is off it",
        ),
        zh="社区可开具的证明另有清单",
        en="certificates that a community issues have a list of their own",
    )


def _given(level: str) -> str:
    return f"{TO_COMMUNITY} and giver_level = {level}"


def _off_list(level: str) -> Iterable[Rule]:
    """What the list of assistance does not hold: barred where a bar reaches giver and community."""
    off = f"{_given(level)} and not in_assist_list"
    if level in REACH:
        yield rule(
            f"JD32.3.{level}",
            "route",
            when=f"{off} and {REACH[level]}",
            exception_to=f"PEN21.{level}",
            then=_barred("barred_out_of_list", level),
            cite="JD 32(2)",
            reading=_WHATEVER_ROLE,
            zh="协助清单之外的事，不得交给居民委员会",
            en="what is not on the list of assistance may not be handed to a community",
        )
    beyond, cite, reason = BEYOND[level]
    yield rule(
        f"JS17.2a.{level}",
        "route",
        when=f"{off} and {beyond} and channel = dispatched",
        exception_to=f"PEN21.{level}",
        reading=_WHATEVER_ROLE,
        then=_barred("barred_out_of_list", level),
        cite="JS 17(2)",
        zh="办理诉求时，不得把清单以外的事推给社区",
        en="in dealing with a demand nothing off the list may be handed to a community",
    )
    yield rule(
        f"{cite.replace(' ', '')}.community.{level}",
        "route",
        when=f"{off} and {beyond} and not channel = dispatched",
        then={"disposition": "not_covered"},
        cite=cite,
        zh=reason[0],
        en=reason[1],
        note=_VILLAGE_COST if level in DEPARTMENTS else ("", ""),
    )


def _as_lead(level: str) -> Iterable[Rule]:
    """What a community assists in, given to it as the lead or entrusted to it."""
    lead = f"{_given(level)} and in_assist_list and role_given = lead"
    yield rule(
        f"JS17.2b.{level}",
        "route",
        when=f"{lead} and channel = dispatched",
        then=_barred("barred_as_lead", level),
        cite="JS 17(2)",
        zh="社区只是协助的，不得改由社区牵头负责",
        en="what a community assists in may not be given to it as the lead",
    )
    if level in REACH:
        yield rule(
            f"JD32.lead.{level}",
            "route",
            when=f"{lead} and {REACH[level]}",
            then=_barred("barred_as_lead", level),
            cite="JD 32(2)",
            reading=(
                "清单是“协助”政府工作的清单，交作主责即在清单之外",
                "the list is one of assistance: what is given as the lead is not on it",
            ),
            zh="清单只及于协助，不得交由居民委员会主责",
            en="the list is of assistance only: a community may not be made the lead",
        )
    beyond, cite, reason = BEYOND[level]
    yield rule(
        f"{cite.replace(' ', '')}.lead.{level}",
        "route",
        when=f"{lead} and {beyond} and not channel = dispatched",
        then={"disposition": "not_covered"},
        cite=cite,
        zh=reason[0],
        en=reason[1],
    )
    yield rule(
        f"PEN21.{level}",
        "route",
        when=f"{_given(level)} and role_given = entrust",
        then=_barred("barred_delegation", level),
        cite="PEN 21",
        reading=(
            "居（村）民委员会是自治组织，不具备条文所列受委托组织的条件",
            "a committee is self-governing and does not meet the article's conditions",
        ),
        zh="行政处罚只能委托符合法定条件的组织实施，不得交由社区",
        en="penalties may be entrusted only to bodies that meet the act's conditions",
    )


def _assist_departments(level: str) -> Iterable[Rule]:
    """A department asks for help that is on the list: residents' committees need a consent."""
    asked = f"{_given(level)} and in_assist_list and role_given = assist"
    residents = f"{asked} and {RESIDENTS}"
    yield rule(
        f"RCBJ28.{level}",
        "route",
        when=f"{residents} and consent_by = none",
        then={
            "disposition": "refuse_no_consent",
            "lead": _keeper(level),
            "by": COMMUNITY,
            "must_not_lead": [COMMUNITY],
        },
        cite="RCBJ 28(2)",
        zh="未经区政府或街道、乡镇同意，居民委员会可以拒绝",
        en="without consent of the district or subdistrict the committee may refuse",
    )
    yield rule(
        f"RC20.{level}",
        "route",
        then=_allowed(level),
        cite="RC 20",
        when=f"{residents} and (consent_by in (city_government, district_government) "
        f"or consent_by = subdistrict and not {TOWNSHIPS})",
        zh="经市、区政府或其派出机关同意并统一安排，可以请社区协助",
        en="with consent of the city, the district or its office, a community may be asked to "
        "assist",
    )
    yield rule(
        f"RCBJ28.1.{level}",
        "route",
        then=_allowed(level),
        cite="RCBJ 28(1)",
        when=f"{residents} and consent_by = subdistrict and {TOWNSHIPS}",
        zh="经乡镇政府同意并统一安排，可以请居民委员会协助",
        en="with consent of the township a residents' committee may be asked to assist",
    )
    yield rule(
        f"JD48.assist.{level}",
        "route",
        when=f"{asked} and {VILLAGERS} and {OFFICES}",
        then=_allowed(level),
        cite="JD 48",
        note=_NO_CONSENT,
        zh="清单之内可以请街道辖区的村民委员会协助",
        en="on the list: a village in a subdistrict's area may be asked to assist",
    )
    yield rule(
        f"VC37.{level}",
        "route",
        when=f"{asked} and {VILLAGERS} and not {OFFICES}",
        then={**_allowed(level), "duties": ["bear_cost"]},
        cite="VC 37(1)",
        note=_NO_CONSENT,
        zh="村民委员会可以协助政府工作；政府应提供必要条件，部门委托的工作由其承担经费",
        en="a village may help the government, which provides what that needs; a department bears "
        "the cost of what it entrusts",
    )


def _papers() -> Iterable[Rule]:
    for kind, flag, bar, zh, en in (
        (
            "form",
            "form_allowed",
            "barred_form",
            "不得违反规定要求社区填表报数",
            "a community may not be asked for a form against the rules",
        ),
        (
            "certificate",
            "certificate_listed",
            "barred_out_of_list",
            "不得在清单之外要求社区开具证明",
            "a community may not be asked for a certificate outside the list",
        ),
    ):
        for level in (*GIVERS, *GOVERNMENTS):
            when = f"kind = {kind} and giver_level = {level}"
            if level in REACH:
                yield rule(
                    f"JD32.4.{kind}.{level}",
                    "route",
                    when=f"{when} and {REACH[level]} and not {flag}",
                    then=_barred(bar, level),
                    cite="JD 32(2)",
                    zh=zh,
                    en=en,
                )
                yield rule(
                    f"JD32.ok.{kind}.{level}",
                    "route",
                    when=f"{when} and {REACH[level]} and {flag}",
                    then=_allowed(level),
                    cite="JD 32(2)",
                    zh="在规定允许之列，可以请社区办理",
                    en="among those that the rules allow",
                )
            beyond, cite, reason = BEYOND[level]
            yield rule(
                f"{cite.replace(' ', '')}.{kind}.{level}",
                "route",
                when=f"{when} and {beyond}",
                then={"disposition": "not_covered"},
                cite=cite,
                zh=reason[0],
                en=reason[1],
            )


def _bodies_and_assessment() -> Iterable[Rule]:
    for level in DEPARTMENTS:
        yield from _counterpart(level, "street", OFFICES, STREET)
        yield from _counterpart(level, "community", f"({OFFICES} or {RESIDENTS})", COMMUNITY)
    yield rule(
        "JD48.body",
        "route",
        when="kind = counterpart_body and asked_of_level = community "
        f"and giver_level in (city_department, district_department) and {TOWNSHIPS} and {VILLAGERS}",
        then={"disposition": "not_covered"},
        cite="JD 48",
        zh=_VILLAGES[2][0],
        en=_VILLAGES[2][1],
    )
    yield rule(
        "JD9.3.others",
        "route",
        when="kind = counterpart_body and giver_level in "
        "(city_government, district_government, subdistrict)",
        then={"disposition": "not_covered"},
        cite="JD 9(3)",
        zh="本款只约束市、区人民政府工作部门",
        en="the paragraph binds departments of the city and district governments only",
    )
    yield rule(
        "JD43.2",
        "route",
        when=f"kind = assessment and giver_level = district_department "
        f"and {OFFICES} and organised_by in (city_government, none)",
        then={
            "disposition": "barred_assessment",
            "lead": "district_government@district",
            "prohibited": True,
            "must_not_lead": ["district_department@district"],
        },
        cite="JD 43(2)",
        zh="未经区政府统一组织，区部门不得考核街道",
        en="a district department may not assess a subdistrict on its own",
    )
    yield rule(
        "JD43.1",
        "route",
        when=f"kind = assessment and {OFFICES} and "
        "(giver_level = district_government or giver_level = district_department "
        "and organised_by = district_government)",
        then={"disposition": "allowed", "lead": "district_government@district"},
        cite="JD 43(1)",
        zh="街道考核由区政府统一进行",
        en="the district government assesses subdistricts, in one exercise",
    )
    yield rule(
        "JD43.others",
        "route",
        when="kind = assessment and giver_level = subdistrict",
        then={"disposition": "not_covered"},
        cite="JD 43(2)",
        zh="本条是关于考核街道的规定，不及于街乡自行组织的考核",
        en="the article is about assessing subdistricts, not about what they assess",
    )
    yield rule(
        "JD43.city",
        "route",
        when="kind = assessment and giver_level in "
        f"(city_department, city_government) and {OFFICES}",
        then={"disposition": "not_covered"},
        cite="JD 43(2)",
        note=(
            "第一款由区政府统一考核，第二款只禁区部门，市级自行考核条文未及",
            "para. 1 gives assessment to the district, para. 2 bars district departments; "
            "the city's are not mentioned",
        ),
        zh="本款只约束区级部门",
        en="the paragraph binds district departments only",
    )
    yield rule(
        "JD49.assess",
        "route",
        when=f"{TOWNSHIPS} and (kind = assessment "
        "or kind = counterpart_body and not asked_of_level = community)",
        then={"disposition": "not_covered"},
        cite="JD 49",
        zh="考核、对口设机构不在乡镇可以参照的三类事项之列",
        en="assessment and counterpart bodies are not among the topics townships may follow",
    )


def _counterpart(level: str, of: str, here: str, body: str) -> Iterable[Rule]:
    """A department asks for a body or a plate like its own."""
    asked_of = "community" if of == "community" else "subdistrict"
    asked = (
        f"kind = counterpart_body and giver_level = {level} and asked_of_level = {asked_of} "
        f"and {here}"
    )
    yield rule(
        f"JD9.3.{of}.{level}",
        "route",
        when=f"{asked} and legal_basis in (rule, document, none)",
        then={
            "disposition": "barred_counterpart_body",
            "lead": _keeper(level),
            "prohibited": True,
            "must_not_lead": [body],
        },
        cite="JD 9(3)",
        zh="法律、法规没有明文的，部门不得要求设对口机构、挂对口牌子",
        en="unless a law or regulation says so, no counterpart body or plate may be asked for",
    )
    yield rule(
        f"JD9.3.{of}.ok.{level}",
        "route",
        when=f"{asked} and legal_basis in (law, administrative_regulation, local_regulation)",
        then={"disposition": "allowed", "lead": _keeper(level)},
        cite="JD 9(3)",
        zh="法律、法规明确规定的除外",
        en="a law or regulation expressly provides for it",
    )


def _barred(disposition: str, level: str) -> dict[str, object]:
    return {
        "disposition": disposition,
        "lead": _keeper(level),
        "prohibited": True,
        "must_not_lead": [COMMUNITY],
    }


def _allowed(level: str) -> dict[str, object]:
    return {
        "disposition": "allowed",
        "lead": _keeper(level),
        "assist": [COMMUNITY],
        "must_not_lead": [COMMUNITY],
    }


RULES = (*_to_street(), *_other_duties(), *_to_community(), *_papers(), *_bodies_and_assessment())
