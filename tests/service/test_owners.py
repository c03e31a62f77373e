"""Who owns what at a unit, and the same as services of Open311: decided, cited, never guessed."""

from __future__ import annotations

import json
from typing import Any

import govrules
import pytest
from govrules.errors import RecordError

pytest.importorskip("starlette")

AT = {"place": "110102013", "on": "2024-01-01"}


def test_each_line_is_a_decision_with_its_articles(
    client: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """The same owner as of a decision by item, place and day; articles where there is one."""
    found = client.get("/owners", params={**AT, "item": "social"}).json()
    assert found["place"] == "110102013"
    assert len(found["owned"]) > 20
    for line in found["owned"]:
        decision = beijing_pack.decide({**AT, "item": line["item"]}, ask="plain").to_dict()
        assert line["owner"] == decision["owner"]
        assert line["owner"] is None or line["cites"]


def test_lines_are_told_as_they_are_decided(
    client: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """More than one lot is one object, which ends with the digest of the rules."""
    with client.stream("GET", "/owners", params={**AT, "item": "social"}) as answer:
        pieces = list(answer.iter_raw())
    told = json.loads(b"".join(pieces))
    assert "content-length" not in answer.headers
    assert list(told) == ["place", "on", "owned", "policies", "govrules"]
    assert told["policies"] == beijing_pack.digest


def test_a_lot_that_takes_too_long_ends_what_is_told(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was decided is there, and the problem beside it says that it is not all."""
    calls = iter(range(9))

    async def late(seconds: float, work: Any) -> Any:
        if next(calls):
            raise RecordError("too late", "超时", field="seconds")
        return work()

    monkeypatch.setattr("govrules.service.api.in_time", late)
    told = client.get("/owners", params={**AT, "item": "social"}).json()
    assert len(told["owned"]) == 10
    assert "too late" in str(told["problem"]) or "超时" in str(told["problem"])


def test_one_item_can_be_asked_for_by_name(client: Any) -> None:
    """A single line; an owner that the rules do not name is none."""
    found = client.get("/owners", params={**AT, "item": "common_fumes"}).json()["owned"]
    assert [(line["item"], line["owner"], line["owner_status"]) for line in found] == [
        ("common_fumes", None, "none")
    ]


def test_a_unit_and_an_item_that_there_are_not_are_told(client: Any) -> None:
    """With the nearest words."""
    place = client.get("/owners", params={**AT, "place": "大栅兰街道"})
    item = client.get("/owners", params={**AT, "item": "油烟机"})
    assert (place.status_code, place.json()["field"]) == (422, "place")
    assert item.status_code == 422


def test_open311_lists_every_item_and_guesses_no_agency(
    client: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """All fields of GeoReport v2; the agency stays empty without a place."""
    found = client.get("/open311/v2/services.json").json()
    assert len(found) == len(beijing_pack.fields["item"].tree.leaves)
    assert {s["agency_responsible"] for s in found} == {""}
    fumes = next(s for s in found if s["service_code"] == "common_fumes")
    assert fumes["service_name"] == "餐饮油烟"
    assert fumes["type"] == "realtime"
    assert "、" in fumes["description"]
    english = client.get("/open311/v2/services.json?lang=en").json()
    assert not [s for s in english if "、" in s["description"]]


def test_open311_asks_for_a_day_with_a_place(client: Any) -> None:
    """Powers move: without a day there is no agency."""
    answer = client.get("/open311/v2/services.json?place=110102013&lang=en")
    assert answer.json()["fix"] == "give the day too: on=2024-05-01"
