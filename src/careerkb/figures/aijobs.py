"""Advertised base pay in the United States, from the aijobs.net index of January 2025.

The publisher calls the file a survey, but almost every advertisement stands there as two adjacent
rows, the two ends of its range, and half of the advertisements repeat. So: join the ends, then drop
the repeats, then count.
"""

from __future__ import annotations

import functools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from careerkb.figures.draft import Cell, Draft, quantile
from careerkb.figures.raw import number, read

__all__ = ["base_by_role", "base_by_role_and_level", "reaching_245k"]

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
