"""Tiers of models against the golden values, simulation and SciPy."""

import numpy
import pytest
from scipy import stats

from careerkb import data
from careerkb.mistakes.routing import (
    accept_fraction_allowed,
    break_even_accept_fraction,
    cascade_cost_fraction,
    cascade_quality,
    cascade_seconds,
    checked_answers,
    published_results,
    router_cost_fraction,
    routing_answer,
)

QUERIES = 400_000


@pytest.mark.parametrize(("share", "golden"), [(0.14, 16.9), (0.26, 28.5), (0.5, 51.7)])
def test_router_matches_the_golden_values(share: float, golden: float) -> None:
    """At a ratio of 30: 16.9, 28.5 and 51.7 % of the full bill."""
    found = router_cost_fraction(large_fraction=share, cost_ratio=30)
    assert round(100 * found, 1) == golden


def test_cascade_matches_the_golden_value() -> None:
    """At a ratio of 30 and 80 % accepted: 23.3 % of the full bill."""
    assert round(100 * cascade_cost_fraction(accept_fraction=0.8, cost_ratio=30), 1) == 23.3


@pytest.mark.parametrize("share", [0.0, 0.14, 0.5, 1.0])
def test_router_matches_a_simulation(share: float) -> None:
    """The mean bill of many queries, each with its own price for routing."""
    generator = numpy.random.default_rng(1)
    bills = numpy.where(generator.random(QUERIES) < share, 1.0, 1 / 30)
    bills += generator.exponential(0.01, QUERIES)
    ours = router_cost_fraction(large_fraction=share, cost_ratio=30, router_fraction=0.01)
    assert ours == pytest.approx(bills.mean(), abs=4 * bills.std() / QUERIES**0.5)


def cascade(generator: numpy.random.Generator) -> dict[str, numpy.ndarray]:
    """Simulate queries of varying difficulty through small model, check and large model."""
    difficulty = generator.random(QUERIES)
    small_right = generator.random(QUERIES) < 1 - 0.5 * difficulty
    large_right = generator.random(QUERIES) < 1 - 0.2 * difficulty
    accepted = generator.random(QUERIES) < numpy.where(small_right, 0.9, 0.4)
    return {"small": small_right, "large": large_right, "accepted": accepted}


def test_cascade_matches_a_simulation() -> None:
    """Bill and quality of queries that are followed one by one, to the last of them."""
    drawn = cascade(numpy.random.default_rng(2))
    accepted = drawn["accepted"]
    bills = 1 / 12 + 0.02 + numpy.where(accepted, 0.0, 1.0)
    right = numpy.where(accepted, drawn["small"], drawn["large"])
    share = float(accepted.mean())
    ours = cascade_cost_fraction(accept_fraction=share, cost_ratio=12, check_fraction=0.02)
    assert ours == pytest.approx(bills.mean(), abs=1e-9)
    quality = cascade_quality(
        accept_fraction=share,
        accepted_quality=float(drawn["small"][accepted].mean()),
        escalated_quality=float(drawn["large"][~accepted].mean()),
    )
    assert quality == pytest.approx(right.mean(), abs=1e-9)


def test_what_a_check_lets_through_matches_a_simulation() -> None:
    """Share and quality of accepted answers, from the small model's and the check's rates."""
    drawn = cascade(numpy.random.default_rng(3))
    share, quality = checked_answers(small_quality=0.75, right_accepted=0.9, wrong_accepted=0.4)
    error = 4 * 0.5 / QUERIES**0.5
    assert share == pytest.approx(drawn["accepted"].mean(), abs=error)
    assert quality == pytest.approx(drawn["small"][drawn["accepted"]].mean(), abs=1.2 * error)


def test_a_blind_check_leaves_quality_as_it_is() -> None:
    """If right and wrong are accepted alike, the accepted answers are no better than all."""
    share, quality = checked_answers(small_quality=0.7, right_accepted=0.5, wrong_accepted=0.5)
    assert (share, quality) == pytest.approx((0.5, 0.7))


@pytest.mark.parametrize("ratio", [1.0, 2.0, 30.0, 103.0])
@pytest.mark.parametrize("check", [0.0, 0.4])
def test_at_break_even_the_cascade_costs_the_full_bill(ratio: float, check: float) -> None:
    """Put back into the bill, the break-even gives 1; just above it, less."""
    if 1 / ratio + check > 1:
        with pytest.raises(ValueError, match="no cascade pays"):
            break_even_accept_fraction(cost_ratio=ratio, check_fraction=check)
        return
    share = break_even_accept_fraction(cost_ratio=ratio, check_fraction=check)
    bill = cascade_cost_fraction(accept_fraction=share, cost_ratio=ratio, check_fraction=check)
    assert bill == pytest.approx(1)


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


@pytest.mark.parametrize("loss", [0.0, 0.005, 0.01, 0.03, 0.5])
def test_the_share_allowed_loses_just_what_is_allowed(loss: float) -> None:
    """Quality with and without the small model differs by the loss, or by less at a share of 1."""
    share = accept_fraction_allowed(loss_allowed=loss, accepted_quality=0.93, large_quality=0.96)
    kept = cascade_quality(accept_fraction=share, accepted_quality=0.93, escalated_quality=0.8)
    alone = cascade_quality(accept_fraction=share, accepted_quality=0.96, escalated_quality=0.8)
    assert alone - kept == pytest.approx(min(loss, 0.03))


def test_a_better_small_model_may_keep_everything() -> None:
    """No loss is allowed and none arises."""
    assert accept_fraction_allowed(loss_allowed=0, accepted_quality=0.9, large_quality=0.9) == 1


def test_times_match_a_simulation() -> None:
    """The mean with exponential times; percentiles with fixed times."""
    generator = numpy.random.default_rng(4)
    accepted = generator.random(QUERIES) < 0.8
    short = generator.exponential(1, QUERIES) + generator.exponential(0.2, QUERIES)
    times = short + numpy.where(accepted, 0, generator.exponential(4, QUERIES))
    mean, quick, slow = cascade_seconds(
        accept_fraction=0.8, small_seconds=1, large_seconds=4, check_seconds=0.2
    )
    assert mean == pytest.approx(times.mean(), abs=4 * times.std() / QUERIES**0.5)
    fixed = 1.2 + numpy.where(accepted, 0, 4)
    assert (quick, slow) == pytest.approx(
        (numpy.percentile(fixed, 75), numpy.percentile(fixed, 95))
    )


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
