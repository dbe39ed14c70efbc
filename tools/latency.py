"""Measure how long a calculator takes from a change of an input until the new answer stands there.

``python tools/latency.py [folder of the site]`` opens the built site in Chromium, waits until
Python runs, changes the first number 300 times and prints median, 95th percentile and maximum in
milliseconds for each page.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import statistics
import sys
import threading

from playwright.sync_api import sync_playwright

PAGES = ("pay/offers", "pay/vesting", "exits/equity", "exits/waterfall", "interviews/loops")
RUN = """async (times) => {
  const field = document.querySelector(".ckb-form input[type=number]");
  const result = document.querySelector(".ckb-result");
  const usual = Number(field.value);
  const whole = field.step === "1";
  const taken = [];
  for (let i = 0; i < times; i += 1) {
    const changed = new Promise((done) => {
      const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
      watch.observe(result, { childList: true });
    });
    const start = performance.now();
    field.value = String(whole ? usual + 1 + (i % 5) : usual * (1.01 + (i % 50) / 100));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    taken.push((await changed) - start);
    await new Promise((done) => setTimeout(done, 20));
  }
  return taken;
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def main(site: str, times: int = 300) -> None:
    """Print one line a page."""
    handler = functools.partial(_Quiet, directory=site)
    chromium = shutil.which("chromium")
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        for name in PAGES:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/{name}.html")
            page.locator(".ckb-panel > summary").first.click()
            page.evaluate(RUN, 20)  # Python starts and warms up
            taken = sorted(page.evaluate(RUN, times))
            late = taken[int(0.95 * len(taken))]
            middle = statistics.median(taken)
            print(f"{name:20} median {middle:5.1f}  95th {late:5.1f}  most {taken[-1]:5.1f} ms")
            page.close()
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "docs/_build/html")
