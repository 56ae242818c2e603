"""Compares the servers: all of them under each load, in alternating rounds."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass

from bench import names, report
from bench.disk import fsync_ms
from bench.kinds import FLAPOVER, KINDS, Kind
from bench.loads import LOADS, Load, Run, run
from bench.party import Party
from bench.process import Measured
from bench.profile import profiled
from bench.size import Size

Runs = dict[tuple[str, str], list[Run]]
"""By load and server, in the order of the rounds."""
MOST_CARDS = 900
"""On one board, which takes 1,000."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to compare, and for how long."""

    kinds: Sequence[str]
    loads: Sequence[str]
    rounds: int
    size: Size
    profile: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every load with every server that runs under it."""
        return [(load, kind) for load in self.loads for kind in self.kinds_of(load)]

    def kinds_of(self, load: str) -> list[str]:
        """Return the servers that run under a load."""
        return [kind for kind in self.kinds if kind in LOADS[load].kinds]


async def compare(asked: Asked) -> None:
    """Run the rounds and print what they showed."""
    runs: Runs = defaultdict(list)
    disk: list[float] = []
    report.head()
    with ExitStack() as stack:
        used = dict.fromkeys(kind for _, kind in asked.pairs)
        venues = [Venue(KINDS[kind], stack.enter_context(KINDS[kind].start())) for kind in used]
        pairs = [(LOADS[load].sized(asked.size), venue) for load in asked.loads for venue in venues]
        for _ in range(asked.rounds):
            disk.append(fsync_ms())
            for load, venue in pairs:
                if venue.kind.name in load.kinds:
                    await _one(load, venue, asked, runs)
            pairs.reverse()  # who goes first in one round goes last in the next
        for venue in venues:
            venue.close()
    _show(asked, runs)
    report.show("fsync_ms", disk)


async def _one(load: Load, venue: "Venue", asked: Asked, runs: Runs) -> None:
    party = await venue.party(load, asked.size.seconds)
    spy = asked.profile and venue.kind is FLAPOVER
    with profiled(venue.server, load.name) if spy else nullcontext():
        one = await run(venue.server, party, load, asked.size.seconds)
    runs[load.name, venue.kind.name].append(one)
    report.row(load.name, venue.kind.name, [one])


class Venue:
    """A running server, and the party that sits at its tables now."""

    def __init__(self, kind: Kind, server: Measured) -> None:
        """Nobody sits there yet."""
        self.kind, self.server = kind, server
        self._party: Party | None = None

    async def party(self, load: Load, seconds: float) -> Party:
        """Return a party of the right shape: the one that sits there, as long as cards fit."""
        sits = self._party
        if sits is not None and _fits(sits, load, seconds):
            return sits
        self.close()
        self._party = await self.kind.sit_down(self.server, load.tables, load.seats)
        return self._party

    def close(self) -> None:
        """Let everybody go."""
        if self._party is not None:
            self._party.leave()
            self._party = None


def _fits(party: Party, load: Load, seconds: float) -> bool:
    cards = party.cards_at_a_table + load.cards_at_a_table(seconds)
    same_shape = (party.tables, party.seats) == (load.tables, load.seats)
    return same_shape and not party.tally.missing and not party.tally.cut and cards < MOST_CARDS


def _show(asked: Asked, runs: Runs) -> None:
    report.note("\nMedians of the rounds")
    report.head()
    for pair in asked.pairs:
        report.row(*pair, runs[pair])
    for pair in asked.pairs:
        _show_runs(*pair, runs[pair])
    for load, kind in asked.pairs:
        ours = runs.get((load, FLAPOVER.name))
        if ours and kind != FLAPOVER.name:
            _show_ratios(load, kind, ours, runs[load, kind])


def _show_runs(load: str, kind: str, runs: list[Run]) -> None:
    figures = (*names.OF_A_RUN, *(names.OF_FLAPOVER if kind == FLAPOVER.name else ()))
    for figure in figures:
        values = [getattr(run, figure.removeprefix("seen_")) for run in runs]
        report.show(names.of_run(figure, load, kind), values)


def _show_ratios(load: str, kind: str, ours: list[Run], theirs: list[Run]) -> None:
    pairs = list(zip(ours, theirs, strict=True))
    report.show(names.ratio(load, kind), [our.cpu_us / their.cpu_us for our, their in pairs])
    if (kind, load) == ("socketio", "saturated"):
        reached = [our.deliveries_per_s / their.deliveries_per_s for our, their in pairs]
        report.show("deliveries_vs_socketio_saturated", reached)
