"""What the contributor's pages name is there: modules, names of modules, files."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_house import ROOT

PAGES = sorted((ROOT / "docs/contributing").glob("*.md"))
DOTTED = re.compile(r"`(careerkb(?:\.\w+)+)`")
FILE = re.compile(r"`((?:src|docs|tests|tools|constraints)/[\w./-]*)`")
SHORT = re.compile(r"`((?:site|browser|inputs|data|static|pay)/[\w./-]+\.\w+)`")


def missing(text: str) -> Iterator[str]:
    """Name what a page speaks of and nobody finds."""
    for name in DOTTED.findall(text):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            place, _, last = name.rpartition(".")
            try:
                if not hasattr(importlib.import_module(place), last):
                    yield name
            except ModuleNotFoundError:
                yield name
    yield from (path for path in FILE.findall(text) if not (ROOT / path).exists())
    for path in SHORT.findall(text):
        rooms = [ROOT / "src/careerkb" / path, *(ROOT / "src/careerkb").glob(f"*/{path}")]
        if not any(one.exists() for one in rooms):
            yield path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_names_is_there(page: Path) -> None:
    """Modules, functions and files, by the names that they have today."""
    assert list(missing(page.read_text("utf-8"))) == []


def test_a_name_of_yesterday_is_seen() -> None:
    """A room that was renamed, a function that went, a file that moved."""
    text = "`careerkb.render` `careerkb.pay.tax.gone` `src/careerkb/live/` `site/gone.py` `careerkb.pay.tax.tax_answer`"
    assert list(missing(text)) == ["careerkb.render", "careerkb.pay.tax.gone", "src/careerkb/live/", "site/gone.py"]  # fmt: skip
