"""Line charts: numbers along, numbers up, and each line named at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence

from careerkb.answers.answer import Chart, Series
from careerkb.answers.marks import DASHES, colour, marker, path, shape
from careerkb.answers.scale import (
    Numbers,
    Scale,
    month_ticks,
    numbers,
    ticks,
    value_marks,
    visible,
)
from careerkb.answers.svg import apart, line, text, tick_row
from careerkb.answers.words import LINE, SIZE, text_width, wrap

__all__ = ["draw_lines"]

BOLD = 1.12
"""How much wider than plain the letters of end labels are."""

POINTS_MARKED = 14
"""Lines with more points than this are marked at their end only."""


def draw_lines(chart: Chart, width: int, name: str) -> tuple[list[str], float]:
    """
    Draw lines with grid, axes, ranges and end labels.

    Args:
        chart: a chart of kind line.
        width: of the drawing.
        name: unused; line charts hold nothing that needs a name.

    Returns:
        The pieces and the height.
    """
    xs = [float(x) for s in chart.series for x in s.x]
    values = [v for s in chart.series for v in (*s.y, *s.low, *s.high)]
    marks = value_marks(chart, values, 6)
    show = numbers(chart.y_label, marks, chart.log)
    labels = _labels(chart, width, show.finer([s.y[-1] for s in chart.series]))
    heights = [LINE * len(lines) + 3.0 for lines in labels]
    right = 12 + BOLD * max(text_width(words) for lines in labels for words in lines)

    title = wrap(chart.y_label, width)
    top = 10.0 + LINE * len(title)
    bottom = top + max(220 if width > 480 else 190, sum(heights))
    left = 8 + max(text_width(show(mark)) for mark in marks)
    across = Scale(min(xs), max(xs), left, width - right)
    up = Scale(marks[0], marks[-1], bottom, top, chart.log)

    parts = [text(0, SIZE + i * LINE, words, "ckb-axis") for i, words in enumerate(title)]
    for mark in marks:
        base = mark == 0 or (mark == marks[0] and (chart.log or mark > 0))
        y = up(mark)
        parts.append(line(left, y, width - right, y, "ckb-base" if base else "ckb-grid"))
        parts.append(text(left - 6, y + 4.5, show(mark), "ckb-tick", "end"))
    if across.low < 0 < across.high:
        parts.append(line(across(0), top, across(0), bottom, "ckb-base"))
    parts += _along(chart, xs, across, bottom + LINE + 2, width)
    for i, series in enumerate(chart.series):
        parts += _band(series, i, across, up)
    if chart.reference is not None:
        y = up(chart.reference)
        parts.append(line(left, y, width - right, y, "ckb-reference", "4 4"))
    ends = []
    for i, series in enumerate(chart.series):
        points = [(across(float(x)), up(y)) for x, y in zip(series.x, series.y, strict=True)]
        # Lines that end together are named in the order in which they came.
        came = math.fsum(y for _, y in points) / len(points)
        ends.append((points[-1][0], points[-1][1] + came / 1e4))
        dash = DASHES[shape(i)]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<polyline class="ckb-line {colour(i)}" points="{path(points)}"{dashed}/>')
        marked = points if len(points) <= POINTS_MARKED else points[-1:]
        parts += [marker(i, x, y, 3.5) for x, y in marked]
    if len(labels) > len(ends):
        ends.append((width - right, up(float(chart.reference or 0))))
    middles = apart([y for _, y in ends], heights, top - 8, bottom + 8)
    for i, (lines, middle, (x, y)) in enumerate(zip(labels, middles, ends, strict=True)):
        kind = f"ckb-label {colour(i)}" if i < len(chart.series) else "ckb-axis"
        if abs(middle - y) > LINE / 2 or width - right - x > LINE:
            parts.append(line(x + 5, y, width - right + 6, middle, "ckb-leader"))
        start = middle - LINE * len(lines) / 2 + SIZE - 1
        parts += [
            text(width - right + 9, start + k * LINE, words, kind) for k, words in enumerate(lines)
        ]
    return parts, bottom + 2 * LINE + 10


def _labels(chart: Chart, width: int, show: Numbers) -> list[list[str]]:
    """Name each line with its last value, then the reference, in as many lines as they need."""
    room, most = (0.28 * width / BOLD, 2) if width > 480 else (0.32 * width / BOLD, 3)
    found = []
    for series in chart.series:
        lines = wrap(series.name, room, most)
        value = show(series.y[-1])
        joined = f"{lines[-1]} {value}".lstrip()
        fits = text_width(joined) <= room
        found.append([*lines[:-1], joined] if fits else [*lines, value])
    if chart.reference is not None and chart.reference_label:
        found.append(wrap(chart.reference_label, room, most))
    return found


def _along(
    chart: Chart, xs: Sequence[float], across: Scale, baseline: float, width: int
) -> list[str]:
    """Print the ticks of the horizontal axis and its name, each inside the drawing."""
    low, high = across.low, across.high
    most = max(3, min(8, int((across.stop - across.start) / 55)))
    places = sorted(set(xs))
    if len(places) > most or any(x % 1 for x in places):
        choose = month_ticks if "month" in chart.x_label.lower() else ticks
        whole = all(x % 1 == 0 for x in places) or "year" in chart.x_label.lower()
        found = [m for m in choose(low, high, most + 2) if not (whole and m % 1)]
        places = visible(found, low, high) or [low, high]
    show = numbers(chart.x_label, places)
    shown = [show(place) for place in places]
    parts = tick_row([across(place) for place in places], shown, baseline, width)
    words = wrap(chart.x_label, width, 1)[0]
    middle = max((across.start + across.stop) / 2, text_width(words) / 2)
    middle = min(middle, width - text_width(words) / 2)
    return [*parts, text(middle, baseline + LINE + 4, words, "ckb-axis", "middle")]


def _band(series: Series, i: int, across: Scale, up: Scale) -> list[str]:
    if not series.low:
        return []
    edge = [(across(float(x)), up(y)) for x, y in zip(series.x, series.low, strict=True)]
    back = [(across(float(x)), up(y)) for x, y in zip(series.x, series.high, strict=True)]
    if len(edge) == 1:
        (x, low), (_, high) = edge[0], back[0]
        return [line(x, low, x, high, f"ckb-range {colour(i)}")]
    return [f'<polygon class="ckb-band {colour(i)}" points="{path(edge + back[::-1])}"/>']
