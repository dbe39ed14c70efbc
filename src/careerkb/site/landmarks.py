"""Small mends of the theme's markup, for readers who use a keyboard or a screen reader."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

__all__ = ["MENDS", "mend", "setup"]

MENDS = {
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Site navigation">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="On this page">',
    '<aside class="toc-drawer no-toc">': '<aside class="toc-drawer no-toc" aria-label="This page">',
    'role="heading">': 'role="heading" aria-level="2">',
    '<div class="highlight"><pre>': '<div class="highlight"><pre tabindex="0">',
    '<table class="docutils align-default">': '<table class="docutils align-default" tabindex="0">',
    '<div role="list" class="citation-list">': '<div class="citation-list">',
    ' role="doc-biblioentry">': ">",
    '<a href="#" class="back-to-top muted-link">': (
        '<nav aria-label="Back to top"><a class="back-to-top muted-link" href="#">'
    ),
    "<span>Back to top</span>\n        </a>": (
        "<span class='up'>Back to top</span>\n        </a></nav>"
    ),
    'document.body.dataset.theme = localStorage.getItem("theme") || "auto";': (
        'try { document.body.dataset.theme = localStorage.theme || "auto"; } catch { }'
    ),
    '<div id="search-results"></div>': '<h1>Search</h1><div id="search-results" class="hit"></div>',
}
"""Markup as the theme writes it, and as it should be. Named landmarks; a level for captions;
code and tables that scroll sideways can be reached with the keyboard; no role that is out of use
or does not fit its children; no error where the browser keeps nothing; a heading for the search
page."""


def mend(page: str) -> str:
    """Replace each piece of markup in `MENDS`."""
    for written, wanted in MENDS.items():
        page = page.replace(written, wanted)
    return page


def setup(app: Sphinx) -> None:
    """Mend the pages once they are all written."""
    app.connect("build-finished", _mend_pages)


def _mend_pages(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    for file in Path(app.outdir).rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        if (mended := mend(page)) != page:
            file.write_text(mended, encoding="utf-8")
