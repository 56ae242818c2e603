"""Measure, and print a table and one `name: value` line each. What they mean: docs/performance.md.

uv run python -m bench                                      # everything
uv run python -m bench --only flapover,bare --rates 15k --rounds 3 --seconds 4
uv run python -m bench --parts crowd,start
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Collection, Coroutine

import uvloop

from bench import crowd, growth, machine, quiet, wall
from bench.capacity import capacity
from bench.kinds import KINDS
from bench.loads import LOADS
from bench.process import allow_many_sockets
from bench.rounds import Asked, compare
from bench.size import Size

COMPARE, UNWATCHED = "compare", "unwatched"
ALONE: dict[str, Callable[[Size], Coroutine[None, None, None]]] = {
    "capacity": capacity,
    "cards": growth.cards_on_the_board,
    "history": growth.history_of_the_board,
    "crowd": crowd.five_thousand,
    "start": quiet.start,
    "first-load": quiet.first_load,
    "wall": wall.wall,
    "crowd-10000": crowd.ten_thousand,
}
"""What is measured of Flapover alone."""
SLOW = ("crowd-10000",)
"""Only when asked for."""
PARTS = (COMPARE, UNWATCHED, *ALONE)


def main() -> None:
    """Measure what the command line asks for."""
    given = _parser().parse_args()
    some = given.only or given.rates
    usual = [part for part in PARTS if part not in SLOW]
    asked = Asked(
        kinds=given.only or list(KINDS),
        loads=given.rates or list(LOADS),
        rounds=given.rounds,
        size=Size(given.share, given.seconds),
        profile=given.profile,
    )
    # So that no server stays behind when the benchmark is told to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))
    allow_many_sockets()
    machine.describe()
    uvloop.run(_measure(given.parts or ([COMPARE] if some else usual), asked))


async def _measure(parts: Collection[str], asked: Asked) -> None:
    if COMPARE in parts:
        await compare(asked)
    turn = asyncio.Lock()
    together = [quiet.unwatched(asked.size, turn)] if UNWATCHED in parts else []
    await asyncio.gather(*together, _one_by_one(parts, turn, asked.size))


async def _one_by_one(parts: Collection[str], turn: asyncio.Lock, size: Size) -> None:
    for part, measure in ALONE.items():
        if part in parts:
            async with turn:
                await measure(size)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description="Measure Flapover.")
    for flag, known, what in (
        ("--parts", PARTS, "what to measure"),
        ("--only", KINDS, "compare these servers"),
        ("--rates", LOADS, "compare under these loads"),
    ):
        some = f"{what}, with commas, of {','.join(known)}"
        parser.add_argument(flag, type=_some_of(known), help=some)
    parser.add_argument("--rounds", type=int, default=5, help="alternating rounds")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each measurement")
    parser.add_argument("--share", type=float, default=1.0, help="of all boards, cards and rates")
    parser.add_argument("--profile", action="store_true", help="record Flapover with py-spy")
    return parser


def _some_of(known: Collection[str]) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        given = text.split(",")
        strange = [name for name in given if name not in known]
        if strange:
            raise argparse.ArgumentTypeError(f"there is no {', '.join(strange)}")
        return given

    return read


if __name__ == "__main__":
    main()
