"""Pieces of a drawing: text that is escaped and fits, lines, marks, and labels kept apart.

No piece has a style of its own: colour comes from classes, everything else from attributes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from careerkb.answers.marks import at
from careerkb.answers.words import clean, text_width

__all__ = ["apart", "line", "rect", "text", "tick_row"]


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
