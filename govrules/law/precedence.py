"""Which of two norms prevails, by the Legislation Law (立法法), or who has to decide.

    same instrument ──▶ special over general, else unranked
    different rank  ──▶ the higher one                                     98, 99, 100 (and 2)
    regulation v department rule ──▶ State Council, then NPCSC             106(1)(2)
    department rule v another rule ──▶ State Council                       102, 106(1)(3)
    same maker      ──▶ special over general, new over old                 103
                        new general v old special ──▶ NPCSC, State Council 105
                                                      or the maker         106(1)(1)
    otherwise       ──▶ unranked

The numbers are those of the text in force since 2023-03-15. The text of 2015-03-15 has the same
articles eleven numbers lower (98 was 87, 103 was 92, 106 was 95), that of 2000-07-01 twenty
lower; ``on`` chooses. Before 2000-07-01 the first text is cited for the principle that it wrote
down. Three answers are readings, and their reasons say so: that a government decision stands
below all legislation (article 2 does not list it), that decisions of one maker are ranked as
article 103 ranks rules, and that overlapping scopes of one maker go to adjudication.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Literal

import attrs

from ..errors import CitationError
from .citations import Citation, Titles, parse_citation, quoted
from .norms import Instrument, Issuer, Rank, Since

__all__ = ["Kind", "Norm", "Scope", "Verdict", "compare", "edition", "outranks"]

Kind = Literal["first", "second", "adjudicate", "unranked"]

LEGISLATION_LAW = "中华人民共和国立法法"
# The first day of each text, newest first, and by how much its numbers are lower than the newest's.
EDITIONS = {date(2023, 3, 15): 0, date(2015, 3, 15): 11, date(2000, 7, 1): 20}
HIGHER = {
    Rank.CONSTITUTION: "98",
    Rank.LAW: "99(1)",
    Rank.ADMINISTRATIVE_REGULATION: "99(2)",
    Rank.LOCAL_REGULATION: "100(1)",
}
RULES = {Rank.DEPARTMENT_RULE, Rank.LOCAL_GOVERNMENT_RULE}
NPCSC = "npc_standing_committee"
STATE_COUNCIL = "state_council"
ORGANS = {
    NPCSC: Issuer(NPCSC, "全国人民代表大会常务委员会", "NPC Standing Committee"),
    STATE_COUNCIL: Issuer(STATE_COUNCIL, "国务院", "State Council"),
}

REASONS = {
    "higher_instrument": (
        "{a}（{rank_a}）的效力高于{b}（{rank_b}），依{cite}适用前者",
        "{a} ({rank_a}) is of higher force than {b} ({rank_b}) under {cite}",
    ),
    "above_decision": (
        "{b}是规范性文件，不在{cite}所列之内，低于{a}（{rank_a}）（解读）",
        "{b} is a government decision, which {cite} does not list as legislation: it stands "
        "below {a} ({rank_a}) (a reading)",
    ),
    "special_over_general": (
        "{a}一方为特别规定，依{cite}优先于一般规定",
        "the provision of {a} is the special one and goes before the general under {cite}",
    ),
    "new_over_old": (
        "同一机关的规定，{a}一方较新（{day_a}，另一方 {day_b}），依{cite}适用新规定",
        "of two provisions of one maker that of {a} is newer ({day_a}, the other {day_b}) and "
        "applies under {cite}",
    ),
    "new_general_old_special": (
        "{a}与{b}，一为较新的一般规定，一为较旧的特别规定，二者不一致，依{cite}，裁决机关为{organ}",
        "{a} and {b}: a new general provision disagrees with an old special one, and the {organ} "
        "decides under {cite}",
    ),
    "crossing_scopes": (
        "{a}与{b}的适用范围交叉，分不出一般与特别，比照{cite}，裁决机关为{organ}（解读）",
        "the scopes of {a} and {b} overlap, so that neither is the general one; the {organ} "
        "decides, as in {cite} (a reading)",
    ),
    "department_rule_vs_local_regulation": (
        "{a}与{b}，一为地方性法规，一为部门规章，二者不一致，依{cite}先由{organ}提出意见；"
        "意见倾向部门规章的，再交全国人大常委会裁决",
        "{a} and {b}: a local regulation disagrees with a department rule; under {cite} the "
        "{organ} gives its opinion, and if that is for the rule, the NPC Standing Committee "
        "decides",
    ),
    "rule_vs_rule": (
        "{a}与{b}，效力同等的规章不一致，依{cite}，裁决机关为{organ}",
        "{a} and {b}: rules of equal force disagree, and the {organ} decides under {cite}",
    ),
    "same_instrument": (
        "两项规定同在{a}，没有一般与特别之分，立法法未规定顺序",
        "both provisions stand in {a} and neither is special; the Legislation Law does not "
        "rank them",
    ),
    "same_day": (
        "{a}与{b}由同一机关制定、适用范围相同、同日（{day_a}）施行，立法法未规定顺序",
        "{a} and {b} are of one maker, one scope and one day ({day_a}); the Legislation Law does "
        "not rank them",
    ),
    "date_unknown": (
        "{a}与{b}由同一机关制定，但施行日不明，分不出新旧",
        "{a} and {b} are of one maker, but a date is not known, so that neither is the newer",
    ),
    "different_makers": (
        "{a}与{b}制定机关不同，立法法未规定二者的顺序",
        "{a} and {b} are of different makers; the Legislation Law does not rank them",
    ),
}
ANALOGY = (
    "；规范性文件不在该条之列，系比照适用（解读）",
    "; applied to decisions by analogy (a reading)",
)


class Scope(Enum):
    """How the matters that two norms cover lie to each other; the caller works it out."""

    SAME = "same"
    FIRST_SPECIAL = "first_special"
    SECOND_SPECIAL = "second_special"
    CROSSING = "crossing"

    @property
    def flipped(self) -> Scope:
        """The scope with the two norms exchanged."""
        special = {Scope.FIRST_SPECIAL: Scope.SECOND_SPECIAL}
        special |= {new: old for old, new in special.items()}
        return special.get(self, self)


@attrs.frozen
class Norm:
    """One provision as precedence sees it.

    Args:
        instrument: The instrument it stands in.
        since: The day from which the provision is in force, or its year where no more is known;
            ``None`` for the instrument's own.
    """

    instrument: Instrument
    since: date | int | None = None

    @property
    def day(self) -> date | int | None:
        """The day, or the year, that makes the provision newer or older."""
        return self.since or self.instrument.period.start


@attrs.frozen
class Verdict:
    """What the order of norms says of two norms that disagree.

    Args:
        kind: ``"first"`` or ``"second"`` prevails, an organ has to ``"adjudicate"``, or the law
            leaves them ``"unranked"``.
        principle: The code of the reason, such as ``"new_over_old"``.
        cite: The article; ``None`` where the law is silent or not in the given index.
        adjudicator: The role, or the issuer's code, of the organ that decides.
        referral: The organ that decides if the adjudicator holds for the department rule.
        zh: The reason in Chinese.
        en: The reason in English.
    """

    kind: Kind
    principle: str
    cite: Citation | None
    adjudicator: str | None
    referral: str | None
    zh: str
    en: str


def edition(since: Since) -> date:
    """The first day of the text of the Legislation Law that is cited for a day.

    Args:
        since: Whether the day is on or after a bound, such as ``day.__ge__``.
    """
    return next(filter(since, EDITIONS), min(EDITIONS))


def outranks(first: Instrument, second: Instrument) -> bool:
    """Whether the first instrument is of higher force than the second, by rank and area."""
    return _higher(first, second) is not None


def compare(
    first: Norm, second: Norm, scope: Scope, law: Titles | None = None, *, on: date | None = None
) -> Verdict:
    """Which of two norms that disagree prevails.

    Args:
        first: A norm.
        second: Another; exchanging the two, and the scope, exchanges the verdict.
        scope: Whether they cover the same matters, one is special, or they overlap.
        law: The index that the Legislation Law is cited from; without it, as ``LEG``.
        on: The day whose text of the Legislation Law is cited; without it, today's.

    Returns:
        The verdict with its article, the organ that adjudicates, and the reason.
    """
    case = _Case(first, second, scope, law, on)
    a, b = first.instrument, second.instrument
    if a.id == b.id:
        return case.special("103") or case.unranked("same_instrument")
    if article := _higher(a, b):
        return case.prevails("first", "higher_instrument", article)
    if article := _higher(b, a):
        return case.prevails("second", "higher_instrument", article)
    ranks = {a.rank, b.rank}
    if ranks == {Rank.LOCAL_REGULATION, Rank.DEPARTMENT_RULE}:
        principle = "department_rule_vs_local_regulation"
        return case.adjudicate(principle, "106(1)(2)", STATE_COUNCIL, referral=NPCSC)
    if a.issuer.code == b.issuer.code:
        return _same_maker(case)
    if ranks <= RULES and Rank.DEPARTMENT_RULE in ranks:
        return case.adjudicate("rule_vs_rule", "106(1)(3)", STATE_COUNCIL)
    if ranks == {Rank.LAW} and case.general_is_newer():
        return case.adjudicate("new_general_old_special", "105(1)", NPCSC)
    return case.unranked("different_makers")


def _higher(first: Instrument, second: Instrument) -> str | None:
    """The article by which the first outranks the second, in the numbers of 2023."""
    if not second.issuer.area.startswith(first.issuer.area):
        return None  # article 100: only over the rules of the same or a lower level
    if first.rank.height > second.rank.height:
        return "2" if second.rank is Rank.DECISION else HIGHER[first.rank]
    rules = first.rank is second.rank is Rank.LOCAL_GOVERNMENT_RULE
    return "100(2)" if rules and first.issuer.area != second.issuer.area else None


def _same_maker(case: _Case) -> Verdict:
    """Article 103, and the exceptions that articles 105 and 106 make to it."""
    rank, maker = case.first.instrument.rank, case.first.instrument.issuer.code
    article, organ = {
        Rank.CONSTITUTION: ("105(1)", NPCSC),
        Rank.LAW: ("105(1)", NPCSC),
        Rank.ADMINISTRATIVE_REGULATION: ("105(2)", STATE_COUNCIL),
    }.get(rank, ("106(1)(1)", maker))
    if case.scope is Scope.CROSSING:
        return case.adjudicate("crossing_scopes", article, organ)
    newer = _newer(case.first, case.second)
    if newer is None:
        return case.unranked("date_unknown")
    if case.general_is_newer():
        return case.adjudicate("new_general_old_special", article, organ)
    if special := case.special("103"):
        return special
    if newer == "neither":
        return case.unranked("same_day")
    return case.prevails(newer, "new_over_old", "103")


def _newer(first: Norm, second: Norm) -> Literal["first", "second", "neither"] | None:
    """Which is newer; ``None`` where a day is not known, or only the year that both are of."""
    days = (first.day, second.day)
    a, b = (day.year if isinstance(day, date) else day for day in days)
    if a is None or b is None:
        return None
    if a != b:
        return "first" if a > b else "second"
    if not (isinstance(days[0], date) and isinstance(days[1], date)):
        return None
    return "neither" if days[0] == days[1] else "first" if days[0] > days[1] else "second"


@attrs.frozen
class _Title:
    """The Legislation Law under the name by which reasons cite it."""

    id: str = "LEG"
    zh: str = "立法法"
    en: str = "the Legislation Law"

    def instrument(self, name: str) -> _Title:
        return self


@attrs.frozen
class _Case:
    """Two norms, and what it takes to write a verdict on them."""

    first: Norm
    second: Norm
    scope: Scope
    law: Titles | None
    on: date | None

    def general_is_newer(self) -> bool:
        general = {"first": Scope.SECOND_SPECIAL, "second": Scope.FIRST_SPECIAL}
        return self.scope is general.get(_newer(self.first, self.second) or "")

    def special(self, article: str) -> Verdict | None:
        kinds: dict[Scope, Kind] = {Scope.FIRST_SPECIAL: "first", Scope.SECOND_SPECIAL: "second"}
        kind = kinds.get(self.scope)
        return self.prevails(kind, "special_over_general", article) if kind else None

    def prevails(self, kind: Kind, principle: str, article: str) -> Verdict:
        norms = (self.first, self.second) if kind == "first" else (self.second, self.first)
        return self._verdict(kind, principle, article, norms)

    def adjudicate(
        self, principle: str, article: str, organ: str, *, referral: str | None = None
    ) -> Verdict:
        verdict = self._verdict("adjudicate", principle, article, self._sorted(), organ)
        return attrs.evolve(verdict, referral=referral)

    def unranked(self, principle: str) -> Verdict:
        return self._verdict("unranked", principle, None, self._sorted())

    def _sorted(self) -> tuple[Norm, Norm]:
        """The norms in an order that does not depend on which is the first."""
        one, two = sorted((self.first, self.second), key=lambda n: (n.instrument.id, str(n.day)))
        return one, two

    def _verdict(
        self,
        kind: Kind,
        principle: str,
        article: str | None,
        norms: tuple[Norm, Norm],
        organ: str | None = None,
    ) -> Verdict:
        cite = self._cite(article) if article else None
        reasons = "above_decision" if article == "2" else principle
        zh, en = (self._reason(lang, reasons, norms, cite, organ) for lang in ("zh", "en"))
        return Verdict(kind, principle, self._known(cite), organ, None, zh, en)

    def _reason(
        self,
        lang: str,
        key: str,
        norms: tuple[Norm, Norm],
        cite: Citation | None,
        organ: str | None,
    ) -> str:
        """The reason in one language; instruments, ranks and organs all have a name in each."""
        name, side = attrgetter(lang), 0 if lang == "zh" else 1
        a, b = (norm.instrument for norm in norms)
        text = REASONS[key][side].format(
            a=quoted(a.zh) if lang == "zh" else a.en,
            b=quoted(b.zh) if lang == "zh" else b.en,
            rank_a=name(a.rank),
            rank_b=name(b.rank),
            day_a=norms[0].day,
            day_b=norms[1].day,
            cite=cite.text(_Title(), lang) if cite else "",
            organ=name(ORGANS.get(organ or "", a.issuer)),
        )
        return text + (ANALOGY[side] if cite and a.rank is b.rank is Rank.DECISION else "")

    def _cite(self, article: str) -> Citation:
        """An article, given by its number of 2023, in the edition of the day."""
        cite = parse_citation(f"LEG {article}")
        lower = EDITIONS[edition(self.on.__ge__) if self.on else max(EDITIONS)]
        number = int(cite.article or 0)
        return attrs.evolve(cite, article=str(number - lower if number > lower else number))

    def _known(self, cite: Citation | None) -> Citation | None:
        """The citation by the id that the index has for the Legislation Law."""
        if cite is None or self.law is None:
            return cite
        try:
            return attrs.evolve(cite, instrument=self.law.instrument(LEGISLATION_LAW).id)
        except CitationError:
            return None
