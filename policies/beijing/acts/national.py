"""What the national rules say more exactly here: beside Beijing's own acts, and since when.

The order over rules of the Subdistrict Regulation is Beijing's to read, as the readings say.
"""

from __future__ import annotations

from govrules.rules import refine

__all__ = ["REFINED", "WITHOUT"]

# Where one organ would deal with it, if no other of its kind claimed or declined it as well.
_ONE = tuple(
    f"JD26.{name}"
    for name in (
        *("own", "department", "unseated", "local", "central"),
        *("district_government", "city_government"),
    )
)
_JOINT = ("JD26.several", "JD26.step")
_OWN = (
    "街道办条例第十条不及于乡镇，也不及于其施行之前；法条直接交给{街乡}的，仍是其自身职责",
    "art. 10 of the Subdistrict Regulation is not for townships, nor for the days before it; "
    "what a provision gives to the {subdistrict} is its own duty all the same",
)
_BY_ITEM = (
    "规定把该事项的职责或职权交给街道、乡镇的条文即为依据，依市政府决定下放的职权亦同",
    "the provision that gives the matter to the subdistrict or township is the basis; so is "
    "the city's decision by which the power has moved",
)

REFINED = (
    # Before the Subdistrict Regulation, whose a violation is says the sector act alone.
    refine("PEN17.no_power", since="2020-01-01", reads_over="LEG93.violation"),
    refine(
        "PEN25.filed",
        reads_over="JD26.several",
        reading=(
            "数机关都有权时的管辖，本条有专门规定，先于街道组织联合执法和一般的地域管辖",
            "for several organs with jurisdiction this article is the special one: it comes before "
            "joint enforcement and before jurisdiction by place",
        ),
    ),
    refine("PEN25.disputed", reads_over=_JOINT),
    refine("PEN25.disputed_across", reads_over=_JOINT),
    refine("PEN25.between_subdistricts", reads_over=(*_JOINT, *_ONE)),
    refine("PEN25.between_districts", reads_over=(*_JOINT, *_ONE)),
    refine(
        "RC20.papers",
        zh="当时尚无表格和证明的清单，依本条",
        en="there was no list of forms or certificates yet: this article is applied",
    ),
    *(refine(f"{article}.by_item", reading=_BY_ITEM) for article in ("ORG86", "ORG76")),
    *(
        refine(f"{article}.own", reads_over="JD49.tasks", reading=_OWN)
        for article in ("ORG86", "ORG76")
    ),
    *(refine(f"{article}.order", reads_over="JD49.tasks") for article in ("ORG86", "ORG76")),
)
"""What is said more exactly of national rules."""

WITHOUT = (
    # What a subdistrict finds goes the way of the Subdistrict Regulation, art. 26.
    "PEN22.found_by_subdistrict",
    # Beijing's records do not tell entrusted coercive measures from entrusted penalties.
    "COERC17.entrusted",
)
"""The national rules in whose place Beijing's own stand, or that its records cannot meet."""
