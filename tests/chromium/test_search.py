"""Words that readers type, asked of the built index in Chromium: the right page comes first."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
MISSING = "no page yet about"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Keep one tab for all searches."""
    made = browser.new_page(service_workers="block")
    yield made
    made.close()


def first(page: Page, address: str, words: str) -> tuple[str, str]:
    """Open the address to which the form leads; give place and text of the first result."""
    page.goto(f"{address}/search.html?{urlencode({'q': words})}")
    expect(page.locator(".search-summary")).not_to_be_empty()
    item = page.locator("#search-results li").first
    expect(item).to_be_visible(timeout=5_000)
    href = item.locator("a").first.get_attribute("href") or ""
    return href.partition("#")[0].partition("?")[0], item.inner_text()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("AMT", "exits/options"), ("amt on ISOs", "exits/options"), ("NSOs", "exits/options"),
        ("83(b)", "exits/early-exercise"), ("QSBS", "exits/small-business-stock"),
        ("RSU", "pay/vesting"), ("RSUs", "pay/vesting"),
        ("my R.S.U.s", "pay/vesting"), ("FICA", "pay/tax"), ("W-2", "pay/withholding"),
        ("w2", "pay/withholding"), ("W-2 form", "pay/withholding"), ("TC", "pay/offers"),
        ("signing bonuses", "pay/clawback"), ("severance", "pay/leaving"),
        ("salaries", "pay/salaries"), ("dilution", "exits/equity"),
        ("liquidation preferences", "exits/waterfall"), ("IPOs", "exits/outcomes"),
        ("promotions", "pay/growth"), ("LeetCode", "interviews/loops"),
        ("NeurIPS papers", "work/publication"), ("GPUs", "work/serving"), ("PhDs", "decide/phd-or-offer"),
        ("double trigger", "pay/second-trigger"),
        ("double-trigger RSUs", "pay/second-trigger"), ("tender offers", "pay/private-shares"),
        ("PPUs", "pay/private-shares"), ("exploding offers", "interviews/deadline"),
        ("H-1B", "decide/places"), ("visas", "decide/places"), ("h1b", "decide/places"),
        ("non-competes", "decide/rights"),
        ("MTS", "glossary"),
        ("desk", "decide/desk"), ("which offer is better", "decide/desk"),
        ("amazon vesting", "pay/vesting"), ("phd or offer", "decide/phd-or-offer"),
        ("negotiate", "interviews/negotiation"), ("can I go back", "decide/going-back"),
        ("L5", "pay/growth"), ("layoff", "pay/leaving"), ("researcher or engineer", "decide/tracks"),
    ],
)  # fmt: skip
def test_a_word_leads_to_its_page(words: str, place: str, page: Page, address: str) -> None:
    """Abbreviations, plurals, hyphens and brackets make no difference."""
    found, text = first(page, address, words)
    assert found == f"{place}.html"
    assert MISSING not in text


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("401k", "retirement plans"), ("401(k)", "retirement plans"), ("PTO", "paid leave"),
        ("health insurance", "benefits"),
    ],
)  # fmt: skip
def test_where_no_page_answers_it_says_so(
    words: str, subject: str, page: Page, address: str
) -> None:
    """And gives the nearest that there is."""
    found, text = first(page, address, words)
    assert f"{MISSING} {subject}; this one is the nearest" in text
    assert (SITE / found).exists()


def test_the_pinned_page_stands_there_once(page: Page, address: str) -> None:
    """What Sphinx found besides comes after it; an unknown word finds nothing."""
    page.goto(f"{address}/search.html")
    field = page.get_by_role("textbox", name="Search")
    field.fill("vesting schedule")
    field.press("Enter")
    expect(page.locator(".search-summary")).not_to_be_empty()
    links = page.locator("#search-results li > a").evaluate_all(
        "all => all.map((one) => one.getAttribute('href').split('?')[0])"
    )
    assert links[0] == "pay/vesting.html"
    assert links.count("pay/vesting.html") == 1
    assert len(links) > 1
    page.goto(f"{address}/search.html?q=qqqzzz")
    expect(page.locator(".search-summary")).to_contain_text("did not match any documents")


def test_the_field_shows_its_focus(page: Page, address: str) -> None:
    """A reader who comes by keyboard sees where the words will go."""
    page.goto(f"{address}/index.html")
    field = page.locator(".sidebar-search")
    style = "field => [getComputedStyle(field).outlineStyle, getComputedStyle(field).outlineWidth]"
    assert field.evaluate(style)[0] == "none"
    field.focus()
    kind, width = field.evaluate(style)
    assert kind == "solid"
    assert float(width.removesuffix("px")) >= 2
