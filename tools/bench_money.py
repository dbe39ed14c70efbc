"""Measure a comparison of two offers against a simulation of it, in one run.

Part of `nox -s bench`. Speed is a ratio inside the run, because machines differ: the exact answer
against a million simulated careers of each offer with numpy, both with the same quantiles and odds.
"""

import itertools
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy
from simulation import RISKY_LAB as LAB
from simulation import RISKY_PRODUCT as PRODUCT
from simulation import simulated

from careerkb.pay.comparison import SHARES, compare
from careerkb.pay.wording import Comparison

COUNT = 1_000_000
FRESH = itertools.count(1)
"""Numbers that no offer has had, so that nothing of a comparison is remembered from the last."""


def fresh(years: int = 4) -> Comparison:
    """Compare two offers that were never compared."""
    more = next(FRESH)
    one, two = (
        replace(
            offer,
            base_usd=offer.base_usd + more,
            grant_usd=offer.grant_usd + more,
            volatility_fraction=offer.volatility_fraction + more / 1e6,
        )
        for offer in (LAB, PRODUCT)
    )
    return compare(offer_a=one, offer_b=two, years=years)


def moved() -> Comparison:
    """Compare again after a change of one amount, as a reader does."""
    return compare(offer_a=replace(LAB, base_usd=LAB.base_usd + next(FRESH)), offer_b=PRODUCT)


def seconds(function: Callable[[], object], times: int) -> float:
    """Give the median time of some calls."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        function()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def simulate(years: int = 4, seed: int = 1) -> tuple[numpy.ndarray, numpy.ndarray, float]:
    """Play both offers and read off what a comparison reports."""
    random = numpy.random.default_rng(seed)
    first = simulated(LAB, years, 0.08, COUNT, random)
    second = simulated(PRODUCT, years, 0.08, COUNT, random)
    apart = first - second
    quantiles = numpy.array([numpy.quantile(one, SHARES) for one in (first, second, apart)])
    return quantiles, apart, float((apart > 0).mean())


def outside(years: int = 4) -> float:
    """Give how far the worst quantile lies outside its simulated 99.9 % band, part of the worth."""
    random = numpy.random.default_rng(2)
    paths = [simulated(offer, years, 0.08, COUNT, random) for offer in (LAB, PRODUCT)]
    found = compare(offer_a=LAB, offer_b=PRODUCT, years=years)
    worst = 0.0
    for one, exact in zip((*paths, paths[0] - paths[1]), found.quantiles_usd, strict=True):
        for share, value in zip(SHARES, exact, strict=True):
            error = 3.3 * math.sqrt(share * (1 - share) / COUNT)
            low, high = numpy.quantile(one, [share - error, share + error])
            worst = max(worst, (low - value) / max(found.expected_usd))
            worst = max(worst, (value - high) / max(found.expected_usd))
    return worst


def main() -> None:
    """Print time, ratio, accuracy and growth with the horizon."""
    exact = seconds(fresh, 41)
    drawn = seconds(simulate, 5)
    print(f"one comparison, exact: {1000 * exact:.1f} ms; simulated: {1000 * drawn:.0f} ms")
    print(f"the exact one is {drawn / exact:.0f} times as fast")
    print(f"once more after a change of one amount: {1000 * seconds(moved, 41):.1f} ms")
    print(f"worst quantile outside its simulated band: {outside():.4%} of the worth")
    times = {years: seconds(partial(fresh, years), 7) for years in (5, 10, 20, 30)}
    for years, taken in times.items():
        print(f"{years:2} years {1000 * taken:6.1f} ms, {1000 * taken / years:.2f} ms a year")


if __name__ == "__main__":
    main()
