"""Bars, stacked bars and dots with ranges: one row a category, values along."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careerkb.answers.answer import Chart
from careerkb.answers.marks import OTHER, colour, marker, shape, track
from careerkb.answers.scale import Numbers, Scale, numbers, value_marks, visible
from careerkb.answers.svg import line, rect, text, tick_row
from careerkb.answers.words import LINE, SIZE, cut, text_width, wrap

__all__ = ["draw_rows"]

HATCHES = ("", "M-1 7L7 -1", "M0 3H6", "M-1 -1L7 7", "M3 0V6", "M0 0L6 6M6 0L0 6")
"""What is drawn over each 6 by 6 of a bar, so that bars differ by more than their colour."""


THICK = {"bar": 18.0, "stacked": 24.0, "dot": 28.0}
DOWN = 7.0
"""How far a dot lies below the middle of its row, which leaves room for the value above it."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What every row needs to know."""

    chart: Chart
    name: str
    across: Scale
    show: Numbers
    totals: tuple[float, ...]  # at the end of each stack, if they differ

    @property
    def thick(self) -> float:
        """Height of one bar or dot with the space around it, and the value above a dot."""
        return THICK[self.chart.kind]

    @property
    def height(self) -> float:
        """Height of the bars or dots of one row."""
        return self.thick * (1 if self.chart.kind == "stacked" else len(self.chart.series))


def draw_rows(chart: Chart, width: int, name: str) -> tuple[list[str], float]:
    """
    Draw rows, their names to the left, or above them where the drawing is narrow.

    Args:
        chart: a chart of kind bar, stacked or dot.
        width: of the drawing.
        name: makes the names of patterns unique on the page.

    Returns:
        The pieces and the height.
    """
    narrow = width <= 480
    names = [str(x) for x in chart.series[0].x]
    room = float(width) if narrow else min(max(map(text_width, names)), 0.36 * width)
    named = [wrap(one, room) for one in names]
    left = 0.0 if narrow else 14 + max(text_width(words) for lines in named for words in lines)
    plan, marks = _plan(chart, width, name, left)

    parts, y = _head(chart, width, name)
    show = numbers(chart.y_label, marks, chart.log)
    parts += tick_row([plan.across(m) for m in marks], [show(m) for m in marks], y + SIZE, width)
    start = y = y + LINE + 6
    rows: list[str] = []
    for k, lines in enumerate(named):
        tall = LINE * len(lines)
        if narrow:
            first, y = y + SIZE, y + tall + 3
            height = plan.height
        else:
            height = max(plan.height, tall)
            first = y + (height - tall) / 2 + SIZE - 0.5 + (DOWN if chart.kind == "dot" else 0)
        rows += [text(0, first + i * LINE, words, "ckb-name") for i, words in enumerate(lines)]
        rows += _ROWS[chart.kind](plan, k, y + (height - plan.height) / 2)
        y += height + (9 if narrow else 7)
    end = y - 4
    for mark in marks:
        kind = "ckb-base" if mark == 0 else "ckb-grid"
        parts.append(line(plan.across(mark), start - 2, plan.across(mark), end, kind))
    if chart.reference is not None:
        x = plan.across(chart.reference)
        parts.append(line(x, start - 2, x, end, "ckb-reference", "4 4"))
    return [*parts, *rows], end + 2


def _plan(chart: Chart, width: int, name: str, left: float) -> tuple[_Plan, list[float]]:
    """Fit the scale between the names of the rows and the values written after the bars."""
    stacks = [_stack(chart, k) for k in range(len(chart.series[0].x))]
    if chart.kind == "stacked":
        ends = [0.0, *(end for stack in stacks for _, *two in stack for end in two)]
        sums = tuple(math.fsum(s.y[k] for s in chart.series) for k in range(len(stacks)))
        totals = sums if len(chart.series) > 1 and len({round(t, 9) for t in sums}) > 1 else ()
        written: Sequence[float] = totals
    else:
        ends = [v for s in chart.series for v in (*s.y, *s.low, *s.high)]
        totals, written = (), [v for s in chart.series for v in s.y]
    marks = value_marks(chart, ends, 4 if width <= 480 else 6)
    fine = [v for s in chart.series for v in s.y] + list(totals)
    show = numbers(chart.y_label, marks, chart.log).finer(fine)
    widths = [(v, text_width(show(v))) for v in written]
    if chart.kind == "dot":  # values stand above their dots
        before = after = [max(7.0, *(w / 2 for _, w in widths))]
    else:
        before = [8 + w for v, w in widths if v < 0 and chart.kind == "bar"]
        after = [8 + w for v, w in widths if v >= 0 or chart.kind == "stacked"]
    # The scale ends with the data, not with the tick beyond them, unless few ticks would be left.
    ends += [0.0] if chart.kind != "dot" else []
    ends += [] if chart.reference is None else [chart.reference]
    low, high = marks[0], marks[-1]
    if len(marks) > 3 and not chart.log:
        low, high = (low if chart.kind == "dot" else min(ends)), max(ends)
    across = Scale(
        low, high, left + max(before, default=1), width - max(after, default=1), chart.log
    )
    return _Plan(chart, name, across, show, totals), visible(marks, low, high)


def _head(chart: Chart, width: int, name: str) -> tuple[list[str], float]:
    """Print what the values are and, where series or ranges need names, a legend."""
    lines = wrap(chart.y_label, width)
    parts = [text(0, SIZE + i * LINE, words, "ckb-axis") for i, words in enumerate(lines)]
    y = SIZE + LINE * len(lines) + 2.0
    entries = [(i, series.name) for i, series in enumerate(chart.series)]
    if len(entries) == 1 and not chart.series[0].low:
        entries = []
    if chart.reference is not None and chart.reference_label:
        entries.append((-1, chart.reference_label))
    hatched = chart.kind != "dot" and len(chart.series) > 1
    if hatched:
        patterns = (
            f'<pattern id="{name}-h{i}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<path class="ckb-hatch" d="{hatch}"/></pattern>'
            for i, hatch in enumerate(HATCHES[: len(chart.series)])
            if hatch
        )
        parts.append(f"<defs>{''.join(patterns)}</defs>")
    x = 0.0
    for series, label in entries:
        sample = 14 if series < 0 else 28 if chart.kind == "dot" else 18
        words = cut(label, width - sample)
        if x and x + sample + text_width(words) > width:
            x, y = 0.0, y + LINE + 3
        parts += _sample(chart, series, x, y, name)
        parts.append(text(x + sample, y, words, "ckb-legend"))
        x += sample + text_width(words) + 16
    return parts, y + 6 if entries else y - LINE + 6


def _sample(chart: Chart, series: int, x: float, y: float, name: str) -> Iterator[str]:
    """Draw what stands for a series, or for the reference, in the legend."""
    middle, kind = y - 4.5, OTHER if _of_tracks(chart) else series
    if series < 0:
        yield line(x + 6, middle - 8, x + 6, middle + 8, "ckb-reference", "4 4")
    elif chart.kind != "dot":
        yield from _filled(chart, series, x, middle - 6, 12, 12, name)
    else:
        if chart.series[series].low:
            yield line(x, middle, x + 22, middle, f"ckb-range {colour(kind)}")
        yield marker(kind, x + 11, middle, 5)


def _filled(
    chart: Chart, series: int, x: float, y: float, width: float, height: float, name: str
) -> Iterator[str]:
    yield rect(x, y, width, height, f"ckb-fill {colour(series)}")
    if len(chart.series) > 1 and HATCHES[shape(series)]:
        yield rect(x, y, width, height, "ckb-hatched", f"url(#{name}-h{shape(series)})")


def _of_tracks(chart: Chart) -> bool:
    """Say whether the rows of a chart with one series are tracks."""
    rows = chart.series[0].x
    return len(chart.series) == 1 and any(track(row) is not None for row in rows)


def _mark(chart: Chart, row: int, series: int) -> int:
    """Choose colour and mark: of the series, or of the track where the rows are tracks."""
    if not _of_tracks(chart):
        return series
    found = track(chart.series[0].x[row])
    return OTHER if found is None else found


def _bars(plan: _Plan, k: int, y: float) -> Iterator[str]:
    """Draw the bars of a row from zero, each with its value at its end."""
    zero = plan.across(0)
    for i, series in enumerate(plan.chart.series):
        value, top = series.y[k], y + i * plan.thick
        x = plan.across(value)
        yield from _filled(
            plan.chart,
            _mark(plan.chart, k, i),
            min(x, zero),
            top + 1,
            abs(x - zero),
            plan.thick - 2,
            plan.name,
        )
        words, baseline = plan.show(value), top + plan.thick / 2 + 4.5
        if value < 0:
            yield text(x - 6, baseline, words, "ckb-value", "end")
        else:
            yield text(x + 6, baseline, words, "ckb-value")


def _dots(plan: _Plan, k: int, y: float) -> Iterator[str]:
    """Draw the dots of a row, each with its range, its value above it."""
    for i, series in enumerate(plan.chart.series):
        middle, x = y + (i + 0.5) * plan.thick + DOWN, plan.across(series.y[k])
        kind = _mark(plan.chart, k, i)
        if series.low:
            low, high = plan.across(series.low[k]), plan.across(series.high[k])
            yield line(low, middle, high, middle, f"ckb-range {colour(kind)}")
        yield marker(kind, x, middle, 5)
        yield text(x, middle - 9, plan.show(series.y[k]), "ckb-value", "middle")


def _stacks(plan: _Plan, k: int, y: float) -> Iterator[str]:
    """Draw one stack, with the value in each part that has room for it."""
    last = plan.across(0)
    for i, begin, end in _stack(plan.chart, k):
        x1, x2 = sorted((plan.across(begin), plan.across(end)))
        last = max(last, x2)
        yield from _filled(plan.chart, i, x1, y + 1, x2 - x1, plan.thick - 2, plan.name)
        words = plan.show(plan.chart.series[i].y[k])
        if x2 - x1 >= text_width(words) + 8:
            yield text(
                (x1 + x2) / 2, y + plan.thick / 2 + 4.5, words, f"ckb-inside {colour(i)}", "middle"
            )
    if plan.totals:
        yield text(last + 6, y + plan.thick / 2 + 4.5, plan.show(plan.totals[k]), "ckb-value")


def _stack(chart: Chart, k: int) -> list[tuple[int, float, float]]:
    """Pile up the values of a row: what is above zero to the right, what is below to the left."""
    found, right, left = [], 0.0, 0.0
    for i, series in enumerate(chart.series):
        value = series.y[k]
        if value > 0:
            found.append((i, right, right := right + value))
        elif value < 0:
            found.append((i, left, left := left + value))
    return found


_ROWS = {"bar": _bars, "dot": _dots, "stacked": _stacks}
