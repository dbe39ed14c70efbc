"""Your own forecasts, scored: how good your chances have been, and what a new one is worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Number, Probability, Text, checked, record, refusal

__all__ = ["Forecast", "Score", "corrected_probability", "forecasts_answer", "score"]

Outcome = Literal["yes", "no", "open"]
Forecasts = Annotated[Sequence["Forecast"], Len(0, 500)]
LEAST = 10
"""Decided forecasts below which a record says too little; ours."""
BANDS = 5
"""Equal bands of chance, in which forecasts are set against what came."""
PRIOR = 10.0
"""Forecasts that your stated chance counts for beside your record; ours."""
NEAR = 0.1
"""Forecasts whose chance lies this near count as a record of the same kind; ours."""
T_97 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042)  # fmt: skip
"""Student's 97.5 % points for 1 to 30 degrees of freedom; beyond, the normal one."""


@record
class Forecast:
    """
    One thing you foretold.

    Args:
        what: an offer, a level, a paper, and by which day.
        probability: the chance you gave it.
        outcome: what came, or "open".
    """

    what: Text
    probability: Probability
    outcome: Outcome = "open"


@record
class Score:
    """
    How good some forecasts were; all but *count* are squares of chances.

    Args:
        count: of decided forecasts.
        brier: mean squared distance from what came; 0 is perfect, 0.25 is what always saying a half
            gets.
        low: lower end of a 95 % interval of it.
        high: upper end.
        reliability: the part that comes from chances that were too high or too low; 0 is best.
        resolution: what telling the cases apart has earned; more is better.
        uncertainty: what always saying your base rate would have got.

    Source:
        Brier 1950; Murphy 1973: reliability less resolution plus uncertainty, over bands of chance.
    """

    count: int
    brier: Number
    low: Number
    high: Number
    reliability: Number
    resolution: Number
    uncertainty: Number


_MADE_UP: tuple[tuple[float, Outcome], ...] = (
    (0.8, "yes"), (0.7, "no"), (0.6, "yes"), (0.9, "yes"), (0.3, "no"), (0.8, "no"), (0.5, "yes"),
    (0.2, "no"), (0.7, "yes"), (0.4, "no"), (0.9, "no"), (0.6, "no"), (0.7, "open"),
)  # fmt: skip
EXAMPLE = tuple(
    Forecast(what=f"forecast {number}", probability=chance, outcome=outcome)
    for number, (chance, outcome) in enumerate(_MADE_UP, 1)
)
"""An illustration, all of it made up."""


def _decided(forecasts: Sequence[Forecast]) -> list[tuple[float, float]]:
    return [(f.probability, float(f.outcome == "yes")) for f in forecasts if f.outcome != "open"]


def _bands(pairs: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Sort chance and outcome into even bands of chance; the highest holds a chance of 1."""
    bands: list[list[tuple[float, float]]] = [[] for _ in range(BANDS)]
    for chance, came in pairs:
        bands[min(BANDS - 1, int(chance * BANDS + 1e-9))].append((chance, came))
    return bands


@checked
def score(*, forecasts: Forecasts) -> Score:
    """
    Score the forecasts that have been decided.

    Args:
        forecasts: in any order; open ones are left out.

    Returns:
        The Brier score, its interval and its three parts.

    Raises:
        ValueError: fewer than 2 are decided.

    Source:
        Brier 1950 and Murphy 1973, over five bands, with Stephenson's two terms for what varies
        within a band counted into the reliability, so that the parts add up; the interval is
        Student's, for the mean of the squared distances.

    Example:
        >>> from careerkb.interviews.forecasts import Forecast, score
        >>> told = [Forecast(what="a", probability=0.8, outcome="yes"),
        ...         Forecast(what="b", probability=0.8, outcome="no")]
        >>> f"{score(forecasts=told).brier:.2f}"
        '0.34'
    """
    pairs = _decided(forecasts)
    count = len(pairs)
    if count < 2:
        raise refusal("forecasts", count, "at least 2 that have been decided")
    squares = [(chance - came) ** 2 for chance, came in pairs]
    brier = math.fsum(squares) / count
    spread = math.sqrt(math.fsum((s - brier) ** 2 for s in squares) / (count - 1) / count)
    wide = spread * (T_97[count - 2] if count - 2 < len(T_97) else 1.96)
    base = math.fsum(came for _, came in pairs) / count
    resolution = 0.0
    for band in filter(None, _bands(pairs)):
        rate = math.fsum(came for _, came in band) / len(band)
        resolution += len(band) / count * (rate - base) ** 2
    uncertainty = base * (1 - base)
    return Score(
        count=count,
        brier=brier,
        low=max(0.0, brier - wide),
        high=min(1.0, brier + wide),
        reliability=brier + resolution - uncertainty,
        resolution=resolution,
        uncertainty=uncertainty,
    )


@checked
def corrected_probability(*, probability: Probability, forecasts: Forecasts) -> float:
    """
    Correct a chance by your record with chances like it.

    Args:
        probability: the chance you would give now.
        forecasts: your record.

    Returns:
        The chance that you gave, if fewer than 10 are decided; else between it and the rate at
        which forecasts within a tenth of it came true.

    Source:
        The mean of a Beta belief: your stated chance counts as ten forecasts (our choice), the
        record as what it is.
    """
    pairs = _decided(forecasts)
    if len(pairs) < LEAST:
        return probability
    near = [came for chance, came in pairs if abs(chance - probability) <= NEAR + 1e-9]
    return (PRIOR * probability + math.fsum(near)) / (PRIOR + len(near))


@checked
def forecasts_answer(
    *, forecasts: Forecasts = EXAMPLE, next_probability: Probability = 0.7
) -> Answer:
    """
    Answer the reader's question: how far can I trust my own chances?

    Args:
        forecasts: what you foretold and what came; rows of the sample count only while none is
            yours.
        next_probability: the chance that you would give now.

    Returns:
        The score against always saying your base rate, with its interval, or "too few to say"; the
        bands of chance as rows and as dots; for other pages what you said and the corrected chance,
        in percent.

    Source:
        `score` and `corrected_probability`.
    """
    own = [one for one in forecasts if one not in EXAMPLE] or forecasts
    left_out = len(forecasts) - len(own)
    left = f" {left_out} of the sample's rows are left out." if left_out else ""
    forecasts, pairs = own, _decided(own)
    gives: dict[str, str] = {}
    if len(pairs) < LEAST:
        is_or_are = "is" if len(pairs) == 1 else "are"
        headline = (
            f"Too few to say: {len(pairs)} of your forecasts {is_or_are} decided, and below {LEAST}"
            f" a score is mostly luck. Go on writing them down.{left}"
        )
    else:
        found = score(forecasts=forecasts)
        if found.high < found.uncertainty:
            verdict = "better than always saying your base rate"
        elif found.low > found.uncertainty:
            verdict = "worse than always saying your base rate"
        else:
            verdict = "too close to call against always saying your base rate"
        better = corrected_probability(probability=next_probability, forecasts=forecasts)
        gives = {
            "said": f"{100 * next_probability:.0f}",
            "corrected": f"{100 * better:.0f}",
        }
        headline = (
            f"Your {found.count} forecasts score {found.brier:.2f} ({found.low:.2f} to"
            f" {found.high:.2f}), {verdict} ({found.uncertainty:.2f}). When you say"
            f" {gives['said']} %, count on {gives['corrected']} %.{left}"
        )
    rows = tuple(
        (
            f"{100 * number // BANDS} to {100 * (number + 1) // BANDS} %",
            float(len(band)),
            100 * math.fsum(chance for chance, _ in band) / len(band),
            100 * math.fsum(came for _, came in band) / len(band),
        )
        for number, band in enumerate(_bands(pairs))
        if band
    ) or (("none decided", 0.0, 0.0, 0.0),)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="you said"),
                Column(name="how often"),
                Column(name="on average", unit="%"),
                Column(name="came true", unit="%"),
            ),
            rows=rows,
        ),
        chart=Chart(
            kind="bar", title="What you said and what came", summary=headline,
            x_label="you said", y_label="%",
            series=(
                Series(name="you said", x=tuple(r[0] for r in rows), y=tuple(r[2] for r in rows)),
                Series(name="came true", x=tuple(r[0] for r in rows), y=tuple(r[3] for r in rows)),
            ),
        ),
        gives=gives,
    )  # fmt: skip
