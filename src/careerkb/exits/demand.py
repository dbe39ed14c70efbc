"""Demand for both careers: jobs, projections, postings and how long they stay open."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.evidence.data import figure, figure_value
from careerkb.inputs import Growth, PositiveCount, Unit, Years, checked, refusal

__all__ = [
    "ai_share_answer",
    "demand_answer",
    "jobs_after",
    "jobs_per_research_scientist",
    "openings_share",
    "share_change",
]

Jobs = Annotated[float, Interval(ge=1, le=1e9), Unit("jobs")]
Occupation = Literal[
    "Computer and information research scientists",
    "Software developers and testers",
    "Data scientists",
]


@checked
def jobs_after(*, jobs: Jobs, change: Growth, years: Years, of_years: Years = 10.0) -> float:
    """
    Give the number of jobs after some years of an even change.

    Args:
        jobs: jobs at the start.
        change: the whole projected change, as a fraction.
        years: how far to look.
        of_years: the years that *change* spans.

    Returns:
        Jobs, if the change compounds evenly.

    Raises:
        ValueError: an argument is out of range, or the result would pass a billion jobs.

    Source:
        Compound growth, ``jobs (1 + change)**(years / of_years)``.

    Example:
        >>> from careerkb.exits.demand import jobs_after
        >>> round(jobs_after(jobs=40_300, change=0.20, years=10))
        48360
    """
    exponent = years / of_years
    if exponent > 100:
        raise refusal("of_years", of_years, "at least a hundredth of years")
    after = float(jobs * (1 + change) ** exponent)
    if after > 1e9:
        raise refusal("change", change, "small enough to keep jobs below a billion")
    return after


@checked
def openings_share(*, occupation: Occupation) -> float:
    """
    Give the yearly openings as a share of the jobs that exist.

    Args:
        occupation: one of the three nearest official occupations.

    Returns:
        A fraction; openings include replacing people who leave the occupation.

    Raises:
        ValueError: there is no such occupation.

    Source:
        The figure `projections`, from `bls-ooh-2024-34`.

    Example:
        >>> from careerkb.exits.demand import openings_share
        >>> round(openings_share(occupation="Data scientists"), 3)
        0.095
    """
    openings, jobs = (
        float(figure_value(name="projections", row=occupation, column=column))
        for column in ("openings a year", "jobs 2024")
    )
    return openings / jobs


@checked
def jobs_per_research_scientist(
    *, occupation: Literal["Software developers", "Data scientists"] = "Software developers"
) -> float:
    """
    Give how many people hold a job in an occupation for each research scientist.

    Args:
        occupation: the other occupation.

    Returns:
        A ratio of official job counts. Software developers are those of all software, not of AI.

    Raises:
        ValueError: there is no such occupation.

    Source:
        The figure `wages`, from `bls-oews-2025`.

    Example:
        >>> from careerkb.exits.demand import jobs_per_research_scientist
        >>> round(jobs_per_research_scientist())
        45
    """
    other, scientists = (
        float(figure_value(name="wages", row=f"all employers / {name}", column="jobs"))
        for name in (occupation, "Research scientists")
    )
    return other / scientists


@checked
def share_change(*, since: PositiveCount, until: PositiveCount) -> float:
    """
    Give the ratio of the AI share of postings between two Decembers.

    Args:
        since: the first year, 2019 to 2025.
        until: the second year, at least *since*.

    Returns:
        A ratio; 2 means that the share doubled.

    Raises:
        ValueError: a year has no December in the figure, or the order is wrong.

    Source:
        The figure `ai_share`, from `indeed-2026`.

    Example:
        >>> from careerkb.exits.demand import share_change
        >>> round(share_change(since=2023, until=2025), 1)
        2.3
    """
    shares = {str(month): float(share) for month, share in figure(name="ai_share").rows}
    for name, year in (("since", since), ("until", until)):
        if f"{year}-12" not in shares:
            raise refusal(name, year, "a year from 2019 to 2025")
    if until < since:
        raise refusal("until", until, f"at least since, {since}")
    return shares[f"{until}-12"] / shares[f"{since}-12"]


@checked
def demand_answer() -> Answer:
    """
    Show how long postings of each role stayed open at three labs.

    Returns:
        A headline that says "too close to call" where the two intervals overlap, a table and dots
        with ranges; roles with too few closed postings are named in the table and left out of the
        chart.

    Source:
        The figure `lab_open_days`, from `lab-postings-2026`.
    """
    rows = figure(name="lab_open_days").rows
    days = {str(row[0]): row for row in rows}
    research, software = days["Researcher"], days["Software Engineer"]
    apart = float(research[5]) < float(software[4]) or float(software[5]) < float(research[4])
    headline = (
        f"{'The intervals lie apart' if apart else 'Too close to call'}: half of the researcher"
        f" postings closed within {research[3]} days ({research[4]} to {research[5]}, n"
        f" {research[1]}), half of the software ones within {software[3]} ({software[4]} to"
        f" {software[5]}, n {software[1]}); for inference and applied roles the upper end is not"
        " known yet."
    )
    known = [row for row in rows if not any(isinstance(cell, str) for cell in row[3:])]
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="role"),
                *(Column(name=name) for name in ("n", "closed")),
                *(Column(name=name, unit="days") for name in ("median", "low", "high")),
            ),
            rows=tuple(tuple(c if isinstance(c, str) else float(c) for c in row) for row in rows),
        ),
        chart=Chart(
            kind="dot",
            title="Median days until a posting closes, three AI labs",
            summary=headline,
            x_label="role",
            y_label="days",
            series=(
                Series(
                    name="median, 95 % interval",
                    x=tuple(str(row[0]) for row in known),
                    y=tuple(float(row[3]) for row in known),
                    low=tuple(float(row[4]) for row in known),
                    high=tuple(float(row[5]) for row in known),
                ),
            ),
        ),
    )


@checked
def ai_share_answer() -> Answer:
    """
    Show the share of US postings with AI terms over time.

    Returns:
        A headline, the Decembers as a table and the months as a line.

    Source:
        The figure `ai_share`, from `indeed-2026`.
    """
    rows = [(str(month), float(share)) for month, share in figure(name="ai_share").rows]
    lowest = min((row for row in rows if row[0] >= "2023"), key=lambda row: row[1])
    headline = (
        f"{rows[0][1]:.1%} of US postings held AI terms in {rows[0][0]}, {lowest[1]:.1%} at the low"
        f" of {lowest[0]} and {rows[-1][1]:.1%} in {rows[-1][0]}: mentions, not jobs."
    )
    kept = [row for row in rows if row[0].endswith("-12")] + [rows[-1]]
    years = tuple(int(month[:4]) + (int(month[5:]) - 1) / 12 for month, _ in rows)
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="month"), Column(name="share", unit="percent", decimals=1)),
            rows=tuple((month, 100 * share) for month, share in kept),
        ),
        chart=Chart(
            kind="line",
            title="Share of US job postings with AI terms",
            summary=headline,
            x_label="year",
            y_label="percent of postings",
            series=(Series(name="AI terms", x=years, y=tuple(100 * share for _, share in rows)),),
        ),
    )
