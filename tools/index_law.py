"""Rebuild the index of articles from a folder of statute texts, and report what changed.

    python tools/index_law.py FOLDER            rewrite articles.csv and the digests of versions.csv
    python tools/index_law.py FOLDER --check    write nothing; exit code 1 if anything differs

A file is named for its statute's Chinese title, with the day of the text or without:
``北京市街道办事处条例(2019-11-27).md``. ``versions.csv`` says which version a file is the text
of, by its stem. A version whose file is not in the folder keeps the articles it has. No sentence
of a statute is written anywhere: only counts and digests.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import StringIO
from pathlib import Path

import attrs
from govrules.errors import CitationError
from govrules.law import Article, ArticleShape, Instrument, Law, Version, read_articles
from govrules.law.articles import DIGEST_LENGTH, adoption_days

LAW = Path(__file__).resolve().parent.parent / "policies" / "beijing" / "law"
COLUMNS = ("instrument", "version", "article", "paragraphs", "items", "sha256")
Row = tuple[str, str, str, str, str, str]


@attrs.frozen
class Text:
    """One file: the version it is the text of, and its articles; ``fault`` if it has no place."""

    stem: str
    articles: tuple[Article, ...]
    instrument: Instrument | None = None
    version: Version | None = None
    fault: str = ""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder of statute texts (.md, .txt)")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if it differs")
    parser.add_argument("--law", type=Path, default=LAW, help="the folder of the index")
    options = parser.parse_args(argv)
    law = Law.load(options.law)
    texts = [_place(path, law) for path in sorted(options.folder.iterdir()) if _is_text(path)]
    changes = [line for text in texts for line in _changes(text, law)]
    faults = [f"unplaced {text.stem}: {text.fault}" for text in texts if text.fault]
    placed = [text for text in texts if not text.fault]
    print(*changes, *faults, sep="\n", end="\n" if changes or faults else "")
    count = sum(len(text.articles) for text in placed)
    print(f"{len(placed)} texts, {count} articles, {len(changes)} changes, {len(faults)} unplaced")
    if options.check:
        return 1 if changes or faults else 0
    _write(options.law, law, placed)
    return 1 if faults else 0


def _is_text(path: Path) -> bool:
    return path.suffix in (".md", ".txt")


def _place(path: Path, law: Law) -> Text:
    """Read one file and find the version that it is the text of."""
    content, stem = path.read_text(encoding="utf-8-sig"), unicodedata.normalize("NFC", path.stem)
    articles = read_articles(content)
    for instrument in law.instruments:
        for version in instrument.versions:
            if version.text == stem:
                fault = "" if articles else "it has no articles"
                return Text(stem, articles, instrument, version, fault)
    try:
        instrument = law.instrument(re.sub(r"\(\d{4}-\d{2}-\d{2}\)$", "", stem))
    except CitationError as error:
        return Text(stem, articles, fault=str(error))
    day = max(adoption_days(content), default="?")
    fault = f"add the version adopted {day} of {instrument.id}, with this text, to versions.csv"
    return Text(stem, articles, instrument, fault=fault)


def _changes(text: Text, law: Law) -> list[str]:
    """How a text differs from the index; a text of a new version, from the newest indexed one."""
    if text.instrument is None:
        return []
    known = [v for v in text.instrument.versions if law.articles(text.instrument.id, v)]
    version = text.version if text.version in known or not known else known[-1]
    old = law.articles(text.instrument.id, version) if version else {}
    new = {article.label: article for article in text.articles}
    against = f" ({version.adopted if version else 'no text yet'})"
    return [
        f"{kind:8} {text.instrument.id} {label}{against}"
        for label in sorted(old.keys() | new.keys(), key=_order)
        if (kind := _difference(old.get(label), new.get(label)))
    ]


def _difference(old: ArticleShape | None, new: Article | None) -> str:
    if old is None:
        return "added"
    if new is None:
        return "gone"
    items = {number: count for number, count in enumerate(new.items, 1) if count}
    same = (old.digest, old.paragraphs, old.items) == (new.digest, len(new.items), items)
    return "" if same else "amended"


def _order(label: str) -> tuple[int, int]:
    main, _, inserted = label.partition("-")
    return int(main), int(inserted or 0)


def _write(folder: Path, law: Law, texts: Iterable[Text]) -> None:
    """Rewrite both tables, sorted, so that the same texts always give the same bytes."""
    fresh = {(t.instrument, t.version): t.articles for t in texts if t.instrument and t.version}
    rows: list[Row] = []
    digests: dict[tuple[str, str], str] = {}
    for instrument in law.instruments:
        for version in instrument.versions:
            key = (instrument.id, str(version.adopted or ""))
            if articles := fresh.get((instrument, version)):
                shapes = [(a.label, a.items, a.digest) for a in articles]
            else:
                known = law.articles(instrument.id, version).values()
                shapes = [(s.label, _items(s), s.digest) for s in known]
            shapes.sort(key=lambda shape: _order(shape[0]))
            rows += [(*key, label, *_cells(items), digest) for label, items, digest in shapes]
            if shapes:
                whole = sha256("".join(digest for *_, digest in shapes).encode())
                digests[key] = whole.hexdigest()[:DIGEST_LENGTH]
    _save(folder / "articles.csv", COLUMNS, sorted(rows, key=lambda r: (r[0], r[1], _order(r[2]))))
    _save_digests(folder / "versions.csv", digests)


def _items(shape: ArticleShape) -> tuple[int, ...]:
    return tuple(shape.items.get(number, 0) for number in range(1, shape.paragraphs + 1))


def _cells(items: Sequence[int]) -> tuple[str, str]:
    """The cells ``paragraphs`` and ``items``: ``("3", "1:7;2:4")``."""
    pairs = (f"{number}:{count}" for number, count in enumerate(items, 1) if count)
    return str(len(items)), ";".join(pairs)


def _save_digests(path: Path, digests: Mapping[tuple[str, str], str]) -> None:
    if not path.exists():
        return
    reader = csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig")))
    lines = [
        row | {"digest": digests.get((row["instrument"], row["adopted"]), "")} for row in reader
    ]
    names = list(reader.fieldnames or ())
    _save(path, names, [[line[name] for name in names] for line in lines])


def _save(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    raise SystemExit(main())
