"""An answer where it is used: HTML that needs nothing beside it, and Markdown, for a notebook."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

from careerkb.answers.answer import Answer, Column, Table
from careerkb.answers.html import answer_html, charts_css

__all__ = ["notebook_html", "notebook_markdown"]

DARK = re.compile(r"@media screen[^{]*\{[^{}]*\{[^{}]*\}\s*\}\n?")
REMARK = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
CARD = ".ckb-card { background: #fff; color: #1a1a1a; padding: 0.5rem 1rem; overflow: auto; }"
MARKS = re.compile(r"[\\`*_{}\[\]<>#|$~&]")


def notebook_html(answer: Answer) -> str:
    """
    Draw an answer as its page does, with its style beside it.

    Args:
        answer: what to show.

    Returns:
        One element that asks for no other file and no script. It is light in a dark notebook too,
        because a cell cannot know the theme around it.
    """
    style = REMARK.sub("", DARK.sub("", charts_css()))
    name = f"answer-{zlib.crc32(repr(answer).encode('utf-8', 'replace')):08x}"  # unlike neighbours'
    return f'<div class="ckb-card"><style>{CARD}\n{style}</style>{answer_html(answer, name)}</div>'


def notebook_markdown(answer: Answer) -> str:
    """
    Write an answer as Markdown.

    Args:
        answer: what to show.

    Returns:
        The headline and the table, numbers to the right, units in the head; every mark escaped.

    Example:
        >>> from careerkb.answers.answer import Answer, Column, Table
        >>> from careerkb.answers.notebook import notebook_markdown
        >>> pay = Column(name="pay", unit="USD")
        >>> table = Table(columns=(Column(name="offer"), pay), rows=(("lab", 245_000.0),))
        >>> print(notebook_markdown(Answer(headline="The lab pays more.", table=table)))
        **The lab pays more.**
        <BLANKLINE>
        | offer | pay (USD) |
        | --- | ---: |
        | lab | 245,000 |
    """
    return f"**{_plain(answer.headline)}**\n\n" + "\n".join(_lines(answer.table))


def _lines(table: Table) -> Iterator[str]:
    yield _line([_head(column) for column in table.columns])
    first: Sequence[object] = table.rows[0] if table.rows else ("",) * len(table.columns)
    yield "| " + " | ".join("---" if isinstance(cell, str) else "---:" for cell in first) + " |"
    for row in table.rows:
        yield _line([column.show(cell) for column, cell in zip(table.columns, row, strict=True)])


def _head(column: Column) -> str:
    return column.name + (f" ({column.unit})" if column.unit else "")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(words: str) -> str:
    """Escape what Markdown would read as a mark; a line of a table is one line."""
    return MARKS.sub(r"\\\g<0>", " ".join(words.split()))
