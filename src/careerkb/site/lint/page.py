"""A page as the linter reads it: its text, its blocks of Markdown and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

__all__ = ["Fault", "Page", "blocks", "inline_parts", "line_of"]

EXTENSIONS = {"attrs_block", "colon_fence", "deflist", "dollarmath"}
PARSER = create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), RendererHTML)
OPTIONS = re.compile(r"\A(?:[ \t]*:[\w-]+:.*\n)*")
NO_PROSE = ("{toctree}", "{bibliography}")


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong on a line, and how to mend it."""

    line: int
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Say both in one line."""
        return f"{self.reason}; {self.remedy}"


@dataclass(frozen=True)
class Page:
    """A page: its name below the folder of pages, such as ``pay/tax.md``, and its text."""

    name: str
    text: str

    @cached_property
    def blocks(self) -> list[tuple[Token, int]]:
        """Parse once."""
        return list(blocks(self.text))

    @property
    def chapter(self) -> str:
        """Name the folder, or nothing for a page at the top."""
        return self.name.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """Name the page without folder and ending."""
        return self.name.rpartition("/")[2].removesuffix(".md")


def blocks(text: str) -> Iterator[tuple[Token, int]]:
    """
    Walk over the blocks of a page and of the directives in it.

    Args:
        text: MyST Markdown.

    Returns:
        Each token with its first line; a directive comes before what it holds.
    """
    yield from _flat(PARSER.parse(text), 0)


def _flat(tokens: Sequence[Token], offset: int) -> Iterator[tuple[Token, int]]:
    for token in tokens:
        line = offset + (token.map[0] + 1 if token.map else 1)
        yield token, line
        if token.type == "colon_fence" and not token.info.strip().startswith(NO_PROSE):
            body = OPTIONS.sub(lambda found: "\n" * found[0].count("\n"), token.content)
            yield from _flat(PARSER.parse(body), line)


def inline_parts(page: Page) -> Iterator[tuple[Token, int]]:
    """Walk over the words, links, pictures and roles of a page, each with its line."""
    for token, line in page.blocks:
        if token.type == "inline":
            for child in token.children or []:
                yield child, line
                line += child.type in ("softbreak", "hardbreak")


def line_of(text: str, piece: str) -> int:
    """Say on which line a piece of text first stands, or 1."""
    at = text.find(piece)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
