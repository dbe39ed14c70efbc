"""Measure how soon Python answers in the browser, against Pyodide as npm ships it, in one run.

`python tools/startup.py docs/_build/html` (with the packages of `constraints/browser.txt`). Cold is
an empty browser profile, warm each of three more pages in the same one, as on a reader's way
through the site. Rounds alternate, because machines drift.
"""

import argparse
import shutil
import statistics
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, sync_playwright
from serve import server

PAGE = "pay/vesting.html"
READING_MS = 2_000
"""How long a reader stays on a page; the browser uses it to keep what it compiled."""
RUN = """() => new Promise((resolve, reject) => {
  const said = document.querySelector(".live-bar output"), since = performance.now();
  new MutationObserver(() => {
    if (said.textContent.includes("as printed")) resolve((performance.now() - since) / 1e3);
    else if (!/Python|Running/.test(said.textContent)) reject(new Error(said.textContent));
  }).observe(said, { childList: true, characterData: true, subtree: true });
  document.querySelector(".live-bar button").click();
})"""
"""Run the first example and give the seconds until its result is there, by the page's own clock."""


def first_answer(context: BrowserContext, address: str) -> float:
    """Give the seconds from the click on Run to the result of the first example."""
    page = context.new_page()
    page.goto(f"{address}/{PAGE}", wait_until="load")
    seconds: float = page.evaluate(RUN)
    page.wait_for_timeout(READING_MS)
    page.close()
    return seconds


def rounds(
    chromium: BrowserType, program: str, addresses: dict[str, str], count: int
) -> dict[str, list[float]]:
    """Measure both sites in turn, cold and then warm, each time with a new profile on disk."""
    found: dict[str, list[float]] = {}
    for _ in range(count):
        for name, address in addresses.items():
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
                context = chromium.launch_persistent_context(
                    profile,
                    executable_path=program,
                    args=["--no-sandbox", "--disable-gpu"],
                    service_workers="block",
                )
                for state in ("cold", "warm", "warm", "warm"):
                    seconds = first_answer(context, address)
                    found.setdefault(f"{name}, {state}", []).append(seconds)
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
        [library] = other.glob("_static/live/pyodide/*/python_stdlib.zip")
        shutil.copy(options.shipped, library)
        servers = {"ours": server(options.site), "as shipped": server(other)}
        for one in servers.values():
            threading.Thread(target=one.serve_forever, daemon=True).start()
        addresses = {n: f"http://127.0.0.1:{one.server_port}" for n, one in servers.items()}
        found = rounds(playwright.chromium, options.chromium, addresses, options.rounds)
        for one in servers.values():
            one.shutdown()
    for name, times in found.items():
        print(f"{name:18} {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})")
    for state in ("cold", "warm"):
        ours, shipped = (statistics.median(found[f"{n}, {state}"]) for n in servers)
        print(f"{state}: {ours / shipped:.2f} of the time as shipped")


if __name__ == "__main__":
    main()
