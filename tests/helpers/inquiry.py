"""An inquiry of the small town: may this shop open, by how much is it too large?"""

from __future__ import annotations

from typing import Any

from govrules import Field, Layout, Policy, Question, Slot, Territory
from govrules import rule as write
from govrules.inquiry import Inquiry


def inquiry(town: Any, id: str = "opening", **more: Any) -> Inquiry:
    """The inquiry on the town's units and law; the bound is 200."""
    place = next(f for f in town.FIELDS if f.id == "place")
    assert isinstance(place.tree, Territory)
    ends = (
        ("may_open", "可以开业", "it may open"),
        ("may_not_open", "不得开业", "it may not open"),
        ("undetermined", "待查明", "undetermined"),
        ("adjudicate_law", "提请裁决", "adjudicate"),
    )
    policy = Policy(
        f"town.{id}",
        "开业",
        "opening",
        "town",
        "1",
        rules=(
            _flag("too_large", "size > 200", True),
            _flag("small_enough", "size <= 200", False),
            _end("may", "not too_large", {"disposition": "may_open"}),
            _end(
                "may_not", "too_large", {"disposition": "may_not_open", "lead": "bureau@district"}
            ),
        ),
        fields=(
            place,
            Field("on", "day", "日期", "day"),
            Field("size", "count", "面积", "size", most=1000, ask_zh="多大？", ask_en="how large?"),
            Field("too_large", "flag", "过大", "too large", yes=("面积过大", "it is too large")),
        ),
        questions=(
            Question("too_large", "过大？", "too large?", "fact", (Slot("too_large", "flag"),)),
            Question(
                "opening",
                "可否开业？",
                "may it open?",
                slots=(Slot("disposition", "choice", choices=ends), Slot("lead", "organ")),
            ),
        ),
    )
    return Inquiry(
        id,
        "可否开业？",
        "may it open?",
        layout=Layout(final="opening"),
        policies=(policy,),
        findings=("too_large",),
        **more,
    )


def _flag(name: str, when: str, value: bool) -> Any:
    return write(
        f"CR1.{name}",
        "too_large",
        when=when,
        then={"too_large": value},
        cite="CR 1",
        zh="至多二百",
        en="at most 200",
    )


def _end(name: str, when: str, then: dict[str, Any]) -> Any:
    return write(
        f"CR3.{name}", "opening", when=when, then=then, cite="CR 3", zh="依面积", en="by its size"
    )
