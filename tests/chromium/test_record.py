"""What the reader keeps is put to use on other pages: forecasts correct a chance, offers fill words."""

import json
import re

from playwright.sync_api import BrowserContext, Page, expect

from careerkb.browser.forms import answer

expect.set_options(timeout=60_000)  # the first answer waits for Python


def keep(page: Page, part: str, state: dict[str, str]) -> None:
    """Write a part as a page would, and open the page anew."""
    page.evaluate(f"window.careerkb.mine.write({json.dumps(part)}, {json.dumps(state)})")
    page.reload(wait_until="load")


def told(count: int) -> dict[str, str]:
    """Forecasts at 70 % that did not come, written over the first rows of the sample."""
    return {
        f"forecasts.{number}.{name}": text
        for number in range(count)
        for name, text in (("what", f"mine {number}"), ("probability", "0.7"), ("outcome", "no"))
    }


def test_a_chance_is_corrected_by_the_readers_own_forecasts(
    address: str, phone: BrowserContext
) -> None:
    """Not offered without a record; "too few" below ten; then (7 + 0) / 20 by hand, and answered."""
    page = phone.new_page()
    page.goto(f"{address}/interviews/progress.html", wait_until="load")
    section = page.locator("[data-id=progress-answer]")
    chance = section.locator("[name=pass_probability]")
    offer = page.get_by_role("button", name="Correct it by my forecasts")

    def reach() -> None:
        if section.locator(".ckb-panel[open]").count() == 0:
            section.locator(".ckb-panel > summary").click()
        chance.focus()

    reach()
    assert offer.count() == 0
    for count in (3, 10):
        keep(page, "careerkb:calculator:forecasts-answer", told(count))
        reach()
        chance.fill("70 %")
        offer.click()
        said = section.locator(".ckb-record [role=status]")
        if count == 3:
            expect(said).to_contain_text("Too few to say: 3 of your forecasts are decided")
            assert chance.input_value() == "70 %"
        else:
            expect(said).to_have_text("You say 70 %; by your record, 35 %.")
            assert chance.input_value() == "0.35"
            offer.click()
            expect(said).to_have_text("This chance is corrected already.")
    section.locator(".ckb-result[aria-busy=false]").wait_for()
    made = answer(
        {"function": "careerkb.interviews.progress.progress_answer",
         "state": {"pass_probability": "0.35"}}
    )  # fmt: skip
    expect(section.locator(".ckb-result")).to_contain_text(made["headline"][:40])


def test_the_words_hold_the_kept_offers_sum_and_day(address: str, phone: BrowserContext) -> None:
    """Offers kept on another page, the day typed here: both stand in what to say and to write."""
    offers = {"offer_a.base_usd": "420000", "offer_b.base_usd": "231000"}
    page = phone.new_page()
    page.goto(f"{address}/interviews/negotiation.html", wait_until="load")
    keep(page, "careerkb:offers", offers)
    section = page.locator("[data-id=negotiation-answer]")
    section.locator(".ckb-panel > summary").click()
    section.locator("[name=answer_by]").fill("Wednesday at noon")
    result = section.locator(".ckb-result")
    expect(result).to_contain_text("Wednesday at noon")
    made = answer(
        {"function": "careerkb.interviews.negotiation.negotiation_answer",
         "state": {**offers, "answer_by": "Wednesday at noon"}}
    )  # fmt: skip
    found = re.search(r"Ask for ([\d,]+) dollars of base pay", made["headline"])
    assert found
    assert int(found[1].replace(",", "")) > 231_000
    words = " ".join(result.all_inner_texts())
    assert words.count(found[1]) >= 2
    assert "Wednesday at noon" in words
