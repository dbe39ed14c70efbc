"""When somebody last checked every sentence of a page, and a note once its dated facts are due.

The line stands at the end. The note stands under the title and is hidden; `stale.js` shows it when
the reader's own calendar is past `stale_after`, because a built page does not know today's date.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

__all__ = ["line", "note", "setup"]

SCRIPT = "stale.js"


def setup(app: Sphinx) -> None:
    """Add the line to every page that says when it was reviewed."""
    app.add_js_file(SCRIPT, loading_method="defer")
    app.connect("html-page-context", _add_line)


def _add_line(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    if "body" in context:
        matter = app.env.metadata.get(pagename, {})
        title, end, rest = context["body"].partition("</h1>")
        context["body"] = f"{title}{end}{note(matter)}{rest}{line(matter)}"


def line(matter: dict[str, Any]) -> str:
    """
    Write the line.

    Args:
        matter: the front matter of the page.

    Returns:
        HTML, or nothing for a page without a date.
    """
    reviewed, after = _day(matter, "reviewed"), _day(matter, "stale_after")
    if not reviewed:
        return ""
    text = f"Last reviewed {_time(reviewed)}"
    if after:
        text += f"; its dated facts want another look after {_time(after)}"
    return f'\n<p class="reviewed">{text}.</p>\n'


def note(matter: dict[str, Any]) -> str:
    """
    Write the note for a reader who comes too late.

    Args:
        matter: the front matter of the page.

    Returns:
        HTML, hidden until `stale.js` shows it, or nothing for a page without dated facts.
    """
    after = _day(matter, "stale_after")
    if not after:
        return ""
    return (
        f'\n<p class="stale" role="note" data-stale-after="{after}" hidden>Some facts on this page'
        f" were due for another look after {_time(after)}, and this copy has not had it:"
        " check rates, prices and dates at their sources before you rely on them.</p>"
    )


def _day(matter: dict[str, Any], key: str) -> str:
    found = re.fullmatch(r"\d{4}-\d\d-\d\d", str(matter.get(key, "")))
    return found[0] if found else ""


def _time(day: str) -> str:
    return f'<time datetime="{day}">{day}</time>'
