"""The index of articles, made anew from statute texts: counts and digests, never a sentence.

    texts/某市树木条例(2020-05-01).md ─▶ read_texts ─▶ what differs, what has no place
                                                    └▶ write_index ─▶ articles.csv, versions.csv

A file is named for its statute's Chinese title, with the day of the text or without;
``versions.csv`` says which version a file is the text of, by its stem. A version whose file is not
in the folder keeps the articles it has.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from io import StringIO
from pathlib import Path

import attrs

from ..errors import CitationError, RecordError
from ..tables import read_text
from ..whole_file import write_whole
from .articles import DIGEST_LENGTH, Article, adoption_days, read_articles, starting_day
from .instruments import Law
from .load import COLUMNS
from .norms import ArticleShape, Instrument, Version
from .texts import SUFFIXES

__all__ = ["Change", "Text", "changes_of", "read_texts", "write_index"]

Row = tuple[str, str, str, str, str, str]


@attrs.frozen
class Text:
    """A file, and the version that it is the text of.

    Args:
        stem: Its name without the ending.
        articles: What it holds.
        instrument: Whose text it is, if the tables list it.
        version: Which of its wordings, if they list that.
        fault_en: Why it has no place in the index, empty where it has.
        fault_zh: The same in Chinese.
        lines: Table → the line to add to it, as far as the text tells.
    """

    stem: str
    articles: tuple[Article, ...]
    instrument: Instrument | None = None
    version: Version | None = None
    fault_en: str = ""
    fault_zh: str = ""
    lines: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Change:
    """How an article of a text differs from the index.

    Args:
        kind: ``"added"``, ``"gone"`` or ``"amended"``.
        instrument: The id of the instrument.
        article: The label.
        against: The day of adoption of the wording it was held against; ``None`` without one.
    """

    kind: str
    instrument: str
    article: str
    against: date | None


def read_texts(folder: str | Path, law: Law, *, beneath: Law | None = None) -> tuple[Text, ...]:
    """Read the statute texts of a folder, and place each in the index.

    Args:
        folder: Files ``.md`` or ``.txt`` in UTF-8, or one such file; others are left alone.
        law: The index.
        beneath: What it stands on: a text that only this has is left alone.

    Raises:
        RecordError: there is no such folder, or a file is not UTF-8.
    """
    path = Path(folder)
    if not path.exists():
        raise RecordError(
            f"no folder {str(folder)!r}", f"没有目录 {str(folder)!r}", field="folder", value=folder
        )
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    texts = (_placed(file, law) for file in files if file.suffix in SUFFIXES)
    return tuple(t for t in texts if t.instrument or not (beneath and _lists(beneath, t.stem)))


def _lists(law: Law, stem: str) -> bool:
    """Whether an index has the text of that name, or its instrument."""
    if any(version.text == stem for one in law.instruments for version in one.versions):
        return True
    with suppress(CitationError):
        return bool(law.instrument(_title(stem)))
    return False


def _title(stem: str) -> str:
    return re.sub(r"\(\d{4}-\d{2}-\d{2}\)$", "", stem)


def changes_of(text: Text, law: Law) -> tuple[Change, ...]:
    """How a text differs from the index; one of a new version, from the newest that is indexed."""
    if text.instrument is None:
        return ()
    known = [v for v in text.instrument.versions if law.articles(text.instrument.id, v)]
    version = text.version if text.version in known or not known else known[-1]
    old = law.articles(text.instrument.id, version) if version else {}
    new = {article.label: article for article in text.articles}
    return tuple(
        Change(kind, text.instrument.id, label, version.adopted if version else None)
        for label in sorted(old.keys() | new.keys(), key=_order)
        if (kind := _difference(old.get(label), new.get(label)))
    )


def write_index(folder: str | Path, law: Law, texts: Iterable[Text]) -> None:
    """Write ``articles.csv`` and the digests of ``versions.csv``; the same texts, the same bytes.

    Args:
        folder: The folder of the tables.
        law: What they say now, without any law that it stands on.
        texts: What was read; a text that has no place is left out.
    """
    fresh = {(t.instrument, t.version): t.articles for t in texts if not t.fault_en}
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
    rows.sort(key=lambda row: (row[0], row[1], _order(row[2])))
    _save(Path(folder) / "articles.csv", COLUMNS["articles.csv"], rows)
    _save_digests(Path(folder) / "versions.csv", digests)


def _placed(path: Path, law: Law) -> Text:
    """Read one file and find the version that it is the text of."""
    content, stem = read_text(path), unicodedata.normalize("NFC", path.stem)
    articles = read_articles(content)
    for instrument in law.instruments:
        for version in instrument.versions:
            if version.text == stem:
                fault = ("", "") if articles else ("it has no articles", "没有条文")
                return Text(stem, articles, instrument, version, *fault)
    adopted = max(adoption_days(content), default=None)
    try:
        instrument = law.instrument(_title(stem))
    except CitationError:
        return _unlisted(stem, articles, content, [one.zh for one in law.instruments])
    return Text(
        stem,
        articles,
        instrument,
        fault_en=f"add the version adopted {adopted or '?'} of {instrument.id}, with this text, to "
        "versions.csv",
        fault_zh=f"请在 versions.csv 中加入 {instrument.id} 于 {adopted or '?'} 通过的版本及此文本",
        lines={"versions.csv": _version_line(instrument.id, adopted, None, stem)},
    )


def _unlisted(
    stem: str, articles: tuple[Article, ...], content: str, titles: Sequence[str]
) -> Text:
    """A statute that no table lists, with the lines to add as far as its text tells."""
    days, title = adoption_days(content), _title(stem)
    since, last = starting_day(content), max(days, default=None)
    near = get_close_matches(title, titles, 2, 0.75)
    cells = {"id": "ID", "zh": title, "adopted": str(min(days, default="")), "public": "true"}
    cells["since"] = str(since or "")
    line = _line([cells.get(column, "") for column in COLUMNS["instruments.csv"]])
    return Text(
        stem,
        articles,
        fault_en="no instrument of that title is listed"
        + (f"; did you mean {', '.join(near)}?" if near else ""),
        fault_zh="没有列入这一名称的法规" + (f"；是否指 {'、'.join(near)}？" if near else ""),
        lines={"instruments.csv": line, "versions.csv": _version_line("ID", last, since, stem)},
    )


def _version_line(id: str, adopted: date | None, since: date | None, stem: str) -> str:
    return _line([id, str(adopted or ""), str(since or ""), "text", stem, "", ""])


def _line(cells: Sequence[str]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


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


def _items(shape: ArticleShape) -> tuple[int, ...]:
    return tuple(shape.items.get(number, 0) for number in range(1, shape.paragraphs + 1))


def _cells(items: Sequence[int]) -> tuple[str, str]:
    """The cells ``paragraphs`` and ``items``: ``("3", "1:7;2:4")``."""
    pairs = (f"{number}:{count}" for number, count in enumerate(items, 1) if count)
    return str(len(items)), ";".join(pairs)


def _save_digests(path: Path, digests: Mapping[tuple[str, str], str]) -> None:
    if not path.exists():
        return
    reader = csv.DictReader(StringIO(read_text(path)))
    lines = [
        row | {"digest": digests.get((row["instrument"], row["adopted"]), "")} for row in reader
    ]
    names = list(reader.fieldnames or ())
    _save(path, names, [[line[name] for name in names] for line in lines])


def _save(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with write_whole(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
