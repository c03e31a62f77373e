"""A decision in words: the answer, the reasons article by article, what would have changed it.

Every fixed phrase stands in ``PHRASES`` once, in both languages; names come from the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from .record import DecisionRecord, Organ

__all__ = ["explain", "is_open", "led", "organ_name", "owner_text", "stays", "to_html"]

# Of a long list so many are told; the record holds all.
MOST = 8
PHRASES: dict[str, tuple[str, str]] = {
    "lead": ("承办（牵头）", "lead"),
    "owner": ("权责机关", "owner"),
    "owner_settled": ("{owner}（依据{cites}）", "{owner} (under {cites})"),
    "owner_given": (
        "{owner}（据来件所述，未由法条认定）",
        "{owner} (as the caller says; no provision was looked to)",
    ),
    "owner_undivided": (
        "{cites}并列{owner}，未划分其分工",
        "{cites} names {owner}, and does not divide the work",
    ),
    "owner_contested": (
        "{cites}所指不一（{owner}），尚待裁决",
        "{cites} name different organs ({owner}), which an organ must rank",
    ),
    "caller": ("来件", "the caller"),
    "owner_unseated": (
        "{cites}指名的机关（{owner}），该处未设",
        "the organ that {cites} names ({owner}) does not exist there",
    ),
    "provisional": ("依法先行承接", "meanwhile held by"),
    "assist": ("协助", "assist"),
    "supervise": ("监督指导", "supervise"),
    "copy_to": ("抄送", "copy to"),
    "held_by": ("裁决前由其承接", "held until the ruling by"),
    "by": ("作出处置的机关", "this step is taken by"),
    "must_not_lead": ("不得作为主责", "may not lead"),
    "prohibited": ("依所引条文，不能照此办理。", "Under the articles cited, it cannot be done so."),
    "candidates": ("可能的承办机关", "candidates"),
    "because": ("理由", "because"),
    "more": ("……另有 {n} 个", " … and {n} more"),
    "so_far": ("已适用的规则（尚不足以定论）", "rules that apply so far, without settling it"),
    "defeated": ("同时适用而让位或待裁决的规则", "applied, but gave way or awaits a ruling"),
    "assumed": ("前提（未说明时的约定）", "assuming"),
    "ask": ("尚需查明（按作用大小）", "to be asked, best first"),
    "duties": ("后续义务", "duties that follow"),
    "otherwise": ("若情况不同", "had it been otherwise"),
    "notes": ("提示", "note"),
    "no_lead": ("无承办机关", "no lead"),
    "beats": ("让位于", "gives way to"),
    "contests": ("与之相持、待裁决的是", "stands against"),
    "led": ("{}：{}", "{}: {}"),
    "stays": ("{}；事项由{}负责", "{}; the matter stays with {}"),
    "colon": ("：", ": "),
    "comma": ("、", "; "),
    "stop": ("。", "."),
}


def _say(key: str, lang: str) -> str:
    return PHRASES[key][0 if lang == "zh" else 1]


def organ_name(organ: Organ | None, lang: str = "zh") -> str:
    """What the organ is called; the phrase for "no lead" where there is none."""
    if organ is None:
        return _say("no_lead", lang)
    return organ.name if lang == "zh" else organ.name_en


def _both(thing: Any, lang: str, name: str = "") -> str:
    return str(getattr(thing, f"{name}{'_' if name else ''}{'zh' if lang == 'zh' else 'en'}"))


def answer(d: DecisionRecord, lang: str = "zh") -> str:
    """The short answer: what is to be done, and by whom."""
    colon = _say("colon", lang)
    text = _both(d, lang, "disposition")
    if d.lead is not None and d.lead_is_provisional:
        text += f"{colon}{_say('provisional', lang)} {organ_name(d.lead, lang)}"
    elif d.lead is not None:
        text = led(text, organ_name(d.lead, lang), lang, stays=stays(d))
    return text + _say("stop", lang)


def led(what: str, organ: str, lang: str, *, stays: bool) -> str:
    """A disposition with its lead; of a bar, with the organ that keeps the matter."""
    return _say("stays" if stays else "led", lang).format(what, organ)


def stays(d: DecisionRecord) -> bool:
    """Whether the matter stays with the lead, because it may not be passed on as was asked."""
    return (d.prohibited or bool(d.must_not_lead)) and not is_open(d)


def is_open(d: DecisionRecord) -> bool:
    """Whether it is not decided: a fact is missing, an organ must rank the law, no rule fits."""
    unruled = any(n.code == "no_rule" for n in d.notes)
    return d.lead_is_provisional or bool(d.candidates or d.ask) or unruled


def explain(d: DecisionRecord, lang: str = "zh", *, short: bool = False) -> str:
    """The decision as prose.

    Args:
        d: The decision.
        lang: ``"zh"`` or ``"en"``.
        short: The answer alone, in one line.
    """
    if short:
        return answer(d, lang)
    about = ("；" if lang == "zh" else "; ").join(pair[lang != "zh"] for pair in d.about)
    lines = [answer(d, lang), *filter(None, (about,))]
    for title, items in _sections(d, lang):
        lines.append(f"{title}{_say('colon', lang)}".rstrip())
        lines.extend(f"  · {item}" for item in items)
    return "\n".join(lines)


def _sections(d: DecisionRecord, lang: str) -> Iterable[tuple[str, list[str]]]:
    colon = _say("colon", lang)
    if d.prohibited:
        yield _say("notes", lang), [_say("prohibited", lang)]
    organs = [f"{_say('owner', lang)}{colon}{said}"] if (said := owner_text(d, lang)) else []
    organs += [
        f"{_say(part, lang)}{colon}{_organs(found, lang)}"
        for part in (
            "held_by",
            "by",
            "assist",
            "supervise",
            "copy_to",
            "must_not_lead",
            "candidates",
        )
        if (found := _listed(getattr(d, part)))
    ]
    if organs:
        yield ("各方", "parties")[lang != "zh"], organs
    because = []
    for r in d.because:
        text = f"{_both(r, lang, 'cite')}{colon}{_both(r, lang)}"
        note = _both(r, lang, "note")
        because.append(
            f"{text}（{note}）" if note and lang == "zh" else f"{text} ({note})" if note else text
        )
    yield from _filled("so_far" if is_open(d) else "because", because, lang)
    defeated = [
        f"{x.rule} {_say('contests' if x.is_contested else 'beats', lang)} {x.by}"
        f"{colon}{_both(x, lang)}"
        for x in d.defeated
    ]
    yield from _filled("defeated", defeated, lang)
    yield from _filled("assumed", [_both(x, lang) for x in d.assumed], lang)
    asks = [_both(x, lang) for x in d.ask[:MOST]]
    more = [_say("more", lang).format(n=n)] if (n := len(d.ask) - MOST) > 0 else []
    yield from _filled("ask", [*asks, *more], lang)
    yield from _filled("duties", [_duty(x, lang) for x in d.duties], lang)
    yield from _filled("otherwise", [_both(x, lang) for x in d.otherwise], lang)
    yield from _filled("notes", [_both(x, lang) for x in d.notes], lang)


def owner_text(d: DecisionRecord, lang: str = "zh") -> str:
    """Who owns the matter, under which articles; empty where a fact or a provision is missing."""
    if d.owner_status in ("open", "none"):
        return ""
    among = d.owner_among if d.owner is None else (d.owner,)
    if d.owner_status == "unseated":  # no unit has it, so that no unit's name goes with it
        names = _say("comma", lang).join(dict.fromkeys(_both(o, lang, "role") for o in among))
    else:
        names = _organs(among, lang)
    named_by = dict.fromkeys(_both(r, lang, "cite") for r in d.owner_because)
    cites = _say("comma", lang).join(named_by) or _say("caller", lang)
    return _say(f"owner_{d.owner_status}", lang).format(owner=names, cites=cites)


def _listed(value: Any) -> list[Organ]:
    return [value] if isinstance(value, Organ) else list(value or ())


def _organs(organs: Iterable[Organ], lang: str) -> str:
    """The names in a row, parted by a mark that none of them holds; of many the first few."""
    names = list(dict.fromkeys(organ_name(o, lang) for o in organs))
    shown, comma = names[:MOST], _say("comma", lang)
    text = ("；" if any(comma in name for name in shown) else comma).join(shown)
    return text + (_say("more", lang).format(n=more) if (more := len(names) - MOST) > 0 else "")


def _duty(duty: Any, lang: str) -> str:
    clock = _both(duty, lang, "clock")
    return _both(duty, lang) + (
        f"（{clock}）" if clock and lang == "zh" else f" ({clock})" if clock else ""
    )


def _filled(key: str, items: list[str], lang: str) -> Iterable[tuple[str, list[str]]]:
    if items:
        yield _say(key, lang), items


def to_html(d: DecisionRecord, lang: str = "zh") -> str:
    """The decision as a small HTML block for notebooks."""
    body = "".join(
        f"<dt>{escape(title)}</dt>" + "".join(f"<dd>{escape(item)}</dd>" for item in items)
        for title, items in _sections(d, lang)
    )
    head = escape(answer(d, lang))
    return f'<div class="govrules-decision"><p><strong>{head}</strong></p><dl>{body}</dl></div>'
