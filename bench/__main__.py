"""Measure, and print a table and one `name: value` line each. What they mean: docs/performance.md.

uv run python -m bench                                      # everything
uv run python -m bench --only flapover,bare --rates 15k --rounds 3 --seconds 4
uv run python -m bench --parts idle,start
"""

import argparse
from collections.abc import Callable, Collection, Coroutine

import uvloop

from bench import quiet
from bench.kinds import KINDS
from bench.loads import LOADS
from bench.rounds import Asked, compare

COMPARE = "compare"
ALONE: dict[str, Callable[[], Coroutine[None, None, None]]] = {
    "idle": quiet.idle_memory,
    "start": quiet.start,
    "first-load": quiet.first_load,
}
"""What is measured beside the comparison, of Flapover alone."""
PARTS = (COMPARE, *ALONE)


def main() -> None:
    """Measure what the command line asks for."""
    given = _parser().parse_args()
    some = given.only or given.rates
    parts = given.parts or ([COMPARE] if some else PARTS)
    asked = Asked(
        kinds=given.only or list(KINDS),
        loads=given.rates or list(LOADS),
        rounds=given.rounds,
        seconds=given.seconds,
        profile=given.profile,
    )
    for part in parts:
        uvloop.run(compare(asked) if part == COMPARE else ALONE[part]())


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
