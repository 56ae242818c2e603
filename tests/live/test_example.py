"""The example takes part as its document says, also when the server dies under it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.live.kit import ROOMY, Server, open_table

pytestmark = pytest.mark.timeout(120)
EXAMPLE = Path(__file__).parents[2] / "examples" / "participant.py"


async def test_the_example_joins_writes_is_refused_and_comes_back(tmp_path: Path) -> None:
    with Server(tmp_path, **ROOMY) as server:
        table = await open_table(server.url, ["ben"])
        lena, ben = table["lena"], table["ben"]
        link = f"{server.url}/j/{table.board}#{lena.one('door')['secret']}"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-u", str(EXAMPLE), link, "--name", "Ann"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None

        async def says(words: str) -> None:
            assert process.stdout is not None
            async with asyncio.timeout(40):
                while words not in (line := (await process.stdout.readline()).decode()):
                    assert line, f"it ended before it said {words!r}"

        def types(line: str) -> None:
            assert process.stdin is not None
            process.stdin.write(line.encode() + b"\n")

        await lena.until(
            lambda: any(one["name"] == "Ann" and one["agreed"] for one in lena.of("person"))
        )
        await table.begin("ben", "laatste-vragen")
        await says("Heb je nog een vraag")
        types("Wat raakt je?")
        await says("[vraag] Wat raakt je?")
        await ben.until(lambda: "Wat raakt je?" in ben.texts())
        types("x" * 3000)
        await says("geweigerd: too_long")
        server.kill()
        types("En daarna?")
        await says("nog niet bewaard: En daarna?")
        server.start()
        await says("[vraag] En daarna?")
        await ben.until(lambda: "En daarna?" in ben.texts())
        assert ben.texts().count("En daarna?") == 1
        await lena.ask("next_step", step="laatste-vragen")
        await lena.ask("go_to_step", step="formuleren", to="situatie")
        await ben.quiet()
        await says("Luister aandachtig")
        types("iets")
        await says("nu niet te schrijven: iets")
        ann = next(one["id"] for one in lena.of("person") if one["name"] == "Ann")
        assert await lena.ask("remove_person", person=ann) is None
        assert await asyncio.wait_for(process.wait(), 10) == 1
        process.stdin.close()
        await table.close()
