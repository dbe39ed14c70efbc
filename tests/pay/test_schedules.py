"""Schedules: every preset walked through month by month, and those that are spelt out."""

import pytest
from simulation import parts_of_schedule

from careerkb.pay.offers import Offer
from careerkb.pay.schedules import Schedule, schedule, schedule_names
from careerkb.pay.vesting import (
    vested_fraction,
    vested_in_year_fraction,
)


def stepwise(terms: Schedule, month: int) -> float:
    """Walk through the months, paying each part and holding back until the cliff."""
    parts = parts_of_schedule(Offer(base_usd=1_000, schedule=terms))
    return sum(part for at, part in parts.items() if at <= month)


@pytest.mark.parametrize("name", schedule_names())
def test_every_preset_matches_a_walk_through_its_months(name: str) -> None:
    """The closed form and the simulation agree at every month, past the end too."""
    terms = schedule(name=name)
    for month in range(61):
        assert vested_fraction(schedule=terms, month=month) == pytest.approx(stepwise(terms, month))


@pytest.mark.parametrize(
    ("name", "first_year"),
    [
        ("even quarterly", 0.25),
        ("5/15/40/40", 0.05),
        ("33/33/22/12", 0.33),
        ("38/32/20/10", 0.38),
        ("standard with cliff", 0.25),
    ],
)
def test_first_years_of_the_presets(name: str, first_year: float) -> None:
    """The first number of each name is its first year."""
    assert vested_in_year_fraction(schedule=schedule(name=name), year=1) == pytest.approx(
        first_year
    )


def test_later_years_that_vest_every_half_year() -> None:
    """A large retailer's 5/15/40/40: 5, 15 and then 20 each half year, by hand."""
    terms = schedule(name="5/15/40/40")
    reached = [vested_fraction(schedule=terms, month=m) for m in (11, 12, 29, 30, 36, 42, 48)]
    assert reached == pytest.approx([0, 0.05, 0.20, 0.40, 0.60, 0.80, 1])
    assert schedule(name="5@12/15@24/20@30/20@36/20@42/20@48") == terms


@pytest.mark.parametrize(
    ("name", "month", "golden"),
    [
        ("50@9/50@18", 17, 0.5),
        ("50@9/50@18", 18, 1),
        ("40@12/40@24/20@30", 29, 0.8),
        ("100@4", 4, 1),
    ],
)
def test_grants_of_four_eighteen_and_thirty_months(name: str, month: int, golden: float) -> None:
    """A part vests at the end of its month and not before."""
    assert vested_fraction(schedule=schedule(name=name), month=month) == pytest.approx(golden)


def test_five_parts_can_be_years() -> None:
    """A grant over five years is read as one; six parts are asked about."""
    assert schedule(name="20/20/20/20/20").yearly_fractions == pytest.approx((0.2,) * 5)
