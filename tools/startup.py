"""Measure how soon Python answers in the browser, against Pyodide as npm ships it, in one run.

`python tools/startup.py docs/_build/html` (with the packages of `constraints/browser.txt`). Cold is
an empty browser profile, warm a new page in the same one. Rounds alternate, because machines drift.
"""

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from serve import server

PAGE = "pay/vesting.html"


def first_answer(context: BrowserContext, address: str) -> float:
    """Give the seconds from the click on Run to the result of the first example."""
    page = context.new_page()
    page.goto(f"{address}/{PAGE}", wait_until="load")
    started = time.perf_counter()
    page.get_by_role("button", name="Run example 1", exact=True).click()
    said = page.locator(".live-bar output").first
    expect(said).to_contain_text("as printed", timeout=60_000)
    seconds = time.perf_counter() - started
    page.close()
    return seconds


def rounds(browser: Browser, addresses: dict[str, str], count: int) -> dict[str, list[float]]:
    """Measure both sites in turn, cold and then warm."""
    found: dict[str, list[float]] = {}
    for _ in range(count):
        for name, address in addresses.items():
            context = browser.new_context(service_workers="block")
            for state in ("cold", "warm"):
                found.setdefault(f"{name}, {state}", []).append(first_answer(context, address))
            context.close()
    return found


def main() -> None:
    """Print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=Path("docs/_build/html"))
    parser.add_argument("--shipped", type=Path, required=True, help="npm's python_stdlib.zip")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        other = Path(work) / "site"
        shutil.copytree(options.site, other)
        shutil.copy(options.shipped, other / "_static/live/pyodide/python_stdlib.zip")
        servers = {"ours": server(options.site), "as shipped": server(other)}
        for one in servers.values():
            threading.Thread(target=one.serve_forever, daemon=True).start()
        addresses = {n: f"http://127.0.0.1:{one.server_port}" for n, one in servers.items()}
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        found = rounds(browser, addresses, options.rounds)
        browser.close()
        for one in servers.values():
            one.shutdown()
    for name, times in found.items():
        print(f"{name:18} {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})")
    for state in ("cold", "warm"):
        ours, shipped = (statistics.median(found[f"{n}, {state}"]) for n in servers)
        print(f"{state}: {ours / shipped:.2f} of the time as shipped")


if __name__ == "__main__":
    main()
