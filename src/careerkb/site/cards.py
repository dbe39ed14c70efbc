"""Pictures for links: what a chat or a feed shows of a page, drawn at build time.

Mark, title and the page's own first sentences; nothing in it depends on the day, the fonts or the
language of the machine.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from careerkb.site.description import described
from careerkb.site.navigation import branch

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

__all__ = ["FOLDER", "address", "card", "drawable", "lines", "setup"]

FOLDER = "_static/cards"
WIDTH, HEIGHT, MARGIN = 1200, 630, 80
FINE = 4
"""The mark is drawn so many times larger and reduced, which smooths its edges."""
INK, QUIET, PAPER = "#16181d", "#5a5c63", "#ffffff"
RESEARCH, ENGINEERING, LIGHT = "#00519b", "#993207", "#f4a973"
PLAIN = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "×": "x", "→": "to", "≥": "at least ", "‑": "-"}
)
KEPT = "“”‘’…·±"
"""Characters beyond ASCII that the font of the drawing library has."""
MISSING = "no Pillow, so links to the pages are shown without a picture: pip install pillow"

log = logging.getLogger(__name__)


def drawable(text: str) -> str:
    """
    Write a text with the letters that the font has.

    Args:
        text: any text.

    Returns:
        The text with accents and rare signs replaced by the nearest plain ones, or left out.

    Example:
        >>> from careerkb.site.cards import drawable
        >>> drawable("Zürich – 3 × “fair”")
        'Zurich - 3 x “fair”'
    """
    apart = "".join(
        one if one in KEPT else unicodedata.normalize("NFKD", one) for one in text.translate(PLAIN)
    )
    return "".join(one for one in apart if one.isascii() or one in KEPT)


def lines(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """
    Break a text into lines that fit between the margins.

    Args:
        text: words.
        font: what they are drawn in.
        most: number of lines at most.

    Returns:
        Lines; the last ends in a mark where words were left out.
    """
    found: list[str] = []
    for word in drawable(text).split():
        longer = f"{found[-1]} {word}" if found else word
        if found and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            found[-1] = longer
        elif found and len(found) == most:
            found[-1] = found[-1].rstrip(" ,;:.…") + "…"
            break
        else:
            found.append(word)
    return found


def address(page: str, base: str) -> str:
    """
    Say where the picture of a page is.

    Args:
        page: a document name.
        base: the address of the site, or nothing where it does not know its own.

    Returns:
        The whole address, which most readers of links ask for, or one relative to the page.

    Example:
        >>> from careerkb.site.cards import address
        >>> address("pay/tax", "")
        '../_static/cards/pay/tax.png'
    """
    return f"{base.rstrip('/') + '/' if base else '../' * page.count('/')}{FOLDER}/{page}.png"


def card(title: str, chapter: str, finding: str) -> Image.Image:
    """
    Draw the picture of one page.

    Args:
        title: heading of the page.
        chapter: where it stands, or nothing.
        finding: what it says first.

    Returns:
        An image of 1200 by 630 pixels in few colours.
    """
    from PIL import Image, ImageDraw

    made = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    made.paste(_mark(96), (MARGIN, 64))
    draw = ImageDraw.Draw(made)
    draw.text((MARGIN + 124, 112), "careerkb", INK, _font(44), anchor="lm", stroke_width=0.8)
    draw.text((WIDTH - MARGIN, 112), drawable(chapter), QUIET, _font(32), anchor="rm")
    y = _write(draw, 214, title, 68, 2, INK, 1.2)
    _write(draw, y + 26, finding, 36, 4, QUIET, 0)
    draw.rectangle((0, HEIGHT - 20, WIDTH // 2, HEIGHT), RESEARCH)
    draw.rectangle((WIDTH // 2, HEIGHT - 20, WIDTH, HEIGHT), ENGINEERING)
    return made.quantize(48, Image.Quantize.MAXCOVERAGE)


def _write(
    draw: ImageDraw.ImageDraw, y: int, text: str, size: int, most: int, ink: str, bold: float
) -> int:
    font = _font(size)
    for line in lines(text, font, most):
        draw.text((MARGIN, y), line, ink, font, stroke_width=bold)
        y += size * 5 // 4
    return y


@functools.cache
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)


@functools.cache
def _mark(size: int) -> Image.Image:
    """Draw `docs/favicon.svg`: two ways from one point, a circle and a square at their ends."""
    from PIL import Image, ImageDraw

    unit = size * FINE / 32
    made = Image.new("RGB", (size * FINE, size * FINE), PAPER)
    draw = ImageDraw.Draw(made)
    draw.rounded_rectangle((0, 0, size * FINE - 1, size * FINE - 1), 7 * unit, RESEARCH)
    for side in (-1, 1):
        for step in range(201):
            x, y = _way(step / 200)
            draw.circle(((16 + side * x) * unit, y * unit), 1.5 * unit, PAPER)
    draw.circle((9 * unit, 8 * unit), 4.2 * unit, PAPER)
    draw.rectangle((19.2 * unit, 4.2 * unit, 26.8 * unit, 11.8 * unit), LIGHT)
    return made.resize((size, size), Image.Resampling.LANCZOS)


def _way(t: float) -> tuple[float, float]:
    """Follow one way up, from the point at 28 to the end at 10: a line, then a curve."""
    if t < 0.3:
        return 0.0, 28 - 7 * t / 0.3
    s = (t - 0.3) / 0.7
    ends = ((0, 21), (0, 15), (7, 16), (7, 10))
    weights = ((1 - s) ** 3, 3 * s * (1 - s) ** 2, 3 * s * s * (1 - s), s**3)
    x, y = (sum(w * end[at] for w, end in zip(weights, ends, strict=True)) for at in (0, 1))
    return x, y


def setup(app: Sphinx) -> None:
    """Draw a picture for each page as it is written, and name it in the page's head."""
    app.connect("html-page-context", _add, priority=600)  # after the description
    app.connect("builder-inited", _say_missing)


def _has_library() -> bool:
    try:
        import PIL  # noqa: F401
    except ModuleNotFoundError:
        return False
    return True


def _say_missing(app: Sphinx) -> None:
    if app.builder.name == "html" and not _has_library():
        log.info(MISSING)


def _add(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    packed = getattr(app.config, "careerkb_packed", "")  # an edition that nobody links to
    if doctree is None or app.builder.name != "html" or packed or not _has_library():
        return
    title = html.unescape(re.sub(r"<[^>]+>", "", context.get("title", page)))
    above = branch(app.env, page)[1:-1]
    chapter = app.env.titles[above[0]].astext() if above else ""
    first = next(doctree.findall(nodes.paragraph), None)
    file = Path(app.outdir) / FOLDER / f"{page}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    card(title, chapter, described(first.astext()) if first else "").save(file)
    tags = {
        'property="og:image"': address(page, app.config.html_baseurl),
        'property="og:image:width"': WIDTH, 'property="og:image:height"': HEIGHT,
        'property="og:image:alt"': f"careerkb: {title}",
        'name="twitter:card"': "summary_large_image",
    }  # fmt: skip
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<meta {name} content="{html.escape(str(words))}">\n' for name, words in tags.items()
    )
