"""The lists that the acts found: what is public of each, and from which day there was one."""

from __future__ import annotations

from datetime import date

from govrules import DatedList, Period

__all__ = ["LISTS"]

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
        gates=("community_committee", "residents_committee", "villagers_committee"),
        gated="kind = task and asked_of_level = community",
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
