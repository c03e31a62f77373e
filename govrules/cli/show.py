"""A decision as a row of a table: place, date, matter, what is to be done, by whom, why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..decision.prose import led, organ_name, stays
from ..errors import GovrulesError
from ..files.rows import RowError
from .base import Session
from .screen import Column, Screen, columns_for

if TYPE_CHECKING:
    from ..decision.decision import Decision
    from ..jurisdiction import Jurisdiction

__all__ = ["Rows", "cites", "columns", "error_text", "helped", "matter_text", "place_text"]

# Below this width a table of seven columns cannot be read, and each matter is a small block;
# English takes more room.
TABLE_FROM = {"zh": 110, "en": 140}
# A title longer than this is called by its short name in tables.
LONG_TITLE = 24
NONE = "-"


def columns(session: Session) -> list[Column]:
    """The columns of a table of decisions."""
    titles = (
        ("#", "#", "dim"),
        ("地点", "place", ""),
        ("日期", "date", ""),
        ("事项", "matter", ""),
        ("处置", "disposition", "bold cyan"),
        ("承办", "lead", "bold"),
        ("依据", "citation", "green"),
    )
    return [Column(session.say((zh, en)), style) for zh, en, style in titles]


class Rows:
    """Writes decisions to a screen as they come: a table where it is wide, blocks where not.

    Args:
        screen: Where to.
        session: The language.
        jurisdiction: Where the names of fields and places come from.
    """

    def __init__(self, screen: Screen, session: Session, jurisdiction: Jurisdiction) -> None:
        self.screen, self.session, self.jurisdiction = screen, session, jurisdiction
        self._widths: list[int] | None = None

    def write(self, results: Iterable[tuple[str, Decision | RowError]]) -> None:
        """Write some more rows, each with what it is called; the first batch sets the widths."""
        results = list(results)
        rows = [self.cells(name, result) for name, result in results]
        if not rows:
            return
        if self.screen.width < TABLE_FROM[self.session.lang]:
            for row, (_, result) in zip(rows, results, strict=True):
                self._block(row, result)
            return
        heads = columns(self.session)
        first = self._widths is None
        if self._widths is None:
            self._widths = columns_for([c.title for c in heads], rows, self.screen.width)
        self.screen.table(heads, rows, widths=self._widths, header=first)

    def cells(self, name: str, result: Decision | RowError) -> tuple[str, ...]:
        """The cells of one row."""
        say, lang, j = self.session.say, self.session.lang, self.jurisdiction
        if isinstance(result, RowError):
            error = error_text(result, lang)
            return (name, NONE, NONE, result.id or NONE, say(("有误", "error")), NONE, error)
        on = result.matter.get(j.rules.day_field)
        done = result.disposition_zh if lang == "zh" else result.disposition_en
        why = (";\n" if lang == "en" else "；\n").join(cites(result, j, lang))
        found = [n for n in result.notes if n.code in j.context.findings]
        why = "\n".join([*(n.zh if lang == "zh" else n.en for n in found), *filter(None, [why])])
        if result.ask:
            ask = result.ask[0].zh if lang == "zh" else result.ask[0].en
            why += ("\n" if why else "") + say(("先问：{ask}", "ask: {ask}"), ask=ask)
        place = place_text(result, j, lang).replace("/", "/\n", 1)
        return (
            name,
            place,
            NONE if on is None else str(on),
            matter_text(result, j, lang),
            done,
            self._lead(result),
            why or NONE,
        )

    def _lead(self, d: Decision) -> str:
        if d.lead is None:
            return NONE
        name = organ_name(d.lead, self.session.lang)
        if stays(d):
            return self.session.say(("事项由{name}负责", "stays with {name}"), name=name)
        words = ("{name}（暂承接）", "{name} (meanwhile)")
        return self.session.say(words, name=name) if d.lead_is_provisional else name

    def _block(self, row: Sequence[str], result: Decision | RowError) -> None:
        name, place, on, matter, done, lead, why = row
        screen = self.screen
        where = place.replace("\n", "")
        screen.block(f"{where}  {on}", first=f"{name:>3}  ", rest="     ", style="dim")
        screen.block(matter, first="     ")
        text = done if lead == NONE else f"{done} · {lead}"
        if not isinstance(result, RowError) and result.lead is not None and stays(result):
            lang = self.session.lang
            text = led(done, organ_name(result.lead, lang), lang, stays=True)
        screen.block(text, first="     → ", style="bold cyan")
        for part in why.split("\n"):
            screen.block(part, first="       ", style="green")


def place_text(d: Decision, j: Jurisdiction, lang: str) -> str:
    """Where it is, as a path of names from the district down."""
    code = d.matter.get(j.layout.place)
    if code is None:
        return NONE
    on: Any = d.matter.get(j.rules.day_field)
    units = [j.territory.unit(c, on) for c in j.territory.path(str(code))]
    units = units[1:] or units
    return "/".join(u.zh if lang == "zh" else u.en for u in units)


def matter_text(d: Decision, j: Jurisdiction, lang: str) -> str:
    """What it is: kind and item, then the facts that were given, in brackets."""
    what, facts = [], []
    for id, value in d.matter.items():
        field = j.rules.fields.get(id)
        if field is None or field.reads is not None or id in (j.layout.place, j.rules.day_field):
            continue
        label = field.label(value, lang)
        name = field.zh if lang == "zh" else field.en
        if field.identity:
            what.append(label)
        elif "." in id:  # a member of a set: only what is in it is told
            facts += [name.rpartition(".")[2].rpartition(": ")[2]] if value is True else []
        elif value is True:
            facts.append(name)
        else:
            facts.append(f"{name}：{label}" if lang == "zh" else f"{name}: {label}")
    if lang == "zh":
        return "：".join(what) + (f"（{'；'.join(facts)}）" if facts else "")
    return ": ".join(what) + (f" ({'; '.join(facts)})" if facts else "")


def cites(d: Decision, j: Jurisdiction, lang: str, *, full: bool = False) -> list[str]:
    """The articles that decided; with ``full`` those of every rule that applied.

    Where none decides yet, those on who holds the matter meanwhile.
    """
    said = [r for r in d.because if full or r.weight in ("decides", "overtaken")]
    said = said or [r for r in d.because if r.weight == "meanwhile"] or list(d.because)
    texts = [(r.cite, r.cite_zh if lang == "zh" else r.cite_en) for r in said]
    return list(dict.fromkeys(t if full else _short(key, t, j, lang) for key, t in texts))


def _short(key: str, text: str, j: Jurisdiction, lang: str) -> str:
    """The citation with a long title replaced by the instrument's short name."""
    from ..law import parse_citation

    instrument = j.law.instrument(parse_citation(key).instrument)
    short = next((a for a in instrument.aliases if len(a) < LONG_TITLE), None)
    if lang != "zh" or len(instrument.zh) <= LONG_TITLE or short is None:
        return text
    return text.replace(f"《{instrument.zh}》", short if "〔" in short else f"《{short}》")


def helped(error: GovrulesError, j: Jurisdiction) -> GovrulesError:
    """The error with the values that its field takes, where it has no hint of its own."""
    field = j.fields.get(error.field or "")
    if error.hint_en is None and field is not None and field.choices:
        error.hint_en = f"one of {', '.join(c.code for c in field.choices)}"
        error.hint_zh = f"可用：{'、'.join(c.zh for c in field.choices)}"
    return error


def error_text(bad: RowError, lang: str) -> str:
    """What is wrong with a row and where it stands."""
    text = bad.error.text(lang)
    return text if text.startswith(bad.place) else f"{bad.place}: {text}"
