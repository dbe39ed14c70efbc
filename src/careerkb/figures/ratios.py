"""Advertised pay of one role over another's: ratios with intervals from resampled ranges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from careerkb.figures.aijobs import (
    COMPARED,
    FEWEST,
    LEVELS,
    NOTE,
    REFERENCE,
    Range,
    _draft,
    _middles,
    clean,
)
from careerkb.figures.draft import Cell, Draft, bootstrap

__all__ = ["base_pairs", "base_ratios", "pairing_trap"]

TRACKS = ("Research Scientist", "Research Engineer", "Applied Scientist", "ML Engineer",
          "AI Engineer", "MLOps / ML infrastructure")  # fmt: skip


def base_ratios(folder: Path) -> Draft:
    """Ratios of medians to the research scientist's, as they are and at one mix of levels."""
    ranges = clean(folder).ranges
    rows: list[list[Cell]] = []
    for seed, role in enumerate(COMPARED):
        samples = [_middles(ranges, role), _middles(ranges, REFERENCE)]
        rows.append(_ratio_row(role, "all levels", samples, seed))
        rows.append(_same_mix_row(role, ranges, seed))
        seniors = [_middles(ranges, role, "SE"), _middles(ranges, REFERENCE, "SE")]
        rows.append(_ratio_row(role, "senior", seniors, seed))
    title = "Median advertised base pay over that of Research Scientists, US, 2024 to January 2025"
    note = NOTE + (
        " Same mix of levels: geometric mean of the ratios at each level with enough ranges,"
        " weighted by the two roles' pooled counts. Intervals: percentile bootstrap, 95 %."
    )
    return _draft(folder, title, RATIO_COLUMNS, rows, keys=2, note=note)


def base_pairs(folder: Path) -> Draft:
    """Ratio of medians of every two tracks, all levels together."""
    ranges = clean(folder).ranges
    rows: list[list[Cell]] = []
    for seed, (first, second) in enumerate(combinations(TRACKS, 2)):
        samples = [_middles(ranges, first), _middles(ranges, second)]
        rows.append(_ratio_row(first, second, samples, seed))
    title = "Median advertised base pay of one track over another, US, 2024 to January 2025"
    columns = [("first", "words"), ("second", "words"), *RATIO_COLUMNS[2:6],
               ("n second", "count")]  # fmt: skip
    note = NOTE + " All levels together. Intervals: percentile bootstrap, 95 %, one pair at a time."
    return _draft(folder, title, columns, rows, keys=2, note=note)


RATIO_COLUMNS = [
    ("role", "words"), ("levels", "words"), ("ratio", "ratio"), ("low", "ratio"),
    ("high", "ratio"), ("n", "count"), ("n reference", "count"),
]  # fmt: skip


def _ratio_row(role: str, label: str, samples: Sequence[Sequence[float]], seed: int) -> list[Cell]:
    point, low, high = bootstrap(samples, lambda medians: medians[0] / medians[1], seed=seed)
    return [role, label, point, low, high, len(samples[0]), len(samples[1])]


def _same_mix_row(role: str, ranges: Sequence[Range], seed: int) -> list[Cell]:
    pairs = [
        (_middles(ranges, role, level), _middles(ranges, REFERENCE, level)) for level in LEVELS
    ]
    pairs = [pair for pair in pairs if min(map(len, pair)) >= FEWEST]
    counts = [len(own) + len(reference) for own, reference in pairs]
    weights = [count / sum(counts) for count in counts]

    def weighted(medians: Sequence[float]) -> float:
        logarithms = (
            weight * math.log(medians[2 * i] / medians[2 * i + 1])
            for i, weight in enumerate(weights)
        )
        return math.exp(math.fsum(logarithms))

    samples = [sample for pair in pairs for sample in pair]
    point, low, high = bootstrap(samples, weighted, seed=seed)
    n = [sum(len(pair[side]) for pair in pairs) for side in (0, 1)]
    return [role, "same mix", point, low, high, *n]


def pairing_trap(folder: Path) -> Draft:
    """The same ratio at each step of the cleaning: the naive count is wrong."""
    data = clean(folder)
    steps = {
        "every row a salary": data.raw_rows,
        "two ends joined": data.postings,
        "repeats dropped": data.ranges,
    }
    rows = []
    for label, ranges in steps.items():
        for seed, role in enumerate(("ML Engineer", "AI Engineer")):
            samples = [_middles(ranges, role), _middles(ranges, REFERENCE)]
            rows.append(_ratio_row(role, label, samples, seed))
    columns = [("role", "words"), ("counted as", "words"), *RATIO_COLUMNS[2:]]
    title = "What the way of counting does to the ratio to Research Scientists"
    return _draft(folder, title, columns, rows, keys=2)
