"""What conferences accept, and how far two committees agree."""

from __future__ import annotations

from typing import Literal

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.evidence.data import figure
from careerkb.inputs import (
    PositiveCount,
    PositiveFraction,
    Probability,
    checked,
    refusal,
)

__all__ = ["acceptance_answer", "acceptance_fraction", "rejected_on_rerun"]

Venue = Literal["NeurIPS", "ICML", "ICLR"]


@checked
def acceptance_fraction(*, venue: Venue, year: PositiveCount) -> float:
    """
    Look up the share of submitted papers that a conference accepted.

    Args:
        venue: the conference, main track.
        year: the year it was held, from 2017.

    Returns:
        Accepted divided by submitted papers, from 0 to 1.

    Raises:
        ValueError: there is no count for this venue and year.

    Source:
        The figure `acceptance`, made from `conference-rates` and `neurips-2025`.

    Example:
        >>> from careerkb.work.acceptance import acceptance_fraction
        >>> round(acceptance_fraction(venue="NeurIPS", year=2025), 3)
        0.245
    """
    held = {int(row[1]): row for row in figure(name="acceptance").rows if row[0] == venue}
    if year not in held:
        raise refusal("year", year, f"one of {', '.join(map(str, sorted(held)))} for {venue}")
    _, _, submissions, accepted, _ = held[year]
    return float(accepted) / float(submissions)


@checked
def rejected_on_rerun(*, disagreement: Probability, acceptance: PositiveFraction) -> float:
    """
    Give the chance that a second committee would have rejected an accepted paper.

    Args:
        disagreement: share of all papers on which the two committees decide differently.
        acceptance: share of papers that a committee accepts, above 0.

    Returns:
        A probability from 0 to 1.

    Raises:
        ValueError: an argument is out of range, or the two do not fit together.

    Source:
        Each disagreement is an acceptance for one of two alike committees, hence
        ``d / (2a)``. Compare `price-2014` and `neurips-2014-analysis`.

    Example:
        >>> from careerkb.work.acceptance import rejected_on_rerun
        >>> round(rejected_on_rerun(disagreement=43 / 166, acceptance=0.225), 3)
        0.576
    """
    if disagreement > 2 * min(acceptance, 1 - acceptance):
        raise refusal(
            "disagreement",
            disagreement,
            f"at most {2 * min(acceptance, 1 - acceptance):g} at this acceptance",
            "two committees cannot disagree on more papers than they accept and reject",
        )
    return disagreement / (2 * acceptance)


@checked
def acceptance_answer() -> Answer:
    """
    Show submissions and acceptance of the three general conferences together, year by year.

    Returns:
        A headline with the growth of both, a table and the acceptance rate as a line.

    Source:
        The figure `acceptance_pooled`: NeurIPS, ICML and ICLR, years in which all three have
        counts.
    """
    rows = figure(name="acceptance_pooled").rows
    years, submissions, _, rates = zip(*rows, strict=True)
    growth = float(submissions[-1]) / float(submissions[0])
    headline = (
        f"From {years[0]} to {years[-1]} submissions grew {growth:.1f}-fold, to"
        f" {submissions[-1]:,}, and the share accepted went from {rates[0]:.1%} to {rates[-1]:.1%}."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="year"),
                Column(name="submissions"),
                Column(name="accepted"),
                Column(name="rate", unit="percent", decimals=1),
            ),
            rows=tuple(
                (str(year), float(sent), float(taken), 100 * float(rate))
                for year, sent, taken, rate in rows
            ),
        ),
        chart=Chart(
            kind="line",
            title="Share of submissions accepted at NeurIPS, ICML and ICLR together",
            summary=headline,
            x_label="year",
            y_label="percent accepted",
            series=(
                Series(
                    name="accepted",
                    x=tuple(int(year) for year in years),
                    y=tuple(100 * float(rate) for rate in rates),
                ),
            ),
        ),
    )
