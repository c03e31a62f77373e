"""Duties: each that a rule may impose is declared, once, in words that fit the place."""

from __future__ import annotations

from ..errors import did_you_mean
from ..faults import Faults
from .parts import Parts, fault

__all__ = ["check_duties"]


def check_duties(parts: Parts, faults: Faults) -> None:
    """Find duties that questions offer and no policy declares, and wrong words in them."""
    seen: set[str] = set()
    for duty in (d for p in parts.policies for d in p.duties):
        place = f"duty {duty.code}"
        if duty.code in seen:
            faults.add(
                fault(
                    place,
                    f"two duties are called {duty.code!r}",
                    f"两项义务同名 {duty.code!r}",
                    field="code",
                    value=duty.code,
                    hint=("give each a code of its own", "请分别编号"),
                )
            )
        seen.add(duty.code)
        for lang, texts in (
            ("zh", (duty.zh, duty.clock_zh, duty.bearer_zh)),
            ("en", (duty.en, duty.clock_en, duty.bearer_en)),
        ):
            for text in texts:
                with faults.at(place):
                    parts.words.check(text, lang)
    offered = (s for q in parts.questions for s in q.slots if s.id == "duties")
    for code in dict.fromkeys(c.code for slot in offered for c in slot.choices):
        if code not in parts.duties:
            faults.add(
                fault(
                    f"duty {code}",
                    f"the questions offer the duty {code!r}, and no policy declares it",
                    f"问题可选义务 {code!r}，却没有策略声明它",
                    field="duties",
                    value=code,
                    hint=did_you_mean(code, parts.duties)
                    if parts.duties
                    else ("add a Duty of that code", "请增加该代码的 Duty"),
                )
            )
