"""Where Flapover ends, and what happens beyond: the rate is raised until people notice."""

from bench import report
from bench.kinds import FLAPOVER
from bench.loads import LOADS, Load, Run, run
from bench.rounds import Venue
from bench.size import Size

FIRST_RATE, STEP, MOST_STEPS = 10_000, 1.3, 12
NOTICED_MS = 250.0
BEYOND = 1.5
"""Times the rate that was noticed: more than can be done."""
SHAPE = LOADS["saturated"]


async def capacity(size: Size) -> None:
    """Print the rate up to which p99 stays below 250 ms, and what comes of more."""
    with FLAPOVER.start() as server:
        venue = Venue(FLAPOVER, server)
        good, rate = 0.0, float(FIRST_RATE)
        for _ in range(MOST_STEPS):
            at_this_rate = await _at(venue, rate, size)
            if at_this_rate.p99_ms > NOTICED_MS:
                break
            good = at_this_rate.deliveries_per_s
            rate *= STEP
        report.show("p99_250ms_deliveries_per_s", [good])
        _show_beyond(await _at(venue, rate * BEYOND, size))
        venue.close()


async def _at(venue: Venue, rate: float, size: Size) -> Run:
    load = Load(f"{rate / 1e3:.0f}k", SHAPE.tables, SHAPE.seats, round(rate), ()).sized(size)
    one = await run(venue.server, await venue.party(load, size.seconds), load, size.seconds)
    report.row(load.name, FLAPOVER.name, [one])
    return one


def _show_beyond(beyond: Run) -> None:
    report.show("beyond_deliveries_per_s", [beyond.deliveries_per_s])
    report.show("beyond_seen_p99_ms", [beyond.p99_ms])
    report.show("beyond_memory_mib", [beyond.memory_mib])
    report.show("beyond_lost", [beyond.lost])
    report.show("beyond_cut", [beyond.cut])
