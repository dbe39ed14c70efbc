"""Reading pay data: joining, intervals and verdicts, against SciPy and by hand."""

import numpy
import pytest
from scipy import stats

from careerkb.evidence.data import figure
from careerkb.pay.ranges import PayRange, Row, joined_ranges, percentile_between
from careerkb.pay.salaries import median_interval_usd, ratio_answer, salaries_answer, verdict


@pytest.mark.parametrize("n", [6, 7, 20, 99, 422, 1_500])
def test_the_interval_of_a_median_is_the_exact_binomial_one(n: int) -> None:
    """The ends are the order statistics that SciPy's binomial quantile names."""
    amounts = [1_000.0 + k for k in range(n)]
    k = int(stats.binom.ppf(0.025, n, 0.5))
    if stats.binom.cdf(k, n, 0.5) > 0.025:
        k -= 1
    assert median_interval_usd(amounts_usd=amounts) == (amounts[k], amounts[n - 1 - k])


def test_the_interval_covers_the_median_as_often_as_it_says() -> None:
    """Over four thousand samples of a skewed distribution, at least 95 % minus noise."""
    generator = numpy.random.default_rng(5)
    median, hits = 200_000.0, 0
    for _ in range(4_000):
        sample = median * generator.lognormal(0, 0.5, 25).clip(0.01, 100)
        low, high = median_interval_usd(amounts_usd=[float(x) for x in sample])
        hits += low <= median <= high
    assert hits / 4_000 > 0.945


@pytest.mark.parametrize(
    ("role", "levels", "word"),
    [
        ("AI Engineer", "same mix", "lower"),
        ("ML Engineer", "same mix", "too close to call"),
        ("Research Engineer", "senior", "too close to call"),
        ("Data Scientist", "all levels", "lower"),
    ],
)
def test_verdicts_follow_the_intervals(role: str, levels: str, word: str) -> None:
    """Lower when the interval lies below one, too close when it holds one."""
    text = verdict(role=role, levels=levels)
    row = next(r for r in figure(name="advertised_base_ratios").rows if r[:2] == (role, levels))
    assert text.startswith(word + ":")
    assert (row[4] < 1) == (word == "lower")


def test_every_dot_lies_in_its_range() -> None:
    """The charts hold the figure's own rows, one dot a role."""
    for answer, name in ((salaries_answer(), "advertised_base"), (ratio_answer(), None)):
        (series,) = answer.chart.series
        assert all(a <= b <= c for a, b, c in zip(series.low, series.y, series.high, strict=True))
        if name:
            assert len(series.x) == len(figure(name=name).rows)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Row(role="a", pay_usd=245), "if 245 means thousands, write 245000"),
        (lambda: PayRange(role="a", low_usd=2_000, high_usd=1_000), "high_usd must be at least"),
        (lambda: joined_ranges(rows=[]), "rows must be a list or tuple of at least 1"),
        (lambda: median_interval_usd(amounts_usd=[1_000.0] * 5), "at least 6 amounts"),
        (lambda: verdict(role="Research Scientist"), "compared with Research Scientist"),
        (lambda: percentile_between(role="Chef", base_usd=100_000), "role must be one of"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and the cause."""
    with pytest.raises(ValueError, match=message):
        call()
