"""Investors' multiples: the published rates, and their inverse."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb import data
from careerkb.exits.multiples import multiple_chance, multiple_quantile

ODDS = ("later stages", "all stages")


@pytest.mark.parametrize(
    ("multiple", "chance"), [(0, 1), (1, 0.35), (5, 0.10), (10, 0.04), (20, 0.015), (50, 0.005)]
)
def test_the_published_rates_of_all_stages(multiple: float, chance: float) -> None:
    """65 % below one, 10 % at five or more, 4 at ten, one and a half at twenty, a half at fifty."""
    assert multiple_chance(at_least=multiple, odds="all stages") == pytest.approx(chance)


@pytest.mark.parametrize(("multiple", "chance"), [(0, 1), (1, 0.63), (4.9, 0.10), (10, 0.04)])
def test_the_published_rates_of_later_stages(multiple: float, chance: float) -> None:
    """37 % of dollars below one, a tenth at 4.9 or more, 4 % (the source: less) at ten or more."""
    assert multiple_chance(at_least=multiple) == pytest.approx(chance)


@pytest.mark.parametrize("odds", ODDS)
def test_the_bands_cover_all_and_meet(odds: str) -> None:
    """Chances sum to one, and each band begins where the one before ends."""
    rows = [row for row in data.rows("outcomes") if row["odds"] == odds]
    assert math.fsum(row["chance"] for row in rows) == pytest.approx(1, abs=1e-12)
    for one, following in itertools.pairwise(rows):
        assert one["high_multiple"] == following["low_multiple"]


@pytest.mark.parametrize("odds", ODDS)
@given(quantile=st.floats(0.4901, 0.999))
@settings(deadline=None, derandomize=True)
def test_quantile_and_chance_invert_each_other(odds: str, quantile: float) -> None:
    """The chance to pass the quantile is the rest."""
    multiple = multiple_quantile(quantile=quantile, odds=odds)
    assert multiple_chance(at_least=multiple, odds=odds) == pytest.approx(1 - quantile, abs=1e-9)
