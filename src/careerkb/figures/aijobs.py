"""Advertised base pay in the United States, from the aijobs.net index of January 2025.

The publisher calls the file a survey, but almost every advertisement stands there as two adjacent
rows, the two ends of its range, and half of the advertisements repeat. So: join the ends, then drop
the repeats, then count.
"""

from __future__ import annotations

import functools
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from careerkb.figures.draft import Cell, Draft, bootstrap, quantile
from careerkb.figures.raw import number, read

__all__ = [
    "base_by_role",
    "base_by_role_and_level",
    "base_pairs",
    "base_ratios",
    "pairing_trap",
    "reaching_245k",
]

FILE = "aijobs_salaries/salaries_2025-01-19.csv.gz"
SAME = (
    "work_year", "experience_level", "employment_type", "job_title", "salary_currency",
    "employee_residence", "remote_ratio", "company_location", "company_size",
)  # fmt: skip
TITLES = {
    "Research Scientist": {"Research Scientist"},
    "Research Engineer": {"Research Engineer", "AI Research Engineer"},
    "Applied Scientist": {"Applied Scientist"},
    "ML Engineer": {
        "Machine Learning Engineer", "ML Engineer", "Machine Learning Developer",
        "Machine Learning Engineer 5", "AI Machine Learning Engineer",
        "Machine Learning Model Engineer", "Machine Learning Quality Engineer",
    },
    "AI Engineer": {"AI Engineer", "AI Developer", "AI Software Engineer"},
    "MLOps / ML infrastructure": {
        "MLOps Engineer", "ML Infrastructure Engineer", "Machine Learning Infrastructure Engineer",
        "Machine Learning Platform Engineer", "Machine Learning Performance Engineer",
    },
    "Software Engineer": {"Software Engineer"},
    "Data Scientist": {"Data Scientist"},
    "Data Engineer": {"Data Engineer"},
}  # fmt: skip
LEVELS = {"EN": "entry", "MI": "mid", "SE": "senior", "EX": "executive"}
REFERENCE = "Research Scientist"
COMPARED = ("Research Engineer", "Applied Scientist", "ML Engineer", "MLOps / ML infrastructure",
            "Software Engineer", "AI Engineer", "Data Scientist")  # fmt: skip
TRACKS = ("Research Scientist", "Research Engineer", "Applied Scientist", "ML Engineer",
          "AI Engineer", "MLOps / ML infrastructure")  # fmt: skip
FEWEST = 20
"""A group of fewer ranges is printed as "too few"."""

NOTE = (
    "Base pay in advertisements, not earnings: no bonus and no stock. Titles as printed; Research"
    " Scientist includes laboratories outside AI. Midpoint of each distinct range."
)


@dataclass(frozen=True)
class Range:
    """One advertisement: role, level, year and the two ends of its range in US dollars."""

    role: str
    level: str
    year: int
    low: float
    high: float

    @property
    def middle(self) -> float:
        """The midpoint of the range."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Cleaned:
    """The data at each step, and how many rows each step used up."""

    raw_rows: tuple[Range, ...]  # every row of the file counted as if it were a salary
    postings: tuple[Range, ...]  # the two ends joined
    ranges: tuple[Range, ...]  # repeats dropped
    rows_read: int
    dropped: dict[str, int]


@functools.cache
def clean(folder: Path) -> Cleaned:
    """Join the ends of each range, keep US full-time rows of the roles since 2024, drop repeats."""
    rows = read(folder, FILE, columns=(*SAME, "salary", "salary_in_usd"))
    role_of = {title: role for role, titles in TITLES.items() for title in titles}
    singles, joined = [], []
    second_ends = not_compared = 0
    position = 0
    while position < len(rows):
        row = rows[position]
        pay = [number(FILE, position + 2, "salary_in_usd", row["salary_in_usd"])]
        if position + 1 < len(rows) and _is_pair(row, rows[position + 1], position):
            following = rows[position + 1]["salary_in_usd"]
            pay.append(number(FILE, position + 3, "salary_in_usd", following))
        position += len(pay)
        role = role_of.get(row["job_title"])
        if role is None or not _is_compared(row):
            not_compared += len(pay)
            continue
        second_ends += len(pay) - 1
        level, year = row["experience_level"], int(row["work_year"])
        joined.append(Range(role, level, year, min(pay), max(pay)))
        singles += [Range(role, level, year, one, one) for one in pay]
    ranges = tuple(dict.fromkeys(joined))
    dropped = {
        "other title, place, year or not full time": not_compared,
        "second end of a range": second_ends,
        "repeat of a range": len(joined) - len(ranges),
    }
    return Cleaned(tuple(singles), tuple(joined), ranges, len(rows), dropped)


def _is_pair(row: dict[str, str], following: dict[str, str], position: int) -> bool:
    return all(row[column] == following[column] for column in SAME) and (
        number(FILE, position + 2, "salary", row["salary"])
        >= number(FILE, position + 3, "salary", following["salary"])
    )


def _is_compared(row: dict[str, str]) -> bool:
    return (
        row["company_location"] == "US"
        and row["employment_type"] == "FT"
        and row["work_year"] in ("2024", "2025")
    )


def _middles(ranges: Sequence[Range], role: str, level: str = "") -> list[float]:
    return [r.middle for r in ranges if r.role == role and level in ("", r.level)]


def _draft(
    folder: Path, title: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Cell]],
    *, keys: int = 1, note: str = NOTE,
) -> Draft:  # fmt: skip
    data = clean(folder)
    return Draft(
        title=title, sources=["aijobs-2025"], as_of="2025-01-19", note=note,
        rows_read=data.rows_read, rows_used=len(data.ranges), dropped=data.dropped,
        keys=keys, columns=columns, rows=rows,
    )  # fmt: skip


def base_by_role(folder: Path) -> Draft:
    """Quantiles of the midpoints by role."""
    data = clean(folder)
    rows: list[list[Cell]] = []
    for role in TITLES:
        middles = _middles(data.ranges, role)
        quantiles = [round(quantile(middles, q)) for q in (0.1, 0.25, 0.5, 0.75, 0.9)]
        rows.append([role, len(middles), *quantiles])
    rows.sort(key=lambda row: -float(row[4]))
    columns = [("role", "words"), ("n", "count")]
    columns += [(name, "USD a year") for name in ("p10", "p25", "median", "p75", "p90")]
    title = "Advertised base pay by role, US, full time, 2024 to January 2025"
    return _draft(folder, title, columns, rows)


def base_by_role_and_level(folder: Path) -> Draft:
    """Medians of the midpoints by role and level."""
    data = clean(folder)
    rows: list[list[Cell]] = []
    for role in TITLES:
        for level in ("EN", "MI", "SE"):
            middles = _middles(data.ranges, role, level)
            few = len(middles) < FEWEST
            median: Cell = "too few" if few else round(statistics.median(middles))
            rows.append([role, LEVELS[level], len(middles), median])
    title = "Advertised base pay by role and level, US, full time, 2024 to January 2025"
    columns = [("role", "words"), ("level", "words"), ("n", "count"), ("median", "USD a year")]
    return _draft(folder, title, columns, rows, keys=2)


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


def reaching_245k(folder: Path) -> Draft:
    """Share of senior ranges that reach 245,000 dollars of base pay."""
    ranges = [r for r in clean(folder).ranges if r.level == "SE"]
    rows: list[list[Cell]] = []
    for role in TITLES:
        own = [r for r in ranges if r.role == role]
        middle = sum(r.middle >= 245_000 for r in own) / len(own)
        top = sum(r.high >= 245_000 for r in own) / len(own)
        rows.append([role, len(own), middle, top])
    columns = [("role", "words"), ("n", "count"), ("at the midpoint", "fraction"),
               ("at the top end", "fraction")]  # fmt: skip
    return _draft(folder, "Senior ranges that reach 245,000 dollars of base pay", columns, rows)
