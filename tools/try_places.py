"""Try the reader of places on generated input: what was read, what was wrong, how long it took.

    python tools/try_places.py [--seed 7] [--each 500]

Each kind of input is made from the roster and from words for roads, estates and doors, so that the
unit it names is known. An answer is wrong if it is a unit in which the place need not lie; it is
missed if it is less than what the text makes certain.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from govrules.errors import PlaceError
from govrules.territory import Territory, load_units

ROOT = Path(__file__).resolve().parents[1]
STEMS = [
    "学院",
    "望京",
    "建国",
    "朝阳",
    "中关村",
    "和平",
    "北苑",
    "天桥",
    "四环",
    "长安",
    "阜成",
    "知春",
    "五道口",
    "太阳宫",
    "青年",
    "永定",
    "新华",
    "幸福",
]
ENDS = [
    "路",
    "北路",
    "南大街",
    "西街",
    "东路",
    "大街",
    "胡同",
    "巷",
    "中路",
    "二条",
    "桥",
    "园",
    "小区",
    "家园",
    "花园",
    "嘉园",
    "公寓",
    "大厦",
    "广场",
]
DOORS = [
    "1号",
    "12号院",
    "3号楼2单元101",
    "B座801",
    "甲5号",
    "8号院6号楼",
    "东侧",
    "旁边工地",
    "地下一层",
    "南门外",
]
FAR = [
    "河北省廊坊市",
    "天津市武清区",
    "上海市浦东新区",
    "长春市朝阳区",
    "广东省深圳市南山区",
    "保定市",
    "南京市鼓楼区",
    "沈阳市和平区",
]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
Case = tuple[str, str | None]


class Maker:
    """Makes addresses whose unit is known."""

    def __init__(self, territory: Territory, seed: int) -> None:
        self.t, self.random = territory, random.Random(seed)
        self.streets = [c for c in territory if len(c) == 9 and self.now(c)]
        self.bodies = [c for c in territory if len(c) == 12 and self.now(c)]

    def now(self, code: str) -> bool:
        """Whether the last roster has the code."""
        return self.t.rosters[-1].id in self.t.unit(code).rosters

    def one(self, words: list[str]) -> str:
        """One of the words."""
        return self.random.choice(words)

    def road(self) -> str:
        """A road or an estate, with a door."""
        return self.one(STEMS) + self.one(ENDS) + self.one(DOORS)

    def street(self) -> tuple[str, str, str]:
        """A code of a subdistrict, its district's name, its own."""
        code = self.one(self.streets)
        return code, self.t.name(code[:6]), self.t.name(code)

    def town(self, name: str) -> str:
        """An area's name as that of its town."""
        stem = name.removesuffix("地区")
        if stem == name or stem.endswith(("镇", "乡")):
            return stem
        return stem + self.one(["镇", "乡"])


Kind = Callable[[Maker], Case]


def district_and_road(m: Maker) -> Case:
    code, district, _ = m.street()
    return m.one(["北京市", "", "北京市市辖区", "中国北京市"]) + district + m.road(), code[:6]


def street_and_road(m: Maker) -> Case:
    code, district, street = m.street()
    return m.one(["北京市", ""]) + district + street + m.road(), code


def forms_of_writing(m: Maker) -> Case:
    code, district, street = m.street()
    city, mark = m.one(["北京市", "北京市北京市"]), m.one(["-", "·", "/", " ", "，", ">"])
    forms = [
        f"{city}{district}{district}{street}",
        mark.join((city, district, street)),
        " ".join(city + district + street),
        f"{city}{district}{street}。",
        f"{street}（{district}）",
        f"{district}{street}（{m.road()}）",
        f"{city}{district}{street}{m.road()}".translate(WIDE),
    ]
    return m.one(forms), code


def offices(m: Maker) -> Case:
    code, district, street = m.street()
    kind = m.t.unit(code).kind
    behind = "办事处" if kind in ("street", "area") else "人民政府" if kind != "zone" else ""
    return f"{m.one(['北京市', ''])}{district}{street}{behind}", code


def towns_of_areas(m: Maker) -> Case:
    code, district, street = m.street()
    return district + m.town(street) + m.one(["", m.road()]), code


def communities(m: Maker) -> Case:
    code = m.one(m.bodies)
    names = [m.t.name(c) for c in m.t.path(code)]
    return m.one(["", "/"]).join(names[m.one([0, 1]) :]), code  # type: ignore[list-item, misc]


def short_district(m: Maker) -> Case:
    code, district, street = m.street()
    return f"北京{district.removesuffix('区')}{street}{m.road()}", code


def short_district_and_road(m: Maker) -> Case:
    code, district, _ = m.street()
    return f"北京{m.one(['', '市'])}{district.removesuffix('区')}{m.road()}", code[:6]


def former_districts(m: Maker) -> Case:
    name, code = m.random.choice(
        [("崇文区", "110101"), ("宣武区", "110102"), ("密云县", "110118"), ("延庆县", "110119")]
    )
    return m.one(["北京市", ""]) + name + m.one(["", m.road()]), code


def roads_alone(m: Maker) -> Case:
    return m.road(), None


def far_away(m: Maker) -> Case:
    return m.one(FAR) + m.road(), None


def borders(m: Maker) -> Case:
    (first, one, _), (second, other, _) = m.street(), m.street()
    code = first[:6] if first[:6] == second[:6] else "11"
    return f"{one}与{other}交界处{m.one(STEMS)}路", code


KINDS: tuple[Kind, ...] = (
    district_and_road,
    street_and_road,
    forms_of_writing,
    offices,
    towns_of_areas,
    communities,
    short_district,
    short_district_and_road,
    former_districts,
    roads_alone,
    far_away,
    borders,
)


def read_all(territory: Territory, cases: list[Case]) -> list[str | None]:
    """The unit that each text is read as, ``None`` where none is."""
    answers: list[str | None] = []
    for text, _ in cases:
        try:
            answers.append(territory.locate(text).code)
        except PlaceError:
            answers.append(None)
    return answers


def tried(
    territory: Territory, cases: list[Case], others: list[Case]
) -> tuple[int, int, int, float, list[str]]:
    """How many were read in full, in part, wrongly; microseconds each; what was wrong.

    ``others`` of the kind are read before, as a service has read others before.
    """
    full = part = wrong = 0
    odd: list[str] = []
    read_all(territory, others)
    started = process_time()
    answers = read_all(territory, cases)
    each = (process_time() - started) / len(cases) * 1e6
    for (text, code), got in zip(cases, answers, strict=True):
        if got == code:
            full += 1
        elif got is None or (code is not None and code.startswith(got)):
            part += 1
        else:
            wrong += 1
            odd.append(f"{text}: {got}, not {code}")
    return full, part, wrong, each, odd


def rows(seed: int, each: int) -> Iterator[tuple[str, int, int, int, int, float, list[str]]]:
    """Each kind with what came of it."""
    territory = load_units(ROOT / "policies" / "beijing" / "territory")
    territory.resolve("大栅栏街道")  # the indexes are made once
    for kind in KINDS:
        maker = Maker(territory, seed)
        cases, others = ([kind(maker) for _ in range(each)] for _ in range(2))
        yield kind.__name__, each, *tried(territory, cases, others)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--each", type=int, default=500)
    options.add_argument("--show", type=int, default=3)
    given = options.parse_args()
    print("| kind | tried | read in full | in part | wrong | µs each |\n|---|---|---|---|---|---|")
    for kind, tries, full, part, wrong, each, odd in rows(given.seed, given.each):
        print(f"| {kind} | {tries} | {full} | {part} | {wrong} | {each:.0f} |")
        for line in odd[: given.show]:
            print(f"  {line}")


if __name__ == "__main__":
    main()
