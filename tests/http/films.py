"""Clips over HTTP, for tests: bytes that begin as films do, and how they are sent and fetched."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

import httpx

from tests.live.kit import Home, Table, open_table

WEBM_HEAD = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d")
MP4_HEAD = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41"


def webm(size: int = 4000) -> bytes:
    """Return something that begins as a webm."""
    return WEBM_HEAD + secrets.token_bytes(size - len(WEBM_HEAD))


def mp4(size: int = 4000, brand: bytes = b"isom") -> bytes:
    """Return something that begins as an mp4 of a brand."""
    return MP4_HEAD[:8] + brand + MP4_HEAD[12:] + secrets.token_bytes(size - len(MP4_HEAD))


async def via(home: Home) -> Table:
    """Open a table in the first step of VIA, where ben may show a clip."""
    table = await open_table(home.url, ["ben", "ann"], method="via")
    await table.seat("wall", device="screen")
    await table.begin("ben")
    return table


def bearer(table: Table, name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {table[name].token}"}


def address(table: Table) -> str:
    return f"/api/boards/{table.board}/clip"


async def send(table: Table, name: str, film: object, **headers: str) -> httpx.Response:
    told = {**bearer(table, name), **headers}
    return await table.http.put(address(table), content=film, headers=told)  # type: ignore[arg-type]


async def ticket(table: Table, name: str) -> httpx.Response:
    return await table.http.post(f"{address(table)}/ticket", headers=bearer(table, name))


async def fetch(table: Table, name: str, **headers: str) -> httpx.Response:
    """Fetch the film as a phone does: first a ticket, then the film."""
    got = await ticket(table, name)
    if got.status_code != 200:
        return got
    return await by(table, got.json()["ticket"], **headers)


async def by(table: Table, ticket: str, **headers: str) -> httpx.Response:
    return await table.http.get(address(table), params={"ticket": ticket}, headers=headers)


def kept(home: Home) -> list[Path]:
    """Return every file that there is of any clip, whole or not."""
    return sorted((home.house.settings.data / "clips").glob("*"))


async def until_gone(home: Home, left: int = 0) -> None:
    """Wait until of all clips no more than this is left on the disk; nobody tells when."""
    while len(kept(home)) > left:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def said(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["reason"]
