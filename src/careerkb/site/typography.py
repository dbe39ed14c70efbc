"""Keep a number and its percent sign on one line."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

__all__ = ["setup", "tied"]


def setup(app: Sphinx) -> None:
    """Tie them in every page, code left alone."""
    app.connect("doctree-resolved", _tie)


def tied(text: str) -> str:
    """Put a space that does not break between a number and what belongs to it."""
    return re.sub(r"(?<=\d) (?=%)", "\N{NO-BREAK SPACE}", text)


def _tie(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for node in list(doctree.findall(nodes.Text)):
        code = (nodes.literal, nodes.literal_block, nodes.raw, nodes.math)
        if not isinstance(node.parent, code) and (text := tied(str(node))) != str(node):
            node.parent.replace(node, nodes.Text(text))
