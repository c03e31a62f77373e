"""Plug-ins: packs and policies that other packages bring, found by entry points.

A package names a module in the entry-point group ``govrules``; the module implements one of the
hooks below with ``govrules.hookimpl``. What govrules itself ships comes in the same way. Importing
a plug-in runs its code, so an allow-list can name the packages whose plug-ins are imported at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from threading import Timer
from typing import TYPE_CHECKING, Any

import attrs
import pluggy

from .author_line import told
from .errors import GovrulesError, NotFoundError, PluginError, PolicyError, did_you_mean, shown
from .inquiry import Inquiry
from .rules import Policy

if TYPE_CHECKING:
    from .analysis import Detector
    from .blueprint import Blueprint
    from .jurisdiction import Jurisdiction

__all__ = ["ALLOWED", "GROUP", "Hooks", "Plugin", "Plugins", "hookimpl", "load"]

GROUP = "govrules"
# The environment variable with the packages whose plug-ins may be imported, joined by commas.
ALLOWED = "GOVRULES_PLUGINS"
# A plug-in that has not answered after so many seconds is named in the log.
PATIENCE = 10.0
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)

# What a stranger's code may raise at its own loss; ``sys.exit`` would end the program with a code
# that means something else.
ANYTHING = (Exception, SystemExit)


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
    def govrules_inquiries(self, jurisdiction: str) -> Iterable[Inquiry]:  # type: ignore[empty-body]
        """Inquiries to add to a jurisdiction.

        Args:
            jurisdiction: Its code, such as ``beijing``.
        """

    @hookspec
    def govrules_detectors(self) -> Iterable[Detector]:  # type: ignore[empty-body]
        """Detectors that ``govrules check`` runs beside its own."""

    @hookspec
    def govrules_commands(self) -> Iterable[Any]:  # type: ignore[empty-body]
        """Commands (``click.Command``) to add to the command line."""


@attrs.frozen
class Plugin:
    """A plug-in that was found: its name, package and version, and why it failed if it did.

    One that is not allowed was not imported.
    """

    name: str
    package: str
    version: str
    error: PluginError | None = None
    is_allowed: bool = True


class Plugins:
    """The plug-ins of this environment, each loaded on its own.

    Args:
        found: Entry points to use instead of those of the environment.
        allowed: The packages whose plug-ins may be imported (``"govrules"`` for what govrules
            ships); those named in the variable ``GOVRULES_PLUGINS`` where not given, all where
            that is not set.

    Attributes:
        plugins: What was found; a plug-in that fails later gets its error then.

    Raises:
        NotFoundError: if the allow-list names a package that brings no plug-in.
    """

    def __init__(
        self, found: Iterable[EntryPoint] | None = None, *, allowed: Iterable[str] | None = None
    ) -> None:
        self._manager = pluggy.PluginManager(GROUP)
        self._manager.add_hookspecs(Hooks)
        self.plugins: list[Plugin] = []
        self._are_installed = found is None
        points = list(entry_points(group=GROUP) if found is None else found)
        names = _allowed(allowed, {_package(p) for p in points})
        self._allowed = None if names is None else tuple(sorted(names))
        for point in sorted(points, key=lambda p: (p.name, p.value)):
            self._register(point, is_allowed=names is None or _normal(_package(point)) in names)

    @property
    def errors(self) -> tuple[PluginError, ...]:
        """What is wrong with those that failed so far, each once."""
        return tuple(dict.fromkeys(p.error for p in self.plugins if p.error is not None))

    def _register(self, point: EntryPoint, *, is_allowed: bool) -> None:
        package = _package(point)
        version = point.dist.version if point.dist else "?"
        name, error = f"{package}:{point.name}", None
        try:
            if is_allowed:
                self._import(point, name)
        except ANYTHING as cause:
            error = _failed(point.name, cause)
            if self._manager.has_plugin(name):  # half of it may have been taken already
                self._manager.unregister(name=name)
        self.plugins.append(Plugin(point.name, package, version, error, is_allowed))

    def _import(self, point: EntryPoint, name: str) -> None:
        with _named(f"{point.name} ({_package(point)})"):
            module = point.load()
        if (same := self._manager.get_name(module)) is not None:
            raise PluginError(
                f"it is the same module as plug-in {_short(same)}: {point.value}",
                f"与插件 {_short(same)} 是同一模块：{point.value}",
            )
        self._manager.register(module, name=name)
        self._manager.check_pending()  # a misspelt hook would never be called

    def _call(
        self, hook: str, read: Callable[[Any], Iterable[Any]], **args: Any
    ) -> Iterator[tuple[str, Any]]:
        """What each plug-in brings, with its name; one that fails brings nothing.

        Args:
            hook: The hook to call.
            read: Checks an answer and parts it; what it raises is the plug-in's fault too.
            **args: What the hook is given.
        """
        plugins = sorted(self._manager.list_name_plugin())
        for name, plugin in plugins:
            others = [p for _, p in plugins if p is not plugin]
            try:
                with _named(f"{_short(name)} ({name.partition(':')[0]})"):
                    answers = self._manager.subset_hook_caller(hook, others)(**args)
                    found = [x for answer in answers for x in read(answer)]
            except ANYTHING as cause:
                self._fail(_failed(_short(name), cause, hook), name)
            else:
                yield from ((name, x) for x in found)

    def _fail(self, error: PluginError, *names: str) -> None:
        """Note what is wrong with a plug-in, or between several; the first error stays."""
        for i, p in enumerate(self.plugins):
            if f"{p.package}:{p.name}" in names and p.error is None:
                self.plugins[i] = attrs.evolve(p, error=error)

    def jurisdictions(self) -> dict[str, Callable[[], Blueprint]]:
        """Every jurisdiction on offer, by code; one that two plug-ins offer is not."""
        return {id: make for id, ((_, make), *others) in self._offered().items() if not others}

    def _offered(self) -> dict[str, list[tuple[str, Callable[[], Blueprint]]]]:
        offered: dict[str, list[tuple[str, Callable[[], Blueprint]]]] = {}
        for name, (id, make) in self._call("govrules_jurisdictions", _makers):
            offered.setdefault(id, []).append((name, make))
        for id, found in offered.items():
            if len(found) > 1:
                names = [name for name, _ in found]
                self._fail(_twice(id, names), *names)
        return offered

    def blueprint(self, id: str) -> Blueprint:
        """The blueprint of a jurisdiction, or of one of its inquiries, made now.

        Args:
            id: The code: ``beijing``, ``beijing.establishment``.

        Raises:
            NotFoundError: if no plug-in offers it.
            PluginError: if two do, or the one that does cannot make it.
            PolicyError: if the pack itself is wrong.
        """
        from .blueprint import Blueprint
        from .inquiring import blueprint_of

        offered = self._offered()
        whole, dot, inquiry = id.partition(".")
        if dot and id not in offered and whole in offered:
            return blueprint_of(self.blueprint(whole), inquiry)
        if id not in offered:
            en, zh = did_you_mean(id, offered)
            for failed in self.errors:  # it may be what one of these would have offered
                en = "; ".join(filter(None, (en, failed.text("en"))))
                zh = "；".join(filter(None, (zh, failed.text("zh"))))
            raise NotFoundError(
                f"no jurisdiction {id!r} is installed",
                f"没有安装辖区 {id!r}",
                field="jurisdiction",
                value=id,
                hint_en=en,
                hint_zh=zh,
            )
        (name, make), *others = offered[id]
        if others:
            raise _twice(id, [name, *(n for n, _ in others)])
        try:
            with _named(f"{_short(name)} ({name.partition(':')[0]})"):
                made = self._with_inquiries(_typed(make(), Blueprint))
        except PolicyError as wrong:
            self.fail(id, wrong)
            raise wrong.at(self.offered_by(id)) from None
        except ANYTHING as cause:
            error = _failed(_short(name), cause, f"jurisdiction {id!r}")
            self._fail(error, name)
            raise error from cause
        return made

    def _with_inquiries(self, blueprint: Blueprint) -> Blueprint:
        """The blueprint with the inquiries that plug-ins add; one whose id is taken is left out."""
        id = blueprint.id
        for name, inquiry in self._call("govrules_inquiries", _inquiries, jurisdiction=id):
            try:
                blueprint = attrs.evolve(blueprint, inquiries=(*blueprint.inquiries, inquiry))
            except PolicyError as wrong:
                self._fail(_failed(_short(name), wrong, f"inquiry {inquiry.id!r}"), name)
        return blueprint

    def fail(self, id: str, error: GovrulesError) -> None:
        """Note with the plug-in that offers a jurisdiction that its pack does not fit together."""
        by = self._offering(id)
        self._fail(_failed(_short(by), error, f"jurisdiction {id!r}"), by)

    def offered_by(self, id: str) -> str:
        """Which plug-in offers a jurisdiction, with its package: ``"plug-in city (my-city)"``."""
        package, _, name = self._offering(id).partition(":")
        return f"plug-in {name} ({package})"

    def _offering(self, id: str) -> str:
        """The name of the plug-in that offers a jurisdiction, or the one whose inquiry it is."""
        offered = self._offered()
        return (offered.get(id) or offered[id.partition(".")[0]])[0][0]

    def policies(self, jurisdiction: str) -> tuple[Policy, ...]:
        """Every policy that plug-ins add to a jurisdiction."""
        found = self._call("govrules_policies", _policies, jurisdiction=jurisdiction)
        return tuple(policy for _, policy in found)

    def detectors(self) -> tuple[Detector, ...]:
        """Every detector that plug-ins add."""
        return tuple(d for _, d in self._call("govrules_detectors", _detectors))

    def commands(self) -> tuple[Any, ...]:
        """Every command that plug-ins add."""
        return tuple(command for _, command in self._call("govrules_commands", tuple))


def _allowed(given: Iterable[str] | None, packages: set[str]) -> set[str] | None:
    """The packages that are allowed, ``None`` where all are; raises NotFoundError."""
    if given is None:
        words = [word.strip() for word in os.environ.get(ALLOWED, "").split(",")]
        given = [word for word in words if word] or None
    if given is None:
        return None
    if not isinstance(given, str | Iterable):
        raise NotFoundError(
            f"the packages whose plug-ins may be imported are names, not {shown(given)}",
            f"可用插件的软件包应写名称，而不是 {shown(given)}",
            field="plugins",
            value=given,
            hint_en="such as plugins=['govrules-shanghai']",
            hint_zh="例如 plugins=['govrules-shanghai']",
        )
    names, known = [given] if isinstance(given, str) else list(given), set(map(_normal, packages))
    for name in names:
        if _normal(name) not in known:
            en, zh = did_you_mean(name, sorted(packages))
            raise NotFoundError(
                f"no package {shown(name)} brings a plug-in",
                f"没有软件包 {shown(name)} 提供插件",
                field="plugins",
                value=name,
                hint_en=en,
                hint_zh=zh,
            )
    return set(map(_normal, names))


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "?"


def _normal(package: str) -> str:
    """The name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", str(package)).lower()


@contextmanager
def _named(plugin: str) -> Iterator[None]:
    """Name the plug-in whose code runs: in the log if it takes long, in Ctrl-C if that ends it."""
    timer = Timer(PATIENCE, _warn, (plugin,))
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt as stopped:
        stopped.add_note(f"plug-in {plugin} was running 当时正在运行插件 {plugin}")
        raise
    finally:
        timer.cancel()


def _warn(plugin: str) -> None:
    import logging

    # Where the program has set up no logging, Python writes this to stderr.
    logging.getLogger(__name__).warning(
        "plug-in %s has been running for %g s 插件 %s 已运行 %g 秒",
        *(plugin, PATIENCE, plugin, PATIENCE),
    )


def _short(name: str) -> str:
    return name.partition(":")[2]


def _makers(answer: Any) -> Iterable[tuple[str, Callable[[], Blueprint]]]:
    for id, make in _typed(answer, Mapping, "dict[str, Callable[[], Blueprint]]").items():
        yield _typed(id, str), _typed(make, Callable)


def _policies(answer: Any) -> Iterable[Policy]:
    return [_typed(p, Policy) for p in _typed(answer, Iterable, "Iterable[Policy]")]


def _inquiries(answer: Any) -> Iterable[Inquiry]:
    return [_typed(i, Inquiry) for i in _typed(answer, Iterable, "Iterable[Inquiry]")]


def _detectors(answer: Any) -> Iterable[Detector]:
    from .analysis import Detector

    return [_typed(d, Detector) for d in _typed(answer, Iterable, "Iterable[Detector]")]


def _typed(value: Any, kind: Any, name: str = "") -> Any:
    """The value, if it is of that kind; raises PluginError."""
    if not isinstance(value, kind):
        name = name or kind.__name__
        given = shown(value)
        raise PluginError(f"it gives {given}, not {name}", f"给出的是 {given}，应为 {name}")
    return value


def _failed(name: str, cause: BaseException, what: str | None = None) -> PluginError:
    en, zh = told(cause)
    return PluginError(
        f"plug-in {name} fails in {what}: {en}"
        if what
        else f"plug-in {name} cannot be loaded: {en}",
        f"插件 {name} 的 {what} 出错：{zh}" if what else f"插件 {name} 无法加载：{zh}",
        field="plugin",
        value=name,
        hint_en="what it adds is missing, the rest is unaffected; correct, reinstall or remove it",
        hint_zh="缺少的是它所增加的内容，不影响其他；请更正、重装或移除",
        faults=cause.faults if isinstance(cause, GovrulesError) else (),
    )


def _twice(id: str, names: list[str]) -> PluginError:
    parts = [name.partition(":") for name in names]
    shown = [f"{point} ({package})" for package, _, point in parts]
    return PluginError(
        f"jurisdiction {id!r} is offered by {len(names)} plug-ins: {', '.join(shown)}",
        f"辖区 {id!r} 由 {len(names)} 个插件提供：{'、'.join(shown)}",
        field="jurisdiction",
        value=id,
        hint_en="it cannot be told which is meant; remove all but one",
        hint_zh="无从判断所指哪一个；请只留其一",
    )


@attrs.frozen
class _Load:
    """Loads a jurisdiction elsewhere as it was loaded here: with the same plug-ins allowed."""

    allowed: tuple[str, ...] | None

    def __call__(self, id: str) -> Jurisdiction:
        return load(id, plugins=self.allowed)


def load(id: str, *, plugins: Plugins | Iterable[str] | None = None) -> Jurisdiction:
    """Load a jurisdiction by its code, such as ``"beijing"``.

    Args:
        id: The code; ``"beijing.establishment"`` is what answers an inquiry of it.
        plugins: The plug-ins to use, or the packages whose plug-ins may be imported
            (``["govrules"]``); those of the environment where not given.

    Returns:
        The jurisdiction. Its ``errors`` name every plug-in that failed and every policy that was
        left out: what they would have added is missing.

    Raises:
        NotFoundError: if no plug-in offers it, or an allowed package brings none.
        PluginError: if two do, or the one that does cannot make it.
        PolicyError: if its own policies do not fit together, or two have one id.
    """
    from .jurisdiction import Jurisdiction

    if not isinstance(plugins, Plugins):
        plugins = Plugins(allowed=plugins)
    blueprint = plugins.blueprint(id)
    added = list(plugins._call("govrules_policies", _policies, jurisdiction=id))
    try:
        made = Jurisdiction(blueprint, [p for _, p in added], errors=plugins.errors)
    except PolicyError as error:
        if names := [_short(name) for name, p in added if p.id == error.value]:
            for name, p in added:
                if p.id == error.value:
                    plugins._fail(_failed(_short(name), error, f"policy {p.id!r}"), name)
            raise error.at(f"plug-in {', '.join(names)}") from None  # two of one id: say whose
        plugins.fail(id, error)
        raise error.at(plugins.offered_by(id)) from None
    made.detectors = plugins.detectors
    if plugins._are_installed:  # any process here can do the same
        made.origin = (_Load(plugins._allowed), id)
    for left_out in made.errors:
        if left_out.field == "policy":
            plugins._fail(left_out, *(name for name, p in added if p.id == left_out.value))
    return made
