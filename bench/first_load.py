"""What a phone loads over the wire before the join screen stands."""

from playwright.sync_api import CDPSession, sync_playwright

from tests.browser import ARGUMENTS, find_chromium

COUNTED = ("Script", "Stylesheet")


def first_load_bytes(url: str) -> float:
    """Return the bytes of script and style that a page loads first, compressed as they travel."""
    chromium = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program, args=list(ARGUMENTS), env=chromium.variables()
        )
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        sizes = _watch(session)
        page.goto(url)
        page.get_by_role("heading").first.wait_for()
        browser.close()
    return float(sum(sizes.values()))


def _watch(session: CDPSession) -> dict[str, float]:
    counted: dict[str, float] = {}

    def begins(event: dict[str, str]) -> None:
        if event["type"] in COUNTED:
            counted[event["requestId"]] = 0.0

    def ends(event: dict[str, float]) -> None:
        name = str(event["requestId"])
        if name in counted:
            counted[name] = event["encodedDataLength"]

    session.on("Network.requestWillBeSent", begins)
    session.on("Network.loadingFinished", ends)
    session.send("Network.enable")
    return counted
