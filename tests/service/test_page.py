"""The page without a browser: the main job by its addresses, in both languages, all escaped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import govrules
import pytest

pytest.importorskip("starlette")
pytest.importorskip("jinja2")

FACTS = {"kind": "violation", "item": "犬便不清除", "place": "110102013", "on": "2020-06-30"}


def test_what_is_written_is_read_and_confirmed(client: Any) -> None:
    """What is certain is chosen, what was not used is said, and the day goes on."""
    said = {"text": "楼下烧烤店油烟大", "address": "海淀区北四环西路1号", "on": "2023-06-01"}
    page = client.get("/", params=said).text
    assert 'value="common_fumes" checked' in page
    assert 'value="海淀区"' in page
    assert "未用到：北四环西路1号" in page
    assert '<input type="hidden" name="on" value="2023-06-01">' in page


def test_words_that_say_no_item_leave_it_unknown(client: Any) -> None:
    """Nothing is chosen for the reader."""
    page = client.get("/", params={"text": "啊啊啊", "lang": "en"}).text
    assert "No item was read from it." in page
    assert 'value="" checked' in page


def test_an_answer_is_given_an_address_with_its_digest(
    client: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """The same facts are there, without those that were left empty, and another one tried."""
    asked = {**FACTS, "channel": "", "also": "found_by=subdistrict", "lang": "en"}
    answer = client.get("/answer", params=asked, follow_redirects=False)
    assert answer.status_code == 303
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    given = {name: value for name, (value,) in query.items()}
    assert given == {
        **FACTS,
        "found_by": "subdistrict",
        "policies": beijing_pack.digest,
        "lang": "en",
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_answer_says_who_why_and_what_else(
    client: Any, beijing_pack: govrules.Jurisdiction, lang: str
) -> None:
    """The short answer and every article of the decision, and it is kept like any other."""
    page = client.get("/answer", params={**FACTS, "lang": lang}).text
    decision = beijing_pack.decide(FACTS)
    assert f"<h1>{decision.explain(lang, short=True)}</h1>" in page
    for reason in decision.because:
        assert (reason.cite_zh if lang == "zh" else reason.cite_en) in page


def test_an_answer_is_in_the_log(client: Any, kept: Callable[[], list[dict[str, Any]]]) -> None:
    """A page is an answer too."""
    number = client.get("/answer", params=FACTS).headers["request-id"]
    assert [line["decision"]["matter"]["on"] for line in kept() if line["request"] == number] == [
        "2020-06-30"
    ]


def test_the_next_question_is_a_button_with_its_answer_in_the_address(client: Any) -> None:
    """The channel that is asked for."""
    page = client.get("/answer", params={"kind": "complaint", "place": "110102013"}).text
    assert "channel=hotline" in page


def test_an_address_of_other_rules_says_so(client: Any) -> None:
    """It is not passed off as what was answered then."""
    page = client.get("/answer", params={**FACTS, "policies": "0" * 64}).text
    assert "规则已有变化" in page


def test_a_unit_has_its_organs_and_who_owns_what(client: Any) -> None:
    """Each line leads to its answer."""
    query = {"place": "110102013", "on": "2024-01-01", "group": "dogs_animals"}
    page = client.get("/unit", params=query).text
    assert "大栅栏街道" in page
    assert "街道办事处" in page
    assert "/answer?item=dogs_animals_" in page
    top = client.get("/unit").text
    assert "西城区" in top


@pytest.mark.parametrize("path", ["/", "/answer", "/unit"])
def test_what_is_typed_is_never_markup(client: Any, path: str) -> None:
    """Everywhere it is shown, in errors too."""
    evil = '"><script>alert(1)</script>'
    query = {"text": evil, "address": evil, "item": evil, "place": evil, "on": evil, evil: evil}
    assert "<script" not in client.get(path, params=query).text


@pytest.mark.parametrize(
    ("path", "query", "told"),
    [
        ("/", {"text": "油烟", "on": "昨天"}, "昨天"),
        ("/answer", {"kind": "violations", "lang": "en"}, "did you mean violation"),
        ("/unit", {"place": "没有街道"}, "没有街道"),
        ("/unit", {"group": "nothing", "lang": "en"}, "is not in the list"),
    ],
)
def test_what_cannot_be_read_is_told_on_a_page(
    client: Any, path: str, query: dict[str, str], told: str
) -> None:
    """With its status, in the language of the reader."""
    answer = client.get(path, params=query)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert told in answer.text


def test_the_style_is_our_own(client: Any) -> None:
    """Nothing is fetched from elsewhere."""
    assert client.get("/style.css").headers["content-type"].startswith("text/css")
    for path in ("/", "/unit", "/table"):
        assert "http://" not in client.get(path).text.replace("http://testserver", "")
