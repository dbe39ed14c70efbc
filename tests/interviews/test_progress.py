"""Odds in progress against enumeration, simulation, SciPy and the golden values."""

import itertools
import math

import numpy
import pytest
from scipy import integrate, stats

from careerkb.interviews.loops import chance_of_offer
from careerkb.interviews.progress import (
    applications_needed,
    chance_after,
    chance_by_level,
    progress_answer,
    validity_of_average,
)


def test_two_passes_lift_38_to_69_percent() -> None:
    """The golden values: rounds at 0.7, correlation 0.4."""
    assert round(chance_after(left=(0.7,) * 4, correlation=0.4), 2) == 0.38
    two = chance_after(passed=(0.7,) * 2, left=(0.7,) * 2, correlation=0.4)
    assert round(two, 2) == 0.69


def test_before_the_first_round_it_is_the_chance_of_the_loop() -> None:
    """Nothing known is nothing changed, under every rule."""
    rounds = (0.9, 0.6, 0.4)
    for weak in (0, 1, 2):
        before = chance_of_offer(pass_probabilities=rounds, correlation=0.3, weak_allowed=weak)
        assert chance_after(left=rounds, correlation=0.3, weak_allowed=weak) == pytest.approx(
            before, abs=1e-12
        )


@pytest.mark.parametrize("weak", [0, 1, 2])
def test_bayes_rule_by_enumeration(weak: int) -> None:
    """The joint law of all rounds by quadrature, every outcome counted, what happened divided out."""
    passed, failed, left, correlation = (0.8,), (0.5,), (0.7, 0.3), 0.35
    bars = stats.norm.isf((*passed, *failed, *left))

    def joint(outcome: tuple[bool, ...]) -> float:
        def height(z: float) -> float:
            above = stats.norm.sf((bars - math.sqrt(correlation) * z) / math.sqrt(1 - correlation))
            each = [p if one else 1 - p for p, one in zip(above, outcome, strict=True)]
            return float(stats.norm.pdf(z) * math.prod(each))

        return float(integrate.quad(height, -9, 9, epsabs=1e-12)[0])

    law = {o: joint(o) for o in itertools.product((True, False), repeat=4)}
    seen = {o: p for o, p in law.items() if o[:2] == (True, False)}
    offered = sum(p for o, p in seen.items() if o.count(False) <= weak)
    found = chance_after(
        passed=passed, failed=failed, left=left, correlation=correlation, weak_allowed=weak
    )
    assert found == pytest.approx(offered / sum(seen.values()), abs=1e-9)


def test_ends() -> None:
    """A loop that is over is certain; one life too few is none; independence keeps what is left."""
    assert chance_after(passed=(0.7, 0.2), correlation=0.5) == 1
    assert chance_after(failed=(0.7,), left=(0.9,), correlation=0.5) == 0
    assert chance_after(passed=(0.7,), left=(0.6, 0.5)) == pytest.approx(0.3, abs=1e-15)
    with pytest.raises(ValueError, match="at least one round"):
        chance_after()
    with pytest.raises(ValueError, match="such a loop decides nothing"):
        chance_after(left=(0.5,), weak_allowed=1)


def test_levels_against_a_simulation() -> None:
    """The average of four correlated scores between two bars, in 400,000 draws."""
    high, low, correlation = (0.5, 0.4, 0.6, 0.5), (0.8, 0.7, 0.9, 0.6), 0.4
    draw = numpy.random.default_rng(7)
    shared, own = draw.standard_normal((400_000, 1)), draw.standard_normal((400_000, 4))
    mean = (math.sqrt(correlation) * shared + math.sqrt(1 - correlation) * own).mean(axis=1)
    bars = [stats.norm.isf(chances).mean() for chances in (high, low)]
    simulated = [
        (mean > bars[0]).mean(), ((mean > bars[1]) & (mean <= bars[0])).mean(),
        (mean <= bars[1]).mean(),
    ]  # fmt: skip
    found = chance_by_level(at_level=high, one_below=low, correlation=correlation)
    assert found == pytest.approx(simulated, abs=0.004)
    assert math.fsum(found) == pytest.approx(1, abs=1e-15)
    assert chance_by_level(at_level=high, one_below=high)[1] == 0
    with pytest.raises(ValueError, match="a lower bar is not harder"):
        chance_by_level(at_level=(0.5,), one_below=(0.4,))
    with pytest.raises(ValueError, match="at least one round"):
        chance_by_level(at_level=(), one_below=())


def test_applications_are_the_fewest_that_do() -> None:
    """The closed form where employers are independent; SciPy's integral where they are not."""
    assert applications_needed(interview_probability=0.1, offer_probability=0.38) == math.ceil(
        math.log(0.1) / math.log(1 - 0.038)
    )

    def none(count: int, correlation: float) -> float:
        bar = stats.norm.isf(0.038)
        spread = math.sqrt(1 - correlation)
        return float(
            integrate.quad(
                lambda z: (
                    stats.norm.pdf(z)
                    * stats.norm.cdf((bar - math.sqrt(correlation) * z) / spread) ** count
                ),
                -9,
                9,
                limit=200,
            )[0]
        )

    found = applications_needed(interview_probability=0.1, offer_probability=0.38, correlation=0.2)
    assert none(found, 0.2) <= 0.1 < none(found - 1, 0.2)
    with pytest.raises(ValueError, match="within reach of 100,000"):
        applications_needed(interview_probability=1e-6, offer_probability=1e-6)


def test_averaging_loose_interviews_does_not_reach_structure() -> None:
    """The golden values of the research notes; more right than agreed is impossible."""
    found = [
        round(validity_of_average(single=0.19, reliability=0.4, interviews=k), 3)
        for k in (1, 2, 3, 4)
    ]
    assert found == [0.19, 0.227, 0.245, 0.256]
    with pytest.raises(ValueError, match="cannot pass 1"):
        validity_of_average(single=0.9, reliability=0.1, interviews=5)


def test_the_answer_tells_the_way_so_far() -> None:
    """A row for each result; one that is not known moves nothing; nothing behind, no line."""
    found = progress_answer()
    assert "38% before the loop, 69% now" in found.headline
    assert [row[0] for row in found.table.rows] == [
        "before the first", "after round 1: passed", "after round 2: passed",
    ]  # fmt: skip
    unknown = progress_answer(results=("not known",))
    assert unknown.table.rows[0][1] == unknown.table.rows[1][1]
    assert progress_answer(results=()).chart is None
    assert "other loop" not in progress_answer(other_loops=0).headline
    alone = progress_answer(results=(), other_loops=1).headline
    assert "61% for at least one offer" in alone  # 1 - (1 - 0.3754)²
