"""A figure on its way to a file: the fields of `careerkb.evidence.data`, and their writing."""

from __future__ import annotations

import json
import math
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

__all__ = ["Draft", "bootstrap", "quantile", "toml"]

REVIEWED = "2026-11-23"
STALE_AFTER = "2027-11-30"
DRAWS = 4_000

Cell = str | int | float


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One figure before it is written; fields as in `careerkb.evidence.data.Figure`."""

    title: str
    sources: Sequence[str]
    as_of: str
    note: str
    rows_read: int
    rows_used: int
    dropped: dict[str, int] = field(default_factory=dict)
    keys: int
    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Cell]]


def toml(draft: Draft) -> str:
    """
    Write a figure, byte for byte the same for the same numbers.

    Args:
        draft: the figure.

    Returns:
        The text of its file.
    """
    lines = [
        "# Made by `python -m careerkb.figures`; do not edit by hand.",
        f"title = {json.dumps(draft.title, ensure_ascii=False)}",
        f"sources = {json.dumps(list(draft.sources))}",
        f'as_of = "{draft.as_of}"',
        f"reviewed = {REVIEWED}",
        f"stale_after = {STALE_AFTER}",
        f"note = {json.dumps(draft.note, ensure_ascii=False)}",
        f"rows_read = {draft.rows_read}",
        f"rows_used = {draft.rows_used}",
        f"keys = {draft.keys}",
        "rows = [",
        *(f"  [{', '.join(map(_cell, row))}]," for row in draft.rows),
        "]",
        "",
        "[dropped]",
        *(f"{json.dumps(reason)} = {count}" for reason, count in draft.dropped.items()),
    ]
    for name, unit in draft.columns:
        lines += ["", "[[columns]]", f"name = {json.dumps(name)}", f"unit = {json.dumps(unit)}"]
    return "\n".join(lines) + "\n"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return json.dumps(cell, ensure_ascii=False)
    return repr(int(cell)) if float(cell).is_integer() else repr(round(cell, 4))


def quantile(values: Sequence[float], share: float) -> float:
    """
    Interpolate linearly between order statistics (Hyndman and Fan's type 7).

    Args:
        values: at least one number, in any order.
        share: from 0 to 1.

    Returns:
        The quantile.
    """
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


def bootstrap(
    samples: Sequence[Sequence[float]],
    statistic: Callable[[Sequence[float]], float],
    *,
    seed: int,
) -> tuple[float, float, float]:
    """
    Give a statistic of the samples' medians with its percentile bootstrap interval.

    Args:
        samples: groups, each resampled on its own with replacement.
        statistic: a function of the medians, in the order of the groups.
        seed: of the pseudo-random draws, so that the result is always the same.

    Returns:
        The statistic, and the 2.5 % and 97.5 % quantiles over 4,000 draws.

    Source:
        Efron's percentile interval.
    """
    generator = random.Random(seed)
    groups = [sorted(sample) for sample in samples]
    drawn = []
    for _ in range(DRAWS):
        medians = [_resampled_median(group, generator) for group in groups]
        drawn.append(statistic(medians))
    point = statistic([statistics.median(group) for group in groups])
    return point, quantile(drawn, 0.025), quantile(drawn, 0.975)


def _resampled_median(ordered: Sequence[float], generator: random.Random) -> float:
    """Median of a resample, by drawing the two middle uniform order statistics directly."""
    n = len(ordered)
    low, high = (n - 1) // 2, n // 2
    # The k-th smallest of n uniforms is Beta(k + 1, n - k); the next gap follows from it.
    first = generator.betavariate(low + 1, n - low)
    if low == high:
        return ordered[min(int(first * n), n - 1)]
    gap = 1 - generator.random() ** (1 / (n - high))
    second = first + (1 - first) * gap
    return (ordered[min(int(first * n), n - 1)] + ordered[min(int(second * n), n - 1)]) / 2
