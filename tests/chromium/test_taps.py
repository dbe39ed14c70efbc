"""Which role fits: one tap an answer, its weight beside it, and the verdict that Python gives."""

from playwright.sync_api import Browser, expect
from waiting import until

from careerkb.decide.fit import Choices, fit_answer, points

GIVEN = {
    "judged": "judged by whether it runs",
    "users": "watch users misuse it and rebuild it",
    "subject": "a new subject every few months",
}


def test_a_thumb_answers_and_the_site_remembers(browser: Browser, address: str) -> None:
    """Three taps and one taken back; the same after the page is opened again, as kept answers."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{address}/decide/fit.html")
    buttons = page.locator(".ckb-pair button")
    assert buttons.count() == 16
    assert min(one.bounding_box()["height"] for one in buttons.all()) >= 44  # type: ignore[index]
    for answer in GIVEN.values():
        page.get_by_role("button", name=answer).tap()
    page.get_by_role("button", name="one subject for years").tap()
    page.get_by_role("button", name="one subject for years").tap()
    expect(page.locator(".ckb-count")).to_contain_text("2 of 8 answered")
    chosen = Choices(judged=GIVEN["judged"], users=GIVEN["users"])  # type: ignore[arg-type]
    headline = page.locator(".ckb-result .ckb-headline")
    expect(headline).to_have_text(fit_answer(choices=chosen).headline, timeout=60_000)
    counts = page.locator(".ckb-counts:not(:empty)").all_inner_texts()
    assert len(counts) == 2
    for track, count in points(choices=chosen).items():
        assert sum(track in one.partition(".")[0] for one in counts) == count
    until(page, "localStorage.getItem('careerkb:calculator:fit-answer')")
    page.reload()
    expect(page.locator("[aria-pressed=true]")).to_have_count(2)
    context.close()
