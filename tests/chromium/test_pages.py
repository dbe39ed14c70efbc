"""The built site in a browser: nothing leaves it, nothing breaks, everybody can read it.

Run by `nox -s browser` against the site that `nox -s docs` built, in Debian's Chromium.
"""

import gzip
import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response
from waiting import is_fault, until

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
PAGES = sorted(
    str(page.relative_to(SITE))
    for page in SITE.rglob("*.html")
    if "_static" not in page.parts and page.name != "genindex.html"
)
MOST_BYTES = 60_000
"""What a page may weigh, gzipped, before the reader asks for anything live."""
FARTHEST_PICTURE = 1_200
"""Pixels down to the first drawing of a noun's page at 390 px: a phone's first screen and a half."""
WAY_TO_PICTURE = """() => {
  const drawn = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 0;
  const first = [...document.querySelectorAll("article figure svg")].find(drawn);
  return first && document.querySelector("details.code dl.py")
    ? first.getBoundingClientRect().top + scrollY : null;
}"""
OPEN_FOLDS = "document.querySelectorAll('details.fold').forEach((one) => (one.open = true))"


def visit(
    browser: Browser, url: str, width: int, scheme: str, heard: list[Response] | None = None
) -> tuple[Page, list[str]]:
    """Open a page and note whatever goes wrong or elsewhere."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, service_workers="block"
    )
    wrong: list[str] = []
    home = "/".join(url.split("/")[:3])
    page.on("request", lambda r: None if r.url.startswith((home, "data:")) else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if is_fault(m) else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("response", lambda r: None if heard is None else heard.append(r))
    page.goto(url, wait_until="load")
    return page, wrong


def axe_findings(page: Page) -> list[dict[str, Any]]:
    """Give axe's violations; its script is brought once a page, and what passes is not listed."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    run = "axe.run({ resultTypes: ['violations'] }).then((made) => made.violations)"
    found: list[dict[str, Any]] = page.evaluate(run)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_every_view(name: str, address: str, browser: Browser) -> None:
    """Light to load; no foreign request, error, sideways scroll or axe finding, in every view.

    One visit: the window changes its width and the theme its colours, as a reader's do. Axe looks
    at each width and at each theme once, and at what is folded away as well.
    """
    heard: list[Response] = []
    page, wrong = visit(browser, f"{address}/{name}", 1280, "light", heard)
    for width, scheme in ((390, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if width == 390 and (way := page.evaluate(WAY_TO_PICTURE)) is not None:
            assert way <= FARTHEST_PICTURE
        page.evaluate(OPEN_FOLDS)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = axe_findings(page)
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], (width, scheme)
    page.wait_for_load_state("networkidle")  # as a rule it has been idle for long by now
    assert sum(len(gzip.compress(r.body(), 9)) for r in heard if r.ok) <= MOST_BYTES
    assert wrong == []
    page.close()


def test_search_finds_a_page(address: str, browser: Browser) -> None:
    """A reader who types what they look for gets there."""
    page, wrong = visit(browser, f"{address}/search.html?q=vesting", 1280, "light")
    page.wait_for_selector("#search-results li a")
    assert "Vesting" in page.inner_text("#search-results")
    assert wrong == []


@pytest.mark.parametrize(
    ("words", "place"),
    [("vesting", "pay/vesting"), ("clawback", "pay/clawback"), ("waterfall", "exits/waterfall"),
     ("sign-on", "pay/clawback"), ("april", "pay/withholding")],
)  # fmt: skip
def test_search_gives_pages_before_functions(
    words: str, place: str, address: str, browser: Browser
) -> None:
    """The page is among the first three, and no function comes first."""
    page, wrong = visit(browser, f"{address}/search.html?q={words}", 1280, "light")
    page.wait_for_selector("#search-results li a")
    until(page, "document.querySelector('.search-summary').textContent.includes('found')")
    found = page.locator("#search-results li > a").evaluate_all("a => a.map((one) => one.href)")
    order = [url.removeprefix(f"{address}/") for url in found]
    assert any(url.startswith(f"{place}.html") for url in order[:3]), order[:4]
    assert "careerkb." not in order[0]
    assert wrong == []


def test_one_drawing_is_shown(address: str, browser: Browser) -> None:
    """The wide one on a desk, the narrow one on a phone."""
    for width, shown in ((1280, "wide"), (390, "narrow")):
        page, _ = visit(browser, f"{address}/pay/salaries.html", width, "light")
        visible = page.evaluate(
            "[...document.querySelectorAll('figure svg')]"
            ".filter(svg => svg.getBoundingClientRect().width > 0).map(svg => svg.classList[0])"
        )
        assert visible
        assert {name.split("-")[-1] for name in visible} == {shown}


def test_a_link_into_the_code_opens_it(address: str, browser: Browser) -> None:
    """From a sentence to its code and back; from elsewhere to an entry of the reference."""
    page, wrong = visit(browser, f"{address}/pay/vesting.html", 390, "light")
    fold = page.locator("details.code")
    assert not fold.locator(".example").first.is_visible()
    page.get_by_role("link", name="code 2", exact=True).click()
    fold.locator(".example").nth(1).wait_for()
    assert "vesting_answer" in fold.locator(".example").nth(1).inner_text()
    page.get_by_role("link", name="2. Large companies differ").click()
    page.wait_for_url("**#text-2")
    page.goto(f"{address}/index.html")
    page.goto(f"{address}/pay/vesting.html#careerkb.pay.vesting.vested_fraction")
    page.locator("dt[id='careerkb.pay.vesting.vested_fraction']").wait_for()
    until(page, "Math.abs(document.querySelector(':target').getBoundingClientRect().top) < 200")
    assert wrong == []


def test_the_claims_can_be_filtered(address: str, browser: Browser) -> None:
    """Choosing a verdict leaves only the claims that have it."""
    page, wrong = visit(browser, f"{address}/evidence/claims.html", 1280, "light")
    every = page.locator("[data-verdict]:visible").count()
    page.locator("select[name=verdict]").select_option("not supported")
    left = page.locator("[data-verdict]:visible")
    assert 0 < left.count() < every
    assert {left.nth(i).get_attribute("data-verdict") for i in range(left.count())} == {
        "not supported"
    }
    assert f"{left.count()} of {every} claims shown" in page.locator("form output").inner_text()
    page.get_by_role("button", name="Clear filters").click()
    assert page.locator("[data-verdict]:visible").count() == every
    assert wrong == []


def test_a_verdict_leads_to_its_evidence(address: str, browser: Browser) -> None:
    """From a sentence of a page to the open entry of the ledger; all others open at one button."""
    page, wrong = visit(browser, f"{address}/pay/index.html", 1280, "light")
    page.locator("details.sd-dropdown summary").last.click()
    page.locator("table.claims-table a").nth(1).click()
    page.wait_for_url("**/evidence/ledger/pay.html#claim-*")
    place = page.url.partition("#")[2]
    page.locator(f"#{place} details[open]").wait_for()
    assert page.locator("li.claim details[open]").count() == 1
    page.get_by_role("button", name="Open all evidence").click()
    entries = page.locator("li.claim details")
    assert page.locator("li.claim details[open]").count() == entries.count() > 1
    assert wrong == []


def test_a_broken_page_is_seen(address: str, browser: Browser, tmp_path: Path) -> None:
    """A picture from another host, an error and a missing name are each noticed."""
    page, wrong = visit(browser, f"{address}/index.html", 1280, "light")
    with page.expect_event("requestfailed"):
        page.evaluate(
            "() => { const i = new Image(); i.src = 'http://127.0.0.2:9/x.png';"
            " document.body.append(i); console.error('broken'); }"
        )
    assert any("127.0.0.2" in one for one in wrong)
    assert "broken" in wrong
    assert any(v["id"] == "image-alt" for v in Axe().run(page).response["violations"])
