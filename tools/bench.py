"""Measure the building of generated sites, with and without the handbook's navigation.

`nox -s bench` prints the table; `nox -s bench -- 200 2000` names the sizes, and `--whole-up-to 500`
the largest site that is also built with the theme's own navigation, whose time grows as the square.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from generated_site import build, write_site

KINDS = {"current chapter": "careerkb.site.navigation", "whole tree": ""}


def measure(sizes: list[int], whole_up_to: int) -> Iterator[tuple[str, int, float, int]]:
    """Build each site once: kind of navigation, pages, seconds, entries on the last page."""
    for size in sizes:
        for kind, extension in KINDS.items():
            if not extension and size > whole_up_to:
                continue
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                write_site(folder, pages=size, chapters=10)
                started = time.perf_counter()
                site = build(folder, extension=extension)
                seconds = time.perf_counter() - started
                last = max(site.rglob("page*.html")).read_text("utf-8")
                entries = BeautifulSoup(last, "html.parser").select(".sidebar-tree li")
                yield kind, size, seconds, len(entries)


def main() -> None:
    """Print a line a site and the ratio of the largest to the smallest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[200, 2000])
    parser.add_argument("--whole-up-to", type=int, default=2000)
    options = parser.parse_args()
    print(f"{'navigation':16} {'pages':>6} {'seconds':>8} {'pages/s':>8} {'entries':>8}")
    times: dict[str, dict[int, float]] = {}
    for kind, size, seconds, entries in measure(options.sizes, options.whole_up_to):
        times.setdefault(kind, {})[size] = seconds
        print(f"{kind:16} {size:6} {seconds:8.1f} {size / seconds:8.1f} {entries:8}", flush=True)
    for kind, seconds_at in times.items():
        small, large = min(seconds_at), max(seconds_at)
        if small < large:
            ratio = seconds_at[large] / seconds_at[small]
            print(f"{kind}: {large} pages take {ratio:.1f} times as long as {small}")


if __name__ == "__main__":
    main()
