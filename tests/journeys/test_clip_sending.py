"""A clip on its way from the inbrenger's phone: what is taken, what is not, and what breaks off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload

from tests.journeys.clips import PICTURES, SENDING, brought, chooses, holds_up
from tests.journeys.kit import PATIENT, PHONE, SMALL, Gathering, gathering
from tests.live.kit import Server, Table, open_table

pytestmark = pytest.mark.timeout(240)


@pytest.mark.parametrize("size", [SMALL])
async def test_a_wrong_file_gets_a_clear_answer_before_it_is_sent(
    held: Gathering, via: Table, size: tuple[int, int]
) -> None:
    ben = await held.sit(via, "ben", size)
    await chooses(ben, FilePayload(name="les.mp4", mimeType="video/mp4", buffer=b"geen film" * 99))
    await ben.sees(
        "Dit is geen filmpje dat hier speelt. Kies een mp4 of webm, of bekijk het in de ruimte."
    )
    await ben.picture(PICTURES, "wrong")
    assert not any(url.endswith("/clip") for url in held.requested)


async def test_a_line_that_breaks_while_sending_can_be_tried_again(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben = await held.sit(via, "ben")
    await ben.page.route("**/clip", lambda route: route.abort())
    await chooses(ben, film)
    await ben.sees("Het versturen is afgebroken.")
    await ben.page.unroute("**/clip")
    await ben.tap("Probeer opnieuw")
    await ben.sees("Je fragment staat klaar. Als je het afspeelt, ziet iedereen het.")


@pytest.mark.parametrize("size", [PHONE, SMALL])
async def test_a_look_at_the_flap_or_the_people_does_not_stop_the_sending(
    held: Gathering, via: Table, film: FilePayload, size: tuple[int, int]
) -> None:
    ben = await held.sit(via, "ben", size)
    go = await holds_up(ben)
    await chooses(ben, film)
    await ben.sees(SENDING)
    await ben.picture(PICTURES, f"sending-{size[0]}")
    for tab in ("Flap", "Mensen"):
        await ben.tab(tab)
        await ben.sees(SENDING)
        await ben.picture(PICTURES, f"sending-{tab}-{size[0]}")
    # Nor does somebody who says that the group watches in the room.
    assert await via["lena"].ask("watch_elsewhere", where="room") is None
    await ben.tab("Nu")
    await ben.sees("Kijk mee in de ruimte.")
    await ben.sees(SENDING)
    await ben.tap("Toch hier, op alle schermen")
    await ben.tab("Flap")
    go.set()
    await via["ben"].until(lambda: via["ben"].one("clip")["clip"] is not None)
    await ben.sees_no_more(SENDING)
    await ben.tab("Nu")
    await ben.sees("Je fragment staat klaar. Als je het afspeelt, ziet iedereen het.")


async def test_the_sending_ends_with_the_step_and_says_so(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben = await held.sit(via, "ben", SMALL)
    go = await holds_up(ben)
    await chooses(ben, film)
    await ben.sees(SENDING)
    now = via["lena"].one("now")["step"]
    (method,) = via["lena"].of("method")
    steps = [step["id"] for step in method["steps"]]
    to = steps[steps.index(now) + 1]
    assert await via["lena"].ask("go_to_step", step=now, to=to, anyway=True) is None
    await ben.sees("Je fragment is niet verstuurd.")
    go.set()
    await ben.picture(PICTURES, "step-over")
    await ben.page.get_by_role("alert").locator("..").get_by_role("button").click()
    await ben.sees_no_more("Je fragment is niet verstuurd.")


async def test_the_sending_stops_when_its_sender_says_so(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben = await held.sit(via, "ben")
    go = await holds_up(ben)
    await chooses(ben, film)
    await ben.tap("Stop met versturen")
    await ben.sees("Kies een filmpje")
    go.set()
    assert via["ben"].one("clip")["clip"] is None


async def test_a_clip_is_not_taken_while_the_group_watches_elsewhere(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben = await held.sit(via, "ben", SMALL)
    go = await holds_up(ben)
    await chooses(ben, film)
    await ben.sees(SENDING)
    assert await via["lena"].ask("watch_elsewhere", where="room") is None
    await ben.sees("Kijk mee in de ruimte.")
    held.forgiven += ("400",)
    go.set()
    await ben.sees("Jullie kijken nu ergens anders.")
    assert via["lena"].one("clip")["clip"] is None
    await ben.picture(PICTURES, "not-here")
    await ben.tap("Toch hier, op alle schermen")
    await brought(ben, film)


async def test_too_large_a_file_says_how_large_it_may_be(
    browser: Browser, tmp_path: Path, film: FilePayload
) -> None:
    with Server(tmp_path, clip_megabytes="1", **PATIENT) as server:
        async with gathering(server.url, browser) as held:
            table = await open_table(server.url, ["ben"], method="via")
            await table.begin("ben")
            ben = await held.sit(table, "ben")
            large = FilePayload(name="a.webm", mimeType="video/webm", buffer=bytes(2_000_000))
            await chooses(ben, large)
            await ben.sees("Dit filmpje is 2 MB, en er past hoogstens 1 MB.")
            await chooses(ben, film)
            await ben.sees("Je fragment staat klaar.")
            await table.close()


async def test_where_none_are_taken_the_room_is_left(browser: Browser, tmp_path: Path) -> None:
    with Server(tmp_path, clip_megabytes="0", **PATIENT) as server:
        async with gathering(server.url, browser) as held:
            table = await open_table(server.url, ["ben"], method="via")
            await table.begin("ben")
            ben = await held.sit(table, "ben")
            await ben.sees("Filmpjes sturen kan op deze server niet.")
            await ben.tap("We kijken in de ruimte")
            await ben.sees("Kijk mee in de ruimte.")
            await table.close()
