"""Whether it is clear who owns a matter: one organ that sits here is named, or none, or several.

Demands that reach the hotline have 接诉即办条例 art. 12 from its first day; the others, and the
hotline's before that day, have art. 17 of the Subdistrict Regulation. What makes an owner clear is
the same under both.
"""

from __future__ import annotations

from govrules.rules import Article

from ..bodies import BODIES, under

__all__ = ["owner_clarity"]

_NAMED = under(*(set(BODIES.values()) - {"street"}))


def owner_clarity(article: Article, clear: str, unclear: str) -> None:
    """Add to an article the rules that say whether the owner is clear.

    Args:
        article: The article, its question ``owner_known``.
        clear: The item on what has a clear owner, as ``(2)``.
        unclear: The item on what has none.
    """
    article(
        "known",
        when=f"非 条文并列数机关未划分 且 非 contested 且 (owner under {_NAMED} 或 有权机关在此)",
        then={"owner_known": True},
        cite=clear,
        zh="承办机关已知",
        en="the owner is known",
    )
    article(
        "undivided",
        when="条文并列数机关未划分",
        then={"owner_known": False},
        cite=unclear,
        reading=(
            "条文并列数机关而未划分，视为责任主体不明确",
            "several organs named without division count as no clear owner",
        ),
        zh="法条并列数个机关而未划分",
        en="the statute names several organs without dividing",
    )
    article(
        "contested",
        when="contested",
        then={"owner_known": False},
        cite=unclear,
        reading=(
            "两部条例同一机关制定而结论不同，须由制定机关裁决；裁决之前视为权责不明确",
            "two regulations of one maker disagree and only the maker can rank them; until then "
            "the owner is not clear",
        ),
        zh="两部条例所指机关不同，尚待裁决",
        en="two regulations name different organs, which is yet to be ranked",
    )
    article(
        "unseated",
        when="有权机关不设于此",
        then={"owner_known": False},
        cite=unclear,
        reading=(
            "法条只写乡镇人民政府（或只写街道办事处）而该处所设的是另一种的，权责不明确",
            "where the text names a township only (or a subdistrict office only) and the other "
            "kind sits here, the owner is not clear",
        ),
        zh="法条指名的机关未设于该处",
        en="the organ that the text names does not sit here",
    )
