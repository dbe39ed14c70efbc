"""Two to five options at once: how likely each is best, and what you would regret of each.

Amounts are US dollars today, divided by the cost of living; before tax unless it says after.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Any

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.answers.words import capital
from careerkb.decide.joint import Together, joint_worths
from careerkb.decide.options import (
    CLOSE,
    OUTLOOK_LAB,
    OUTLOOK_PRODUCT,
    STAY,
    Alternatives,
    Options,
    options_named,
)
from careerkb.decide.options import Option as Option
from careerkb.decide.taxed import taxed_worth
from careerkb.inputs import Rate, checked
from careerkb.maths.distribution import Distribution, difference
from careerkb.maths.odds import Mixture, odds_of, odds_of_certain
from careerkb.maths.sums import Atoms
from careerkb.pay.after_tax import StateRate
from careerkb.pay.comparison import MOST_PAIRS, SHARES, Band, _counted, _is_certain, _quantiles
from careerkb.pay.itemizing import FILER, FilingThen
from careerkb.pay.offers import Offer
from careerkb.pay.wording import FIRM, _of_100, _sum
from careerkb.pay.worth import Horizon, expected_value_usd, parts_of

__all__ = ["Option", "Several", "compare_several", "several_answer"]


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


@checked
def compare_several(
    *,
    options: Options,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    correlation: Together = 0.0,
    band_fraction: Band = 0.02,
    after_tax: bool = False,
    filer: FilingThen = FILER,
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
        ('move', ['0.19', '0.81'])
    """
    names = options_named(options)
    offers = [option.offer for option in options]
    parts = [parts_of(offer, years, discount_rate) for offer in offers]
    mixture: Mixture = joint_worths(
        offers=offers, years=years, discount_rate=discount_rate, correlation=correlation
    )
    step = mixture[0][1][0].step
    whole = mixture[0][1] if len(mixture) == 1 else [one.distribution(step) for one in parts]
    counted = [one.certain() for one in parts]
    spread = [_quantiles(one, worth) for one, worth in zip(parts, whole, strict=True)]
    means = tuple(
        expected_value_usd(offer=o, years=years, discount_rate=discount_rate) for o in offers
    )
    if after_tax:
        law: dict[str, Any] = {"filer": filer}
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


@checked
def several_answer(
    *,
    offer_a: Offer = OUTLOOK_LAB,
    offer_b: Offer = OUTLOOK_PRODUCT,
    others: Alternatives = (STAY,),
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    correlation: Together = 0.5,
    after_tax: bool = False,
    filer: FilingThen = FILER,
    state_rate: StateRate = 0.0,
) -> Answer:
    """
    Answer which of two to five options is likely the best, and what each would make you regret.

    Args:
        offer_a: the first letter and your outlook on it.
        offer_b: the second offer and your outlook on it.
        others: up to three more in short: the job that you have, a doctorate, a postdoc.
        years: how long you would stay at each if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        correlation: of what two offers' shares bring; 0 for prices that have nothing to do with
            each other.
        after_tax: whether each outcome is taxed as it comes.
        state_rate: share of all wages that the state takes, alike for all; used after tax alone.

    Returns:
        The verdict with its odds as a sentence; chances, worth and regret as rows; the worths with
        their ranges as dots.

    Raises:
        ValueError: two options have the same name, or a year pays more than can be taxed here.

    Source:
        `compare_several`.
    """
    both = [("the first offer", offer_a), ("the second offer", offer_b)]
    both += [(one.name, one.offer()) for one in others]
    found = compare_several(
        options=[Option(name=name, offer=o, state_rate=state_rate) for name, o in both],
        years=years,
        discount_rate=discount_rate,
        correlation=correlation,
        after_tax=after_tax,
        filer=filer,
    )
    return several_table(found, years, after_tax)


def several_table(found: Several, years: int, after_tax: bool = False) -> Answer:
    """
    Say what a comparison of several options found.

    Args:
        found: by `compare_several`.
        years: that were compared.
        after_tax: whether the worths are what tax leaves.

    Returns:
        The verdict as a sentence, a row and a dot for each option, the highest mean first.
    """
    order = sorted(range(len(found.names)), key=lambda i: -found.expected_usd[i])
    headline = _headline(found, order[:2], years, after_tax)
    rows = []
    for i in order:
        low, _, middle, _, high = (usd / 1000 for usd in found.quantiles_usd[i])
        worth = (found.expected_usd[i] / 1000, low, middle, high, found.regret_usd[i] / 1000)
        rows.append((found.names[i], 100 * found.best_chances[i], *worth))
    names, _, _, lows, middles, highs, _ = zip(*rows, strict=True)
    unit = "thousand USD"
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="option"),
                Column(name="best", unit="of 100 outcomes"),
                Column(name="mean", unit=unit),
                Column(name="1 in 20 below", unit=unit),
                Column(name="median", unit=unit),
                Column(name="1 in 20 above", unit=unit),
                Column(name="short of the best", unit=unit),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="dot",
            title=f"What each may be worth{', after tax' if after_tax else ''}",
            summary=headline,
            x_label="option",
            y_label="thousand USD today, median and 9 of 10 outcomes",
            series=(Series(name="worth", x=names, y=middles, low=lows, high=highs),),
        ),
    )


def _headline(found: Several, order: Sequence[int], years: int, after_tax: bool) -> str:
    first, second = order
    over = f"over {years} year{'s' * (years > 1)}{' after tax' if after_tax else ''}"
    lead = found.expected_usd[first] - found.expected_usd[second]
    ahead = f"{_sum(lead)} today over {found.names[second]} on average"
    if lead < 0.5:
        ahead = f"worth the same as {found.names[second]} on average"
    if found.certain:
        said = f"by {_sum(lead)} today over {found.names[second]}"
        if lead < 0.5:
            said = f"{found.names[first]} is worth the same as {found.names[second]}"
        who = f"{capital(found.names[first])} is worth most" if found.verdict != CLOSE else ""
        return f"{who or 'Too close to call'} {over}: {said}, and nothing is uncertain."
    odds = f"turns out the best in {_of_100(found.best_chances[first])} outcomes"
    if found.verdict == CLOSE:
        leads = "leads by" if lead >= 0.5 else "is"
        return f"Too close to call {over}: {found.names[first]} {leads} {ahead}, and {odds}."
    return f"{capital(found.names[first])} is worth most {over}: by {ahead}, and it {odds}."
