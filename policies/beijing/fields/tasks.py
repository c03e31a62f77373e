"""Tasks handed down: by whom, to whom, on what basis."""

from __future__ import annotations

from govrules import Field

from ...china import FIELD
from .choices import CONSENT, GOVERNMENTS, LEGAL_BASIS, ORGANISERS
from .flag import flag

FIELDS = (
    FIELD["giver"],
    FIELD["giver_level"],
    FIELD["asked_of_level"],
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
    flag(
        "in_duty_list",
        "在街道职责清单内",
        "on the subdistrict duty list",
        "是否在街道职责清单内？",
        "is it on the subdistrict's duty list?",
        source="JD 10(2)",
    ),
    flag(
        "in_assist_list",
        "在社区协助清单内",
        "on the community's assistance list",
        "是否在居民委员会的协助任务清单内？",
        "is it on the list of tasks in which communities assist?",
        source="JD 32(2)",
    ),
    flag(
        "form_allowed",
        "表格允许",
        "the form is allowed",
        "该表格（系统）是否为规定允许？",
        "is the form one that the rules allow?",
        source="JD 32(2)",
    ),
    flag(
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
    flag(
        "temporary",
        "临时性事项",
        "a temporary matter",
        "是否为临时性事项？",
        "is it temporary?",
        source="JD 41",
    ),
    flag(
        "resources_given",
        "已给人员经费技术",
        "staff, money and technology given",
        "是否提供人员、经费、技术保障？",
        "are staff, money and technology provided?",
        source="JD 41",
    ),
    flag(
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
    flag(
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
