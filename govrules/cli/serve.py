"""``govrules serve``: API and page of a jurisdiction, on this machine unless told otherwise."""

from __future__ import annotations

import os
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path

import click

from .base import Exit, Option, Session, command, jurisdiction_option
from .faults import Misuse

__all__ = ["serve"]

_NEEDS = ("jinja2", "python_multipart", "starlette", "uvicorn")
_MEGABYTE = 1 << 20


@command(
    "serve",
    about=("提供网页和 API", "serve a page for people and an API for programs"),
    more=(
        "只在本机可访问，除非指定 --host。自身没有身份验证：对外须经网关。"
        "给出 --log 或 --ledger 的，每件认定先落盘再答复，写不下就不答复；都不给则什么也不保存。",
        "It is reached from this machine alone, unless --host says otherwise. It has no "
        "authentication of its own: put it behind a gateway. With --log or --ledger a decision is "
        "on disk before it is answered, and what cannot be written is not answered; without them "
        "nothing is kept.",
    ),
    examples=(
        ("govrules serve", ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/")),
        (
            "govrules serve --port 8080 --workers 2 --log decisions",
            ("两个进程，认定记入目录 decisions", "two processes, decisions kept in a folder"),
        ),
    ),
    params=(
        Option(
            "--host",
            metavar="ADDRESS",
            default="127.0.0.1",
            zh="监听的地址，缺省为本机 127.0.0.1",
            en="the address to listen on; 127.0.0.1, this machine alone, where not given",
        ),
        Option(
            "--port",
            metavar="N",
            type=click.IntRange(1, 65535),
            default=8000,
            zh="端口，缺省 8000",
            en="the port; 8000 where not given",
        ),
        Option(
            "--workers",
            metavar="N",
            type=click.IntRange(1, 256),
            default=1,
            zh="进程数，缺省 1；一般每核一个",
            en="how many processes; 1 where not given, one a core is usual",
        ),
        Option(
            "--log",
            metavar="FOLDER",
            zh="认定日志的目录；不给则不保存",
            en="the folder of the decision log; nothing is kept where not given",
        ),
        Option(
            "--ledger",
            metavar="URL",
            zh="认定另记入案件台账，如 sqlite:///cases.db",
            en="a ledger of cases that takes the decisions too: sqlite:///cases.db",
        ),
        Option(
            "--seconds",
            metavar="N",
            type=click.FloatRange(0.1, 3600),
            default=30.0,
            zh="一个请求最多用时（秒），缺省 30",
            en="how many seconds a request may take; 30 where not given",
        ),
        Option(
            "--body",
            metavar="MB",
            type=click.IntRange(1, 1024),
            default=1,
            zh="一个请求体最多多少兆字节，缺省 1",
            en="how many megabytes the body of a request may have; 1 where not given",
        ),
        jurisdiction_option(),
    ),
)
def serve(
    session: Session,
    host: str,
    port: int,
    workers: int,
    log: str | None,
    ledger: str | None,
    seconds: float,
    body: int,
    jurisdiction: str,
) -> int:
    """Start the service, and say where it is."""
    _needed()
    import uvicorn

    from ..service import DecisionLog, Settings
    from ..service.settings import VARIABLE

    folder = None if log is None else Path(log).resolve()
    if folder is not None:
        DecisionLog.check(folder)
    settings = Settings(log=folder, ledger=ledger, seconds=seconds, body=body * _MEGABYTE)
    session.plugins.blueprint(jurisdiction)  # what is wrong is told now, and once
    if ledger is not None:
        from ..cases import recorder

        recorder(ledger, jurisdiction=session.load(jurisdiction)).close()
    os.environ[VARIABLE] = settings.to_text(jurisdiction, session.allowed)
    shown = f"[{host}]" if ":" in host else host
    where = (
        "页面与 API：http://{at}/（Ctrl-C 结束）",
        "page and API: http://{at}/ (Ctrl-C ends it)",
    )
    click.echo(session.say(where, at=f"{shown}:{port}"))
    if not _is_loopback(host):
        words = (
            "注意：{host} 可从其他机器访问，而本服务没有身份验证：请置于网关之后",
            "note: other machines can reach {host}, and the service has no authentication: put it "
            "behind a gateway",
        )
        click.echo(session.say(words, host=host), err=True)
    uvicorn.run(
        "govrules.service.app:from_environment",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    return Exit.DONE


def _needed() -> None:
    """Raises Misuse if a library that the service rests on is missing."""
    if missing := [name for name in _NEEDS if find_spec(name) is None]:
        raise Misuse(
            f"serve needs {', '.join(missing)}, not installed here",
            f"serve 需要 {'、'.join(missing)}，尚未安装",
            'pip install "govrules[serve]"',
            '请运行 pip install "govrules[serve]"',
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
