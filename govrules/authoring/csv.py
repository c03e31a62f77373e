"""Rules and code lists written as CSV tables, one rule or one code a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import PolicyError
from ..faults import Faults
from ..law import Citation, Law
from ..rules.codes import Code, CodeList, read_rows
from ..rules.rule import Rule, rule
from ..rules.sayings import Sayings

__all__ = ["RULE_COLUMNS", "read_codes", "read_rules"]

RULE_COLUMNS = (
    "rule",
    "question",
    "when",
    "instrument",
    "article",
    "paragraph",
    "subitem",
    "since",
    "until",
    "zh",
    "en",
    "note_zh",
    "note_en",
)
YES_NO = {"": False, "no": False, "否": False, "yes": True, "是": True}
CODE_COLUMNS = ("item", "parent", "zh", "en", "aliases")
SPELLED = "pinyin"
ID = re.compile(r"[^\s;,|#()（）=<>，、；]+")


def read_codes(id: str, paths: Iterable[Path], sayings: Sayings | None = None) -> CodeList:
    """A code tree from CSV files with columns item, parent, zh, en, aliases (``;``-separated).

    A column pinyin spells the name and each alias (``;``-separated, syllables apart) for whoever
    searches in Latin letters. Every further column is an attribute of the code.

    Args:
        id: What the list is called in errors.
        paths: The files.
        sayings: What people say when they mean one of the codes, see ``read_sayings``.

    Raises:
        PolicyError: for a missing column, a code twice, an unlisted parent, or a saying that means
            a code which is not listed.
    """
    codes, places = [], dict[str, str]()
    for path in sorted(paths):
        for place, row in read_rows(path, CODE_COLUMNS):
            places[row["item"]] = place
            places.setdefault(f"under {row['parent']}", place)
            _check_code(row, place)
            beside = (*CODE_COLUMNS, SPELLED)
            attributes = {k: v for k, v in row.items() if k not in beside and v}
            aliases, spelled = _parts(row["aliases"]), _parts(row.get(SPELLED, ""))
            names = (row["item"], row["parent"] or None, row["zh"], row["en"])
            codes.append(Code(*names, aliases, attributes, spelled))
    _refuse_shared(codes, places)
    try:
        return CodeList(id, codes, sayings)
    except PolicyError as error:
        under = f"under {error.value}" if error.field == "parent" else str(error.value)
        raise (error.at(places[under]) if under in places else error) from None


def _check_code(row: Mapping[str, str], place: str) -> None:
    """Raise PolicyError for a code without its names, or one that no condition could name."""
    if not row["item"] or not row["zh"] or not row["en"]:
        raise PolicyError(
            "a code needs item, zh and en",
            "每个代码须有 item、zh、en",
            field="item",
            value=row["item"],
            place=place,
            hint_en="fill the empty cell",
            hint_zh="请补全空单元格",
        )
    if not ID.fullmatch(row["item"]):
        raise PolicyError(
            f"{row['item']!r} is no code",
            f"{row['item']!r} 不能作代码",
            field="item",
            value=row["item"],
            place=place,
            hint_en="write it without spaces, brackets and ;,|#=<>",
            hint_zh="代码不含空格、括号和 ;,|#=<>",
        )


def _refuse_shared(codes: list[Code], places: Mapping[str, str]) -> None:
    """Raise PolicyError where a name of one code is another's, which then means neither."""
    faults, owner = Faults(), dict[str, str]()
    for code in codes:
        owner.setdefault(code.zh, code.code)
    for code in codes:
        for name in (code.zh, *code.aliases):
            other = owner.get(name, code.code)
            if other != code.code:
                faults.add(
                    PolicyError(
                        f"{name!r} is the name of {other}, and here of {code.code}",
                        f"{name!r} 是 {other} 的名称，此处又属 {code.code}",
                        field="zh" if name == code.zh else "aliases",
                        value=name,
                        place=places[code.code],
                        hint_en="give each a name of its own",
                        hint_zh="请分别命名",
                    )
                )
    faults.raise_found()


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def read_rules(
    paths: Iterable[Path], law: Law, into: Mapping[str, tuple[str, Mapping[str, str]]]
) -> tuple[Rule, ...]:
    """The rules of CSV files with the columns ``RULE_COLUMNS`` and one for each part.

    The columns ``exception_to``, ``reads_over`` and ``crosses`` (ids joined by ``|``) and
    ``residual`` (``yes`` or 是 for a residual clause, 兜底) may be there.

    Args:
        paths: The files.
        law: Where instruments are found, by id or Chinese title.
        into: What the ``question`` cell may say → the question it means, and column → part.

    Raises:
        PolicyError: naming file, line and cell; a PackError where there are several faults.
    """
    rules, faults = [], Faults()
    for path in sorted(paths):
        for place, row in read_rows(path, RULE_COLUMNS):
            with faults.at(place):
                rules.append(_rule(row, place, law, into))
    faults.raise_found()
    return tuple(rules)


def _rule(
    row: Mapping[str, str], place: str, law: Law, into: Mapping[str, tuple[str, Mapping[str, str]]]
) -> Rule:
    if row["question"] not in into:
        raise PolicyError(
            f"no question {row['question']!r}",
            f"没有问题 {row['question']!r}",
            field="question",
            value=row["question"],
            hint_en=f"one of {', '.join(into)}",
            hint_zh=f"可用：{'、'.join(into)}",
        )
    question, parts = into[row["question"]]
    missing = [column for column in parts if not row.get(column)]
    if missing:
        raise PolicyError(
            f"a rule of {row['question']!r} needs the cell {missing[0]!r}",
            f"{row['question']!r} 类规则须填 {missing[0]!r}",
            field=missing[0],
            hint_en="fill it",
            hint_zh="请补填",
        )
    return rule(
        row["rule"],
        question,
        when=row["when"],
        then={part: row[column] for column, part in parts.items()},
        cite=Citation.from_cells(
            law.instrument(row["instrument"]).id, row["article"], row["paragraph"], row["subitem"]
        ),
        since=row["since"] or None,
        until=row["until"] or None,
        zh=row["zh"],
        en=row["en"],
        exception_to=_ids(row.get("exception_to", "")),
        reads_over=_ids(row.get("reads_over", "")),
        crosses=_ids(row.get("crosses", "")),
        residual=_yes("residual", row.get("residual", "")),
        note=(row["note_zh"], row["note_en"]),
        remark=not parts,  # a question of remarks has no column to conclude in
        at=place,
    )


def _yes(column: str, cell: str) -> bool:
    if cell not in YES_NO:
        raise PolicyError(
            f"{column} is {cell!r}, neither yes nor no",
            f"{column} 为 {cell!r}，既非“是”也非“否”",
            field=column,
            value=cell,
            hint_en="write yes, no, or nothing",
            hint_zh="请填“是”、“否”或留空",
        )
    return YES_NO[cell]


def _ids(cell: str) -> list[str]:
    return [id.strip() for id in cell.split("|") if id.strip()]
