"""The page in a browser: Chinese typed, candidates confirmed, WCAG 2.2 AA by axe, phone width."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from typing import Any

import govrules
import pytest

playwright = pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python")
uvicorn = pytest.importorskip("uvicorn")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@pytest.fixture(scope="module")
def base(beijing_pack: govrules.Jurisdiction) -> Iterator[str]:
    """The address of a service on a port that was free."""
    from govrules.service import application

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        config = uvicorn.Config(application(beijing_pack), log_level="error", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium as the system has it."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.mark.parametrize(("width", "lang"), [(1280, "zh-CN"), (390, "en")])
def test_from_a_sentence_to_an_answer(browser: Any, base: str, width: int, lang: str) -> None:
    """By the keyboard alone and without a script; every page passes axe and fits the width."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, locale=lang)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def fit() -> None:
        found = Axe().run(page, options={"runOnly": list(RULES)})
        assert not found.response["violations"], found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(f"{base}/")
    fit()
    page.focus("#text")
    page.keyboard.insert_text("邻居遛狗不清理狗屎")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("西城区大栅栏街道某胡同3号")
    page.keyboard.press("Enter")
    page.wait_for_selector("#read")
    fit()
    page.click("#read button")
    page.wait_for_selector("article.answer")
    assert "policies=" in page.url
    fit()
    page.click(".question .button >> nth=0")
    page.wait_for_selector("article.answer")
    fit()
    for path in ("/unit?place=110102013&on=2024-01-01", "/table", "/answer?kind=nothing"):
        page.goto(base + path)
        fit()
    assert all(url.startswith((base, "data:")) for url in asked)
    context.close()
