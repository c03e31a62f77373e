"""Fill in the English names of a table of units: pinyin by the national rules, corrected by hand.

    pip install pypinyin==0.55.0               # here only: nothing at run time reads it
    python tools/romanize_units.py UNITS.csv READINGS.csv          # fill what is empty in ``en``
    python tools/romanize_units.py UNITS.csv READINGS.csv --anew   # what was filled before too
    python tools/romanize_units.py UNITS.csv READINGS.csv --check  # 1 where a name would differ

A library knows how most characters are read in most words, and not what a place is called by those
who live there. READINGS.csv (``kind,text,en,note``) is the list of what it does not know:

    reading  什刹海 → shi cha hai     syllables; the longest text that fits goes first
    word     家园 → Jiayuan            a word by itself in a name of five characters or more
    type     虚拟社区 → Virtual Community    the end of a name, translated; beside those below
    name     北京市 → Beijing          the whole name
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

COMMITTEES = ("社区居民委员会", "社区居委会", "社区委员会", "居民委员会", "居委会")
VILLAGES = ("村民委员会", "村委会")
# The types of units, as public signs translate them; of two that fit, the longer goes first.
TYPES = {
    "区": "District",
    "街道": "Subdistrict",
    "地区": "Area",
    "镇": "Town",
    "乡": "Township",
    "社区": "Community",
    "村": "Village",
}
ORDINAL = re.compile(r"第([一二三四五六七八九十]+)")
HOUSE = re.compile(r"([0-9]+)号")
DIGITS = "一二三四五六七八九"


class Readings:
    """What a list of corrections says, by its kind and then by the text."""

    def __init__(self, path: Path) -> None:
        self.of: dict[str, dict[str, str]] = {"reading": {}, "word": {}, "type": {}, "name": {}}
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                if line["kind"] not in self.of or not line["text"] or not line["en"]:
                    sys.exit(
                        f"{path}: {line}: kind is one of {', '.join(self.of)}, with text and en"
                    )
                if line["kind"] == "reading" and len(line["en"].split()) != len(line["text"]):
                    sys.exit(f"{path}: {line['text']}: write a syllable for each character")
                self.of[line["kind"]][line["text"]] = line["en"]
        self.of["type"] = TYPES | self.of["type"]
        self.longest = {
            kind: sorted(texts, key=lambda t: (-len(t), t)) for kind, texts in self.of.items()
        }

    def syllables(self, text: str) -> list[str]:
        """A syllable for each character."""
        from pypinyin import Style, lazy_pinyin

        found: list[str] = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
        done = [False] * len(text)
        for part in self.longest["reading"]:
            for match in re.finditer(part, text):
                here = range(*match.span())
                if not any(done[at] for at in here):
                    for at, syllable in zip(here, self.of["reading"][part].split(), strict=True):
                        found[at], done[at] = syllable, True
        return found


def joined(syllables: list[str]) -> str:
    """One word of them: an apostrophe before a, o and e inside it (GB/T 16159, 5.4)."""
    word = syllables[0]
    for syllable in syllables[1:]:
        word += f"'{syllable}" if syllable[0] in "aoe" else syllable
    return word[0].upper() + word[1:]


def number(text: str) -> int:
    """The number that a Chinese one below a hundred says."""
    tens, ten, ones = text.rpartition("十")
    return (10 * (DIGITS.find(tens) + 1 or 1) if ten else 0) + DIGITS.find(ones or " ") + 1


def parts_of(text: str, words: list[str]) -> Iterator[str]:
    """The words of a long name: those of the list, and what stands between them."""
    if len(text) < 5:
        yield text
        return
    between = ""
    while text:
        word = next((w for w in words if text.startswith(w)), None)
        if word and len(between) != 1:
            yield from filter(None, (between, word))
            between, text = "", text[len(word) :]
        else:
            between, text = between + text[0], text[1:]
    if between:
        yield between


def in_words(text: str, known: Readings) -> str:
    """A proper name: pinyin, ordinals and house numbers as No. 1."""
    text = re.sub(r"[（）()、，]", " ", text)
    for pattern in (ORDINAL, HOUSE):
        text = pattern.sub(lambda m: f" No.~{m[1] if m[1].isdigit() else number(m[1])} ", text)
    found: list[str] = []
    for chunk in text.split():
        for part in re.findall(r"[一-鿿]+|[^一-鿿]+", chunk):
            if not re.match("[一-鿿]", part):
                found.append(part.replace("~", " "))
                continue
            for word in parts_of(part, known.longest["word"]):
                found.append(known.of["word"].get(word) or joined(known.syllables(word)))
    return " ".join(found)


def english(zh: str, known: Readings) -> str:
    """The English name of a unit: its proper name in pinyin, its type translated."""
    if zh in known.of["name"]:
        return known.of["name"][zh]
    place = zh
    for endings, generic in ((COMMITTEES, "社区"), (VILLAGES, "村")):
        ending = next((e for e in endings if zh.endswith(e) and zh != e), None)
        if ending:
            place = zh.removesuffix(ending).removesuffix(generic) + generic
            break
    for kind in known.longest["type"]:
        stem = place.removesuffix(kind)
        if stem != place and stem:
            own = stem + kind if len(stem) == 1 and len(kind) == 1 else stem
            return f"{in_words(own, known)} {known.of['type'][kind]}"
    return in_words(place, known)


def filled(text: str, known: Readings, *, anew: bool) -> str:
    """The table with its column ``en`` filled in."""
    rows = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(rows[0])
    for code, zh, en, *marks in rows[1:]:
        write([code, zh, en if en and not anew else english(zh, known), *marks])
    return out.getvalue()


def main() -> int:
    """Fill the table in, or with ``--check`` compare it; 1 where it differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("units", type=Path, help="the table: code,zh,en and the rosters")
    parser.add_argument("readings", type=Path, help="the corrections: kind,text,en,note")
    parser.add_argument("--anew", action="store_true", help="also what is filled in already")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    args = parser.parse_args()
    before = args.units.read_text(encoding="utf-8")
    after = filled(before, Readings(args.readings), anew=args.anew or args.check)
    changed = sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=True))
    print(f"{args.units}: {changed} names {'differ' if args.check else 'filled in'}")
    if args.check:
        return int(changed > 0)
    args.units.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
