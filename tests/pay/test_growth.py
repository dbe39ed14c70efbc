"""Time to a level against the negative binomial, matrix powers and a simulation."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from careerkb.pay.growth import (
    EXAMPLE,
    OTHERS,
    STARS,
    STEADY,
    Ladder,
    growth_answer,
    level_chances,
    pay_spread,
    quantile_months,
    reached_chance,
)


def alike(steps: int, chance: float, leave: float = 0.0) -> Ladder:
    """Build a ladder whose steps are all alike."""
    return Ladder(
        levels=tuple(f"L{i}" for i in range(steps + 1)),
        pay_usd=tuple(100_000.0 * (i + 1) for i in range(steps + 1)),
        promotion_chances=(chance,) * steps,
        exit_chance=leave,
    )


@pytest.mark.parametrize(("steps", "chance"), [(1, 0.25), (2, 0.4), (3, 0.3)])
def test_equal_steps_are_a_negative_binomial(steps: int, chance: float) -> None:
    """The month of the k-th success, from scipy."""
    monthly = 1 - (1 - chance) ** (1 / 12)
    ladder = alike(steps, chance)
    for months in (0, 6, 18, 60, 240):
        expected = stats.nbinom(steps, monthly).cdf(months - steps) if months >= steps else 0.0
        found = reached_chance(ladder=ladder, level=steps, months=months)
        assert found == pytest.approx(float(expected), abs=1e-9)


def test_the_chain_is_a_matrix_power() -> None:
    """Levels after five years, with exits, from numpy."""
    up = [1 - (1 - p) ** (1 / 12) for p in EXAMPLE.promotion_chances] + [0.0]
    stay = (1 - EXAMPLE.exit_chance) ** (1 / 12)
    step = numpy.zeros((5, 5))
    for i, chance in enumerate(up):
        step[i, i] = stay * (1 - chance)
        if i < 3:
            step[i, i + 1] = stay * chance
        step[i, 4] = 1 - stay
    step[4, 4] = 1
    expected = numpy.linalg.matrix_power(step, 60)[0]
    assert level_chances(months=60) == pytest.approx(expected, abs=1e-12)


def test_reaching_before_leaving_matches_a_simulation() -> None:
    """200,000 careers played month by month: within four standard errors."""
    random = numpy.random.default_rng(3)
    count, months = 200_000, 96
    level = numpy.zeros(count, dtype=int)
    here = numpy.ones(count, dtype=bool)
    up = numpy.array([1 - (1 - p) ** (1 / 12) for p in EXAMPLE.promotion_chances] + [0.0])
    leave = 1 - (1 - EXAMPLE.exit_chance) ** (1 / 12)
    for _ in range(months):
        here &= random.random(count) >= leave
        level += here & (random.random(count) < up[level])
    for goal in (1, 2, 3):
        share = float((level >= goal).mean())
        error = 4 * math.sqrt(share * (1 - share) / count)
        found = reached_chance(level=goal, months=months)
        assert found == pytest.approx(share, abs=error)


def test_the_default_steps_take_two_three_and_four_years_in_the_mean() -> None:
    """The mean month of a geometric waiting time, from scipy, is that of the data file."""
    for chance, years in zip(EXAMPLE.promotion_chances, (2, 3, 4), strict=True):
        monthly = 1 - (1 - chance) ** (1 / 12)
        assert float(stats.geom(monthly).mean()) / 12 == pytest.approx(years)


def test_a_quarter_a_year_is_a_mean_of_four_years_in_whole_years() -> None:
    """One step at 0.25: by hand 1 - 0.75**1.5 within eighteen months, and the median month."""
    assert reached_chance(ladder=STEADY, level=1, months=18) == pytest.approx(1 - 0.75**1.5)
    median = math.log(0.5) / math.log(0.75) * 12
    assert quantile_months(ladder=STEADY, level=1) == math.ceil(median)


def test_what_never_comes_has_no_month() -> None:
    """Without a chance the answer is None, and with certainty it is the first month."""
    assert quantile_months(ladder=alike(1, 0.0), level=1) is None
    assert quantile_months(ladder=alike(2, 1.0), level=2) == 2


def test_the_spread_of_a_mixture_by_hand() -> None:
    """After two years: a fifth of stars, four fifths of others."""
    star, other = 1 - 0.4**2, 1 - 0.9**2
    mean = 0.2 * (400_000 + 500_000 * star) + 0.8 * (400_000 + 200_000 * other)
    square = 0.2 * (400_000**2 * (1 - star) + 900_000**2 * star)
    square += 0.8 * (400_000**2 * (1 - other) + 600_000**2 * other)
    found = pay_spread(ladders=[STARS, OTHERS], shares=[0.2, 0.8], year=2)
    assert found == pytest.approx((mean, math.sqrt(square - mean**2)))


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 300), st.floats(0, 1))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_chances_rise_with_time_and_with_the_yearly_chance(
    one: float, two: float, months: int, leave: float
) -> None:
    """Never fewer later, never fewer at better odds; all levels and exits sum to one."""
    low, high = sorted((one, two))
    slow, fast = alike(2, low, leave), alike(2, high, leave)
    now = reached_chance(ladder=slow, level=2, months=months)
    assert now <= reached_chance(ladder=slow, level=2, months=months + 12) + 1e-12
    assert now <= reached_chance(ladder=fast, level=2, months=months) + 1e-12
    assert math.fsum(level_chances(ladder=slow, months=months)) == pytest.approx(1)


def test_the_answer_says_how_many_make_it_in_eighteen_months() -> None:
    """The share is that of the chain without exits."""
    free = Ladder(
        levels=EXAMPLE.levels, pay_usd=EXAMPLE.pay_usd,
        promotion_chances=EXAMPLE.promotion_chances,
    )  # fmt: skip
    share = reached_chance(ladder=free, level=3, months=18)
    assert f"by 18 months {share:.1%} have" in growth_answer().headline
    assert len(growth_answer().table.rows) == 3


@pytest.mark.parametrize(
    ("chance", "headline"),
    [
        (0.0, "Of those who stay, fewer than a quarter reach L1 within 50 years;"),
        # By hand: 1 - 0.98**50 = 0.64 of them are there after fifty years.
        (0.02, "Of those who stay, a quarter reach L1 within 14.2 years and more than a quarter"
               " not within 50 years;"),
        (0.25, "Of those who stay, a quarter reach L1 within 1.0 years and a quarter not within"),
    ],
)  # fmt: skip
def test_what_takes_more_than_fifty_years_is_said_in_a_sentence(
    chance: float, headline: str
) -> None:
    """No "within more than"; the year of the quarter from scipy's geometric waiting time."""
    answer = growth_answer(ladder=alike(1, chance))
    assert answer.headline.startswith(headline)
    assert "more than 50" not in str(answer)
    if chance == 0.02:
        months = stats.geom(1 - 0.98 ** (1 / 12)).ppf(0.25)
        assert f"within {float(months) / 12:.1f} years" in answer.headline


def test_the_lottery_of_the_page_is_more_than_twice_as_wide_in_the_end() -> None:
    """By hand from the chances: less than twice after two years, 2.4 times after six."""
    ratios = []
    for year in (2, 4, 6):
        steady = 0.75**year
        narrow = 200_000 * math.sqrt(steady * (1 - steady))
        _, wide = pay_spread(ladders=[STARS, OTHERS], shares=[0.2, 0.8], year=year)
        ratios.append(wide / narrow)
    assert ratios == sorted(ratios)
    assert ratios[0] < 2 < ratios[1]
    assert round(ratios[2], 1) == 2.4


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"pay_usd": (1e5,) * 3}, "pay_usd must be 2 amounts"),
        ({"promotion_chances": (0.1, 0.1)}, "promotion_chances must be 1 chances"),
        ({"promotion_chances": (25,)}, "write 25 % as 0.25"),
        ({"exit_chance": -0.1}, "exit_chance must be"),
    ],
)
def test_a_ladder_that_does_not_fit_is_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the part."""
    good = {"levels": ("a", "b"), "pay_usd": (1e5, 2e5), "promotion_chances": (0.2,)}
    with pytest.raises(ValueError, match=message):
        Ladder(**(good | terms))


def test_a_level_beyond_the_ladder_is_refused() -> None:
    """The highest is named."""
    with pytest.raises(ValueError, match="level must be at most 1, the last of the ladder"):
        quantile_months(ladder=STEADY, level=2)


def test_shares_that_do_not_fit_are_refused() -> None:
    """As many as ladders, and one in all."""
    with pytest.raises(ValueError, match="shares must be 2 fractions that sum to 1"):
        pay_spread(ladders=[STARS, OTHERS], shares=[0.2, 0.7], year=1)
