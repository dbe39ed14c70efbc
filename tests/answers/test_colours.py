"""The colours of series and tracks: one set of tokens, legible in both themes."""

import re
from itertools import combinations
from pathlib import Path

import furo
import pytest
from test_house import ROOT

from careerkb.answers.html import charts_css

SHEETS = [file for file in (ROOT / "src").rglob("*.css") if file.name != "charts.css"]
THEME = (Path(furo.__file__).parent / "theme/furo/static/styles/furo.css").read_text("utf-8")
TEXT, GRAPHIC = 4.5, 3.0
"""The least contrast of text and of what is drawn: WCAG 2.2, criteria 1.4.3 and 1.4.11."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grounds() -> tuple[list[str], list[str]]:
    """Read what pages and panels are painted with, light and dark, from the theme."""
    found = re.findall(r"--color-background-(?:primary|secondary):\s*(#[0-9a-f]{3,6})", THEME)
    full = {c if len(c) == 7 else "#" + "".join(2 * one for one in c[1:]) for c in found}
    return ([c for c in full if luminance(c) > 0.5], [c for c in full if luminance(c) < 0.5])


def tokens() -> list[dict[str, str]]:
    """Read the three blocks of colours: light, dark by the system, dark by choice."""
    found = re.findall(r"--ckb-(\d): (#[0-9a-f]{6})", charts_css())
    blocks = [dict(found[at : at + 6]) for at in range(0, len(found), 6)]
    assert [sorted(block) for block in blocks] == [list("012345")] * 3
    return blocks


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_can_be_read_as_text(theme: str) -> None:
    """On a page and on a panel; a bar's own letters are the page's colour on the bar."""
    light, dark, chosen = tokens()
    assert dark == chosen
    colours, behind = (light, grounds()[0]) if theme == "light" else (dark, grounds()[1])
    assert len(behind) >= 2
    least = {name: min(contrast(c, ground) for ground in behind) for name, c in colours.items()}
    assert min(least.values()) >= TEXT > GRAPHIC, least


def test_no_other_sheet_has_colours_of_its_own() -> None:
    """The desk, the drawn weeks and the cards take the same tokens."""
    own = set().union(*(block.values() for block in tokens()))
    assert own
    for file in SHEETS:
        assert own.isdisjoint(re.findall(r"#[0-9a-f]{6}", file.read_text("utf-8"))), file.name


def test_tokens_differ() -> None:
    """No two tracks look alike, whatever the theme."""
    for block in tokens():
        assert all(one != other for one, other in combinations(block.values(), 2))
