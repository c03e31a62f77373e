"""``govrules compare``: which of two norms prevails, or who has to decide."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from .base import Argument, Both, Exit, Option, Session, command, json_option, jurisdiction_option
from .screen import Screen

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..law import Norm, Verdict

__all__ = ["compare"]

SPECIAL = {"first": "first_special", "second": "second_special", "crossing": "crossing"}
FIRST, SECOND = ("甲规定", "the first norm"), ("乙规定", "the second norm")
ANSWERS: dict[str, Both] = {
    "first": ("适用{first}。", "{first} applies."),
    "second": ("适用{second}。", "{second} applies."),
    "adjudicate": ("提请裁决：由{organ}裁决。", "To be adjudicated: the {organ} decides."),
    "unranked": ("立法法未规定先后。", "The Legislation Law does not rank them."),
}


@command(
    "compare",
    about=(
        "两项规定不一致时适用哪一项，或由谁裁决",
        "which of two norms that disagree prevails, or who decides",
    ),
    more=(
        "每项规定是索引中的条文，或以“键=值”写明：名称、位阶、机关、地域、施行日（可只写年份）。"
        "\n位阶：宪法、法律、行政法规、地方性法规、部门规章、地方政府规章、规范性文件。"
        "依据是《立法法》；条文适用于同一事项而规定不一致，是提问的前提，程序不审查。",
        "A norm is a provision of the index, or said by key=value: title, rank, maker, area, since "
        "(a day or only a year).\n"
        "Ranks: constitution, law, administrative_regulation, local_regulation, department_rule, "
        "local_government_rule, decision. The Legislation Law decides; that the two norms speak of "
        "one matter and disagree is taken as given.",
    ),
    examples=(
        (
            'govrules compare "JD 26" "名称=某局通知 位阶=规范性文件 机关=某局 地域=11"',
            ("索引中的条文与自己写明的规定", "a provision of the index, and a norm of your own"),
        ),
        (
            'govrules compare "rank=department_rule maker=某部 since=2019" '
            '"rank=local_regulation maker=某市人大常委会 area=37 since=2021"',
            ("部门规章与地方性法规", "a department rule and a local regulation"),
        ),
        (
            'govrules compare "JS 14" "JD 26" --special second --json',
            ("后一项是特别规定；JSON", "the second is the special one; JSON"),
        ),
    ),
    exits=True,
    params=(
        Argument("first", zh="一项规定", en="a norm"),
        Argument("second", zh="另一项规定", en="the other"),
        Option(
            "--special",
            type=click.Choice(list(SPECIAL)),
            zh="特别规定是前一项、后一项；crossing 为适用范围交叉；缺省为范围相同",
            en="which is the special one; crossing if their scopes overlap; left out: one scope",
        ),
        Option(
            "--on",
            metavar="DAY",
            zh="按此日的《立法法》条号；缺省为现行文本",
            en="the day whose Legislation Law is cited; the present one if left out",
        ),
        json_option("一行 JSON", "one line of JSON"),
        jurisdiction_option(),
    ),
)
def compare(
    session: Session,
    first: str,
    second: str,
    special: str | None,
    on: str | None,
    as_json: bool,
    jurisdiction: str,
) -> int:
    """Say which of two norms prevails, by which article, or who decides."""
    from ..law import Scope, read_norm
    from ..law import compare as compared
    from ..values import parse_day

    j = session.load(jurisdiction)
    norms = (
        read_norm(first, j.law, title=session.say(FIRST), areas=j.territory),
        read_norm(second, j.law, title=session.say(SECOND), areas=j.territory),
    )
    scope = Scope(SPECIAL[special]) if special else Scope.SAME
    day: date | None = parse_day(on) if on else None
    verdict = compared(*norms, scope, j.law, on=day)
    if as_json:
        click.echo(json.dumps(_record(norms, verdict, j), ensure_ascii=False))
    else:
        _show(norms, verdict, j, session)
    return Exit.DONE if verdict.kind in ("first", "second") else Exit.OPEN


def _organ(code: str | None, norms: tuple[Norm, Norm]) -> Both | None:
    """The organ that decides, by its names: the maker of a norm, or one of the country's."""
    from ..law.precedence import ORGANS

    if code is None:
        return None
    makers = {n.instrument.issuer.code: n.instrument.issuer for n in norms}
    issuer = makers.get(code) or ORGANS[code]
    return issuer.zh, issuer.en


def _show(norms: tuple[Norm, Norm], verdict: Verdict, j: Jurisdiction, session: Session) -> None:
    from ..law.citations import quoted

    screen, say = Screen(), session.say
    zh = session.lang == "zh"
    titles = [quoted(n.instrument.zh) if zh else n.instrument.en for n in norms]
    organ = _organ(verdict.adjudicator, norms)
    parts = {"first": titles[0], "second": titles[1], "organ": say(organ) if organ else ""}
    text = say(ANSWERS[verdict.kind], **parts)
    screen.line(text[0].upper() + text[1:], "bold")
    screen.block(verdict.zh if zh else verdict.en, first="  ")
    if verdict.cite is not None:
        cite = verdict.cite.text(j.law, session.lang)
        screen.line(f"  {say(('依据', 'under'))}{say(('：', ': '))}{cite}")


def _record(norms: tuple[Norm, Norm], verdict: Verdict, j: Jurisdiction) -> dict[str, Any]:
    cite, organ = verdict.cite, _organ(verdict.adjudicator, norms)
    referral = _organ(verdict.referral, norms)
    return {
        "kind": verdict.kind,
        "principle": verdict.principle,
        "cite": cite.key if cite else None,
        "cite_zh": cite.text(j.law, "zh") if cite else None,
        "cite_en": cite.text(j.law, "en") if cite else None,
        "adjudicator": verdict.adjudicator,
        "adjudicator_zh": organ[0] if organ else None,
        "adjudicator_en": organ[1] if organ else None,
        "referral": verdict.referral,
        "referral_zh": referral[0] if referral else None,
        "referral_en": referral[1] if referral else None,
        "zh": verdict.zh,
        "en": verdict.en,
        "norms": [
            {
                "title_zh": n.instrument.zh,
                "title_en": n.instrument.en,
                "rank": n.instrument.rank.value,
                "maker": n.instrument.issuer.zh,
                "area": n.instrument.issuer.area,
                "since": str(n.day) if n.day else None,
            }
            for n in norms
        ],
    }
