"""Every answer keeps itself to itself: no third party, no injected script, nothing kept (P41)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flapover.http import about
from flapover.http.pages import ADDRESSES
from flapover.places import web_dist
from tests.live.kit import Home, at_home, open_table

pytestmark = pytest.mark.timeout(60)
BUILT = (web_dist() / "index.html").is_file()


def paths() -> list[str]:
    return [address.replace("{board}", "abc") for address in ADDRESSES]


async def test_P41_every_answer_forbids_what_we_do_not_use(home: Home) -> None:
    table = await open_table(home.url)
    auth = {"Authorization": f"Bearer {table['lena'].token}"}
    asked = [
        *paths(),
        "/healthz",
        "/openapi.json",
        "/api/about",
        "/api/methods",
        "/api/nothing",
        "/nothing",
        "/assets/nothing.js",
        f"/api/boards/{table.board}/report.md",
        f"/api/boards/{table.board}/seats",
    ]
    for path in asked:
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            got = await table.http.request(method, path, headers=auth)
            policy = got.headers["content-security-policy"]
            rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
            assert rules["default-src"] == rules["frame-ancestors"] == "'none'"
            assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
            assert not re.search(r"unsafe|\*|https?:", policy)
            assert got.headers["x-content-type-options"] == "nosniff"
            assert got.headers["referrer-policy"] == "no-referrer"
            assert got.headers["x-frame-options"] == "DENY"
            assert got.headers["cross-origin-opener-policy"] == "same-origin"
            assert "access-control-allow-origin" not in got.headers
            assert "set-cookie" not in got.headers
            assert "server" not in got.headers
            assert "cache-control" in got.headers
            if path.startswith("/api"):
                assert got.headers["cache-control"] == "no-store"
    await table.close()


async def test_P41_an_answer_of_the_api_is_never_taken_for_a_page(home: Home) -> None:
    table = await open_table(home.url, title="<img src=x onerror=alert(1)>")
    auth = {"Authorization": f"Bearer {table['lena'].token}"}
    got = await table.http.get(f"/api/boards/{table.board}/report.md", headers=auth)
    assert got.headers["content-type"] == "text/markdown; charset=utf-8"
    assert got.headers["content-disposition"].startswith("attachment")
    assert "<img" not in got.text
    for path in ("/api/nothing", "/api/boards", "/nothing"):
        wrong = await table.http.get(path)
        assert wrong.headers["content-type"] == "application/json"
    await table.close()


@pytest.mark.skipif(not BUILT, reason="the browser client is not built")
async def test_P41_a_page_names_no_other_origin(home: Home) -> None:
    table = await open_table(home.url)
    page = ""
    for path in paths():
        got = await table.http.get(path)
        page = got.text
        assert got.status_code == 200
        assert got.headers["cache-control"] == "no-cache"
        assert not re.search(r"""(src|href)=["']?(https?:)?//""", got.text)
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", got.text), "an inline script"
    named = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)
    assert named
    for path in named:
        kept = (await table.http.get(path)).headers["cache-control"]
        assert kept == "public, max-age=31536000, immutable"
    await table.close()


async def test_the_client_is_not_there_until_it_is_built(tmp_path: Path) -> None:
    import httpx
    from fastapi import FastAPI

    from flapover.http.pages import serve_client

    app = FastAPI()
    serve_client(app, tmp_path / "nothing")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://h") as http:
        got = await http.get("/")
    assert (got.status_code, "make run" in got.text) == (503, True)


async def test_a_link_names_an_address_that_a_phone_can_reach(home: Home) -> None:
    table = await open_table(home.url)
    for host, origin in (
        ("flap.local:8000", "http://flap.local:8000"),
        ("192.168.1.7", "http://192.168.1.7"),
        ("[", None),
        ("a b", None),
        ("evil.example/x", None),
        ("evil.example#", None),
        ("", None),
    ):
        got = await table.http.get("/api/about", headers={"Host": host})
        if got.status_code == 200:
            named = got.json()["origin"]
            assert named == origin if origin else re.fullmatch(r"http://[\w.:-]+", named), host
        else:
            assert got.status_code == 400
    await table.close()


@pytest.mark.parametrize(
    ("host", "named"), [("0.0.0.0", "192.0.2.7"), ("::", "192.0.2.7"), ("127.0.0.1", "localhost")]
)
async def test_a_link_names_the_network_only_when_the_server_can_be_had_there(
    host: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(about, "lan_address", lambda: "192.0.2.7")
    async with at_home(tmp_path, host=host) as home:
        table = await open_table(home.url)
        got = await table.http.get("/api/about", headers={"Host": "localhost:8000"})
        assert got.json()["origin"] == f"http://{named}:8000"
        await table.close()


@pytest.mark.skipif(not BUILT, reason="the client is not built")
async def test_whoever_types_an_address_that_is_not_there_gets_a_page(home: Home) -> None:
    table = await open_table(home.url)
    got = await table.http.get("/nergens", headers={"Accept": "text/html,*/*"})
    assert (got.status_code, got.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert (await table.http.get("/nergens")).json() == {"reason": "not_found"}
    await table.close()
