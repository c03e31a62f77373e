"""第四章 保障监督：诉求人违反条例的（第三十七条）。"""

from __future__ import annotations

from ..outcomes import HOTLINE, outcome
from .act import JS

JS.article("37", question="route")(
    "abuse",
    when="待派诉求 且 权责明确 且 归热线机构 且 item under street_hotline_hotline_abuse",
    over="JS5.own",
    then=outcome("dissuade", HOTLINE, by=HOTLINE),
    zh="恶意占用热线的，热线机构劝阻、教育并告知后果",
    en="whoever abuses the hotline is dissuaded and told of the consequences",
)
