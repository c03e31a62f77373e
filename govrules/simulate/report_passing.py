"""What a page says of the problems of a split, of orders passed on, and of queues: two beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from .bilingual import Both, both, in_each, table, width
from .orders import Orders
from .queue import Queue

__all__ = ["flow_section", "measures_section", "queue_section"]

SIDES = {"zh": ("原来", "改为"), "en": ("before", "after")}
MOST_PATHS, MOST_HOPS = 3, 8
# What is told of a flow, and in which form.
COUNT, MEAN, SHARE = "{:,.0f}", "{:,.2f}", "{:.1%}"
FIGURES: Mapping[str, tuple[Both, str]] = {
    "dispatched": (("派出的工单", "orders dispatched"), COUNT),
    "unclear_share": (("归属不清的份额", "share of unclear orders"), SHARE),
    "hops": (("平均派单次数", "dispatches an order"), MEAN),
    "days": (("平均办理天数", "days an order"), MEAN),
    "objections": (("每单异议次数", "objections an order"), MEAN),
    "upheld": (("每单异议成立次数", "objections upheld, an order"), MEAN),
    "refusals": (("每单拒绝次数", "refusals an order"), MEAN),
    "late": (
        ("有环节超期的份额（不计排队）", "share with an act out of time, queues apart"),
        SHARE,
    ),
}


def measures_section(tallied: Sequence[pa.Table]) -> str:
    """The problems of the report of 2020 in both: how many matters have each, and of how many.

    Args:
        tallied: What ``govrules.measures.tally`` gives of each side.
    """

    def drawn(lang: str) -> str:
        lines = ""
        for rows in zip(*(t.to_pylist() for t in tallied), strict=True):
            cells = "".join(f"<td>{_found(r, lang)}</td>" for r in rows)
            lines += f"<tr><th>{escape(rows[0][lang])}</th>{cells}</tr>"
        head = {"zh": "问题", "en": "problem"}[lang]
        return table("figures", (head, *SIDES[lang]), lines)

    note = both(
        "有此问题的事项，占能够判断者的份额；没有说明的（派给了谁、是否应哨、有无保障）不作判断。",
        "Matters with the problem, and their share of those of which it can be known; what was not "
        "said (to whom a matter was sent, who answered a whistle, who has means) is not judged.",
    )
    return f"<p>{note}</p>{in_each(drawn)}"


def _found(row: Mapping[str, Any], lang: str) -> str:
    if not row["known"]:
        return f"<small>{ {'zh': '无从判断', 'en': 'not known'}[lang] }</small>"
    return f"{row['found']:,} <small>{row['share']:.1%}</small>"


def flow_section(orders: Sequence[Orders]) -> str:
    """How orders are passed on in both: figures, hops, and the commonest ways.

    Args:
        orders: The same matters as orders of each side, with the same seed.
    """
    told = [o.summary() for o in orders]

    def drawn(lang: str) -> str:
        lines = "".join(
            f"<tr><th>{escape(zh if lang == 'zh' else en)}</th>"
            + "".join(f"<td>{form.format(t[name])}</td>" for t in told)
            + "</tr>"
            for name, ((zh, en), form) in FIGURES.items()
        )
        head = {"zh": "指标", "en": "figure"}[lang]
        return table("figures", (head, *SIDES[lang]), lines) + _hops(orders, lang)

    note = both(
        "两边的事项、行为概率和随机数相同，只有规则不同。"
        "事实未说明的工单留在原处，查明后是什么用 finds 写明。",
        "Matters, behaviours and random numbers are the same in both; only the rules differ. "
        "Orders of which a fact is not said stay where they are: finds says what an inquiry shows.",
    )
    return f"<p>{note}</p>{in_each(drawn)}{in_each(lambda lang: _paths(orders, lang))}"


def _hops(orders: Sequence[Orders], lang: str) -> str:
    """Bars: how many orders were dispatched how often, before left and after right."""
    counts = [dict(zip(*_columns(o.hops()), strict=True)) for o in orders]
    met = sorted({n for c in counts for n in c})[: MOST_HOPS + 1]
    most = max((n for c in counts for n in c.values()), default=1) or 1
    lines = ""
    for hops in met:
        one, other = (c.get(hops, 0) for c in counts)
        lines += (
            f'<tr><th>{hops}</th><td class="lost"><span>{one:,}</span>'
            f'<i style="width:{width(one, most)}"></i></td><td class="gained">'
            f'<i style="width:{width(other, most)}"></i><span>{other:,}</span></td></tr>'
        )
    head = {"zh": "派单次数", "en": "dispatches"}[lang]
    return table("bars hops", (head, *SIDES[lang]), lines)


def _columns(found: pa.Table) -> list[list[int]]:
    return [found[n].to_pylist() for n in ("hops", "rows")]


def _paths(orders: Sequence[Orders], lang: str) -> str:
    """The commonest ways through hands, by the names of the roles."""
    sides = ""
    for head, made in zip(SIDES[lang], orders, strict=True):
        of = made.jurisdiction.rules.roles.roles
        sent = made.paths(top=20).filter(pc.field("hops") > 0).slice(0, MOST_PATHS)
        ways = "".join(
            f"<p>{r['rows']:,} · {escape(' → '.join(_role(of, o, lang) for o in _way(r)))}</p>"
            for r in sent.to_pylist()
        )
        none = {"zh": "没有派出的工单", "en": "no order is dispatched"}[lang]
        sides += f"<div><h3>{head}</h3>{ways or f'<p>{none}</p>'}</div>"
    return f'<div class="two">{sides}</div>'


def _way(row: Mapping[str, Any]) -> list[str]:
    return str(row["path"]).split(" → ")


def _role(roles: Mapping[str, Any], organ: str, lang: str) -> str:
    role = roles.get(organ.partition("@")[0])
    return organ if role is None else str(getattr(role, lang))


def queue_section(queues: Sequence[Queue], roles: Mapping[str, Any]) -> str:
    """Who is late and how long orders wait in both, by role.

    Args:
        queues: The orders of each side before the staff that there is.
        roles: What roles are called.
    """
    late = [{r["role"]: r for r in q.late(by="role").to_pylist()} for q in queues]
    waits = [{r["role"]: r["days"] for r in q.waiting(by="role").to_pylist()} for q in queues]
    most = {r: max(x[r]["rows"] for x in late if r in x) for x in late for r in x}
    met = sorted(most, key=lambda r: (-most[r], r))

    def drawn(lang: str) -> str:
        lines = ""
        for role in met:
            cells = "".join(
                f"<td>{_waited(one.get(role), wait.get(role), lang)}</td>"
                for one, wait in zip(late, waits, strict=True)
            )
            lines += f"<tr><th>{escape(_role(roles, role, lang))}</th>{cells}</tr>"
        head = {"zh": "角色", "en": "role"}[lang]
        return table("figures", (head, *SIDES[lang]), lines)

    left = max(q.unstaffed for q in queues)
    note = both(
        "工单数、超期份额、平均等候的工作日；人手由使用者给出。"
        + (f"{left:,} 件的机关没有写明人手，未排队。" if left else ""),
        "Orders, the share that is late, and working days waited on average; the staff is as given."
        + (f" {left:,} orders have an owner without staff, and do not queue." if left else ""),
    )
    return f"<p>{note}</p>{in_each(drawn)}"


def _waited(row: Mapping[str, Any] | None, days: float | None, lang: str) -> str:
    if row is None:
        return "—"
    late = {"zh": "超期", "en": "late"}[lang]
    wait = {"zh": f"等候 {days:.1f} 日", "en": f"{days:.1f} days waited"}[lang]
    return f"{row['rows']:,} <small>{late} {row['share']:.1%} · {wait}</small>"
