"""A finding: what is wrong, or to be known, of a rule set before any matter is decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal

import attrs

__all__ = ["SEVERITIES", "Finding", "Severity", "Subject"]

Severity = Literal["error", "warning", "note"]
# The gravest first: the order in which findings are told.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
WORDS: Mapping[str, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("注意", "warning"),
    "note": ("提示", "note"),
    "matter": ("例如", "for instance"),
    "none": ("无", "none"),
    "matters": ("共涉及事项 {} 种", "{} kinds of matters stand behind it"),
    "lapsed": (
        "{on} 曾予认可（{at}），其后所涉内容已有改动，须重新审看",
        "accepted on {on} ({at}), and changed since: it is to be looked at again",
    ),
}
# A digest is for telling whether something changed, by people who write it into a table.
DIGEST = 12


@attrs.frozen
class Subject:
    """What a finding is about: a rule, a list, a delegation, a field or another declared thing.

    Args:
        kind: ``rule``, ``delegation``, ``list``, ``field``, ``role``, ``question`` …
        id: Its id.
        digest: Of what it says that decides; its words are left out.
        cite: The key of the provision on which it rests, empty where it rests on none.
        zh: That provision in Chinese.
        en: That provision in English.
        at: The file and line where it stands, where that is known.
    """

    kind: str
    id: str
    digest: str = attrs.field(repr=False)
    cite: str = ""
    zh: str = ""
    en: str = ""
    at: str = attrs.field(default="", eq=False)

    @property
    def name(self) -> str:
        """How acceptances name it: a rule by its id, anything else as ``list:LIST7``."""
        return self.id if self.kind == "rule" else f"{self.kind}:{self.id}"


def _by_name(subjects: Any) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {s.name: s for s in subjects}
    return tuple(found[name] for name in sorted(found))


@attrs.frozen
class Finding:
    """One finding of one detector.

    Args:
        code: The stable code of the detector.
        severity: ``error``: some matter is decided wrongly or not at all; ``warning``: the rules
            say something that nobody is likely to mean; ``note``: to be known.
        zh: What was found, in Chinese.
        en: The same in English.
        fix_zh: What to do about it.
        fix_en: The same in English.
        subjects: The rules and other things that it is about, sorted by name.
        data: What was found as values: strings, numbers, lists.
        matter: A smallest real matter that shows it, as a record; ``None`` where none is needed.
        decision: What is decided of that matter: ``disposition``, ``lead``, ``owner``,
            ``because``, or the code of the ``error``.
        matters: How many kinds of matters stand behind it, where that was counted.
        lapsed: Where it was accepted before it changed, the day and the place.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    fix_zh: str = ""
    fix_en: str = ""
    subjects: tuple[Subject, ...] = attrs.field(default=(), converter=_by_name)
    data: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    matter: Mapping[str, Any] | None = attrs.field(default=None, hash=False)
    decision: Mapping[str, Any] | None = attrs.field(default=None, hash=False)
    matters: int | None = None
    lapsed: tuple[str, str] | None = attrs.field(default=None, eq=False)

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that it is about."""
        return tuple(s.id for s in self.subjects if s.kind == "rule")

    @property
    def about(self) -> tuple[str, ...]:
        """The names of all that it is about, as acceptances write them."""
        return tuple(s.name for s in self.subjects)

    @property
    def citations(self) -> tuple[str, ...]:
        """The keys of the provisions on which its subjects rest, each once."""
        return tuple(dict.fromkeys(s.cite for s in self.subjects if s.cite))

    @property
    def at(self) -> tuple[str, ...]:
        """The files and lines where its subjects stand, each once."""
        return tuple(dict.fromkeys(s.at for s in self.subjects if s.at))

    @property
    def digest(self) -> str:
        """Changes with what its subjects say and with what was found, not with any wording."""
        said = [self.code, [[s.name, s.digest] for s in self.subjects], self.data]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
        return sha256(text.encode()).hexdigest()[:DIGEST]

    @property
    def order(self) -> tuple[Any, ...]:
        """Where it is told: the gravest first, then by code, by subject and by what was found."""
        return SEVERITIES.index(self.severity), self.code, self.about, self.digest

    def text(self, lang: str = "en") -> str:
        """The finding in a few lines of ``"en"`` or ``"zh"``: what, where, what to do about it."""
        side = 0 if lang == "zh" else 1
        head, colon = WORDS[self.severity][side], "：" if lang == "zh" else ": "
        lines = [f"{head} {self.code}{colon}{self.zh if lang == 'zh' else self.en}"]
        for s in self.subjects:
            provision = s.zh if lang == "zh" else s.en
            lines.append("  " + "  ".join(filter(None, (s.name, provision, s.at))))
        if self.matter is not None:
            lines.append(f"  {WORDS['matter'][side]}{colon}{self._shown(side)}")
        if self.matters is not None:
            lines.append("  " + WORDS["matters"][side].format(self.matters))
        if self.lapsed is not None:
            lines.append("  " + WORDS["lapsed"][side].format(on=self.lapsed[0], at=self.lapsed[1]))
        if fix := (self.fix_zh if lang == "zh" else self.fix_en):
            lines.append(f"  → {fix}")
        return "\n".join(lines)

    def _shown(self, side: int) -> str:
        facts = ", ".join(f"{k}={v}" for k, v in (self.matter or {}).items())
        said = self.decision or {}
        found = (said.get(k) for k in ("error", "disposition", "lead", "owner"))
        decided = ", ".join(str(v) for v in found if v is not None)
        return f"{facts} ⇒ {decided or WORDS['none'][side]}" if said else facts

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain JSON values."""
        return {
            "code": self.code,
            "severity": self.severity,
            "zh": self.zh,
            "en": self.en,
            "fix_zh": self.fix_zh,
            "fix_en": self.fix_en,
            "rules": list(self.rules),
            "about": list(self.about),
            "citations": list(self.citations),
            "at": list(self.at),
            "data": dict(self.data),
            "matter": None if self.matter is None else dict(self.matter),
            "decision": None if self.decision is None else dict(self.decision),
            "matters": self.matters,
            "digest": self.digest,
            "lapsed": None if self.lapsed is None else list(self.lapsed),
        }
