"""Plug-ins: packs and policies that other packages bring, found by entry points.

A package names a module in the entry-point group ``govrules``; the module implements one of the
hooks below with ``govrules.hookimpl``. What govrules itself ships comes in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

import attrs
import pluggy

from .errors import NotFoundError, PluginError, did_you_mean
from .rules import Policy

if TYPE_CHECKING:
    from .jurisdiction import Blueprint, Jurisdiction

__all__ = ["GROUP", "Hooks", "Plugin", "Plugins", "hookimpl", "load"]

GROUP = "govrules"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Hooks:
    """The hooks that a plug-in may implement; all are optional."""

    @hookspec
    def govrules_jurisdictions(self) -> dict[str, Callable[[], Blueprint]]:  # type: ignore[empty-body]
        """Jurisdictions: code → a function that makes the blueprint when it is wanted."""

    @hookspec
    def govrules_policies(self, jurisdiction: str) -> Iterable[Policy]:  # type: ignore[empty-body]
        """Policies to add to a jurisdiction.

        Args:
            jurisdiction: Its code, such as ``beijing``.
        """

    @hookspec
    def govrules_commands(self) -> Iterable[Any]:  # type: ignore[empty-body]
        """Commands (``click.Command``) to add to the command line."""


@attrs.frozen
class Plugin:
    """A plug-in that was found: its name, package and version, and why it failed if it did."""

    name: str
    package: str
    version: str
    error: PluginError | None = None


class Plugins:
    """The plug-ins of this environment, each loaded on its own.

    Args:
        found: Entry points to use instead of those of the environment.
    """

    def __init__(self, found: Iterable[EntryPoint] | None = None) -> None:
        self._manager = pluggy.PluginManager(GROUP)
        self._manager.add_hookspecs(Hooks)
        self.plugins: list[Plugin] = []
        points = entry_points(group=GROUP) if found is None else found
        for point in sorted(points, key=lambda p: (p.name, p.value)):
            self._register(point)

    def _register(self, point: EntryPoint) -> None:
        package = point.dist.name if point.dist else "?"
        version = point.dist.version if point.dist else "?"
        error = None
        try:
            self._manager.register(point.load(), name=f"{package}:{point.name}")
        except Exception as cause:  # a stranger's code: whatever it raises is its own loss
            error = _broken(point.name, cause)
        self.plugins.append(Plugin(point.name, package, version, error))

    def _call(self, hook: str, **args: Any) -> list[Any]:
        """Each plug-in's answer to a hook; one that raises is reported and left out."""
        results: list[Any] = []
        for name, plugin in sorted(self._manager.list_name_plugin()):
            caller = self._manager.subset_hook_caller(
                hook, [p for _, p in self._manager.list_name_plugin() if p is not plugin]
            )
            try:
                found = caller(**args)  # a lazy answer may fail too: it is drawn out here
                results.extend(r if isinstance(r, dict) else tuple(r) for r in found)
            except Exception as cause:
                self._fail(name, cause)
        return results

    def _fail(self, name: str, cause: Exception) -> None:
        package, _, point = name.partition(":")
        self.plugins = [
            attrs.evolve(p, error=_broken(point, cause))
            if (p.package, p.name) == (package, point) else p
            for p in self.plugins
        ]  # fmt: skip

    def jurisdictions(self) -> dict[str, Callable[[], Blueprint]]:
        """Every jurisdiction on offer, by code."""
        return {k: v for found in self._call("govrules_jurisdictions") for k, v in found.items()}

    def policies(self, jurisdiction: str) -> tuple[Policy, ...]:
        """Every policy that plug-ins add to a jurisdiction."""
        found = self._call("govrules_policies", jurisdiction=jurisdiction)
        return tuple(p for policies in found for p in policies)

    def commands(self) -> tuple[Any, ...]:
        """Every command that plug-ins add."""
        return tuple(c for commands in self._call("govrules_commands") for c in commands)


def _broken(name: str, cause: Exception) -> PluginError:
    return PluginError(
        f"plug-in {name} cannot be loaded: {type(cause).__name__}: {cause}",
        f"插件 {name} 无法加载：{type(cause).__name__}：{cause}",
        field="plugin", value=name,
        hint_en="the others are unaffected; reinstall or remove it",
        hint_zh="不影响其他插件；请重装或移除",
    )  # fmt: skip


def load(id: str, *, plugins: Plugins | None = None) -> Jurisdiction:
    """Load a jurisdiction by its code, such as ``"beijing"``.

    Args:
        id: The code.
        plugins: The plug-ins to use; those of the environment where not given.

    Raises:
        NotFoundError: if no plug-in offers it.
        PolicyError: if its own policies do not fit together, or two have one id.
    """
    from .jurisdiction import Jurisdiction

    plugins = plugins or Plugins()
    offered = plugins.jurisdictions()
    if id not in offered:
        en, zh = did_you_mean(id, offered)
        raise NotFoundError(
            f"no jurisdiction {id!r} is installed", f"没有安装辖区 {id!r}",
            field="jurisdiction", value=id, hint_en=en, hint_zh=zh,
        )  # fmt: skip
    return Jurisdiction(offered[id](), plugins.policies(id))
