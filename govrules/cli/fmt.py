"""``govrules fmt``: the tables and examples of a pack in one layout."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from ..faults import Faults
from ..whole_file import write_whole, writing
from .base import Argument, Exit, Option, Session, command
from .faults import Misuse, no_file

__all__ = ["fmt", "package"]

WRITTEN = ("{n} 个文件，整理了 {k} 个", "{k} of {n} files laid out anew")
CHECKED = ("{n} 个文件，{k} 个有待整理", "{k} of {n} files to be laid out")


@command(
    "fmt",
    about=(
        "规则包的表格和示例，统一写法",
        "the tables and examples of a pack, written in one layout",
    ),
    more=(
        "内容、批注、先后和摘要不变，再运行一次也不再改动：表格只改空格、引号、空行，决策表的判断只有一种写法；"
        "示例（需组件 fmt）只改缩进。Python 请用 ruff format。",
        "What they say, comments, order and the digest stay, and a second run changes nothing: of "
        "tables only spaces, quotes and empty lines change, and tests of decision tables are spelt "
        "in one way; of examples (extra fmt) the indentation. Python is laid out by ruff format.",
    ),
    examples=(
        ("govrules fmt mine.yaml roads.csv", ("整理几个文件", "lay out these files")),
        (
            "govrules fmt beijing --check",
            ("只列出规则包中有待整理的，给 CI 用", "only name those of a pack that differ, for CI"),
        ),
    ),
    params=(
        Argument(
            "subjects",
            metavar="PACK|FILE",
            nargs=-1,
            required=True,
            zh="辖区，或文件、文件夹；可给出多个",
            en="a jurisdiction, a file or a folder; several may be given",
        ),
        Option(
            "--check",
            is_flag=True,
            zh="不改文件；有待整理的列出，退出码为 1",
            en="change nothing; name the files that differ, with exit code 1",
        ),
    ),
)
def fmt(session: Session, subjects: tuple[str, ...], check: bool) -> int:
    """Lay the files out, or name those that are not."""
    from ..formatting import lay_out

    faults, differ = Faults(), 0
    files = list(dict.fromkeys(_files(session, subjects)))
    for path in files:
        with faults.at():
            laid = lay_out(path)
            if laid == path.read_bytes():
                continue
            differ += 1
            click.echo(path)
            if not check:
                with writing(path), write_whole(path) as beside:
                    beside.write_bytes(laid)
    click.echo(session.say(CHECKED if check else WRITTEN, n=len(files), k=differ), err=True)
    faults.raise_found()
    return Exit.INTERNAL if check and differ else Exit.DONE


def _files(session: Session, subjects: tuple[str, ...]) -> Iterator[Path]:
    """The files that are meant: what is there by that name, else the package of a jurisdiction."""
    from ..formatting import LAYOUTS, files_of

    for path in map(Path, subjects):
        if not path.exists() and (path.suffix in LAYOUTS or len(path.parts) > 1):
            raise no_file(str(path))
        yield from files_of(path if path.exists() else package(session, str(path)))


def package(session: Session, id: str) -> Path:
    """The folder of the package that makes a jurisdiction, whether or not it can be made now.

    Raises:
        Misuse: the module that makes it stands in no package.
        NotFoundError: nobody offers it.
        PluginError: several do.
    """
    whole = id.partition(".")[0]  # that of which it may be an inquiry
    make = session.plugins.jurisdictions().get(whole) or session.plugins.blueprint(whole)
    module = inspect.getmodule(make)
    if module is None or not module.__package__ or not module.__file__:
        raise Misuse(
            f"what makes {id!r} is no package, so that its files cannot be told from others",
            f"{id!r} 不在软件包中，无从分辨哪些文件属于它",
            "name its folder",
            "请给出其文件夹",
        )
    return Path(module.__file__).parent
