"""Which provisions something cites."""

import pytest
from govrules import Jurisdiction
from govrules.authoring import coverage_of, covers, provisions_of
from govrules.law import ArticleShape, Citation, parse_citation


@pytest.mark.parametrize(
    ("paragraphs", "items", "keys"),
    [
        (1, {}, ["L 3"]),
        (2, {}, ["L 3(1)", "L 3(2)"]),
        (1, {1: 2}, ["L 3(1)(1)", "L 3(1)(2)"]),
        (2, {2: 2}, ["L 3(1)", "L 3(2)(1)", "L 3(2)(2)"]),
        (0, {}, []),
    ],
)
def test_a_provision_is_the_smallest_part_that_is_cited(
    paragraphs: int, items: dict[int, int], keys: list[str]
) -> None:
    """An article of one paragraph, a paragraph, an item; none of an article that was deleted."""
    shape = ArticleShape("3", paragraphs, items, "x")
    assert [p.key for p in provisions_of("L", shape)] == keys


@pytest.mark.parametrize(
    ("cite", "provision", "means"),
    [
        ("L 3", "L 3(2)(1)", True),
        ("L 3(2)", "L 3(2)(1)", True),
        ("L 3(2)(1)(1)", "L 3(2)(1)", True),
        ("L 3(2)(2)", "L 3(2)(1)", False),
        ("L 3(1)", "L 3(2)(1)", False),
        ("L 3(1)(2)", "L 3(1)(2)", True),
        ("L 3(1)", "L 3", True),
        ("L 30", "L 3", False),
        ("M 3", "L 3", False),
        ("L", "L 3", False),
    ],
)
def test_a_citation_means_what_lies_in_it(cite: str, provision: str, means: bool) -> None:
    """The whole instrument says of no article that it was looked at."""
    assert covers(parse_citation(cite), parse_citation(provision)) is means


def test_each_provision_of_a_regulation_is_in_one_state(beijing_pack: Jurisdiction) -> None:
    """Cited, explained, explained in general, or open: together they are all there are."""
    law = beijing_pack.law
    cites = [cite for _, cite in beijing_pack.blueprint.citing()]
    found = coverage_of(law.instrument("JD"), cites, law, beijing_pack.silent)
    parts = (*found.cited, *found.silent, *found.general, *found.open)
    assert found.provisions == len(set(parts)) == 89
    assert Citation("JD", "26") in found.cited
    assert Citation("JD", "1") in found.silent
    assert not found.general
    dogs = coverage_of(law.instrument("DOGS"), cites, law, beijing_pack.silent)
    assert dogs.general


def test_an_instrument_without_a_text_has_no_provisions(beijing_pack: Jurisdiction) -> None:
    """Nothing is known of it, and nothing is counted."""
    law = beijing_pack.law
    assert coverage_of(law.instrument("ACCESS2021"), [], law, {}).provisions == 0


def test_inquiries_charts_lists_and_lines_cite_too(beijing_pack: Jurisdiction) -> None:
    """A provision that only a chart rests on is not called open."""
    names = [what for what, _ in beijing_pack.blueprint.citing()]
    for what in ("JD26.own", "office: ", "work_order: ", "list ", "line "):
        assert any(name.startswith(what) for name in names), what
