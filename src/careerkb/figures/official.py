"""Official wages, projections and doctorate surveys of the United States."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from careerkb.figures.draft import Cell, Draft
from careerkb.figures.raw import number, read

__all__ = [
    "doctorate_pay", "doctorate_plans", "projections", "research_degrees", "starting_pay", "wages",
]  # fmt: skip

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


ACTIVITIES = {
    "computer_applications": "computer applications",
    "any_r_db": "research and development",
    "design": "design",
    "management_sales_or_administrationa": "management",
    "teaching": "teaching",
}
SECTORS = {
    "private_for_profitc": "for-profit companies",
    "federal_government": "federal government",
    "4_year_educational_institutiona": "universities",
}
GROUPS = (
    ("ncses_tables/9268_sdr2021_salary_by_field_and_activity.csv", "field_of_study_full_path",
     "All fields -> Science -> Computer and information sciences", ACTIVITIES, "CS doctorates"),
    ("ncses_tables/9266_sdr2021_salary_by_field_and_sector.csv", "field_of_study_full_path",
     "All fields -> Science -> Computer and information sciences", SECTORS, "CS doctorates"),
    ("ncses_tables/8165_sdr2021_salary_by_occupation_and_activity.csv", "occupation_full_path",
     "All occupations -> Science occupations -> Computer and information scientists"
     " -> Computer and information scientists", ACTIVITIES, "Computer scientists by occupation"),
)  # fmt: skip


def doctorate_pay(folder: Path) -> Draft:
    """Median salary of doctorates by what they mainly do and for whom, with standard errors."""
    rows: list[list[Cell]] = []
    count = 0
    for name, key, path, kinds, group in GROUPS:
        wanted = [f"field_{kind}_{suffix}" for kind in kinds for suffix in ("median_salary", "se")]
        line, row, total = _one(folder, name, key, path, wanted)
        count += total
        for kind, label in kinds.items():
            cells = (row[f"field_{kind}_median_salary"], row[f"field_{kind}_se"])
            median, error = (number(name, line, label, cell) for cell in cells)
            rows.append([group, label, median, error])
    return Draft(
        title="Median salary of doctorates in computing by activity and sector, US, 2021",
        sources=["ncses-sdr-2021"], as_of="2021",
        note="Full-time employed. Research and development as main activity includes universities"
        " and postdocs. Before the generative-AI rise in pay.",
        rows_read=count, rows_used=len(GROUPS), dropped={"other field": count - len(GROUPS)},
        keys=2,
        columns=[("group", "words"), ("activity or sector", "words"), ("median", "USD a year"),
                 ("standard error", "USD a year")],
        rows=rows,
    )  # fmt: skip


def _one(
    folder: Path, name: str, key: str, path: str, columns: Sequence[str]
) -> tuple[int, dict[str, str], int]:
    read_rows = read(folder, name, columns=(key, *columns))
    for i, row in enumerate(read_rows):
        if row[key] == path:
            return i + 2, row, len(read_rows)
    raise ValueError(f"{name} must have a row {path!r} in column {key!r}, got none")


START = "ncses_tables/11705_sed2023_salary_by_field_and_sector.csv"
START_KEY = "_b_field_of_doctorate_b_full_path"
START_FIELDS = {
    "All fields": "Doctorate recipients reporting annual salary",
    "Computer and information sciences": "Doctorate recipients reporting annual salary -> Science"
    " and engineering -> Computer and information sciences",
}
START_SECTORS = {
    "field_industry_or_businessb": "industry",
    "field_academe": "academe",
    "field_government": "government",
}


def starting_pay(folder: Path) -> Draft:
    """Median expected salary of new doctorates by sector."""
    rows: list[list[Cell]] = []
    total = 0
    for field_name, path in START_FIELDS.items():
        line, row, total = _one(folder, START, START_KEY, path, tuple(START_SECTORS))
        for column, sector in START_SECTORS.items():
            rows.append([field_name, sector, number(START, line, column, row[column])])
    return Draft(
        title="Median expected starting salary of new doctorates, US, 2023",
        sources=["ncses-sed-2023"], as_of="2023",
        note="Reported at graduation by those with definite plans; postdocs excluded by sector.",
        rows_read=total, rows_used=len(START_FIELDS),
        dropped={"other field": total - len(START_FIELDS)}, keys=2,
        columns=[("field", "words"), ("sector", "words"), ("median", "USD a year")], rows=rows,
    )  # fmt: skip


PLANS = "ncses_tables/11699_sed2023_definite_commitments_by_major_field.csv"
PLAN_FIELDS = {
    "All fields": "All fields",
    "Computer and information sciences": "All fields -> Science and engineering"
    " -> Computer and information sciences",
}
PLAN_PREFIX = "field_location_of_definite_commitments_united_states_"


def doctorate_plans(folder: Path) -> Draft:
    """What new doctorates with a commitment in the United States do next."""
    names = ("total", "postdoctoral_study", "academic_employment", "industry_employmenta")
    columns = tuple(PLAN_PREFIX + name for name in names)
    rows: list[list[Cell]] = []
    total = 0
    for field_name, path in PLAN_FIELDS.items():
        line, row, total = _one(folder, PLANS, START_KEY, path, columns)
        everyone, *parts = (number(PLANS, line, column, row[column]) for column in columns)
        rows.append([field_name, everyone, parts[0], *(part / everyone for part in parts)])
    return Draft(
        title="What new doctorates with US commitments do next, 2023",
        sources=["ncses-sed-2023"], as_of="2023",
        note="Definite commitments at graduation; the rest went to other sectors.",
        rows_read=total, rows_used=len(rows), dropped={"other field": total - len(rows)}, keys=1,
        columns=[("field", "words"), ("n", "count"), ("postdocs", "count"),
                 ("postdoc", "fraction"), ("academic", "fraction"), ("industry", "fraction")],
        rows=rows,
    )  # fmt: skip


DEGREES = "ncses_tables/7772_nscg2021_employed_by_degree_occupation_activity.csv"
DEGREE_KEY = "level_of_highest_degree_and_occupation_full_path"
DEGREE_LEVELS = {
    "all": "All degree levels",
    "bachelor's": "Bachelor's",
    "master's": "Master's",
    "doctorate": "Doctorate",
}
RESEARCH = "field_primary_work_activity_research_and_developmentb"


def research_degrees(folder: Path) -> Draft:
    """Highest degree of computer and information scientists whose main activity is research."""
    read_rows = read(folder, DEGREES, columns=(DEGREE_KEY, RESEARCH))
    counts: dict[str, float] = {}
    for i, row in enumerate(read_rows):
        parts = row[DEGREE_KEY].split(" -> ")
        if parts[-1] == "Computer and information scientists":
            for label, level in DEGREE_LEVELS.items():
                if level in parts and (label == "all") == (len(parts) == 4):
                    counts[label] = number(DEGREES, i + 2, RESEARCH, row[RESEARCH])
    missing = DEGREE_LEVELS.keys() - counts.keys()
    if missing:
        raise ValueError(f"{DEGREES} must have computer scientists by degree, got no {missing}")
    rows: list[list[Cell]] = [
        [label, counts[label], counts[label] / counts["all"]] for label in DEGREE_LEVELS
    ]
    return Draft(
        title="Highest degree of computer scientists who mainly do research, US, 2021",
        sources=["ncses-nscg-2021"], as_of="2021",
        note="People by what they say they do most; includes software developers who call their"
        " work research and development.",
        rows_read=len(read_rows), rows_used=len(rows),
        dropped={"other occupation": len(read_rows) - len(rows)}, keys=1,
        columns=[("highest degree", "words"), ("n", "count"), ("share", "fraction")], rows=rows,
    )  # fmt: skip
