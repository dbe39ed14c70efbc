"""A browser that keeps nothing, or has no room left: one quiet line, and everything else works."""

from playwright.sync_api import Browser, BrowserContext, Page, expect
from waiting import open_code

OFFERS = "pay/offers.html"
LINE = "This browser keeps nothing for this site"
FILL = """() => {
  localStorage.setItem("theme", "auto");
  localStorage.setItem("a", "");
  for (let text = "x".repeat(2 ** 23), number = 0; text; number += 1) {
    try {
      localStorage.setItem(`fill${number}`, text);
    } catch {
      text = text.slice(0, text.length / 2);
    }
  }
  try {
    for (let text = "x"; ; text += "x") localStorage.setItem("a", text);
  } catch {
    // not a letter more
  }
}"""
THEME = "document.body.dataset.theme"


def heard(page: Page) -> list[str]:
    """Note what a page says to its console, and its errors."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"pageerror: {error}"))
    return said


def everything_works(page: Page, address: str) -> None:
    """Theme, calculator, example, search and erasing, in one tab."""
    page.set_default_timeout(60_000)
    page.goto(f"{address}/{OFFERS}")
    toggle = page.locator(".theme-toggle:visible")
    assert toggle.locator("svg:visible").count() == 1
    themes = [page.evaluate(THEME)]
    for _ in range(3):
        toggle.click()
        themes.append(page.evaluate(THEME))
    assert set(themes) == {"auto", "light", "dark"}
    assert themes[0] == themes[3] == "auto"
    section = page.locator(".ckb-calculator").first
    before = section.locator(".ckb-headline").inner_text()
    section.locator(".ckb-panel > summary").click()
    section.locator("[name='offer.base_usd']").fill("300000")
    expect(section.locator(".ckb-headline")).not_to_have_text(before, timeout=60_000)
    page.wait_for_url("**300000**")
    page.once("dialog", lambda dialog: dialog.accept())
    section.get_by_role("button", name="Erase everything here").click()
    section.get_by_text("is erased from this browser").wait_for()
    open_code(page)
    page.get_by_role("button", name="Run example 1", exact=True).click()
    expect(page.locator(".live-bar output").first).to_contain_text("as printed", timeout=60_000)


def faults(said: list[str]) -> list[str]:
    """Leave out what the theme's button and the tool of this test say of themselves."""
    return [one for one in said if "Changed to" not in one and "by Playwright" not in one]


def test_storage_that_the_browser_blocks(address: str, blocked: BrowserContext) -> None:
    """It throws at the first touch; a later page starts anew and says its line again."""
    page = blocked.new_page()
    said = heard(page)
    everything_works(page, address)
    assert [one.partition(":")[0] for one in faults(said)] == ["info"], said
    assert LINE in faults(said)[0]
    said.clear()
    page.goto(f"{address}/search.html?q=vesting")
    expect(page.locator("#search-results li a").first).to_be_visible()
    assert len(faults(said)) == 1


def test_storage_that_is_full(address: str, browser: Browser) -> None:
    """The browser refuses to keep more; what is there already can still be read and erased."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}/_static/favicon.svg")  # no script of the site
    page.evaluate(FILL)
    page.close()
    page = context.new_page()
    said = heard(page)
    everything_works(page, address)
    assert [one.partition(":")[0] for one in faults(said)] == ["info"], said
    assert LINE in faults(said)[0]
    context.close()
