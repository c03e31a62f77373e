"""The part of FEEL that cells of DMN tables use and these tables have: tests and literals."""

from __future__ import annotations

import re
from typing import NoReturn

from ..errors import PolicyError, shown

__all__ = [
    "cell_from_feel",
    "cell_to_feel",
    "id_from_feel",
    "literal_from_feel",
    "literal_to_feel",
    "name_from_feel",
]

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
DAY = re.compile(r'date\(\s*"(\d{4}-\d{2}-\d{2})"\s*\)|@"(\d{4}-\d{2}-\d{2})"')
NUMBER = re.compile(r"-?\d+(\.\d+)?")
WORD = re.compile(r"[^\s,()\[\]<>=\".]+")
BARE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ALONE = re.compile(r"(^|,|\()\s*(\d{4}-\d{2}-\d{2}|\d+)\s*(?=$|,|\))")


def cell_from_feel(text: str, type: str) -> str:
    """The cell that states what a unary test of FEEL does.

    Args:
        text: The test.
        type: The type of the input: ``string``, ``number``, ``boolean`` or ``date``.

    Raises:
        PolicyError: it asks what no cell can.
    """
    text = " ".join(text.split())
    if text in ("", "-"):
        return ""
    if type == "string":
        for value in STRING.findall(text):
            if not WORD.fullmatch(value):
                _refuse(text, f"a value is one word, unlike {shown(value)}", "取值须为一个词")
        if WORD.search(re.sub(r"\bnot\b", "", STRING.sub("", text))):
            _refuse(text, "a text to compare with stands in quotation marks", "所比的文字须加引号")
        return text
    if type == "boolean" and set(WORD.findall(text)) - {"not", "true", "false"}:
        _refuse(text, "a flag is true or false", "是非字段只有真假")
    plain = DAY.sub(lambda m: m[1] or m[2], text)
    if any(found[1] for found in NUMBER.finditer(plain)):
        _refuse(text, "counts are whole numbers", "数目须为整数")
    plain = ALONE.sub(r"\1=\2", plain)  # by itself a number is asked for itself, and is no code
    if STRING.search(plain):
        _refuse(text, f"a {type} is compared with a text", f"{type} 不能与文字比较")
    return plain


def cell_to_feel(cell: str, type: str) -> str:
    """The unary test of FEEL that states what a cell does.

    Args:
        cell: The cell, as tables in English are written.
        type: The type of the input.
    """
    if not cell:
        return "-"
    if type == "string":
        return re.sub(r'"?([^\s,()"]+)"?', lambda m: m[1] if m[1] == "not" else f'"{m[1]}"', cell)
    if type == "boolean":
        return re.sub(r"\bno\b", "false", re.sub(r"\byes\b", "true", cell))
    return BARE_DAY.sub(lambda m: f'date("{m[0]}")', re.sub(r"(?<![<>])= ?", "", cell))


def literal_from_feel(text: str, many: bool = False) -> str:
    """The conclusion that a literal of FEEL is: a text, a truth value, a whole number, or a list.

    Raises:
        PolicyError: it is an expression to be worked out.
    """
    text = text.strip()
    if many and text.startswith("[") and text.endswith("]"):
        inner = text[1:-1].strip()
        return "; ".join(STRING.findall(inner)) if inner else "[]"
    if found := STRING.fullmatch(text):
        return found[1]
    if text not in ("true", "false", "") and not re.fullmatch(r"\d+", text):
        _refuse(
            text, "nothing is worked out: a conclusion is a literal", "结论须为字面值，不作计算"
        )
    return text


def literal_to_feel(cell: str, many: bool = False) -> str:
    """The literal of FEEL that a conclusion is."""
    if many and cell:
        listed = [] if cell == "[]" else cell.split("; ")
        return "[" + ", ".join(f'"{one}"' for one in listed) + "]"
    return cell if cell in ("true", "false", "") else f'"{cell}"'


def name_from_feel(text: str) -> str:
    """The field that an input names; spaces in a name become ``_``.

    Raises:
        PolicyError: it is an expression and not a name.
    """
    name = " ".join(text.split())
    if not re.fullmatch(r"[^\W\d]\w*(?:[ .]\w+)*", name):
        _refuse(text, "an input is the name of a field", "输入须为字段名")
    return name.replace(" ", "_")


def id_from_feel(text: str) -> str:
    """The id of a decision or of an output by its name: signs that no id has become ``_``."""
    return re.sub(r"\W+", "_", text.strip()).strip("_")


def _refuse(text: str, en: str, zh: str) -> NoReturn:
    raise PolicyError(
        f"{shown(text)} is not taken from DMN: {en}",
        f"不接受 DMN 中的 {shown(text)}：{zh}",
        field="expression",
        value=text,
        hint_en="write it in the subset that the page on tables lists",
        hint_zh="请改用“用表格写规则”所列的写法",
    )
