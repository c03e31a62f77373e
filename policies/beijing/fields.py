"""What may be known of a matter in Beijing: the fields of the record vocabulary."""

from __future__ import annotations

from govrules import ROLES, Field, Territory
from govrules.rules import CodeList

from . import competence_query
from .clauses import CLAUSES

__all__ = ["GIVER_LEVEL", "declare"]

# Aliases are what exports of work orders call a value. A word for several (诉求, 投诉举报), or for none
# (表扬), is no alias: it would be a guess.
KIND = (
    ("consult", "咨询", "consultation", "", ("咨询类",)),
    ("help", "求助", "request for help", "", ("求助类",)),
    ("complaint", "投诉", "complaint", "", ("投诉类",)),
    ("report", "举报", "report of wrongdoing", "", ("举报类",)),
    ("suggestion", "建议", "suggestion", "", ("意见建议", "建议类")),
    ("task", "交办任务", "task handed down"),
    ("form", "填表报数", "form to fill"),
    ("certificate", "开具证明", "certificate to issue"),
    ("violation", "发现违法", "violation found"),
    ("whistle", "吹哨", "whistle"),
    ("assessment", "考核", "assessment"),
    ("counterpart_body", "设机构挂牌", "counterpart body to set up"),
    competence_query.KIND,
)
CHANNEL = (
    ("hotline", "12345电话", "12345 by telephone", "", ("12345热线", "12345热线电话")),
    ("online", "12345网络", "12345 online", "", ("12345网络平台", "12345微信公众号")),
    ("dispatched", "12345派单", "12345 work order received", "", ("12345工单", "热线派单")),
    ("direct", "直接反映", "raised directly"),
    ("window", "街道窗口", "subdistrict window"),
    ("media", "媒体", "media"),
    ("patrol", "巡查发现", "found on patrol"),
    ("document", "公文", "official document"),
    ("meeting", "会议部署", "meeting"),
)
NO_SMOKING = (
    ("indoors", "室内、公共交通工具内", "indoors or in public transport"),
    (
        "listed_outdoors",
        "控烟条例列明的室外区域",
        "outdoors, where the Smoking Regulation lists it",
    ),
    ("own_zone", "公园自划的禁烟区", "a zone that the park itself has set"),
)
ACTOR = (
    ("individual", "个人", "individual"),
    ("entity", "单位", "entity"),
    ("resident", "居民", "resident"),
    ("villager", "村民", "villager"),
    ("operator", "经营者", "operator"),
    ("property_company", "物业服务企业", "property service company"),
    ("vendor", "摊贩", "street vendor"),
    ("shop_operator", "店铺经营者", "shop operator"),
    ("original_resident", "原住居民", "original resident"),
    ("non_resident_user", "非居民用户", "non-residential user"),
    ("minor", "未成年人", "minor"),
)
STAGE = (
    ("in_progress", "正在进行", "in progress"),
    ("completed", "已完成", "completed"),
    ("refused_correction", "拒不改正", "correction refused"),
    ("overdue", "逾期", "overdue"),
    ("emergency", "紧急", "emergency"),
    ("dispute", "发生争议", "in dispute"),
    ("sudden_vacancy", "突发失管", "management suddenly gone"),
    ("obligor_extinct", "责任单位已不存在", "the bodies that owed it no longer exist"),
    ("serious", "情节严重", "grave"),
)
WHISTLE_BY = (
    ("subdistrict", "街道乡镇", "the subdistrict or township"),
    ("community", "社区村", "a community or village"),
    ("department", "部门", "a department"),
)
WHISTLE_FOR = (
    ("demands", "群众诉求", "people's demands"),
    ("priority", "重点工作", "priority work"),
    ("enforcement", "综合执法", "integrated enforcement"),
    ("emergency", "应急处置", "emergency response"),
    ("other", "其他事由", "something else"),
)
DISPUTE = (
    ("departments", "部门之间", "departments"),
    ("subdistricts", "街乡之间", "subdistricts or townships"),
    ("districts", "区与区之间", "districts"),
)
FOUND_BY = (
    ("subdistrict", "街道乡镇", "the subdistrict or township"),
    ("department", "有权部门自行发现", "the department itself"),
    ("reported", "他人向有权部门举报", "somebody who reported it to the department"),
    ("other_organ", "其他机关", "another organ"),
)
STEPS = (
    ("persuaded", "已劝阻", "persuaded"),
    ("reported", "已报告", "reported"),
    ("warned", "已书面警告", "warned in writing"),
    ("ordered", "已责令改正", "ordered to correct"),
    ("demanded_twice", "已两次催缴", "payment demanded twice"),
    ("approved", "已批准", "approved"),
    ("community_service", "自愿参加社区服务", "volunteered for community service"),
)
GIVER_LEVEL = (
    ("city_department", "市级部门", "city department"),
    ("district_department", "区级部门", "district department"),
    ("city_government", "市人民政府", "city government"),
    ("district_government", "区人民政府", "district government"),
    ("subdistrict", "街道乡镇", "subdistrict or township"),
)
ASKED = (
    ("subdistrict", "街道乡镇", "subdistrict or township"),
    ("community", "社区村", "community or village"),
    ("company", "企业", "company"),
)
GOVERNMENTS = (
    ("city_government", "市人民政府", "city government"),
    ("district_government", "区人民政府", "district government"),
    ("none", "未经批准", "not approved"),
)
ORGANISERS = (*GOVERNMENTS[:2], ("none", "部门自行组织", "the department by itself"))
CONSENT = (
    ("city_government", "市人民政府", "city government"),
    ("district_government", "区人民政府", "district government"),
    ("subdistrict", "街道办事处或乡镇人民政府", "subdistrict office or township government"),
    ("none", "未经同意", "no consent"),
)
LEGAL_BASIS = (
    ("law", "法律", "law"),
    ("administrative_regulation", "行政法规", "administrative regulation"),
    ("local_regulation", "地方性法规", "local regulation"),
    ("rule", "规章", "government or department rule"),
    ("document", "规范性文件", "administrative document"),
    ("none", "无依据", "no basis"),
)
OFFICE_KIND = (
    ("street", "街道", "subdistrict"),
    ("area", "地区", "area office"),
    ("town", "镇", "town"),
    ("township", "乡", "township"),
    ("zone", "功能区", "functional zone"),
)
BODY_KIND = (
    ("residents", "居民委员会", "residents' committee"),
    ("villagers", "村民委员会", "villagers' committee"),
    ("quasi_residents", "类似居民委员会", "quasi residents' committee"),
    ("quasi_villagers", "类似村民委员会", "quasi villagers' committee"),
)
JUDICIAL = (
    ("none", "无", "none"),
    ("litigation", "诉讼", "litigation"),
    ("arbitration", "仲裁", "arbitration"),
    ("discipline", "纪检监察", "discipline inspection and supervision"),
    ("reconsideration", "行政复议", "administrative reconsideration"),
    ("disclosure", "政府信息公开", "government information disclosure"),
    ("petition", "信访", "petition"),
)
LINES = (
    ("none", "否", "none"),
    ("110", "110报警", "110 police"),
    ("119", "119火警", "119 fire"),
    ("120", "120急救", "120 ambulance"),
    ("122", "122交通事故", "122 traffic accident"),
)
SECRECY = (
    ("none", "不涉及", "none"),
    ("state", "国家秘密", "state secret"),
    ("trade", "商业秘密", "trade secret"),
    ("privacy", "个人隐私", "personal privacy"),
)
STATE = (
    ("not_entered", "未进入且无须进入", "not entered, not required"),
    ("required", "依法应当通过该途径", "required by law"),
    ("entered", "已进入该途径", "already entered"),
)


def declare(territory: Territory, items: CodeList, place_classes: CodeList) -> tuple[Field, ...]:
    """The fields, with the trees that three of them take codes from."""
    return (
        *_matter(territory, items, place_classes),
        *_screening(),
        *_owner(),
        *_tasks(),
        *_work_order(),
    )


def _flag(id: str, zh: str, en: str, ask_zh: str = "", ask_en: str = "", **more: object) -> Field:
    yes, no = CLAUSES.get(id, (("", ""), ("", "")))
    return Field(id, "flag", zh, en, ask_zh=ask_zh, ask_en=ask_en, yes=yes, no=no, **more)  # type: ignore[arg-type]


def _matter(territory: Territory, items: CodeList, place_classes: CodeList) -> tuple[Field, ...]:
    return (
        Field(
            "kind",
            "choice",
            "类型",
            "kind",
            KIND,
            identity=True,
            ask_zh="属于哪一类：咨询、求助、投诉、举报、建议、交办任务……？",
            ask_en="what kind of matter is it?",
        ),
        Field(
            "item",
            "code",
            "事项",
            "item",
            tree=items,
            identity=True,
            ask_zh="具体是什么事项（见事项目录）？",
            ask_en="which item of the catalogue is it?",
        ),
        Field(
            "place",
            "code",
            "地点",
            "place",
            tree=territory,
            identity=True,
            ask_zh="发生在哪里（区、街乡、社区村）？",
            ask_en="where is it: district, subdistrict or township, community?",
        ),
        Field(
            "on",
            "day",
            "日期",
            "date of the act or demand",
            ask_zh="行为或诉求发生在哪一天？",
            ask_en="on which day?",
        ),
        Field(
            "channel",
            "choice",
            "渠道",
            "channel",
            CHANNEL,
            ask_zh="从何渠道而来（12345、直接反映、派单……）？",
            ask_en="by which channel did it come?",
        ),
        Field(
            "penalty_or_service",
            "choice",
            "处罚或服务",
            "penalty or service",
            (("penalty", "处罚", "penalty"), ("service", "服务管理", "service")),
            reads=("item", "nature"),
            identity=True,
            source="items/*.csv: nature",
        ),
        Field(
            "actor",
            "choice",
            "行为主体",
            "actor",
            ACTOR,
            ask_zh="行为主体是谁：个人、单位……？",
            ask_en="who acted: an individual, an entity…?",
        ),
        Field(
            "place_class",
            "code",
            "地点类别",
            "class of place",
            tree=place_classes,
            ask_zh="发生在什么样的地方：道路、公路、有物业小区、公园……？",
            ask_en="what kind of place: road, highway, managed estate, park…?",
        ),
        Field(
            "no_smoking_place",
            "choice",
            "禁烟场所",
            "no-smoking place",
            NO_SMOKING,
            source="SMOKING 9, 10",
            ask_zh="是室内或公共交通工具内，控烟条例第十条列明的室外区域，还是公园自划的禁烟区？",
            ask_en="indoors or in public transport, outdoors where art. 10 lists it, or in a zone that "
            "the park itself has set?",
        ),
        _flag(
            "fits_village_plan",
            "符合村庄规划",
            "it conforms to the village plan",
            "是否符合村庄规划？",
            "does it conform to the village plan?",
            source="PLANNING 77",
        ),
        Field(
            "stage",
            "choice",
            "阶段",
            "stage",
            STAGE,
            ask_zh="现在处于什么阶段？",
            ask_en="at what stage is it?",
        ),
        Field(
            "found_by",
            "choice",
            "发现者",
            "who found it",
            FOUND_BY,
            assume="subdistrict",
            source="JD 26",
            ask_zh="违法行为是谁发现的？",
            ask_en="who found the violation?",
        ),
        Field(
            "whistle_by",
            "choice",
            "吹哨者",
            "who whistles",
            WHISTLE_BY,
            source="JD 5",
            ask_zh="哨由谁吹：街道乡镇、社区村还是部门？",
            ask_en="who whistles: the subdistrict, a community or a department?",
        ),
        Field(
            "whistle_for",
            "choice",
            "吹哨事由",
            "occasion of the whistle",
            WHISTLE_FOR,
            source="JD 5",
            ask_zh="为何吹哨：群众诉求、重点工作、综合执法还是应急处置？",
            ask_en="what is the whistle for: people's demands, priority work, integrated enforcement "
            "or an emergency?",
        ),
        Field(
            "dispute_between",
            "choice",
            "管辖争议各方",
            "those who dispute jurisdiction",
            DISPUTE,
            assume="departments",
            source="PEN 25(2); JD 17(1)(3)",
            ask_zh="管辖争议发生在谁之间：部门、街乡还是区？",
            ask_en="who disputes jurisdiction: departments, subdistricts or districts?",
        ),
        Field(
            "prior_steps",
            "set",
            "已采取的步骤",
            "steps already taken",
            STEPS,
            ask_zh="此前已采取哪些步骤？",
            ask_en="which steps have been taken already?",
        ),
        Field(
            "office_kind",
            "choice",
            "街乡类别",
            "kind of subdistrict-level unit",
            OFFICE_KIND,
            reads=("place", "office_kind"),
            source="NBS code ranges",
        ),
        Field(
            "body_kind",
            "choice",
            "社区村类别",
            "kind of community-level unit",
            BODY_KIND,
            reads=("place", "body_kind"),
            source="NBS code ranges",
        ),
        _flag(
            "has_villages",
            "辖区设有村",
            "the subdistrict has villages",
            reads=("place", "has_villages"),
            source="NBS code ranges",
        ),
        _flag(
            "area_is_township",
            "地区办事处兼乡镇政府",
            "the area office is a township government too",
            "该地区办事处所在处是否同时设乡镇人民政府？",
            "is there a township government at the area office as well?",
            source="NBS code ranges",
        ),
        _flag(
            "cross_district",
            "跨区",
            "crosses districts",
            "是否跨区？",
            "does it cross districts?",
            assume=False,
        ),
        _flag(
            "responsible_known",
            "责任人明确",
            "the responsible party is known",
            "责任人是否明确？",
            "is the responsible party known?",
        ),
        _flag(
            "in_emergency_response",
            "突发事件应对期间",
            "during an emergency response",
            "是否处于突发事件应对期间？",
            "is it during the response to an emergency?",
            # The one item that turns on it is what is done in such a time.
            assume=True,
        ),
        _flag(
            "key_district",
            "中心城区",
            "in the central urban area",
            "是否位于中心城区？",
            "is it in the central urban area?",
        ),
    )


def _screening() -> tuple[Field, ...]:
    return (
        Field(
            "emergency_line",
            "choice",
            "紧急专线",
            "emergency line",
            LINES,
            assume="none",
            source="JS 11(3)(1)",
            ask_zh="是否需要转紧急专线（110、119、120、122）？",
            ask_en="is it for an emergency line (110, 119, 120, 122)?",
        ),
        Field(
            "statutory_channel",
            "choice",
            "法定途径",
            "statutory channel",
            JUDICIAL,
            assume="none",
            source="JS 11(3)(2)",
            ask_zh="是否应当通过诉讼、仲裁、复议、信访等法定途径解决？",
            ask_en="is it for a statutory channel, such as litigation, arbitration, reconsideration or petition?",
        ),
        Field(
            "statutory_channel_state",
            "choice",
            "法定途径状态",
            "state of that channel",
            STATE,
            ask_zh="依法应走该途径，还是已经进入？",
            ask_en="is the channel required, or already entered?",
            source="JS 11(3)(2)",
        ),
        _flag(
            "repeat_no_new_facts",
            "同一事项无新情况",
            "same matter without new facts",
            "是否同一诉求人就同一事项再次提出，且没有新情况？",
            "has the same demand been raised before, with nothing new?",
            assume=False,
            source="JS 11(3)(3)",
        ),
        Field(
            "secrecy",
            "choice",
            "涉密或隐私",
            "secrecy or privacy",
            SECRECY,
            assume="none",
            source="JS 11(3)(4)",
            ask_zh="是否涉及国家秘密、商业秘密或个人隐私？",
            ask_en="does it concern state or trade secrets, or privacy?",
        ),
        _flag(
            "beyond_public_remit",
            "超出承办单位职责",
            "beyond any handling body's duty",
            "所提诉求是否超出各承办单位的职责范围？",
            "does what is asked go beyond the duties of every handling body?",
            assume=False,
            source="JS 11(3)(5)",
        ),
        _flag(
            "unlawful",
            "违法或违背公序良俗",
            "unlawful or against public order",
            "所提诉求是否违反法律法规或违背公序良俗？",
            "is what is asked unlawful or against public order?",
            assume=False,
            source="JS 11(3)(6)",
        ),
        _flag(
            "legitimate",
            "正当诉求",
            "legitimate demand",
            "诉求是否正当？",
            "is the demand legitimate?",
            assume=True,
            source="JD 17(1)",
        ),
        _flag(
            "answerable_now",
            "能即时答复",
            "answerable at once",
            "能否即时答复？",
            "can it be answered at once?",
            source="JS 11(1)",
        ),
    )


def _owner() -> tuple[Field, ...]:
    return (
        Field(
            "owner",
            "code",
            "承办机关",
            "owner",
            tree=ROLES,
            ask_zh="该事项归哪个机关？",
            ask_en="which organ owns it?",
        ),
        _flag(
            "owner_known",
            "权责明确",
            "the owner is clear",
            "承办单位是否明确？",
            "is it clear who owns it?",
            source="JS 12(1); JD 17(1)(3)",
        ),
        _flag(
            "undivided",
            "条文并列数机关未划分",
            "several organs named, undivided",
            "法条是否并列数个机关而未划分分工？",
            "does the text name several organs without dividing the work?",
            assume=False,
        ),
        _flag(
            "contested",
            "两部条例相争，尚待裁决",
            "two regulations disagree and are yet to be ranked",
            "两部条例所指机关是否不同，且尚未裁决？",
            "do two regulations name different organs, with no ruling yet?",
            assume=False,
            source="LEG 106",
        ),
        Field(
            "n_departments",
            "count",
            "涉及部门数",
            "number of departments involved",
            assume=1,
            most=9,
            source="JD 17(1)(1), 26",
            ask_zh="涉及几个部门？",
            ask_en="how many departments are involved?",
        ),
        _flag(
            "in_duty",
            "属本单位职责",
            "within the receiving body's own duty",
            "是否属于接收单位自身职责？",
            "is it within the receiving body's own duty?",
            source="JD 17(1), 26; JS 14",
        ),
        _flag(
            "directly_doable",
            "能够直接办理",
            "can be done directly",
            "接收单位能否直接办理？",
            "can the body that received it deal with it directly?",
            assume=True,
            source="JD 17(1)",
        ),
        _flag(
            "coordination_failed",
            "经协调仍无法解决",
            "coordination has failed",
            "是否已经协调而仍无法解决？",
            "has coordination been tried, and failed?",
            assume=False,
            source="JD 17(1)(3); JS 20",
        ),
        _flag(
            "on_power_list",
            "列入街乡行政执法事项清单",
            "on the list of subdistrict powers",
            "该职权在行为之日是否列入市政府公布的街乡行政执法事项清单？",
            "was the power on the city government's list of subdistrict powers on that day?",
            source="JD 11(2); JZF2020-9",
        ),
        _flag(
            "greening_power_moved",
            "绿化处罚权已转城管",
            "the greening power moved to urban enforcement",
            "市政府是否已决定这项绿化处罚权由城管执法部门行使？",
            "has the city government moved this greening power to urban enforcement?",
            source="GREENING 73",
        ),
        _flag(
            "filed",
            "已有机关先立案",
            "one of the organs has opened the case",
            "是否已有机关先行立案？",
            "has one of the organs already opened a case?",
            assume=False,
            source="PEN 25(1)",
        ),
        Field(
            "filed_by",
            "code",
            "先立案的机关",
            "the organ that opened the case first",
            tree=ROLES,
            ask_zh="哪个机关最先立案？",
            ask_en="which organ opened the case first?",
            source="PEN 25(1)",
        ),
        _flag(
            "district_known",
            "所属区明确",
            "the district is known",
            "能否确定所属的区？",
            "is the district known?",
            source="JS 12(1)(2)",
        ),
    )


def _tasks() -> tuple[Field, ...]:
    return (
        Field(
            "giver",
            "code",
            "交办机关",
            "the organ that asks",
            tree=ROLES,
            ask_zh="由哪个机关交办？",
            ask_en="which organ asks for it?",
        ),
        Field(
            "giver_level",
            "choice",
            "交办机关层级",
            "level of the giver",
            GIVER_LEVEL,
            ask_zh="交办的是市级部门、区级部门、市或区政府还是街乡？",
            ask_en="who asks: a department, the city or district government, the subdistrict?",
        ),
        Field(
            "asked_of_level",
            "choice",
            "承接层级",
            "level that is asked",
            ASKED,
            ask_zh="要求谁承担：街乡、社区村还是企业？",
            ask_en="of whom: the subdistrict, a community, a company?",
        ),
        Field(
            "role_given",
            "choice",
            "交办角色",
            "role given",
            (
                ("lead", "主责", "lead"),
                ("assist", "协助", "assist"),
                ("entrust", "委托执法", "entrusted enforcement"),
            ),
            ask_zh="作为主责还是协助？",
            ask_en="as lead, or to assist?",
            source="JS 17(2)",
        ),
        _flag(
            "in_duty_list",
            "在街道职责清单内",
            "on the subdistrict duty list",
            "是否在街道职责清单内？",
            "is it on the subdistrict's duty list?",
            source="JD 10(2)",
        ),
        _flag(
            "in_assist_list",
            "在社区协助清单内",
            "on the community's assistance list",
            "是否在居民委员会的协助任务清单内？",
            "is it on the list of tasks in which communities assist?",
            source="JD 32(2)",
        ),
        _flag(
            "form_allowed",
            "表格允许",
            "the form is allowed",
            "该表格（系统）是否为规定允许？",
            "is the form one that the rules allow?",
            source="JD 32(2)",
        ),
        _flag(
            "certificate_listed",
            "证明在列",
            "the certificate is listed",
            "该证明是否在社区可开具的证明之列？",
            "is the certificate one that communities may issue?",
            source="JD 32(2)",
        ),
        Field(
            "approved_by",
            "choice",
            "批准机关",
            "approving government",
            GOVERNMENTS,
            ask_zh="是否经市或区人民政府批准？",
            ask_en="did the city or district government approve?",
            source="JD 10(3), 41",
        ),
        Field(
            "consent_by",
            "choice",
            "同意机关",
            "consenting body",
            CONSENT,
            ask_zh="是否经市、区政府或街乡同意？",
            ask_en="did the city, the district or the subdistrict consent?",
            source="RC 20; RCBJ 28",
        ),
        _flag(
            "temporary",
            "临时性事项",
            "a temporary matter",
            "是否为临时性事项？",
            "is it temporary?",
            source="JD 41",
        ),
        _flag(
            "resources_given",
            "已给人员经费技术",
            "staff, money and technology given",
            "是否提供人员、经费、技术保障？",
            "are staff, money and technology provided?",
            source="JD 41",
        ),
        _flag(
            "standards_given",
            "已明确要求标准流程",
            "requirements and standards stated",
            "是否明确要求、标准和流程？",
            "are requirements, standards and process stated?",
            source="JD 41",
        ),
        Field(
            "legal_basis",
            "choice",
            "依据",
            "legal basis",
            LEGAL_BASIS,
            ask_zh="依据是法律、法规，还是其他文件？",
            ask_en="on what legal basis?",
            source="JD 9(3)",
        ),
        _flag(
            "laid_by_law",
            "法律、法规、规章直接规定由其承担",
            "laid on the body asked by a law, regulation or rule itself",
            "法律、法规、规章是否直接规定由其承担？",
            "does a law, regulation or rule itself lay it on the body asked?",
            assume=False,
            source="JD 10(1)(7)",
        ),
        Field(
            "organised_by",
            "choice",
            "组织者",
            "organiser",
            ORGANISERS,
            ask_zh="是否由区人民政府统一组织？",
            ask_en="does the district government organise it?",
            source="JD 43(2)",
        ),
    )


def _work_order() -> tuple[Field, ...]:
    return (
        Field(
            "first_receiver",
            "code",
            "首接单位",
            "first receiver",
            tree=ROLES,
            ask_zh="派单首先派给哪个单位？",
            ask_en="which body received the work order first?",
            source="JS 14",
        ),
        _flag(
            "objection",
            "提出派单异议",
            "objects to the dispatch",
            "承办单位是否对派单提出异议？",
            "has the handling body objected to the dispatch?",
            assume=False,
            source="JS 12(3)",
        ),
        _flag(
            "refused",
            "首接单位推诿",
            "the first receiver refuses",
            "首接单位是否推诿？",
            "has the first receiver refused to deal with it?",
            assume=False,
            source="JS 14(1)",
        ),
        _flag(
            "whistle_refused",
            "部门拒不报到履职",
            "a whistled department refuses",
            "被吹哨的部门是否拒不到场履职？",
            "has a department that was called by whistle refused to come?",
            assume=False,
            source="JD 44(1)",
        ),
    )
