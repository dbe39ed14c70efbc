"""Official wages, projections and doctorate surveys of the United States."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from careerkb.figures.draft import Cell, Draft
from careerkb.figures.raw import number, read

__all__ = ["projections", "wages"]  # fmt: skip

OEWS = "bls_oews_2025/oews_may2025_national_by_industry.csv"
OOH = "bls_ooh_2024_34/ooh_occupations.csv"
PLACES = {
    "000000": "all employers",
    "000001": "private employers",
    "51--52": "information sector",
    "541700": "research and development services",
    "61--62": "education",
    "999101": "federal government",
}
OCCUPATIONS = {
    "15-1221": "Research scientists",
    "15-1252": "Software developers",
    "15-2051": "Data scientists",
    "17-2061": "Hardware engineers",
    "11-3021": "IT managers",
}


def wages(folder: Path) -> Draft:
    """Jobs and wages by occupation and kind of employer, with the ratio to research scientists."""
    columns = ("industry_code", "soc", "employment", "annual_p10", "annual_median", "annual_p90",
               "wage_rse_pct")  # fmt: skip
    read_rows = read(folder, OEWS, columns=columns)
    found = {(row["industry_code"], row["soc"]): (i + 2, row) for i, row in enumerate(read_rows)}
    rows: list[list[Cell]] = []
    for place, place_name in PLACES.items():
        reference = _cells(found, place, "15-1221", columns[4:5])[0]
        for soc, occupation in OCCUPATIONS.items():
            jobs, p10, median, p90, error = _cells(found, place, soc, columns[2:])
            rows.append([place_name, occupation, jobs, p10, median, p90, error / 100,
                         median / reference])  # fmt: skip
    return Draft(
        title="Jobs and wages by occupation and employer, US, May 2025",
        sources=["bls-oews-2025"], as_of="2025-05",
        note="Wages only: no stock, no self-employed. Neither AI engineer nor AI researcher is a"
        " category of official statistics. The relative standard error is that of the mean.",
        rows_read=len(read_rows), rows_used=len(rows),
        dropped={"other occupation or industry": len(read_rows) - len(rows)}, keys=2,
        columns=[("employer", "words"), ("occupation", "words"), ("jobs", "count"),
                 ("p10", "USD a year"), ("median", "USD a year"), ("p90", "USD a year"),
                 ("relative standard error", "fraction"), ("ratio", "ratio")],
        rows=rows,
    )  # fmt: skip


def _cells(
    found: Mapping[tuple[str, str], tuple[int, dict[str, str]]],
    place: str,
    soc: str,
    columns: Sequence[str],
) -> list[float]:
    if (place, soc) not in found:
        raise ValueError(f"{OEWS} must have a row for industry {place} and occupation {soc}")
    line, row = found[place, soc]
    return [number(OEWS, line, column, row[column]) for column in columns]


def projections(folder: Path) -> Draft:
    """Projected change in jobs from 2024 to 2034."""
    columns = ("title", "jobs_2024", "change_2024_34_pct", "openings_per_year",
               "typical_entry_education", "median_pay_2024_usd")  # fmt: skip
    read_rows = read(folder, OOH, columns=columns)
    rows: list[list[Cell]] = []
    for i, row in enumerate(read_rows):
        if not row["openings_per_year"]:
            continue
        jobs, change, openings = (number(OOH, i + 2, c, row[c]) for c in columns[1:4])
        title = row["title"].replace(", quality assurance analysts, and testers", " and testers")
        rows.append([title, row["typical_entry_education"], jobs, change / 100, openings])
    rows.sort(key=lambda row: -float(row[3]))
    return Draft(
        title="Projected change in jobs, US, 2024 to 2034", sources=["bls-ooh-2024-34"],
        as_of="2025-08",
        note="A projection, not a measurement. Superseded in August 2026 by the edition for 2025"
        " to 2035, which cuts software developers and testers to 10 % and raises data scientists"
        " to 35 %; its figure for research scientists was not found.",
        rows_read=len(read_rows), rows_used=len(rows),
        dropped={"no openings printed": len(read_rows) - len(rows)}, keys=1,
        columns=[("occupation", "words"), ("entry education", "words"), ("jobs 2024", "count"),
                 ("change", "fraction"), ("openings a year", "count")],
        rows=rows,
    )  # fmt: skip
