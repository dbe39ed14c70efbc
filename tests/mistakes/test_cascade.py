"""A cascade: golden values, simulations, and the places where it stops paying."""

import numpy
import pytest

from careerkb.mistakes.cascade import (
    accept_fraction_allowed,
    break_even_accept_fraction,
    cascade_cost_fraction,
    cascade_quality,
    cascade_seconds,
    checked_answers,
)

QUERIES = 400_000


def test_cascade_matches_the_golden_value() -> None:
    """At a ratio of 30 and 80 % accepted: 23.3 % of the full bill."""
    assert round(100 * cascade_cost_fraction(accept_fraction=0.8, cost_ratio=30), 1) == 23.3


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
