"""Measure each noun's page on a phone: height, way to the first picture, share of reference.

`python tools/page_shape.py docs/_build/html` prints a line a page and the medians; a second folder
is an earlier build to compare with.
"""

import argparse
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from serve import server

ROOT = Path(__file__).parents[1]
WIDTH, TALL = 390, 900
SHAPE = """() => {
  const seen = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 0;
  const top = (one) => one.getBoundingClientRect().top + scrollY;
  const height = document.documentElement.scrollHeight;
  const pictures = [...document.querySelectorAll("article figure svg, article img")].filter(seen);
  const entries = [...document.querySelectorAll("article dl.py")].filter(
    (one) => seen(one) && !one.parentElement.closest("dl.py"));
  const tall = entries.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0);
  return [height, pictures.length ? top(pictures[0]) : null, tall / height];
}"""
"""Height of the page, distance of the first picture (or none), share of generated reference."""


def noun_pages(docs: Path) -> list[str]:
    """Name the pages that end in the reference of a module."""
    return sorted(
        str(page.relative_to(docs).with_suffix(""))
        for page in docs.glob("*/*.md")
        if "automodule::" in page.read_text("utf-8") and page.parent.name != "contributing"
    )


def shapes(folder: Path, chromium: str) -> dict[str, tuple[float, float | None, float]]:
    """Visit every noun's page of a built site."""
    found = {}
    with server(folder) as serving, sync_playwright() as playwright:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page: Page = browser.new_page(
            viewport={"width": WIDTH, "height": TALL}, service_workers="block"
        )
        for name in noun_pages(ROOT / "docs"):
            if (folder / f"{name}.html").exists():
                page.goto(f"http://127.0.0.1:{serving.server_port}/{name}.html")
                found[name] = tuple(page.evaluate(SHAPE))
        browser.close()
        serving.shutdown()
    return found


def main() -> None:
    """Print the measurements of one or two builds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    builds = [shapes(folder, options.chromium) for folder in options.folder]
    print(f"{'page':32}" + "  height  picture  reference" * len(builds))
    for name in builds[0]:
        cells = ""
        for found in builds:
            height, picture, share = found.get(name, (0, None, 0))
            shown = "none" if picture is None else f"{picture:,.0f}"
            cells += f"{height:8,.0f}{shown:>9}{share:11.0%}"
        print(f"{name:32}{cells}")
    for found in builds:
        heights, pictures, shares = zip(*found.values(), strict=True)
        ways = [one for one in pictures if one is not None]
        print(
            f"{len(found)} pages: median height {statistics.median(heights):,.0f},"
            f" first picture {statistics.median(ways):,.0f} (at most {max(ways):,.0f},"
            f" {len(ways)} pages have one), reference {statistics.median(shares):.0%}"
            f" (at most {max(shares):.0%})"
        )


if __name__ == "__main__":
    main()
