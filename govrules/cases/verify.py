"""Whether a ledger is what it was: every record, in its order, and decided again to the byte."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache

import attrs
from sqlalchemy import func, or_, outerjoin, select

from ..charts.snapshot import canonical
from ..jurisdiction import Jurisdiction
from ..options import Ask
from .book import Book
from .chain import FORMAT, START, digest, root
from .ledger import Ledger
from .pieces import named_in, taken_apart
from .story import told_all
from .tables import cases, checkpoints, decisions, head, parts, personal, records, versions
from .versions import changed

__all__ = ["Fault", "replay", "verify"]

# Decisions that replay has made again, remembered.
MANY = 4096


@attrs.frozen
class Fault:
    """Something in a ledger that is not as it was written.

    Args:
        at: The number of the record, or what else it is about.
        zh: What is wrong, in Chinese.
        en: The same in English.
    """

    at: str
    zh: str
    en: str

    def text(self, lang: str = "en") -> str:
        """The fault in one line of ``"en"`` or ``"zh"``."""
        return f"{self.at}：{self.zh}" if lang == "zh" else f"{self.at}: {self.en}"


def verify(ledger: Ledger, published: tuple[int, str] | None = None) -> list[Fault]:
    """Find every record that was changed, dropped or put in another order.

    Args:
        ledger: The ledger.
        published: A checkpoint that was published, ``(records, root)``: it also shows that the
            newest records were cut off together with the head.

    Returns:
        The faults; empty where the ledger is whole.
    """
    found = *_chain(ledger), *_beside(ledger), *_cases(ledger), *_versions(ledger)
    return [*found, *_checkpoints(ledger, published)]


def _chain(ledger: Ledger) -> Iterator[Fault]:
    before, seq = START, 0
    for record in ledger.records():
        seq += 1
        if record.seq != seq:
            yield Fault(f"{seq}", "记录缺失", "the record is missing")
            seq = record.seq
        if record.hash_after(before) != record.hash:
            yield Fault(f"{record.seq}", "与其散列值不符", "it does not agree with its hash")
        before = record.hash
    heads = [tuple(row) for row in ledger.rows(head.select())]
    if heads != [(1, seq, before, FORMAT)]:
        yield Fault("head", "与末条记录不符", "it does not agree with the last record")


def _beside(ledger: Ledger) -> Iterator[Fault]:
    """What the chain names and keeps elsewhere: decisions, personal data, versions."""
    held = yield from _decisions_held(ledger)
    apart = {row.id: row for row in ledger.rows(personal.select())}
    known = {row.digest for row in ledger.rows(versions.select())}
    seen, named = set(), set()
    for record in ledger.records():
        try:
            body = json.loads(record.body)
        except ValueError:
            continue  # told by its hash
        if (key := body.get("decision")) and key not in held:
            yield Fault(f"{record.seq}", "所附决定缺失", "its decision is missing")
        named.add(body.get("decision"))
        if record.policy not in known:
            yield Fault(f"{record.seq}", "规则版本缺失", "its version of the rules is missing")
        if (row := apart.get(record.id)) is not None:
            seen.add(row.id)
            if digest(row.salt + row.body) != body.get("personal"):
                yield Fault(f"{record.seq}", "个人信息有改动", "its personal data were changed")
    for id in sorted(set(apart) - seen):
        yield Fault(f"personal {id}", "不属于任何记录", "it belongs to no record")
    for key in sorted(held - named):
        yield Fault(f"decision {key[:12]}", "无记录引用", "no record names it")


def _decisions_held(ledger: Ledger) -> Generator[Fault, None, set[str]]:
    """Hold every decision and every part against its digest; the digests of decisions."""
    shared = set[str]()
    for key, body in ledger.stream(parts.select()):
        shared.add(key)
        if body is None or digest(body) != key:
            yield Fault(f"part {key[:12]}", "内容有改动", "it was changed")
    held, named = set[str](), set[str]()
    for key, kept in ledger.stream(decisions.select()):
        held.add(key)
        if kept is None or digest(kept) != key:
            yield Fault(f"decision {key[:12]}", "内容有改动", "it was changed")
            continue
        if not shared.issuperset(wanted := named_in(kept)):
            yield Fault(f"decision {key[:12]}", "内容有缺失", "a part of it is missing")
        named |= wanted
    for key in sorted(shared - named):
        yield Fault(f"part {key[:12]}", "无认定引用", "no decision names it")
    return held


def _cases(ledger: Ledger) -> Iterator[Fault]:
    """Where a case stands is kept as of its last record, of each case, and of no other."""
    of = select(records.c.case, func.max(records.c.seq).label("seq")).where(records.c.case != "")
    last = of.group_by(records.c.case).subquery()
    is_its = cases.c.id == last.c.case
    missing = select(last.c.case).select_from(outerjoin(last, cases, is_its))
    missing = missing.where(or_(cases.c.id.is_(None), cases.c.seq != last.c.seq))
    for row in ledger.stream(missing.order_by(last.c.case)):
        zh, en = (
            "所存状态缺失，或非末条记录之后的",
            "where it stands after its last record is not kept",
        )
        yield Fault(f"case {row.case}", zh, en)
    alone = select(cases.c.id).select_from(outerjoin(cases, last, is_its))
    alone = alone.where(last.c.case.is_(None))
    for row in ledger.stream(alone.order_by(cases.c.id)):
        yield Fault(f"case {row.id}", "不属于任何记录", "it belongs to no record")


def _versions(ledger: Ledger) -> Iterator[Fault]:
    try:
        found = changed(ledger)
    except (ValueError, KeyError, TypeError):  # a record that was changed, told by its hash
        return
    for key in found:
        zh, en = "所知之日或组成清单有改动", "its day or its manifest was changed"
        yield Fault(f"version {key[:12]}", zh, en)


def _checkpoints(ledger: Ledger, published: tuple[int, str] | None) -> Iterator[Fault]:
    made = [(row.seq, row.root) for row in ledger.rows(checkpoints.select())]
    for seq, top in [*made, *([published] if published else [])]:
        hashes = ledger.hashes(seq)
        if len(hashes) != seq or root(hashes) != top:
            yield Fault(f"checkpoint {seq}", "与记录不符", "it does not agree with the records")


def replay(book: Book, here: Mapping[str, Jurisdiction]) -> list[Fault]:
    """Decide and step everything again, under the version that decided it.

    Args:
        book: The ledger, with its charts.
        here: The versions of the rules that are here: digest → jurisdiction.

    Returns:
        What did not come out as it is recorded, to the byte, and what could not be tried.
    """
    return [*_decisions(book, here), *_snapshots(book)]


def _decisions(book: Book, here: Mapping[str, Jurisdiction]) -> Iterator[Fault]:
    @lru_cache(MANY)
    def made(policy: str, ask: Ask, asked: str) -> str:
        decision = here[policy].decide(json.loads(asked), ask=ask)
        return digest(taken_apart(decision)[0])

    for record in book.ledger.records():
        body = json.loads(record.body)
        if "decision" not in body:
            continue
        if record.policy not in here:
            zh, en = "规则版本不在此处，未重演", "not tried: its version of the rules is not here"
            yield Fault(f"{record.seq}", zh, en)
            continue
        ask = "plain" if record.kind == "event" else body.get("ask", "ranked")
        if made(record.policy, ask, canonical(body["asked"])) != body["decision"]:
            yield Fault(f"{record.seq}", "重新认定的结果不同", "it is decided otherwise now")


def _snapshots(book: Book) -> Iterator[Fault]:
    for case, happened, held in told_all(book):
        for step, record in zip(case.timeline, happened, strict=True):
            body = json.loads(record.body)
            if digest(canonical(step.snapshot.to_dict()))[:16] != body["after"]:
                yield Fault(f"{record.seq}", "重演后状态不同", "the case stands otherwise after it")
        if not happened or case.timeline[-1].snapshot != held.snapshot:
            yield Fault(
                f"case {case.id}", "所存状态与记录不符", "where it stands is not what happened"
            )
