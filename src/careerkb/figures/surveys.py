"""Self-reported surveys and the demand that one job board sees."""

from __future__ import annotations

import statistics
from pathlib import Path

from careerkb.figures.draft import Cell, Draft, bootstrap
from careerkb.figures.raw import number, read

__all__ = ["ai_share", "doctorate_share", "earlier_survey_pay", "software_index", "survey_pay"]

SHARE = "indeed_hiring_lab/ai_share_of_postings_monthly.csv"
SECTOR = "indeed_hiring_lab/us_sector_index_monthly_to_2024-09.csv"


def ai_share(folder: Path) -> Draft:
    """Share of US postings on one job board that contain AI terms, by month."""
    read_rows = read(folder, SHARE, columns=("jobcountry", "month", "AI_share_postings"))
    rows: list[list[Cell]] = []
    for i, row in enumerate(read_rows):
        if row["jobcountry"] == "US":
            share = number(SHARE, i + 2, "AI_share_postings", row["AI_share_postings"])
            rows.append([row["month"], share / 100])
    return Draft(
        title="Share of postings with AI terms, US, by month",
        sources=["indeed-2026"], as_of=str(rows[-1][0]),
        note="A keyword match, not an AI job. A share can rise because everything else falls.",
        rows_read=len(read_rows), rows_used=len(rows),
        dropped={"other country": len(read_rows) - len(rows)}, keys=1,
        columns=[("month", "words"), ("share", "fraction")], rows=rows,
    )  # fmt: skip


def software_index(folder: Path) -> Draft:
    """Software-development postings on one job board, February 2020 = 100."""
    columns = ("display_name", "variable", "month", "indeed_job_postings_index")
    read_rows = read(folder, SECTOR, columns=columns)
    rows: list[list[Cell]] = []
    for i, row in enumerate(read_rows):
        if (row["display_name"], row["variable"]) == ("Software Development", "total postings"):
            rows.append([row["month"], number(SECTOR, i + 2, columns[3], row[columns[3]])])
    return Draft(
        title="Software-development postings, US, 1 February 2020 = 100",
        sources=["indeed-2026"], as_of=str(rows[-1][0]),
        note="Monthly means; the method was re-based in November 2024, after the last value here.",
        rows_read=len(read_rows), rows_used=len(rows),
        dropped={"other sector or variable": len(read_rows) - len(rows)}, keys=1,
        columns=[("month", "words"), ("index", "index")], rows=rows,
    )  # fmt: skip


KAGGLE = "kaggle_survey_2021_counts/title_by_education.csv"
TITLES = ("Research Scientist", "Data Scientist", "Machine Learning Engineer", "Software Engineer",
          "Data Engineer")  # fmt: skip


def doctorate_share(folder: Path) -> Draft:
    """Share of respondents with a doctorate, attained or planned, by job title."""
    read_rows = read(folder, KAGGLE, columns=("country", "title", "education", "n"))
    counts: dict[str, dict[str, float]] = {title: {} for title in TITLES}
    used = 0
    for i, row in enumerate(read_rows):
        if row["country"] == "US" and row["title"] in counts:
            counts[row["title"]][row["education"]] = number(KAGGLE, i + 2, "n", row["n"])
            used += 1
    rows: list[list[Cell]] = []
    for title in TITLES:
        total = sum(counts[title].values())
        rows.append([title, total, counts[title].get("Doctoral degree", 0) / total])
    return Draft(
        title="Share with a doctorate by job title, US respondents, 2021",
        sources=["kaggle-2021"], as_of="2021-10",
        note="Self-selected respondents of one platform; a degree attained or planned within two"
        " years; before the title AI Engineer was common.",
        rows_read=len(read_rows), rows_used=used,
        dropped={"other country or title": len(read_rows) - used}, keys=1,
        columns=[("title", "words"), ("n", "count"), ("doctorate", "fraction")], rows=rows,
    )  # fmt: skip


STACK = "stackoverflow_survey_2025/so2025_salary_subset.csv.gz"
ROLES = ("AI/ML engineer", "Applied scientist", "Data scientist", "Academic researcher",
         "Developer, back-end", "Data engineer")  # fmt: skip


def survey_pay(folder: Path) -> Draft:
    """Self-reported yearly pay by role, with the ratio to applied scientists."""
    columns = ("converted_comp_yearly_usd", "country", "dev_type")
    read_rows = read(folder, STACK, columns=columns)
    pay: dict[str, list[float]] = {role: [] for role in ROLES}
    for i, row in enumerate(read_rows):
        if row["country"].startswith("United States of America") and row["dev_type"] in pay:
            pay[row["dev_type"]].append(number(STACK, i + 2, columns[0], row[columns[0]]))
    rows: list[list[Cell]] = []
    for seed, role in enumerate(ROLES):
        if not pay[role]:
            raise ValueError(f"{STACK} must have US respondents with dev_type {role!r}, got none")
        samples = [pay[role], pay["Applied scientist"]]
        own = role == "Applied scientist"
        ratio = (1.0, 1.0, 1.0) if own else bootstrap(samples, lambda m: m[0] / m[1], seed=seed)
        rows.append([role, len(pay[role]), statistics.median(pay[role]), *ratio])
    used = sum(map(len, pay.values()))
    return Draft(
        title="Self-reported yearly pay by role, US, 2025",
        sources=["stackoverflow-2025"], as_of="2025",
        note="Self-selected; pay above 499,750 dollars was cut by the file's author; small groups."
        " Ratio of medians to applied scientists with a 95 % percentile bootstrap interval.",
        rows_read=len(read_rows), rows_used=used,
        dropped={"other country or role": len(read_rows) - used}, keys=1,
        columns=[("role", "words"), ("n", "count"), ("median", "USD a year"), ("ratio", "ratio"),
                 ("low", "ratio"), ("high", "ratio")],
        rows=rows,
    )  # fmt: skip


BANDS = "kaggle_survey_2021_counts/us_selected_title_by_sector_compensation.csv"
LEAST_PAY = 10_000
EARLIER = ("Machine Learning Engineer", "Research Scientist")


def earlier_survey_pay(folder: Path) -> Draft:
    """Self-reported yearly pay outside academia in 2021, with the ratio to research scientists."""
    columns = ("title", "sector", "compensation_band_usd", "n")
    read_rows = read(folder, BANDS, columns=columns)
    pay: dict[str, list[float]] = {title: [] for title in EARLIER}
    people = low_or_blank = 0
    for i, row in enumerate(read_rows):
        count = int(number(BANDS, i + 2, "n", row["n"]))
        people += count
        if row["sector"] == "other" and row["title"] in pay:
            spread = _spread(i + 2, row["compensation_band_usd"], count)
            low_or_blank += count - len(spread)
            pay[row["title"]] += spread
    rows: list[list[Cell]] = []
    for seed, title in enumerate(EARLIER):
        samples = [pay[title], pay["Research Scientist"]]
        own = title == "Research Scientist"
        ratio = (1.0, 1.0, 1.0) if own else bootstrap(samples, lambda m: m[0] / m[1], seed=seed)
        rows.append([title, len(pay[title]), statistics.median(pay[title]), *ratio])
    used = sum(map(len, pay.values()))
    return Draft(
        title="Self-reported yearly pay outside academia, US, 2021",
        sources=["kaggle-2021"], as_of="2021-10",
        note="Self-selected; answers in bands, people spread evenly inside theirs; below 10,000"
        " dollars taken for another currency or a part-time job. Research Scientist is any science."
        " Ratio of medians with a 95 % percentile bootstrap interval.",
        rows_read=people, rows_used=used,
        dropped={"no answer, or below 10,000 dollars": low_or_blank,
                 "other title, or academia": people - used - low_or_blank}, keys=1,
        columns=[("role", "words"), ("n", "count"), ("median", "USD a year"), ("ratio", "ratio"),
                 ("low", "ratio"), ("high", "ratio")],
        rows=rows,
    )  # fmt: skip


def _spread(line: int, band: str, count: int) -> list[float]:
    """Spread people evenly over their band; none for a blank one or one below the least pay."""
    ends = [number(BANDS, line, "compensation_band_usd", end.strip(" $>").replace(",", ""))
            for end in band.split("-") if end]  # fmt: skip
    if not ends or ends[0] < LEAST_PAY:
        return []
    return [ends[0] + (k + 0.5) / count * (ends[-1] + 1 - ends[0]) for k in range(count)]
