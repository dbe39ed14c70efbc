"""The edition that opens from files: pages, search, examples and calculators without a server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from waiting import open_code

EDITION = Path(
    os.environ.get("CAREERKB_EDITION", Path(__file__).parents[2] / "docs/_build/offline")
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open pages from files; nothing may go wrong, and nothing may be asked of any host."""
    assert (EDITION / "index.html").exists(), f"no {EDITION}: run nox -s docs -- offline first"
    wrong: list[str] = []
    made = browser.new_page()
    made.set_default_timeout(60_000)
    local = ("file:", "data:", "blob:")
    made.on("request", lambda r: None if r.url.startswith(local) else wrong.append(r.url))
    made.on("pageerror", lambda error: wrong.append(str(error)))
    yield made
    made.close()
    assert wrong == []


def test_an_example_runs_from_a_file(page: Page) -> None:
    """Python comes from the pack, and prints what the page says."""
    page.goto((EDITION / "pay/vesting.html").as_uri())
    open_code(page)
    page.get_by_role("button", name="Run example 1", exact=True).click()
    expect(page.locator(".live-bar output").first).to_contain_text("as printed", timeout=60_000)


def test_an_endless_loop_is_stopped_from_a_file(page: Page) -> None:
    """The worker ends, and the next run starts another from the same pack."""
    page.goto((EDITION / "pay/clawback.html").as_uri())
    open_code(page)
    said = page.locator(".live-bar output")
    page.get_by_role("button", name="Edit example 1", exact=True).click()
    page.locator("textarea").fill("while True: pass")
    page.locator("textarea").press("Control+Enter")
    expect(said.first).to_have_text("Running…", timeout=60_000)
    page.get_by_role("button", name="Stop example 1", exact=True).click()
    expect(said.first).to_have_text("Stopped by you. Run starts anew.")
    page.get_by_role("button", name="Reset example 1", exact=True).click()
    page.get_by_role("button", name="Run example 2", exact=True).click()
    expect(said.nth(1)).to_contain_text("as printed", timeout=60_000)


def test_a_calculator_answers_from_a_file(page: Page) -> None:
    """A changed input changes the answer."""
    page.goto((EDITION / "pay/offers.html").as_uri())
    section = page.locator(".ckb-calculator").first
    before = section.locator(".ckb-result").inner_text()
    section.locator(".ckb-panel > summary").click()
    field = section.locator("[name='offer.base_usd']")
    field.fill("250000")
    field.press("Tab")
    expect(section.locator(".ckb-result")).to_contain_text("287,500", timeout=60_000)
    assert section.locator(".ckb-result").inner_text() != before


def test_search_finds_a_page_from_a_file(page: Page) -> None:
    """Sphinx's own index works from files."""
    page.goto((EDITION / "search.html").as_uri() + "?q=clawback")
    expect(page.locator("#search-results li a").first).to_be_visible()
