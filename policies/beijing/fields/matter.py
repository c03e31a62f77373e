"""What a matter is: its kind, item, place and day, and who acted."""

from __future__ import annotations

from govrules import Field, Territory
from govrules.rules import CodeList

from .choices import ACTOR, CHANNEL, KIND

__all__ = ["declare"]


def declare(territory: Territory, items: CodeList, place_classes: CodeList) -> tuple[Field, ...]:
    """Declare those fields, with the trees that three of them take codes from."""
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
            assume="penalty",  # of an item that the catalogue does not have
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
    )
