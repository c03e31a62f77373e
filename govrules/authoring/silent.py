"""Why no rule comes of an article: what was left out on purpose can be told from a gap."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import PolicyError
from ..rules.codes import read_rows

__all__ = ["Silent", "read_silent"]

Silent = Mapping[tuple[str, str], tuple[str, str]]
"""(instrument, article) → the reason in Chinese and in English; article ``""`` is all others."""

COLUMNS = ("instrument", "article", "zh", "en")


def read_silent(path: str | Path) -> Silent:
    """Read the reasons: columns instrument, article, zh, en.

    ``article`` holds labels and ranges (``"1|4..8"``); empty, it is every article of the
    instrument that no rule cites and no other line names.

    Raises:
        PolicyError: naming file and line; an article is given two reasons.
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for place, row in read_rows(Path(path), COLUMNS):
        for label in _labels(row["article"], place):
            key = (row["instrument"], label)
            if key in found:
                raise PolicyError(
                    f"article {label or '(any)'} of {row['instrument']} is given two reasons",
                    f"{row['instrument']} 第 {label or '（其余）'} 条有两个理由",
                    field="article",
                    value=label,
                    place=place,
                    hint_en="keep one of the two lines",
                    hint_zh="请保留其中一行",
                )
            found[key] = (row["zh"], row["en"])
    return found


def _labels(cell: str, place: str) -> list[str]:
    labels: list[str] = []
    for part in cell.split("|"):
        first, dash, last = part.strip().partition("..")
        if not dash:
            labels.append(first)
        elif first.isdigit() and last.isdigit() and int(first) < int(last) < 1000:
            labels += [str(n) for n in range(int(first), int(last) + 1)]
        else:
            raise PolicyError(
                f"{part.strip()!r} is no range of articles",
                f"{part.strip()!r} 不是条的范围",
                field="article",
                value=part.strip(),
                place=place,
                hint_en="write 4..8",
                hint_zh="请写作 4..8",
            )
    return labels
