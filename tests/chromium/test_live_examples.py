"""Examples in the reader's browser: every one runs under Pyodide, and whatever goes wrong is said.

Run by `nox -s browser` against the built site. Node runs all examples of all pages, Chromium a
page of each chapter; the texts come from the pages as Chromium shows them, and are what Sybil
reads in their sources.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from node import replies
from playwright.sync_api import Browser, Page, Route, expect
from sybil.document import Document
from sybil.parsers.myst import PythonCodeBlockParser
from waiting import is_fault, open_code

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(
    str(page.relative_to(SITE).with_suffix(""))
    for page in SITE.rglob("*.html")
    if "_static" not in page.parts and 'class="example ' in page.read_text("utf-8")
)
CHAPTERS = {page.split("/")[0]: page for page in reversed(PAGES)}
PAGE = "pay/vesting"
BLOCKS = re.findall(r"^```python\n(.*?)^```", (DOCS / f"{PAGE}.md").read_text("utf-8"), re.M | re.S)
REFUSAL = next(number for number, block in enumerate(BLOCKS) if "Traceback" in block)
"""A page with several examples, and the number of the one that shows an error on purpose."""
TEXTS = "[...document.querySelectorAll('div.example pre')].map((block) => block.textContent)"
GOOD = re.compile(
    r"^✓ (All \d+ results as printed|The result as printed|Done; it prints nothing)\.$"
)

Visit = Callable[..., Page]


@pytest.fixture
def visit(address: str, browser: Browser) -> Iterator[Visit]:
    """Open pages; at the end nothing may have gone wrong or elsewhere in any of them."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    wrong: list[str] = []
    context.on(
        "request", lambda r: None if r.url.startswith((address, "data:")) else wrong.append(r.url)
    )
    context.on("console", lambda m: wrong.append(m.text) if is_fault(m) else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))

    def opened(name: str = PAGE, script: str = "") -> Page:
        page = context.new_page()
        page.set_default_timeout(60_000)
        if script:
            page.add_init_script(script)
        page.goto(f"{address}/{name}.html")
        if not name.startswith("contributing/"):  # whose examples stand in the text
            open_code(page)
        return page

    yield opened
    context.close()
    assert wrong == []


def press(page: Page, name: str, number: int) -> None:
    """Press a button of an example, counted from zero."""
    page.get_by_role("button", name=f"{name} example {number + 1}", exact=True).click()


def says(page: Page, number: int, text: str | re.Pattern[str]) -> None:
    """Wait until the line beside an example says so."""
    expect(page.locator(".live-bar output").nth(number)).to_have_text(text, timeout=60_000)


def write(page: Page, number: int, code: str) -> None:
    """Open the editor of an example, replace the code and run it with the keyboard."""
    press(page, "Edit", number)
    editor = page.get_by_role("textbox", name=f"Code of example {number + 1}", exact=True)
    editor.fill(code)
    editor.press("Control+Enter")


def printed(page: Page, number: int) -> str:
    """Give what stands below an example."""
    return page.locator(".live-printed").nth(number).inner_text()


@pytest.fixture(scope="module")
def texts(address: str, browser: Browser) -> dict[str, list[str]]:
    """Read the texts of the examples of each page."""
    page, found = browser.new_page(service_workers="block"), {}
    for name in PAGES:
        page.goto(f"{address}/{name}.html")
        found[name] = page.evaluate(TEXTS)
    page.close()
    return found


@pytest.fixture(scope="module")
def answers(texts: dict[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """Run every example of every page in Node, each page a namespace of its own."""
    asked: list[tuple[str, dict[str, Any]]] = []
    for blocks in texts.values():
        asked.append(("reset", {}))
        asked += [("run", {"blocks": blocks, "number": n}) for n in range(len(blocks))]
    made = iter(replies(SITE, asked))
    found = {}
    for name, blocks in texts.items():
        next(made)  # of the reset
        found[name] = [next(made) for _ in blocks]
    return found


def sybils(name: str) -> list[tuple[str, str]]:
    """List source and result of the examples that Sybil runs in the source of a page."""
    text = (DOCS / f"{name}.md").read_text("utf-8")
    samples = re.compile(r"^(`{4,})\w+\n.*?^\1$", flags=re.MULTILINE | re.DOTALL)
    document = Document(samples.sub(lambda m: "\n" * m[0].count("\n"), text), name)
    for region in PythonCodeBlockParser()(document):
        document.add(region)
    return [(e.region.parsed.source, e.region.parsed.want) for e in document.examples()]


def test_there_are_examples_in_every_chapter() -> None:
    """A site without the scripts would have nothing to check."""
    assert len(PAGES) >= 25
    assert len(CHAPTERS) >= 9


@pytest.mark.parametrize("name", PAGES)
def test_what_runs_in_the_page_is_what_sybil_ran(
    name: str, answers: dict[str, list[dict[str, Any]]]
) -> None:
    """Same sources and same results, in the same order; then come those of the reference."""
    ran = [(r["source"], r["want"]) for made in answers[name] for r in made["results"]]
    tested = sybils(name)
    assert ran[: len(tested)] == tested


@pytest.mark.parametrize("name", PAGES)
def test_every_example_prints_what_the_page_says(
    name: str, answers: dict[str, list[dict[str, Any]]]
) -> None:
    """In Python 3.14 under Pyodide, expected errors included."""
    results = [result for made in answers[name] for result in made["results"]]
    assert [result for result in results if not result["same"]] == []
    assert not any(made["stopped"] for made in answers[name])


@pytest.mark.parametrize("name", CHAPTERS.values())
def test_run_says_that_the_results_are_as_printed(name: str, visit: Visit) -> None:
    """Every example of a page of each chapter, from the last to the first."""
    page = visit(name)
    for number in reversed(range(page.locator("div.example").count())):
        press(page, "Run", number)
        says(page, number, GOOD)
        assert printed(page, number) == ""


def test_nothing_of_python_is_loaded_before_the_reader_asks(visit: Visit) -> None:
    """And then with its size."""
    page = visit()
    loaded: list[str] = []
    page.on("request", lambda r: loaded.append(r.url))
    page.reload(wait_until="networkidle")
    open_code(page)
    assert not [url for url in loaded if "pyodide" in url or "worker" in url]
    says(page, 0, "Runs in your browser, sends nothing.")
    page.evaluate(
        "() => { window.heard = []; window.careerkb.python.addEventListener('progress',"
        " (e) => heard.push(document.querySelector('.live-bar output').textContent)); }"
    )
    press(page, "Run", 0)
    says(page, 0, GOOD)
    heard = page.evaluate("heard.join('|')")
    assert re.search(r"Loading Python, \d+ MB, once…", heard)
    assert any("pyodide.asm.wasm" in url for url in loaded)
    expect(page.locator(".live-bar progress").first).to_be_hidden()


def test_an_expected_error_is_a_result(visit: Visit) -> None:
    """The page shows it on purpose."""
    page = visit()
    assert "ValueError" in page.locator("div.example").nth(REFUSAL).inner_text()
    press(page, "Run", REFUSAL)
    says(page, REFUSAL, "✓ The result as printed.")


def test_edited_code_runs_and_an_error_begins_at_its_line(visit: Visit) -> None:
    """Values are echoed; the traceback has no line of ours."""
    page = visit()
    write(page, 0, "from careerkb.pay.schedules import schedule\n6 * 7\n\nschedule(name='none')")
    says(page, 0, "Ended by an error.")
    said = printed(page, 0)
    assert said.startswith("42\n")
    assert 'File "<example 1>", line 4, in <module>' in said
    assert "ValueError: name must be yearly percentages" in said
    assert said.count("File") == 1


def test_the_editor_has_the_code_without_prompts_and_reset_restores(visit: Visit) -> None:
    """The page is as it was, with the focus where it was."""
    page = visit()
    press(page, "Edit", 0)
    code = page.locator("textarea").input_value()
    assert code.startswith("from careerkb.pay.vesting import vested_fraction\nfrom careerkb.pay.")
    assert ">>>" not in code
    assert "48 100%" not in code
    page.locator("textarea").fill("1")
    press(page, "Reset", 0)
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.locator("div.example").first).to_be_visible()
    expect(page.get_by_role("button", name="Edit example 1", exact=True)).to_be_focused()


def test_a_change_above_marks_what_it_changes(visit: Visit) -> None:
    """The next example, itself not edited, gives another result."""
    page = visit("work/publication")
    texts = page.evaluate(TEXTS)
    assert "as printed" not in page.locator(".live-bar output").nth(1).inner_text()
    broken = "import careerkb.work.publication as module\nmodule.chance_of_at_least_one = lambda **_: 0.5"
    write(page, 0, broken)
    says(page, 0, "✓ Done; it prints nothing.")
    changed = next(i for i, text in enumerate(texts) if i and "chance_of_at_least_one(" in text)
    press(page, "Run", changed)
    says(page, changed, re.compile("changed"))
    assert "Changed:" in printed(page, changed)
    press(page, "Reset", 0)


def test_an_error_above_is_named(visit: Visit) -> None:
    """Which example to mend."""
    page = visit()
    write(page, 0, "oops")
    says(page, 0, "Ended by an error.")
    press(page, "Run", 2)
    says(page, 2, "Example 1, above, ends with an error: mend or reset it first.")


def test_an_endless_loop_can_be_stopped(visit: Visit) -> None:
    """It is said, and the page goes on."""
    page = visit()
    write(page, 0, "while True: pass")
    says(page, 0, "Running…")
    press(page, "Stop", 0)
    says(page, 0, "Stopped by you. Run starts anew.")
    press(page, "Reset", 0)
    press(page, "Run", 0)
    says(page, 0, GOOD)


def test_all_of_it_works_with_the_keyboard(visit: Visit) -> None:
    """Tab, Enter, typing with indents, Ctrl+Enter, Escape."""
    page = visit()
    run = page.get_by_role("button", name="Run example 1", exact=True)
    page.locator("div.example pre").first.focus()
    page.keyboard.press("Tab")
    expect(run).to_be_focused()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    says(page, 0, GOOD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    editor = page.locator("textarea")
    expect(editor).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Edit example 1", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("for i in range(2):\ni + 40")
    assert editor.input_value() == "for i in range(2):\n    i + 40"
    page.keyboard.press("Control+Enter")
    says(page, 0, "✓ Done.")
    assert printed(page, 0).split() == ["40", "41"]
    page.keyboard.press("Escape")
    expect(run).to_be_focused()


def test_a_worker_that_dies_is_reported_and_replaced(visit: Visit) -> None:
    """One sentence; the next run starts anew."""
    page = visit()
    write(
        page, 0, "from js import Error, reportError, setTimeout\nreportError(Error.new('killed'))"
    )
    says(page, 0, "Python broke down here; the next try starts it anew.")
    press(page, "Reset", 0)
    press(page, "Run", 0)
    says(page, 0, GOOD)


@pytest.mark.parametrize(("name", "word"), [("WebAssembly", "WebAssembly"), ("Worker", "workers")])
def test_a_browser_that_cannot_is_told_so(name: str, word: str, visit: Visit) -> None:
    """One plain sentence beside the block."""
    page = visit(script=f"delete window.{name};")
    press(page, "Run", 0)
    says(page, 0, f"This browser has no {word}, so Python cannot run here.")
    press(page, "Edit", 0)
    press(page, "Reset", 0)


@pytest.mark.parametrize(
    "lost", ["pyodide.asm.wasm", "careerkb.zip", "worker.mjs", "manifest.json"]
)
def test_a_part_that_does_not_arrive_is_reported(lost: str, address: str, browser: Browser) -> None:
    """One plain sentence, and a later try works."""
    page = browser.new_page(service_workers="block")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def refuse(route: Route) -> None:
        route.abort()

    page.goto(f"{address}/{PAGE}.html")
    open_code(page)
    page.context.route(f"**/{lost}", refuse)
    press(page, "Run", 0)
    says(page, 0, "Python could not be loaded. The page is complete without it.")
    page.context.unroute(f"**/{lost}", refuse)
    press(page, "Run", 0)
    says(page, 0, GOOD)
    assert faults == []
    page.context.close()


def test_text_of_the_reader_is_never_markup(visit: Visit) -> None:
    """Neither what is typed nor what is printed."""
    page = visit()
    write(page, 0, "print('<img src=x onerror=window.hit=1>')\nraise ValueError('<b>no</b>')")
    says(page, 0, "Ended by an error.")
    assert "<img src=x" in printed(page, 0)
    assert page.locator(".live-printed img, .live-printed b").count() == 0


def test_from_a_folder_one_sentence_says_how_to_serve_it(browser: Browser) -> None:
    """Once a page, and no buttons."""
    page = browser.new_page(service_workers="block")
    page.goto((SITE / f"{PAGE}.html").as_uri())
    open_code(page)
    note = page.locator(".live-note")
    expect(note).to_have_count(1)
    expect(note).to_be_visible()
    expect(note).to_contain_text("python -m http.server")
    expect(page.locator(".live-bar")).to_have_count(0)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_read_it_while_it_is_used(
    width: int, scheme: str, address: str, browser: Browser
) -> None:
    """Editor, output, error and changed results: no axe finding and no sideways scroll."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, service_workers="block"
    )
    page.goto(f"{address}/{PAGE}.html")
    open_code(page)
    write(page, 0, "from careerkb.pay.schedules import schedule\nprint('x' * 500)\nschedule()")
    says(page, 0, "Ended by an error.")
    press(page, "Run", 1)
    says(page, 1, re.compile("above"))
    page.evaluate("scrollTo(0, 0)")  # the theme's way back to the top is in no landmark
    expect(page.locator(".back-to-top")).to_be_hidden()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
