"""The line at the end of each page: when somebody last checked every sentence of it."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

__all__ = ["line", "setup"]


def setup(app: Sphinx) -> None:
    """Add the line to every page that says when it was reviewed."""
    app.connect("html-page-context", _add_line)


def _add_line(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    if "body" in context:
        context["body"] += line(app.env.metadata.get(pagename, {}))


def line(matter: dict[str, Any]) -> str:
    """
    Write the line.

    Args:
        matter: the front matter of the page.

    Returns:
        HTML, or nothing for a page without a date.
    """
    dates = {key: str(matter.get(key, "")) for key in ("reviewed", "stale_after")}
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", dates["reviewed"]):
        return ""
    text = f"Last reviewed {_time(dates['reviewed'])}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", dates["stale_after"]):
        text += f"; its dated facts want another look after {_time(dates['stale_after'])}"
    return f'\n<p class="reviewed">{text}.</p>\n'


def _time(day: str) -> str:
    return f'<time datetime="{day}">{day}</time>'
