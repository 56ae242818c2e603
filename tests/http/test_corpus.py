"""Bad input breaks nobody: each piece has its answer, and a neighbour notices nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from websockets.exceptions import ConnectionClosed

from tests.http.raw import (
    BINARY,
    CONTINUATION,
    HANDSHAKE,
    PING,
    TEXT,
    Line,
    frame,
    head,
    status,
)
from tests.live.kit import ROOMY, Participant, Server, Table, open_table, opened, request_id

pytestmark = [
    pytest.mark.timeout(60),
    pytest.mark.asyncio(loop_scope="module"),
]
MESSAGES = json.loads((Path(__file__).parent / "corpus" / "messages.json").read_text())
ID = "request-of-eve-001"


class Place:
    """A server with a table at the second step, and a neighbour who must notice nothing."""

    def __init__(self, server: Server, table: Table) -> None:
        self.server, self.table = server, table

    @property
    def url(self) -> str:
        return self.server.url

    async def undisturbed(self) -> None:
        """Fail when the neighbour lost the line, or the server its life or its calm."""
        ann = self.table["ann"]
        assert await ann.ask("raise_hand") is None
        assert await ann.ask("lower_hand", person=ann.person) is None
        assert (ann.codes, ann.byes, ann.resyncs) == ([], [], 0)
        assert self.server.alive()
        log = self.server.log.read_text()
        assert "Traceback" not in log
        assert " ERROR " not in log

    def hello(self, one: Participant) -> str:
        hello = {"type": "hello", "protocol": 1, "board": self.table.board, "token": one.token}
        return json.dumps(hello)

    async def seated_line(self, one: Participant) -> Line:
        """Open a socket by hand, and say hello on it."""
        line = await Line.socket(self.url)
        line.writer.write(frame(TEXT, self.hello(one).encode()))
        return line


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    settings = {**ROOMY, "max_devices": "100", "hello_seconds": "2"}
    with Server(tmp_path_factory.mktemp("corpus"), log_level="debug", **settings) as server:
        table = await open_table(server.url, ["ben", "ann", "eve"])
        # Many may be written here, and the step takes each at once.
        await table.begin("ben", "laatste-vragen")
        yield Place(server, table)
        await table.close()


@pytest.fixture(autouse=True)
def nobody_stays() -> None:
    """Keep the table of the module through all its tests."""


def text_of(send: Any, place: Place, request: str) -> str:
    parts = [send] if isinstance(send, str) else None
    text = (
        parts[0]
        if parts
        else "".join(part * times for part, times in zip(send[::2], send[1::2], strict=True))
    )
    people = {"%ME%": place.table["eve"].person, "%LENA%": place.table["lena"].person}
    for name, person in people.items():
        text = text.replace(name, person)
    return text.replace(ID, request)


@pytest.mark.parametrize("case", MESSAGES, ids=[case["name"] for case in MESSAGES])
async def test_P29_each_message_has_its_answer(place: Place, case: dict[str, Any]) -> None:
    request = request_id()
    text = text_of(case["send"], place, request)
    async with opened(place.url) as socket:
        await socket.send(place.hello(place.table["eve"]))
        await socket.recv()
        with suppress(ConnectionClosed):
            await socket.send(text)
        outcome = await answered(socket, request)
    assert outcome == case["expect"]
    await place.undisturbed()


async def answered(socket: Any, request: str) -> int | str | None:
    """Return the code with which the socket closed, or what became of the request."""
    async with asyncio.timeout(20):
        while True:
            try:
                said = json.loads(await socket.recv())
            except ConnectionClosed:
                code: int = socket.close_code
                return code
            for answer in said.get("answers", ()):
                if answer["id"] == request:
                    refused: str | None = answer["refused"]
                    return refused


BEAT = b'{"type":"beat"}'
LARGEST = 64 * 1024
FRAMES: dict[str, tuple[list[bytes], int]] = {
    "binary": ([frame(BINARY, BEAT)], 4400),
    "invalid UTF-8": ([frame(TEXT, b'{"type":"\xff\xfe"}')], 1007),
    "a surrogate in UTF-8": ([frame(TEXT, b"\xed\xa0\x80")], 1007),
    "overlong UTF-8": ([frame(TEXT, b"\xc0\xaf")], 1007),
    "64 KiB of blanks": ([frame(TEXT, BEAT + b" " * (LARGEST - len(BEAT)))], -1),
    "64 KiB and one": ([frame(TEXT, BEAT + b" " * (LARGEST + 1 - len(BEAT)))], 1009),
    "64 KiB less one": ([frame(TEXT, b"x" * (LARGEST - 1))], 4400),
    "fragments": ([frame(TEXT, BEAT[:5], fin=False), frame(CONTINUATION, BEAT[5:])], -1),
    "fragments larger together": (
        [frame(TEXT, b" " * 40_000, fin=False), frame(CONTINUATION, b" " * 40_000)],
        1009,
    ),
    "10,000 empty fragments": (
        [frame(TEXT, b"", fin=False), *[frame(CONTINUATION, b"", fin=False)] * 10_000],
        1009,
    ),
    "a continuation of nothing": ([frame(CONTINUATION, BEAT)], 1002),
    "a text within a text": ([frame(TEXT, b"{", fin=False), frame(TEXT, BEAT)], 1002),
    "an unmasked frame": ([b"\x81\x02{}"], 1002),
    "a reserved opcode": ([b"\x83\x80aaaa"], 1002),
    "reserved bits": ([b"\xf1\x80aaaa"], 1002),
    "a ping too long": ([frame(PING, b"x" * 126)], 1002),
    "a length of 2^63": ([b"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xffmask"], 1002),
    "a ping flood": ([frame(PING, b"x" * 125)] * 5_000, -1),
}


@pytest.mark.parametrize("name", FRAMES)
async def test_P29_each_frame_has_its_answer(place: Place, name: str) -> None:
    frames, expected = FRAMES[name]
    line = await place.seated_line(place.table["eve"])
    line.writer.write(b"".join(frames))
    if expected == -1:
        # Taken as it should be: the line lives, and a wrong message still ends it.
        line.writer.write(frame(TEXT, b"[]"))
        expected = 4400
    code = await line.close_code()
    assert code == expected or (name == "a length of 2^63" and code == 1009)
    line.hang_up()
    await place.undisturbed()


@pytest.mark.parametrize("fragments", [1, 5])
async def test_P29_a_message_that_is_never_finished_is_waited_for_no_longer_than_a_hello(
    place: Place, fragments: int
) -> None:
    line = await Line.socket(place.url)
    line.writer.write(
        frame(TEXT, b"{", fin=False) + frame(CONTINUATION, b" ", fin=False) * fragments
    )
    assert await line.close_code() == 4408
    line.hang_up()
    await place.undisturbed()


@pytest.mark.parametrize(
    ("hello", "code"),
    [
        ('{"type":"beat"}', 4400),
        ("", 4400),
        ('{"type":"hello","protocol":2,"board":"x","token":"0123456789abcdef"}', 4426),
        (
            '{"type":"hello","protocol":999999999999999999999,"board":"x","token":"0123456789abcdef"}',
            4426,
        ),
        ('{"type":"hello","protocol":"1","board":"x","token":"0123456789abcdef"}', 4404),
        ('{"type":"hello","protocol":1.5,"board":"x","token":"0123456789abcdef"}', 4400),
        ('{"type":"hello","protocol":1,"board":"x","token":"0123456789abcdef"}', 4404),
        ('{"type":"hello","protocol":1,"board":"%00","token":"0123456789abcdef"}', 4400),
        ('{"type":"hello","protocol":1,"board":"x","token":"short"}', 4400),
        ('{"type":"hello","protocol":1,"board":"x","token":"0123456789abcdef\\n"}', 4400),
        ('{"type":"hello","protocol":1,"board":"x","token":"0123456789abcdef","admin":true}', 4400),
    ],
)
async def test_P29_each_hello_has_its_answer(place: Place, hello: str, code: int) -> None:
    line = await Line.socket(place.url)
    line.writer.write(frame(TEXT, hello.encode()))
    assert await line.close_code() == code
    line.hang_up()
    await place.undisturbed()


async def test_P29_a_reused_id_is_refused_and_changes_nothing(place: Place) -> None:
    eve = place.table["eve"]
    card, answer = eve.send("write_card", kind="vraag", text="eerst")
    assert await answer is None
    assert await eve.ask("write_card", id=card, kind="vraag", text="later") == "reused_id"
    assert (
        await place.table["ann"].ask("write_card", id=card, kind="vraag", text="eerst")
        == "reused_id"
    )
    assert [one["text"] for one in eve.of("card") if one["id"] == card] == ["eerst"]
    await place.undisturbed()


H = ("Host", "h")
JSON = ("Content-Type", "application/json")
LOBBY = "/api/lobby"


def post(path: str, body: bytes, *headers: tuple[str, str]) -> bytes:
    return head("POST", path, H, ("Content-Length", str(len(body))), *headers) + body


REQUESTS: dict[str, tuple[bytes, set[int]]] = {
    "no such thing": (b"\x00\x01\x02\r\n\r\n", {400}),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n", {400}),
    "no host": (head("GET", "/healthz"), {400}),
    "two hosts": (head("GET", "/healthz", H, ("Host", "evil.example")), {400}),
    "two lengths": (
        head("POST", LOBBY, H, ("Content-Length", "2"), ("Content-Length", "3")),
        {400},
    ),
    "a length and chunks": (
        head("POST", LOBBY, H, ("Content-Length", "2"), ("Transfer-Encoding", "chunked"))
        + b"0\r\n\r\n",
        {400},
    ),
    "a length of words": (head("POST", LOBBY, H, ("Content-Length", "many")), {400}),
    "a negative length": (head("POST", LOBBY, H, ("Content-Length", "-1")), {400}),
    "a length of 5,000 digits": (head("POST", LOBBY, H, ("Content-Length", "9" * 5000)), {400}),
    "a header of 1 MB": (head("GET", "/healthz", H, ("X", "x" * 1_000_000)), {400, 0}),
    "100,000 headers": (head("GET", "/healthz", H, *[("X", "x")] * 100_000), {400, 0}),
    "a path of 1 MB": (head("GET", "/" + "x" * 1_000_000, H), {400, 0}),
    "a header folded": (b"GET /healthz HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", {200, 400}),
    "HTTP/9": (b"GET /healthz HTTP/9.9\r\nHost: h\r\n\r\n", {200, 400}),
    "lower-case method": (b"get /healthz HTTP/1.1\r\nHost: h\r\n\r\n", {405, 400}),
    "an odd method": (head("BREW", "/api/boards", H), {404, 405}),
    "method override": (
        head("GET", "/api/boards", H, ("X-HTTP-Method-Override", "POST")),
        {404, 405},
    ),
    "method override in the query": (head("GET", "/api/boards?_method=POST", H), {404, 405}),
    "CONNECT": (head("CONNECT", "evil.example:443", H), {404, 405, 400}),
    "TRACE": (head("TRACE", "/healthz", H), {404, 405}),
    "a path outside": (head("GET", "/../../etc/passwd", H), {404}),
    "a path outside, encoded": (head("GET", "/%2e%2e/%2e%2e/etc/passwd", H), {404}),
    "a path outside, twice encoded": (head("GET", "/%252e%252e/etc/passwd", H), {404}),
    "backslashes": (head("GET", "/assets/..\\..\\pyproject.toml", H), {404}),
    "NUL in a path": (head("GET", "/assets/%00", H), {404}),
    "NUL in a board": (head("GET", "/api/boards/%00/report.md", H), {404}),
    "half a character in a path": (head("GET", "/api/boards/%ff%fe/report.md", H), {404}),
    "a token of NUL": (
        head("GET", "/api/boards/x/report.md", H, ("Authorization", "Bearer \xff\xfe")),
        {404},
    ),
    "a range of a report": (
        head("GET", "/api/boards/x/report.md", H, ("Range", "bytes=0-1,1-2")),
        {404},
    ),
    "a range of the page": (head("GET", "/", H, ("Range", "bytes=9999999999-")), {200, 416, 503}),
    "no body": (post(LOBBY, b"", JSON), {400}),
    "a form": (
        post(LOBBY, b"code=x&name=y", ("Content-Type", "application/x-www-form-urlencoded")),
        {400},
    ),
    "plain text": (
        post(LOBBY, b'{"code":"x","name":"y"}', ("Content-Type", "text/plain")),
        {400, 404},
    ),
    "XML": (post(LOBBY, b"<?xml version='1.0'?><x/>", ("Content-Type", "text/xml")), {400}),
    "invalid UTF-8": (post(LOBBY, b'{"code":"\xff"}', JSON), {400}),
    "deep": (post(LOBBY, b"[" * 60_000, JSON), {400}),
    "NaN": (post(LOBBY, b"NaN", JSON), {400}),
    "a 5,000-digit integer": (post(LOBBY, b'{"code":' + b"9" * 5000 + b"}", JSON), {400}),
    "half an emoji": (post(LOBBY, b'{"code":"x","name":"\\ud800"}', JSON), {400}),
    "an extra field": (post(LOBBY, b'{"code":"x","name":"y","leads":true}', JSON), {400}),
    "64 KiB and one": (post(LOBBY, b" " * (64 * 1024 + 1), JSON), {413}),
    "a lie about the length": (
        head("POST", LOBBY, H, JSON, ("Content-Length", "999999999")) + b"{",
        {413},
    ),
    "64 KiB and more in chunks": (
        head("POST", LOBBY, H, JSON, ("Transfer-Encoding", "chunked"))
        + (b"1000\r\n" + b" " * 4096 + b"\r\n") * 17
        + b"0\r\n\r\n",
        {413},
    ),
    "a gzip of nothing": (post(LOBBY, b"\x1f\x8b", JSON, ("Content-Encoding", "gzip")), {400}),
    "WebSocket version 8": (
        head(
            "GET", "/ws", H, ("Origin", "http://h"), *HANDSHAKE[:3], ("Sec-WebSocket-Version", "8")
        ),
        {426, 400},
    ),
    "a handshake without a key": (
        head("GET", "/ws", H, ("Origin", "http://h"), *HANDSHAKE[:2], HANDSHAKE[3]),
        {400},
    ),
    "the socket as a page": (head("GET", "/ws", H), {404, 426}),
    "a handshake by POST": (
        head("POST", "/ws", H, ("Origin", "http://h"), *HANDSHAKE),
        {400, 404, 405},
    ),
    "an upgrade to h2c": (
        head("GET", "/healthz", H, ("Upgrade", "h2c"), ("Connection", "Upgrade")),
        {200},
    ),
    "HTTP/2 by prior knowledge": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 404}),
}


@pytest.mark.parametrize("name", REQUESTS)
async def test_P29_each_request_has_its_answer(place: Place, name: str) -> None:
    data, expected = REQUESTS[name]
    assert await status(place.url, data) in expected
    await place.undisturbed()


async def test_P29_a_lie_about_the_sender_is_not_believed(place: Place) -> None:
    body = b'{"code":"BCDFGHJK","name":"Eve"}'
    answers = []
    for number in range(8):
        lies = (("X-Forwarded-For", f"10.0.0.{number}"), ("Forwarded", f"for=10.0.1.{number}"))
        answers.append(await status(place.url, post(LOBBY, body, JSON, *lies)))
    assert answers[-1] == 429, "each lie would have been a new address"
    host = urlsplit(place.url).netloc
    secure = ("X-Forwarded-Proto", "https")
    ours = head(
        "GET", "/ws", ("Host", host), ("Origin", "https://evil.example"), secure, *HANDSHAKE
    )
    assert await status(place.url, ours) == 403
    await place.undisturbed()
