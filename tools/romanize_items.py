"""Spell the names of a catalogue in pinyin, so that items are found in Latin letters.

    pip install pypinyin==0.55.0               # here only: nothing at run time reads it
    python tools/romanize_items.py policies/beijing/lists/items/*.csv
    python tools/romanize_items.py --check …   # 1 where a file would differ

The column ``pinyin`` holds the name and each alias, ``;`` between names, a space between syllables;
what is no Chinese character (K, 12345) stands as it is.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

from pypinyin import lazy_pinyin


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    stale = [path for path in given.files if path.read_text(encoding="utf-8") != spelled(path)]
    for path in stale:
        if not given.check:
            path.write_text(spelled(path), encoding="utf-8", newline="")
        print(path.name)
    return int(bool(stale) and given.check)


def spelled(path: Path) -> str:
    """The text of a file of items with the column ``pinyin``."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    columns = [*(c for c in rows[0] if c != "pinyin"), "pinyin"]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        names = [n for n in (row["zh"], *row["aliases"].split(";")) if n.strip()]
        said = [[w.strip(" (),、·") for w in lazy_pinyin(name)] for name in names]
        writer.writerow({**row, "pinyin": ";".join(" ".join(filter(None, w)) for w in said)})
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
