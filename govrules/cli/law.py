"""``govrules law``: the index of articles made from texts; an article beside its rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .base import Argument, Exit, Option, Session, command, json_option, jurisdiction_option
from .faults import Misuse

if TYPE_CHECKING:
    from ..law import Change, Law

__all__ = ["article", "law"]

ACTIONS = ("index", "show")

TEXTS = Option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="GOVRULES_TEXTS",
    zh="法条文本的文件夹（Markdown 或文本文件，以法规名称命名）",
    en="a folder of statute texts (Markdown or text files, named by title)",
)
EXAMPLES = Option(
    "--examples",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    zh="示例的文件夹；缺省为辖区自带的",
    en="a folder of worked examples; the jurisdiction's own if not given",
)


@command(
    "law",
    about=(
        "法条：由文本编制索引；条文与由其写成的规则对照；哪些条款还没有规则",
        "the law: index it from texts, read it beside its rules, find what has no rule yet",
    ),
    more=(
        "ACTION 为 index（SUBJECT 是法规文本的文件夹：逐条计数并存摘要，不存文字；列出与索引的不同"
        "和尚未收录的文本）或 show（SUBJECT 为空列各法规，为法规列各条，为条文则逐款逐项列出引用"
        "它的规则）。"
        "\n--texts 或环境变量 GOVRULES_TEXTS 指明您自己的文本，原文随之并列。",
        "ACTION is index (SUBJECT a folder of statute texts: articles are counted and digested, no "
        "sentence is kept; what differs and what has no place is told) or show (SUBJECT: nothing, "
        "for all instruments; an instrument, for its articles; an article, for what cites each of "
        "its provisions).\n"
        "With --texts, or the variable GOVRULES_TEXTS, your own texts are read beside the rules.",
    ),
    examples=(
        ("govrules law index texts --check", ("核对索引，不写入", "hold texts against the index")),
        ("govrules law show", ("各法规有多少条款已写成规则", "how much of each act is in rules")),
        ("govrules law show JD --uncited", ("没有规则引用的条款", "provisions that nothing cites")),
        (
            "govrules law show JD 44 --rules",
            ("《街道办事处条例》第四十四条及其规则", "art. 44 of the Regulation and its rules"),
        ),
        ("govrules law show 养犬管理规定第三十条", ("用中文引用", "a citation in Chinese")),
    ),
    params=(
        Argument("action", zh="index 或 show", en="index or show"),
        Argument(
            "subject",
            required=False,
            nargs=-1,
            zh="文件夹、法规或条文",
            en="a folder, an instrument or an article",
        ),
        Option(
            "--law",
            "folder",
            metavar="DIR",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            zh="index：索引所在文件夹；缺省为辖区自己的",
            en="index: the folder of the tables; the jurisdiction's own where not given",
        ),
        Option(
            "--check",
            is_flag=True,
            zh="index：不写入，有不同则退出码为 1",
            en="index: write nothing; exit code 1 where anything differs",
        ),
        Option(
            "--rules", is_flag=True, zh="show：规则全文与示例", en="show: rules in words, examples"
        ),
        Option(
            "--uncited",
            is_flag=True,
            zh="show：只列没有规则引用的条款",
            en="show: only provisions that nothing cites",
        ),
        TEXTS,
        EXAMPLES,
        json_option("每行一个 JSON", "one JSON a line"),
        jurisdiction_option(needed=False),  # index needs none where it is told a folder
    ),
)
def law(
    session: Session,
    action: str,
    subject: tuple[str, ...],
    folder: Path | None,
    check: bool,
    rules: bool,
    uncited: bool,
    texts: Path | None,
    examples: Path | None,
    as_json: bool,
    jurisdiction: str | None,
) -> int:
    """Index texts, or show what the index and the rules hold."""
    if action not in ACTIONS:
        raise Misuse(
            f"no action {action!r}", f"没有 {action!r}", "one of index, show", "可用：index、show"
        )
    if action == "index":
        return _index(session, subject, folder, jurisdiction, check)
    from .law_show import show

    loaded = session.load(jurisdiction)
    show(
        session,
        loaded,
        " ".join(subject),
        rules=rules,
        uncited=uncited,
        texts=texts,
        examples=examples,
        as_json=as_json,
    )
    return Exit.DONE


def _own_law(session: Session, jurisdiction: str | None) -> tuple[Path, Law]:
    """The folder of a jurisdiction's own tables, and its whole law; its rules may be wrong."""
    id = jurisdiction or session.only_jurisdiction()
    whole = session.plugins.blueprint(id).law
    if whole.folder is None:
        raise Misuse(
            f"{id} has no folder of tables", f"{id} 没有索引的文件夹", "--law DIR", "--law DIR"
        )
    return whole.folder, whole


def _index(
    session: Session,
    subject: tuple[str, ...],
    folder: Path | None,
    jurisdiction: str | None,
    check: bool,
) -> int:
    """Hold texts against the tables and, unless told not to, write these anew."""
    from ..law import Law, changes_of, read_texts, write_index

    if len(subject) != 1:
        raise Misuse(
            "index needs one folder of texts", "index 须给出一个文本文件夹", "texts/", "texts/"
        )
    folder, whole = (folder, None) if folder else _own_law(session, jurisdiction)
    index = Law.load(folder)
    texts = read_texts(subject[0], index, beneath=whole)
    changes = [change for text in texts for change in changes_of(text, index)]
    _tell(session, changes)
    unplaced = [text for text in texts if text.fault_en]
    for text in unplaced:
        fault = session.say((text.fault_zh, text.fault_en))
        click.echo(
            session.say(
                ("未收录 {stem}：{why}", "unplaced {stem}: {why}"), stem=text.stem, why=fault
            )
        )
        for table, line in text.lines.items():
            click.echo(f"  {table}: {line}")
    placed = [text for text in texts if not text.fault_en]
    words = (
        "文本 {n} 份，条 {articles}，不同 {changes}，未收录 {faults}",
        "{n} texts, {articles} articles, {changes} changes, {faults} unplaced",
    )
    articles = sum(len(text.articles) for text in placed)
    counts = {"articles": articles, "changes": len(changes), "faults": len(unplaced)}
    click.echo(session.say(words, n=len(placed), **counts))
    if check:
        return Exit.INTERNAL if changes or unplaced else Exit.DONE
    write_index(folder, index, placed)
    return Exit.INTERNAL if unplaced else Exit.DONE


KINDS = {"added": ("新增", "added"), "gone": ("删去", "gone"), "amended": ("修改", "amended")}


def _tell(session: Session, changes: list[Change]) -> None:
    """Tell the changes, the articles of one kind and wording in one line."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for change in changes:
        key = (change.kind, change.instrument, str(change.against or ""))
        groups.setdefault(key, []).append(change.article)
    for (kind, instrument, against), labels in groups.items():
        against = against or session.say(("尚无文本", "no text yet"))
        said = f"{session.say(KINDS[kind])} {instrument} {_ranges(labels)}"
        click.echo(f"{said} ({against})")


def _ranges(labels: list[str]) -> str:
    """Labels in order, runs of numbers joined: ``1..5, 7, 12-1``."""
    runs: list[list[str]] = []
    for label in labels:
        last = runs[-1][-1] if runs else ""
        if label.isdigit() and last.isdigit() and int(label) == int(last) + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs)


@command(
    "article",
    about=(
        "一条法条写成了哪些规则：规则全文、附注与示例",
        "what became of an article: rules in words, remarks, examples",
    ),
    more=(
        "即 law show 条文 --rules；只给法规则列出各条。",
        "The same as law show ARTICLE --rules; with an instrument alone, each of its articles.",
    ),
    examples=(
        ('govrules article "JD 44"', ("《街道办事处条例》第四十四条", "art. 44 of the Regulation")),
        ("govrules article JD", ("各条一览", "all its articles")),
    ),
    params=(
        Argument("subject", nargs=-1, zh="法规或条文", en="an instrument or an article"),
        TEXTS,
        EXAMPLES,
        json_option("每行一个 JSON", "one JSON a line"),
        jurisdiction_option(),
    ),
)
def article(
    session: Session,
    subject: tuple[str, ...],
    texts: Path | None,
    examples: Path | None,
    as_json: bool,
    jurisdiction: str | None,
) -> int:
    """Show what became of an article."""
    from .law_show import show

    show(
        session,
        session.load(jurisdiction),
        " ".join(subject),
        rules=True,
        texts=texts,
        examples=examples,
        as_json=as_json,
    )
    return Exit.DONE
