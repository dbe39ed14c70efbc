"""Peer review: acceptance by year, the consistency experiments, the fate of rejected papers."""

from __future__ import annotations

from pathlib import Path

from careerkb.figures.draft import Cell, Draft
from careerkb.figures.raw import number, read

__all__ = ["acceptance", "acceptance_pooled", "rejected_fate", "review_experiments", "score_bins"]

RATES = "conference_acceptance/acceptance_rates.csv"
VENUES = ("NeurIPS", "ICML", "ICLR")
SOURCES = ["conference-rates", "neurips-2025"]
NOTE = (
    "Main track; accepted divided by submissions, and submissions are not counted alike at every"
    " venue. ICLR 2026 counts valid submissions. Years with a missing count are left out."
)


def _counts(folder: Path) -> tuple[list[tuple[str, int, float, float]], int]:
    columns = ("conference", "year", "track", "submissions", "accepted")
    rows = read(folder, RATES, columns=columns)
    found = []
    for i, row in enumerate(rows):
        wanted = row["conference"] in VENUES and row["track"] == "long" and row["year"] >= "2017"
        if wanted and row["submissions"] and row["accepted"]:
            submissions, accepted = (number(RATES, i + 2, c, row[c]) for c in columns[3:])
            found.append((row["conference"], int(row["year"]), submissions, accepted))
    return found, len(rows)


def acceptance(folder: Path) -> Draft:
    """Submissions and acceptances of the three general machine-learning conferences."""
    found, total = _counts(folder)
    found.sort(key=lambda row: (VENUES.index(row[0]), row[1]))
    return Draft(
        title="Acceptance at the three general machine-learning conferences",
        sources=SOURCES, as_of="2026", note=NOTE, rows_read=total, rows_used=len(found),
        dropped={"other venue, track or year, or a missing count": total - len(found)}, keys=2,
        columns=[("venue", "words"), ("year", "words"), ("submissions", "count"),
                 ("accepted", "count"), ("rate", "fraction")],
        rows=[[v, str(y), s, a, a / s] for v, y, s, a in found],
    )  # fmt: skip


def acceptance_pooled(folder: Path) -> Draft:
    """The three conferences together, for the years in which all three have counts."""
    found, total = _counts(folder)
    rows: list[list[Cell]] = []
    used = 0
    for year in sorted({row[1] for row in found}):
        own = [row for row in found if row[1] == year]
        if len(own) == len(VENUES):
            submissions = sum(row[2] for row in own)
            accepted = sum(row[3] for row in own)
            rows.append([str(year), submissions, accepted, accepted / submissions])
            used += len(own)
    return Draft(
        title="Acceptance at NeurIPS, ICML and ICLR together",
        sources=SOURCES, as_of="2025", note=NOTE, rows_read=total, rows_used=used,
        dropped={"other venue, track or year, or a year without all three": total - used}, keys=1,
        columns=[("year", "words"), ("submissions", "count"), ("accepted", "count"),
                 ("rate", "fraction")],
        rows=rows,
    )  # fmt: skip


EXPERIMENTS = "conference_acceptance/peer_review_experiments.csv"


def review_experiments(folder: Path) -> Draft:
    """How often two committees decided differently on the same papers."""
    columns = ("year", "papers", "both_accept", "disagreements", "disagreement_rate")
    read_rows = read(folder, EXPERIMENTS, columns=columns)
    rows: list[list[Cell]] = []
    for i, row in enumerate(read_rows):
        rate = number(EXPERIMENTS, i + 2, columns[4], row[columns[4]])
        known: list[Cell] = [
            number(EXPERIMENTS, i + 2, c, row[c]) if row[c] else "too few" for c in columns[1:4]
        ]
        rows.append([row["year"], *known, rate])
    return Draft(
        title="NeurIPS consistency experiments: two committees, the same papers",
        sources=["neurips-2014-analysis", "neurips-2021"], as_of="2021",
        note="The counts of 2021 are not in the copy that was read; its rate is from the abstract.",
        rows_read=len(read_rows), rows_used=len(rows), keys=1,
        columns=[("year", "words"), ("papers", "count"), ("both accept", "count"),
                 ("disagreements", "count"), ("disagreement", "fraction")],
        rows=rows,
    )  # fmt: skip


FATE = "conference_acceptance/neurips2014_rejected_fate.csv"


def rejected_fate(folder: Path) -> Draft:
    """Where the papers rejected at NeurIPS 2014 were found later."""
    read_rows = read(folder, FATE, columns=("item", "papers"))
    papers = {row["item"]: number(FATE, i + 2, "papers", row["papers"])
              for i, row in enumerate(read_rows)}  # fmt: skip
    wanted = {
        "rejected": "rejected",
        "rejected and traced online": "traced online",
        "traced: published at another venue": "published at another venue",
        "traced: arXiv only": "preprint only",
        "traced: PDF online without venue": "PDF only",
    }
    if missing := wanted.keys() - papers.keys():
        raise ValueError(f"{FATE} must have a row {sorted(missing)[0]!r}, got none")
    rows: list[list[Cell]] = [[label, papers[item], papers[item] / papers["rejected"]]
            for item, label in wanted.items()]  # fmt: skip
    return Draft(
        title="What became of the papers rejected at NeurIPS 2014",
        sources=["neurips-2014-analysis"], as_of="2021",
        note="A lower bound: what could not be traced may have been published all the same.",
        rows_read=len(read_rows), rows_used=len(rows),
        dropped={"single venue, or not about rejected papers": len(read_rows) - len(rows)}, keys=1,
        columns=[("fate", "words"), ("papers", "count"), ("share", "fraction")], rows=rows,
    )  # fmt: skip


BINS = "conference_acceptance/iclr2023_decisions_by_mean_score.csv"


def score_bins(folder: Path) -> Draft:
    """How a mean review score became a decision at ICLR 2023."""
    columns = ("mean_score_from", "accept", "reject")
    read_rows = read(folder, BINS, columns=columns)
    rows: list[list[Cell]] = []
    for i, row in enumerate(read_rows):
        accept, reject = (number(BINS, i + 2, c, row[c]) for c in columns[1:])
        rows.append([row["mean_score_from"], accept + reject, accept / (accept + reject)])
    return Draft(
        title="Share of decided papers accepted by mean review score, ICLR 2023",
        sources=["iclr-2023-reviews"], as_of="2023-02",
        note="Bins of half a point, named by their lower end; withdrawn papers have no decision.",
        rows_read=len(read_rows), rows_used=len(rows), keys=1,
        columns=[("mean score from", "words"), ("n", "count"), ("accepted", "fraction")],
        rows=rows,
    )  # fmt: skip
