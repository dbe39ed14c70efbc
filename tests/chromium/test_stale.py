"""A page whose dated facts are due says so, by the reader's own calendar and nobody else's."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
PAGE = "pay/tax.html"


@pytest.mark.parametrize(
    ("clock", "zone", "shown"),
    [
        ("{day}T12:00:00Z", "Europe/London", False),
        ("{day}T23:30:00Z", "America/Los_Angeles", False),
        ("{day}T23:30:00Z", "Asia/Tokyo", True),
        ("9999-01-01T00:00:00Z", "Europe/London", True),
    ],
    ids=["on the day", "still the day there", "the next day there", "long after"],
)
def test_the_readers_calendar_decides(
    clock: str, zone: str, shown: bool, address: str, browser: Browser
) -> None:
    """The last good day is still good; the note names it and stands under the title."""
    found = re.search(r'after <time datetime="([\d-]+)"', (SITE / PAGE).read_text("utf-8"))
    assert found
    page = browser.new_page(timezone_id=zone, service_workers="block")
    page.clock.set_fixed_time(clock.format(day=found[1]))
    page.goto(f"{address}/{PAGE}")
    note = page.get_by_role("note").filter(has_text="were due for another look after")
    assert note.count() == int(shown)
    if shown:
        assert found[1] in note.inner_text()
        assert page.locator("h1 + p.stale").count() == 1
    page.goto(f"{address}/search.html")  # no dated facts
    assert page.locator("[data-stale-after]").count() == 0
    page.close()
