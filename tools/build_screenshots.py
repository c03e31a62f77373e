"""Take the pictures of the page that the documentation shows, in Chromium, from a running service.

$ govrules serve &
$ python tools/build_screenshots.py
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parents[1] / "docs"
ANSWER = {
    "kind": "violation",
    "item": "犬便不清除",
    "place": "西城区/大栅栏街道",
    "on": "2021-03-01",
    "on_power_list": "true",
}
WRITTEN = {"text": "楼下烧烤店油烟大，一直到半夜", "address": "海淀区北四环西路1号"}
SAID = {"on": "2023-06-01", "kind": "complaint"}
UNIT = {"place": "110102013", "on": "2024-01-01"}
# Picture → path, facts in its address, width, and height; none where the whole page is shown.
PICTURES: dict[str, tuple[str, dict[str, str], int, int | None]] = {
    "serve-answer.png": ("/answer", {**ANSWER, "lang": "en"}, 1000, 760),
    "serve-answer.zh.png": ("/answer", {**ANSWER, "lang": "zh"}, 1000, 760),
    "serve-read.png": ("/", {**WRITTEN, **SAID, "lang": "zh"}, 390, None),
    "serve-unit.png": ("/unit", {**UNIT, "lang": "en"}, 1000, 900),
    "serve-unit.zh.png": ("/unit", {**UNIT, "lang": "zh"}, 1000, 760),
}


def main(base: str = "http://127.0.0.1:8000") -> None:
    """Take each picture of the service at an address."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"))
        for name, (path, facts, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height or 800})
            page.goto(f"{base}{path}?{urlencode(facts)}")
            page.screenshot(path=DOCS / name, full_page=height is None)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
