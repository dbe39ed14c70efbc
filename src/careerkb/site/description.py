"""A description of each page for search engines and link previews: its own first sentences."""

from __future__ import annotations

import html
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
    tag = f'<meta name="description" content="{html.escape(text)}">\n'
    context["metatags"] = context.get("metatags", "") + tag
