"""Pieces of a drawing: text that is escaped and fits, lines, marks, and labels kept apart.

No piece has a style of its own: colour comes from classes, everything else from attributes.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Literal

__all__ = [
    "DASHES",
    "LINE",
    "SIZE",
    "apart",
    "at",
    "clean",
    "colour",
    "cut",
    "line",
    "marker",
    "path",
    "rect",
    "shape",
    "text",
    "text_width",
    "tick_row",
    "wrap",
]

SIZE, LINE = 13, 16
"""Height of the letters and of a line of text, in the units of the drawing."""

COLOURS = 6
DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 2", "1 4 6 4")
MARKERS: tuple[tuple[tuple[float, float], ...], ...] = (
    (),  # a circle
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    ((0, -1.2), (1.2, 0.9), (-1.2, 0.9)),
    ((0, 1.2), (1.2, -0.9), (-1.2, -0.9)),
    ((-1.3, -0.5), (1.3, -0.5), (1.3, 0.5), (-1.3, 0.5)),
)
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
EMS = {
    letter: width
    for width, letters in {
        32: "ijlI|'",
        42: " .,:;!()[]/\\ftr-",
        74: "ABCDEFGHJKLNOPQRSTUVXYZ&",
        100: "mwMW%@…—",
    }.items()
    for letter in letters
}
"""Widths in hundredths of an em, those of a wide font: a label may be cut early."""


def clean(words: str) -> str:
    """Escape text for HTML and SVG; a character that neither may hold becomes U+FFFD."""
    return escape(UNPRINTABLE.sub("\ufffd", words))


def at(value: float) -> str:
    """Print a coordinate rounded to a tenth, never as minus zero."""
    return f"{round(value, 1) + 0.0:.9g}"


@functools.lru_cache(2048)  # a chart that moves keeps most of its words
def text_width(words: str) -> float:
    """Estimate the width of a line of text without a browser."""
    return SIZE * sum(EMS.get(c) or (64 if c < "\u1100" else 110) for c in words) / 100


def cut(words: str, room: float) -> str:
    """Shorten a line to the room there is; the table under a chart holds the whole."""
    if text_width(words) <= room:
        return words
    room -= text_width("…")
    kept = 0
    for letter in words:
        room -= text_width(letter)
        if room < 0:
            break
        kept += 1
    return words[:kept].rstrip() + "…"


def wrap(words: str, room: float, most: int = 2) -> list[str]:
    """Break text into at most so many lines, each cut if need be."""
    lines = [""]
    parts = words.split()
    for number, part in enumerate(parts):
        joined = f"{lines[-1]} {part}".lstrip()
        if not lines[-1] or text_width(joined) <= room:
            lines[-1] = joined
        elif len(lines) < most:
            lines.append(part)
        else:
            lines[-1] = " ".join([lines[-1], *parts[number:]])
            break
    return [cut(line, room) for line in lines]


def colour(series: int) -> str:
    """Name the class that colours the nth series."""
    return f"ckb-s{series % COLOURS}"


def shape(series: int) -> int:
    """Number the dash and marker of the nth series: another one each time the colours return."""
    return (series + series // COLOURS) % COLOURS


def text(
    x: float,
    y: float,
    words: str,
    kind: str,
    anchor: Literal["start", "middle", "end"] = "start",
) -> str:
    """Write one line of text with its baseline at *y*."""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{kind}" x="{at(x)}" y="{at(y)}"{end}>{clean(words)}</text>'


def tick_row(places: Sequence[float], words: Sequence[str], y: float, width: float) -> list[str]:
    """Print labels under or over their places, inside the drawing and only so many as fit."""
    widths = [text_width(one) for one in words]
    middles = [min(max(x, w / 2), width - w / 2) for x, w in zip(places, widths, strict=True)]
    closest = min((b - a for a, b in pairwise(middles)), default=width)
    step = max(1, math.ceil((max(widths) + 8) / max(closest, 0.1)))
    return [
        text(x, y, one, "ckb-tick", "middle")
        for x, one in zip(middles[::step], words[::step], strict=True)
    ]


def line(x1: float, y1: float, x2: float, y2: float, kind: str, dash: str = "") -> str:
    """Draw a straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line class="{kind}" x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}"{dashed}/>'


def rect(x: float, y: float, width: float, height: float, kind: str, fill: str = "") -> str:
    """Draw a rectangle, filled by its class or by a pattern."""
    filled = f' fill="{fill}"' if fill else ""
    return (
        f'<rect class="{kind}" x="{at(x)}" y="{at(y)}"'
        f' width="{at(width)}" height="{at(height)}"{filled}/>'
    )


def path(points: Sequence[tuple[float, float]]) -> str:
    """Print points as the attribute of a polyline or polygon."""
    return " ".join(f"{at(x)},{at(y)}" for x, y in points)


def marker(series: int, x: float, y: float, radius: float) -> str:
    """Draw the mark of the nth series."""
    corners = MARKERS[shape(series)]
    kind = f"ckb-mark {colour(series)}"
    if not corners:
        return f'<circle class="{kind}" cx="{at(x)}" cy="{at(y)}" r="{at(radius)}"/>'
    points = path([(x + radius * dx, y + radius * dy) for dx, dy in corners])
    return f'<polygon class="{kind}" points="{points}"/>'


def apart(
    targets: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """
    Place labels one above the other so that none covers another.

    Args:
        targets: where the middle of each label would like to be.
        heights: of the labels, together at most *bottom* - *top*.
        top: the upper limit.
        bottom: the lower limit.

    Returns:
        The middles, in the order of *targets*, each as near to its target as its neighbours allow.

    Example:
        >>> from careerkb.answers.svg import apart
        >>> apart([50, 52, 90], [16, 16, 16], 0, 100)
        [43.0, 59.0, 90.0]
    """
    order = sorted(range(len(targets)), key=lambda i: (targets[i], i))
    # Labels that would touch become one stack, placed where its members wish to be on average.
    stacks: list[tuple[list[int], float, float]] = []  # members, height, upper edge
    for i in order:
        members, height = [i], heights[i]
        edge = _edge(members, targets, heights, top, bottom)
        while stacks and stacks[-1][1] + stacks[-1][2] > edge:
            above, above_height, _ = stacks.pop()
            members, height = above + members, above_height + height
            edge = _edge(members, targets, heights, top, bottom)
        stacks.append((members, height, edge))
    middles = [0.0] * len(targets)
    for members, _, edge in stacks:
        for i in members:
            middles[i] = edge + heights[i] / 2
            edge += heights[i]
    return middles


def _edge(
    members: Sequence[int],
    targets: Sequence[float],
    heights: Sequence[float],
    top: float,
    bottom: float,
) -> float:
    wished, below = 0.0, 0.0
    for i in members:
        wished += targets[i] - heights[i] / 2 - below
        below += heights[i]
    return max(top, min(bottom - below, wished / len(members)))
