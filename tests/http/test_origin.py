"""Which pages may open the socket: ours alone, refused before the socket is accepted (P32)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flapover.http.origin import is_ours
from tests.http.raw import HANDSHAKE, head, status
from tests.live.kit import Home, at_home

pytestmark = pytest.mark.timeout(60)

PUBLIC = "https://flapover.example.org"
OURS = "flapover.example.org"

# Origin headers, Host headers, public_url, whether they may.
TABLE: list[tuple[list[str], list[str], str | None, bool]] = [
    (["http://h:8000"], ["h:8000"], None, True),
    (["https://h"], ["h"], None, True),
    (["https://evil.example"], ["h:8000"], None, False),
    (["null"], ["h:8000"], None, False),
    ([], ["h:8000"], None, False),
    ([""], ["h:8000"], None, False),
    (["http://h:8000"], [], None, False),
    (["http://"], [""], None, False),
    (["http://h:8001"], ["h:8000"], None, False),
    (["http://h"], ["h:8000"], None, False),
    (["ftp://h:8000"], ["h:8000"], None, False),
    (["ws://h:8000"], ["h:8000"], None, False),
    (["h:8000"], ["h:8000"], None, False),
    (["//h:8000"], ["h:8000"], None, False),
    (["http://h:8000/"], ["h:8000"], None, False),
    (["http://h:8000.evil.example"], ["h:8000"], None, False),
    (["http://evil.example/h:8000"], ["h:8000"], None, False),
    (["http://evil.example?h:8000"], ["h:8000"], None, False),
    (["http://h:8000@evil.example"], ["h:8000"], None, False),
    (["http://evil.example#http://h:8000"], ["h:8000"], None, False),
    (["http://xh:8000"], ["h:8000"], None, False),
    (["http://h:8000x"], ["h:8000"], None, False),
    (["http://sub.h:8000"], ["h:8000"], None, False),
    (["http://h:8000 http://evil.example"], ["h:8000"], None, False),
    (["http://h:8000, http://evil.example"], ["h:8000"], None, False),
    (["http://h:8000", "https://evil.example"], ["h:8000"], None, False),
    (["http://h:8000", "http://h:8000"], ["h:8000"], None, False),
    (["http://h:8000"], ["h:8000", "evil.example"], None, False),
    (["http://[::1]:8000"], ["[::1]:8000"], None, True),
    ([PUBLIC], [OURS], PUBLIC, True),
    ([PUBLIC], ["inside:8000"], PUBLIC, True),
    (["http://flapover.example.org"], [OURS], PUBLIC, False),
    (["https://flapover.example.org:8443"], [OURS], PUBLIC, False),
    (["https://flapover.example.org."], [OURS], PUBLIC, False),
    (["https://fIapover.example.org"], [OURS], PUBLIC, False),
    (["https://flapover.example.org.evil.example"], [OURS], PUBLIC, False),
    (["https://xflapover.example.org"], [OURS], PUBLIC, False),
    (["https://evil.example"], ["evil.example"], PUBLIC, False),
    (["null"], [OURS], PUBLIC, False),
    ([], [OURS], PUBLIC, False),
    ([PUBLIC, PUBLIC], [OURS], PUBLIC, False),
    (["http://localhost:8000"], ["localhost:8000"], PUBLIC, True),
    (["http://192.168.1.7:8000"], ["192.168.1.7:8000"], PUBLIC, True),
    (["http://[fe80::1]:8000"], ["[fe80::1]:8000"], PUBLIC, True),
    (["http://evil.example"], ["192.168.1.7:8000"], PUBLIC, False),
    (["http://["], ["["], PUBLIC, False),
    (["http://[evil]"], ["[evil]"], PUBLIC, False),
    (["http://localhost.evil.example"], ["localhost.evil.example"], PUBLIC, False),
    (["http://1.2.3.4.evil.example"], ["1.2.3.4.evil.example"], PUBLIC, False),
]


@pytest.mark.parametrize(("origins", "hosts", "public_url", "may"), TABLE)
def test_P32_only_a_page_of_ours_may_open_the_socket(
    origins: list[str], hosts: list[str], public_url: str | None, may: bool
) -> None:
    assert is_ours(origins, hosts, public_url) is may


async def handshake(url: str, *headers: tuple[str, str]) -> int:
    return await status(url, head("GET", "/ws", *headers, *HANDSHAKE))


async def test_P32_a_foreign_page_is_refused_before_the_socket_is_accepted(home: Home) -> None:
    host = urlsplit(home.url).netloc
    ours = ("Host", host)
    assert await handshake(home.url, ours, ("Origin", home.url)) == 101
    for foreign in ("https://evil.example", "null", f"{home.url}.evil.example", "http://localhost"):
        assert await handshake(home.url, ours, ("Origin", foreign)) == 403, foreign
    assert await handshake(home.url, ours) == 403
    twice = (("Origin", home.url), ("Origin", "https://evil.example"))
    # websockets itself refuses this one, as a request that cannot be.
    assert await handshake(home.url, ours, *twice) in (400, 403)
    both_hosts = (ours, ("Host", "evil.example"), ("Origin", "http://evil.example"))
    assert await handshake(home.url, *both_hosts) in (400, 403)


async def test_P32_behind_a_proxy_only_the_public_origin_counts(tmp_path: Path) -> None:
    async with at_home(tmp_path, public_url=PUBLIC) as home:
        host = ("Host", "flapover.example.org")
        assert await handshake(home.url, host, ("Origin", PUBLIC)) == 101
        other_scheme = ("Origin", "http://flapover.example.org")
        assert await handshake(home.url, host, other_scheme) == 403
        evil = (("Host", "evil.example"), ("Origin", "http://evil.example"))
        assert await handshake(home.url, *evil) == 403
        broken = (("Host", "["), ("Origin", "http://["))
        assert await handshake(home.url, *broken) in (400, 403)


async def test_P32_a_socket_on_any_other_address_is_refused(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    ours = (("Host", urlsplit(home.url).netloc), ("Origin", home.url))
    for path in ("/", "/ws/", "/api/boards", "/index.html", "/b/x", "//ws", "/ws/x"):
        answer = await status(home.url, head("GET", path, *ours, *HANDSHAKE))
        assert answer == 403, path
    assert not [one for one in caplog.records if one.exc_info]
