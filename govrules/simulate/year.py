"""A year of matters over real places, from a seed: synthetic, each parameter sourced or assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from ..errors import GovrulesError, did_you_mean
from ..options import as_count
from .ground import Ground
from .weights import as_share, coded, read_weights, unusable

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

__all__ = ["PARAMETERS", "Matters", "Parameter", "year"]

Weights: TypeAlias = "Mapping[str, Any]"
Coded: TypeAlias = "tuple[Any, list[str], Any]"
FIRST_YEAR, LAST_YEAR = 1949, 9998
WEIGHED = ("place", "item", "kind", "channel", "month")
CALLS = ("consult", "help", "complaint", "report", "suggestion")
ASKED = ("task", "form", "certificate")


@attrs.frozen
class Parameter:
    """A number of the year, and whether somebody has published it.

    Args:
        id: Its code.
        zh: What it is, in Chinese.
        en: The same in English.
        value: The number, or the shares by code.
        source: Where it is published; empty where it is assumed.
    """

    id: str
    zh: str
    en: str
    value: Any
    source: str = ""


HOTLINE_2024 = "japanese.beijing.gov.cn/latest/news/202504/t20250429_4078436.html"
HOTLINE_2021 = "hf.eeju.com/guancha/2021/1220/17492.html"
CENSUS = "第七次全国人口普查公报（北京市，2020-11-01）"
PARAMETERS = (
    Parameter(
        "kind.consult",
        "咨询占热线受理的份额（2019年1月至2021年11月）",
        "share of consultations among calls, 2019-01 to 2021-11",
        0.585,
        HOTLINE_2021,
    ),
    Parameter(
        "channel",
        "电话与网络之比（2024年）",
        "telephone and online, 2024",
        {"hotline": 0.867, "online": 0.133},
        HOTLINE_2024,
    ),
    Parameter(
        "place.district", "各区的份额", "share of a district", "the pack's table of people", CENSUS
    ),
    Parameter(
        "kind.demand",
        "诉求中各类的份额",
        "shares of demands by kind",
        {"help": 0.45, "complaint": 0.4, "report": 0.1, "suggestion": 0.05},
    ),
    Parameter(
        "kind.beside",
        "热线之外的份额",
        "shares of what does not come through the hotline",
        {"violation": 0.05, "task": 0.02, "form": 0.005, "certificate": 0.005},
    ),
    Parameter(
        "item", "事项的份额：按随机名次的倒数", "weight of an item: 1 ⁄ its drawn rank", "1/rank"
    ),
    Parameter(
        "place.precision",
        "地点写到社区、街乡、区的份额",
        "how precise a place is: community, subdistrict, district",
        {"community": 0.6, "subdistrict": 0.3, "district": 0.1},
    ),
    Parameter("season", "各月的份额", "shares of the months", "even"),
    Parameter(
        "unsaid",
        "未说明的份额",
        "how often a fact is left unsaid",
        {
            "item": 0.1,
            "place": 0.05,
            "channel": 0.02,
            "unlawful": 0.5,
            "repeat_no_new_facts": 0.5,
            "beyond_public_remit": 0.6,
            "answerable_now": 0.2,
            "directly_doable": 0.6,
            "on_power_list": 0.4,
            "giver_level": 0.05,
            "asked_of_level": 0.0,
            "role_given": 0.1,
            "consent_by": 0.3,
            "in_assist_list": 0.3,
        },
    ),
    Parameter(
        "holds",
        "所述是非为“是”的份额",
        "how often a flag that is said holds",
        {
            "unlawful": 0.01,
            "repeat_no_new_facts": 0.05,
            "beyond_public_remit": 0.02,
            "answerable_now": 0.8,
            "directly_doable": 0.9,
            "on_power_list": 0.7,
            "in_assist_list": 0.3,
        },
    ),
    Parameter(
        "asked",
        "交给社区的任务中各值的份额",
        "shares of what is asked of communities",
        {
            "giver_level": {
                "district_department": 0.5,
                "subdistrict": 0.3,
                "city_department": 0.1,
                "district_government": 0.1,
            },
            "asked_of_level": {"community": 1.0},
            "role_given": {"assist": 0.8, "lead": 0.2},
            "consent_by": {"none": 0.5, "subdistrict": 0.3, "district_government": 0.2},
        },
    ),
)
BY_ID = {p.id: p for p in PARAMETERS}


@attrs.frozen(eq=False)
class Matters:
    """A year of matters; any reader of Arrow takes it as a table.

    Args:
        table: The matters: a column a field, null for what is not said.
        parameters: With what it was drawn.
        seed: With which seed.
        day: Its calendar year.
    """

    table: pa.Table
    parameters: tuple[Parameter, ...]
    seed: int
    day: int

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def summary(self, lang: str = "zh") -> str:
        """Say with which parameters it was drawn, and which of them are published."""
        head = {
            "zh": f"{self.day} 年，{len(self)} 件，种子 {self.seed}；均为合成数据",
            "en": f"{self.day}, {len(self)} matters, seed {self.seed}; all of them synthetic",
        }[lang]
        lines = [head]
        for p in self.parameters:
            what, none = (p.zh, "假定") if lang == "zh" else (p.en, "assumed")
            lines.append(f"  {p.id}  {what}：{p.value}  [{p.source or none}]")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.summary("en")


def year(
    jurisdiction: Ground,
    *,
    rows: int,
    seed: int,
    year: int = 2024,
    weights: Weights | None = None,
    unsaid: Mapping[str, float] | None = None,
) -> Matters:
    """Draw a year of matters.

    Each column has a random stream of its own, named for it, so that another parameter for one
    leaves the others as they were.

    Args:
        jurisdiction: Its fields, catalogue, lists and units.
        rows: How many matters.
        seed: The same seed gives the same matters.
        year: The calendar year of their days.
        weights: ``place``, ``item``, ``kind``, ``channel`` or ``month`` → weight by code or name,
            or a CSV file with the columns ``code`` and ``weight``. That of a unit or a group of
            items is shared among what lies in it; what is not named has none.
        unsaid: Field → how often it is left unsaid, 0 to 1.

    Returns:
        The matters; ``summary()`` says which parameters are published and which assumed.

    Raises:
        RecordError: for a weight, a share or a count that cannot be used.
    """
    as_count("rows", rows)
    if not (isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR):
        span = f"{FIRST_YEAR}–{LAST_YEAR}"
        raise unusable("year", year, "is no calendar year", "不是年份", span, span)
    _mappings(weights=weights, unsaid=unsaid)
    given = {k: _coded_weights(jurisdiction, k, w) for k, w in (weights or {}).items()}
    shares = {**BY_ID["unsaid"].value, **_checked(unsaid or {})}
    drawn = _Drawn(jurisdiction, rows, seed, year, given, shares)
    return Matters(drawn.table(), _with(given, shares), seed, year)


def _checked(unsaid: Mapping[str, float]) -> Mapping[str, float]:
    for field, share in unsaid.items():
        if field not in BY_ID["unsaid"].value:
            en, zh = did_you_mean(field, BY_ID["unsaid"].value)
            raise unusable("unsaid", field, "is no column of the year", "不是该年数据的列", en, zh)
        as_share(f"unsaid {field}", share)
    return unsaid


def _mappings(**given: object) -> None:
    for name, value in given.items():
        if value is not None and not isinstance(value, Mapping):
            hints = 'write {"item": 0.1}', '请写 {"item": 0.1}'
            raise unusable(name, value, "is no mapping", "不是映射", *hints)


def _coded_weights(j: Ground, what: str, given: Any) -> Mapping[str, float]:
    """Weights of one thing, by its codes; raises RecordError for what is none of them."""
    found = read_weights(what, given, WEIGHED)
    if what == "month":
        hint = "write a month from 1 to 12", "请写 1 至 12 月"
        months = {f"{m:0{width}}": str(m) for m in range(1, 13) for width in (1, 2)}
        return coded(what, found, months.get, hint)
    field = j.fields.get(what)
    known = getattr(field, "tree", None) or ()

    def code_of(word: str) -> str | None:
        try:
            read = word if word in known or field is None else field.read(word)
        except GovrulesError:
            return None
        return read if isinstance(read, str) else None

    return coded(
        what, found, code_of, (f"write a code or name of {what}", f"请写 {what} 的代码或名称")
    )


def _with(given: Mapping[str, Any], shares: Mapping[str, float]) -> tuple[Parameter, ...]:
    """The parameters, those that the caller gave in their place."""
    mine = [
        Parameter(f"weights.{k}", "使用者给出", "given by the user", f"{len(w)} codes", "user")
        for k, w in given.items()
    ]
    listed = [attrs.evolve(p, value=shares) if p.id == "unsaid" else p for p in PARAMETERS]
    return (*listed, *mine)


class _Drawn:
    """One draw: every column from its own stream."""

    def __init__(
        self,
        j: Ground,
        rows: int,
        seed: int,
        year: int,
        given: Mapping[str, Mapping[str, float]],
        unsaid: Mapping[str, float],
    ) -> None:
        self._j, self._rows, self._seed, self._year = j, rows, seed, year
        self._given, self._unsaid = given, unsaid
        codes = [c.code for c in j.fields["kind"].choices]
        self._kinds = {k: w for k, w in _kind_shares(given.get("kind")).items() if k in codes}

    def _stream(self, name: str) -> np.random.Generator:
        import numpy as np

        words = sha256(f"{self._seed}:{name}".encode()).digest()
        return np.random.default_rng(np.frombuffer(words, np.uint32))

    def table(self) -> pa.Table:
        """All columns that the jurisdiction declares."""
        import pyarrow as pa

        kind = self._choice("kind", self._kinds)
        names = list(self._kinds)
        of: Callable[..., Any] = lambda *kinds: self._is(kind, names, kinds)  # noqa: E731
        days = self._days()
        columns: dict[str, Any] = {"kind": _coded(kind, names, None)}
        columns["item"] = self._items(of("violation"))
        columns["place"] = self._places(days)
        columns["on"] = pa.array(days).cast(pa.date32())
        columns["channel"] = self._channels(of(*CALLS))
        columns |= dict(self._flags(of("violation"), of(*ASKED)))
        columns |= dict(self._asked(of(*ASKED)))
        columns["id"] = pa.array([f"{self._year}-{n}" for n in range(1, self._rows + 1)])
        return pa.table({k: v for k, v in columns.items() if k == "id" or k in self._j.fields})

    def _is(self, kind: Any, names: list[str], wanted: tuple[str, ...]) -> Any:
        import numpy as np

        return np.isin(kind, [names.index(k) for k in wanted if k in names])

    def _choice(self, name: str, shares: Mapping[str, float]) -> Any:
        import numpy as np

        weights = np.array(list(shares.values()), float)
        return self._stream(name).choice(len(shares), self._rows, p=weights / weights.sum())

    def _missing(self, field: str) -> Any:
        return self._stream(f"{field} unsaid").random(self._rows) < self._unsaid.get(field, 0.0)

    def _days(self) -> Any:
        import numpy as np

        first = date(self._year, 1, 1)
        length = (date(self._year + 1, 1, 1) - first) // timedelta(days=1)
        months = [(first + timedelta(days=n)).month for n in range(length)]
        of_month = self._given.get("month", {})
        weights = np.array([of_month.get(str(m), 0.0 if of_month else 1.0) for m in months])
        drawn = self._stream("on").choice(length, self._rows, p=weights / weights.sum())
        return ((first - date(1970, 1, 1)).days + drawn).astype(np.int32)

    def _items(self, violation: Any) -> Any:
        """Leaves of the catalogue; of violations those that the list of powers may hold."""
        import numpy as np

        leaves = list(getattr(self._j.fields["item"].tree, "leaves", ()))
        if "item" in self._given:
            weight = _spread(self._j.fields["item"].tree, leaves, self._given["item"])
        else:
            weight = 1.0 / (1 + self._stream("item rank").permutation(len(leaves)))
        off = _excluded(self._j)
        listable = weight * np.array([code not in off for code in leaves])
        listable = listable if listable.sum() else weight
        codes = self._stream("item").choice(len(leaves), self._rows, p=weight / weight.sum())
        listed = self._stream("item listed").choice(
            len(leaves), self._rows, p=listable / listable.sum()
        )
        return _coded(np.where(violation, listed, codes), leaves, self._missing("item"))

    def _places(self, days: Any) -> Any:
        """Units that stand on the day, by the weight of the unit in which they lie."""
        import numpy as np

        t, rows = self._j.territory, self._rows
        levels = BY_ID["place.precision"].value
        level = self._choice("place level", levels)
        share = self._stream("place").random(rows)
        codes = list(t)
        drawn = np.zeros(rows, np.int64)
        weights = self._given.get("place") or _people(self._j)
        for start, end, standing in _standing(t, days):
            for number in range(len(levels)):
                here = np.flatnonzero((level == number) & (days >= start) & (days < end))
                if not len(here):
                    continue
                units, weight = _weighted(t, standing, list(levels)[number:], weights)
                at = np.searchsorted(np.cumsum(weight) / weight.sum(), share[here], side="right")
                drawn[here] = np.array(units)[np.minimum(at, len(units) - 1)]
        return _coded(drawn, codes, self._missing("place"))

    def _channels(self, call: Any) -> Any:
        import numpy as np

        shares = self._given.get("channel") or BY_ID["channel"].value
        names = [*shares, *(n for n in ("patrol", "document") if n not in shares)]
        drawn = self._choice("channel", shares)
        beside = self._stream("channel beside").integers(len(names) - 2, len(names), self._rows)
        return _coded(np.where(call, drawn, beside), names, self._missing("channel"))

    def _flags(self, violation: Any, asked: Any) -> Iterator[tuple[str, Any]]:
        """Flags that a desk notes; the list of powers only of violations."""
        import pyarrow as pa

        only = {"on_power_list": violation, "in_assist_list": asked}
        for id, chance in BY_ID["holds"].value.items():
            missing = self._missing(id) | (~only[id] if id in only else False)
            yield id, pa.array(self._stream(id).random(self._rows) < chance, mask=missing)

    def _asked(self, asked: Any) -> Iterator[tuple[str, Any]]:
        """Who asks a community, in which role, and with whose consent."""
        for id, shares in BY_ID["asked"].value.items():
            if id in self._j.fields:
                known = {c.code for c in self._j.fields[id].choices}
                fit = {k: v for k, v in shares.items() if k in known} or dict.fromkeys(known, 1.0)
                fit = dict(sorted(fit.items()))
                yield id, _coded(self._choice(id, fit), list(fit), self._missing(id) | ~asked)


def _coded(codes: Any, words: list[str], missing: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    indices = pa.array(codes.astype(np.int32), mask=missing)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))


def _kind_shares(given: Mapping[str, float] | None) -> Mapping[str, float]:
    if given:
        return given
    beside: dict[str, float] = BY_ID["kind.beside"].value
    calls, consult = 1 - sum(beside.values()), BY_ID["kind.consult"].value
    demands = {k: calls * (1 - consult) * v for k, v in BY_ID["kind.demand"].value.items()}
    return {"consult": calls * consult, **demands, **beside}


def _excluded(j: Ground) -> frozenset[str]:
    """The items of which the list of powers itself says that it does not hold them."""
    return frozenset(
        code
        for one in j.lists
        if one.field == "on_power_list"
        for code in getattr(one.excludes, "codes", ())
    )


def _people(j: Ground) -> Mapping[str, float]:
    census = j.blueprint.census
    return {} if census is None else read_weights("place", census, ("place",))


def _standing(t: Any, days: Any) -> Iterator[tuple[int, int, set[str]]]:
    """The days between rosters, and the codes of the roster that holds for them."""
    epoch = date(1970, 1, 1)
    starts = [(r.day - epoch).days for r in t.rosters]
    bounds = [-(10**9), *starts[1:], 10**9]
    for roster, start, end in zip(t.rosters, bounds, bounds[1:], strict=False):
        if len(days) and start <= int(days.max()) and end > int(days.min()):
            cols, k = t.columns, [r.id for r in t.rosters].index(roster.id)
            yield (
                start,
                end,
                {c for row, c in enumerate(cols.codes) if cols.name(row, k) is not None},
            )


def _weighted(
    t: Any, standing: set[str], levels: Sequence[str], weights: Mapping[str, float]
) -> tuple[list[int], Any]:
    """The units of a level by number, each with its share of the weight of what it lies in.

    Where nothing of that level has any, as below a unit that holds nothing yet, those of the next.
    """
    for level in levels:
        units = [
            (n, code)
            for n, code in enumerate(t)
            if code in standing and t.attribute(code, "level") == level
        ]
        weight = _spread(t, [code for _, code in units], weights)
        if weight.sum() > 0:
            return [n for n, _ in units], weight
    hints = "name units that stand in all of that year", "请写该年全年存在的单位"
    raise unusable(
        "weights place", list(weights)[:3], "do not stand all year", "并非全年存在", *hints
    )


def _spread(tree: Any, codes: Sequence[str], weights: Mapping[str, float]) -> Any:
    """The weight of each code: its share of that in which it lies, else all that lies in it."""
    import numpy as np

    if not weights:
        return np.full(len(codes), 1.0 / max(len(codes), 1))
    inside = dict[str, float]()
    for code in weights:
        for above in tree.path(code)[:-1] if code in tree else ():
            inside[above] = inside.get(above, 0.0) + weights[code]
    holder = [next((c for c in reversed(tree.path(code)) if c in weights), "") for code in codes]
    many = Counter(holder)
    pairs = zip(codes, holder, strict=True)
    return np.array([weights[h] / many[h] if h else inside.get(c, 0.0) for c, h in pairs], float)
