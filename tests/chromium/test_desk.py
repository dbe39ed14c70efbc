"""The desk in Chromium: a true answer for two letters of one's own, and what it took.

`FIELDS`, `CLICKS` and `SECONDS` are the targets; what was measured is printed with `pytest -s`.
"""

import json
import random
import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from waiting import until

from careerkb.browser.forms import answer
from careerkb.inputs import Refusal, specs_of, understood
from careerkb.pay.offers import Offer, years_worth_usd
from careerkb.pay.schedules import schedule

FIELDS, CLICKS, SECONDS, SCREENS = 10, 3, 2.0, 2
BUSY = 3
"""How much slower than the target a machine that does other things may be."""
NAME = "careerkb.decide.desk.desk_answer"
LETTERS = (
    ("$245k", "15 %", "50 000", "400,000", "Amazon"),
    ("260000", "0,10", "30k", "$420,000", "40/30/20/10"),
)
MEANT = (
    (245_000, 0.15, 50_000, 400_000, "5/15/40/40"),
    (260_000, 0.1, 30_000, 420_000, "40/30/20/10"),
)
TERMS = ("base_usd", "bonus_fraction", "sign_on_usd", "grant_usd", "schedule")
STATE = """section => Object.fromEntries([...section.querySelectorAll("[data-default]")]
  .map((f) => [f.name, f.type === "checkbox" ? String(f.checked) : f.value, f.dataset.default])
  .filter(([, text, usual]) => text !== usual).map(([name, text]) => [name, text]))"""

WIDER = """[...document.querySelectorAll(".ckb-column:not([hidden]) > .ckb-field input")]
  .filter((one) => one.getBoundingClientRect().right
    > one.closest(".ckb-column").getBoundingClientRect().right + 1).map((one) => one.name)"""


def put(page: Page, option: int, term: str, text: str) -> None:
    """Type over one term."""
    page.locator(f"[name='options.{option}.offer.{term}']").fill(text)


def answered(page: Page) -> None:
    """Wait until the desk answers what stands in it."""
    until(page, "document.querySelector('.ckb-desk .ckb-result[aria-busy=false]')")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_home_page_to_a_true_answer(
    width: int, address: str, reader: BrowserContext
) -> None:
    """Ten fields, one click, the sums at once, the odds soon after, all within two screens."""
    page = reader.new_page()
    height = 900 if width > 400 else 844
    page.set_viewport_size({"width": width, "height": height})
    began = time.monotonic()
    page.goto(f"{address}/index.html")
    before = page.evaluate("document.querySelector('.ckb-desk .ckb-headline').textContent")
    filled = clicks = 0
    for option, letter in enumerate(LETTERS):
        for term, text in zip(TERMS, letter, strict=True):
            put(page, option, term, text)
            filled += 1
    sums = page.locator(".ckb-sum strong").all_inner_texts()
    at_once = time.monotonic() - began
    wanted = []
    for base, bonus, sign_on, grant, name in MEANT:
        offer = Offer(
            base_usd=base, bonus_fraction=bonus, sign_on_usd=sign_on, grant_usd=grant,
            schedule=schedule(name=name),
        )  # fmt: skip
        wanted.append(f"{sum(years_worth_usd(offer, 4, 0.0)):,.0f}")
    assert sums == wanted
    until(page, "window.careerkb.python.state === 'ready'")
    ready = time.monotonic()
    page.get_by_role("button", name="Calm").click()
    clicks += 1
    answered(page)
    odds = time.monotonic() - ready
    section = page.locator(".ckb-desk")
    state = section.evaluate(STATE)
    made = answer({"function": NAME, "id": "desk-answer", "state": state})
    assert made["errors"] == {}
    said = section.locator(".ckb-headline").inner_text()
    assert said == made["headline"] != before
    assert "grey" not in page.locator(".ckb-plain").inner_text()
    dots = section.locator("svg:visible").bounding_box()
    assert dots is not None
    lowest = (dots["y"] + page.evaluate("scrollY") + dots["height"] / 10) / height
    print(f"{width}: {filled} fields, {clicks} click, sums after {at_once:.1f} s, odds {odds:.2f} s"
          f" after Python's start, first dots {lowest:.2f} screens down")  # fmt: skip
    assert filled <= FIELDS
    assert clicks <= CLICKS
    assert odds <= BUSY * SECONDS
    assert lowest <= SCREENS


def test_the_page_adds_up_as_python_does(address: str, reader: BrowserContext) -> None:
    """A text is read by the script as Python reads it, or not at all; vesting and sums alike."""
    page = reader.new_page()
    page.goto(f"{address}/decide/desk.html")
    specs = specs_of(Offer)
    pick = random.Random(7)
    texts = [
        "$245k", "245.000", "245,000", "15%", "0,15", "abc", "-5", "1e9", "600 k", "1,2m", "1.2 million",
        "50 000", "5 0000", "$600", "600", "", "  ", "12,34,567", "1,234.5", "1.234,5", "€100k", "007",
        "0.125", "12.345", "100 %", "101 %", "-25 %", "−25 %", "1'000'000", "3", ".5", "5.", "1_000", "k",
        "245,000 USD", "us$ 310,000", "310000 a year", "99999999999999999999", "1,000k", "0,150", "50 %%",
    ]  # fmt: skip
    texts += [
        f"{pick.uniform(0, 10 ** pick.randint(0, 7)):,.{pick.randint(0, 3)}f}" for _ in range(150)
    ]
    kinds = {"base_usd": "usd", "grant_usd": "usd", "bonus_fraction": "share"}
    kinds |= {"price_growth_fraction": "share", "severance_months": "plain"}
    read = 0
    for term, kind in kinds.items():
        spec = specs[term]
        found = page.evaluate(
            "([texts, kind, low, high]) => texts.map((t) => careerkb.desk.number(t, kind, low, high))",
            [texts, kind, spec.low, spec.high],
        )
        for text, value in zip(texts, found, strict=True):
            try:
                wanted = understood(spec, text)
            except Refusal:
                wanted = None
            assert value is None or value == wanted, (term, text, value, wanted)
            read += value is not None
    assert read > 250
    known = page.evaluate("JSON.parse(document.querySelector('[data-vesting]').dataset.vesting)")
    for name in [
        *known,
        "40/30/20/10",
        "40, 30, 20, 10",
        "50-50",
        "100",
        "5,15,40,40",
        "5/15",
        "Google",
    ]:
        parts = page.evaluate(
            "([text, known]) => careerkb.desk.vesting(text, known)", [name, known]
        )
        if parts is None:
            continue
        terms = {"base": 1, "bonus": 0, "sign_on": 0, "grant": 600_000, "vests": parts}
        own = page.evaluate("(terms) => careerkb.desk.paid(terms, 5)", terms)
        offer = Offer(base_usd=1_000, grant_usd=600_000, schedule=schedule(name=name))
        assert own == pytest.approx([usd - 999 for usd in years_worth_usd(offer, 5, 0.0)]), name


def test_what_is_typed_is_shown_as_people_read_it_and_never_lost(
    address: str, reader: BrowserContext
) -> None:
    """Percent and thousands on leaving a field; a wrong text stays, with its label in the message."""
    page = reader.new_page()
    page.goto(f"{address}/decide/desk.html")
    base = page.locator("[name='options.0.offer.base_usd']")
    for typed, shown in (("$245k", "245,000"), ("abc", "abc"), ("245.000", "245.000")):
        base.fill(typed)
        base.press("Tab")
        assert base.input_value() == shown
    answered(page)
    until(page, "document.querySelector('.ckb-desk [aria-invalid=true]')")
    said = page.locator("#desk-answer-in-options-0-offer-base-usd-error").inner_text()
    assert said.startswith("Letter 1, base pay must be")
    assert "base_usd" not in page.locator(".ckb-desk .ckb-form").inner_text()
    base.fill("245k")
    page.locator("[name='options.0.offer.bonus_fraction']").fill("0,15")
    page.locator("[name='options.0.offer.bonus_fraction']").press("Tab")
    assert page.locator("[name='options.0.offer.bonus_fraction']").input_value() == "15 %"


def test_a_third_option_takes_over_the_outlook_and_five_are_the_most(
    address: str, reader: BrowserContext
) -> None:
    """What is assumed stays the same for all; the button goes when there is no room for a sixth."""
    page = reader.new_page()
    page.goto(f"{address}/decide/desk.html")
    page.get_by_role("button", name="Bust").click()
    add = page.get_by_role("button", name="Add another letter")
    add.click()
    put(page, 2, "base_usd", "200k")
    assert page.locator("[name='options.2.name']").input_value() == "Letter 3"
    assert page.locator("[name='options.2.offer.layoff_probability']").input_value() == "12 %"
    assert page.get_by_role("button", name="Bust").get_attribute("aria-pressed") == "true"
    answered(page)
    state = page.locator(".ckb-desk").evaluate(STATE)
    made = answer({"function": NAME, "id": "desk-answer", "state": state})
    assert made["errors"] == {}
    assert page.locator(".ckb-desk .ckb-headline").inner_text() == made["headline"]
    add.click()
    add.click()
    assert add.is_hidden()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(WIDER) == []
    page.get_by_role("button", name="Remove Letter 3").click()
    assert add.is_visible()


def test_the_other_calculators_answer_for_the_same_two_letters(
    address: str, reader: BrowserContext
) -> None:
    """What the desk was told is filled in elsewhere, and back again after a reload."""
    page = reader.new_page()
    page.goto(f"{address}/decide/desk.html")
    put(page, 0, "base_usd", "245k")
    put(page, 1, "grant_usd", "420k")
    answered(page)
    page.wait_for_timeout(400)
    kept = json.loads(page.evaluate("localStorage.getItem('careerkb:offers')"))
    assert kept["offer_a.clawback"] == "prorated"  # not the two stages of the other page's example
    page.goto(f"{address}/pay/comparison.html")
    assert page.locator("[name='offer_a.base_usd']").input_value() in ("245k", "245,000")
    page.locator(".ckb-panel > summary").first.click()
    page.locator("[name='offer_b.base_usd']").fill("300000")
    page.wait_for_timeout(400)
    page.goto(f"{address}/decide/desk.html")
    assert page.locator("[name='options.1.offer.base_usd']").input_value() == "300,000"
    assert page.locator("[name='options.0.offer.clawback']").input_value() == "prorated"
    assert page.locator("[name='options.1.offer.grant_usd']").input_value() == "420,000"


def test_one_file_holds_it_all_and_takes_nothing_away(
    address: str, reader: BrowserContext, tmp_path: Path
) -> None:
    """Saved, erased, opened again; merged by the later change; what is none of ours says so."""
    page = reader.new_page()
    page.goto(f"{address}/decide/desk.html")
    put(page, 0, "base_usd", "245k")
    page.locator("[name='options.0.name']").fill("Mine")
    answered(page)
    until(page, "(localStorage.getItem('careerkb:offers') ?? '').includes('245')")
    page.evaluate("careerkb.mine.write('careerkb:plan', {'ticked.1': 'yes'})")  # a part of others
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all I did on this site").click()
    kept = tmp_path / "careerkb.toml"
    download.value.save_as(kept)
    text = kept.read_text("utf-8")
    assert '"ticked.1" = "yes"' in text
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything here").click()
    until(page, "localStorage.getItem('careerkb:plan') === null")
    base = page.locator("[name='options.0.offer.base_usd']")
    expect(base).to_have_value("310,000")
    put(page, 0, "sign_on_usd", "77,000")  # later than the file: it stays
    page.wait_for_timeout(400)
    file = page.locator(".ckb-desk input[type=file]")
    file.set_input_files(kept)
    page.get_by_text("taken over").wait_for()
    expect(base).to_have_value("245,000")
    expect(page.locator("[name='options.0.name']")).to_have_value("Mine")
    expect(page.locator("[name='options.0.offer.sign_on_usd']")).to_have_value("77,000")
    assert page.evaluate("careerkb.mine.read('careerkb:plan')") == {"ticked.1": "yes"}
    before = page.evaluate("JSON.stringify(careerkb.mine.all().parts)")
    alert = page.locator(".ckb-desk .ckb-alert")
    for wrong, says in (
        (text.replace("format = 2", "format = 9"), "it is of a later release of the site"),
        (text[: len(text) // 2].rstrip('"\n') + '"x', "was not opened: "),
        ("format = 2\n", "a file that this site has saved"),
        ("<!doctype html><p>hello", "was not opened: "),
    ):
        kept.write_text(wrong, "utf-8")
        file.set_input_files(kept)
        expect(alert).to_contain_text(says)
        assert page.evaluate("JSON.stringify(careerkb.mine.all().parts)") == before


def test_a_link_that_was_cut_is_not_opened(address: str, reader: BrowserContext) -> None:
    """Wherever it was cut: none of it is read, the reader's own stays, and one sentence says so."""
    page = reader.new_page()
    page.goto(f"{address}/decide/desk.html")
    put(page, 0, "base_usd", "222,222")
    until(page, "location.hash.includes('222')")
    link = page.url
    page.goto(f"{address}/index.html")
    page.goto(link.replace("222%2C222", "345%2C678"))
    base = page.locator("[name='options.0.offer.base_usd']")
    expect(base).to_have_value("345,678")
    expect(page.get_by_text("Shared with you by this link")).to_be_visible()
    for end in ("&end=1", "8&end=1", "end=1"):
        page.goto(f"{address}/index.html")
        page.goto(link.replace("222%2C222", "345%2C678").removesuffix(end))
        expect(page.locator(".ckb-desk .ckb-alert")).to_contain_text("This link was cut on its way")
        expect(base).to_have_value("222,222")


def test_two_tabs_write_at_once_and_lose_nothing(address: str, reader: BrowserContext) -> None:
    """Each another term of the same letter, within one breath: both are in both."""
    tabs = [reader.new_page() for _ in range(2)]
    for page in tabs:
        page.goto(f"{address}/decide/desk.html")
    put(tabs[0], 0, "base_usd", "234,567")
    put(tabs[1], 0, "grant_usd", "456,789")
    for page in tabs:
        expect(page.locator("[name='options.0.offer.base_usd']")).to_have_value("234,567")
        expect(page.locator("[name='options.0.offer.grant_usd']")).to_have_value("456,789")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_link_opens_at_its_answer_beside_ones_own(
    width: int, address: str, reader: BrowserContext
) -> None:
    """The first screen holds whose it is, who leads and the dots; two buttons decide."""
    page = reader.new_page()
    height = 900 if width > 400 else 844
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/index.html")
    page.evaluate("careerkb.mine.write('careerkb:offers', {'offer_a.base_usd': '222222'})")
    terms = {"options.0.name": "Theirs", "options.0.offer.base_usd": "345k", "years": "3"}
    query = "&".join(f"{path}={text}" for path, text in terms.items())
    page.goto(f"{address}/decide/desk.html#desk-answer?v=2&{query}&end={len(terms)}")
    page.reload()
    note = page.get_by_text("Shared with you by this link; your own inputs are kept.")
    until(page, "document.querySelector('.ckb-headline').textContent.startsWith('Theirs')")
    answered(page)
    for place in (note, page.locator(".ckb-headline"), page.locator(".ckb-result svg:visible")):
        box = place.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= box["y"] + box["height"] <= height
    assert page.evaluate("careerkb.mine.read('careerkb:offers')") == {"offer_a.base_usd": "222222"}
    page.get_by_role("button", name="Back to mine").click()
    expect(page.locator("[name='options.0.offer.base_usd']")).to_have_value("222,222")


def test_a_day_due_is_counted_and_taken_along(
    address: str, reader: BrowserContext, tmp_path: Path
) -> None:
    """By the reader's own calendar, at once; the day itself is in the file."""
    page = reader.new_page()
    page.clock.set_fixed_time("2026-11-26T22:00:00")
    page.goto(f"{address}/decide/desk.html")
    due = page.locator("[name='options.1.due']")
    for day, words in (
        ("2026-11-26", "Your answer is due today."),
        ("2026-11-25", "The day for your answer is past: ask whether the offer still stands."),
        ("2026-11-27", "Your answer is due in 1 day."),
        ("2027-03-01", "Your answer is due in 95 days."),
    ):
        due.fill(day)
        expect(page.locator(".ckb-sum").nth(1)).to_contain_text(words)
    page.clock.resume()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the days due").click()
    kept = tmp_path / "due.ics"
    download.value.save_as(kept)
    text = kept.read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20270301" in text
    assert "SUMMARY:Answer due: Product team" in text


def test_one_letter_is_opened_into_its_own_column(address: str, reader: BrowserContext) -> None:
    """Whole or not at all; the other columns stay, and a nameless one is called as its file."""
    page = reader.new_page()
    page.goto(f"{address}/decide/desk.html")
    put(page, 0, "base_usd", "245k")
    until(
        page, "!document.querySelector('.ckb-desk .ckb-result').textContent.includes('2,090,000')"
    )
    answered(page)
    page.get_by_role("button", name="Add another letter").click()

    def opened(option: int, text: str) -> None:
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Open its file").nth(option).click()
        chooser.value.set_files({"name": "start-up.toml", "mimeType": "", "buffer": text.encode()})

    opened(2, "base_usd = 150_000\n[options]\nshares = 100\nstrike_usd = 1\nprice_usd = 2\n")
    page.get_by_text("Opened start-up.toml as letter 3").wait_for()
    values = {"0.offer.base_usd": "245,000", "2.offer.base_usd": "150,000", "2.name": "start-up"}
    for path, text in values.items():
        expect(page.locator(f"[name='options.{path}']")).to_have_value(text)
    answered(page)
    assert "start-up" in page.locator(".ckb-rest table").first.inner_text()
    opened(1, "base_usd = 150_000\ngrnt_usd = 100\n")
    page.get_by_text("was not opened: line 2: a key must be").wait_for()
    assert "did you mean grant_usd?" in page.locator(".ckb-alert").inner_text()
    expect(page.locator("[name='options.1.offer.base_usd']")).to_have_value("235,000")
