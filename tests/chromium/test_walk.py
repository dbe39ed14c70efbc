"""What readers stumbled over on their walk through the site, held in one tab.

What they met elsewhere is held by the checks of the desk, of sharing, storage, paper and search.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
FOCUS = "document.activeElement.textContent.trim()"
SIZE = "one => parseFloat(getComputedStyle(one).fontSize)"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Keep one tab for the whole walk; Python is never needed."""
    made = browser.new_page(service_workers="block", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def test_the_calculator_is_near_by_keyboard(page: Page, address: str) -> None:
    """The first key skips to the text; from there the inputs are a few keys away."""
    page.goto(f"{address}/pay/vesting.html")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "Skip to content"
    page.keyboard.press("Enter")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS) == "Change the inputs":
            break
    assert page.evaluate(FOCUS) == "Change the inputs"
    assert page.locator("h1").evaluate(SIZE) <= 2 * page.locator("article p").first.evaluate(SIZE)


def test_a_form_speaks_as_people_do(page: Page, address: str) -> None:
    """Sums with their thousands, shares in percent, employers among the schedules."""
    page.goto(f"{address}/pay/offers.html")
    form = page.locator(".ckb-form").first
    page.locator(".ckb-panel > summary").first.click()
    for field, words in {"base_usd": "= 245,000", "bonus_fraction": "= 15 %"}.items():
        entry = form.locator(f".ckb-entry:has([name='offer.{field}'])")
        expect(entry).to_contain_text(words)
    assert form.locator("datalist").first.locator("option").count() >= 5
    expect(form).to_contain_text("an employer such as Amazon")


def test_two_offers_stand_side_by_side(page: Page, address: str) -> None:
    """Where there is room; and the second is not explained as "the second"."""
    page.goto(f"{address}/pay/comparison.html")
    page.locator(".ckb-panel > summary").first.click()
    first, second = (
        page.locator(f"[name='{offer}.base_usd']").bounding_box()
        for offer in ("offer_a", "offer_b")
    )
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] < second["x"]
    explained = page.locator(".ckb-help").all_text_contents()
    assert explained
    assert not {"The first.", "The second."} & set(explained)


def test_an_essay_leads_to_the_readers_own_numbers(page: Page, address: str) -> None:
    """Only where this browser has kept some for that very calculator."""
    page.goto(f"{address}/decide/index.html")
    note = page.locator(".ckb-yours")
    expect(note).to_be_hidden()
    page.evaluate("localStorage.setItem('careerkb:calculator:criteria-answer', '{\"a\": \"1\"}')")
    page.reload()
    expect(note).to_be_visible()
    note.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/decide/criteria\.html$"))
    page.evaluate("localStorage.clear()")


def test_the_list_of_everything_is_for_readers(page: Page, address: str) -> None:
    """No function of Python before a reader opens the fold that holds them."""
    page.goto(f"{address}/everything.html")
    assert "careerkb." not in page.locator("article").inner_text()
    assert page.locator("article details").count() >= 1
    assert page.locator("article section a.reference").first.inner_text() == "The desk"


def test_dollars_are_never_percent() -> None:
    """On the page of risk, whose table and axis once printed 1,598 thousand dollars as a share."""
    text = (SITE / "pay/risk.html").read_text("utf-8")
    answer = text.partition('class="careerkb-chart"')[2].partition("</figure>")[0]
    assert "thousand USD today" in answer
    assert re.findall(r"\d{3} ?%", answer) == []
