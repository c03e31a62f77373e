"""The part of a page that shows on a map where responsibility moves."""

from __future__ import annotations

from html import escape
from typing import Any

from .bilingual import both, in_each
from .shapes import Shapes, measured

__all__ = ["map_section"]

TITLES = {"zh": "负责机关有变化的份额", "en": "share of matters whose owner changes"}


def map_section(shapes: Shapes, changed: Any) -> str:
    """The share of matters with another owner, by unit, and which units have no shape.

    Args:
        shapes: The shapes.
        changed: What a comparison gives by unit of their level.
    """
    values = measured(changed, "changed", "rows")
    left = sorted({*shapes.missing(values), *shapes.empty})
    names = {lang: [shapes.name(code, lang) for code in left] for lang in ("zh", "en")}
    note = both(
        "其地事项中，负责机关有变化的份额；颜色越深，份额越大。图形由使用者给出，经线按中纬度缩短，不供量测。",
        "Of the matters there, the share whose owner changes; the darker, the larger. The shapes "
        "are the user's; longitudes are shortened by the middle latitude: not to be measured on.",
    )
    remark = ""
    if left:
        zh, en = "、".join(names["zh"]), ", ".join(names["en"])
        remark = f"<p>{both(f'没有图形的单位：{zh}', f'Units without a shape: {en}')}</p>"
    drawn = in_each(lambda lang: shapes.drawn(values, escape(TITLES[lang]), lang))
    return f"<p>{note}</p>{drawn}{remark}"
