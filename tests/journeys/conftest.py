"""One server for all journeys, a gathering for each, and pictures of where one stranded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Error, FilePayload

from tests.journeys.clips import WEBM, filmed
from tests.journeys.kit import PATIENT, Gathering, gathering
from tests.live.kit import Server, Table, open_table

STRANDED = Path(__file__).resolve().parents[2] / "out" / "journeys"
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the server that most journeys share; each has a board of its own."""
    with Server(tmp_path_factory.mktemp("served"), **PATIENT) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def held(
    request: pytest.FixtureRequest, browser: Browser, served: Server
) -> AsyncIterator[Gathering]:
    """Hold a gathering, and look at the end whether any page complained."""
    async with gathering(served.url, browser) as here:
        yield here
        if request.node.stash.get(FAILED, False):
            await picture_all(here, STRANDED / request.node.name)
            here.forgiven = ("",)
            for seat in here.seats:  # the failure itself says more than what it left behind
                print(seat.name, seat.page.url, seat.faults, seat.lost)  # noqa: T201
                seat.faults.clear()
            here.requested.clear()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def film(browser: Browser) -> FilePayload:
    """Return a short webm."""
    return await filmed(browser, WEBM, 6)


@pytest_asyncio.fixture(loop_scope="session")
async def via(held: Gathering) -> AsyncIterator[Table]:
    """Give a board in the first step of VIA, where ben brings a fragment."""
    table = await open_table(held.origin, ["ben", "ann", "cas"], method="via")
    await table.seat("wall", device="screen")
    await table.begin("ben")
    yield table
    await table.close()


async def picture_all(here: Gathering, folder: Path) -> None:
    """Picture every page of a journey that failed."""
    for at, seat in enumerate(here.seats):
        try:
            await seat.page.screenshot(path=folder / f"{at}-{seat.name}.png", timeout=5_000)
        except Error:
            continue


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember for the gathering that its test failed."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report
