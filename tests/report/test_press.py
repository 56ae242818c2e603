"""PDFs are made beside the server: bounded, in turn, and never to the harm of the others."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from pathlib import Path

import pytest

from flapover.report import gathered, paper
from flapover.report import press as pressing
from flapover.report.press import Press, PressBusy, PressFailed
from tests.report.test_markdown import around, board, card

pytestmark = pytest.mark.timeout(60)
EMPTY = paper(gathered([board()]))
ENDLESS = (
    "import sys, time\nsys.stdin.buffer.read()\nopen(sys.argv[0] + '.on', 'w')\ntime.sleep(999)"
)


def other_typesetter(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> Path:
    script = folder / "typesetter.py"
    script.write_text(code)
    monkeypatch.setattr(pressing, "TYPESETTER", script)
    return script


async def test_a_verslag_becomes_a_pdf() -> None:
    pdf = await Press().pdf("ann", paper(gathered(around(card("Wie?")))))
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")


async def test_equal_input_gives_equal_bytes() -> None:
    press = Press()
    assert await press.pdf("ann", EMPTY) == await press.pdf("ann", EMPTY)


async def test_what_cannot_be_set_fails_without_a_word() -> None:
    with pytest.raises(PressFailed, match="broke"):
        await Press().pdf("ann", "{}")
    assert (await Press().pdf("ann", EMPTY)).startswith(b"%PDF-")


async def test_P28_a_person_has_one_under_way_at_most() -> None:
    press = Press()
    first = asyncio.create_task(press.pdf("ann", EMPTY))
    await asyncio.sleep(0)
    with pytest.raises(PressBusy):
        await press.pdf("ann", EMPTY)
    assert (await press.pdf("ben", EMPTY)).startswith(b"%PDF-")
    assert (await first).startswith(b"%PDF-")
    assert (await press.pdf("ann", EMPTY)).startswith(b"%PDF-")


async def test_what_takes_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other_typesetter(monkeypatch, tmp_path, ENDLESS)
    with pytest.raises(PressFailed, match="too_slow"):
        await Press(seconds=0.2).pdf("ann", EMPTY)


async def test_when_the_asker_goes_away_nothing_goes_on_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = other_typesetter(monkeypatch, tmp_path, ENDLESS)
    press = Press()
    asked = asyncio.create_task(press.pdf("ann", EMPTY))
    while not Path(f"{script}.on").exists():  # noqa: ASYNC110, ASYNC240
        await asyncio.sleep(0.02)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    ps = shutil.which("ps")
    if ps is not None:
        there = await asyncio.to_thread(
            subprocess.run, [ps, "-eo", "args"], capture_output=True, text=True
        )
        assert str(script) not in there.stdout
    assert not press._under_way


async def test_one_that_grows_too_large_is_not_passed_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pressing, "LARGEST_BYTES", 5)
    other_typesetter(monkeypatch, tmp_path, "print('longer')")
    with pytest.raises(PressFailed, match="too_large"):
        await Press().pdf("ann", EMPTY)


async def test_a_setting_with_a_password_does_not_reach_the_typesetter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FLAPOVER_DATABASE_URL", "postgresql://x:geheim@db/x")
    other_typesetter(monkeypatch, tmp_path, "import os; print(dict(os.environ))")
    assert b"geheim" not in await Press().pdf("ann", EMPTY)
