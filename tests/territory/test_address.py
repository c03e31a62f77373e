"""Places as people write them: what is certain is read, the rest is said to be open."""

from datetime import date

import pytest
from govrules.errors import PlaceError
from govrules.territory import Territory


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("北京市海淀区北四环西路1号某大厦B座101", "110108"),
        ("北京市朝阳区三里屯街道某大厦1层", "110105004"),
        ("北京市大兴区西红门镇某路1号院", "110115007"),
        ("昌平区天通苑北街道某村1号", "110114008"),
        ("北京市北京市海淀区学院路街道", "110108010"),
        ("北京市海淀区北京市海淀区学院路街道3号", "110108010"),
        ("北京市市辖区海淀区学院路街道", "110108010"),
        ("北京海淀学院路街道", "110108010"),
        ("中国北京市海淀区学院路街道。", "110108010"),
        ("Beijing 海淀区学院路街道", "110108010"),
        ("PRChina, Beijing City, 海淀区学院路街道", "110108010"),
        ("100083 北京市海淀区学院路街道", "110108010"),
        ("海 淀 区 学 院 路 街 道", "110108010"),
        ("海淀区·学院路街道", "110108010"),
        ("海淀區學院路街道", "110108010"),
        ("学院路街道（海淀区）", "110108010"),
        ("八里庄街道（海淀区）", "110108005"),
        ("东城区/东华门街道办事处/多福巷社区居委会", "110101001001"),
        ("海淀区四季青镇人民政府", "110108027"),
        ("三里屯办事处", "110105004"),
        ("朝阳区南磨房乡", "110105021"),
        ("朝阳区常营回族乡", "110105033"),
        ("昌平区南口镇", "110114002"),
        ("顺义区杨镇一街村", "110113006201"),
        ("密云区檀营满族蒙古族乡", "110118003"),
        ("崇文区龙潭街道", "110101014"),
        ("密云县密云镇", "110118100"),
        ("建国门外街道", "110105001"),
        ("良乡镇", "110111008"),
        ("亦庄经济开发区荣华中路10号", "110115403"),
    ],
)
def test_what_is_certain_is_read(beijing, text, code):
    """However it is written, the narrowest unit that is certain."""
    assert beijing.resolve(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("海淀区学院路", "110108"),
        ("北京海淀中关村大街", "110108"),
        ("海淀中关村大街1号", "110108"),
        ("北京朝阳望京", "110105"),
        ("北京朝阳建国路88号", "110105"),
        ("北京亦庄", "11"),
        ("北京朝阳门内大街1号", "11"),
        ("朝阳区望京西路", "110105"),
        ("朝阳区北苑", "110105"),
        ("朝阳区建国门外大街1号", "110105"),
        ("顺义区张镇大街1号", "110113"),
        ("丰台区花乡桥", "110106"),
        ("北京市中关村南大街1号", "11"),
        ("月坛街道三里河社区卫生服务站", "110102007"),
        ("大兴区西红门镇宏福村路5号", "110115007"),
        ("望京", "110105"),
        ("昌平区回龙观镇", "110114"),
        ("大兴区亦庄", "110115"),
        ("海淀区与朝阳区交界处", "11"),
        ("三里屯街道和朝阳区八里庄街道之间", "110105"),
    ],
)
def test_what_only_sounds_like_a_unit_is_not_taken_for_it(beijing, text, code):
    """A road, an estate, an area that people speak of, a border: the unit that holds it."""
    assert beijing.resolve(text) == code


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("朝阳北路1号", "no place is called '朝阳北路1号'"),
        ("河北省廊坊市北京路1号", "no place is called '河北省廊坊市北京路1号'"),
        ("北京朝阳北路1号", "no place is called '北京朝阳北路1号'"),
        ("北京大兴胡同1号", "no place is called '北京大兴胡同1号'"),
        ("大兴县胡同1号", "no place is called '大兴县胡同1号'"),
        ("长春市朝阳区", "no place is called '长春市朝阳区'"),
        (
            "海淀区西红门镇",
            "'海淀区西红门镇' names 大兴区/西红门地区 (110115007), which does not lie in",
        ),
        (
            "西城区/大栅兰街道",
            "no place is called '西城区/大栅兰街道'; did you mean 大栅栏街道, 大栅栏西街?",
        ),
        ("八里庄街道", "'八里庄街道' may be any of 2 places"),
    ],
)
def test_what_begins_with_no_unit_is_refused(beijing, text, en):
    """Nothing certain at the beginning, or two that exclude each other."""
    with pytest.raises(PlaceError) as caught:
        beijing.resolve(text)
    assert caught.value.text("en").startswith(en)


def test_what_is_not_read_is_said(beijing):
    """The rest is given back, and one note says that the street is not named."""
    found = beijing.locate("北京市海淀区北四环西路1号")
    assert found.rest == "北四环西路1号"
    assert found.note_en == "read as 海淀区; no subdistrict is named for certain"
    assert found.note_zh == "按 海淀区 认定，其后未写明街道乡镇"
    assert beijing.locate("海淀区").note_en == ""
    assert "what follows it is not read" in beijing.locate("三里屯街道某大厦").note_en


def test_another_name_is_read_and_said(beijing):
    """A district that was merged is read as the one in which it lies, with what became of it."""
    assert "2010" in beijing.locate("崇文区龙潭街道").note_en
    assert beijing.locate("天通苑", date(2023, 6, 1)).note_zh.startswith("天通苑分属")


def test_suggestions_come_when_they_are_asked_for(beijing):
    """A name that is not found below a unit may have been mistyped."""
    found = beijing.locate("西城/大栅拦")
    assert (found.code, found.rest) == ("110102", "大栅拦")
    assert beijing.suggest(found.rest, found.code)[0] == "did you mean 大栅栏?"
    assert beijing.suggest("北四环西路1号某大厦B座101室东侧楼梯间") == (None, None)
    with pytest.raises(PlaceError, match="no unit has the code"):
        beijing.suggest("大栅拦", "119999")


def test_what_was_read_before_changes_nothing(beijing):
    """Texts are read alike in any order, whatever others of the same beginning were read."""
    texts = [
        f"{before}{after}"
        for before in (
            "海淀区学院路",
            "北京海淀学院路街道",
            "朝阳区望京",
            "平谷镇罗营镇",
            "顺义区张镇",
        )
        for after in ("", "1号", "街道", "社区", " 某苑", "大街1号", "。", "村12号")
    ]
    anew, again = (Territory(beijing.columns, aliases=beijing.aliases) for _ in range(2))
    first = [read(anew, text) for text in texts]
    assert [read(again, text) for text in reversed(texts)] == first[::-1]
    assert [read(anew, text) for text in texts] == first


def read(territory, text):
    """What a text is read as, or why it is not."""
    try:
        found = territory.locate(text)
    except PlaceError as error:
        return error.en
    return found.code, found.rest
