"""The calls of the API: what each answers, and what is wrong with a request, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import govrules
import pytest

pytest.importorskip("starlette")

OPEN = {"kind": "complaint", "item": "common_fumes", "place": "110102013", "on": "2024-01-01"}


def test_a_decision_is_the_record_of_the_library(
    client: Any, beijing_pack: govrules.Jurisdiction, matter: dict[str, Any]
) -> None:
    """Byte for byte, with id, digest and version in it."""
    answer = client.post("/decide", json=matter)
    assert answer.status_code == 200
    assert answer.text == beijing_pack.decide(matter).to_json()
    assert answer.json()["id"] == "m-1"
    assert answer.json()["policies"] == beijing_pack.digest


def test_every_answer_says_by_which_rules_and_under_which_number(
    client: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """Errors too, so that a complaint about one can be traced."""
    for path in ("/health", "/nowhere"):
        headers = client.get(path).headers
        assert headers["govrules-policies"] == beijing_pack.digest
        assert len(headers["request-id"]) == 32
        assert headers["govrules-version"]
        assert "default-src 'none'" in headers["content-security-policy"]


def test_a_decision_is_explained_in_the_language_that_is_preferred(
    client: Any, beijing_pack: govrules.Jurisdiction, matter: dict[str, Any]
) -> None:
    """Chinese where nothing is said; the text is the library's."""
    decision = beijing_pack.decide(matter)
    plain = client.post("/explain", json=matter).json()
    english = client.post("/explain", json=matter, headers={"Accept-Language": "fr, en;q=0.8"})
    short = client.post("/explain?form=short&lang=en", json=matter).json()
    assert plain["text"] == decision.explain("zh")
    assert english.json()["text"] == decision.explain("en")
    assert short["text"] == decision.explain("en", short=True)
    assert plain["decision"] == decision.to_dict()


def test_questions_are_a_dialogue_without_a_memory(client: Any) -> None:
    """Each answer added to the facts, the next questions are other ones."""
    first = client.post("/questions?ask=plain", json=OPEN).json()
    assert first["is_open"]
    channel = next(q for q in first["questions"] if q["field"] == "channel")
    assert {"value": "hotline", "zh": "12345电话", "en": "12345 by telephone"} in channel["values"]
    second = client.post("/questions?ask=plain", json={**OPEN, "channel": "hotline"}).json()
    assert "channel" not in [q["field"] for q in second["questions"]]


def test_what_somebody_wrote_becomes_a_matter(
    client: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """What is certain as facts; it can be decided as it is."""
    said = {"text": "楼下烧烤店油烟大", "address": "海淀区北四环西路1号", "at": "2023-06-01"}
    found = client.post("/intake", json=said).json()
    assert found["matter"] == {"on": "2023-06-01", "place": "110108", "item": "common_fumes"}
    assert found["place"]["rest"] == "北四环西路1号"


def test_places_and_items_are_found(client: Any) -> None:
    """A place as it is written, units by part of a name, items by what people say."""
    place = client.get("/places", params={"q": "西城区大栅栏街道", "on": "2024-01-01"}).json()
    assert place["read"]["code"] == "110102013"
    units = client.get("/places", params={"q": "大栅栏", "limit": 2}).json()["units"]
    assert units[0]["code"] == "110102013"
    item = client.get("/items", params={"q": "油烟"}).json()
    assert item["certain"] == "common_fumes"


def test_health_says_whether_decisions_are_kept(client: Any, serving: Callable[..., Any]) -> None:
    """With a log and without one."""
    assert client.get("/health").json()["log"] is True
    assert serving().get("/health").json()["log"] is False


@pytest.mark.parametrize(
    ("path", "body", "status", "field", "fix"),
    [
        ("/decide", {"kinds": 1}, 422, "kinds", "did you mean kind?"),
        ("/decide", {"kind": "violations"}, 422, "kind", "did you mean violation"),
        ("/decide", [1], 422, None, "one matter"),
        ("/decide?ask=best", {}, 422, "ask", "one of ranked, plain"),
        ("/explain?form=long", {}, 422, "form", "one of short, brief, full"),
        ("/intake", {"text": 1}, 422, "text", "write what was said"),
        ("/intake", {}, 422, "text", "give a text"),
        ("/intake", {"text": "油烟", "colour": "red"}, 422, "colour", "give a field"),
    ],
)
def test_a_body_that_cannot_be_read_is_one_problem(
    client: Any, path: str, body: object, status: int, field: str | None, fix: str
) -> None:
    """It names the field and how to put it right, in the language of the reader."""
    answer = client.post(path, json=body, headers={"Accept-Language": "en"})
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["field"] == field
    assert fix in problem["fix"]


@pytest.mark.parametrize(
    ("path", "field", "fix"),
    [
        ("/places", "q", "请写地点"),
        ("/items?q=%20", "q", "请写发生了什么"),
        ("/places?q=海淀&limit=0", "limit", "请给出 1 到 100 的数"),
        ("/places?q=海淀&on=明天", "on", ""),
        ("/owners?on=2024-01-01", "place", "请给出单位的代码或名称"),
        ("/owners?place=110102013", "on", "请给出日期"),
    ],
)
def test_a_query_that_lacks_something_says_what(
    client: Any, path: str, field: str, fix: str
) -> None:
    """In Chinese where no language is asked for."""
    answer = client.get(path)
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert fix in answer.json()["fix"]


def test_what_is_no_json_is_refused_with_its_place(client: Any) -> None:
    """Half an object, and a body of no media type."""
    headers = {"Content-Type": "application/json", "Accept-Language": "en"}
    half = client.post("/decide", content="{", headers=headers).json()
    assert half["title"].startswith("not JSON")
    assert (half["place"], half["value"]) == ("body", "{")
    bare = client.post("/decide", content=json.dumps(OPEN), headers={"Accept-Language": "en"})
    assert bare.status_code == 415
    assert bare.json()["fix"] == "send it as application/json"


def test_what_there_is_not_and_what_is_not_done_so_are_problems_too(client: Any) -> None:
    """A path and a method, with a pointer to the description."""
    missing = client.get("/nowhere")
    wrong = client.get("/decide", headers={"Accept-Language": "en"})
    assert (missing.status_code, missing.json()["value"]) == (404, "GET /nowhere")
    assert (wrong.status_code, wrong.json()["title"]) == (405, "this is not done so")
    assert wrong.json()["fix"] == "see /openapi.json"
