"""``govrules places``: find a unit: code, path, kind, rosters, what became of it, its organs."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ..errors import PlaceError, did_you_mean
from .base import Argument, Exit, Option, Session, command, json_option, jurisdiction_option
from .levels import level_name
from .screen import Column, Screen, width

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..territory import Territory
    from ..territory.units import Located, Unit

__all__ = ["places"]

LIMIT = 20
# What is said of the user's own registry of places, and in how many words.
REGISTRY = {"load": 2, "forget": 1}


@command(
    "places",
    about=(
        "查地点：代码、路径、类别、名册、沿革、机关",
        "find a place: code, path, kind, rosters, lineage, organs",
    ),
    more=(
        "TEXT 可为代码、名称、简称、路径（西城区/大栅栏街道）、地址或名称的一部分。"
        "地址只认到能够确定的一级，其后的文字列为“未读”。"
        "名册只说明其当日的情况；两次名册之间何日变更，名册未载。"
        "load FILE 载入自有的地名表，forget 予以删除。",
        "TEXT is a code, a name, a short form, a path (西城区/大栅栏街道), an address or part of a "
        "name. An address is read as far as it is certain; what follows is told as not read. "
        "A roster speaks for its own day; when between two of them a change came, they do not say. "
        "load FILE takes a registry of your own, forget drops it.",
    ),
    examples=(
        (
            "govrules places 大栅栏",
            ("一处，及名称相近的各处", "one place, and those named like it"),
        ),
        (
            "govrules places 北京市海淀区北四环西路1号",
            ("地址中能够确定的一级", "an address, as far as it is certain"),
        ),
        ("govrules places 110106008", ("代码的沿革", "what became of a code")),
        (
            "govrules places load roads.csv",
            (
                "载入道路、小区、地点名称（列 name、code），此后用于读地址",
                "your roads, estates, points of interest (name, code): addresses are read by them",
            ),
        ),
        ("govrules places forget", ("不再使用所载的名称", "use them no more")),
        (
            "govrules places 西城区/大栅栏街道 --organs --lang en",
            ("在此的机关", "the organs there"),
        ),
    ),
    params=(
        Argument(
            "text",
            nargs=-1,
            required=True,
            zh="代码、名称、路径，或名称的一部分",
            en="a code, a name, a path, or part of a name",
        ),
        Option(
            "--on",
            metavar="DAY",
            zh="按哪一天的名册（2021-03-01）；缺省为最近一次",
            en="the day whose roster is meant (2021-03-01); else the last one",
        ),
        Option(
            "--organs", is_flag=True, zh="列出设在此处的机关", en="list the organs that sit there"
        ),
        Option(
            "--limit",
            metavar="N",
            type=click.IntRange(1),
            default=LIMIT,
            zh=f"最多列出几处，缺省 {LIMIT}",
            en=f"how many places to list at most; {LIMIT} where not given",
        ),
        json_option("每行一个 JSON", "one JSON a line"),
        jurisdiction_option(),
    ),
)
def places(
    session: Session,
    text: tuple[str, ...],
    on: str | None,
    organs: bool,
    limit: int,
    as_json: bool,
    jurisdiction: str,
) -> int:
    """Find the units that the text means, or whose name has it."""
    if text[0] in REGISTRY and len(text) == REGISTRY[text[0]]:
        from .places_own import forget, load

        return (
            forget(session, jurisdiction)
            if len(text) == 1
            else load(session, jurisdiction, text[1])
        )
    from ..values import parse_day

    day = None if on is None else parse_day(on, field="--on")
    j = session.load(jurisdiction)
    finder = Finder(session, j, day)
    words = "/".join(text)
    located, fault = finder.locate(words)
    like = [
        u
        for u in j.territory.search(words, day, limit + 1)
        if not located or u.code != located.code
    ]
    if located is None and not like:
        raise fault or PlaceError("no place", "没有此地")
    if as_json:
        units = ([located.unit] if located else []) + like[:limit]
        for unit in units:
            note = located if located is not None and unit.code == located.code else None
            click.echo(json.dumps(finder.record(unit, note, organs), ensure_ascii=False))
        return Exit.DONE
    screen = Screen()
    if located is not None:
        finder.show(screen, located)
        if organs:
            finder.show_organs(screen, located.code)
    if like:
        finder.show_like(screen, like[:limit], located, more=len(like) > limit)
    return Exit.DONE


class Finder:
    """Finds and shows the units of one territory on one day."""

    def __init__(self, session: Session, j: Jurisdiction, day: date | None) -> None:
        self.session, self.j, self.day = session, j, day
        self.territory: Territory = j.territory

    def locate(self, text: str) -> tuple[Located | None, PlaceError | None]:
        """The one unit that the text means; else why there is none."""
        try:
            return self.territory.locate(text, self.day), None
        except PlaceError as error:
            return None, self._nearer(error, text)

    def _nearer(self, error: PlaceError, text: str) -> PlaceError:
        """The error with a hint from the names of districts and subdistricts, if it has none."""
        if error.hint_en is None:
            names = [self.territory.name(c) for c in self.territory if len(c) <= 9]
            error.hint_en, error.hint_zh = did_you_mean(text.rpartition("/")[2], names)
        if error.hint_en is None:
            error.hint_en = "try fewer characters, or a code"
            error.hint_zh = "请减少字数，或用代码"
        return error

    def path(self, code: str) -> str:
        """The path of names as of the day."""
        units = [self.territory.unit(c, self.day) for c in self.territory.path(code)]
        if self.session.lang == "zh":
            return "/".join(u.zh for u in units)
        from ..decision.organ import with_chinese

        return with_chinese("/".join(u.en for u in units), units[-1].zh)

    def kind(self, unit: Unit) -> str:
        """What kind of unit it is, in words."""
        lang = self.session.lang
        for field in self.j.fields.values():
            of_place = field.reads is not None and field.reads[0] == self.j.layout.place
            if of_place and field.choice_code(unit.kind) == unit.kind:
                return field.label(unit.kind, lang)
        return level_name(unit.kind, self.session)

    def show(self, screen: Screen, located: Located) -> None:
        """One unit with all that is known of it."""
        unit, say, lang = located.unit, self.session.say, self.session.lang
        screen.line(self.path(unit.code), "bold cyan")
        pairs = [
            (say(("代码", "code")), unit.code),
            (say(("类别", "kind")), self.kind(unit)),
            (say(("层级", "level")), level_name(unit.level, self.session)),
            (say(("此名见于名册", "so called in")), ", ".join(unit.rosters)),
        ]
        below = self.territory.children(unit.code, self.day)
        if below:
            pairs.append(
                (say(("下辖", "below it")), say(("{n} 个单位", "{n} units"), n=len(below)))
            )
        if located.rest:
            hint = self.territory.suggest(located.rest, unit.code)[lang == "zh"]
            pairs.append((say(("未读", "not read")), located.rest + (f" ({hint})" if hint else "")))
        note = located.note_zh if lang == "zh" else located.note_en
        pairs += [
            (say(("沿革", "lineage")), e.text(lang)) for e in self.territory.lineage(unit.code)
        ]
        if note and note not in {text for _, text in pairs}:
            pairs.append((say(("注意", "note")), note))
        left = max(width(name) for name, _ in pairs)
        for name, text in pairs:
            screen.block(text, first=f"  {name}{' ' * (left - width(name))}  ")

    def organs(self, code: str) -> list[Any]:
        """The organs at a unit, by their proper names."""
        from ..decision.organ import organ_at
        from ..evaluate.known import Known
        from ..rules.facts import unit_kinds

        place = self.j.layout.place
        values: dict[str, Any] = {place: code, self.j.rules.day_field: self.day}
        values.update(unit_kinds(self.j.fields[place], code, self.day))
        return [
            organ_at(
                f"{o.role}@{o.level}",
                self.territory,
                self.j.rules.roles,
                Known(values),
                place_field=place,
                day_field=self.j.rules.day_field,
            ).organ
            for o in self.territory.organs_at(code, self.day)
        ]

    def show_organs(self, screen: Screen, code: str) -> None:
        """The organs that sit at a unit, and the lines that lead to and from each."""
        say, lang = self.session.say, self.session.lang
        found = self.organs(code)
        screen.line()
        if not found:
            screen.line(say(("此处没有机关", "no organ sits here")))
            return
        rows = [(o.role, o.name if lang == "zh" else o.name_en) for o in found]
        screen.table([Column(say(("角色", "role")), "dim"), Column(say(("机关", "organ")))], rows)

    def show_like(
        self, screen: Screen, units: list[Unit], located: Located | None, *, more: bool
    ) -> None:
        """A table of units."""
        say = self.session.say
        if located is not None:
            screen.line()
            screen.line(say(("名称或代码相近：", "named or coded like it:")), "bold")
        rows = [
            (
                u.code,
                self.path(u.code).partition("/")[2] or u.zh,
                self.kind(u),
                ", ".join(u.rosters),
            )
            for u in units
        ]
        heads = (
            ("代码", "code", "dim"),
            ("路径", "path", "bold"),
            ("类别", "kind", ""),
            ("名册", "rosters", "dim"),
        )
        screen.table([Column(say((zh, en)), style) for zh, en, style in heads], rows)
        if more:
            words = (
                "还有更多：写得更全，或用 --limit",
                "there are more: write more of it, or use --limit",
            )
            screen.line(say(words), "dim")

    def record(self, unit: Unit, located: Located | None, organs: bool) -> dict[str, Any]:
        """A unit as plain values."""
        t = self.territory
        record: dict[str, Any] = {
            "code": unit.code,
            "zh": unit.zh,
            "en": unit.en,
            "level": unit.level,
            "kind": unit.kind,
            "path": self.path(unit.code),
            "parent": unit.parent,
            "rosters": list(unit.rosters),
            "lineage": [
                {"kind": e.kind, "zh": e.text("zh"), "en": e.text("en")}
                for e in t.lineage(unit.code)
            ],
            "settled": located.settled if located else unit.code,
            "note_zh": located.note_zh if located else "",
            "note_en": located.note_en if located else "",
            "rest": located.rest if located else "",
        }
        if organs:
            record["organs"] = [
                {"role": o.role, "level": o.level, "zh": o.name, "en": o.name_en}
                for o in self.organs(unit.code)
            ]
        return record
