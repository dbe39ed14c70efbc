"""The number gate: every number in prose is computed on its page, cited, or called an assumption.

A number is anchored when it is printed or typed in an example of the same page, or when its
sentence holds a citation, a claim, a figure role or the word "assumption". A table is anchored row
by row, or as a whole by the paragraph before it. Dates, list numbers, versions, counting words,
formulas and names such as GPT-4 or p99 are free. ``python -m careerkb.site docs`` runs it with the
other rules of `careerkb.site.lint`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token
from sphinx.application import Sphinx
from sphinx.util import logging

from careerkb.site.lint.page import blocks

__all__ = ["Finding", "findings", "setup"]

ANCHORS = re.compile(r"(cite(:\w+)?|claim|fig)$")
"""Roles that anchor the numbers of their sentence."""

ANCHOR = "\N{ANCHOR}"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FREE = re.compile(
    rf"\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?"  # 23 November 2026
    rf"|(?:{MONTHS}) \d{{1,2}}(?:, \d{{4}})?\b"
    r"|\b\d{4}-\d\d(?:-\d\d)?\b"  # 2026-11-23
    r"|\b(?:19|20)\d\d(?:[-/](?:\d\d|(?:19|20)\d\d))?\b(?![,.]?\d)(?!\s*(?:%|percent|USD|dollars))"
    r"|\b(?:Python|version|Pyodide|Sphinx|Llama|Gemini|Series|issue|arXiv:?) ?\d[\d.]*"
    r"|\b[A-Za-z]+-\d[\w.]*"  # GPT-4
)
NUMBER = re.compile(
    r"(?<![\w.])(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?P<scale>\s?(?:%|percent\b|k\b|K\b|M\b|m\b|B\b|bn\b|million\b|billion\b|thousand\b))?"
)
SCALES = {
    "%": 0.01, "percent": 0.01, "k": 1e3, "K": 1e3, "thousand": 1e3, "M": 1e6, "m": 1e6,
    "million": 1e6, "B": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[\"'(*A-Z\d])")


@dataclass(frozen=True, slots=True)
class Finding:
    """A number in prose: the line, the number as written, and whether it is anchored."""

    line: int
    number: str
    anchored: bool

    def __str__(self) -> str:
        """Say what is wrong and the three ways to mend it."""
        return f"{self.number} has no anchor: print it in an example, use {{fig}}, or cite"


def findings(text: str) -> Iterator[Finding]:
    """
    Find every number in the prose of a page.

    Args:
        text: the page, MyST Markdown.

    Returns:
        One finding a number, in the order of the page.
    """
    tokens = list(blocks(text))
    shown = {
        value
        for token, _ in tokens
        if token.type == "fence" and token.info.strip() == "python"
        for value in _values(token.content.replace("_", ""))
    }
    yield from _prose(tokens, shown)


def _prose(tokens: Sequence[tuple[Token, int]], shown: set[float]) -> Iterator[Finding]:
    introduced = False  # does the paragraph before hold an anchor?
    row: list[tuple[str, int]] | None = None
    for token, line in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            anchored = introduced or any(_is_anchor(text) for text, _ in row)
            for text, at in row:
                yield from _numbers(text, at, anchored, shown)
            row = None
        elif token.type == "inline":
            sentences = list(_sentences(token, line))
            if row is not None:
                row += sentences
                continue
            introduced = any(_is_anchor(text) for text, _ in sentences)
            for text, at in sentences:
                yield from _numbers(text, at, _is_anchor(text), shown)


def _sentences(token: Token, line: int) -> Iterator[tuple[str, int]]:
    """Split a paragraph where a source line or a sentence ends; roles become anchors."""
    text, at = "", line
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            yield from ((part, at) for part in SENTENCE_END.split(text))
            text, at = "", at + 1
        elif child.type == "myst_role":
            text += ANCHOR if ANCHORS.match(child.meta["name"]) else child.content
        elif child.type in ("text", "code_inline") and not (
            child.type == "code_inline" and re.search(r"[A-Za-z]", child.content)
        ):
            text += child.content
    yield from ((part, at) for part in SENTENCE_END.split(text))


def _is_anchor(text: str) -> bool:
    return (
        ANCHOR in text or re.search(r"\bassum(e|ed|es|ing|ption|ptions)\b", text, re.I) is not None
    )


def _numbers(text: str, line: int, anchored: bool, shown: set[float]) -> Iterator[Finding]:
    for match in NUMBER.finditer(FREE.sub(lambda found: " " * len(found[0]), text)):
        known = shown & set(_readings(match))
        yield Finding(line=line, number=match[0].strip(), anchored=anchored or bool(known))


def _values(text: str) -> Iterator[float]:
    for match in NUMBER.finditer(text):
        yield from _readings(match)


def _readings(match: re.Match[str]) -> Iterator[float]:
    """Read a number as written and with its scale: 15 % is both 15 and 0.15."""
    plain = float(match["digits"].replace(",", ""))
    yield plain
    if scale := (match["scale"] or "").strip():
        yield float(f"{plain * SCALES[scale]:.12g}")


def setup(app: Sphinx) -> None:
    """Warn for each number without an anchor, with file and line."""
    app.connect("source-read", _warn)


def _warn(app: Sphinx, docname: str, source: list[str]) -> None:
    for finding in findings(source[0]):
        if not finding.anchored:
            place = (docname, finding.line)
            logging.getLogger(__name__).warning("%s", finding, location=place, type="careerkb")
