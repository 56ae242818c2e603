"""A gathering in the midst of a method: what came before goes over the socket, the rest is seen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.kit import PHONE, WALL, Gathering, Seat
from tests.live.kit import Table, open_table

INES, BOB, CEM, DIA, EVA = "Ines", "Bob", "Cem", "Dia", "Annemarie-Louise van den Berg"
GROUP = (INES, BOB, CEM, DIA, EVA)
SCREEN = "scherm"
# A colour on its way from day to night has the contrast of neither.
AT_REST = """Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished)).then(() => {})"""


@dataclass(frozen=True)
class Scene:
    """One screen, ready to be looked at."""

    name: str
    seat: Seat


Shower = Callable[[Gathering], AsyncIterator[Scene]]


@dataclass
class Stage:
    """A round that is played, and those who look at it in a browser."""

    held: Gathering
    table: Table
    seats: dict[str, Seat] = field(default_factory=dict)

    @property
    def lead(self) -> Seat:
        """The phone of the gespreksleider."""
        return self.seats["lena"]

    @property
    def wall(self) -> Seat:
        """The large screen."""
        return self.seats[SCREEN]

    def __getitem__(self, name: str) -> Seat:
        return self.seats[name]

    async def sit(self, *names: str, size: tuple[int, int] = PHONE) -> None:
        """Give these people a phone that can be looked at."""
        for name in names:
            self.seats[name] = await self.held.sit(
                self.table, name, WALL if name == SCREEN else size
            )

    async def do(self, who: str, type_: str, **fields: Any) -> None:
        """Do what must be allowed."""
        refused = await self.table[who].ask(type_, **fields)
        assert refused is None, (who, type_, refused)

    async def write(
        self, who: str, kind: str, *texts: str, zone: str | None = None, **more: Any
    ) -> None:
        """Write cards."""
        for text in texts:
            await self.do(who, "write_card", kind=kind, text=text, zone=zone, **more)

    async def joint(self, who: str, kind: str, text: str) -> None:
        """Begin the card that people write together."""
        first = {"at": 0, "insert": text}
        await self.do(who, "write_joint", kind=kind, base=0, splices=[first])

    async def cards(self, kind: str, by: str = INES) -> list[str]:
        """Return the ids of the cards of a kind that somebody sees, in their order."""
        await self.table.settle([by])
        cards = [card for card in self.table[by].of("card") if card["kind"] == kind]
        return [str(card["id"]) for card in sorted(cards, key=lambda card: float(card["rank"]))]

    async def go(self, step: str) -> None:
        """Open another step, and let everybody hear of it."""
        await self.table.settle(["lena"])
        now = self.table["lena"].one("now")["step"]
        await self.do("lena", "go_to_step", step=now, to=step, anyway=True)
        await self.settle()

    async def opens(self, step: str) -> None:
        """Wait until a step is open, which somebody tapped for."""
        lena = self.table["lena"]
        await lena.until(lambda: lena.one("now")["step"] == step)

    async def settle(self) -> None:
        """Let everybody hear of all that happened."""
        await self.table.settle()

    async def divide(self, parts: Mapping[str, Sequence[str]]) -> None:
        """Put people in subgroups by hand, so that nothing hangs on chance."""
        for group, names in parts.items():
            for name in names:
                person = self.table[name].person
                await self.do("lena", "place_in_group", person=person, group=group)


@asynccontextmanager
async def playing(
    held: Gathering,
    method: str,
    inbrenger: str | None = INES,
    names: Sequence[str] = GROUP,
    **board: Any,
) -> AsyncIterator[Stage]:
    """Begin a round of a method, with a wall; nobody has a browser yet."""
    table = await open_table(held.origin, names, method, **board)
    await table.seat(SCREEN, device="screen")
    await table.begin(inbrenger)
    yield Stage(held, table)
    await table.close()
