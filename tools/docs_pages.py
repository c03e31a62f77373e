"""The reference pages that are written from the code, each in English and Chinese."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import govrules
from docs_api import plain
from govrules import errors, glossary, plugins
from govrules.decision import record as records
from govrules.decision.record import DecisionRecord
from govrules.rules import Field

__all__ = ["FIXES", "PAGES"]

BEIJING = govrules.load("beijing", plugins=govrules.Plugins())

# What a reader does about each error; a test checks that none is missing.
FIXES: dict[str, tuple[str, str]] = {
    "GovrulesError": (
        "catch this to catch every error below; `error.to_dict()` is the record of it",
        "捕获它即捕获以下全部；`error.to_dict()` 为其记录",
    ),
    "RecordError": (
        "correct the field that the message names; the hint lists what it takes. In a batch only "
        "that row fails",
        "更正报错所指的字段，提示列出可用的值；批量处理时只影响该行",
    ),
    "PlaceError": (
        "give the code, or a longer path of names (`西城区/大栅栏街道`); `govrules places NAME` finds "
        "both. A code that was valid on the matter's own day is taken too",
        "请给代码，或更完整的路径（`西城区/大栅栏街道`）；用 `govrules places 名称` 查找。行为之日有效的代码也可以",
    ),
    "ContradictionError": (
        "leave out the fact that the rules work out, or correct the one that it follows from",
        "删去可由规则推定的事实，或更正其所依据的事实",
    ),
    "PolicyError": (
        "for authors of policies: correct the rule, list or table at the place named",
        "供策略作者：更正所指位置的规则、清单或表格",
    ),
    "ExpressionError": (
        "correct the condition at the column named; see the language",
        "更正所指列的条件，参见条件语言",
    ),
    "CitationError": (
        "correct the article; if the law was amended, bring the index up to date "
        "(`tools/index_law.py`)",
        "更正条号；法律已修改的，请更新索引（`tools/index_law.py`）",
    ),
    "DelegationError": (
        "the delegation is void as written: correct its source, issuer, recipient, publication or "
        "days",
        "该授权依所写无效：更正其来源、作出机关、承接机关、公布日或期间",
    ),
    "ConflictError": (
        "write the exception that the text makes (`exception_to`), narrow a condition, or correct "
        "a rule; `error.rules` holds both ids",
        "写明法条的例外（`exception_to`）、收窄条件或更正规则；`error.rules` 为两条规则的编号",
    ),
    "PluginError": (
        "reinstall or remove the plug-in; the others work. `govrules plugins` shows the reason",
        "重装或移除该插件，其余不受影响；`govrules plugins` 显示原因",
    ),
    "NotFoundError": (
        "correct the name; the message proposes near ones",
        "更正名称，提示给出相近者",
    ),
}


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in cells) + " |"
        for cells in lines
    )


def pick(lang: str, en: str, zh: str) -> str:
    """The text of that language."""
    return zh if lang == "zh" else en


def fields(lang: str) -> str:
    """The fields of a matter, as the Beijing pack declares them."""
    head = pick(lang, "field|kind|values|if nothing is said|source", "字段|类型|取值|未说明时|依据")
    rows = [
        (
            f"`{f.id}` {f.zh}" + ("" if lang == "zh" else f"<br>{f.en}"),
            f.kind,
            _values(f, lang),
            _unsaid(f, lang),
            f.source,
        )
        for f in BEIJING.fields.values()
    ]
    intro = pick(
        lang,
        """# Records in: a matter

A matter is one flat record: a mapping, a row of CSV, JSON lines or a workbook. Fields and values are
given by code or by Chinese term. What is absent is **unknown**, or the field's declared assumption,
which the decision then lists; `unknown` or `未知` says outright that it is not known, and sets the
assumption aside. A gap of a table (null, NaN, pandas' `NA`) is absent. A field may be given under both its
names if they mean the same. `id` (`编号`) is text or a whole number and is echoed as written. These are
Beijing's fields; another jurisdiction declares its own (`jurisdiction.fields`).

Numbers are read by one rule in every kind of field. A whole number is its digits, plain or full-width (`１２`),
or a number of any library that is whole (`3`, `3.0`, `Decimal("3")`); `.0` after the digits, as tables write a
column with gaps, adds nothing, and leading zeros stay. A sign, a separator, an exponent, digits of another
script or a fraction is refused (`+3`, `1_0`, `1e2`, `٣`, `2.5`). A float too large to say which number was
written is refused too: from 2⁵³ on, in 32 bits from 2²⁴, where `110102013` becomes `110102016`.

A day is where the matter lies: Beijing's time zone is `Asia/Shanghai`. A moment that says its own zone
(`2020-06-30T16:30:00Z`, a timestamp in UTC) is the day that it is there, 2020-07-01, and a note says so where
that is not the day written. A moment without a zone is local, and its hour plays no part.

A value has at most 2,000 characters, a set 200 words. What cannot be read is an error that proposes the
nearest words to whoever reads it; in columns no suggestions are made.

| kind | takes |
|---|---|
| flag | true, yes, y, t, 1, 是, 是的, 有, √ / false, no, n, f, 0, 否, 不是, 无, 没有, × |
| choice | one of the values |
| code | a code or a name of its tree: an [item](items.md), a place, a [role](roles.md) |
| day | `2021-03-01`, `2021/3/1`, `2021.3.1`, `20210301`, `2021年3月1日`, each with a time after it or not |
| count | a whole number; those above the largest told apart count as it, and a note says so |
| set | values joined by `;`, or `none`; the condition `prior_steps has persuaded` asks for one |
""",
        """# 输入记录：事项

事项是一条扁平记录：映射，或 CSV、JSON lines、工作簿的一行。字段和值可用代码，也可用中文术语。没有给出的即**未知**，
或取该字段声明的约定（认定书会列出）；写 `unknown` 或 `未知` 即明说未知，不再适用约定。
表格中的空缺（null、NaN、pandas 的 `NA`）视为未给出。
同一字段的两个名称可以并用，但所指须一致。`id`（`编号`）为文本或整数，原样返回。
以下是北京的字段；其他辖区自行声明（`jurisdiction.fields`）。

各类字段读数字只有一条规则。整数就是它的数字，半角、全角（`１２`）均可；也可以是任何库中的整数值（`3`、`3.0`、
`Decimal("3")`）。有空缺的列会写出 `.0`，不影响取值；前导零保留。带正负号、分隔符、指数、其他文字的数字或小数的，
一律不收（`+3`、`1_0`、`1e2`、`٣`、`2.5`）。浮点数大到说不清原来是哪个数的，也不收：64 位自 2⁵³ 起，
32 位自 2²⁴ 起——32 位的 `110102013` 会变成 `110102016`。

日期以事项所在地为准，北京的时区是 `Asia/Shanghai`。自带时区的时刻（`2020-06-30T16:30:00Z`、UTC 时间戳）按当地日期计，
即 2020-07-01；与所写日期不同的，附有提示。不带时区的时刻视为当地时间，钟点不起作用。

一个值至多 2000 字，集合至多 200 项。读不出的值报错；有人查看时，给出相近的写法。按列处理时不作此提示。

| 类型 | 可填 |
|---|---|
| flag | true、yes、y、t、1、是、是的、有、√ / false、no、n、f、0、否、不是、无、没有、× |
| choice | 所列的值之一 |
| code | 树中的代码或名称：[事项](items.zh.md)、地点、[角色](roles.zh.md) |
| day | `2021-03-01`、`2021/3/1`、`2021.3.1`、`20210301`、`2021年3月1日`，后面可带时间 |
| count | 整数；超过可区分的最大值者按最大值计，并有提示 |
| set | 以 `;` 连接的值，或 `none`；条件 `prior_steps has persuaded` 询问其中之一 |
""",
    )
    return f"{intro}\n{table(head.split('|'), rows)}\n"


def _values(f: Field, lang: str) -> str:
    if f.choices:
        return " · ".join(f"`{c.code}` {pick(lang, c.en, c.zh)}" for c in f.choices)
    if f.kind == "flag":
        return pick(lang, "yes, no", "是、否")
    if f.kind == "count":
        return f"0 … {f.most}"
    return {"day": "YYYY-MM-DD", "code": pick(lang, "code or name", "代码或名称")}[f.kind]


def _unsaid(f: Field, lang: str) -> str:
    if f.reads is not None:
        return pick(lang, f"worked out from `{f.reads[0]}`", f"由 `{f.reads[0]}` 推定")
    if f.assume is not govrules.UNKNOWN:
        return pick(lang, "assumed: ", "约定：") + f.label(f.assume, lang)
    return pick(lang, "unknown", "未知")


def items(lang: str) -> str:
    """The catalogue of items as a tree."""
    tree: Any = BEIJING.fields["item"].tree
    title = pick(lang, "# The catalogue of items", "# 事项目录")
    intro = pick(
        lang,
        "`item` takes a code, a Chinese or English name, or an alias. A code above the leaves is "
        "an imprecise fact: any item below may be meant.",
        "`item` 可填代码、中英文名称或别名。叶子以上的代码是不够具体的事实：其下任何一项都可能。",
    )
    parts = [title, "", f"{intro} ({len(tree.leaves)})", ""]
    head = [
        pick(lang, "code", "代码"),
        "中文",
        "English",
        pick(lang, "also", "别名"),
        pick(lang, "nature", "性质"),
    ]
    for root in (c for c in tree if tree.parent(c) is None):
        below = [c for c in tree if c != root and root in tree.path(c)]
        rows = [
            (
                f"`{c}`",
                tree[c].zh,
                tree[c].en,
                "、".join(tree[c].aliases),
                tree[c].attributes.get("nature", ""),
            )
            for c in below
        ]
        parts += [f"## {pick(lang, tree[root].en, tree[root].zh)} `{root}`", ""]
        parts += [table(head, rows), ""]
    return "\n".join(parts)


def decision(lang: str) -> str:
    """The decision record and its parts."""
    intro = pick(
        lang,
        """# Records out: a decision

`decision.to_dict()` gives these fields in this order, as plain JSON values; `to_json()` is one line
with equal bytes for equal decisions; `Decision.from_dict()` reads it back. Texts come in both
languages, `…zh` and `…en`; an organ's `name` is Chinese, `name_en` English. Of a record that a later version
wrote, what this one does not know is left out, and the note `parts_left_out` names it.
""",
        """# 输出记录：认定

`decision.to_dict()` 按下列顺序给出各字段，均为普通 JSON 值；`to_json()` 为一行，相同的认定字节相同；
`Decision.from_dict()` 读回。文字均有中英文（`…zh`、`…en`）；机关的 `name` 为中文，`name_en` 为英文。
读取更新版本写成的记录时，本版本不认识的部分不予读取，并以提示 `parts_left_out` 注明。
""",
    )
    note = pick(lang, "", "\n（说明取自代码中的英文文档。）\n")
    head = pick(lang, "field|type|meaning", "字段|类型|含义").split("|")
    parts = [intro + note]
    for cls in (
        DecisionRecord,
        *(getattr(records, n) for n in records.__all__ if n != "DecisionRecord"),
    ):
        says = arguments(cls.__doc__ or "")
        name = "Decision" if cls is DecisionRecord else cls.__name__
        rows = [
            (f"`{a.name}`", f"`{str(a.type).replace('attrs.', '')}`", says.get(a.name, ""))
            for a in attrs.fields(cls)
        ]
        parts += [f"## {name}", "", plain((cls.__doc__ or "").split("\n\n    Args:")[0]), ""]
        parts += [table(head, rows), ""]
    return "\n".join(parts)


def arguments(doc: str) -> dict[str, str]:
    """The entries of a docstring's ``Args`` section, by name."""
    found: dict[str, str] = {}
    name, inside = "", False
    for line in inspect.cleandoc(doc).splitlines():
        if not line.startswith(" "):
            inside = line.strip() == "Args:"
        elif inside:
            head, colon, rest = line.strip().partition(": ")
            if colon and len(line) - len(line.lstrip()) == 4 and head.lstrip("*").isidentifier():
                name = head.lstrip("*")
                found[name] = rest
            elif name:
                found[name] += f" {line.strip()}"
    return {k: v.replace("``", "`") for k, v in found.items()}


def dispositions(lang: str) -> str:
    """The dispositions, each with the provisions whose rules conclude it."""
    cites: dict[str, dict[str, None]] = {}
    for r in BEIJING.rules.rules.values():
        for slot, value in r.then.one:
            if slot == "disposition" and isinstance(value, str):
                cites.setdefault(value, {})[r.rule.cite.key] = None
    layout = BEIJING.layout
    cites[layout.undetermined] = {
        pick(lang, "a missing fact decides: see `ask`", "缺少事实，见 `ask`"): None
    }
    cites[layout.adjudicate] = {"LEG 105, 106": None}
    slot = BEIJING.rules.fields["route.disposition"]
    head = pick(lang, "code|中文|English|from rules under", "代码|中文|English|所据条文").split("|")
    rows = [
        (f"`{c.code}`", c.zh, c.en, "; ".join(sorted(cites.get(c.code, {})))) for c in slot.choices
    ]
    intro = pick(
        lang,
        "# Dispositions\n\nWhat is to be done with a matter. The codes are stable. Citations are "
        "keys of the [law index](law.md).",
        "# 处置\n\n对事项如何处置。代码稳定不变。条文用[法规索引](law.zh.md)的代号。",
    )
    return f"{intro}\n\n{table(head, rows)}\n"


def roles(lang: str) -> str:
    """The roles and the levels at which they sit."""
    head = pick(
        lang, "role|中文|English|levels|kinds of unit", "角色|中文|English|层级|单位类型"
    ).split("|")
    rows = [
        (f"`{r.code}`", r.zh, r.en, ", ".join(r.levels), ", ".join(r.kinds))
        for r in BEIJING.rules.roles.roles.values()
    ]
    intro = pick(
        lang,
        "# Roles\n\nAn organ is a role at a unit: `street_office@subdistrict` at 110102013 is "
        "大栅栏街道办事处. A department that a statute names without its level sits at "
        "`district_or_city`, and the decision says so. Where a role has kinds, a unit of another "
        "kind has no such organ, and a decision that would need one says that too.",
        "# 角色\n\n机关是某单位上的角色：`street_office@subdistrict` 在 110102013 即大栅栏街道办事处。"
        "法条未写明层级的部门记为 `district_or_city`，认定书会说明。列有单位类型的角色，其他类型的单位没有该机关，"
        "需要它的认定也会说明。",
    )
    return f"{intro}\n\n{table(head, rows)}\n"


def lists(lang: str) -> str:
    """The dated lists, and the delegations."""
    head = pick(
        lang,
        "list|name|field|entries|public|in force|under|source",
        "清单|名称|字段|项数|公开|有效期间|依据|来源",
    ).split("|")
    yes_no = pick(lang, "yes|no", "是|否").split("|")
    rows = [
        (
            f"`{x.id}`",
            pick(lang, x.en, x.zh),
            f"`{x.field}`",
            "?" if x.count is None else x.count,
            yes_no[not x.public],
            x.period,
            x.cite.key,
            x.source,
        )
        for x in BEIJING.lists
    ]
    intro = pick(
        lang,
        "# Dated lists and delegations\n\nA list that is not public still has a count, a source and "
        "dates. Whether a matter is on it is then a fact to ask for. See "
        "[what is not public](../explanation/not-public.md).",
        "# 清单与授权\n\n未公开的清单仍有项数、来源和日期；某事项是否在列，是需要询问的事实。"
        "参见[哪些未公开](../explanation/not-public.zh.md)。",
    )
    moved = pick(
        lang, "delegation|kind|from|to|in force|under|note", "授权|类型|由|至|有效期间|依据|说明"
    ).split("|")
    given = [
        (
            f"`{d.id}` {pick(lang, d.en, d.zh)}",
            d.kind,
            ", ".join(d.source),
            d.to,
            d.period,
            "; ".join(c.key for c in (d.cite, *d.basis)),
            pick(lang, d.note_en, d.note_zh),
        )
        for d in BEIJING.delegations
    ]
    return f"{intro}\n\n{table(head, rows)}\n\n{table(moved, given)}\n"


def law(lang: str) -> str:
    """The instruments, and how citations are written."""
    used: dict[str, int] = {}
    for r in BEIJING.rules.rules.values():
        used[r.rule.cite.instrument] = used.get(r.rule.cite.instrument, 0) + 1
    head = pick(lang, "id|instrument|rank|in force|rules", "代号|名称|位阶|施行|规则数").split("|")
    rows = [
        (
            f"`{i.id}`",
            i.zh + ("" if lang == "zh" else f"<br>{i.en}"),
            pick(lang, i.rank.en, i.rank.zh),
            i.period,
            used.get(i.id, 0),
        )
        for i in BEIJING.law.instruments
    ]
    intro = pick(
        lang,
        """# The law index and citations

| written | means |
|---|---|
| `JD 17(1)(2)` | instrument, article (paragraph)(item): 《北京市街道办事处条例》第十七条第一款第（二）项 |
| `JD 26` | a whole article |
| `JZF2020-9` | a whole instrument |
| `X 12-1` | 第十二条之一 |
| `X 12(1)(3)(2)` | sub-item (目) 2 |

In Python, `govrules.law.parse_citation` also reads Chinese (`《北京市街道办事处条例》第十七条`), given
the law. The index keeps, for each article of each indexed text, how many paragraphs and items it has and a digest;
no sentence of a statute is copied. A rule that cites what does not exist is a `CitationError` when it
is loaded; one whose text of the day is not on file is noted in the decision.""",
        """# 法规索引与引用

| 写法 | 含义 |
|---|---|
| `JD 17(1)(2)` | 文件、条（款）（项）：《北京市街道办事处条例》第十七条第一款第（二）项 |
| `JD 26` | 整条 |
| `JZF2020-9` | 整个文件 |
| `X 12-1` | 第十二条之一 |
| `X 12(1)(3)(2)` | 第 2 目 |

在 Python 中，`govrules.law.parse_citation` 配合法规索引也可读中文（`《北京市街道办事处条例》第十七条`）。
索引只记每个文本每一条的款数、项数和摘要值，不抄录法条。规则引用不存在的条文，加载时即 `CitationError`；
行为之日的文本未收录的，认定书中注明。""",
    )
    return f"{intro}\n\n{table(head, rows)}\n"


def errors_page(lang: str) -> str:
    """The tree of errors, each with its fix."""
    classes = [getattr(errors, n) for n in FIXES]
    head = pick(lang, "error|code|when|what to do", "错误|代码|何时|如何处理").split("|")
    rows = [
        (
            f"`{c.__name__}`",
            f"`{c('', '').code}`",
            plain(c.__doc__.split("\n")[0]),
            pick(lang, *FIXES[c.__name__]),
        )
        for c in classes
    ]
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")[1]
    intro = pick(
        lang,
        "# Errors\n\nEach is also the builtin that a caller would expect. Every message names the "
        'field, the value, the place and the fix; `error.text("zh")` gives it in Chinese. On the '
        "exception stand `field`, `value`, `place`, `hint_en`, `hint_zh`.",
        '# 错误\n\n每种错误同时是相应的内置异常。报错写明字段、值、位置和办法；`error.text("zh")` 为中文。'
        "异常上有 `field`、`value`、`place`、`hint_en`、`hint_zh`。",
    )
    return f"{intro}\n\n```text\n{inspect.cleandoc(tree)}\n```\n\n{table(head, rows)}\n"


def hooks(lang: str) -> str:
    """The hooks of plug-ins, with their arguments."""
    found = [(n, h) for n, h in vars(plugins.Hooks).items() if n.startswith("govrules_")]
    intro = pick(
        lang,
        f"""# Plug-in hooks

A package names a module in the entry-point group `{plugins.GROUP}`; the module implements one hook or
several with `govrules.hookimpl`. What govrules ships comes in the same way. A plug-in that cannot be
loaded, or whose hook raises, ends the program or gives something else than it should, costs itself
only: it is named in `jurisdiction.errors`, on stderr by every command, and by `govrules plugins`, which
then exits with 4. Two policies of one id are an error, and so is one jurisdiction offered by two
plug-ins; both are named. See [write a policy](../how-to/write-a-policy.md).

```toml
[project.entry-points.{plugins.GROUP}]
my_policies = "my_package.plugin"
```""",
        f"""# 插件钩子

软件包在 entry point 组 `{plugins.GROUP}` 中写明一个模块，该模块以 `govrules.hookimpl` 实现一个或几个钩子。
govrules 自带的规则包也由此加载。无法加载、钩子抛错、结束程序或给出不合要求之物的插件，
只影响自身：`jurisdiction.errors`、每个命令的 stderr 和 `govrules plugins`（此时退出码为 4）都写明其名。两个策略同一编号、
两个插件提供同一辖区，均为错误，并写明双方。参见[编写策略](../how-to/write-a-policy.zh.md)。

```toml
[project.entry-points.{plugins.GROUP}]
my_policies = "my_package.plugin"
```""",
    )
    parts = [intro]
    for name, hook in found:
        spec = inspect.signature(hook)
        args = [p for p in spec.parameters if p != "self"]
        returns = str(spec.return_annotation)
        parts += [
            "",
            f"## `{name}({', '.join(args)})`",
            "",
            f"→ `{returns}`",
            "",
            plain(hook.__doc__ or ""),
        ]
    return "\n".join(parts)


def glossary_page(lang: str) -> str:
    """The glossary."""
    head = pick(lang, "中文|English|code|law|note", "中文|English|代码|出处|说明").split("|")
    rows = [
        (
            t.zh,
            t.en,
            f"`{t.code}` ({t.kind})" if t.code else "",
            t.cite,
            pick(lang, t.note_en, t.note_zh),
        )
        for t in glossary.TERMS
    ]
    intro = pick(
        lang,
        "# Glossary\n\nTerms of the official language, their English names here, and the codes. "
        "In Python: `govrules.glossary.TERMS`.",
        "# 术语\n\n官方用语、本项目的英文名称与代码。Python 中为 `govrules.glossary.TERMS`。",
    )
    return f"{intro}\n\n{table(head, rows)}\n"


PAGES: dict[str, Callable[[str], str]] = {
    "fields": fields,
    "items": items,
    "decision": decision,
    "dispositions": dispositions,
    "roles": roles,
    "lists": lists,
    "law": law,
    "errors": errors_page,
    "hooks": hooks,
    "glossary": glossary_page,
}
