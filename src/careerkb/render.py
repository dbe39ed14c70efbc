"""An answer as HTML and SVG: one renderer, the same at build time and in the reader's browser.

Charts carry no style of their own: classes and ``currentColor`` only, so that one style sheet sets
light, dark and print, and a strict content policy holds. Series differ by dash and marker as well
as by colour. Each chart is drawn twice, 640 and 360 wide, and the style sheet shows one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape

from careerkb.answer import Answer, Cell, Chart, Column, Table

__all__ = ["answer_html", "chart_svg", "table_html", "ticks"]

WIDE, NARROW = 640, 360
LINE_HEIGHT = 16


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """
    Choose round numbers that span a range.

    Args:
        low: the smallest value.
        high: the largest value.
        most: about how many to give, at least 2.

    Returns:
        Evenly spaced multiples of 1, 2 or 5 times a power of ten, the first at or below *low*,
        the last at or above *high*.

    Example:
        >>> from careerkb.render import ticks
        >>> ticks(0, 0.94)
        (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    """
    if high <= low:
        spread = abs(low) * 0.1 or 1.0
        low, high = low - spread, high + spread
    raw = (high - low) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    digits = max(0, -math.floor(math.log10(step)) + 1)
    return tuple(round(i * step, digits) for i in range(first, last + 1))


def _number(value: float, spread: float) -> str:
    """Print a tick: thousands as k, millions as M, as many decimals as the spread needs."""
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if spread >= size * 2 or abs(value) >= size * 10:
            return f"{value / size:.{0 if spread >= size else 1}f}{letter}" if value else "0"
    decimals = 0 if spread >= 5 else 1 if spread >= 0.5 else 2 if spread >= 0.05 else 4
    return f"{value:.{decimals}f}"


def _at(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(x: float, y: float, words: str, anchor: str = "start", kind: str = "label") -> str:
    return (
        f'<text class="ckb-{kind}" x="{_at(x)}" y="{_at(y)}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="ckb-{kind}" x1="{_at(x1)}" y1="{_at(y1)}" x2="{_at(x2)}" y2="{_at(y2)}"/>'


def _short(words: str, room: float, size: float = 6.6) -> str:
    """Cut a label to the room there is; the table holds the whole."""
    most = max(3, int(room / size))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _legend(names: Sequence[str], width: float, top: float) -> Iterator[str]:
    """Print the names of series, one a line, each with its own mark."""
    for i, name in enumerate(names):
        y = top + i * LINE_HEIGHT
        yield f'<rect class="ckb-fill ckb-s{i % 6}" x="0" y="{_at(y - 9)}" width="10" height="10"/>'
        yield _text(16, y, _short(name, width - 16))


def _line_chart(chart: Chart, width: int) -> tuple[list[str], float]:
    xs = [float(x) for s in chart.series for x in s.x]
    ys = [y for s in chart.series for y in (*s.y, *s.low, *s.high)]
    marks_y, marks_x = ticks(min(ys), max(ys), 5), ticks(min(xs), max(xs), 6 if width > 400 else 4)
    names = max(len(s.name) for s in chart.series)
    left, right = 46.0, min(0.3 * width, 6.6 * names + 10)
    top, bottom = 24.0, 244.0
    x_low, x_high = min(xs), max(max(xs), min(xs) + 1e-9)

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - x_low) / (x_high - x_low) * (width - left - right)
        up = (y - marks_y[0]) / (marks_y[-1] - marks_y[0]) * (bottom - top)
        return left + across, bottom - up

    parts = [_text(0, 12, _short(chart.y_label, width), kind="axis")]
    for mark in marks_y:
        y = place(x_low, mark)[1]
        parts.append(_line(left, y, width - right, y, "grid"))
        parts.append(_text(left - 6, y + 4, _number(mark, marks_y[-1] - marks_y[0]), "end", "tick"))
    years = x_low >= 1900 and x_high <= 2200
    for mark in marks_x:
        if x_low - 1e-9 <= mark <= x_high + 1e-9 and not (years and mark % 1):
            words = f"{mark:.0f}" if years else _number(mark, x_high - x_low)
            parts.append(_text(place(mark, 0)[0], bottom + 18, words, "middle", "tick"))
    parts.append(_text(width - right, bottom + 38, _short(chart.x_label, width), "end", "axis"))
    ends: list[tuple[float, int, str]] = []
    for i, series in enumerate(chart.series):
        points = [place(float(x), y) for x, y in zip(series.x, series.y, strict=True)]
        if series.low:
            edge = [place(float(x), y) for x, y in zip(series.x, series.low, strict=True)]
            edge += [place(float(x), y) for x, y in zip(series.x, series.high, strict=True)][::-1]
            way = " ".join(f"{_at(x)},{_at(y)}" for x, y in edge)
            parts.append(f'<polygon class="ckb-band ckb-s{i % 6}" points="{way}"/>')
        way = " ".join(f"{_at(x)},{_at(y)}" for x, y in points)
        parts.append(f'<polyline class="ckb-line ckb-s{i % 6}" points="{way}"/>')
        if len(points) <= 12:
            parts += [
                f'<circle class="ckb-dot ckb-s{i % 6}" cx="{_at(x)}" cy="{_at(y)}" r="3"/>'
                for x, y in points
            ]
        ends.append((points[-1][1], i, series.name))
    for y, i, name in _apart(ends, top, bottom):
        words = _short(name, right - 8)
        parts.append(
            f'<text class="ckb-label ckb-s{i % 6}" x="{_at(width - right + 6)}" y="{_at(y + 4)}">'
            f"{escape(words)}</text>"
        )
    return parts, bottom + 46


def _apart(
    ends: list[tuple[float, int, str]], top: float, bottom: float
) -> list[tuple[float, int, str]]:
    """Move labels apart until none covers another, none leaving the drawing."""
    placed: list[tuple[float, int, str]] = []
    for y, i, name in sorted(ends):
        floor = placed[-1][0] + LINE_HEIGHT if placed else top
        placed.append((max(y, floor), i, name))
    excess = placed[-1][0] - bottom
    if excess > 0:
        ceiling = bottom
        for k in range(len(placed) - 1, -1, -1):
            placed[k] = (min(placed[k][0], ceiling), *placed[k][1:])
            ceiling = placed[k][0] - LINE_HEIGHT
    return placed


def _row_chart(chart: Chart, width: int) -> tuple[list[str], float]:
    """Draw bars, stacked bars or dots with ranges: one row a category, values along."""
    names: tuple[Cell, ...] = chart.series[0].x
    stacked = chart.kind == "stacked"
    ys = [y for s in chart.series for y in (*s.y, *s.low, *s.high)]
    if stacked:
        ys = [sum(s.y[k] for s in chart.series) for k in range(len(names))]
    low, high = min(ys), max(ys)
    if chart.kind != "dot":
        low, high = min(0.0, low), max(0.0, high)
    marks = ticks(low, high, 6 if width > 400 else 4)
    left = 0.0 if width <= 400 else min(0.36 * width, 6.8 * max(len(str(n)) for n in names) + 10)
    right, top = 40.0, 24.0
    above = LINE_HEIGHT if width <= 400 else 0  # on phones the name stands above its row
    thick = 18 if stacked or len(chart.series) == 1 else 9 * len(chart.series)
    pitch = thick + above + 10
    legend = len(chart.series) if len(chart.series) > 1 else 0
    start = top + legend * LINE_HEIGHT

    def across(value: float) -> float:
        share = (value - marks[0]) / (marks[-1] - marks[0])
        return left + share * (width - left - right)

    end = start + pitch * len(names)
    parts = [_text(0, 12, _short(chart.y_label, width), kind="axis")]
    parts += _legend([s.name for s in chart.series], width, top + 12) if legend else []
    for mark in marks:
        parts.append(_line(across(mark), start, across(mark), end, "grid"))
        words = _number(mark, marks[-1] - marks[0])
        parts.append(_text(across(mark), end + 16, words, "middle", "tick"))
    for k, name in enumerate(names):
        y = start + k * pitch + above + 4
        label_y = y - 4 if above else y + thick / 2 + 4
        parts.append(_text(0, label_y, _short(str(name), width if above else left)))
        parts += _marks(chart, k, y, thick, across)
    return parts, end + 26


def _marks(
    chart: Chart, k: int, y: float, thick: float, across: Callable[[float], float]
) -> Iterator[str]:
    run = 0.0
    for i, series in enumerate(chart.series):
        value = series.y[k]
        if chart.kind == "dot":
            middle = y + (i + 0.5) * thick / len(chart.series)
            if series.low:
                yield _line(across(series.low[k]), middle, across(series.high[k]), middle,
                            f"range ckb-s{i % 6}")  # fmt: skip
            yield (
                f'<circle class="ckb-dot ckb-s{i % 6}" cx="{_at(across(value))}"'
                f' cy="{_at(middle)}" r="5"/>'
            )
            continue
        begin, finish = (run, run + value) if chart.kind == "stacked" else (0.0, value)
        run = finish
        x1, x2 = sorted((across(begin), across(finish)))
        row = thick if chart.kind == "stacked" else thick / len(chart.series)
        top = y if chart.kind == "stacked" else y + i * row
        yield (
            f'<rect class="ckb-fill ckb-s{i % 6}" x="{_at(x1)}" y="{_at(top)}"'
            f' width="{_at(max(x2 - x1, 0.5))}" height="{_at(row - 1)}"/>'
        )


def chart_svg(chart: Chart, width: int = WIDE, id: str = "chart") -> str:  # noqa: A002
    """
    Draw a chart.

    Args:
        chart: what to draw.
        width: of the drawing, in pixels at its natural size.
        id: makes the names of title and description unique on the page.

    Returns:
        One SVG element without any style of its own.
    """
    draw = _line_chart if chart.kind == "line" else _row_chart
    parts, height = draw(chart, width)
    name = escape(f"{id}-{width}", quote=True)
    return (
        f'<svg class="ckb-chart ckb-{"wide" if width > 400 else "narrow"}" role="img"'
        f' viewBox="0 0 {width} {_at(height)}" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.summary)}</desc>' + "".join(parts) + "</svg>"
    )


def table_html(table: Table) -> str:
    """
    Write a table.

    Args:
        table: its columns and rows.

    Returns:
        One table element; numbers are set to the right.
    """
    heads = "".join(
        f'<th scope="col">{escape(c.name)}{f" ({escape(c.unit)})" if c.unit else ""}</th>'
        for c in table.columns
    )
    body = "".join(
        "<tr>" + "".join(_cell(c, x) for c, x in zip(table.columns, row, strict=True)) + "</tr>"
        for row in table.rows
    )
    return f'<table class="ckb-table"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _cell(column: Column, cell: Cell) -> str:
    kind = "" if isinstance(cell, str) else ' class="ckb-number"'
    return f"<td{kind}>{escape(column.show(cell))}</td>"


def answer_html(answer: Answer, id: str = "answer") -> str:  # noqa: A002
    """
    Write an answer: headline, both drawings of its chart, and the table to open.

    Args:
        answer: what to show.
        id: makes names unique on the page.

    Returns:
        One figure element.
    """
    label = escape(id, quote=True)
    headline = f'<p class="ckb-headline">{escape(answer.headline)}</p>'
    if answer.chart is None:
        return (
            f'<figure class="ckb-answer" id="{label}">{headline}'
            f'<div class="ckb-scroll" tabindex="0">{table_html(answer.table)}</div></figure>'
        )
    title = f'<figcaption class="ckb-title">{escape(answer.chart.title)}</figcaption>'
    drawings = "".join(chart_svg(answer.chart, width, id) for width in (WIDE, NARROW))
    return (
        f'<figure class="ckb-answer" id="{label}">{headline}{title}{drawings}'
        f"<details><summary>The numbers as a table</summary>"
        f'<div class="ckb-scroll" tabindex="0">{table_html(answer.table)}</div></details></figure>'
    )
