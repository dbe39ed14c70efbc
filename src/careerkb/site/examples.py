"""Examples that the reader can run: which blocks they are, and the scripts that run them.

A block's own text, as it stands in the page, is what runs: the same text that Sybil reads, so
that nothing has to be in the page twice. `tests/chromium` compares the two for every page. For
that, the marks of blank lines stay in the page, hidden, where Sphinx would take them out.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from careerkb.site.assets import live, script_options

__all__ = ["hide_marks", "is_example", "setup"]

SCRIPTS = ("live/python.js", "live/examples.js")
STYLE = "live/examples.css"
LANGUAGES = {"python", "default"}


def is_example(block: nodes.Element) -> bool:
    """Say whether a block of code has prompts of Python, in a page or in a docstring."""
    if block.get("language", "default") not in LANGUAGES:
        return False
    return re.search(r"^>>> ", block.astext(), flags=re.MULTILINE) is not None


def hide_marks(body: str) -> str:
    """
    Hide the lines that stand for blank ones in what an example prints.

    Args:
        body: HTML of a page, its code coloured.

    Returns:
        The same with the marks still there, but not shown.
    """
    mark = '<span class="go">&lt;BLANKLINE&gt;</span>'
    return body.replace(mark, mark.replace('"go"', '"go" hidden=""'))


def setup(app: Sphinx) -> None:
    """Mark the examples, and add the scripts to the pages that have some."""
    app.connect("config-inited", _keep_marks)
    app.connect("doctree-resolved", _mark)
    app.connect("html-page-context", _add_assets)


def _keep_marks(app: Sphinx, config: Config) -> None:
    config.trim_doctest_flags = False


def _blocks(doctree: nodes.document) -> list[nodes.Element]:
    blocks: list[nodes.Element] = [*doctree.findall(nodes.literal_block)]
    blocks += doctree.findall(nodes.doctest_block)
    return [block for block in blocks if is_example(block)]


def _mark(app: Sphinx, doctree: nodes.document, page: str) -> None:
    for block in _blocks(doctree):
        block["classes"].append("example")


def _add_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None or not _blocks(doctree):
        return
    context["body"] = hide_marks(context["body"])
    if not live(app):
        return
    app.add_css_file(STYLE)
    for script in SCRIPTS:
        app.add_js_file(script, **script_options(app))
