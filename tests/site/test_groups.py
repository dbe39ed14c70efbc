"""Pages stand in their groups, and none is lost or shown twice."""

import re

from test_house import ROOT

from careerkb.site.groups import grouped, groups_of

PARENTS = ("index", "decide/index", "pay/index", "exits/index")


def listed(parent: str) -> list[str]:
    """List the pages of a toctree of a page in their order."""
    text = (ROOT / f"docs/{parent}.md").read_text("utf-8")
    lists = re.findall(r"^:::\{toctree\}\n:hidden:\n\n(.*?)^:::", text, re.M | re.S)
    folder = parent.rpartition("/")[0]
    return [f"{folder}/{name}".lstrip("/") for one in lists for name in one.split()]


def test_every_page_stands_once() -> None:
    """Whatever the file says, the pages are those of the toctree."""
    for parent in PARENTS:
        pages = listed(parent)
        shown = [page for _, names in grouped(pages, groups_of(parent)) for page in names]
        assert sorted(shown) == sorted(pages), parent
        names = [name for names in groups_of(parent).values() for name in names]
        assert len(names) == len(set(names)), parent


def test_deciding_comes_first_and_jobs_stand_apart() -> None:
    """The reader's order, not that of the folders."""
    assert groups_of("index")[""][0] == "decide/index"
    exits = dict(grouped(listed("exits/index"), groups_of("exits/index")))
    assert "exits/demand" in exits["Jobs"]
    assert exits["From a grant to your account"][0] == "exits/chain"


def test_a_new_page_stands_beside_its_neighbour() -> None:
    """In the group of the page before it in the toctree; the first one in the first group."""
    groups = {"A": ["one", "two"], "B": ["three"]}
    pages = ["new", "one", "newer", "two", "three", "newest", "last"]
    assert grouped(pages, groups) == [
        ("A", ["new", "one", "newer", "two"]), ("B", ["three", "newest", "last"]),
    ]  # fmt: skip
    assert grouped(["x", "y"], {}) == [("", ["x", "y"])]
