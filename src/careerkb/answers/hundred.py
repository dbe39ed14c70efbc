"""A hundred dots, each one of a hundred outcomes: odds that can be counted."""

from __future__ import annotations

from collections.abc import Sequence

from careerkb.answers.answer import Chart
from careerkb.answers.marks import colour, marker
from careerkb.answers.svg import text
from careerkb.answers.words import LINE, wrap

__all__ = ["counts_of_100", "draw_hundred"]

CELL, RADIUS, TOP = 16.0, 5.0, 10.0
ACROSS = 10


def counts_of_100(shares: Sequence[float]) -> tuple[int, ...]:
    """
    Turn shares into whole numbers that add up to a hundred, by the largest remainders.

    Args:
        shares: fractions that sum to 1.

    Returns:
        Counts; the earlier of two equal remainders is served first.

    Example:
        >>> from careerkb.answers.hundred import counts_of_100
        >>> counts_of_100([1 / 3, 1 / 3, 1 / 3])
        (34, 33, 33)
    """
    whole = [int(100 * share + 1e-9) for share in shares]
    rest = sorted(range(len(shares)), key=lambda i: whole[i] - 100 * shares[i])
    for i in rest[: 100 - sum(whole)]:
        whole[i] += 1
    return tuple(whole)


def draw_hundred(chart: Chart, width: int, name: str) -> tuple[list[str], float]:
    """
    Draw ten rows of ten dots, and beside or under them how many each series has.

    Args:
        chart: of kind hundred; the first number of each series is how many of 100 it has.
        width: of the drawing.
        name: not needed.

    Returns:
        The pieces and the height.
    """
    owners = [n for n, one in enumerate(chart.series) for _ in range(round(one.y[0]))]
    parts = []
    for place, owner in enumerate(owners[: ACROSS * ACROSS]):
        row, column = divmod(place, ACROSS)
        x, y = RADIUS + 2 + column * CELL, TOP + row * CELL
        parts.append(marker(owner, x, y, RADIUS))
    side = ACROSS * CELL + 18
    y = TOP + 4
    for number, one in enumerate(chart.series):
        said = f"{one.y[0]:.0f} of 100: {one.name}"
        parts.append(marker(number, side + RADIUS, y - 5, RADIUS))
        for part in wrap(said, width - side - 24, most=2):
            parts.append(text(side + 18, y, part, f"ckb-label {colour(number)}"))
            y += LINE
        y += 4
    return parts, max(TOP + ACROSS * CELL, y)
