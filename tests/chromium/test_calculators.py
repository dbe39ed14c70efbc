"""Calculators in a browser: every one moved, shared, saved, opened, erased, and attacked.

Run by `nox -s browser` against the built site. What Python answers in the page is compared with
what CPython renders here, node by node.
"""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page
from waiting import until

from careerkb.browser.forms import answer
from careerkb.checklist.plan import plan_answer
from careerkb.decide.letter import offer_from_toml
from careerkb.pay.comparison import comparison_answer

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
PAGES = sorted(
    str(page.relative_to(SITE))
    for page in SITE.rglob("*.html")
    if "_static" not in page.parts and 'class="ckb-form"' in page.read_text("utf-8")
)
OFFERS, WATERFALL = "pay/offers.html", "exits/waterfall.html"
FORMS = ".ckb-calculator:has(.ckb-form)"  # an answer without inputs has none
HOSTILE = "<img src=x onerror=window.hit=1>"
SAME = """([section, html]) => {
  const made = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  const shown = section.querySelector(".ckb-result").firstElementChild.cloneNode(true);
  shown.querySelectorAll("details").forEach((part) => (part.open = false));
  return made.isEqualNode(shown);
}"""
"""Whether the page shows this answer and nothing else, to the last digit."""
STATE = """section => Object.fromEntries([...section.querySelectorAll("[data-default]")]
  .map((f) => [f.name, f.type === "checkbox" ? String(f.checked) : f.value, f.dataset.default])
  .filter(([, text, usual]) => text !== usual).map(([name, text]) => [name, text]))"""
COUNT = """() => {
  const python = window.careerkb.python, ask = python.ask.bind(python);
  window.asked = 0; window.most = 0; window.now = 0;
  python.ask = async (...words) => {
    window.asked += 1; window.now += 1; window.most = Math.max(window.most, window.now);
    try { return await ask(...words); } finally { window.now -= 1; }
  };
}"""


def visit(reader: BrowserContext, url: str) -> Page:
    """Open a page."""
    page = reader.new_page()
    page.goto(url, wait_until="load")
    return page


def calculator(page: Page, number: int = 0) -> Locator:
    """Find a calculator of a page and open its inputs."""
    section = page.locator(FORMS).nth(number)
    if section.locator(".ckb-panel[open]").count() == 0:
        section.locator(".ckb-panel > summary").click()
    return section


def settled(section: Locator) -> None:
    """Wait until the last change is answered."""
    section.locator(".ckb-result[aria-busy=false]").wait_for()


def field(section: Locator, path: str) -> Locator:
    """Find the control of a field."""
    return section.locator(f"[name='{path}']")


def expected(section: Locator, state: dict[str, str] | None = None) -> dict[str, Any]:
    """Answer what stands in the form with CPython."""
    name = section.get_attribute("data-function")
    given = section.evaluate(STATE) if state is None else state
    return answer({"function": name, "state": given, "id": section.get_attribute("data-id")})


def shows(section: Locator, made: dict[str, Any]) -> bool:
    """Say whether the page shows an answer, node by node."""
    handle = section.element_handle()
    return bool(section.page.evaluate(SAME, [handle, made["html"]]))


def move(section: Locator) -> None:
    """Change the first number, or else the first choice, as a reader does."""
    numbers = section.locator("input[data-step]:visible")
    if numbers.count():
        numbers.first.press("ArrowUp")
        if section.evaluate(STATE) == {}:  # it stands at its upper end
            numbers.first.press("ArrowDown")
    elif section.locator(".ckb-pair").count():
        section.locator(".ckb-pair button").first.click()
    else:
        choice = section.locator("select:visible").first
        values = choice.evaluate("s => [...s.options].map((one) => one.value)")
        choice.select_option(next(one for one in values if one != choice.input_value()))


@pytest.mark.parametrize("name", PAGES)
def test_every_calculator_moves(name: str, address: str, reader: BrowserContext) -> None:
    """One change in each: the page shows what CPython renders; reset shows what was printed."""
    page = visit(reader, f"{address}/{name}")
    for number in range(page.locator(FORMS).count()):
        section = calculator(page, number)
        printed = section.locator(".ckb-result").inner_html()
        move(section)
        settled(section)
        made = expected(section)
        assert made["errors"] == {}
        assert section.evaluate(STATE) != {}
        assert shows(section, made)
        section.get_by_role("button", name="Reset").click()
        assert section.locator(".ckb-result").inner_html() == printed


def test_nothing_of_python_is_loaded_before_the_first_change(
    address: str, reader: BrowserContext
) -> None:
    """Opening the page and its form costs nothing."""
    page = visit(reader, f"{address}/{OFFERS}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    section = calculator(page)
    field(section, "offer.base_usd").focus()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/live/" in url] == []
    field(section, "offer.base_usd").press("ArrowUp")
    settled(section)
    assert any("pyodide" in url for url in asked)


def test_a_link_brings_the_inputs_with_it(
    address: str, browser: Browser, reader: BrowserContext
) -> None:
    """The address holds what was changed, and opens as it was left, elsewhere too."""
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    field(section, "offer.base_usd").fill("251234")
    field(section, "offer.schedule").fill("5/15/40/40")
    field(section, "offer.layoff_carve_out").uncheck()
    settled(section)
    made = expected(section)
    section.get_by_role("button", name="Copy link").click()
    section.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    until(page, f"location.href === {json.dumps(link)}")
    assert "offer.base_usd=251234" in link
    assert "bonus" not in link
    elsewhere = browser.new_context(service_workers="block")
    other = elsewhere.new_page()
    other.goto(link)
    again = calculator(other)
    settled(again)
    assert again.evaluate(STATE) == section.evaluate(STATE)
    assert shows(again, made)
    other.goto(link.replace("251234", "260000"))  # only what follows # changes
    until(other, "document.querySelector('[name=\"offer.base_usd\"]').value === '260000'")
    settled(again)
    assert shows(again, expected(again))
    elsewhere.close()


def test_inputs_are_saved_and_opened_as_a_file(
    address: str, reader: BrowserContext, tmp_path: Path
) -> None:
    """A file holds every input, is TOML, and gives the same form; so does an offer's own file."""
    page = visit(reader, f"{address}/{WATERFALL}")
    section = calculator(page)
    section.get_by_role("button", name="Add one").click()
    for path, text in (("name", 'C "&" <b>'), ("invested_usd", "5e6"), ("share", "0.1")):
        field(section, f"classes.2.{path}").fill(text)
    section.get_by_role("button", name="Remove Preferred 1").click()
    settled(section)
    state, made = section.evaluate(STATE), expected(section)
    assert "Series A" not in made["html"]
    assert shows(section, made)
    with page.expect_download() as download:
        section.get_by_role("button", name="Save as file").click()
    saved = tmp_path / "saved.toml"
    download.value.save_as(saved)
    assert [one["name"] for one in tomllib.loads(saved.read_text("utf-8"))["classes"]] == [
        "Series B",
        'C "&" <b>',
    ]
    section.get_by_role("button", name="Reset").click()
    section.locator("input[type=file]").set_input_files(saved)
    section.get_by_text("Opened saved.toml").wait_for()
    assert section.locator(".ckb-row:visible").count() == 2
    assert field(section, "classes.0.name").input_value() == "Series B"
    assert shows(section, expected(section))
    assert expected(section)["headline"] == made["headline"]
    assert state

    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    offer = tmp_path / "offer.toml"
    offer.write_text("base_usd = 300_000\nyearly_fractions = [0.4, 0.6]\n", "utf-8")
    section.locator("input[type=file]").set_input_files(offer)
    section.get_by_text("Opened offer.toml").wait_for()
    assert field(section, "offer.base_usd").input_value() == "300000"
    assert shows(section, expected(section))


LETTERS = (
    ("lab.toml", 'base_usd = 300_000\nschedule = "40/30/20/10"\ngrant_usd = 400_000\n'),
    ("product.toml", "base_usd = 250_000\nbonus_fraction = 0.15\n"),
)


def open_file(section: Locator, button: str, path: Path) -> None:
    """Choose a file after pressing a button that asks for one."""
    with section.page.expect_file_chooser() as chooser:
        section.get_by_role("button", name=button, exact=True).click()
    chooser.value.set_files(path)


def test_an_answer_can_be_taken_along_as_files(
    address: str, reader: BrowserContext, tmp_path: Path
) -> None:
    """As printed and after a change; the text that is saved is that of the answer shown."""
    page = visit(reader, f"{address}/checklist/plan.html")
    section = page.locator("[data-id=plan-answer]")
    save = section.get_by_role("button", name="Save as calendar")
    for done in ((), ("stories",)):
        if done:
            section.locator(".ckb-panel > summary").click()
            field(section, "done").fill(", ".join(done))
            settled(section)
        with page.expect_download() as download:
            save.click()
        kept = tmp_path / f"plan-{len(done)}.ics"
        download.value.save_as(kept)
        assert download.value.suggested_filename == "plan.ics"
        files = {one.name: one.text for one in plan_answer(done=done).files}
        assert kept.read_bytes().decode() == files["plan.ics"]


def test_each_letter_is_opened_at_its_own_offer(
    address: str, reader: BrowserContext, tmp_path: Path
) -> None:
    """Two files, two buttons, two offers; without saying which, a letter alone is not opened."""
    page = visit(reader, f"{address}/pay/comparison.html")
    section = calculator(page)
    paths = []
    for name, text in LETTERS:
        paths.append(tmp_path / name)
        paths[-1].write_text(text, "utf-8")
    open_file(section, "Open a file", paths[0])
    section.get_by_text("lab.toml was not opened: the file must be tables [offer_a]").wait_for()
    assert section.evaluate(STATE) == {}
    open_file(section, "Open a file as first offer", paths[0])
    section.get_by_text("Opened lab.toml as first offer").wait_for()
    open_file(section, "Open a file as second offer", paths[1])
    section.get_by_text("Opened product.toml as second offer; 22 of 22 further inputs").wait_for()
    assert section.locator(".ckb-alert").inner_text() == ""
    assert field(section, "offer_a.base_usd").input_value() == "300000"
    assert field(section, "offer_a.schedule").input_value() == "40/30/20/10"
    assert field(section, "offer_b.base_usd").input_value() == "250000"
    made = expected(section)
    assert (
        made["headline"]
        == comparison_answer(
            offer_a=offer_from_toml(text=LETTERS[0][1]), offer_b=offer_from_toml(text=LETTERS[1][1])
        ).headline
    )
    assert shows(section, made)


def test_a_faulty_file_changes_nothing(
    address: str, reader: BrowserContext, tmp_path: Path
) -> None:
    """Neither a field nor the answer; the next file clears what was said of it."""
    page = visit(reader, f"{address}/pay/comparison.html")
    section = calculator(page)
    field(section, "years").fill("3")
    settled(section)
    before = section.evaluate(STATE)
    path = tmp_path / "letter.toml"
    path.write_text("base_usd = 300_000\nbonus = 0.1\n", "utf-8")
    open_file(section, "Open a file as second offer", path)
    section.get_by_text("letter.toml was not opened").wait_for()
    assert section.evaluate(STATE) == before
    assert shows(section, expected(section))
    assert "Opened" not in section.locator(".ckb-status").inner_text()
    path.write_text("base_usd = 300_000\nbonus_fraction = 0.1\n", "utf-8")
    open_file(section, "Open a file as second offer", path)
    section.get_by_text("Opened letter.toml as second offer").wait_for()
    assert section.locator(".ckb-alert").inner_text() == ""
    assert shows(section, expected(section))


def test_the_offers_are_the_same_in_every_calculator(address: str, reader: BrowserContext) -> None:
    """Given once, they are there further down the page, and on the other pages too."""
    page = visit(reader, f"{address}/pay/sensitivity.html")
    count = page.locator(FORMS).count()
    assert count >= 2
    sections = [calculator(page, number) for number in range(count)]
    field(sections[0], "offer_a.base_usd").fill("345678")
    field(sections[0], "years").fill("2")
    settled(sections[0])
    for section in sections[1:]:
        assert section.locator("[name^=offer_]").count() == 0
        section.get_by_text("The offers are those").wait_for()
        settled(section)
        assert shows(section, expected(section, {"offer_a.base_usd": "345678"}))
    field(sections[1], "years").fill("3")
    settled(sections[1])
    both = {"offer_a.base_usd": "345678", "years": "3"}
    assert shows(sections[1], expected(sections[1], both))
    page.reload()
    section = calculator(page, 1)  # the address is its own: it answers by itself
    settled(section)
    assert shows(section, expected(section, both))
    section.get_by_role("button", name="Reset").click()
    section.get_by_text("These inputs are as printed; the offers are yours.").wait_for()
    settled(section)
    assert shows(section, expected(section, {"offer_a.base_usd": "345678"}))
    page.goto(f"{address}/pay/leaving.html")
    section = page.locator(FORMS)
    section.get_by_role("button", name="Answer for them").click()
    settled(section)
    assert field(section, "offer_a.base_usd").input_value() == "345678"
    assert shows(section, expected(section))
    section.get_by_role("button", name="Reset").click()
    until(page, "localStorage.getItem('careerkb:offers') === null")


def test_paper_shows_every_input_and_the_table(address: str, reader: BrowserContext) -> None:
    """Folds are open while it prints, and as they were after."""
    page = visit(reader, f"{address}/pay/comparison.html")
    section = calculator(page)
    folds = "section => [...section.querySelectorAll('details')].map((one) => one.open)"
    before = section.evaluate(folds)
    assert not all(before)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(section.evaluate(folds))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert section.evaluate(folds) == before


@pytest.mark.parametrize("name", [OFFERS, "pay/comparison.html", "exits/chain.html"])
@pytest.mark.parametrize("size", [(390, 664), (1280, 900)])
def test_what_has_the_focus_is_in_sight(
    size: tuple[int, int], name: str, address: str, browser: Browser
) -> None:
    """The bar with the answer never stands over the control that a reader has tabbed to."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, service_workers="block")
    page.set_default_timeout(60_000)
    page.goto(f"{address}/{name}")
    section = calculator(page)
    move(section)
    settled(section)
    for more in section.locator("details.ckb-more > summary").all():
        more.click()
    hidden = page.evaluate(
        """async () => {
          const bar = document.querySelector(".ckb-now"), out = [];
          const stops = [...document.querySelectorAll(".ckb-form :is(input, select, button, summary)")];
          for (const one of stops.filter((stop) => stop.checkVisibility() && !bar.contains(stop))) {
            one.focus();
            one.scrollIntoView({ block: "nearest", behavior: "instant" });
            await new Promise(requestAnimationFrame);
            const box = one.getBoundingClientRect(), over = bar.getBoundingClientRect();
            if (box.bottom > over.top && box.top < over.bottom) out.push(one.name || one.textContent);
          }
          return out;
        }"""
    )
    assert hidden == []
    page.close()


def test_inputs_of_last_time_come_back_and_can_be_erased(
    address: str, reader: BrowserContext
) -> None:
    """The form remembers, says so, and forgets at one button what this site wrote, not others."""
    page = visit(reader, f"{address}/{OFFERS}")
    page.evaluate("localStorage.setItem('other', '1'); localStorage.setItem('careerkb:x', '1')")
    section = calculator(page)
    field(section, "offer.base_usd").fill("300000")
    settled(section)
    until(page, "location.hash.includes('300000')")
    page.goto(f"{address}/index.html")
    page.goto(f"{address}/{OFFERS}")
    section = page.locator(".ckb-calculator")
    section.get_by_role("button", name="Answer for them").click()
    settled(section)
    assert field(section, "offer.base_usd").input_value() == "300000"
    assert shows(section, expected(section))
    page.evaluate("caches.open('careerkb-user-1')")
    answers = [False, True]

    def decide(dialog: Dialog) -> None:
        (dialog.accept if answers.pop() else dialog.dismiss)()

    answers.reverse()
    page.on("dialog", decide)
    section.get_by_role("button", name="Erase everything here").click()
    assert page.evaluate("localStorage.getItem('careerkb:x')") == "1"
    section.get_by_role("button", name="Erase everything here").click()
    section.get_by_text("is erased from this browser").wait_for()
    assert section.evaluate(STATE) == {}
    until(page, "!location.hash")
    assert page.evaluate("Object.keys(localStorage).filter((k) => /careerkb|other/.test(k))") == [
        "other"
    ]
    assert page.evaluate("caches.keys()") == []
    page.reload()
    assert not page.locator(".ckb-restored").is_visible()


@pytest.mark.parametrize(
    "query",
    [
        f"offer.base_usd={HOSTILE}",
        f"{HOSTILE}=1",
        f"offer.schedule={HOSTILE}&offer.bonus_fraction=15",
        "__proto__=1&constructor=2&offer.base_usd=-1",
        "offer.base_usd=%00%ff&offer.base_usd=1e999",
        "&".join(f"x{i}=1" for i in range(3_000)),
    ],
)
def test_a_hostile_address_is_refused(query: str, address: str, reader: BrowserContext) -> None:
    """It is named as wrong, becomes no markup, and the printed answer stays."""
    page = visit(reader, f"{address}/{OFFERS}#offers-answer?{query}")
    section = page.locator(".ckb-calculator")
    section.locator(".ckb-alert:not(:empty)").wait_for()
    assert "must" in section.locator(".ckb-alert").inner_text()
    assert page.evaluate("window.hit === undefined && !document.querySelector('article img')")
    assert section.locator(".ckb-headline").inner_text() == expected(section, {})["headline"]
    field(section, "offer.base_usd").fill("250000")
    field(section, "offer.bonus_fraction").fill("0.1")
    field(section, "offer.schedule").fill("5/15/40/40")
    settled(section)
    assert section.locator(".ckb-alert").inner_text() == ""
    assert shows(section, expected(section))


def test_a_hostile_file_is_refused(address: str, reader: BrowserContext, tmp_path: Path) -> None:
    """Not TOML, too long, names and values that are none; text in it is only ever text."""
    page = visit(reader, f"{address}/{WATERFALL}")
    section = calculator(page)
    file = tmp_path / "hostile.toml"
    for text, word in (
        (f"= {HOSTILE}", "must be TOML"),
        ("#" * 20_001, "at most 20000"),
        (f'"{HOSTILE}" = 1', "a key must be one of"),
        (f'share = "{HOSTILE}"', "share must be a number"),
        ("[[classes]]\n" * 30, "hostile.toml was not opened"),
    ):
        file.write_text(text, "utf-8")
        section.locator("input[type=file]").set_input_files(file)
        section.locator(".ckb-alert", has_text=word).wait_for()
        section.get_by_role("button", name="Reset").click()
    file.write_text(f'[[classes]]\nname = "{HOSTILE}"\ninvested_usd = 1e6\nshare = 0.1\n', "utf-8")
    section.locator("input[type=file]").set_input_files(file)
    section.get_by_text("Opened hostile.toml").wait_for()
    assert shows(section, expected(section))
    assert HOSTILE in section.locator(".ckb-result").inner_text()
    assert page.evaluate("window.hit === undefined && !document.querySelector('article img')")


def test_storage_that_was_tampered_with_is_refused(address: str, reader: BrowserContext) -> None:
    """What is no text by path is ignored; a wrong text is refused at its field."""
    page = visit(reader, f"{address}/{OFFERS}")
    for text in ("[", "[1]", "null", '"x"', '{"offer.base_usd": 5}', '{"x": "1"}'):
        page.evaluate("t => localStorage.setItem('careerkb:calculator:offers-answer', t)", text)
        page.reload()
        assert not page.locator(".ckb-restored").is_visible()
    text = '{"offer.clawback": "<img src=x onerror=window.hit=1>"}'
    page.evaluate("t => localStorage.setItem('careerkb:calculator:offers-answer', t)", text)
    page.reload()
    page.get_by_role("button", name="Answer for them").click()
    page.locator("#offers-answer-in-offer-clawback-error:visible").wait_for()
    assert page.evaluate("window.hit === undefined")


def test_what_is_typed_is_understood_and_said_again(address: str, reader: BrowserContext) -> None:
    """Beside its field, until it changes; an arrow key starts from what was understood."""
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    base, bonus = field(section, "offer.base_usd"), field(section, "offer.bonus_fraction")
    said = section.locator(".ckb-entry:has([name^='offer.b']) .ckb-read")
    for text in ("$310k", "310,000", "310 000 USD"):
        base.fill(text)
        said.filter(has_text="= 310,000 USD a year").wait_for()
        settled(section)
        assert shows(section, expected(section, {"offer.base_usd": "310000"}))
    base.press("ArrowUp")
    assert base.input_value() == "320000"
    bonus.fill("12 %")
    said.filter(has_text="= 12 %").wait_for()
    settled(section)
    assert said.filter(has_text="310,000").count() == 0
    state = {"offer.base_usd": "320000", "offer.bonus_fraction": "0.12"}
    assert shows(section, expected(section, state))
    base.fill("245.000")
    section.locator(".ckb-error", has_text="write 245000 if the point parts thousands").wait_for()


def test_a_message_stands_beside_its_field(address: str, reader: BrowserContext) -> None:
    """It is the library's own, is tied to the field, spoken once, and goes when it is mended."""
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    bonus = field(section, "offer.bonus_fraction")
    bonus.fill("15")
    message = section.locator("#offers-answer-in-offer-bonus-fraction-error")
    message.wait_for()
    assert message.inner_text() == expected(section)["errors"]["offer.bonus_fraction"]
    assert bonus.get_attribute("aria-invalid") == "true"
    assert message.get_attribute("id") in (bonus.get_attribute("aria-describedby") or "").split()
    assert "One input is not accepted" in section.get_by_role("alert").inner_text()
    assert section.locator(".ckb-headline").inner_text() == expected(section, {})["headline"]
    bonus.fill("0.2")
    settled(section)
    message.wait_for(state="hidden")
    assert bonus.get_attribute("aria-invalid") is None
    assert section.get_by_role("alert").inner_text() == ""
    assert shows(section, expected(section))
    section.locator("details.ckb-more > summary").first.click()
    field(section, "offer.layoff_probability").fill("20")
    section.locator("details.ckb-more > summary").first.click()
    section.locator("#offers-answer-in-offer-layoff-probability-error:visible").wait_for()


def test_the_keyboard_is_enough(address: str, reader: BrowserContext) -> None:
    """Open, change with arrow keys and digits, reset: no pointer at all."""
    page = visit(reader, f"{address}/{OFFERS}")
    page.locator(".ckb-panel > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "offer.base_usd"
    for key, text in (
        ("ArrowUp", "250000"),
        ("ArrowUp", "260000"),
        ("ArrowDown", "250000"),
        ("Shift+ArrowUp", "350000"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.value") == text
    section = page.locator(".ckb-calculator")
    settled(section)
    assert shows(section, expected(section))
    said = section.locator(".ckb-said", has_text=expected(section)["headline"])
    said.wait_for(state="attached")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Reset":
            break
    page.keyboard.press("Enter")
    assert section.evaluate(STATE) == {}
    section.get_by_text("All inputs are as printed").wait_for()


def test_a_fast_drag_never_queues(address: str, reader: BrowserContext) -> None:
    """One question at a time, far fewer than changes, and the last one is shown."""
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    page.evaluate(COUNT)
    base = field(section, "offer.base_usd")
    base.press("ArrowUp")
    settled(section)
    base.evaluate(
        "(f) => { for (let i = 0; i < 500; i += 1) {"
        " f.value = String(200000 + i); f.dispatchEvent(new Event('input', { bubbles: true })); } }"
    )
    settled(section)
    assert base.input_value() == "200499"
    assert shows(section, expected(section))
    assert page.evaluate("window.most") == 1
    assert page.evaluate("window.asked") <= 4


def test_reset_wins_over_an_answer_on_its_way(address: str, reader: BrowserContext) -> None:
    """What was asked before is not shown after."""
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    printed = section.locator(".ckb-result").inner_html()
    page.evaluate(COUNT)
    field(section, "offer.base_usd").press("ArrowUp")
    section.get_by_role("button", name="Reset").click()
    until(page, "window.asked === 1 && window.now === 0")
    section.locator(".ckb-result[aria-busy=false]").wait_for()
    assert section.locator(".ckb-result").inner_html() == printed


def test_the_table_stays_open(address: str, reader: BrowserContext) -> None:
    """A reader who looks at the numbers sees them change."""
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    section.get_by_text("The numbers as a table").click()
    field(section, "offer.base_usd").fill("250000")
    settled(section)
    assert section.locator(".ckb-table").is_visible()


def test_two_calculators_keep_to_themselves(address: str, reader: BrowserContext) -> None:
    """The address belongs to the last one moved; storage keeps both."""
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    field(section, "discount_rate").fill("0.1")
    settled(section)
    until(page, "localStorage.length > 0")
    page.goto(f"{address}/{WATERFALL}#somewhere")
    section = calculator(page)
    assert section.evaluate(STATE) == {}
    assert page.evaluate("location.hash") == "#somewhere"


@pytest.mark.parametrize("missing", ["WebAssembly", "Worker"])
def test_without_what_python_needs_the_answer_stays(
    missing: str, address: str, reader: BrowserContext
) -> None:
    """One plain sentence instead of a form that does nothing."""
    reader.add_init_script(f"delete window.{missing}")
    page = visit(reader, f"{address}/{OFFERS}")
    section = calculator(page)
    assert section.locator(".ckb-headline").is_visible()
    assert section.get_by_text("This browser cannot run Python").is_visible()
    assert section.locator("input:visible, button:visible").count() == 0


def test_without_scripts_the_page_is_complete(address: str, browser: Browser) -> None:
    """Headline, drawing and table are there; no form that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{OFFERS}")
    assert page.locator(".ckb-headline").is_visible()
    assert page.locator(".ckb-result svg:visible").count() == 1
    assert not page.locator(".ckb-form").is_visible()
    context.close()


WITH_A_MESSAGE = {OFFERS, "exits/chain.html", "exits/waterfall.html", "pay/tax.html"}
"""A record, many fields, rows, and plain fields: a message is the same element everywhere."""


@pytest.mark.parametrize("name", PAGES)
def test_an_open_form_can_be_read_by_everybody(name: str, address: str, browser: Browser) -> None:
    """No axe finding in the forms and no sideways scroll, wide and narrow, light and dark."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, service_workers="block")
    page.goto(f"{address}/{name}")
    for number in range(page.locator(FORMS).count()):
        section = calculator(page, number)
        for more in section.locator("details.ckb-more > summary").all():
            more.click()
        for add in section.get_by_role("button", name="Add one").all():
            add.click()
    views = [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]
    for width, scheme in views if name == OFFERS else views[:2]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator(".ckb-panel").first.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
        numbers = page.locator(".ckb-calculator input[data-step]:visible")
        if width == 390 and name in WITH_A_MESSAGE:
            numbers.first.fill("-1e18")
            page.locator(".ckb-error:visible").first.wait_for(timeout=60_000)
        found = Axe().run(page, context=".ckb-calculator").response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    page.close()
