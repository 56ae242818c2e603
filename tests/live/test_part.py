"""A film while it comes in: whoever is cut off leaves no file, on the disk or open."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from flapover.live.part import Part

pytestmark = pytest.mark.timeout(20)


async def test_who_is_cut_off_while_it_is_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making, go_on, made = threading.Event(), threading.Event(), []
    really_open, really_fdopen = os.open, os.fdopen

    def slow(*args: Any) -> int:
        making.set()
        go_on.wait()
        return really_open(*args)

    def noted(*args: Any) -> Any:
        made.append(really_fdopen(*args))
        return made[-1]

    monkeypatch.setattr(os, "open", slow)
    monkeypatch.setattr(os, "fdopen", noted)

    async def begin() -> None:
        async with Part(tmp_path / "film.part"):
            pass

    beginning = asyncio.create_task(begin())
    await asyncio.to_thread(making.wait)
    beginning.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await beginning
    assert [file.closed for file in made] == [True]
    assert os.listdir(tmp_path) == []  # noqa: PTH208


async def test_what_is_kept_stays_and_what_is_not_goes(tmp_path: Path) -> None:
    for keep in (True, False):
        async with Part(tmp_path / "film.part") as film:
            await film.write(b"film")
            if keep:
                await film.keep(tmp_path / "film")
    assert os.listdir(tmp_path) == ["film"]  # noqa: PTH208
    assert (tmp_path / "film").read_bytes() == b"film"


async def test_an_unopened_one_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="before it was opened"):
        await Part(tmp_path / "film.part").write(b"film")
