"""Pictures of links: the page's own words, the same on every machine, named in its head."""

import io
from pathlib import Path

from bs4 import BeautifulSoup
from generated_site import build
from PIL import Image, ImageFont

from careerkb.site.cards import FOLDER, HEIGHT, MARGIN, WIDTH, address, card, drawable, lines
from careerkb.site.offline import service_worker

WORDS = ("Your rights before you sign", "Deciding", "Four questions decide " * 12)


def png(*words: str) -> bytes:
    """Give the file that a page would get."""
    file = io.BytesIO()
    card(*words).save(file, "PNG")
    return file.getvalue()


def test_a_picture_depends_on_its_words_alone() -> None:
    """Drawn twice it is the same to the byte; another title is another picture; it is light."""
    assert png(*WORDS) == png(*WORDS) != png("Another", *WORDS[1:])
    assert len(png(*WORDS)) < 60_000
    assert Image.open(io.BytesIO(png(*WORDS))).size == (WIDTH, HEIGHT)


def test_nothing_is_drawn_over_the_margins() -> None:
    """However long a title or a finding; lines that are left out leave a mark."""
    font = ImageFont.load_default(68)
    broken = lines("A very long title of many words " * 6, font, 2)
    assert len(broken) == 2
    assert broken[-1].endswith("…")
    pixels = card("Word " * 60, "Pay", "word " * 200).convert("RGB")
    white = (255, 255, 255)
    for box in ((0, 0, MARGIN - 4, HEIGHT - 20), (WIDTH - MARGIN + 40, 0, WIDTH, HEIGHT - 20)):
        assert pixels.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), white)]


def test_letters_that_the_font_lacks_are_replaced() -> None:
    """A box with a cross would be worse than a plain letter."""
    assert drawable("Zürich – 3 × “fair”, €5…") == "Zurich - 3 x “fair”, 5…"


def test_a_page_names_its_picture(tmp_path: Path) -> None:
    """With the whole address where the site knows its own, and relative to the page elsewhere."""
    for base in ("https://example.org/book", "https://example.org/book/"):
        assert address("a/b", base) == f"https://example.org/book/{FOLDER}/a/b.png"
    (tmp_path / "index.md").write_text("# T\n\nOne.\n\n```{toctree}\na/b\n```\n", "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.md").write_text("# U & V\n\nTwo.\n", "utf-8")
    site = build(tmp_path, extension="careerkb.site.cards")
    page = BeautifulSoup((site / "a/b.html").read_text("utf-8"), "html.parser")
    named = {one["property"]: one["content"] for one in page.select('meta[property^="og:"]')}
    assert named["og:image"] == f"../{FOLDER}/a/b.png"
    assert named["og:image:alt"] == "careerkb: U & V"
    assert page.select_one('meta[name="twitter:card"][content="summary_large_image"]')
    assert (site / FOLDER / "a/b.png").read_bytes()[:4] == b"\x89PNG"
    kept = service_worker(site)  # the reader's browser keeps pages, not what chats show of them
    assert "a/b.html" in kept
    assert FOLDER not in kept
