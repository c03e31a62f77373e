"""Faults put into the files of a pack that ``govrules new`` wrote: each is told when it is loaded.

What is told has a place that is the author's line, or names the part, and says what to do. Together
with ``test_mistakes`` and the seeds of ``check`` these are all the ways in which an author went wrong.
"""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.authoring import Start, make_pack

T = "tables/guidance.csv"
LISTED, VERSIONS, ARTICLES = "law/instruments.csv", "law/versions.csv", "law/articles.csv"
TREES = "TREES,某市树木条例,Trees,local_regulation,moushi_council,某市人大,Moushi council,6102,2010-01-05,2010-03-01,,true,,"
FAULTS = (
    # a table of rules
    ("heading misspelt", T, "若 社区村类别", "如 社区村类别", "guidance.csv", "no column"),
    ("heading of no field", T, "若 社区村类别", "若 社区类别", "guidance.csv:A3", "社区类别"),
    ("heading of no part", T, "则 监督指导 []", "则 监督辅导 []", "guidance.csv", "监督辅导"),
    ("column twice", T, "则 协助 []", "则 监督指导 []", "guidance.csv:F1", "two columns"),
    ("corner of no question", T, "C support", "C suport", "guidance.csv", "suport"),
    ("hit policy of DMN", T, "C support", "U support", "guidance.csv", "hit policy U"),
    (
        "value misspelt",
        T,
        "居民求助,居民委员会",
        "居民请求,居民委员会",
        "guidance.csv:A3",
        "居民请求",
    ),
    (
        "value of another field",
        T,
        "居民求助,居民委员会",
        "街道,居民委员会",
        "guidance.csv:A3",
        "街道",
    ),
    ("one of several misspelt", T, '"镇, 乡"', '"镇, 相"', "guidance.csv:A4", "相"),
    (
        "role misspelt",
        T,
        "street_office@subdistrict",
        "street_ofice@subdistrict",
        "guidance.csv:A3",
        "street_ofice",
    ),
    (
        "level misspelt",
        T,
        "street_office@subdistrict",
        "street_office@subdistict",
        "guidance.csv:A3",
        "subdistict",
    ),
    (
        "role where it is not",
        T,
        "street_office@subdistrict",
        "street_office@community",
        "guidance.csv:A3",
        "community",
    ),
    (
        "instrument misspelt",
        T,
        "城市居民委员会组织法",
        "城市居民委会组织法",
        "guidance.csv:A3",
        "城市居民委会组织法",
    ),
    ("no instrument", T, "城市居民委员会组织法", "", "guidance.csv:H3", "cites no instrument"),
    ("article beyond the last", T, "组织法,2,2", "组织法,24,2", "guidance.csv", "no RC 24"),
    ("paragraph beyond the last", T, "组织法,2,2", "组织法,2,4", "guidance.csv", "no RC 2(4)"),
    ("article in words", T, "组织法,2,2", "组织法,第二条,2", "guidance.csv", "第二条"),
    (
        "day that is none",
        T,
        "2024-11-01,突发事件应对法,21",
        "2024-11-31,突发事件应对法,21",
        "guidance.csv:G6",
        "2024-11-31",
    ),
    (
        "day before the instrument",
        T,
        "2024-11-01,突发事件应对法,21",
        "1990-11-01,突发事件应对法,21",
        "guidance.csv",
        "1990-11-01",
    ),
    ("no reason in Chinese", T, "政府的派出机关指导、支持居民委员会", "", "guidance.csv", "zh"),
    (
        "no reason in English",
        T,
        ",the office that the government sent out guides and supports the committee",
        ",",
        "guidance.csv",
        "en",
    ),
    ("rule twice", T, "VC5.guidance", "RC2.guidance", "guidance.csv", "RC2.guidance"),
    (
        "rule of a name of the layer",
        T,
        "RC2.guidance",
        "PEN17.no_power",
        "PEN17.no_power",
        "PEN17.no_power",
    ),
    ("id with a space", T, "RC2.guidance", "RC2 guidance", "guidance.csv", "RC2 guidance"),
    ("concludes nothing", T, "street_office@subdistrict,,", ",,", "guidance.csv", "concludes"),
    (
        "a cell too many",
        T,
        "the committee\n",
        "the committee,x\n",
        "guidance.csv:M3",
        "without a heading",
    ),
    # rules in Python
    (
        "condition of no field",
        "rules.py",
        '类型 = 发现违法 且 事项 在 (市容, 违法建设) 下"',
        '种类 = 发现违法 且 事项 在 (市容, 违法建设) 下"',
        "rules.py",
        "种类",
    ),
    (
        "condition of no value",
        "rules.py",
        "事项 在 民间纠纷 下",
        "事项 在 民间争端 下",
        "rules.py",
        "民间争端",
    ),
    (
        "condition that is not closed",
        "rules.py",
        "且 事项 在 公共事务 下",
        "且 (事项 在 公共事务 下",
        "rules.py",
        "",
    ),
    (
        "two values at once",
        "rules.py",
        "类型 = 突发事件 且 跨区",
        "类型 = 突发事件 且 类型 = 居民求助 且 跨区",
        "rules.py",
        "never hold",
    ),
    (
        "days the wrong way round",
        "rules.py",
        "类型 = 突发事件 且 跨区",
        "日期 从 2022-01-01 到 2021-01-01 且 跨区",
        "rules.py",
        "2022",
    ),
    (
        "disposition misspelt",
        "rules.py",
        'HANDLE = "handle"',
        'HANDLE = "handel"',
        "rules.py",
        "handel",
    ),
    (
        "paragraph of another article",
        "rules.py",
        "第二十三条",
        "第二十三条第五款",
        "rules.py",
        "no PEN 23(5)",
    ),
    (
        "item that is not there",
        "rules.py",
        "第三条第一款第（二）项",
        "第三条第一款第（九）项",
        "rules.py",
        "no RC 3(1)(9)",
    ),
    (
        "title misspelt",
        "rules.py",
        "《行政处罚法》第二十三条",
        "《行政惩罚法》第二十三条",
        "rules.py",
        "行政惩罚法",
    ),
    (
        "exception to no rule",
        "rules.py",
        'en="a penalty is for',
        'exception_to="PEN24.stret", en="a penalty is for',
        "rules.py",
        "PEN24.stret",
    ),
    (
        "exception across questions",
        "rules.py",
        'en="a penalty is for',
        'exception_to="RC3.dispute", en="a penalty is for',
        "rules.py",
        "RC3.dispute",
    ),
    ("question misspelt", "rules.py", '"competence",', '"competance",', "rules.py", "competance"),
    (
        "until before since",
        "rules.py",
        'since="2024-11-01",\n        zh="县级',
        'since="2024-11-01", until="2024-10-01",\n        zh="县级',
        "rules.py",
        "2024",
    ),
    (
        "duty of nobody",
        "rules.py",
        'then={"disposition": HANDLE, "lead": COUNTY}',
        'then={"disposition": HANDLE, "lead": COUNTY, "duties": ["rescue"]}',
        "rules.py:45",
        "rescue",
    ),
    (
        "place of another city",
        "rules.py",
        "类型 = 突发事件 且 跨区",
        "类型 = 突发事件 且 地点 在 110101 下",
        "rules.py",
        "110101",
    ),
    # roles
    (
        "role level misspelt",
        "roles.csv",
        "city|district",
        "city|distict",
        "emergency_department",
        "distict",
    ),
    (
        "role names a kind misspelt",
        "roles.csv",
        "district:{unit}",
        "distict:{unit}",
        "enforcement",
        "distict",
    ),
    (
        "role twice",
        "roles.csv",
        "emergency_department,",
        "enforcement,",
        "role enforcement",
        "two roles",
    ),
    (
        "role named by no field",
        "roles.csv",
        "city|district,,,",
        "city|district,,,givr",
        "emergency_department",
        "givr",
    ),
    ("role column misspelt", "roles.csv", "named_by", "namedby", "roles.csv", "namedby"),
    # items
    (
        "item under no item",
        "items.csv",
        "litter,cityscape",
        "litter,cityscap",
        "items.csv:3",
        "cityscap",
    ),
    ("item twice", "items.csv", "survey,", "dispute,", "items.csv:9", "twice"),
    (
        "item under itself",
        "items.csv",
        "litter,cityscape",
        "litter,litter",
        "items.csv:3",
        "under itself",
    ),
    ("items of one name", "items.csv", "洪涝", "市容", "", "市容"),
    # units
    (
        "unit without the one above",
        "territory/units.csv",
        "610202001,七一路街道,,1\n",
        "",
        "units.csv",
        "610202001",
    ),
    (
        "unit twice",
        "territory/units.csv",
        "610202001,七一路街道,,1\n",
        "610202001,七一路街道,,1\n610202001,八一路街道,,1\n",
        "units.csv",
        "610202001",
    ),
    (
        "unit code that is none",
        "territory/units.csv",
        "610202001,七一路",
        "61020x001,七一路",
        "units.csv",
        "61020x001",
    ),
    (
        "roster day that is none",
        "territory/units.csv",
        "2023-06-30",
        "2023-06-31",
        "units.csv",
        "2023-06-31",
    ),
    # law
    (
        "instrument of no rank",
        LISTED,
        "",
        TREES.replace("local_regulation", "local_rules"),
        "instruments.csv:2",
        "local_rules",
    ),
    (
        "instrument of the layer anew",
        LISTED,
        "",
        TREES.replace("TREES,", "PEN,"),
        "instruments.csv",
        "PEN",
    ),
    ("instrument twice", LISTED, "", f"{TREES}\n{TREES}", "instruments.csv:3", "TREES"),
    (
        "day of an instrument",
        LISTED,
        "",
        TREES.replace("2010-03-01", "2010-03-32"),
        "instruments.csv:2",
        "2010-03-32",
    ),
    ("public neither", LISTED, "", TREES.replace("true", "yes"), "instruments.csv:2", "yes"),
    (
        "version of no instrument",
        VERSIONS,
        "",
        "TRESS,2010-01-05,2010-03-01,text,x,,",
        "versions.csv:2",
        "TRESS",
    ),
    ("article of no shape", ARTICLES, "", "TREES,2010-01-05,1,x,,", "articles.csv:2", "x"),
    ("column of the law lost", LISTED, "aliases", "alias", "instruments.csv:1", "aliases"),
    # the pack itself
    ("layout of no question", "plugin.py", 'final="route"', 'final="rute"', "layout", "rute"),
    ("bar misspelt", "plugin.py", '"barred_as_lead"', '"bared_as_lead"', "layout", "bared_as_lead"),
    (
        "kind of a name that is there",
        "plugin.py",
        '"居民求助"',
        '"发现违法"',
        "field kind",
        "发现违法",
    ),
    ("field twice", "plugin.py", '"power_moved", "flag"', '"kind", "flag"', "", "kind"),
    (
        "field of no kind",
        "plugin.py",
        '"power_moved", "flag"',
        '"power_moved", "flg"',
        "field power_moved",
        "flg",
    ),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack, as ``govrules new`` writes it."""
    into = tmp_path_factory.mktemp("packs") / "written"
    make_pack(Start("moushi", "某市", "Moushi"), into)
    return into


@contextmanager
def importable(folder: Path) -> Iterator[Any]:
    """The module that makes the pack's blueprint, forgotten afterwards."""
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("govrules_moushi.plugin")
    finally:
        sys.path.remove(str(folder))
        for name in [n for n in sys.modules if n.startswith("govrules_moushi")]:
            del sys.modules[name]


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "part"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_fault_of_a_file_is_told_with_its_line(
    written: Path, tmp_path: Path, file: str, old: str, new: str, place: str, part: str
) -> None:
    """A text is exchanged, or a line added; the error names the place and has a way out."""
    spoilt = Path(shutil.copytree(written, tmp_path / "spoilt"))
    path = spoilt / "govrules_moushi" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else f"{text.rstrip()}\n{new}\n", "utf-8")
    with pytest.raises(GovrulesError) as caught, importable(spoilt) as plugin:
        Jurisdiction(plugin.blueprint())
    faults = caught.value.faults
    found = [f for f in faults if place in (f.place or "") and part in f.text("en")]
    assert found, [f.text("en") for f in faults]
    assert found[0].hint_en or "; " in found[0].en  # a way out
    assert found[0].hint_zh or "；" in found[0].zh
    assert found[0].zh != found[0].en


def test_there_are_sixty_of_them() -> None:
    """Each of a name of its own."""
    assert len({f[0] for f in FAULTS}) == len(FAULTS) > 60
