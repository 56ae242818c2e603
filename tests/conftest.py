"""What every test may ask for: a browser, a PostgreSQL; and the list of what was not run.

`CI=true` turns a skipped test into a failed run.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser import ARGUMENTS, Chromium, NoChromium, find_chromium
from tests.missing import cannot_run, in_ci
from tests.postgres import Postgres, running_postgres
from tests.redis_server import RedisServer, running_redis

# Set by scripts/test.py: what it left out itself, one line each, to be named at the end.
NOT_RUN = "NOT_RUN"


@pytest.fixture(autouse=True, scope="session")
def own_settings() -> Iterator[None]:
    """Keep the settings of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("FLAPOVER_")]:
            if name != "FLAPOVER_CHROMIUM":
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    """Return a Chromium that starts."""
    try:
        return find_chromium()
    except NoChromium as reason:
        cannot_run(str(reason))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: Chromium) -> AsyncIterator[Browser]:
    """Start one real browser for the session; open a `new_context()` per person.

    A test that asks for it runs on the session's event loop. A fixture in between must say
    `@pytest_asyncio.fixture(loop_scope="session")` itself.
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium.program,
            args=list(ARGUMENTS),
            env=chromium.variables(),
        )
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start one real PostgreSQL for the session."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """Give the URL of an empty PostgreSQL database that goes away after the test."""
    with postgres.fresh_database() as url:
        yield url


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """Start a real Redis for one test, which may stop it."""
    with running_redis() as server:
        yield server


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin what takes long; mark what needs a browser, PostgreSQL or Redis.

    A browser's tests share its event loop.
    """
    given: dict[str, Any] = getattr(config, "workerinput", {})
    items[:] = longest_first(items, hands=int(given.get("workercount", 1)))
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "postgres" in fixtures:
            item.add_marker("postgres")
        if "redis_server" in fixtures:
            item.add_marker("redis")
        if "browser" in fixtures:
            item.add_marker("browser")
            if inspect.iscoroutinefunction(getattr(item, "function", None)):
                item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


def longest_first(items: list[pytest.Item], hands: int) -> list[pytest.Item]:
    """Deal out what is marked `long`, the longest first, to the head of each worker's part.

    Else the last worker would be busy for minutes with what the others could have begun. Each gets
    an equal piece of the list, as pytest-xdist cuts it; what is left over is stolen piecewise.
    """
    marks = [(item, item.get_closest_marker("long")) for item in items]
    lasting = [(mark.args[0], item) for item, mark in marks if mark is not None]
    lasting.sort(key=lambda one: one[0], reverse=True)
    short = [item for item, mark in marks if mark is None]
    dealt: list[pytest.Item] = []
    for hand in range(hands):
        early = [item for _, item in lasting[hand::hands]]
        piece = (len(items) - len(dealt)) // (hands - hand)
        room = max(0, piece - len(early))
        dealt += early + short[:room]
        del short[:room]
    return dealt


def pytest_collection_finish(session: pytest.Session) -> None:
    """Bring the browser before the tests, so that no test's time goes into a download."""
    wanted = any("chromium" in getattr(item, "fixturenames", ()) for item in session.items)
    if wanted and not session.config.option.collectonly:
        with suppress(NoChromium):
            find_chromium()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that left something out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not in_ci():
        return
    if (reporter.stats.get("skipped") or os.environ.get(NOT_RUN)) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was not run, and why."""
    lines = [line for line in os.environ.get(NOT_RUN, "").splitlines() if line]
    if terminalreporter.config.option.markexpr == "not slow":
        lines.append("the slow tests, which `make test-slow` runs as well")
    if not lines and not terminalreporter.stats.get("skipped"):
        return
    terminalreporter.section("not run")
    for line in lines:
        terminalreporter.line(line)
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.line(f"{report.nodeid}: {reason}")
