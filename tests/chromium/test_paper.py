"""A page on paper: prose, the answer with its drawing, table and inputs; no code, nothing over the text."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from waiting import until

GUIDE = "decide/compare-two-offers.html"
SHOWN = "all => all.filter((one) => one.checkVisibility()).length"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the guide as a printer sees it, after the reader has changed an input."""
    made = browser.new_page(service_workers="block", color_scheme="dark")
    made.set_default_timeout(60_000)
    made.goto(f"{address}/{GUIDE}")
    section = made.locator(".ckb-calculator:has(.ckb-form)").first
    section.locator("[name='options.0.offer.base_usd']").fill("234567")
    section.locator(".ckb-result[aria-busy=false]").wait_for()
    made.emulate_media(media="print")
    made.evaluate("dispatchEvent(new Event('beforeprint'))")
    yield made
    made.close()


def test_paper_has_what_the_reader_came_for(page: Page) -> None:
    """And none of what only a screen can use."""
    for gone in (
        ".skip-to-content", ".back-to-top", ".sidebar-drawer", ".toc-drawer", ".mobile-header",
        ".example", ".live-bar", ".related-pages", ".ckb-form button", ".headerlink", ".ckb-help",
    ):  # fmt: skip
        assert page.locator(gone).count(), gone
        assert page.locator(gone).evaluate_all(SHOWN) == 0, gone
    for there in ("article h1", "article > section p", ".ckb-headline", ".ckb-result svg",
                  ".ckb-result table", "article table.docutils", ".reviewed"):  # fmt: skip
        assert page.locator(there).evaluate_all(SHOWN) > 0, there
    base = page.locator("[name='options.0.offer.base_usd']")
    assert base.is_visible()
    assert base.input_value() == "234567"
    blank = page.locator(".ckb-field").evaluate_all(
        """all => all.map((one) => one.querySelector("[data-default]")).filter((one) =>
          one.checkVisibility() && (one.type === "checkbox" ? String(one.checked) : one.value)
          === one.dataset.blank).map((one) => one.name)"""
    )
    assert blank == []  # what changes nothing needs no paper


def test_it_takes_few_pages(page: Page) -> None:
    """Counted in the file that Chromium would print."""
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 3 <= pages <= 8


def test_the_desk_prints_as_one_page(browser: Browser, address: str) -> None:
    """Five letters with an outlook, the answer, the years and the questions; all else stays."""
    page = browser.new_page(service_workers="block")
    page.set_default_timeout(60_000)
    page.goto(f"{address}/decide/desk.html")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Calm").click()
    for number in (2, 3, 4):
        page.get_by_role("button", name="Add another letter").click()
        page.locator(f"[name='options.{number}.offer.base_usd']").fill("280k")
    page.get_by_role("button", name="Print").click()  # Chromium has printed when it made a file
    until(page, "document.querySelector('.ckb-headline').textContent.includes('of 100')")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for gone in (".ckb-copy", ".ckb-scenarios", ".sidebar-drawer", "footer", "#how-to-read-it",
                 "article h1", ".ckb-panel .ckb-buttons button", "[data-do=add]"):  # fmt: skip
        assert page.locator(gone).count(), gone
        assert page.locator(gone).evaluate_all(SHOWN) == 0, gone
    for there in (".ckb-card-head", ".ckb-headline", ".ckb-result svg", ".ckb-rest table",
                  ".ckb-rest ol", ".ckb-strip", "[name='options.4.offer.base_usd']",
                  ".ckb-s1 [name='options.1.offer.bonus_fraction']"):  # fmt: skip
        assert page.locator(there).evaluate_all(SHOWN) > 0, there
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1, paper
        page.emulate_media(media="screen")
        page.get_by_role("button", name="Print").click()
        page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("article h1").is_visible()  # what followed the print is as before


def test_a_noun_takes_four_pages_and_no_code_that_was_not_opened(
    browser: Browser, address: str
) -> None:
    """What the reader has opened is printed, and nothing else that is folded."""
    page = browser.new_page(service_workers="block")
    page.goto(f"{address}/pay/tax.html")
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 4
    code = page.locator("details.code")
    assert not code.is_visible()
    code.evaluate("one => (one.open = true)")
    assert code.locator(".example").first.is_visible()
    page.close()
