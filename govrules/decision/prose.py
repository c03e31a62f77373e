"""A decision in words: the answer, the reasons article by article, what would have changed it.

Every fixed phrase stands in ``PHRASES`` once, in both languages; names come from the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import Any

import attrs

from .record import DecisionRecord, Organ, Reason

__all__ = ["explain", "is_open", "led", "organ_name", "owner_text", "stays", "to_html"]

# Of a long list so many are told; the record holds all.
MOST = 8
# So many articles and questions are told in the brief answer.
ARTICLES, QUESTIONS = 2, 3
# In this order reasons are told; see ``Reason.weight``.
WEIGHTS = ("decides", "leads", "overtaken", "meanwhile", "beside")
PARTIES = ("held_by", "by", "assist", "supervise", "copy_to", "must_not_lead", "candidates")
# The level of those who are no organs of government.
COMPANY = "company"
ORGANS = ("lead", "owner", "owner_among", *PARTIES)
PHRASES: dict[str, tuple[str, str]] = {
    "owner": ("权责机关", "owner"),
    # What the text makes the duty of somebody who is no organ: an organ only presses for it.
    "responsible": ("责任单位", "responsible party"),
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
    "provisional": ("{}：查明之前，由{}先行受理", "{}: until it is settled, {} takes it in hand"),
    "held": ("；裁决之前，由{}先行受理", "; until it is decided, {} keeps it in hand"),
    "parties": ("各方", "who else"),
    "assist": ("协助", "to assist"),
    "supervise": ("监督指导", "to supervise"),
    "copy_to": ("抄送", "to be informed"),
    "held_by": ("裁决之前先行受理", "in hand until the ruling"),
    "by": ("作出这一步的机关", "this step is taken by"),
    "must_not_lead": ("不得作为主责", "may not be made the lead"),
    "prohibited": ("所引条文不允许这样办理", "the articles cited do not allow this to be done"),
    "candidates": ("可能的承办机关", "those that may have to act"),
    "because": ("理由", "because"),
    "basis": ("依据", "basis"),
    "applies": ("已可适用", "applies so far"),
    "more": ("……另有 {n} 个", " … and {n} more"),
    "so_far": (
        "已可适用的规定（尚不足以定论）",
        "provisions that apply so far, without settling it",
    ),
    "overtaken": ("后由其他规定改变", "changed by a later provision"),
    "stems_from": ("该职权出自{}", "the power stems from {}"),
    "defeated": (
        "同时适用而让位或待裁决的规定",
        "provisions that also apply, but give way or await a ruling",
    ),
    "rival": ("不依其他规定的原因", "why no other provision"),
    "assumed": ("前提（未说明的，按此认定）", "taken to be so, since nothing else was said"),
    "ask": ("尚需查明（最有用的在前）", "still to be found out, the most useful first"),
    "find_out": ("请先查明", "find out first"),
    "duties": ("后续义务", "duties that follow"),
    "lead": ("承办机关", "the lead"),
    "otherwise": ("若情况不同", "had it been otherwise"),
    "notes": ("提示", "note"),
    "no_lead": ("无承办机关", "no lead"),
    "led": ("{}：{}", "{}: {}"),
    "stays": ("{}；事项由{}负责", "{}; the matter stays with {}"),
    "colon": ("：", ": "),
    "comma": ("、", "; "),
    "semicolon": ("；", "; "),
    "bracket": ("（{}）", " ({})"),
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
    text = _both(d, lang, "disposition")
    if d.lead is not None and d.lead_is_provisional:
        text = _say("provisional", lang).format(text, organ_name(d.lead, lang))
    elif d.lead is not None:
        text = led(text, organ_name(d.lead, lang), lang, stays=stays(d))
    if d.held_by is not None:
        text += _say("held", lang).format(organ_name(d.held_by, lang))
    return text + _say("stop", lang)


def led(what: str, organ: str, lang: str, *, stays: bool) -> str:
    """A disposition with its lead; of a bar, with the organ that keeps the matter."""
    return _say("stays" if stays else "led", lang).format(what, organ)


def stays(d: DecisionRecord) -> bool:
    """Whether the matter stays with the lead, because it may not be passed on as was asked."""
    return (d.prohibited or bool(d.must_not_lead)) and not is_open(d)


def is_open(d: DecisionRecord) -> bool:
    """Whether it is not decided: a fact is missing, an organ must rank the law, no rule fits."""
    unruled = any(n.code in ("no_rule", "role_missing") for n in d.notes)
    return d.lead_is_provisional or bool(d.candidates or d.ask) or unruled


def explain(d: DecisionRecord, lang: str = "zh", *, short: bool = False, full: bool = False) -> str:
    """The decision as prose.

    Without either flag: what, who, under which articles and why not otherwise in at most six
    lines, and under headings of their own what follows from it.

    Args:
        d: The decision.
        lang: ``"zh"`` or ``"en"``.
        short: The answer alone, in one line.
        full: Every reason, what gave way, and every fact that could still be asked for.
    """
    text = answer(d, lang) if short else _in_lines(d, lang, full=full)
    return text if lang == "zh" else _chinese_once(text, d)


def _chinese_once(text: str, d: DecisionRecord) -> str:
    """The text with the Chinese name of an organ beside the English one only where first told."""
    organs = [o for part in ORGANS for o in _listed(getattr(d, part))]
    for full, beside in dict.fromkeys((o.name_en, f" ({o.name})") for o in organs):
        if full.endswith(beside):
            head, found, rest = text.partition(full)
            text = head + found + rest.replace(full, full.removesuffix(beside))
    return text


def _in_lines(d: DecisionRecord, lang: str, *, full: bool) -> str:
    about = _say("semicolon", lang).join(pair[lang != "zh"] for pair in d.about)
    lines = [answer(d, lang), *filter(None, (about,))]
    if not full:
        lines.extend(_brief(d, lang))
    for title, items in _sections(d, lang) if full else _follows(d, lang):
        lines.append(f"{title}{_say('colon', lang)}".rstrip())
        lines.extend(f"  · {item}" for item in items)
    return "\n".join(lines)


def _brief(d: DecisionRecord, lang: str) -> Iterable[str]:
    """At most four lines: who else, what to find out, the articles, why not the nearest rival."""
    colon, semicolon = _say("colon", lang), _say("semicolon", lang)
    if parties := _parties(d, lang):
        yield semicolon.join(parties)
    articles = _articles(d.because, lang, brief=True, owner=[r.rule for r in d.owner_because])
    if asks := [_both(x, lang) for x in d.ask[:QUESTIONS]]:
        yield f"{_say('find_out', lang)}{colon}{' '.join(asks)}"
        articles = articles[:1]
    basis = _say("applies" if is_open(d) else "basis", lang)
    for text in articles[:ARTICLES]:
        yield f"{basis}{colon}{text}"
    if d.defeated:
        yield f"{_say('rival', lang)}{colon}{_both(d.defeated[0], lang, 'told')}"


def _articles(
    because: Iterable[Reason], lang: str, *, brief: bool = False, owner: Collection[str] = ()
) -> list[str]:
    """The reasons, those of one article together and those that decide first.

    Args:
        because: The reasons.
        lang: The language.
        brief: Only those that decide, the last question's first; of none the others.
        owner: The rules that name the owner: where brief, what they overtook is told with them.
    """
    said = list(because)
    before = [r for r in said if brief and r.weight == "overtaken"]
    if brief:
        deciding = [r for r in said if r.weight == "decides"]
        said = deciding[::-1] or [r for r in said if r.weight != "beside"]
    said.sort(key=lambda r: WEIGHTS.index(r.weight))
    found: dict[str, list[str]] = {}
    for r in said:
        text = _both(r, lang)
        notes = [_both(r, lang, "note"), _say("overtaken", lang) if r.weight == "overtaken" else ""]
        if note := _say("semicolon", lang).join(filter(None, notes)):
            text += _say("bracket", lang).format(note)
        if before and r.rule in owner:
            stems_from = _say("comma", lang).join(_articles(_plain(before), lang))
            text += _say("semicolon", lang) + _say("stems_from", lang).format(stems_from)
        texts = found.setdefault(_both(r, lang, "cite"), [])
        if text not in texts:
            texts.append(text)
    colon, semicolon = _say("colon", lang), _say("semicolon", lang)
    return [f"{cite}{colon}{semicolon.join(texts)}" for cite, texts in found.items()]


def _plain(because: Iterable[Reason]) -> list[Reason]:
    """Reasons told without their notes, within another."""
    return [attrs.evolve(r, weight="leads", note_zh="", note_en="") for r in because]


def _sections(d: DecisionRecord, lang: str) -> Iterable[tuple[str, list[str]]]:
    """Everything, under headings."""
    yield from _filled("parties", _parties(d, lang), lang)
    yield from _filled("so_far" if is_open(d) else "because", _articles(d.because, lang), lang)
    yield from _filled("defeated", [_both(x, lang, "told") for x in d.defeated], lang)
    asks = [_both(x, lang) for x in d.ask[:MOST]]
    more = [_say("more", lang).format(n=n)] if (n := len(d.ask) - MOST) > 0 else []
    yield from _filled("ask", [*asks, *more], lang)
    yield from _follows(d, lang)


def _follows(d: DecisionRecord, lang: str) -> Iterable[tuple[str, list[str]]]:
    """What goes with the answer: duties with their bearers, what would change it, remarks."""
    yield from _filled("duties", _duties(d, lang), lang)
    yield from _filled("otherwise", [_both(x, lang) for x in d.otherwise], lang)
    assumed = _say("semicolon", lang).join(_both(x, lang) for x in d.assumed)
    yield from _filled("assumed", [assumed] if assumed else [], lang)
    notes = [_say("prohibited", lang)] if d.prohibited else []
    yield from _filled("notes", [*notes, *(_both(x, lang) for x in d.notes)], lang)


def _parties(d: DecisionRecord, lang: str) -> list[str]:
    """Who owns it, where that says more than the lead, and who else takes part."""
    colon = _say("colon", lang)
    owned = owner_text(d, lang) if d.owner is None or d.owner != d.lead else ""
    among = d.owner_among if d.owner is None else (d.owner,)
    role = "responsible" if {o.level for o in among} == {COMPANY} else "owner"
    found = [f"{_say(role, lang)}{colon}{owned}"] if owned else []
    told = {"by": [d.lead], "assist": among if owned else ()}  # whoever is named is not named again
    for part in PARTIES:
        organs = [o for o in _listed(getattr(d, part)) if o not in told.get(part, ())]
        if organs:
            found.append(f"{_say(part, lang)}{colon}{_organs(organs, lang)}")
    return found


def _duties(d: DecisionRecord, lang: str) -> list[str]:
    """The duties by who bears them, each with its clock."""
    of: dict[str, list[str]] = {}
    for duty in d.duties:
        clock = _both(duty, lang, "clock")
        text = _both(duty, lang) + (_say("bracket", lang).format(clock) if clock else "")
        lead = organ_name(d.lead, lang) if d.lead else _say("lead", lang)
        of.setdefault(_both(duty, lang, "bearer") or lead, []).append(text)
    colon, semicolon = _say("colon", lang), _say("semicolon", lang)
    return [f"{bearer}{colon}{semicolon.join(texts)}" for bearer, texts in of.items()]


def owner_text(d: DecisionRecord, lang: str = "zh") -> str:
    """Who owns the matter, under which articles; empty where a fact or a provision is missing."""
    if d.owner_status in ("open", "none"):
        return ""
    among = d.owner_among if d.owner is None else (d.owner,)
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
