"""A description of each page for search engines and cards of links: its own first sentences."""

from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

__all__ = ["described", "setup"]

LONGEST = 160


def described(text: str) -> str:
    """
    Shorten a paragraph to a description.

    Args:
        text: the first paragraph of a page.

    Returns:
        As many whole words as fit into 160 characters, with a mark where it was cut.
    """
    words = " ".join(text.split())
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def setup(app: Sphinx) -> None:
    """Add the description to the head of each page."""
    app.connect("html-page-context", _add)


def _add(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    first = next(doctree.findall(nodes.paragraph), None) if doctree is not None else None
    text = described(first.astext()) if first is not None else f"{context.get('title', page)}."
    title = re.sub(r"<[^>]+>", "", context.get("title", page))
    card = {
        "og:site_name": app.config.project, "og:type": "article", "og:title": html.unescape(title),
        "og:description": text,
    }  # fmt: skip
    tags = [f'<meta name="description" content="{html.escape(text)}">\n']
    tags += [
        f'<meta property="{name}" content="{html.escape(words)}">\n' for name, words in card.items()
    ]
    context["metatags"] = context.get("metatags", "") + "".join(tags)
