"""Words of an offer, linked where a page uses one for the first time, and found by the search.

`docs/glossary.md` is the only list: its terms stand at the margin of its glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

__all__ = ["PAGE", "link_terms", "setup", "terms"]

PAGE = "glossary"
NOT_IN = (
    nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.raw, nodes.math,
    nodes.rubric, nodes.table, addnodes.desc, addnodes.pending_xref,
)  # fmt: skip
"""Where a link would be no help or no link can stand."""
MOST = 6
"""Links to words that one page has at most, so that they stay signposts."""


def terms(text: str) -> list[str]:
    """
    List the terms of a glossary.

    Args:
        text: Markdown with one glossary in colon fences.

    Returns:
        Its terms in their order, as they are written.

    Example:
        >>> from careerkb.site.glossary import terms
        >>> terms("# Words\\n:::{glossary}\\nTC\\ntotal compensation\\n  All pay.\\n:::\\n")
        ['TC', 'total compensation']
    """
    inside = re.search(r"^:::\{glossary\}\n(.*?)^:::", text, flags=re.M | re.S)
    return [line for line in (inside[1] if inside else "").splitlines() if re.match(r"\S", line)]


def link_terms(page: nodes.document, words: list[str], own: str = "") -> None:
    """
    Link each term where the text has it first.

    Args:
        page: a parsed page; it is changed in place.
        words: terms; one in capitals is met as it is written, any other with either first letter.
        own: title of the page, whose own words are not linked.
    """
    left = {word: _pattern(word) for word in words if not _pattern(word).search(own)}
    room = MOST
    for text in list(_prose(page)):
        parts: list[nodes.Node] = []
        end = 0
        found = [(one.start(), one[0], word) for word in left if (one := left[word].search(text))]
        for start, shown, word in sorted(found)[:room]:
            if start >= end:
                parts += [nodes.Text(text[end:start]), _link(word, shown)]
                end = start + len(shown)
                del left[word]
        if parts:
            room -= len(parts) // 2
            text.parent.replace(text, [*parts, nodes.Text(text[end:])])


def _link(word: str, shown: str) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "", nodes.inline("", shown, classes=["xref", "std", "std-term"]),
        refdomain="std", reftype="term", reftarget=word, refexplicit=True, refwarn=True,
    )  # fmt: skip


@cache
def _pattern(word: str) -> re.Pattern[str]:
    start = word[0] if word.isupper() else f"[{word[0].upper()}{word[0].lower()}]"
    return re.compile(rf"\b{start}{re.escape(word[1:])}s?\b")


def _prose(page: nodes.document) -> Iterator[nodes.Text]:
    for text in page.findall(nodes.Text):
        above = text.parent
        while above is not None and not isinstance(above, NOT_IN):
            above = above.parent
        if above is None:
            yield text


def setup(app: Sphinx) -> None:
    """Link the words in pages for readers, before anything is taken from the page."""
    app.connect("doctree-read", _link_page, priority=300)


def _link_page(app: Sphinx, doctree: nodes.document) -> None:
    name = app.env.current_document.docname
    file = Path(app.srcdir) / f"{PAGE}.md"
    if name == PAGE or name.startswith(("contributing/", "evidence/")) or not file.exists():
        return
    app.env.note_dependency(str(file))
    title = next((one.astext() for one in doctree.findall(nodes.title)), "")
    link_terms(doctree, terms(file.read_text("utf-8")), title)
