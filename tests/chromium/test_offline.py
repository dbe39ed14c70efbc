"""The site when the network is gone, and under the policy that a host should send."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from serve import server
from waiting import open_code, until

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))


@pytest.fixture
def serving() -> Iterator[ThreadingHTTPServer]:
    """Serve the site, headers included, on a server that a test may stop."""
    with server(SITE) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield one
        one.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile."""
    made = browser.new_context()
    made.set_default_timeout(60_000)
    yield made
    made.close()


def address(serving: ThreadingHTTPServer) -> str:
    """Say where the site is."""
    return f"http://127.0.0.1:{serving.server_port}"


def settled(page: Page) -> None:
    """Wait until the service worker has stored the site and taken over the page."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "navigator.serviceWorker.controller !== null")


def stop(serving: ThreadingHTTPServer) -> None:
    """Take the network away: the server is gone and its port is closed."""
    serving.shutdown()
    serving.server_close()


@pytest.fixture
def silence(serving: ThreadingHTTPServer) -> Iterator[Callable[[bytes], None]]:
    """Let the network accept whatever is asked, say a few bytes, and then nothing for ever."""
    port, ended = serving.server_port, threading.Event()
    held: list[socket.socket] = []

    def answer(listener: socket.socket, words: bytes) -> None:
        while not ended.is_set():
            try:
                held.append(listener.accept()[0])
                held[-1].sendall(words)
            except OSError:
                continue

    def begin(words: bytes) -> None:
        stop(serving)
        listener = socket.create_server(("127.0.0.1", port))
        listener.settimeout(0.2)
        held.append(listener)
        threading.Thread(target=answer, args=(listener, words), daemon=True).start()

    yield begin
    ended.set()
    for one in held:
        one.close()


def run_first(page: Page) -> None:
    """Run the first example and see that it prints what the page says."""
    open_code(page)
    page.get_by_role("button", name="Run example 1", exact=True).click()
    expect(page.locator(".live-bar output").first).to_contain_text("as printed", timeout=60_000)


def test_a_page_not_seen_before_opens_without_a_network(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """One visit to the home page is enough for any page, its styles and its drawings."""
    page = context.new_page()
    page.goto(address(serving))
    settled(page)
    stop(serving)
    page.goto(f"{address(serving)}/exits/waterfall.html")
    expect(page.locator("h1")).to_contain_text("Liquidation preferences")
    expect(page.locator("svg.chart, figure svg").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.sidebar-drawer')).display")


def test_search_works_without_a_network(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """The index is kept with the pages."""
    page = context.new_page()
    page.goto(address(serving))
    settled(page)
    stop(serving)
    page.goto(f"{address(serving)}/search.html?q=clawback")
    expect(page.locator("#search-results li a").first).to_be_visible()


@pytest.mark.parametrize(
    "words",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<h1>Ha"],
    ids=["from the start", "in the middle"],
)
def test_the_kept_page_opens_when_the_network_falls_silent(
    words: bytes,
    serving: ThreadingHTTPServer,
    context: BrowserContext,
    silence: Callable[[bytes], None],
) -> None:
    """Within four seconds, styles and drawings included."""
    page = context.new_page()
    page.goto(address(serving))
    settled(page)
    silence(words)
    since = time.monotonic()
    page.goto(f"{address(serving)}/pay/tax.html", wait_until="load", timeout=30_000)
    assert time.monotonic() - since < 4
    expect(page.locator("h1")).to_contain_text("What tax leaves")
    assert page.evaluate("getComputedStyle(document.querySelector('.sidebar-drawer')).display")


def test_examples_run_without_a_network(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """After one use of Python on one page, a page never opened runs its own example."""
    page = context.new_page()
    page.goto(address(serving))
    settled(page)
    page.goto(f"{address(serving)}/pay/vesting.html")
    run_first(page)
    stop(serving)
    page.goto(f"{address(serving)}/pay/clawback.html")
    run_first(page)


def test_an_upgrade_leaves_nothing_of_the_old_version(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """Caches of other versions are deleted when the worker takes over; foreign ones stay."""
    page = context.new_page()
    page.goto(f"{address(serving)}/objects.inv.html", wait_until="commit")
    page.evaluate(
        "Promise.all(['careerkb-site-old', 'other'].map((name) => caches.open(name)))"
        ".then(() => true)"
    )
    page.goto(address(serving))
    settled(page)
    names = page.evaluate("caches.keys()")
    assert "careerkb-site-old" not in names
    assert "other" in names
    assert sum(name.startswith("careerkb-site-") for name in names) == 1


def test_a_page_is_fresh_while_there_is_a_network(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """The worker asks the network first: what the server changes is what the reader sees."""
    page = context.new_page()
    page.goto(address(serving))
    settled(page)
    changed = "<!doctype html><title>new</title><h1>Changed today</h1>"
    context.route(
        "**/pay/tax.html", lambda route: route.fulfill(body=changed, content_type="text/html")
    )
    page.goto(f"{address(serving)}/pay/tax.html")
    expect(page.locator("h1")).to_have_text("Changed today")


def test_the_policy_forbids_inline_code_and_foreign_hosts(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """The header is sent, and Chromium obeys it."""
    page = context.new_page()
    response = page.goto(f"{address(serving)}/pay/vesting.html")
    assert response is not None
    sent = response.headers["content-security-policy"]
    assert "'unsafe-inline'" not in sent
    assert "'unsafe-eval'" not in sent
    refused = page.evaluate(
        """() => new Promise((done) => {
          addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'window.intruder = true';
          document.body.append(script);
        })"""
    )
    assert refused.startswith("script-src")
    assert page.evaluate("window.intruder") is None
    blocked = "fetch('http://127.0.0.2:9/').then(() => 'sent', () => 'refused')"
    assert page.evaluate(blocked) == "refused"


def test_nothing_breaks_under_the_policy(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """Pages with examples, drawings and forms raise no violation, and Python runs."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda r: wrong.append(r.url) if r.status >= 400 else None)
    for name in ("index", "pay/comparison", "evidence/claims", "everything"):
        page.goto(f"{address(serving)}/{name}.html")
    page.goto(f"{address(serving)}/pay/vesting.html")
    run_first(page)
    assert wrong == []


def test_readers_code_cannot_reach_another_host(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """Python can reach JavaScript, and the policy of the worker still keeps it here."""
    page = context.new_page()
    page.goto(f"{address(serving)}/pay/vesting.html")
    open_code(page)
    page.get_by_role("button", name="Edit example 1", exact=True).click()
    editor = page.locator("textarea").first
    editor.fill(
        "import js\n"
        "from pyodide.ffi import run_sync\n"
        "js.fetch('http://127.0.0.2:9/').then(lambda _: None)\n"
        "js.eval('1')"
    )
    editor.press("Control+Enter")
    expect(page.locator(".live-printed").first).to_contain_text("EvalError", timeout=60_000)


def test_a_script_that_a_page_brings_does_not_run(
    serving: ThreadingHTTPServer, context: BrowserContext
) -> None:
    """Put into a page as a contribution would, and stopped by the policy that the host sends."""
    page = context.new_page()

    def with_script(route: Route) -> None:
        response = route.fetch()
        script = "<script>document.body.dataset.stolen = 'yes'</script><h1"
        route.fulfill(response=response, body=response.text().replace("<h1", script, 1))

    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route("**/pay/index.html", with_script)
    page.goto(f"{address(serving)}/pay/index.html")
    assert page.locator("script:not([src])").count() == 2
    assert page.evaluate("document.body.dataset.stolen ?? null") is None
    assert any("Content Security Policy" in message for message in said)
