"""``govrules report``: the page of a pack, and what is wrong with its options."""

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import attrs
import pytest
from click.testing import Result
from govrules import Jurisdiction
from govrules.cli.base import Session
from govrules.cli.pack_page import page_of
from govrules.rules.acceptance import Acceptance
from govrules.rules.delegation import Revocation

Run = Callable[..., Result]
LANGUAGES = ("zh", "en")
VOID = {"meta"}


class Tags(HTMLParser):
    """Which tags a page has, and whether each is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def marked(town: ModuleType) -> Jurisdiction:
    """The town with markup in its name and reasons; its power is taken back in part, then whole."""
    back = (
        Revocation(date(2023, 1, 1), "CG 2"),
        Revocation(date(2022, 1, 1), "CG 1", "item under waste"),
    )
    whole = town.blueprint()
    first, *rest = whole.policies
    signed = [
        Acceptance("silent", ("<i>x</i>", f"R{n}"), "0", date(2024, 1, 1), "因<i>", "for <i>")
        for n in (1, 2)
    ]
    return Jurisdiction(
        attrs.evolve(
            whole,
            zh="小<script>镇",
            en="small & <script>town",
            delegations=(attrs.evolve(town.MOVED, revocations=back),),
            policies=(attrs.evolve(first, accepted=tuple(signed)), *rest),
        )
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_and_stands_alone(marked: Jurisdiction, lang: str) -> None:
    """Every tag is closed, every section is linked, and nothing is run or fetched."""
    page = page_of(marked, Session(lang))
    tags = Tags(page)
    assert not tags.open
    assert not {"script", "link", "img", "iframe"} & tags.seen
    assert "http" not in page
    for section in ("owners", "delegations", "law", "findings", "territory"):
        assert f'href="#{section}"' in page
        assert f'<section id="{section}">' in page
    assert f'<html lang="{lang}">' in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_pack_gives_the_same_bytes(marked: Jurisdiction, lang: str) -> None:
    """Nothing of the page comes of a clock, or of an order that is not fixed."""
    again = Jurisdiction(marked.blueprint)
    assert page_of(marked, Session(lang)) == page_of(again, Session(lang))


def test_what_authors_write_is_text(marked: Jurisdiction) -> None:
    """Markup in a name, a subject or a reason is shown and not obeyed."""
    page = page_of(marked, Session("en"))
    assert "small &amp; &lt;script&gt;town" in page
    assert "for &lt;i&gt;" in page
    assert "<i>" not in page


def test_a_delegation_is_told_in_the_order_of_its_days(marked: Jurisdiction) -> None:
    """Published, in force, taken back in part, then whole, whatever the order it is written in."""
    page = page_of(marked, Session("en"))
    told = [page.index(f"<td>{day}</td>") for day in ("2020-07-01", "2022-01-01", "2023-01-01")]
    assert told == sorted(told)
    assert "taken back in part" in page
    assert "taken back, all of it" in page
    assert "no last day" not in page


def test_what_was_accepted_for_one_reason_is_one_row(marked: Jurisdiction) -> None:
    """Two acceptances of one day and reason are told together, and counted."""
    page = page_of(marked, Session("en"))
    assert "Accepted in writing (2)" in page
    assert page.count("for &lt;i&gt;") == 1
    assert "<td>silent (2)</td>" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("beijing", "-o", "report.pdf"), "report.html"),
        (("beijing",), "--output"),
        (("beijng", "-o", "report.html"), "beijing"),
        (("beijing", "-o", "gone/report.html"), "report.html"),
    ],
)
def test_wrong_options(run: Run, folder: Path, given: tuple[str, ...], told: str) -> None:
    """A wrong name, pack or folder is one error that says what to do, and nothing is written."""
    result = run("report", *given, "--lang", "en")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert told in result.stderr
    assert not list(folder.glob("report*"))
