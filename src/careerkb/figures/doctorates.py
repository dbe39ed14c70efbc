"""Figures on doctorates, from the surveys of the National Science Foundation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from careerkb.figures.draft import Cell, Draft
from careerkb.figures.raw import number, read

__all__ = ["doctorate_pay", "doctorate_plans", "research_degrees", "starting_pay"]

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
