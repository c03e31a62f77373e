"""``govrules plugins``: what was found, and what is wrong with it."""

from __future__ import annotations

from ..errors import GovrulesError
from ..plugins import GROUP, Plugin, load
from .base import Both, Exit, Session, command
from .screen import Column, Screen

__all__ = ["plugins"]


@command(
    "plugins",
    about=(
        "插件：找到了哪些、版本、带来什么、有无错误",
        "the plug-ins: found, version, what they bring, errors",
    ),
    more=(
        "插件是装在同一环境中的软件包，入口点组为 govrules。坏的插件只损失它自己，此时退出码为 4。"
        "\n环境变量 GOVRULES_PLUGINS 以逗号列出可以导入的软件包；未列入的不导入。",
        "A plug-in is a package in the same environment with an entry point in the group govrules. "
        "A broken one costs only itself; the exit code is then 4.\n"
        "The variable GOVRULES_PLUGINS lists the packages, joined by commas, that may be imported; "
        "the others are not.",
    ),
    examples=(("govrules plugins", ("本环境的插件", "the plug-ins of this environment")),),
)
def plugins(session: Session) -> int:
    """Show the plug-ins of this environment."""
    found = session.plugins
    offered = found.jurisdictions()
    commands = [getattr(c, "name", None) or repr(c) for c in found.commands()]
    wrong: list[GovrulesError] = []
    for id in sorted(offered):
        try:
            wrong += load(id, plugins=found).errors
        except GovrulesError:
            continue  # it is noted with the plug-in
    wrong[:0] = found.errors
    screen, say = Screen(), session.say
    rows = [(p.name, p.package, p.version, say(_state(p))) for p in found.plugins]
    if rows:
        heads = (("插件", "plug-in"), ("软件包", "package"), ("版本", "version"), ("状态", "state"))
        screen.table([Column(say(h)) for h in heads], rows)
        screen.line()
    else:
        words = ("没有插件（入口点组 {group}）", "no plug-ins (entry-point group {group})")
        screen.line(say(words, group=GROUP))
    screen.line(say(("辖区：", "jurisdictions: ")) + (", ".join(sorted(offered)) or "-"))
    if commands:
        screen.line(say(("命令：", "commands: ")) + ", ".join(sorted(commands)))
    session.warn(wrong)
    return Exit.BAD if wrong else Exit.DONE


def _state(plugin: Plugin) -> Both:
    if not plugin.is_allowed:
        return ("未获准，未导入", "not allowed")
    return ("损坏", "broken") if plugin.error else ("正常", "ok")
