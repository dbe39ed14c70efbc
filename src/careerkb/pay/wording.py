"""How a comparison of two is said: one rule for every headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from careerkb.maths.distribution import Distribution

__all__ = ["Comparison"]

Verdict = Literal["first", "second", "too close to call"]
FIRM = 2 / 3
"""Part of the outcomes in which an offer must end ahead to be called worth more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """
    What a comparison found. A positive difference favours the first offer.

    Args:
        yearly_usd: for each year, what the first, the second and their difference pay if you stay.
        expected_usd: mean worth of the first and of the second, today.
        quantiles_usd: of the first, the second and the difference, at 5, 25, 50, 75 and 95 %.
        first_higher: chance that the first turns out to be worth more.
        close: chance that the two end within the band of each other.
        band_usd: what counts as close.
        verdict: "first" or "second" where the mean lead passes the band and that offer ends ahead
            in two of three outcomes or more, otherwise "too close to call".
        difference: the whole distribution of the difference.
        certain: whether neither can turn out otherwise, by a dollar or more; the quantiles are
            then the expected worths.
    """

    yearly_usd: tuple[tuple[float, float, float], ...]
    expected_usd: tuple[float, float]
    quantiles_usd: tuple[tuple[float, ...], ...]
    first_higher: float
    close: float
    band_usd: float
    verdict: Verdict
    difference: Distribution
    certain: bool


def _headline(found: Comparison, years: int) -> str:
    """Say who leads, by how much, how surely, and between which ends."""
    said = verdict_words(found, f" over {years} year{'s' * (years > 1)}")
    if found.certain:
        return f"{said}."
    low, *_, high = (round(usd / 1000) for usd in found.quantiles_usd[2])
    if low == high:
        return f"{said}; at least 9 in 10 outcomes lie at {_end(low)}."
    return f"{said}; 9 in 10 outcomes lie between {_end(low)} and {_end(high)}."


def verdict_words(found: Comparison, over: str = "") -> str:
    """Say the verdict, the mean lead and its odds: the one rule for the headlines of two offers."""
    lead = found.expected_usd[0] - found.expected_usd[1]
    who, odds = ("first", found.first_higher) if lead > 0 else ("second", 1 - found.first_higher)
    if found.certain:
        if abs(lead) < 0.5:
            return f"No difference{over}: nothing is uncertain, and the two are worth the same"
        worth = f"the {who} is worth {_sum(abs(lead))} more today and nothing is uncertain"
        if found.verdict == "too close to call":
            return f"Too close to call{over}: {worth}, but the band is {_sum(found.band_usd)}"
        by = f"by {_sum(abs(lead))} today, and nothing is uncertain"
        return f"The {who} offer is worth more{over}: {by}"
    if abs(lead) < 500:
        return (
            f"Too close to call{over}: less than a thousand dollars today on average, and the"
            f" first ends ahead in {_of_100(found.first_higher)} outcomes"
        )
    if found.verdict == "too close to call":
        return (
            f"Too close to call{over}: on average the {who} offer is ahead by {_sum(abs(lead))}"
            f" today, and it ends ahead in {_of_100(odds)} outcomes"
        )
    return (
        f"The {who} offer is worth more{over}: by {_sum(abs(lead))} today on average, and it ends"
        f" ahead in {_of_100(odds)} outcomes"
    )


def _of_100(odds: float) -> str:
    """Say odds; what is not sure is not called sure."""
    if 0.995 <= odds < 1 - 1e-9:
        return "more than 99 of 100"
    if 1e-9 < odds < 0.005:
        return "fewer than 1 of 100"
    return f"{100 * odds:.0f} of 100"


def _end(thousands: int) -> str:
    """Name the offer that is ahead at one end of a range, and by how much."""
    if not thousands:
        return "no difference"
    return f"the {'first' if thousands > 0 else 'second'} ahead by {abs(thousands):,} thousand"


def _sum(usd: float) -> str:
    return f"{usd / 1000:,.0f} thousand dollars" if usd >= 999.5 else f"{usd:,.0f} dollars"


def _thousand(usd: float) -> float:
    """Give thousands; what is printed as zero has no sign."""
    return usd / 1000 if abs(usd) > 500 else 0.0
