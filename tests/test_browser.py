"""The browser that the journeys stand on: it shows Dutch text, and reaches this machine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

PAGE = """<!doctype html><meta charset="utf-8"><title>Flapover</title>
<style>body { font: 32px sans-serif } .none { font-family: serif }</style>
<p id="text">Wat raakt je híérin? “Eén vraag” – ’s avonds ＋ … ë ï €</p><p class="none">Schreef</p>
<button onclick="text.textContent = 'geklikt'">Klik</button>"""


@pytest.fixture
def page_url() -> Iterator[str]:
    class OnePage(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), OnePage) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


async def test_a_real_browser_shows_text_and_clicks(
    browser: Browser, page_url: str, tmp_path: Path
) -> None:
    context = await browser.new_context(viewport={"width": 900, "height": 260})
    page = await context.new_page()
    await page.goto(page_url)
    wide = await page.evaluate("document.fonts.ready.then(() => text.getClientRects().length)")
    shot = await page.screenshot(path=tmp_path / "page.png")
    await page.click("button")
    assert wide == 1
    assert len(shot) > 3000
    assert await page.text_content("#text") == "geklikt"
    await context.close()
