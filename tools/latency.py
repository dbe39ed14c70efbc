"""Measure how long a calculator takes from a change of an input until the new answer stands there.

``python tools/latency.py docs/_build/html`` opens every page with a calculator in Chromium, starts
Python and changes the first number 300 times; it prints median, 95th percentile and maximum in
milliseconds for each page and for all of them. Where there is no number, a choice is changed.
"""

import argparse
import shutil
import statistics
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from serve import server

WARM_UP = 20
CHANGE = """async (times) => {
  const form = document.querySelector(".ckb-form");
  const field = form.querySelector("input[data-step]") || form.querySelector("select");
  const result = form.closest(".ckb-calculator").querySelector(".ckb-result");
  const usual = Number(field.value), count = field.options?.length, taken = [];
  const next = (i) => count ? field.options[i % count].value
    : field.inputMode === "numeric" ? usual + 1 + (i % 5) : usual * (1.01 + (i % 50) / 100);
  for (let i = 1; i <= times; i += 1) {
    const changed = new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (result.getAttribute("aria-busy") === "true") return;
        watch.disconnect();
        done(performance.now());
      });
      watch.observe(result, { attributes: true });
    });
    field.value = String(next(i));
    const start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    taken.push((await changed) - start);
    await new Promise((done) => setTimeout(done, 20));
  }
  return taken;
}"""
"""Change one input so often and give the milliseconds until it was answered, each time."""


def row(name: str, taken: list[float]) -> str:
    """Write one line of the table."""
    late = sorted(taken)[int(0.95 * len(taken))]
    middle = statistics.median(taken)
    return f"{name:28} median {middle:5.1f}  95th {late:5.1f}  most {max(taken):5.1f} ms"


def main() -> None:
    """Print one line a page, then one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=Path("docs/_build/html"))
    parser.add_argument("--page", help="measure one page, such as pay/offers")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--times", type=int, default=300)
    options = parser.parse_args()
    found = sorted(f for f in options.site.rglob("*.html") if '"ckb-form"' in f.read_text("utf-8"))
    names = [f.relative_to(options.site).with_suffix("").as_posix() for f in found]
    every: list[float] = []
    with server(options.site) as serving, sync_playwright() as playwright:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in [options.page] if options.page else names:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{serving.server_port}/{name}.html")
            page.locator(".ckb-panel > summary").first.click()
            page.evaluate(CHANGE, WARM_UP)  # Python starts
            taken = page.evaluate(CHANGE, options.times)
            print(row(name, taken), flush=True)
            every += taken
            page.close()
        print(row("all", every))
        browser.close()
        serving.shutdown()


if __name__ == "__main__":
    main()
