"""What the rows of a published list may mean in a pack: proposed with a score, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

import attrs

from ..errors import GovrulesError
from ..intake import Candidate, ItemSearch
from ..law import Law, parse_citation
from ..law.numerals import NUMERAL
from ..rules import CodeList, Roles
from .headings import ORGANS
from .read import Entry, PublishedList, Unplaced

__all__ = ["Match", "Proposal", "match"]

MOST = 3
TITLE = re.compile(r"《([^《》]+(?:《[^《》]+》[^《》]*)*)》")
ARTICLE = re.compile(
    rf"第\s*{NUMERAL}\s*条(?:之{NUMERAL})?(?:第\s*{NUMERAL}\s*款)?(?:第?\s*[（(]?{NUMERAL}[)）]?\s*项)?"
)
SEVERAL = re.compile(r"[、，,；;/\n]|\s{1,}|(?<=[局委部门队所府处院])和")


@attrs.frozen
class Proposal:
    """What a row may mean.

    Args:
        entry: The row.
        items: Items of the pack's catalogue, the likeliest first, each with a score and the words
            that it rests on.
        organs: Part → the organs that its text names, by code.
        cites: The provisions that its basis names, by key, as far as their instruments are on file.
    """

    entry: Entry
    items: tuple[Candidate, ...]
    organs: dict[str, tuple[str, ...]]
    cites: tuple[str, ...]


@attrs.frozen
class Match:
    """A list with what its rows may mean.

    Args:
        of: The list.
        proposals: A proposal for each row.
        unplaced: What could not be placed, in reading and in matching.
    """

    of: PublishedList
    proposals: tuple[Proposal, ...]
    unplaced: tuple[Unplaced, ...]


def match(of: PublishedList, items: CodeList, roles: Roles, law: Law) -> Match:
    """Propose for each row of a list what it may mean in a pack.

    Args:
        of: The list.
        items: The pack's catalogue.
        roles: Its roles.
        law: Its law.
    """
    search = ItemSearch(items)
    unplaced = list(of.unplaced)
    proposals = []
    for entry in of.entries:
        found = search.find(entry.name, MOST)
        if not found:
            why = "目录中没有相近的事项", "no item of the catalogue is like it"
            unplaced.append(Unplaced(entry.places.get("name", entry.at), entry.name, *why))
        organs = {
            part: tuple(_organs(part, entry, roles, unplaced))
            for part in ORGANS
            if part in entry.texts
        }
        proposals.append(Proposal(entry, found, organs, tuple(_cites(entry, law, unplaced))))
    return Match(of, tuple(proposals), tuple(unplaced))


def _organs(part: str, entry: Entry, roles: Roles, unplaced: list[Unplaced]) -> Iterator[str]:
    """The organs that a text names, each once; those that no role is called are left."""
    told: set[str] = set()
    text = entry.texts[part]
    for name in [text] if _is_one(text, roles) else filter(None, SEVERAL.split(text)):
        try:
            code = roles.locate(name).code
        except GovrulesError as error:
            unplaced.append(Unplaced(entry.places[part], name, error.zh, error.en))
            continue
        if code not in told:
            told.add(code)
            yield code


def _is_one(text: str, roles: Roles) -> bool:
    """Whether a text as a whole is what one organ is called, though it has commas in it."""
    try:
        roles.locate(text)
    except GovrulesError:
        return False
    return True


def _cites(entry: Entry, law: Law, unplaced: list[Unplaced]) -> Iterator[str]:
    """The provisions that a basis names: each title with the articles that stand after it."""
    text = entry.texts.get("basis", "")
    titles = list(TITLE.finditer(text))
    told: set[str] = set()
    for title, following in zip_longest(titles, titles[1:]):
        between = text[title.end() : following.start() if following else len(text)]
        for words in ARTICLE.findall(between) or [""]:
            try:
                cite = parse_citation(f"{title[1]}{words}", law)
                law.check(cite)
            except GovrulesError as error:
                said = f"《{title[1]}》{words}"
                unplaced.append(Unplaced(entry.places["basis"], said, error.zh, error.en))
                continue
            if cite.key not in told:
                told.add(cite.key)
                yield cite.key
