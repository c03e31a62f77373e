"""What the national laws ask of a matter, in any city."""

from __future__ import annotations

from govrules import ROLES, Field
from govrules.layer import UNITS

__all__ = ["FIELD", "FIELDS", "GIVER_LEVEL"]

KIND = (
    ("task", "交办任务", "task handed down"),
    ("form", "填表报数", "form to fill"),
    ("certificate", "开具证明", "certificate to issue"),
    ("violation", "发现违法", "violation found"),
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
FOUND_BY = (
    ("subdistrict", "街道乡镇", "the subdistrict or township"),
    ("department", "有权部门自行发现", "the department itself"),
    ("reported", "他人向有权部门举报", "somebody who reported it to the department"),
    ("other_organ", "其他机关", "another organ"),
)
DISPUTE = (
    ("departments", "部门之间", "departments"),
    ("subdistricts", "街乡之间", "subdistricts or townships"),
    ("districts", "区与区之间", "districts"),
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
ROLE_GIVEN = (
    ("lead", "主责", "lead"),
    ("assist", "协助", "assist"),
    ("entrust", "委托执法", "entrusted enforcement"),
    ("entrust_coercion", "委托强制", "entrusted coercive measures"),
)
CONSENT = (
    ("city_government", "市人民政府", "city government"),
    ("district_government", "区人民政府", "district government"),
    ("subdistrict", "街道办事处或乡镇人民政府", "subdistrict office or township government"),
    ("none", "未经同意", "no consent"),
)

MATTER = (
    Field(
        "kind",
        "choice",
        "类型",
        "kind",
        KIND,
        identity=True,
        ask_zh="属于哪一类：交办任务、填表报数、开具证明、发现违法？",
        ask_en="what kind of matter is it?",
    ),
    Field(
        "place",
        "code",
        "地点",
        "place",
        tree=UNITS,
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
        "found_by",
        "choice",
        "发现者",
        "who found it",
        FOUND_BY,
        assume="subdistrict",
        ask_zh="违法行为是谁发现的？",
        ask_en="who found the violation?",
    ),
    Field(
        "dispute_between",
        "choice",
        "管辖争议各方",
        "those who dispute jurisdiction",
        DISPUTE,
        assume="departments",
        source="PEN 25(2)",
        ask_zh="管辖争议发生在谁之间：部门、街乡还是区？",
        ask_en="who disputes jurisdiction: departments, subdistricts or districts?",
    ),
    Field(
        "cross_district",
        "flag",
        "跨区",
        "crosses districts",
        ask_zh="是否跨区？",
        ask_en="does it cross districts?",
        yes=("跨区", "it crosses districts"),
        no=("不跨区", "it does not cross districts"),
        assume=False,
    ),
)
UNIT = (
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
    Field(
        "area_is_township",
        "flag",
        "地区办事处兼乡镇政府",
        "the area office is a township government too",
        ask_zh="该地区办事处所在处是否同时设乡镇人民政府？",
        ask_en="is there a township government at the area office as well?",
        yes=("地区办事处兼乡镇政府", "the area office is a township government as well"),
        no=("地区办事处不兼乡镇政府", "the area office is no township government"),
        source="NBS code ranges",
    ),
)
OWNER = (
    Field(
        "owner",
        "code",
        "承办机关",
        "owner",
        tree=ROLES,
        ask_zh="该事项归哪个机关？",
        ask_en="which organ owns it?",
    ),
    Field(
        "undivided",
        "flag",
        "条文并列数机关未划分",
        "several organs named, undivided",
        ask_zh="法条是否并列数个机关而未划分分工？",
        ask_en="does the text name several organs without dividing the work?",
        yes=("条文并列数机关而未划分", "several organs are named, undivided"),
        no=("条文没有并列而未划分的机关", "no organs are named undivided"),
        assume=False,
    ),
    Field(
        "in_duty",
        "flag",
        "属本单位职责",
        "within the receiving body's own duty",
        ask_zh="是否属于接收单位自身职责？",
        ask_en="is it within the receiving body's own duty?",
        yes=("属于本单位职责", "it is within the receiving body's own duty"),
        no=("不属于本单位职责", "it is not within the receiving body's own duty"),
    ),
    Field(
        "coordination_failed",
        "flag",
        "经协调仍无法解决",
        "coordination has failed",
        ask_zh="是否已经协调而仍无法解决？",
        ask_en="has coordination been tried, and failed?",
        yes=("经协调仍无法解决", "coordination has failed"),
        no=("不属于经协调仍无法解决", "coordination has not failed"),
        assume=False,
    ),
    Field(
        "filed",
        "flag",
        "已有机关先立案",
        "one of the organs has opened the case",
        ask_zh="是否已有机关先行立案？",
        ask_en="has one of the organs already opened a case?",
        yes=("已有机关先立案", "one of the organs has opened the case"),
        no=("尚无机关立案", "none of the organs has opened the case"),
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
)
TASK = (
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
        ROLE_GIVEN,
        ask_zh="作为主责还是协助？",
        ask_en="as lead, or to assist?",
    ),
    Field(
        "consent_by",
        "choice",
        "同意机关",
        "consenting body",
        CONSENT,
        ask_zh="是否经市、区政府或街乡同意？",
        ask_en="did the city, the district or the subdistrict consent?",
        source="RC 20",
    ),
    Field(
        "laid_by_law",
        "flag",
        "法律、法规、规章直接规定由其承担",
        "laid on the body asked by a law, regulation or rule itself",
        ask_zh="法律、法规、规章是否直接规定由其承担？",
        ask_en="does a law, regulation or rule itself lay it on the body asked?",
        yes=(
            "法律、法规、规章直接规定由其承担",
            "a law, regulation or rule itself lays it on the body asked",
        ),
        no=(
            "法律、法规、规章没有直接规定由其承担",
            "no law, regulation or rule lays it on the body asked",
        ),
        assume=False,
    ),
)

FIELDS = (*MATTER, *UNIT, *OWNER, *TASK)
FIELD = {f.id: f for f in FIELDS}
"""The fields by id, for a pack that puts them among its own."""
