"""Which columns of the input are carried along into the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import RecordError, shown

__all__ = ["DECIDED", "check_keep", "check_list", "not_decided"]

DECIDED = ("disposition", "lead", "owner", "decision_class", "error")
"""The columns that a decision adds, in order."""


def not_decided(columns: Iterable[str]) -> list[str]:
    """The columns but for those whose name a decision uses.

    Of the fields that can only be ``owner``: what a row says of it is in the decision's, seated.
    """
    return [name for name in columns if name not in DECIDED]


def check_list(keep: Iterable[str]) -> None:
    """Raises RecordError for what is no list of columns, as one text is not."""
    if not isinstance(keep, str) and not isinstance(keep, Iterable):
        raise RecordError(
            f"keep takes a list of columns, not {shown(keep)}",
            f"keep 应为列名的列表，而不是 {shown(keep)}",
            field="keep",
            value=keep,
            hint_en='write keep=["id"], or keep=[] for none',
            hint_zh='请写作 keep=["id"]；不需要则写 keep=[]',
        )
    if isinstance(keep, str):
        raise RecordError(
            f"keep takes a list of columns, not the text {shown(keep)}",
            f"keep 应为列名的列表，而不是文本 {shown(keep)}",
            field="keep",
            value=keep,
            hint_en=f"write keep=[{shown(keep)}]",
            hint_zh=f"请写作 keep=[{shown(keep)}]",
        )


def check_keep(keep: Iterable[str], columns: Sequence[str], source: str = "") -> None:
    """Check that columns can be carried along.

    Args:
        keep: The columns to carry along.
        columns: Those of the input.
        source: What the input is called in messages: its file.

    Raises:
        RecordError: for a text in place of a list, a column that is not there, and a name that
            the decision uses.
    """
    check_list(keep)
    for name in keep:
        if name in DECIDED:
            raise RecordError(
                f"the column {name!r} cannot be kept: the decision has one of that name",
                f"列 {name!r} 无法保留：与认定的列同名",
                field=name,
                value=name,
                hint_en="rename it",
                hint_zh="请改名",
            )
        if list(columns).count(name) != 1:
            is_twice = name in columns
            zh = "有不止一列名为" if is_twice else "没有要保留的列"
            raise RecordError(
                f"{source and f'{source}: '}there is {'more than one' if is_twice else 'no'} "
                f"column {shown(name)} to keep",
                f"{source and f'{source}：'}{zh} {shown(name)}",
                field=str(name),
                value=source or name,
                hint_en=f"it has {', '.join(columns)}",
                hint_zh=f"现有：{'、'.join(columns)}",
            )
