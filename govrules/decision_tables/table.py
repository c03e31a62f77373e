"""A decision table: the question that it answers, its headings, and a row for each rule.

    A route      | if kind  | if item under | when | then lead    | instrument | article | zh | en
    JD26.own     | task     | waste, water  |      | $owner       | JD         | 26      | …  | …

The corner holds the hit policy, as in DMN, and the question. A heading says by its first word what
stands below it: a test of one field (``if``, 若), a part of the conclusion (``then``, 则), or else
a part of the rule by its name. What begins with ``#`` is a comment, a row or a column of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from ..errors import PolicyError, did_you_mean, shown

__all__ = ["PARTS", "Heading", "Row", "Table", "cell_name", "corner_of"]

# Part of a rule → what its column is called in Chinese.
PARTS = {
    "when": "条件",
    "instrument": "文件",
    "article": "条",
    "paragraph": "款",
    "item": "项",
    "since": "起",
    "until": "止",
    "exception_to": "例外于",
    "reads_over": "解读为先于",
    "crosses": "仅与之交叉",
    "residual": "兜底",
    "remark": "附注",
    "prevails": "胜过记载",
    "zh": "中文理由",
    "en": "英文理由",
    "note_zh": "中文注",
    "note_en": "英文注",
    "reading_zh": "中文解读",
    "reading_en": "英文解读",
    "chain": "下放依据链",
}
PART_OF = {zh: part for part, zh in PARTS.items()} | {part: part for part in PARTS}
# Part of a conclusion that decisions know → what its column is called in Chinese.
ANSWERS = {
    "disposition": "处置",
    "lead": "承办机关",
    "by": "作出机关",
    "prohibited": "禁止",
    "assist": "协助",
    "supervise": "监督指导",
    "copy_to": "抄送",
    "must_not_lead": "不得作为主责",
    "duties": "后续义务",
}
ANSWER_OF = {zh: part for part, zh in ANSWERS.items()} | {"主责": "lead"}
HEADING = re.compile(
    r"(?:(?P<test>if|若)\s*(?P<field>[^\s…]+?)(?P<under>\s+under|\s*在\s*…\s*下)?"
    r"|(?P<end>then|则)\s*(?P<slot>[^\s\[]+)\s*(?P<many>\[\])?)"
)
CORNER = re.compile(r"(?P<hit>[A-Z][+<>#]?)\s+(?P<question>\w+)")
# What a hit policy of DMN would mean here, where it is none of ours.
REFUSED = {
    "U": ("rows may overlap here, as long as they agree", "各行可以重叠，只要结论一致"),
    "F": ("the order of rows never decides", "行的先后不决定结果"),
    "P": ("no list of values ranks the rows", "不按取值的先后排序"),
    "R": ("the order of rows never decides", "行的先后不决定结果"),
    "O": ("no list of values ranks the rows", "不按取值的先后排序"),
}


@attrs.frozen
class Heading:
    """What stands in a column.

    Args:
        kind: ``test`` of a field, ``conclusion``, ``part`` of the rule, or ``comment``.
        name: The field, the part of the answer, or the part of the rule.
        special: Of a test, whether it asks what lies at or below a code; of a conclusion, whether
            the part is a list.
        text: The heading of a comment, as it is written.
    """

    kind: str
    name: str
    special: bool = False
    text: str = ""

    @classmethod
    def read(cls, text: str) -> Heading:
        """The heading that a text says; raises PolicyError for one that says nothing known."""
        if text.startswith("#"):
            return cls("comment", "", text=text)
        if text in PART_OF:
            return cls("part", PART_OF[text])
        found = HEADING.fullmatch(text)
        if found is None:
            en, zh = did_you_mean(text, list(PART_OF))
            raise PolicyError(
                f"no column is called {shown(text)}",
                f"没有名为 {shown(text)} 的列",
                field="heading",
                value=text,
                hint_en=f"write `if field`, `then part`, or the name of a part; {en}",
                hint_zh=f"请写“若 字段”“则 部分”，或规则部分的名称；{zh}",
            )
        if found["test"]:
            return cls("test", found["field"], bool(found["under"]))
        slot = ANSWER_OF.get(found["slot"], found["slot"])
        return cls("conclusion", slot, bool(found["many"]))

    def to_text(self, lang: str = "en") -> str:
        """The heading as it is written, in ``"zh"`` or ``"en"``; ``read`` reads both."""
        zh = lang == "zh"
        match self.kind:
            case "test":
                below = (" 在…下" if zh else " under") if self.special else ""
                return f"{'若' if zh else 'if'} {self.name}{below}"
            case "conclusion":
                name = ANSWERS.get(self.name, self.name) if zh else self.name
                return f"{'则' if zh else 'then'} {name}{' []' if self.special else ''}"
            case "part":
                return PARTS[self.name] if zh else self.name
        return self.text


@attrs.frozen
class Row:
    """A row of a table.

    Args:
        cells: The texts of its cells; the first is the id of the rule, or a comment.
        at: Where it stands: file, sheet and number (``rules.xlsx:route!7``), or empty.
    """

    cells: tuple[str, ...]
    at: str = attrs.field(default="", eq=False)

    @property
    def is_comment(self) -> bool:
        """Whether it says nothing of a rule."""
        return self.cells[0].startswith("#")

    def place(self, column: int) -> str:
        """Where the cell of a column (from 0) stands: ``rules.xlsx:route!D7``."""
        return cell_name(self.at, column)


@attrs.frozen
class Table:
    """The rules of one question.

    Args:
        question: The question.
        hit: The hit policy: ``A`` (any; the rows that apply must agree or be ranked) or ``C``
            (collect; of a question of kind ``every``).
        headings: What stands in each column after the first.
        rows: The rows, comments among them.
        head: The row of headings, as it was read; empty for a table that was made of rules.
    """

    question: str
    hit: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...] = ()
    head: Row = attrs.field(default=Row(("",)), eq=False)

    def corner(self) -> str:
        """What stands in the corner."""
        return f"{self.hit} {self.question}"

    def rules(self) -> Iterator[Row]:
        """The rows that say a rule."""
        return (row for row in self.rows if not row.is_comment)


def corner_of(text: str) -> tuple[str, str] | None:
    """The hit policy and question of a corner; ``None`` for what is none.

    Raises:
        PolicyError: for a hit policy of DMN by which these rules do not decide.
    """
    found = CORNER.fullmatch(text)
    if found is None:
        return None
    hit = found["hit"]
    if hit not in ("A", "C"):
        en, zh = REFUSED.get(hit, ("nothing is worked out of several rows", "不由多行计算"))
        raise PolicyError(
            f"the hit policy {hit} is not taken: {en}",
            f"不采用命中策略 {hit}：{zh}",
            field="hit policy",
            value=text,
            hint_en=f"write A {found['question']}, or C for what is gathered; say in exception_to "
            "which row goes before which",
            hint_zh=f"请写 A {found['question']}；汇集的问题写 C；先后请在“例外于”一列写明",
        )
    return hit, found["question"]


def cell_name(at: str, column: int) -> str:
    """The place of a cell of a row: ``rules.csv:7`` and column 3 are ``rules.csv:D7``."""
    head, mark, row = at.rpartition("!") if "!" in at else at.rpartition(":")
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{head}{mark}{letters}{row}"
