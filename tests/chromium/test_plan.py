"""A reader in a hurry: from home to a plan that is ticked, saved, exported and there the next day."""

import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from waiting import until

PHONE = {"width": 390, "height": 844}


def answered(page: Page) -> None:
    """Wait until the plan stands for what was changed last."""
    page.locator(".ckb-result[aria-busy=false]").wait_for()


def test_a_walk_from_home_to_a_plan_that_is_kept(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    """On a phone: skills rated, gaps added, dates given, one tick by keyboard, three ways kept."""
    context = browser.new_context(viewport=PHONE, service_workers="block", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page, began, steps = context.new_page(), time.monotonic(), 0

    def step(words: str) -> None:
        nonlocal steps
        steps += 1
        print(f"{steps}. {words} ({time.monotonic() - began:.1f} s)")

    page.goto(f"{address}/index.html")
    page.locator(".sd-card:has(a[href='checklist/plan.html'])").click()
    page.wait_for_url("**/checklist/plan.html")
    step("home, then the plan")
    assert page.locator(".ckb-kept").is_hidden()
    page.get_by_role("link", name="skills", exact=True).first.click()
    page.wait_for_url("**/checklist/skills.html")
    page.locator(".ckb-panel > summary").click()
    page.locator("[name='ratings.evaluation']").select_option("independent, described")
    answered(page)
    step("one skill rated")
    page.go_back()
    page.get_by_role("button", name="Add your skills gaps").click()
    page.get_by_text("Filled into the inputs").wait_for()
    answered(page)
    gaps = "integration: 2, shipping: 2, collaboration: 2, serving: 1, evaluation: 0.5"
    assert page.locator("[name=skills_gaps]").input_value() == gaps
    assert page.locator(".ckb-ticks li").count() == 12
    step("its gaps in the plan")
    page.locator(".ckb-panel > summary").click()
    page.locator("[name=deadline]").fill("2027-01-11")
    page.locator("[name=further_items]").fill("Take-home 🎓: 6")
    page.locator("[name=further_items]").press("Tab")
    page.locator(".ckb-headline", has_text="2027-01-11 cannot be met").wait_for()
    page.locator(".ckb-ticks li", has_text="Take-home").wait_for()
    answered(page)
    step("six weeks, and an item of one's own")
    box = page.locator(".ckb-ticks input[value=stories]")
    box.focus()
    page.keyboard.press("Space")
    page.locator(".ckb-headline", has_text="1 of 13 done").wait_for()
    answered(page)
    assert box.evaluate("box => box.checked && box === document.activeElement")
    step("the first item ticked")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as calendar").click()
    download.value.save_as(tmp_path / "plan.ics")
    lines = (tmp_path / "plan.ics").read_bytes().decode().replace("\r\n ", "").split("\r\n")
    named = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
    assert "Take-home 🎓" in named
    assert "Disagreements settled by data" not in named
    assert named[-1] == "Deadline"
    step("the calendar saved")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    until(page, "localStorage.getItem('careerkb:calculator:plan-answer')?.includes('stories')")
    page.close()
    page = context.new_page()
    page.goto(f"{address}/checklist/plan.html")
    assert page.locator(".ckb-ticks input[value=stories]").is_checked()
    page.get_by_role("button", name="Answer for them").click()
    page.locator(".ckb-headline", has_text="1 of 13 done").wait_for()
    step("the next day: everything is there")
    assert time.monotonic() - began < 120
    context.close()


def test_ratings_of_another_version_are_renamed_or_left_alone(
    address: str, browser: Browser
) -> None:
    """An older part opens under today's names and keeps what it cannot place; a later one stays."""
    key = "careerkb:calculator:skills-answer"
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(60_000)
    page = context.new_page()

    def kept(change: str = "") -> dict[str, str]:
        if change:
            page.evaluate(f"localStorage.setItem('{key}', '{change}')")
            page.goto(f"{address}/checklist/skills.html")
        return dict(page.evaluate(f"JSON.parse(localStorage.getItem('{key}'))"))

    def rate(value: str) -> None:
        page.locator(".ckb-panel > summary").click()
        page.locator("[name='ratings.evaluation']").select_option(value)
        page.locator(".ckb-headline", has_text="You can show 0%").wait_for(state="detached")
        page.locator("main, body").first.press("Tab")
        page.wait_for_timeout(400)  # kept a quarter second later

    page.goto(f"{address}/checklist/skills.html")
    later = kept('{"ratings.prose":"guided","ratings.serving":"leads","version":"2"}')
    assert page.get_by_text("is of a later release of this site").is_visible()
    rate("leads, linked")
    assert kept() == later
    page.route(
        "**/skills.html",
        lambda route: route.fulfill(
            response=(got := route.fetch()),
            body=got.text()
            .replace('data-version="1"', 'data-version="2"')
            .replace('data-renamed="{}"', 'data-renamed=\'{"ratings.papers":"ratings.writing"}\''),
        ),
    )
    kept('{"ratings.papers":"guided, linked","ratings.lost":"leads"}')
    assert page.locator("[name='ratings.writing']").input_value() == "guided, linked"
    rate("leads, linked")
    assert kept() == {
        "ratings.writing": "guided, linked",
        "ratings.lost": "leads",
        "ratings.evaluation": "leads, linked",
        "version": "2",
    }
    context.close()
