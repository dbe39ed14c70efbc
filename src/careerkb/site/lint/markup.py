"""What the words of a page may hold: no HTML, no picture from elsewhere, one title, known words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markdown_it.token import Token

from careerkb.site.lint.page import Fault, Page, inline_parts

__all__ = ["markup_faults"]

SITE = Path(__file__).parent.parent
PLAIN_DIRECTIVES = {
    "admonition", "bibliography", "card", "caution", "dropdown", "epigraph", "figure", "glossary",
    "grid", "grid-item", "grid-item-card", "image", "important", "list-table", "math", "note",
    "seealso", "tab-item", "tab-set", "table", "tip", "toctree", "warning",
}  # fmt: skip
"""Directives of Sphinx and its extensions that pages may use; ours are found in the code."""
CODE = {"code", "code-block", "doctest", "sourcecode", "testcode"}
NO_ROLES = {"raw", "download"}
REFERENCE = re.compile(
    r"\s*(\.\. (automodule|autofunction|autoclass|currentmodule):: [\w.]+\n"
    r"(   :[\w-]+:.*\n)*\s*)+"
)
ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|data:", re.I)
SCRIPT_LINK = re.compile(r"(?:\]\(|\]:\s*|<)\s*(javascript|vbscript|data):", re.I)


@cache
def directives() -> frozenset[str]:
    """Name the directives that a page may use: the plain ones and those of `careerkb.site`."""
    ours = {
        name
        for file in SITE.glob("*.py")
        for name in re.findall(r'add_directive\(\s*"([\w-]+)"', file.read_text("utf-8"))
    }
    return frozenset(PLAIN_DIRECTIVES | ours)


def markup_faults(page: Page) -> Iterator[Fault]:
    """
    Check the words of a page.

    Args:
        page: the page.

    Returns:
        A fault for HTML, code in links, pictures from elsewhere or without words, directives and
        roles that pages do not use, a second title, and a heading or a label that comes twice.
    """
    for token, line in page.blocks:
        yield from _block_faults(token, line)
    for part, line in inline_parts(page):
        yield from _inline_faults(part, line)
    yield from _heading_faults(page)


def _html(line: int, text: str) -> Fault:
    shown = " ".join(text.split())[:40]
    remedy = "write Markdown; a remark for editors is a line that begins with %"
    return Fault(line, f"HTML {shown!r}, which could run in the reader's browser", remedy)


def _block_faults(token: Token, line: int) -> Iterator[Fault]:
    if token.type == "html_block":
        yield _html(line, token.content)
    reference = token.type == "fence" and token.info.strip() == "{eval-rst}"
    if reference and not REFERENCE.fullmatch(token.content + "\n"):
        remedy = "it may hold `.. automodule::` with its options and nothing else"
        yield Fault(line, "an eval-rst fence that is no reference", remedy)
    if token.type == "colon_fence":
        match = re.match(r"\{([\w:-]+)\}(?:\s+(\S.*))?", token.info.strip())
        name = match[1] if match else token.info.strip()
        if name in CODE:
            remedy = "code stands in backticks: ```python"
            yield Fault(line, f"unknown fence {name}: it never runs", remedy)
        elif name not in directives():
            remedy = "pages use " + ", ".join(sorted(directives()))
            yield Fault(line, f"the directive {{{name}}}", remedy)
        elif name in ("figure", "image") and match:
            alt = re.search(r"^:alt:(.*)$", token.content, flags=re.M)
            yield from _picture_faults(line, match[2] or "", alt[1] if alt else "")


def _inline_faults(part: Token, line: int) -> Iterator[Fault]:
    if part.type == "html_inline":
        yield _html(line, part.content)
    elif part.type == "text" and (match := SCRIPT_LINK.search(part.content)):
        yield Fault(
            line, f"a link to {match[1]}:, which runs code", "link to a page or to https://"
        )
    elif part.type == "image":
        yield from _picture_faults(line, str(part.attrs["src"]), part.content)
    elif part.type == "myst_role" and part.meta["name"] in NO_ROLES:
        yield Fault(line, f"the role {{{part.meta['name']}}}", "write Markdown")


def _picture_faults(line: int, source: str, words: str) -> Iterator[Fault]:
    if ELSEWHERE.match(source):
        reason = f"a picture from elsewhere, {source[:60]}"
        yield Fault(line, reason, "no page asks another host: keep it beside the page")
    if not words.strip():
        remedy = "say in words what it shows, for those who cannot see it"
        yield Fault(line, f"a picture without words, {source[:60]}", remedy)


def _heading_faults(page: Page) -> Iterator[Fault]:
    titles: dict[str, int] = {}
    labels: dict[str, int] = {}
    tops = 0
    heading = ""
    for token, line in page.blocks:
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "inline" and heading:
            tops += heading == "h1"
            if heading == "h1" and tops > 1:
                remedy = "begin it with ##: a page has one title"
                yield Fault(line, f"a second title, {token.content!r}", remedy)
            words = token.content.strip().casefold()
            if words in titles:
                reason = f"the heading {token.content!r} stands on line {titles[words]} already"
                yield Fault(line, reason, "each heading is unique on its page: rename one")
            titles.setdefault(words, line)
            heading = ""
        elif token.type == "myst_target":
            if token.content in labels:
                reason = f"the label ({token.content})= stands on line {labels[token.content]}"
                yield Fault(line, reason, "rename one")
            labels.setdefault(token.content, line)
    if not tops:
        yield Fault(1, "no title", "write `# Title` below the front matter")
