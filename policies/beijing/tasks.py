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
DEPARTMENTS = (("city_department", "city"), ("district_department", "district"))
GIVERS = (*DEPARTMENTS, ("subdistrict", "subdistrict"))

LISTS = (
    DatedList(
        id="LIST34", field="in_assist_list", zh="居民委员会协助政府工作任务清单",
        en="list of government tasks in which communities assist", count=34, public=False,
        period=Period(date(2020, 1, 1), None), cite="JD 32(2)",
        source="北京市民政局2020-11-26向市人大常委会的报告；社区工作准入管理办法（试行）2019-12",
    ),
    DatedList(
        id="LIST7", field="form_allowed", zh="社区可填报的市级表格（系统）",
        en="city forms and systems that communities may fill", count=7, public=False,
        period=Period(date(2020, 1, 1), None), cite="JD 32(2)",
        source="http://www.bj.xinhuanet.com/bjyw/2019-08/02/c_1124830041.htm",
    ),
    DatedList(
        id="LIST3", field="certificate_listed", zh="社区可开具的证明",
        en="certificates that communities may issue", count=3, public=False,
        period=Period(date(2020, 1, 1), None), cite="JD 32(2)",
        source="北京市民政局2020-11-26向市人大常委会的报告（2019年8月为4项，减去的一项未公开）",
    ),
    DatedList(
        id="LIST-DUTIES", field="in_duty_list", zh="街道办事处职责清单",
        en="duty list of subdistrict offices", count=98, public=False,
        period=Period(date(2020, 1, 1), None), cite="JD 10(2)",
        source="http://zyshgzb.gov.cn/n1/2024/1227/c459890-40390424.html",
    ),
)  # fmt: skip


def _keeper(level: str) -> str:
    """Who keeps what may not be handed down: the giver."""
    return {"city_department": "city_department@city",
            "district_department": "district_department@district",
            "district_government": "district_government@district",
            "subdistrict": STREET}[level]  # fmt: skip


def _to_street() -> Iterable[Rule]:
    yield rule("JD10.own", "route", when=f"{TO_STREET} and in_duty_list and {OFFICES}",
               then={"disposition": "accept_task", "lead": STREET}, cite="JD 10(2)",
               zh="在街道职责清单之内，由街道承担", en="on the subdistrict's duty list: it is its own")  # fmt: skip
    yield rule("JD10.order", "route", exception_to="JD10.own",
               when=f"{TO_STREET} and giver_level = district_government and {OFFICES}",
               then={"disposition": "accept_task", "lead": STREET}, cite="JD 10(1)(7)",
               zh="区人民政府决定、命令规定的职责由街道履行",
               en="a decision or order of the district government binds the subdistrict")  # fmt: skip
    for level, _ in DEPARTMENTS:
        other = f"{TO_STREET} and giver_level = {level} and not in_duty_list and {OFFICES}"
        approved = f"{other} and approved_by in (city_government, district_government)"
        given = "resources_given and standards_given"
        yield rule(f"JD10.9.{level}", "route", when=f"{other} and approved_by = none",
                   then={"disposition": "refuse_unapproved_task", "lead": _keeper(level),
                         "by": STREET, "prohibited": True, "must_not_lead": [STREET]},
                   cite="JD 10(3)", zh="未经市、区人民政府批准，街道不承担部门下达的其他职责",
                   en="without approval of the city or district government, the subdistrict does "
                   "not bear other duties that a department hands down")  # fmt: skip
        yield rule(f"JD41.{level}", "route", when=f"{approved} and temporary and {given}",
                   then={"disposition": "accept_task", "lead": STREET, "assist": [_keeper(level)]},
                   cite="JD 41", zh="经批准的临时性事项，部门已给保障并明确标准，街道承担",
                   en="an approved temporary matter with support and standards given: accepted")  # fmt: skip
        yield rule(f"JD41.due.{level}", "route", when=f"{approved} and temporary and not ({given})",
                   then={"disposition": "accept_resources_due", "lead": STREET,
                         "assist": [_keeper(level)], "duties": ["send_support"]},
                   cite="JD 41", zh="经批准的临时性事项，部门应当提供人员、经费、技术并明确要求",
                   en="an approved temporary matter: the department still owes support or standards")  # fmt: skip
        yield rule(f"JD10.approved.{level}", "route", when=f"{approved} and not temporary",
                   then={"disposition": "accept_task", "lead": STREET}, cite="JD 10(3)",
                   zh="经市、区人民政府批准，街道承担", en="approved by the city or district government")  # fmt: skip
    yield rule("JD49.task", "route", when=f"{TO_STREET} and {TOWNSHIPS}",
               then={"disposition": "not_covered"}, cite="JD 49",
               zh="乡镇只就吹哨报到、接诉即办、综合执法参照本条例，交办任务不在其列",
               en="townships may follow this regulation in three topics only; tasks are not one")  # fmt: skip


def _to_community() -> Iterable[Rule]:
    for level, _ in GIVERS:
        from_giver = f"{TO_COMMUNITY} and giver_level = {level}"
        bound = f"{from_giver} and {OFFICES}" if level == "subdistrict" else from_giver
        listed = f"{from_giver} and in_assist_list"
        yield rule(f"JD32.3.{level}", "route", when=f"{bound} and not in_assist_list",
                   exception_to=f"PEN21.{level}",
                   then=_barred("barred_out_of_list", level), cite="JD 32(2)",
                   zh="协助政府工作任务清单以外的事项不得交由居民委员会办理",
                   en="what is not on the list of assistance may not be handed to a community")  # fmt: skip
        yield rule(f"JS17.2b.{level}", "route", when=f"{listed} and role_given = lead",
                   then=_barred("barred_as_lead", level), cite="JS 17(2)",
                   zh="社区协助的事项不得交由社区作为主责",
                   en="what a community assists in may not be given to it as the lead")  # fmt: skip
        yield rule(f"PEN21.{level}", "route", when=f"{from_giver} and role_given = entrust",
                   then=_barred("barred_delegation", level), cite="PEN 21",
                   reading=("居（村）民委员会是自治组织，不具备条文所列受委托组织的条件",
                            "a committee is self-governing and does not meet the article's conditions"),
                   zh="行政处罚只能委托符合法定条件的组织实施，不得交由社区",
                   en="penalties may be entrusted only to bodies that meet the act's conditions")  # fmt: skip
        assisting = f"{listed} and role_given = assist"
        if level == "subdistrict":
            yield rule("JD32.1", "route", when=assisting, then=_allowed(level), cite="JD 32(2)",
                       zh="清单之内可以请社区协助", en="on the list: a community may be asked to assist")  # fmt: skip
            continue
        yield rule(f"RCBJ28.{level}", "route", when=f"{assisting} and consent_by = none",
                   then={"disposition": "refuse_no_consent", "lead": _keeper(level),
                         "by": COMMUNITY, "must_not_lead": [COMMUNITY]},
                   cite="RCBJ 28(2)", zh="未经区政府或街道、乡镇同意，居民委员会可以拒绝",
                   en="without consent of the district or subdistrict the committee may refuse")  # fmt: skip
        yield rule(f"RC20.{level}", "route",
                   when=f"{assisting} and consent_by in (district_government, subdistrict)",
                   then=_allowed(level), cite="RC 20",
                   zh="经区政府或其派出机关同意并统一安排，可以请社区协助",
                   en="with consent of the district or its office, a community may be asked to assist")  # fmt: skip
    yield rule("JS17.2a", "route", when=f"{TO_COMMUNITY} and giver_level = subdistrict "
               f"and {TOWNSHIPS} and channel = dispatched and not in_assist_list",
               then=_barred("barred_out_of_list", "subdistrict"), cite="JS 17(2)",
               zh="承办单位不得将社区职责清单外的事项交由社区办理",
               en="a handling body may not hand a community what is outside its list")  # fmt: skip
    yield rule("JD49.community", "route", when=f"{TO_COMMUNITY} and giver_level = subdistrict "
               f"and {TOWNSHIPS} and not channel = dispatched and not in_assist_list",
               then={"disposition": "not_covered"}, cite="JD 49",
               zh="第三十二条约束部门和街道，乡镇交办不在其列",
               en="art. 32 binds departments and subdistrict offices, not a township that asks")  # fmt: skip
    yield rule("JD48", "support", when=f"{TO_COMMUNITY} and body_kind = villagers and {OFFICES}",
               then={}, cite="JD 48", zh="街道辖区的村民委员会适用关于居民委员会的规定",
               en="a village in a subdistrict's area has the rules for residents' committees")  # fmt: skip


def _papers() -> Iterable[Rule]:
    for kind, flag, bar, zh, en in (
        ("form", "form_allowed", "barred_form", "违反规定要求社区填表报数", "against the rules, a form"),
        ("certificate", "certificate_listed", "barred_out_of_list", "清单外要求社区开具证明",
         "outside the list, a certificate"),
    ):  # fmt: skip
        for level, _ in GIVERS:
            when = f"kind = {kind} and giver_level = {level}"
            bound = f"{when} and {OFFICES}" if level == "subdistrict" else when
            yield rule(f"JD32.4.{kind}.{level}", "route", when=f"{bound} and not {flag}",
                       then=_barred(bar, level), cite="JD 32(2)", zh=f"不得{zh}",
                       en=f"a community may not be asked for {en.split(', ')[1]} {en.split(', ')[0]}")  # fmt: skip
            yield rule(f"JD32.ok.{kind}.{level}", "route", when=f"{when} and {flag}",
                       then=_allowed(level), cite="JD 32(2)",
                       zh="在规定允许之列，可以请社区办理", en="among those that the rules allow")  # fmt: skip


def _bodies_and_assessment() -> Iterable[Rule]:
    for level, _ in DEPARTMENTS:
        asked = f"kind = counterpart_body and giver_level = {level}"
        of_street = f"({OFFICES} or asked_of_level = community)"
        yield rule(f"JD9.3.{level}", "route", when=f"{asked} and {of_street} "
                   "and legal_basis in (rule, document, none)",
                   then={"disposition": "barred_counterpart_body", "lead": _keeper(level),
                         "prohibited": True, "must_not_lead": [STREET]},
                   cite="JD 9(3)", zh="无法律、法规明确规定，部门不得要求对口设立机构或者加挂牌子",
                   en="unless a law or regulation says so, no counterpart body or plate may be asked for")  # fmt: skip
        yield rule(f"JD9.3.ok.{level}", "route", when=f"{asked} and {of_street} and legal_basis in "
                   "(law, administrative_regulation, local_regulation)",
                   then={"disposition": "allowed", "lead": _keeper(level)}, cite="JD 9(3)",
                   zh="法律、法规明确规定的除外", en="a law or regulation expressly provides for it")  # fmt: skip
    yield rule("JD43.2", "route", when=f"kind = assessment and giver_level = district_department "
               f"and {OFFICES} and organised_by in (city_government, none)",
               then={"disposition": "barred_assessment", "lead": "district_government@district",
                     "prohibited": True, "must_not_lead": ["district_department@district"]},
               cite="JD 43(2)", zh="未经区政府统一组织，区部门不得考核街道",
               en="a district department may not assess a subdistrict on its own")  # fmt: skip
    yield rule("JD43.1", "route", when=f"kind = assessment and {OFFICES} and giver_level in "
               "(district_department, district_government) and organised_by = district_government",
               then={"disposition": "allowed", "lead": "district_government@district"},
               cite="JD 43(1)", zh="街道考核由区政府统一进行",
               en="the district government assesses subdistricts, in one exercise")  # fmt: skip
    yield rule("JD43.city", "route", when=f"kind = assessment and giver_level = city_department "
               f"and {OFFICES}", then={"disposition": "not_covered"}, cite="JD 43(2)",
               note=("第一款由区政府统一考核，第二款只禁区部门，市级部门自行考核条文未及",
                     "para. 1 gives assessment to the district, para. 2 bars district departments; "
                     "city departments are not mentioned"),
               zh="本款只约束区级部门", en="the paragraph binds district departments only")  # fmt: skip
    yield rule("JD49.assess", "route", when=f"kind in (assessment, counterpart_body) and {TOWNSHIPS}"
               " and not asked_of_level = community",
               then={"disposition": "not_covered"}, cite="JD 49",
               zh="考核、对口设机构不在乡镇可以参照的三类事项之列",
               en="assessment and counterpart bodies are not among the topics townships may follow")  # fmt: skip


def _barred(disposition: str, level: str) -> dict[str, object]:
    return {"disposition": disposition, "lead": _keeper(level), "prohibited": True,
            "must_not_lead": [COMMUNITY]}  # fmt: skip


def _allowed(level: str) -> dict[str, object]:
    return {"disposition": "allowed", "lead": _keeper(level), "assist": [COMMUNITY],
            "must_not_lead": [COMMUNITY]}  # fmt: skip


RULES = (*_to_street(), *_to_community(), *_papers(), *_bodies_and_assessment())
