"""Write the reference of the command line from what ``--help`` says.

python tools/build_cli_reference.py            write what is stale
python tools/build_cli_reference.py --check    write nothing; exit code 1 if anything is stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from govrules.cli.app import COMMANDS
from govrules.cli.app import main as program
from govrules.cli.base import Session, help_page
from govrules.cli.write import COLUMNS

ROOT = Path(__file__).resolve().parent.parent
MARK = "<!-- written by tools/build_cli_reference.py: change the code, not this page -->\n"
WIDTH = 88

__all__ = ["main", "page", "pages"]

WORDS = {
    "title": ("命令行", "The command line"),
    "intro": (
        "以下各节是各命令 `--help` 的原文。插件可以增加命令，`govrules --help` 会一并列出。",
        "Each section is what the command's `--help` says. Plug-ins may add commands; "
        "`govrules --help` lists them too.",
    ),
    "columns": ("CSV 输出的列", "The columns of CSV output"),
    "columns_intro": (
        "一件一行；机关以“; ”分隔。有误的行只有 `id`、`at`、`error_code`、`error`，"
        "`at` 是它在输入中的位置。",
        "One row a matter; organs are joined by `; `. A bad row has only `id`, `at`, `error_code` "
        "and `error`; `at` is where it stood in the input.",
    ),
    "environment": ("环境变量", "Environment variables"),
}
ENVIRONMENT = (
    ("GOVRULES_LANG", "语言：`zh` 或 `en`；`--lang` 优先", "`zh` or `en`; `--lang` goes first"),
    ("NO_COLOR", "设了就不用颜色", "set: no colour"),
    ("COLUMNS", "表格的宽度；管道中缺省 120", "the width of tables; 120 in a pipe where not set"),
    (
        "GOVRULES_CACHE",
        "`decide` 按列认定时存放认定类别缓存的文件夹；缺省为用户的缓存文件夹",
        "where `decide` keeps the decision classes of columns; else the user's cache folder",
    ),
    (
        "GOVRULES_PLUGINS",
        "允许导入其插件的软件包，以逗号分隔；缺省为全部",
        "the packages whose plug-ins may be imported, joined by commas; all where not set",
    ),
    ("GOVRULES_DEBUG", "设了就在出错时给出追踪", "set: errors come with a traceback"),
)


def pages() -> Iterator[tuple[Path, str]]:
    """Each page, in both languages, with what it should hold."""
    for lang, suffix in (("en", ""), ("zh", ".zh")):
        yield ROOT / "docs" / "reference" / f"cli{suffix}.md", page(lang)


def page(lang: str) -> str:
    """The page in a language."""
    session = Session(lang)
    say = {key: session.say(words) for key, words in WORDS.items()}
    link = "[中文](cli.zh.md)" if lang == "en" else "[English](cli.md)"
    root = click.Context(program, info_name="govrules", obj=session)
    rows = [(c.name or "", session.say(c.about)) for c in COMMANDS]
    parts = [f"{MARK}{link}\n\n# {say['title']}\n", say["intro"] + "\n"]
    parts.append(_section("govrules", help_page(program, root, WIDTH, rows)))
    for cmd in COMMANDS:
        ctx = click.Context(cmd, info_name=cmd.name, parent=root)
        parts.append(_section(f"govrules {cmd.name}", help_page(cmd, ctx, WIDTH)))
    parts.append(f"## {say['columns']}\n\n{say['columns_intro']}\n")
    parts.append("```text\n" + "\n".join(COLUMNS) + "\n```\n")
    parts.append(f"## {say['environment']}\n")
    parts += [f"- `{name}`: {zh if lang == 'zh' else en}" for name, zh, en in ENVIRONMENT]
    return "\n".join(parts) + "\n"


def _section(title: str, text: str) -> str:
    return f"## `{title}`\n\n```text\n{text.rstrip()}\n```\n"


def main(args: list[str]) -> int:
    """Write what is stale, or with ``--check`` only say so."""
    stale = [
        (path, text)
        for path, text in pages()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        if "--check" in args:
            print(f"stale: {path.relative_to(ROOT)}")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in args else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
