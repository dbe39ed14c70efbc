"""An answer as HTML and SVG: one renderer, the same at build time and in the reader's browser.

It knows no Sphinx. Charts carry no style of their own: classes, attributes and ``currentColor``
only, so that one style sheet sets light, dark and print, and a strict content policy holds.
Each chart is drawn twice, wide and narrow, and the style sheet shows the one that fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

from careerkb.answers.answer import Answer, Cell, Chart, Column, File, Section, Table
from careerkb.answers.hundred import draw_hundred
from careerkb.answers.lines import draw_lines
from careerkb.answers.marks import at
from careerkb.answers.rows import draw_rows
from careerkb.answers.words import SIZE, clean
from careerkb.inputs import refusal

__all__ = ["NARROW", "WIDE", "answer_html", "chart_svg", "charts_css", "table_html"]

WIDE, NARROW = 640, 360
FIRST_CLAUSE = r"(?<=.{40})(?:;|\.(?= ))"
"""Where the first clause of a headline ends that says enough to stand in bold."""
LONG = 90
"""Letters of a headline that is set bold as a whole."""
MOST_BOLD = 120
"""Letters that are set bold at most, where a pause allows: three lines of a phone."""


def charts_css() -> str:
    """
    Read the style sheet of charts and tables.

    Returns:
        CSS, for a page that stands alone; the site links to the same file.
    """
    return (files(__package__) / "charts.css").read_text("utf-8")


def chart_svg(chart: Chart, width: int = WIDE, id: str = "chart") -> str:  # noqa: A002
    """
    Draw a chart.

    Args:
        chart: what to draw.
        width: of the drawing, from 320; up to 480 it is laid out for a phone.
        id: letters, digits, ``-`` and ``_``, from which all names in the drawing are made.

    Returns:
        One SVG element, with title and description for those who cannot see it.

    Raises:
        ValueError: *id* or *width* is of no use.

    Example:
        >>> from careerkb.answers.answer import Chart, Series
        >>> from careerkb.answers.html import chart_svg
        >>> years = Series(name="PhD", x=(0, 5), y=(0, 200_000))
        >>> chart = Chart(kind="line", title="Pay", summary="It grows.", x_label="year",
        ...               y_label="USD", series=(years,))
        >>> chart_svg(chart)[:60]
        '<svg class="ckb-wide" role="img" viewBox="0 0 640 288" width'
    """
    if width < 320:
        raise refusal("width", width, "at least 320")
    name = f"{_checked(id)}-{width}"
    draw = {"line": draw_lines, "hundred": draw_hundred}.get(chart.kind, draw_rows)
    parts, height = draw(chart, width, name)
    kind = "ckb-narrow" if width <= 480 else "ckb-wide"
    return (
        f'<svg class="{kind}" role="img" viewBox="0 0 {width} {at(height)}" width="{width}"'
        f' height="{at(height)}" font-size="{SIZE}" fill="currentColor"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{clean(chart.title)}</title>'
        f'<desc id="{name}-desc">{clean(chart.summary)}</desc>{"".join(parts)}</svg>'
    )


def table_html(table: Table) -> str:
    """
    Write a table.

    Args:
        table: its columns and rows.

    Returns:
        One table element; the first word of a row names the row, numbers stand to the right.

    Example:
        >>> from careerkb.answers.answer import Column, Table
        >>> from careerkb.answers.html import table_html
        >>> table = Table(columns=(Column(name="n"),), rows=((1_250.0,),))
        >>> table_html(table)[-58:]
        '<tr><td class="ckb-number">1,250</td></tr></tbody></table>'
    """
    heads = "".join(_head(table, i) for i in range(len(table.columns)))
    rows = "".join(f"<tr>{_row(table.columns, row)}</tr>" for row in table.rows)
    return f'<table class="ckb-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _head(table: Table, number: int) -> str:
    column = table.columns[number]
    in_numbers = table.rows and not isinstance(table.rows[0][number], str)
    kind = ' class="ckb-number"' if in_numbers else ""
    words = clean(column.name + (f" ({column.unit})" if column.unit else ""))
    return f'<th scope="col"{kind}>{words}</th>'


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    parts = []
    for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
        words = clean(column.show(cell))
        if not isinstance(cell, str):
            parts.append(f'<td class="ckb-number">{words}</td>')
        else:
            parts.append(f"<td>{words}</td>" if number else f'<th scope="row">{words}</th>')
    return "".join(parts)


def answer_html(answer: Answer, id: str = "answer") -> str:  # noqa: A002
    """
    Write an answer: the headline, both drawings of its chart, and the same numbers as a table.

    Args:
        answer: what to show.
        id: letters, digits, ``-`` and ``_``, unique on the page.

    Returns:
        One figure element. Without a chart the table stands open, with one it can be opened.

    Raises:
        ValueError: *id* is of no use.
    """
    chart = answer.chart
    title = chart.title if chart else answer.headline.partition(":")[0]
    table = _scrolling(answer.table, title)
    first, rest = _parted(answer.headline)
    parts = [f'<p class="ckb-headline"><strong>{clean(first)}</strong>{clean(rest)}</p>']
    if chart is None:
        parts.append(table)
    else:
        parts.append(f'<p class="ckb-title">{clean(title)}</p>')
        if chart.summary != answer.headline:
            parts.append(f'<p class="ckb-summary">{clean(chart.summary)}</p>')
        parts += [chart_svg(chart, width, id) for width in (WIDE, NARROW)]
    parts += map(_section, answer.sections)
    if answer.files:
        parts.append(f'<p class="ckb-files">{" ".join(map(_button, answer.files))}</p>')
    if chart is not None:
        parts.append(f"<details><summary>The numbers as a table</summary>{table}</details>")
    return f'<figure class="careerkb-chart" id="{_checked(id)}">{"".join(parts)}</figure>'


def _parted(headline: str) -> tuple[str, str]:
    """Part a long headline after its first clause: that is the answer, the rest qualifies it."""
    end = len(headline)
    if end > LONG and (first := re.search(FIRST_CLAUSE, headline)):
        end = first.end()
    if end > MOST_BOLD:  # at the last pause outside of brackets that leaves three lines of a phone
        pauses = [one.end() for one in re.finditer(r"[:;,](?= )| (?=\()", headline[:MOST_BOLD])]
        end = max((at for at in pauses if _closed(headline[:at])), default=end)
    return headline[:end], headline[end:]


def _closed(text: str) -> bool:
    return text.count("(") == text.count(")")


def _scrolling(table: Table, title: str) -> str:
    return (
        f'<div class="ckb-scroll" role="region" tabindex="0" aria-label="{clean(title)}, table">'
        f"{table_html(table)}</div>"
    )


def _section(one: Section) -> str:
    """Write a part; what is for the reader to take along stands in a box of its own."""
    parts = [f'<p class="ckb-title">{clean(one.title)}</p>']
    if one.text:
        parts.append(f"<p>{clean(one.text)}</p>")
    if one.items:
        parts.append(f"<ol>{''.join(f'<li>{clean(item)}</li>' for item in one.items)}</ol>")
    if one.table:
        parts.append(_scrolling(one.table, one.title))
    if one.copy:
        parts.append(f'<pre class="ckb-copy" tabindex="0">{clean(one.copy)}</pre>')
    return f'<div class="ckb-section">{"".join(parts)}</div>'


def _button(one: File) -> str:
    """Write the button of a file; its text is asked for when it is pressed, and weighs nothing."""
    return f'<button type="button" data-file="{clean(one.name)}">Save {clean(one.label)}</button>'


def _checked(id: str) -> str:  # noqa: A002
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", id):
        raise refusal("id", id, "a letter, then letters, digits, - and _")
    return id
