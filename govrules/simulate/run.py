"""A run: matters decided under a jurisdiction and under scenarios of it, side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from ..columns.keep import check_keep, check_list
from ..errors import NotFoundError, RecordError, did_you_mean, one_of, shown
from ..version import library_version
from ..whole_file import write_whole
from .decided import Decided, check_names, facts_of
from .ground import Ground
from .matters import as_matters
from .scenario import Scenario

__all__ = ["Run", "replay", "simulate"]

BASELINE = "baseline"
FORMAT = "govrules study 1"
# Every file of a study is of this day, so that the same study is the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)


@attrs.frozen(eq=False)
class Run(Mapping[str, Decided]):
    """The results of scenarios by name, and those of the jurisdiction as it is.

    Args:
        baseline: What the jurisdiction as it is makes of the matters.
        scenarios: The scenarios.
        results: Name → what it makes of them.
    """

    baseline: Decided
    scenarios: tuple[Scenario, ...]
    results: Mapping[str, Decided]

    def __getitem__(self, name: str) -> Decided:
        if name == BASELINE:
            return self.baseline
        if name in self.results:
            return self.results[name]
        # Of scenarios laid together, each name means the whole where it is in one of them alone.
        whole = [n for n in self.results if name in n.split(" | ")]
        if len(whole) == 1:
            return self.results[whole[0]]
        en, zh = one_of(whole) if whole else did_you_mean(name, self.results)
        raise NotFoundError(
            f"the run has no one scenario {name!r}",
            f"运行中没有唯一的情景 {name!r}",
            field="scenario",
            value=name,
            hint_en=en,
            hint_zh=zh,
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """What must not be missed, in (Chinese, English).

        Matters that cannot be decided, and a scenario that changes no answer.
        """
        found = [*self._undecided()]
        for n, d in self.results.items():
            if d.changes()["same"] < d.table.num_rows:
                continue
            zh = f"情景 {n} 没有改变这些事项中的任何一件"
            en = f"scenario {n} changes none of these matters"
            if d.jurisdiction.blueprint.charts != self.baseline.jurisdiction.blueprint.charts:
                zh += "，改变的是工单如何流转，见 flow"
                en += ", but how their orders go: see flow"
            found.append((zh, en))
        return tuple(found)

    def _undecided(self) -> Iterator[tuple[str, str]]:
        """How many matters cannot be decided: as the rules are, and where a scenario differs."""
        all_rows, before = self.baseline.table.num_rows, 0
        for n, d in {BASELINE: self.baseline, **self.results}.items():
            many = all_rows - d.table["error"].null_count
            if many != before:
                zh, en = ("现状", "the rules as they are") if n == BASELINE else (f"情景 {n} ", n)
                yield (
                    f"{zh}下有 {many} 件（共 {all_rows} 件）无法认定，原因见 rows() 的 error 列",
                    f"under {en}, {many} of {all_rows} matters cannot be decided: "
                    "the column error of rows() says why",
                )
            before = before if n != BASELINE else many

    def table(self) -> pa.Table:
        """What each scenario changes: ``scenario`` and the counts of :meth:`Decided.changes`."""
        return pa.Table.from_pylist(
            [{"scenario": n, **d.changes()} for n, d in self.results.items()]
        )

    def about(self) -> dict[str, Any]:
        """What makes the run what it is: scenarios, version, digests of policy, units and data."""
        base = self.baseline
        return {
            "format": FORMAT,
            "govrules": library_version(),
            "jurisdiction": base.jurisdiction.id,
            "digests": {
                n: d.jurisdiction.digest for n, d in {BASELINE: base, **self.results}.items()
            },
            "territory": base.jurisdiction.blueprint.territory.digest,
            "matters": sha256(_parquet(base.matters)).hexdigest(),
            "keep": list(base.keep),
            "scenarios": [s.to_dict() for s in self.scenarios],
        }

    def save(self, file: str | Path) -> None:
        """Write the study: matters, scenarios and digests, and the results by which it is replayed.

        Raises:
            PolicyError: for a scenario with a policy, which is code and not written down.
            RecordError: if the file cannot be written.
        """
        parts = {
            "study.json": _json(self.about()),
            "matters.parquet": _parquet(self.baseline.matters),
        }
        for number, one in enumerate([self.baseline, *self.results.values()]):
            parts[f"decided/{number}.parquet"] = _parquet(_plain(one.table))
        with write_whole(Path(file)) as beside, ZipFile(beside, "w", ZIP_DEFLATED) as out:
            for name, content in parts.items():
                out.writestr(ZipInfo(name, NO_TIME), content, ZIP_DEFLATED)

    def cite(self, form: str = "text") -> str:
        """How to cite the run, as ``text`` or ``bibtex``; raises RecordError for another form."""
        about = self.about()
        names = ", ".join(self.results)
        title = f"Simulation of {names} over {self.baseline.table.num_rows} matters"
        digest = about["digests"][BASELINE][:12]
        what = f"govrules {about['govrules']}, {about['jurisdiction']} {digest}"
        key = sha256(_json(about)).hexdigest()[:12]
        if form == "text":
            return f"{title}. {what}; data {about['matters'][:12]}; study {key}."
        if form == "bibtex":
            title = re.sub(r"([&%$#_{}])", r"\\\1", title)
            return (
                f"@misc{{govrules-{key},\n  title = {{{title}}},\n"
                f"  howpublished = {{{what}}},\n  note = {{data {about['matters'][:12]}}}\n}}"
            )
        raise RecordError(
            f"no form {form!r} to cite in",
            f"没有引用格式 {form!r}",
            field="form",
            value=form,
            hint_en="text or bibtex",
            hint_zh="text 或 bibtex",
        )


def simulate(
    to: Ground,
    matters: object,
    scenarios: Iterable[Scenario] = (),
    *,
    keep: Iterable[str] = (),
    progress: Callable[[int, int], object] | None = None,
) -> Run:
    """Decide matters under a jurisdiction and under scenarios of it.

    The matters are the same in all, and so all that differs is the scenario's doing. Questions
    whose rules a scenario leaves as they are reuse what was learnt of them, and so do outcomes
    that rest on nothing which it changes.

    Args:
        to: The jurisdiction.
        matters: A table of any reader of Arrow; what ``year`` gives.
        scenarios: The scenarios, each of its own name.
        keep: Columns of the table that are no facts of a matter, to be counted by. One that a
            policy laid over declares a field of is a fact under that scenario.
        progress: Is called after each rule set, with the matters decided so far and all of them.

    Raises:
        RecordError: for what is no table, a column that is no field and is not kept, and for two
            scenarios of one name.
        GovrulesError: where a scenario does not fit the jurisdiction.
    """
    table, listed = as_matters(to, matters), _listed(scenarios)
    names = [s.name for s in listed]
    for name in names:
        if names.count(name) > 1 or name == BASELINE:
            raise RecordError(
                f"two scenarios are called {name!r}",
                f"有两个情景都叫 {name!r}",
                field="scenario",
                value=name,
                hint_en="give each a name of its own; the jurisdiction as it is is called baseline",
                hint_zh="请各取其名；baseline 指辖区现状",
            )
    made = {s.name: s.applied(to) for s in listed}  # errors before any work
    check_list(keep)
    kept = tuple(dict.fromkeys(keep))
    check_keep(kept, table.column_names)
    check_names(to, kept)
    all_rows = table.num_rows * (len(listed) + 1)
    report = progress or (lambda done, total: None)
    report(0, all_rows)
    first = to.decide_table(facts_of(to, table, kept), keep=[])
    base = Decided(BASELINE, to, table, first, keep=kept)
    results = {}
    with to.lend_columns() as columns:
        for number, scenario in enumerate(listed, 1):
            report(number * table.num_rows, all_rows)
            name, j = scenario.name, made[scenario.name]
            j.classes.inherit(to.classes)
            # Its engine is let go at once: it is far larger than what it has decided.
            decided = j.columns(beside=columns).table(facts_of(j, table, kept), keep=[])
            results[name] = Decided(name, j, table, decided, base, scenario.zh, kept)
    return Run(base, listed, results)


def _listed(scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """The scenarios, one by itself too; raises RecordError for what is none."""
    given = (scenarios,) if isinstance(scenarios, Scenario | str) else scenarios
    listed = tuple(given) if isinstance(given, Iterable) else (given,)
    for one in listed:
        if not isinstance(one, Scenario):
            raise RecordError(
                f"{shown(one)} is no scenario",
                f"{shown(one)} 不是情景",
                field="scenario",
                value=one,
                hint_en='write Scenario("never").change(delegations("…").never())',
                hint_zh='请写 Scenario("never").change(delegations("…").never())',
            )
    return listed


def replay(to: Ground, file: str | Path) -> Run:
    """Run a study again, and hold every decision against the one that was saved.

    Args:
        to: The jurisdiction.
        file: What :meth:`Run.save` wrote.

    Raises:
        RecordError: for a file that is no study, for a jurisdiction of another digest, and where a
            decision differs.
    """
    about, matters, saved = _read(Path(file))
    if (digest := about["digests"][BASELINE]) != to.digest:
        raise _differs(
            "jurisdiction",
            f"the study is of another version of {about['jurisdiction']} (digest {digest[:12]})",
            f"该研究所用的 {about['jurisdiction']} 是另一版本（摘要值 {digest[:12]}）",
        )
    scenarios = map(Scenario.from_dict, about["scenarios"])
    run = simulate(to, matters, scenarios, keep=about.get("keep", ()))
    for number, (name, one) in enumerate({BASELINE: run.baseline, **run.results}.items()):
        if _parquet(_plain(one.table)) != saved.get(f"decided/{number}.parquet"):
            raise _differs(
                name, f"{name} is decided otherwise than was saved", f"{name} 的认定与所存不同"
            )
    return run


def _read(path: Path) -> tuple[dict[str, Any], pa.Table, dict[str, bytes]]:
    try:
        with ZipFile(path) as held:
            parts = {name: held.read(name) for name in held.namelist()}
        about = json.loads(parts["study.json"])
        if about["format"] != FORMAT or not isinstance(about["digests"], dict):
            raise ValueError(about["format"])
        return about, pq.read_table(BytesIO(parts["matters.parquet"])), parts
    except (OSError, BadZipFile, KeyError, ValueError, TypeError, pa.ArrowException) as error:
        raise RecordError(
            f"{path.name} is no study ({type(error).__name__})",
            f"{path.name} 不是研究文件（{type(error).__name__}）",
            field="study",
            value=path.name,
            hint_en="give a file that save() of a run wrote",
            hint_zh="请给出由 save() 写成的文件",
        ) from None


def _differs(field: str, en: str, zh: str) -> RecordError:
    return RecordError(
        en,
        zh,
        field=field,
        hint_en="install the version that study.json in the file names",
        hint_zh="请安装该文件中 study.json 所写的版本",
    )


def _plain(table: pa.Table) -> pa.Table:
    """The decisions as text: in which order words were met does not show."""
    return pa.table({name: table[name].cast(pa.string()) for name in table.column_names})


def _parquet(table: pa.Table) -> bytes:
    out = BytesIO()
    pq.write_table(table.combine_chunks().replace_schema_metadata(None), out)
    return out.getvalue()


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()
