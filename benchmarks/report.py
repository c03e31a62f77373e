"""From results to tables in Markdown, in Chinese and English, between their marks in the docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from .chart import chart
from .figures import number, ratio, spread, stage_speeds
from .targets import reached

__all__ = ["PACKAGES", "markdown", "page", "write", "wrong"]

PACKAGES = (
    "numpy",
    "numba",
    "pyarrow",
    "duckdb",
    "polars",
    "durable_rules",
    "zen-engine",
    "common-expression-language",
    "cedarpy",
    "clipspy",
    "rule-engine",
    "OpenFisca-Core",
)
BEGIN, END = "<!-- results: written by python -m benchmarks --write -->", "<!-- /results -->"
NUMPY, NUMBA = "govrules, NumPy", "govrules, Numba"

WORDS: Mapping[str, tuple[str, str]] = {
    "engine": ("引擎", "engine"),
    "does": ("由引擎决定的", "what the engine itself decides"),
    "batch": ("批量，件/秒（最低–最高）", "batch, matters/s (lowest–highest)"),
    "ratio": (
        "govrules（NumPy，Arrow 字符串表）是其倍数",
        "govrules (NumPy, Arrow strings) is × this",
    ),
    "single": ("单件中位数 / p99，µs", "one decision, median / p99, µs"),
    "load": ("装载，ms", "load, ms"),
    "wrong": ("与参照不同的答案", "answers that differ"),
    "form": ("形式", "form"),
    "speed": ("百万件/秒（最低–最高）", "million matters/s (lowest–highest)"),
    "numpy": ("govrules NumPy 是其倍数", "govrules NumPy is × this"),
    "numba": ("govrules Numba 是其倍数", "govrules Numba is × this"),
    "copy": ("占复制速度", "share of copy speed"),
    "first": ("首次，秒", "first run, s"),
    "seconds": ("之后，秒（最低–最高）", "after that, s (lowest–highest)"),
    "peak": ("峰值内存，MB（单独进程，首次）", "peak memory, MB (own process, first run)"),
    "rows": ("件数", "matters"),
    "rules": ("规则数", "rules"),
    "units": ("单位数", "units"),
    "compile": ("编译，秒", "compile, s"),
    "first_us": ("首件（未学），µs", "first decision (not learnt), µs"),
    "warm_us": ("其后单件，µs", "one decision after that, µs"),
    "from": ("来源", "from"),
    "took": ("秒", "s"),
    "held": ("峰值内存，MB", "peak memory, MB"),
    "path": ("一次上溯，µs", "one path to the root, µs"),
    "what": ("项目", "what"),
    "classes": ("类别数", "classes"),
    "errors": ("错误行", "bad rows"),
    "target": ("指标", "what"),
    "aim": ("目标", "target"),
    "found": ("达到", "reached"),
    "met": ("是否达成", "met"),
    "yes": ("是", "yes"),
    "no": ("**否**", "**no**"),
    "unknown": ("未测", "not measured"),
    "targets": ("目标与达成", "Targets, and what was reached"),
    "most": ("至多", "at most"),
    "least": ("至少", "at least"),
    "skipped": ("未参加", "left out"),
    "verified": ("先核对的件数", "matters verified first"),
    "new": ("其中新增", "of them new"),
    "learnt": ("学到的答案", "answers learnt"),
    "output": ("输出，MB", "output, MB"),
    "quarter": ("四分之一行时", "with a quarter of the rows"),
    "side": ("理由类别表，MB", "class table of reasons, MB"),
    "items": ("出现的事项", "items met"),
    "file": ("文件，MB", "file, MB"),
    "single_pack": ("单件中位数 / p99，µs", "one decision, median / p99, µs"),
    "saved": ("写出缓存，秒", "cache saved, s"),
    "read": ("读入缓存，秒", "cache read, s"),
    "loaded": ("载入规则，秒", "rules loaded, s"),
    "again": ("新进程首批，秒", "first batch of a new process, s"),
    "again_us": (
        "govrules 再次决定同样的事项，中位数 / p99，µs",
        "govrules on the same matters again, median / p99, µs",
    ),
    "keys": ("键", "keys"),
    "learn": ("学习，秒", "learning, s"),
    "raw lists": ("原始名录", "raw lists"),
    "prepared": ("预备形式（pickle）", "prepared (pickle)"),
    "engines": ("一件与批量：各引擎，一核", "One decision and batches: every engine, one core"),
    "encoded": ("整数编码列，一核", "Encoded columns, one core"),
    "encoded, 2 cores": ("整数编码列，两核", "Encoded columns, two cores"),
    "parquet": (
        "Parquet 字符串到 Parquet 决定，两核",
        "Parquet of strings to Parquet of decisions, two cores",
    ),
    "matters": ("随件数的增长（整数编码列，一核）", "Growth with matters (encoded, one core)"),
    "growth.rules": ("随规则数的增长", "Growth with rules"),
    "growth.units": ("随单位数的增长", "Growth with units"),
    "loading": ("导入与装载", "Importing and loading"),
    "pack": ("北京策略包全部规则，一核", "The whole Beijing pack, one core"),
    "pack.warm": ("学过之后", "After learning"),
    "pack.cache": (
        "缓存：另一进程从已学的表开始",
        "The cache: another process begins with what was learnt",
    ),
    "quick": ("快速运行", "quick run"),
    "full": ("完整运行", "full run"),
    "under": ("结束时系统负载", "system load at the end"),
}


def write(results: Mapping[str, Any], docs: Path) -> None:
    """Put the tables between their marks in both pages, and draw the chart."""
    for lang, name in (("en", "benchmarks.md"), ("zh", "benchmarks.zh.md")):
        file = docs / name
        file.write_text(page(file.read_text("utf-8"), results, lang), "utf-8")
    chart(results, docs / "benchmarks.svg")


def page(text: str, results: Mapping[str, Any], lang: str) -> str:
    """A page with the tables of these results between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{markdown(results, lang)}\n{END}{after}"


def wrong(stage: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Who differs in how many answers, of those that differ in any."""
    yield from ((who, n) for who, n in stage.get("differences", {}).items() if n)


def markdown(results: Mapping[str, Any], lang: str) -> str:
    """The targets, then the tables of all stages that there are."""
    say = _Say(lang)
    machine, versions = results["machine"], results["versions"]
    lines = [
        ", ".join(f"{k}: {v}" for k, v in machine.items()) + "  ",
        ", ".join(f"{k} {v}" for k, v in versions.items()),
    ]
    lines += _targets(results, say)
    makers = {
        "engines": _engines,
        "encoded": _encoded,
        "encoded, 2 cores": _encoded,
        "parquet": _parquet,
        "growth": _growth,
        "loading": _loading,
        "pack": _pack,
    }
    for stage, make in makers.items():
        if stage in results:
            lines += make(results[stage], stage, say)
    return "\n".join([*lines, ""])


class _Say:
    def __init__(self, lang: str) -> None:
        self._at = 0 if lang == "zh" else 1

    def __call__(self, key: str) -> str:
        return WORDS[key][self._at] if key in WORDS else key

    def either(self, zh: str, en: str) -> str:
        return (zh, en)[self._at]

    def heading(self, key: str, stage: Mapping[str, Any]) -> list[str]:
        kind = self("quick" if stage["is_quick"] else "full")
        load = ", ".join(f"{x:.1f}" for x in stage["system_load"][:1])
        return ["", f"### {self(key)}", "", f"({kind}; {self('under')}: {load})", ""]

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
        head = f"| {' | '.join(self(c) for c in columns)} |"
        return [head, "|---" * len(columns) + "|", *(f"| {' | '.join(r)} |" for r in rows)]

    def facts(self, **said: str) -> list[str]:
        """A line of words and figures beneath a table."""
        return ["", "; ".join(f"{self(key)}: {value}" for key, value in said.items())]


def _targets(results: Mapping[str, Any], say: _Say) -> list[str]:
    rows = []
    for target, found in reached(results):
        unit = "" if target.unit == "×" else " "
        aim = f"{say('most' if target.is_most else 'least')} {target.aim:,g}{unit}{target.unit}"
        if found is None:
            figure, met = say("unknown"), ""
        else:
            figure = f"{number(found)}{unit}{target.unit}"
            met = say("yes" if target.is_met(found) else "no")
        rows.append((say.either(target.zh, target.en), aim, figure, met))
    return ["", f"### {say('targets')}", "", *say.table(("target", "aim", "found", "met"), rows)]


def _engines(stage: Mapping[str, Any], name: str, say: _Say) -> list[str]:
    found = stage_speeds(stage, "batch")
    rows = []
    for engine, mine in found.items():
        single = stage["single"].get(engine)
        middle = [median(r[k] for r in single) for k in ("median_us", "p99_us")] if single else []
        rows.append(
            (
                engine,
                stage["does"][engine],
                spread(mine),
                "" if engine == NUMPY else ratio(found[NUMPY], mine),
                " / ".join(map(number, middle)),
                number(stage["load"][engine] * 1e3),
                str(stage["differences"][engine]),
            )
        )
    columns = ("engine", "does", "batch", "ratio", "single", "load", "wrong")
    lines = [*say.heading(name, stage), *say.table(columns, rows)]
    again = [median(r[k] for r in stage["again"]) for k in ("median_us", "p99_us")]
    lines += say.facts(
        verified=f"{stage['verified']:,}",
        again_us=" / ".join(map(number, again)),
        held=f"{stage['peak_mb']:,.0f}",
    )
    return [*lines, *(f"\n{say('skipped')}: {k} ({v})" for k, v in stage["skipped"].items())]


def _encoded(stage: Mapping[str, Any], name: str, say: _Say) -> list[str]:
    found = stage_speeds(stage)
    rows = []
    for form, mine in found.items():
        own = [ratio(found[k], mine) if k in found and k != form else "" for k in (NUMPY, NUMBA)]
        share = median(a / b for a, b in zip(mine, found["copy"], strict=True))
        differ = stage["differences"].get(form)
        rows.append(
            (
                form,
                f"{stage['rows'][form]:,}",
                spread([x / 1e6 for x in mine]),
                *own,
                f"{share:.1%}",
                "" if differ is None else str(differ),
            )
        )
    columns = ("form", "rows", "speed", "numpy", "numba", "copy", "wrong")
    return [
        *say.heading(name, stage),
        *say.table(columns, rows),
        *say.facts(
            classes=f"{stage['classes']:,}",
            keys=f"{stage['keys']:,}",
            learn=f"{stage['learn_seconds']:.1f}",
            held=f"{stage['peak_mb']:,.0f}",
        ),
    ]


def _parquet(stage: Mapping[str, Any], name: str, say: _Say) -> list[str]:
    found = stage_speeds(stage)
    rows = []
    for form, mine in found.items():
        own = [ratio(found[k], mine) if k in found and k != form else "" for k in (NUMPY, NUMBA)]
        few = stage["quarter"].get(form)
        rows.append(
            (
                form,
                f"{stage['first'][form]:.2f}",
                spread(stage["seconds"][form]),
                spread([x / 1e6 for x in mine]),
                *own,
                f"{stage['alone'][form]['peak_mb']:,.0f}",
                f"{few['peak_mb']:,.0f}" if few else "",
                f"{stage['output_mb'][form]:.0f}",
                str(stage["differences"].get(form, "")),
            )
        )
    columns = (
        "form",
        "first",
        "seconds",
        "speed",
        "numpy",
        "numba",
        "peak",
        "quarter",
        "output",
        "wrong",
    )
    return [
        *say.heading(name, stage),
        *say.table(columns, rows),
        *say.facts(
            rows=f"{stage['rows']:,}",
            file=f"{stage['input_mb']:.0f}",
            classes=f"{stage['classes']:,}",
            side=f"{stage['side_mb']:.2f}",
        ),
    ]


def _growth(stage: Mapping[str, Any], name: str, say: _Say) -> list[str]:
    curve = (
        (
            f"{one['rows']:,}",
            kernel,
            spread([one["rows"] / s / 1e6 for s in seconds]),
            f"{one['peak_mb']:,.0f}",
        )
        for one in stage["matters"]
        for kernel, seconds in one["seconds"].items()
    )
    rules = (
        (
            f"{one['rules']:,}",
            str(one["items"]),
            f"{one['compile_seconds']:.2f}",
            number(one["first_us"]),
            number(one["warm_us"]),
            spread([one["batch_rows"] / s for s in one["batch"]]),
            f"{one['peak_mb']:,.0f}",
        )
        for one in stage["rules"]
    )
    columns = ("rules", "items", "compile", "first_us", "warm_us", "batch", "held")
    return [
        *say.heading("matters", stage),
        *say.table(("rows", "form", "speed", "held"), curve),
        *say.heading("growth.rules", stage),
        *say.table(columns, rules),
    ]


def _loading(stage: Mapping[str, Any], name: str, say: _Say) -> list[str]:
    steps = ((k, f"{v['seconds']:.3f}", f"{v['peak_mb']:,.0f}") for k, v in stage["steps"].items())
    lines = [*say.heading(name, stage), *say.table(("what", "took", "held"), steps)]
    if stage["units"]:
        lines += [
            *say.heading("growth.units", stage),
            *say.table(
                ("units", "from", "took", "held", "file", "path"),
                (
                    (
                        f"{one['units']:,}",
                        say(one["form"]),
                        f"{one['seconds']:.3f}",
                        f"{one['held_mb']:,.0f}",
                        f"{one['file_mb']:.1f}" if one["form"] == "prepared" else "",
                        number(one["path_us"]),
                    )
                    for one in stage["units"]
                ),
            ),
        ]
    return [*lines, *(f"\n{say('skipped')}: {k} ({v})" for k, v in stage["skipped"].items())]


def _pack(stage: Mapping[str, Any], name: str, say: _Say) -> list[str]:
    curve = (
        (
            f"{one['rows']:,}",
            f"{one['new']:,}",
            f"{one['classes']:,}",
            f"{one['learnt']:,}",
            f"{one['errors']:,}",
            f"{one['first']:.1f}",
        )
        for one in stage["curve"]
    )
    lines = [
        *say.heading(name, stage),
        *say.table(("rows", "new", "classes", "learnt", "errors", "learn"), curve),
    ]
    differ = stage["differences"]["decide_table"]
    lines += say.facts(
        rules=f"{stage['rules']:,}",
        units=f"{stage['units']:,}",
        verified=f"{stage['verified']:,}",
        wrong=str(differ),
        held=f"{stage['peak_mb']:,.0f}",
    )
    warm = (
        (
            form,
            f"{stage['warm_rows']:,}",
            spread(seconds),
            spread([stage["warm_rows"] / s / 1e6 for s in seconds]),
        )
        for form, seconds in stage["warm"].items()
    )
    lines += [
        *say.heading("pack.warm", stage),
        *say.table(("form", "rows", "seconds", "speed"), warm),
    ]
    single, kept = stage["single"], stage["cache"]
    lines += say.facts(single_pack=f"{number(single['median_us'])} / {number(single['p99_us'])}")
    row = (
        f"{kept['file_mb']:.1f}",
        f"{kept['save_seconds']:.2f}",
        f"{kept['load_seconds']:.2f}",
        f"{kept['read_seconds']:.2f}",
        f"{kept['rows']:,}",
        f"{kept['first_seconds']:.2f}",
        f"{kept['learnt']:,.0f}",
        f"{kept['peak_mb']:,.0f}",
    )
    columns = ("file", "saved", "loaded", "read", "rows", "again", "learnt", "held")
    return [*lines, *say.heading("pack.cache", stage), *say.table(columns, [row])]
