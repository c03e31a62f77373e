"""Code lists: a catalogue of items as a tree, and organs as roles that sit at levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from ..errors import PolicyError, RecordError, did_you_mean, shown
from ..lazy import lazy
from ..tables import read_csv
from ..values import UNKNOWN, CodeTree, Truth
from .organ_names import said_organs
from .rule import written_at
from .sayings import Saying, Sayings

__all__ = ["Code", "CodeList", "Role", "Roles", "is_same", "levels_of", "read_roles", "read_rows"]

# The choice of levels that a role of both has without being asked to declare it.
EITHER = "district_or_city"
OR = "_or_"


@attrs.frozen
class Code:
    """One node: its code, the code above it, its names, and its attributes.

    ``pinyin`` spells the Chinese name and each alias, syllables apart; it is for search alone.
    """

    code: str
    parent: str | None
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    pinyin: tuple[str, ...] = ()


class CodeList:
    """A tree of codes that are found by code, by Chinese name, or by alias.

    Args:
        id: What the list is called in errors.
        codes: The nodes; each parent must be one of them.
        sayings: What people say when they mean one; they decide nothing.
    """

    def __init__(self, id: str, codes: Iterable[Code], sayings: Sayings | None = None) -> None:
        self.id, self.sayings = id, sayings or Sayings()
        self._codes: dict[str, Code] = {}
        self._names: dict[str, list[str]] = {}
        for code in codes:
            if code.code in self._codes:
                raise _twice(id, code.code)
            self._codes[code.code] = code
            for name in dict.fromkeys((code.zh, code.en, *code.aliases)):
                self._names.setdefault(name.casefold(), []).append(code.code)
        for code in self._codes.values():
            if code.parent is not None and code.parent not in self._codes:
                en, zh = did_you_mean(code.parent, self._codes)
                raise PolicyError(
                    f"list {id}: {code.code!r} stands under {code.parent!r}, which is not listed",
                    f"清单 {id}：{code.code!r} 的上级 {code.parent!r} 不在清单中",
                    field="parent",
                    value=code.parent,
                    hint_en=en,
                    hint_zh=zh,
                )
        self._refuse_rings()
        for saying in self.sayings.sayings:
            for item in saying.items:
                if item not in self._codes:
                    raise _not_listed(self, saying, item)
        self._paths: dict[str, tuple[str, ...]] = {}

    def _refuse_rings(self) -> None:
        """Raise PolicyError where a code stands under itself; no path to it would end."""
        whole: set[str] = set()
        for code in self._codes:
            above, at = dict[str, None](), code
            while at not in whole and (parent := self._codes[at].parent) is not None:
                above[at], at = None, parent
                if at in above:
                    raise _under_itself(self.id, at)
            whole |= {*above, at}

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def parent(self, code: str) -> str | None:
        """The code one step up, ``None`` at a root."""
        return self._codes[code].parent

    def path(self, code: str) -> tuple[str, ...]:
        """The codes from the root down to and including ``code``."""
        found = self._paths.get(code)
        if found is None:
            above = self._codes[code].parent
            found = (*(self.path(above) if above else ()), code)
            self._paths[code] = found
        return found

    def is_leaf(self, code: str) -> bool:
        """Whether no code lies below this one."""
        return code not in self._inner

    @lazy
    def _inner(self) -> frozenset[str | None]:
        return frozenset(c.parent for c in self._codes.values())

    @lazy
    def leaves(self) -> tuple[str, ...]:
        """The codes that have none below them."""
        return tuple(code for code in self._codes if self.is_leaf(code))

    def name(self, code: str, lang: str = "zh") -> str:
        """The node's Chinese or English name."""
        node = self._codes[code]
        return node.zh if lang == "zh" else node.en

    def resolve(self, text: str, on: date | None = None) -> str:
        """The code that a code, a name or an alias means; raises RecordError."""
        if text in self._codes:
            return text
        found = self._names.get(text.strip().casefold(), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise RecordError(
                f"{shown(text)} names {len(found)} entries of {self.id}: {', '.join(found)}",
                f"{shown(text)} 在{self.id}中对应 {len(found)} 项：{'、'.join(found)}",
                field=self.id,
                value=text,
                hint_en="give the code",
                hint_zh="请给出代码",
            )
        raise RecordError(
            f"{shown(text)} is not in the list {self.id}",
            f"{shown(text)} 不在{self.id}清单中",
            field=self.id,
            value=text,
            hint_en="give a code or a name of the list",
            hint_zh="请给出清单中的代码或名称",
            near=lambda: self.near(text),
        )

    def near(self, text: str) -> tuple[str | None, str | None]:
        """The hint, English and Chinese, for a text that is none of the list."""
        return did_you_mean(text, [*self._codes, *self._names])

    def attribute(self, code: str, name: str, on: date | None = None) -> Any:
        """An attribute of the node, ``UNKNOWN`` where it has none of that name."""
        return self._codes[code].attributes.get(name) or UNKNOWN

    def canonical(self) -> list[list[Any]]:
        """The list as plain values, sorted: what its digest is made of."""
        return [
            [c.code, c.parent, c.zh, c.en, list(c.aliases), sorted(c.attributes.items())]
            for _, c in sorted(self._codes.items())
        ]


def _not_listed(codes: CodeList, saying: Saying, item: str) -> PolicyError:
    en, zh = codes.near(item)
    return PolicyError(
        f"a saying means {item!r}, which is not in the list {codes.id}",
        f"说法所指的 {item!r} 不在清单 {codes.id} 中",
        field="items",
        value=item,
        place=saying.at,
        hint_en=en,
        hint_zh=zh,
    )


def _under_itself(id: str, code: str) -> PolicyError:
    return PolicyError(
        f"list {id}: {code!r} stands under itself",
        f"清单 {id}：{code!r} 以自身为上级",
        field="parent",
        value=code,
        hint_en="name the code above it, or leave the cell empty",
        hint_zh="请写其上级的代码，或留空",
    )


def _twice(id: str, code: str) -> PolicyError:
    return PolicyError(
        f"list {id} holds {code!r} twice",
        f"清单 {id} 中 {code!r} 重复",
        field="code",
        value=code,
        hint_en="give each entry a code of its own",
        hint_zh="每一项须有唯一代码",
    )


@attrs.frozen
class Role:
    """A role that organs have.

    Args:
        code: Its code.
        zh: What it is called in Chinese.
        en: What it is called in English.
        levels: The levels at which it sits, and choices between them that a text may leave open
            (``county_or_city``); that of district and city needs no declaring.
        kinds: The kinds of unit that have it; all of them where empty.
        names: ``(kind, template)``: what it is called at a kind of unit: in Chinese, in English,
            and in English where the unit has an English name, which may be left out
            (``{unit}办事处/subdistrict office/{unit} Office``).
        named_by: The field that may name the organ more exactly ("the department that asks"), where
            it names a role of the same sort that sits at the same level.
        body: What sort of body it is (``department``).
        rank: The level whose standing it has, where that is not the level at which it sits.
        aliases: What else it is called in Chinese, without its unit (水务局, 镇政府).
        at: The file and line where it is declared.
    """

    code: str
    zh: str
    en: str
    levels: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    named_by: str | None = None
    body: str = ""
    rank: str | None = None
    aliases: tuple[str, ...] = ()
    at: str = attrs.field(
        default=attrs.Factory(lambda role: written_at(role.code), takes_self=True), eq=False
    )

    @property
    def place(self) -> str:
        """Where errors say that it stands: ``roles.csv:7: role water``."""
        return f"{self.at}: role {self.code}" if self.at else f"role {self.code}"


@attrs.frozen
class LocatedOrgan:
    """An organ that a text means, and what is to be said of how it was read."""

    code: str
    note_zh: str = ""
    note_en: str = ""

    @property
    def settled(self) -> str:
        """The code, which here no day makes doubtful; see ``Located.settled``."""
        return self.code


class Roles(CodeList):
    """The roles, and as a tree each role's seats: ``health`` → ``health@district``.

    A department that a statute names without its level sits at a choice of levels, such as
    ``district_or_city``.
    """

    def __init__(self, roles: Iterable[Role]) -> None:
        self.roles = {role.code: role for role in roles}
        codes = []
        # Role → its seats, each with the levels of which it may be.
        self._levels: dict[str, dict[str, frozenset[str]]] = {}
        for role in self.roles.values():
            codes.append(Code(role.code, None, role.zh, role.en))
            both = (EITHER,) if {"city", "district"} <= set(role.levels) else ()
            seats = self._levels.setdefault(role.code, {})
            for level in dict.fromkeys((*role.levels, *both)):
                code = f"{role.code}@{level}"
                codes.append(Code(code, role.code, role.zh, role.en))
                seats[code] = frozenset(levels_of(level))
        super().__init__("roles", codes)
        self.naming_fields = tuple(sorted({r.named_by for r in self.roles.values() if r.named_by}))
        # A role and its seats share a name; the name means the role.
        self._names = {
            key: [c for c in found if "@" not in c] or found for key, found in self._names.items()
        }

    def locate(self, text: str, on: date | None = None) -> LocatedOrgan:
        """The organ that a text means, also as people say it; raises RecordError.

        Args:
            text: A code, a name, or what people say: 区交通部门, 怀柔区水务局, 镇政府.
            on: Not looked at.
        """
        said = text.strip()
        if said in self or said.casefold() in self._names:
            return LocatedOrgan(self._at_its_one_level(self.resolve(said, on)))
        found = said_organs(said, self.roles.values())
        if len(found) != 1:
            if found:
                raise _several(text, [organ.code for organ in found])
            return LocatedOrgan(self.resolve(said, on))
        code, unit = found[0].code, found[0].unit
        if not unit:
            return LocatedOrgan(code)
        return LocatedOrgan(
            code,
            f"{text}读作{self.name(code)}（{code}）；是否为{unit}的，以地点为准",
            f"{text} is read as {code}; whether it is that of {unit}, the place says",
        )

    def _at_its_one_level(self, code: str) -> str:
        """The seat of a role that sits at one level only; other codes as they are."""
        role = self.roles.get(code)
        return f"{code}@{role.levels[0]}" if role and len(role.levels) == 1 else code

    def near(self, text: str) -> tuple[str | None, str | None]:
        """The hint for a text that is none of the list: of a known role, all its seats."""
        return self.seats(text) or super().near(text)

    def seats(self, text: str) -> tuple[str, str] | None:
        """The hint that lists where a role sits; ``None`` if the text names no role's code."""
        role = self.roles.get(text.partition("@")[0].strip())
        seats = [code for code in self if role is not None and code.startswith(f"{role.code}@")]
        if not seats:
            return None
        return f"it sits at {', '.join(seats)}", f"可用：{'、'.join(seats)}"

    def is_same(self, first: str, second: str) -> Truth:
        """Whether two organs are one; that of a level left open is that of either level."""
        one, other = (self.path(code)[0] for code in (first, second))
        if one != other:
            return False
        levels = self._levels[one]
        if not levels:  # a role that sits at no level is one organ
            return True
        found = {
            bool(levels[a] & levels[b])
            for a in ([first] if first in levels else levels)
            for b in ([second] if second in levels else levels)
        }
        return found.pop() if len(found) == 1 else UNKNOWN

    def seated(self, value: str) -> str:
        """A role named without its level, at the level where it sits; other values as they are."""
        role = self.roles.get(value)
        if role is None or not role.levels:
            return value
        choices = (level for level in (*role.levels, EITHER) if OR in level)
        either = (code for level in choices if (code := f"{value}@{level}") in self)
        return next(either, f"{value}@{role.levels[0]}")


def levels_of(level: str) -> tuple[str, ...]:
    """The levels that a seat may be of: one, or those that a text leaves open, lowest first."""
    return tuple(level.split(OR))


def _several(text: str, codes: list[str]) -> RecordError:
    return RecordError(
        f"{shown(text)} may be {len(codes)} organs: {', '.join(codes)}",
        f"{shown(text)} 可指 {len(codes)} 个机关：{'、'.join(codes)}",
        field="roles",
        value=text,
        hint_en="give the code",
        hint_zh="请给出代码",
    )


def is_same(tree: CodeTree, first: str, second: str) -> Truth:
    """Whether two codes of a tree mean the same; unknown where one is not precise enough.

    Args:
        tree: The tree of both.
        first: A code.
        second: Another; a code that has others below it may be any of them.
    """
    if isinstance(tree, Roles):
        return tree.is_same(first, second)
    if first not in tree.path(second) and second not in tree.path(first):
        return False
    return True if first == second and tree.is_leaf(first) else UNKNOWN


def read_roles(path: Path) -> tuple[Role, ...]:
    """The roles of a CSV file: role, zh, en, levels, kinds, names, named_by (lists by ``|``).

    The columns ``body``, ``rank`` and ``aliases`` may be there.
    """
    columns = ("role", "zh", "en", "levels", "kinds", "names", "named_by")
    roles = []
    for place, row in read_rows(path, columns):
        names = (n.partition(":") for n in _split(row["names"]))
        roles.append(
            Role(
                row["role"],
                row["zh"],
                row["en"],
                _split(row["levels"]),
                _split(row["kinds"]),
                tuple((kind, name) for kind, _, name in names),
                row["named_by"] or None,
                row.get("body", ""),
                row.get("rank") or None,
                _split(row.get("aliases", "")),
                place,
            )
        )
    return tuple(roles)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def read_rows(path: Path, columns: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file with the place of each (``waste.csv:12``); raises PolicyError.

    Args:
        path: A UTF-8 file with a header.
        columns: The columns that must be there; others are passed through.
    """
    lines = read_csv(path)
    _, header = next(lines, ("", []))
    wanted = tuple(columns)
    missing = [c for c in wanted if c not in header]
    if missing:
        raise PolicyError(
            f"{path.name} has no column {missing[0]!r}, only {', '.join(header)}",
            f"{path.name} 缺少列 {missing[0]!r}，只有 {'、'.join(header)}",
            field=missing[0],
            place=f"{path.name}:1",
            hint_en=f"write {','.join(wanted)}, and then what you add",
            hint_zh=f"请写 {','.join(wanted)}，其后可自行增列",
        )
    for place, cells in lines:
        if cells and len(cells) != len(header):
            raise PolicyError(
                "the row has not as many cells as the header",
                "该行的单元格数与表头不符",
                value=cells[0],
                place=place,
                hint_en="quote a cell that holds a comma",
                hint_zh="含逗号的单元格须加引号",
            )
        if cells:
            yield place, {k: v.strip() for k, v in zip(header, cells, strict=True)}
