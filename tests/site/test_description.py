"""Descriptions: the page's own words, whole ones, escaped."""

from pathlib import Path

from bs4 import BeautifulSoup
from generated_site import build

from careerkb.site.description import LONGEST, described


def test_a_short_paragraph_is_kept() -> None:
    """Its line breaks become spaces."""
    assert described("One line.\nAnother.") == "One line. Another."


def test_a_long_one_ends_at_a_word() -> None:
    """Never longer than the limit, and with a mark."""
    text = described("word " * 60)
    assert len(text) <= LONGEST
    assert text.endswith("word…")


def test_a_page_is_described_by_its_first_paragraph(tmp_path: Path) -> None:
    """In the built page, quotes escaped."""
    (tmp_path / "conf.py").write_text("", "utf-8")
    (tmp_path / "index.md").write_text('# T\n\nSay "too close" & mean it.\n', "utf-8")
    site = build(tmp_path, extension="careerkb.site.description")
    page = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    found = page.select_one('meta[name="description"]')
    assert found is not None
    assert found["content"] == "Say “too close” & mean it."
    card = page.select_one('meta[property="og:description"]')
    assert card is not None
    assert card["content"] == found["content"]
    title = page.select_one('meta[property="og:title"]')
    assert title is not None
    assert title["content"] == "T"
