"""Two to five options at once: how likely each is best, and what you would regret of each.

Amounts are US dollars today, divided by the cost of living; before tax unless it says after.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Annotated, Any

from annotated_types import Interval, Len

from careerkb.decide.joint import joint_worths
from careerkb.decide.taxed import taxed_worth
from careerkb.inputs import Rate, Unit, checked, record, refusal
from careerkb.maths.distribution import Distribution, difference
from careerkb.maths.odds import Mixture, odds_of, odds_of_certain
from careerkb.pay.after_tax import StateRate
from careerkb.pay.comparison import MOST_PAIRS, SHARES, Band, _counted, _is_certain, _quantiles
from careerkb.pay.offers import Offer
from careerkb.pay.tax import Status, TaxYear
from careerkb.pay.wording import FIRM
from careerkb.pay.worth import Atoms, Horizon, expected_value_usd, parts_of

__all__ = ["Option", "Options", "Several", "Together", "compare_several", "options_named"]

Together = Annotated[float, Interval(ge=0, le=0.95), Unit("correlation")]
"""Correlation of what two offers' shares bring; at one, chance would have nothing left to do."""
CLOSE = "too close to call"


@record
class Option:
    """
    One thing that you could do: an offer, the job you have, a doctorate, a postdoc.

    Args:
        name: what you call it.
        offer: its terms and your outlook; a stipend is base pay.
        state_rate: share of all wages that its state takes; used after tax alone.
    """

    name: Annotated[str, Len(1, 40)]
    offer: Offer
    state_rate: StateRate = 0.0


Options = Annotated[Sequence[Option], Len(2, 5)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Several:
    """
    What a comparison of several options found, in the order in which they were given.

    Args:
        names: of the options.
        best_chances: how likely each turns out the best; they sum to 1, a tie is shared evenly.
        expected_usd: mean worth of each, today.
        regret_usd: how much less each brings, on average, than the one that turns out best.
        pair_chances: row and column: how likely the row's option beats the column's.
        quantiles_usd: of each, at 5, 25, 50, 75 and 95 %.
        lead_quantiles_usd: of the highest mean's worth less the next one's, at the same shares.
        highest_usd: mean of whichever turns out best: what a choice with all answers would bring.
        verdict: the name of the option whose mean leads by more than the band and that turns out
            best in two of three outcomes or more, otherwise "too close to call".
        certain: whether none can turn out otherwise, by a dollar or more.
    """

    names: tuple[str, ...]
    best_chances: tuple[float, ...]
    expected_usd: tuple[float, ...]
    regret_usd: tuple[float, ...]
    pair_chances: tuple[tuple[float, ...], ...]
    quantiles_usd: tuple[tuple[float, ...], ...]
    lead_quantiles_usd: tuple[float, ...]
    highest_usd: float
    verdict: str
    certain: bool


def options_named(options: Sequence[Option]) -> tuple[str, ...]:
    """
    Give the names of some options, each other than the rest.

    Args:
        options: two to five.

    Returns:
        The names.

    Raises:
        ValueError: two have the same name, or one is called like the verdict of none.
    """
    names = tuple(option.name for option in options)
    for name in names:
        if names.count(name) > 1 or name == CLOSE:
            raise refusal("options", name, "options with names of their own")
    return names


@checked
def compare_several(
    *,
    options: Options,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    correlation: Together = 0.0,
    band_fraction: Band = 0.02,
    after_tax: bool = False,
    tax_year: TaxYear = 2026,
    status: Status = "single",
) -> Several:
    """
    Compare two to five options over the years that you would stay.

    Args:
        options: what you could do, each with its outlook.
        years: how long you would stay at each if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        correlation: of what two offers' shares bring, in normal scores; 0 for prices that have
            nothing to do with each other.
        band_fraction: part of the highest mean within which a lead is too close to call.
        after_tax: whether each outcome is taxed as it comes.
        tax_year: the year whose law holds in all of them.
        status: single or joint.

    Returns:
        Chances, means, regrets and a verdict; exact on a grid and without simulation.

    Raises:
        ValueError: two options have the same name, or a year pays more than can be taxed here.

    Source:
        `careerkb.pay.worth.parts_of` of each. One normal factor moves what all shares bring,
        ``Φ⁻¹(F(v)) = √ρ Z + √(1-ρ) ε``; given Z the options are independent, and the mean over Z
        is the trapezoidal rule. After tax, `careerkb.decide.taxed.taxed_worth` maps each worth.

    Example:
        >>> from careerkb.decide.several import Option, compare_several
        >>> from careerkb.pay.offers import Offer
        >>> stay = Option(name="stay", offer=Offer(base_usd=200_000))
        >>> move = Option(name="move", offer=Offer(base_usd=220_000, layoff_probability=0.1))
        >>> found = compare_several(options=(stay, move))
        >>> found.verdict, [f"{chance:.2f}" for chance in found.best_chances]
        ('move', ['0.00', '1.00'])
    """
    names = options_named(options)
    offers = [option.offer for option in options]
    parts = [parts_of(offer, years, discount_rate) for offer in offers]
    step = max(one.step_usd() for one in parts)
    mixture = joint_worths(parts, step, correlation)
    whole = mixture[0][1] if len(mixture) == 1 else [one.distribution(step) for one in parts]
    counted = [one.certain() for one in parts]
    spread = [_quantiles(one, worth) for one, worth in zip(parts, whole, strict=True)]
    means = tuple(
        expected_value_usd(offer=o, years=years, discount_rate=discount_rate) for o in offers
    )
    if after_tax:
        law: dict[str, Any] = {"tax_year": tax_year, "status": status}
        law |= {"years": years, "discount_rate": discount_rate}
        maps = [
            taxed_worth(one.offer, worth=worth, state_rate=one.state_rate, **law)
            for one, worth in zip(options, whole, strict=True)
        ]
        mixture = [
            (weight, [m.distribution(worth, step / 2) for m, worth in zip(maps, one, strict=True)])
            for weight, one in mixture
        ]
        counted = [[(m.after(v), c) for v, c in one] for m, one in zip(maps, counted, strict=True)]
        spread = [tuple(map(m.after, one)) for m, one in zip(maps, spread, strict=True)]
    odds = odds_of_certain(counted) if all(counted) else odds_of(mixture)
    if after_tax:
        means = odds.means
    first, second = sorted(range(len(names)), key=lambda i: -means[i])[:2]
    lead = means[first] - means[second]
    firm = lead > band_fraction * means[first] and odds.best[first] >= FIRM - 1e-9
    return Several(
        names=names,
        best_chances=odds.best,
        expected_usd=means,
        regret_usd=tuple(max(0.0, odds.highest - mean) for mean in odds.means),
        pair_chances=odds.pairs,
        quantiles_usd=tuple(spread),
        lead_quantiles_usd=_lead(counted[first], counted[second], mixture, (first, second)),
        highest_usd=odds.highest,
        verdict=names[first] if firm else CLOSE,
        certain=all(map(_is_certain, parts)),
    )


def _lead(
    first: Atoms, second: Atoms, mixture: Mixture, places: tuple[int, int]
) -> tuple[float, ...]:
    """Give the quantiles of the lead: pairs where they are few, else mixed over the factor."""
    if first and second and len(first) * len(second) <= MOST_PAIRS:
        return _counted([(v - w, p * q) for v, p in first for w, q in second])
    apart = [(w, difference(*(worths[place] for place in places))) for w, worths in mixture]
    columns = zip(*(one.weights for _, one in apart), strict=True)
    shares = [weight for weight, _ in apart]
    weights = [math.fsum(map(mul, shares, column)) for column in columns]
    total, (_, one) = math.fsum(weights), apart[0]
    mixed = Distribution(low=one.low, step=one.step, weights=tuple(w / total for w in weights))
    return mixed.quantiles(SHARES)
