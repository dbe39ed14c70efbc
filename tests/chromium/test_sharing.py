"""Whose numbers a page answers for: the reader's, a friend's by link, another tab's, the example's.

Never two of them side by side, and never one written over another.
"""

import json

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from waiting import until

PAGE, OFFERS = "pay/sensitivity.html", "pay/offers.html"
COMPARISON = "pay/comparison.html"
MINE = {"offer_a.base_usd": "222222", "offer_b.base_usd": "333333"}
LINK = "#sensitivity-answer?offer_a.base_usd=345678&years=3"
SHARED = "Shared with you by this link; your own inputs are kept."
SAVED = "JSON.parse(localStorage.getItem('careerkb:offers'))"
FORMS = ".ckb-calculator:has(.ckb-form)"


def remember(page: Page, address: str, state: dict[str, str] = MINE) -> None:
    """Let the reader have saved two offers on an earlier visit."""
    page.goto(f"{address}/index.html")
    page.evaluate("text => localStorage.setItem('careerkb:offers', text)", json.dumps(state))


def headline(section: Locator) -> str:
    """Read an answer."""
    return section.locator(".ckb-result .ckb-headline").inner_text()


def of_the_example(page: Page) -> list[bool]:
    """Say of each calculator of the page whether it shows the printed answer."""
    found = page.locator(FORMS).evaluate_all(
        "all => all.map((one) => one.classList.contains('ckb-sample'))"
    )
    return [bool(one) for one in found]


def answered(page: Page) -> None:
    """Wait until no calculator of the page shows the example beside the reader's inputs."""
    until(page, "!document.querySelector('.ckb-sample, [aria-busy=true]')")


def opened(section: Locator) -> Locator:
    """Open the inputs of a calculator."""
    if section.locator(".ckb-panel[open]").count() == 0:
        section.locator(".ckb-panel > summary").click()
    return section


def test_all_calculators_of_a_page_answer_for_the_same_offers(
    address: str, reader: BrowserContext
) -> None:
    """On a later visit and after a reload: all the example's, then all the reader's."""
    page = reader.new_page()
    remember(page, address)
    page.goto(f"{address}/{PAGE}")
    sections = page.locator(FORMS).all()
    assert len(sections) >= 2
    assert of_the_example(page) == [True] * len(sections)
    printed = [headline(one) for one in sections]
    assert page.evaluate(
        "performance.getEntriesByType('resource').every(e => !/pyodide/.test(e.name))"
    )
    sections[1].get_by_role("button", name="Answer for them").click()
    answered(page)
    assert all(headline(one) != before for one, before in zip(sections, printed, strict=True))
    opened(sections[0]).locator("[name='offer_a.base_usd']").fill("234567")
    until(page, "location.hash.includes('234567')")
    answered(page)
    mine = [headline(one) for one in sections]
    page.reload()
    answered(page)
    assert [headline(one) for one in page.locator(FORMS).all()] == mine
    assert page.get_by_text(SHARED).locator("visible=true").count() == 0


def test_a_link_overwrites_nothing(address: str, reader: BrowserContext) -> None:
    """It is shown in every calculator of the page; the reader goes back or takes it over."""
    page = reader.new_page()
    remember(page, address)
    page.goto(f"{address}/{PAGE}{LINK}")
    count = page.locator(FORMS).count()
    expect(page.get_by_text(SHARED).locator("visible=true")).to_have_count(count)
    answered(page)
    section = page.locator(FORMS).first
    base = section.locator("[name='offer_a.base_usd']")
    assert base.input_value() == "345678"
    assert section.locator("[name='offer_b.base_usd']").input_value() != "333333"
    base.fill("355555")  # what a guest changes is not saved either
    until(page, "location.hash.includes('355555')")
    assert page.evaluate(SAVED) == MINE
    theirs = [headline(one) for one in page.locator(FORMS).all()]
    page.locator(FORMS).nth(1).get_by_role("button", name="Back to mine").click()
    expect(page.get_by_text(SHARED).locator("visible=true")).to_have_count(0)
    expect(base).to_have_value("222222")
    answered(page)
    assert all(
        headline(one) != before
        for one, before in zip(page.locator(FORMS).all(), theirs, strict=True)
    )
    assert page.evaluate(SAVED) == MINE

    page.goto(f"{address}/index.html")
    page.goto(f"{address}/{PAGE}{LINK}")
    answered(page)
    page.locator(FORMS).nth(1).get_by_role("button", name="Take these over").click()
    expect(page.get_by_text(SHARED).locator("visible=true")).to_have_count(0)
    assert page.evaluate(SAVED) == {"offer_a.base_usd": "345678"}
    own = "JSON.parse(localStorage.getItem('careerkb:calculator:sensitivity-answer'))"
    assert page.evaluate(own) == {"years": "3"}
    assert [one for one in page.locator(FORMS).all() if headline(one) == ""] == []


def test_ones_own_address_is_no_link(address: str, reader: BrowserContext) -> None:
    """A tab that was asleep while another changed the offers wakes with the new ones."""
    page = reader.new_page()
    page.goto(f"{address}/{PAGE}")
    section = opened(page.locator(FORMS).first)
    section.locator("[name='offer_a.base_usd']").fill("234567")
    until(page, "location.hash.includes('234567')")
    page.evaluate(
        "localStorage.setItem('careerkb:offers', '{\"offer_a.base_usd\": \"299999\"}')"
    )  # as if this tab had not heard of it
    page.reload()
    answered(page)
    assert section.locator("[name='offer_a.base_usd']").input_value() == "299999"
    assert page.get_by_text(SHARED).locator("visible=true").count() == 0
    section.get_by_role("button", name="Reset").click()
    until(page, "localStorage.getItem('careerkb:offers') === null")


def test_two_tabs_keep_each_others_changes(address: str, reader: BrowserContext) -> None:
    """Base changed in one and grant in the other: both are saved, and both are shown in both."""
    one, other = reader.new_page(), reader.new_page()
    for page in (one, other):
        page.goto(f"{address}/{PAGE}")
        opened(page.locator(FORMS).first)
    one.locator("[name='offer_a.base_usd']").fill("234567")
    until(one, "localStorage.getItem('careerkb:offers') !== null")
    expect(other.locator("[name='offer_a.base_usd']")).to_have_value("234567")
    other.locator("[name='offer_b.grant_usd']").fill("456789")
    until(other, f"Object.keys({SAVED}).length === 2")
    assert other.evaluate(SAVED) == {"offer_a.base_usd": "234567", "offer_b.grant_usd": "456789"}
    expect(one.locator("[name='offer_b.grant_usd']")).to_have_value("456789")
    for page in (one, other):
        answered(page)
    assert headline(one.locator(FORMS).first) == headline(other.locator(FORMS).first)
    other.once("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name="Erase everything here").click()
    expect(one.locator("[name='offer_a.base_usd']")).not_to_have_value("234567")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_lands_at_its_calculator(width: int, address: str, reader: BrowserContext) -> None:
    """Its top stands at the top of the window, and the example's answer is called so till then."""
    page = reader.new_page()
    page.set_viewport_size({"width": width, "height": 844})
    reader.route("**/_static/live/**/*.mjs", lambda route: None)  # Python never comes
    page.goto(f"{address}/{PAGE}{LINK}")
    page.wait_for_timeout(700)
    section = page.locator(FORMS).first
    top = section.evaluate("one => one.getBoundingClientRect().top")
    assert -1 <= top <= 120
    label = "one => getComputedStyle(one.querySelector('.ckb-result'), '::before').content"
    assert "not yet to these inputs" in section.evaluate(label)
    reader.unroute_all(behavior="ignoreErrors")


def test_nothing_starts_under_a_message(address: str, reader: BrowserContext) -> None:
    """Once Python has refused an input, nobody is told that Python is starting."""
    page = reader.new_page()
    page.goto(f"{address}/{OFFERS}")
    section = opened(page.locator(FORMS).first)
    section.locator("[name='offer.bonus_fraction']").fill("15")
    section.locator(".ckb-error:visible").first.wait_for()
    assert section.locator(".ckb-status").inner_text() == ""
    assert not section.locator(".ckb-progress").is_visible()


def test_the_way_back_to_the_top_covers_no_text_above(address: str, reader: BrowserContext) -> None:
    """It shows when a reader scrolls up: at the foot of the window, away from the headline."""
    page = reader.new_page()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{address}/{OFFERS}")
        for place in (1500, 1200):
            page.evaluate("y => scrollTo({ top: y, behavior: 'instant' })", place)
            page.wait_for_timeout(200)
        box = page.locator("a.back-to-top").bounding_box()
        assert box
        assert box["y"] > 844 * 0.8
        assert box["x"] + box["width"] / 2 > width * 0.8
