"""A new release while a reader reads the old one: page, package and runtime stay of one release."""

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from serve import server
from waiting import open_code

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
EXAMPLES, OFFERS = "pay/vesting.html", "pay/offers.html"
NEW_RUNTIME, NEW_RELEASE = "0123456789abcdef", "fedcba9876543210"


class Host:
    """A host that has one release of the site at a time, and says nothing of caching."""

    def __init__(self, folder: Path) -> None:
        """Put the built site on line."""
        self.old, self.new = folder / "old", folder / "new"
        shutil.copytree(SITE, self.old, copy_function=os.link)
        shutil.copytree(SITE, self.new, copy_function=os.link)
        self._rename(self.new / "_static/live")
        self.online = folder / "online"
        self.online.symlink_to(self.old)

    def _rename(self, live: Path) -> None:
        """Make a release with another runtime out of a copy."""
        manifest = json.loads((live / "manifest.json").read_text("utf-8"))
        names = {manifest["runtime"]: NEW_RUNTIME, manifest["version"]: NEW_RELEASE}
        for room, name in (("pyodide", manifest["runtime"]), ("release", manifest["version"])):
            (live / room / name).rename(live / room / names[name])
        for file in self.new.rglob("*"):
            if file.suffix not in {".html", ".json", ".mjs", ".js"}:
                continue
            text = changed = file.read_text("utf-8")
            for before, after in names.items():
                changed = changed.replace(before, after)
            if changed != text:
                file.unlink()  # a link to the old one
                file.write_text(changed, "utf-8")

    def release(self) -> None:
        """Put the new release on line; nothing of the old one is left."""
        self.online.unlink()
        self.online.symlink_to(self.new)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """Give two releases."""
    return Host(tmp_path)


@pytest.fixture
def home(host: Host) -> Iterator[str]:
    """Serve whichever is on line."""
    with server(host.online) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{one.server_port}"
        one.shutdown()


def run_first(page: Page) -> None:
    """Run the first example."""
    open_code(page)
    page.get_by_role("button", name="Run example 1", exact=True).click()
    expect(page.locator(".live-bar output").first).to_contain_text("as printed", timeout=60_000)


def release_of(page: Page) -> str:
    """Say which release the page is of."""
    address = page.locator("script[src*='live/python.js']").get_attribute("src") or ""
    return address.partition("?v=")[2]


def test_every_address_of_python_names_what_stands_there(home: str, reader: BrowserContext) -> None:
    """No cache can hand out one release's package with another's runtime."""
    page = reader.new_page()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}/{EXAMPLES}")
    run_first(page)
    live = [url.partition("/_static/live/")[2] for url in asked if "/_static/live/" in url]
    python = [name for name in live if not name.endswith(".css") and "?v=" not in name]
    assert len(python) >= 7
    for name in python:
        assert re.match(r"(pyodide|release)/[0-9a-f]{16}/", name), name


def test_a_tab_of_the_old_release_loads_itself_anew(
    host: Host, home: str, reader: BrowserContext
) -> None:
    """What was typed is still there, what was asked is answered, and nobody had to reload."""
    page = reader.new_page()
    page.goto(f"{home}/{EXAMPLES}")
    old = release_of(page)
    open_code(page)
    page.get_by_role("button", name="Edit example 2", exact=True).click()
    page.get_by_role("textbox", name="Code of example 2").fill("print(6 * 7)")
    page.evaluate("window.careerkb.python.stop()")  # not yet asked for, or already there
    host.release()
    page.get_by_role("textbox", name="Code of example 2").press("Control+Enter")
    expect(page.locator(".live-printed").nth(1)).to_have_text("42", timeout=60_000)
    assert release_of(page) == NEW_RELEASE != old
    assert page.get_by_role("textbox", name="Code of example 2").input_value() == "print(6 * 7)"


def test_a_calculator_of_the_old_release_answers_in_the_new_one(
    host: Host, home: str, reader: BrowserContext
) -> None:
    """The inputs come along."""
    page = reader.new_page()
    page.goto(f"{home}/{OFFERS}")
    host.release()
    section = page.locator(".ckb-calculator").first
    section.locator(".ckb-panel > summary").click()
    section.locator("[name='offer.base_usd']").fill("251234")
    expect(page.locator("script[src*='live/python.js']")).to_have_attribute(
        "src", re.compile(NEW_RELEASE), timeout=60_000
    )
    section.locator(".ckb-result[aria-busy=false]").wait_for()
    assert section.locator("[name='offer.base_usd']").input_value() == "251234"
    assert "ckb-sample" not in (section.get_attribute("class") or "")


def test_a_page_that_stays_old_says_so_once(host: Host, home: str, reader: BrowserContext) -> None:
    """Where something on the way keeps the old page, it is not loaded over and over."""
    page = reader.new_page()
    old = (host.old / EXAMPLES).read_text("utf-8")
    loads: list[str] = []

    def keep(route: Route) -> None:
        loads.append(route.request.url)
        route.fulfill(body=old, content_type="text/html")

    page.route(f"**/{EXAMPLES}", keep)
    page.goto(f"{home}/{EXAMPLES}")
    host.release()
    open_code(page)
    page.get_by_role("button", name="Run example 1", exact=True).click()
    said = page.locator(".live-bar output").first
    expect(said).to_contain_text("of an older release", timeout=60_000)
    assert len(loads) == 2
