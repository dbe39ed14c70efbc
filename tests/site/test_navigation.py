"""The sidebar costs the same on the tenth page and on the thousandth."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from generated_site import build, write_site

from careerkb.site.navigation import WINDOW, window

MOST = 3 * (WINDOW + 1)
"""Chapters, pages of the chapter, and one level more; each list has its 'all pages' entry."""


def entries(page: Path) -> int:
    """Count the entries of the sidebar."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    return len(soup.select(".sidebar-tree li"))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Build generated sites of two sizes, warnings as errors."""
    built = {}
    for size in (30, 120):
        folder = tmp_path_factory.mktemp(f"site{size}")
        write_site(folder, pages=size, chapters=2)
        built[size] = build(folder)
    return built


def test_the_sidebar_does_not_grow_with_the_site(sites: dict[int, Path]) -> None:
    """Four times the pages, and no page carries more than the bound."""
    for site in sites.values():
        assert all(0 < entries(page) <= MOST for page in site.rglob("page*.html"))
    assert max(map(entries, sites[120].rglob("page*.html"))) <= 2 + WINDOW + 1


def test_the_whole_tree_would_grow(tmp_path: Path) -> None:
    """The same site with the theme's own navigation carries every page on every page."""
    write_site(tmp_path, pages=40, chapters=2)
    site = build(tmp_path, extension="")
    assert min(map(entries, site.rglob("page*.html"))) >= 40


def test_the_current_page_is_marked_and_linked(sites: dict[int, Path]) -> None:
    """The sidebar shows where the reader is, between the neighbours."""
    page = sites[120] / "chapter0" / "page00040.html"
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    current = soup.select(".sidebar-tree a.current")
    assert [link.get_text(strip=True) for link in current] == ["Page 40"]
    names = [link.get_text(strip=True) for link in soup.select(".sidebar-tree a")]
    assert {"Page 38", "Page 42", "All 60 pages"} <= set(names)


def test_every_page_below_home_says_how_to_get_up(sites: dict[int, Path]) -> None:
    """Breadcrumbs begin at home and name the chapter; home itself has none."""
    for place, names in {
        "index": [],
        "chapter0/index": ["Project name not set"],
        "chapter0/page00040": ["Project name not set", "Chapter 0"],
    }.items():
        soup = BeautifulSoup((sites[120] / f"{place}.html").read_text("utf-8"), "html.parser")
        assert [one.get_text() for one in soup.select("nav.way-up a")] == names
        assert all(one["href"].endswith("index.html") for one in soup.select("nav.way-up a"))


def test_every_link_of_the_sidebar_leads_somewhere(sites: dict[int, Path]) -> None:
    """Relative addresses resolve to files of the site."""
    page = sites[30] / "chapter1" / "page00016.html"
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for link in soup.select(".sidebar-tree a"):
        if link["href"] != "#":
            assert (page.parent / link["href"]).resolve().exists()


@pytest.mark.parametrize("current", [None, "0", "7", "500", "999", "absent"])
def test_a_window_holds_the_current_page(current: str | None) -> None:
    """At most WINDOW siblings, in order, the current one among them."""
    pages = [str(number) for number in range(1_000)]
    shown = list(window(pages, current))
    assert len(shown) == WINDOW
    assert shown == pages[pages.index(shown[0]) :][:WINDOW]
    assert current in shown or current in (None, "absent")
