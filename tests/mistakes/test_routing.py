"""Tiers of models against the golden values, simulation and SciPy."""

import numpy
import pytest
from scipy import stats

from careerkb import data
from careerkb.mistakes.cascade import (
    break_even_accept_fraction,
    cascade_cost_fraction,
    cascade_seconds,
    checked_answers,
)
from careerkb.mistakes.routing import published_results, router_cost_fraction, routing_answer

QUERIES = 400_000


@pytest.mark.parametrize(("share", "golden"), [(0.14, 16.9), (0.26, 28.5), (0.5, 51.7)])
def test_router_matches_the_golden_values(share: float, golden: float) -> None:
    """At a ratio of 30: 16.9, 28.5 and 51.7 % of the full bill."""
    found = router_cost_fraction(large_fraction=share, cost_ratio=30)
    assert round(100 * found, 1) == golden


@pytest.mark.parametrize("share", [0.0, 0.14, 0.5, 1.0])
def test_router_matches_a_simulation(share: float) -> None:
    """The mean bill of many queries, each with its own price for routing."""
    generator = numpy.random.default_rng(1)
    bills = numpy.where(generator.random(QUERIES) < share, 1.0, 1 / 30)
    bills += generator.exponential(0.01, QUERIES)
    ours = router_cost_fraction(large_fraction=share, cost_ratio=30, router_fraction=0.01)
    assert ours == pytest.approx(bills.mean(), abs=4 * bills.std() / QUERIES**0.5)


def test_a_router_with_the_cascades_share_is_cheaper() -> None:
    """By the small calls that were not kept, f / ratio."""
    router = router_cost_fraction(large_fraction=0.2, cost_ratio=30)
    both = cascade_cost_fraction(accept_fraction=0.8, cost_ratio=30)
    assert both - router == pytest.approx(0.2 / 30)


def test_a_router_or_check_may_cost_more_than_the_call_it_saves() -> None:
    """A fifth of the large call and 5.405 for the choice: the bill is 5.605 times the full one."""
    dear = {"cost_ratio": 5, "router_fraction": 5.405}
    assert router_cost_fraction(large_fraction=0, **dear) == pytest.approx(5.605)
    dear = {"cost_ratio": 5, "check_fraction": 5.405}
    assert cascade_cost_fraction(accept_fraction=1, **dear) == pytest.approx(5.605)
    answer = routing_answer(**dear)
    assert "never pays at these prices" in answer.headline
    rows = {row[0]: row[1] for row in answer.table.rows}
    assert rows["cascade"] == pytest.approx(100 * (0.2 + 5.405 + 0.2))
    with pytest.raises(ValueError, match=r"check_fraction must be at most 0.8 .* no cascade pays"):
        break_even_accept_fraction(**dear)


def test_savings_of_the_paper_are_reproduced() -> None:
    """The README's "up to 85 %" is what 13.4 % of calls come to at the paper's prices."""
    by_test = {row[:2]: row[2:] for row in published_results().rows}
    best = by_test["RouteLLM, MT-Bench", "votes and a judge's labels"]
    assert best == ("13.4%", "95%", "86%")
    share, ratio = 0.134, 24.7 / 0.24
    assert 1 - router_cost_fraction(large_fraction=share, cost_ratio=ratio) == pytest.approx(
        0.85, abs=0.01
    )


@pytest.mark.parametrize(
    "row", data.rows("routing"), ids=lambda row: f"{row['benchmark']}, {row['training']}"
)
def test_the_rows_hold_together(row: dict) -> None:
    """The share of the score that was kept is the ratio of the scores, as they are rounded."""
    if "kept_fraction" in row:
        ratio = row["routed_score"] / row["large_score"]
        assert ratio == pytest.approx(row["kept_fraction"], abs=0.006)
        assert row["routed_score"] < row["large_score"]
    else:
        assert row["saving"]
        assert row["quality"]


@pytest.mark.parametrize(("accepted", "sampled"), [(160, 200), (0, 50), (50, 50), (3, 7)])
def test_the_interval_is_wilsons(accepted: int, sampled: int) -> None:
    """The headline's interval is that of SciPy, through the bill."""
    interval = stats.binomtest(accepted, sampled).proportion_ci(method="wilson")
    low, high = (1 / 30 + 1 - end for end in (interval.high, interval.low))
    answer = routing_answer(accepted=accepted, sampled=sampled)
    assert f"(95% interval {low:.0%} to {high:.0%}, n {sampled})" in answer.headline


def test_the_answer_says_what_the_parts_say() -> None:
    """Bill, quality lost, mean and slow times of the three ways."""
    answer = routing_answer()
    rows = {row[0]: row[1:] for row in answer.table.rows}
    assert rows["large model alone"] == (100, 0, 4, 4)
    assert rows["cascade"] == pytest.approx((23.3333, 2.4, 2.0, 5.2), abs=1e-4)
    assert rows["router"] == pytest.approx((22.6667, 2.4, 1.8, 4.2), abs=1e-4)
    assert "pays above 3.3% accepted" in answer.headline
    assert answer.chart is not None
    drawn = {series.name: series.y for series in answer.chart.series}
    assert drawn["slow wait"] == pytest.approx((100, 105, 130))
    assert drawn["mean wait"] == pytest.approx((100, 45, 50))


def test_without_time_there_is_only_the_bill() -> None:
    """A large model that takes no time leaves nothing to compare waits with."""
    chart = routing_answer(large_seconds=0).chart
    assert chart is not None
    assert [series.name for series in chart.series] == ["bill"]


def test_the_answer_says_when_it_never_pays() -> None:
    """Models of one price leave nothing to save."""
    assert "never pays at these prices" in routing_answer(cost_ratio=1).headline


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: router_cost_fraction(large_fraction=26, cost_ratio=30), "write 26 % as 0.26"),
        (lambda: cascade_cost_fraction(accept_fraction=0.8, cost_ratio=0.03), "cost_ratio must be"),
        (
            lambda: checked_answers(small_quality=0, right_accepted=1, wrong_accepted=0),
            "accepts nothing",
        ),
        (lambda: routing_answer(accepted=300), "at most 200, the number sampled"),
        (
            lambda: break_even_accept_fraction(cost_ratio=2, check_fraction=0.6),
            "check_fraction must be at most 0.5 at this ratio",
        ),
        (
            lambda: cascade_seconds(accept_fraction=0.5, small_seconds=-1, large_seconds=4),
            "small_seconds must be",
        ),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and the likely cause."""
    with pytest.raises(ValueError, match=message):
        call()
