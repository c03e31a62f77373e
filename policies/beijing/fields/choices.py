"""The values of the fields that are one of a few, or several of them."""

from __future__ import annotations

from .. import competence_query

__all__ = [
    "ACTOR",
    "CHANNEL",
    "CONSENT",
    "DISPUTE",
    "FOUND_BY",
    "GOVERNMENTS",
    "JUDICIAL",
    "KIND",
    "LEGAL_BASIS",
    "LINES",
    "NO_SMOKING",
    "ORGANISERS",
    "SECRECY",
    "STAGE",
    "STATE",
    "STEPS",
    "WHISTLE_BY",
    "WHISTLE_FOR",
]

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
