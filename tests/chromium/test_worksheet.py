"""Criteria as a worksheet, on a phone: what is tapped and typed is what Python answers for."""

import json

from playwright.sync_api import Browser, Page, expect
from waiting import until

from careerkb.browser.forms import answer
from careerkb.browser.money import answer as money

ALONE, BOTH = "careerkb.decide.criteria.criteria_answer", "careerkb.decide.together.together_answer"
KEPT = {"offer_a.base_usd": "310k", "offer_a.grant_usd": "$600,000"}
STATE = """() => Object.fromEntries([...document.querySelectorAll(".ckb-form [data-default]")]
  .filter((field) => field.value !== field.dataset.default).map((f) => [f.name, f.value]))"""


def same_as_python(page: Page, function: str) -> str:
    """Wait for the answer, and compare its headline with plain Python's for the same texts."""
    until(page, "document.querySelector('.ckb-result[aria-busy=false]')")
    made = answer({"function": function, "state": page.evaluate(STATE)})
    expect(page.locator(".ckb-result .ckb-headline")).to_have_text(made["headline"], timeout=60_000)
    return str(made["headline"])


def test_two_people_weigh_their_own_letters(browser: Browser, address: str) -> None:
    """Money from the letters, a third option, a criterion more, one less; then the other's points.

    Their points stay with their criterion when one is removed, and no field is wider than a phone.
    """
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{address}/decide/criteria.html")
    page.evaluate("kept => localStorage.setItem('careerkb:offers', kept)", json.dumps(KEPT))
    page.reload()
    levels = page.locator("[data-path='criteria.0'] .ckb-cell input")
    page.get_by_role("button", name="Take names and money from my letters").click()
    expect(page.locator(".ckb-kept")).to_contain_text("Taken from your letters", timeout=60_000)
    found = money({"offers": KEPT})
    assert [one.input_value() for one in levels.all()] == [str(n) for n in found["thousands"]]
    assert found["names"][0] in same_as_python(page, ALONE)
    page.get_by_role("button", name="Add an option").click()
    page.get_by_label("Option 3", exact=True).fill("stay, for now")
    levels.nth(2).fill("1,250" if found["thousands"][0] > 1000 else "350")
    page.get_by_role("button", name="Remove Criterion 3").click()
    page.get_by_role("button", name="Add one").click()
    page.locator("[name='criteria.2.name']").fill("two hours with my child")
    page.get_by_role("slider", name="Points for two hours with my child").press("End")
    page.locator("[data-path='criteria.2'] .ckb-cell input").nth(2).fill("10")
    headline = same_as_python(page, ALONE)
    assert "Stay, for now" in headline
    assert page.locator("[name=options]").input_value().endswith("; stay, for now")
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    page.goto(f"{address}/decide/together.html")
    page.get_by_role("button", name="Take my list").click()
    expect(page.locator("[name='criteria.2.name']")).to_have_value("two hours with my child")
    same_as_python(page, BOTH)
    page.get_by_role("slider", name="The other's points for doors").press("Home")
    before = page.locator("[name=their_swings]").input_value()
    assert before == "100, 40, 60, 0"
    page.get_by_role("button", name="Remove Criterion 2").click()
    assert page.locator("[name=their_swings]").input_value() == "100, 60, 0"
    assert "You" in same_as_python(page, BOTH)
    context.close()
