"""Loop odds against SciPy's multivariate normal, quadrature, enumeration and simulation."""

import itertools
import math

import numpy
import pytest
from scipy import integrate, stats

from careerkb.interviews.loops import (
    chance_by_average,
    chance_from_loops,
    chance_of_offer,
    expected_loops,
    loops_answer,
    loops_needed,
    reliability_of_interviews,
)
from careerkb.interviews.processes import documented_loops

FOUR = (0.7, 0.7, 0.7, 0.7)
UNEQUAL = (0.9, 0.75, 0.6, 0.35)
CORRELATIONS = [0.05, 0.4, 0.8, 0.99]


def simulated_scores(correlation: float, rounds: int, size: int = 400_000) -> numpy.ndarray:
    """Draw scores of candidates by rounds: what all see alike, and what each sees alone."""
    generator = numpy.random.default_rng(20)
    shared = generator.standard_normal((size, 1))
    own = generator.standard_normal((size, rounds))
    return math.sqrt(correlation) * shared + math.sqrt(1 - correlation) * own


@pytest.mark.parametrize(
    ("correlation", "golden"), [(0, 0.240), (0.2, 0.309), (0.4, 0.375), (0.6, 0.446), (0.8, 0.528)]
)
def test_four_rounds_at_seventy_percent_match_the_golden_values(
    correlation: float, golden: float
) -> None:
    """0.240 for independent rounds, 0.528 at a correlation of 0.8."""
    found = chance_of_offer(pass_probabilities=FOUR, correlation=correlation)
    assert round(found, 3) == golden


@pytest.mark.parametrize("correlation", [0.0, *CORRELATIONS])
def test_all_must_pass_is_a_multivariate_normal_probability(correlation: float) -> None:
    """The chance is that of four correlated normal scores above their bars, by SciPy."""
    matrix = numpy.full((4, 4), correlation) + (1 - correlation) * numpy.eye(4)
    law = stats.multivariate_normal(cov=matrix, maxpts=400_000, abseps=1e-7, releps=0, seed=1)
    expected = law.cdf(stats.norm.ppf(UNEQUAL))
    found = chance_of_offer(pass_probabilities=UNEQUAL, correlation=correlation)
    assert found == pytest.approx(expected, abs=2e-5)


@pytest.mark.parametrize("weak_allowed", [0, 1, 3])
@pytest.mark.parametrize("correlation", CORRELATIONS)
def test_the_integral_is_exact_to_twelve_decimals(correlation: float, weak_allowed: int) -> None:
    """SciPy's adaptive quadrature over subsets of passed rounds gives the same."""
    bars = stats.norm.isf(UNEQUAL)

    def integrand(z: float) -> float:
        chances = stats.norm.cdf((math.sqrt(correlation) * z - bars) / math.sqrt(1 - correlation))
        return stats.norm.pdf(z) * enumerated(tuple(chances), weak_allowed)

    crossings = bars / math.sqrt(correlation)
    edges = sorted({-9.0, 9.0, *(float(c) for c in crossings if abs(c) < 9)})
    expected = sum(
        integrate.quad(integrand, low, high, epsabs=1e-13, epsrel=1e-12, limit=100)[0]
        for low, high in itertools.pairwise(edges)
    )
    found = chance_of_offer(
        pass_probabilities=UNEQUAL, correlation=correlation, weak_allowed=weak_allowed
    )
    assert found == pytest.approx(expected, abs=1e-11)


def enumerated(chances: tuple[float, ...], weak_allowed: int) -> float:
    """Add up every outcome of independent rounds with few enough failures, one by one."""
    return sum(
        math.prod(p if passed else 1 - p for p, passed in zip(chances, outcome, strict=True))
        for outcome in itertools.product((True, False), repeat=len(chances))
        if outcome.count(False) <= weak_allowed
    )


@pytest.mark.parametrize("weak_allowed", [0, 1, 2, 3])
def test_independent_rounds_match_enumeration(weak_allowed: int) -> None:
    """Sixteen outcomes of four rounds, added by hand."""
    found = chance_of_offer(pass_probabilities=UNEQUAL, weak_allowed=weak_allowed)
    assert found == pytest.approx(enumerated(UNEQUAL, weak_allowed), abs=1e-14)


@pytest.mark.parametrize("weak_allowed", [1, 2])
def test_equal_independent_rounds_are_binomial(weak_allowed: int) -> None:
    """At most one or two failures of nine rounds, by SciPy."""
    found = chance_of_offer(pass_probabilities=(0.8,) * 9, weak_allowed=weak_allowed)
    assert found == pytest.approx(stats.binom.cdf(weak_allowed, 9, 0.2), abs=1e-13)


@pytest.mark.parametrize("weak_allowed", [0, 1])
def test_correlated_rounds_match_a_simulation(weak_allowed: int) -> None:
    """Of 400,000 simulated candidates as many pass, within four standard errors."""
    failed = (simulated_scores(0.4, 4) < stats.norm.isf(UNEQUAL)).sum(axis=1)
    share = (failed <= weak_allowed).mean()
    found = chance_of_offer(pass_probabilities=UNEQUAL, correlation=0.4, weak_allowed=weak_allowed)
    assert found == pytest.approx(share, abs=4 * 0.5 / math.sqrt(400_000))


@pytest.mark.parametrize("correlation", [0.0, *CORRELATIONS])
def test_one_round_has_nothing_to_correlate(correlation: float) -> None:
    """The chance of a single round is its own."""
    found = chance_of_offer(pass_probabilities=(0.3,), correlation=correlation)
    assert found == pytest.approx(0.3, abs=1e-13)


def test_nearly_identical_rounds_are_as_hard_as_the_hardest() -> None:
    """Towards a correlation of 1 the chance rises to that of the weakest round."""
    found = chance_of_offer(pass_probabilities=(0.9, 0.8, 0.3), correlation=0.99)
    assert found == pytest.approx(0.3, abs=0.001)


def test_the_order_of_rounds_does_not_matter() -> None:
    """A loop read backwards has the same chance."""
    forwards = chance_of_offer(pass_probabilities=UNEQUAL, correlation=0.4, weak_allowed=1)
    backwards = chance_of_offer(pass_probabilities=UNEQUAL[::-1], correlation=0.4, weak_allowed=1)
    assert forwards == pytest.approx(backwards, abs=1e-14)


@pytest.mark.parametrize("correlation", [0.0, 0.4, 0.8])
def test_the_average_matches_a_simulation(correlation: float) -> None:
    """The mean score exceeds the mean bar as often among 400,000 simulated candidates."""
    ahead = simulated_scores(correlation, 4) - stats.norm.isf(UNEQUAL)
    share = (ahead.mean(axis=1) >= 0).mean()
    found = chance_by_average(pass_probabilities=UNEQUAL, correlation=correlation)
    assert found == pytest.approx(share, abs=4 * 0.5 / math.sqrt(400_000))


def test_the_average_of_one_round_is_that_round() -> None:
    """One interviewer's average is the interviewer."""
    assert chance_by_average(pass_probabilities=(0.3,), correlation=0.6) == pytest.approx(0.3)


@pytest.mark.parametrize(("interviews", "golden"), [(1, 0.40), (2, 0.57), (4, 0.73), (6, 0.80)])
def test_reliability_matches_the_golden_values(interviews: int, golden: float) -> None:
    """Interviews of reliability 0.4: 0.40, 0.57, 0.73 and 0.80 for 1, 2, 4 and 6."""
    assert round(reliability_of_interviews(single=0.4, interviews=interviews), 2) == golden


def test_reliability_is_the_correlation_of_two_panels() -> None:
    """Two panels of three interviewers, simulated: their averages correlate as the formula says."""
    scores = simulated_scores(0.4, 6)
    found = numpy.corrcoef(scores[:, :3].mean(axis=1), scores[:, 3:].mean(axis=1))[0, 1]
    assert reliability_of_interviews(single=0.4, interviews=3) == pytest.approx(found, abs=0.004)


def test_independent_loops_are_a_complement() -> None:
    """At least one of five loops is one minus none."""
    found = chance_from_loops(offer_probability=0.2, loops=5)
    assert found == pytest.approx(1 - stats.binom.pmf(0, 5, 0.2), abs=1e-14)


@pytest.mark.parametrize("correlation", [0.2, 0.9])
def test_one_offer_is_all_but_one_failure(correlation: float) -> None:
    """At least one of six loops is a loop of six rounds that forgives five."""
    one = chance_from_loops(offer_probability=0.2, loops=6, correlation=correlation)
    other = chance_of_offer(pass_probabilities=(0.2,) * 6, correlation=correlation, weak_allowed=5)
    assert one == pytest.approx(other, abs=1e-12)


def test_many_correlated_loops_match_a_quadrature() -> None:
    """A thousand loops at a correlation of 0.9, where the integrand is steepest."""

    def integrand(z: float) -> float:
        chance = stats.norm.sf((stats.norm.isf(0.3) - math.sqrt(0.9) * z) / math.sqrt(0.1))
        return stats.norm.pdf(z) * (1 - (1 - chance) ** 1_000)

    edges = [-9, -2, -1, -0.75, -0.5, -0.25, 0, 1, 9]
    expected = sum(
        integrate.quad(integrand, a, b, epsabs=1e-12)[0] for a, b in itertools.pairwise(edges)
    )
    found = chance_from_loops(offer_probability=0.3, loops=1_000, correlation=0.9)
    assert found == pytest.approx(expected, abs=1e-10)


def test_expected_loops_are_the_geometric_mean() -> None:
    """Five loops at one in five, by SciPy."""
    assert expected_loops(offer_probability=0.2) == pytest.approx(stats.geom.mean(0.2))


@pytest.mark.parametrize("probability", [0.2, 0.51, 0.9, 0.999])
def test_loops_needed_is_the_geometric_quantile(probability: float) -> None:
    """Independent loops agree with SciPy."""
    expected = stats.geom.ppf(probability, 0.3)
    assert loops_needed(offer_probability=0.3, probability=probability) == expected


def test_loops_needed_survives_rounding() -> None:
    """Three loops at 0.1 reach 1 - 0.9³ = 0.271 exactly, though not in floating point."""
    assert loops_needed(offer_probability=0.1, probability=0.271) == 3


@pytest.mark.parametrize("correlation", [0.2, 0.6])
def test_loops_needed_is_the_smallest_number(correlation: float) -> None:
    """It reaches the probability, and one loop fewer does not."""
    needed = loops_needed(offer_probability=0.3, probability=0.9, correlation=correlation)
    at, below = (
        chance_from_loops(offer_probability=0.3, loops=loops, correlation=correlation)
        for loops in (needed, needed - 1)
    )
    assert below < 0.9 <= at


def test_a_second_panel_is_the_same_loop_twice() -> None:
    """Offers by both of two panels are offers by one of eight rounds: simulated, 62 % repeat."""
    passed = simulated_scores(0.4, 8) >= stats.norm.isf(0.7)
    first = passed[:, :4].all(axis=1)
    repeated = passed[first, 4:].all(axis=1).mean()
    twice, once = (chance_of_offer(pass_probabilities=(0.7,) * n, correlation=0.4) for n in (8, 4))
    assert twice / once == pytest.approx(repeated, abs=0.005)


def test_the_answer_shows_its_range() -> None:
    """The headline runs from independent rounds to the weakest one."""
    headline = loops_answer(rounds=4, pass_probability=0.7, weakest_probability=0.5).headline
    assert "(17% if they were independent, 50% if they all saw the same)" in headline


def test_the_answer_forgives_one_weak_round() -> None:
    """Without correlation the second rule is binomial: at most one failure of four."""
    row = loops_answer(rounds=4, pass_probability=0.7, weakest_probability=0.7).table.rows[0]
    assert row[2] == pytest.approx(stats.binom.cdf(1, 4, 0.3), abs=1e-12)


def test_the_answer_correlates_the_loops_too() -> None:
    """Candidates of 0.4 take three loops of four rounds: 65 % get an offer, and not 76 %."""
    between, within = simulated_scores(0.4, 3), stats.norm.isf(0.3754)
    share = (between >= within).any(axis=1).mean()
    assert f"{share:.0%} for at least one offer from 3" in loops_answer().headline


def test_the_answer_of_one_round_forgives_nothing() -> None:
    """With a single round the rules are the same, and there is no other to forgive."""
    answer = loops_answer(rounds=1, weakest_probability=0.6)
    assert all(cell == pytest.approx(0.6) for row in answer.table.rows for cell in row[1:])
    assert [column.name for column in answer.table.columns[1:]] == ["all must pass", "average"]
    assert answer.chart is not None
    assert [series.name for series in answer.chart.series] == ["all must pass", "average"]


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (
            {"rounds": 1, "loops": 2, "correlation": 0},
            "70% for an offer if the only round must be passed; 91% for at least one offer from 2"
            " such loops.",
        ),
        (
            {"rounds": 2, "loops": 1, "correlation": 0},
            "49% for an offer if both rounds must be passed (49% if they were independent, 70% if"
            " they both saw the same).",
        ),
        ({"rounds": 1, "loops": 1}, "70% for an offer if the only round must be passed."),
    ],
)
def test_one_round_and_one_loop_are_said_as_one(terms: dict[str, object], words: str) -> None:
    """The chances by hand: 0.7, 0.7 squared, 1 less 0.3 squared."""
    assert loops_answer(**terms).headline == words


def test_the_chart_draws_the_table() -> None:
    """Each rule is a column and a line of the same numbers."""
    answer = loops_answer()
    assert answer.chart is not None
    drawn = [series.y for series in answer.chart.series]
    assert drawn == [tuple(row[i] for row in answer.table.rows) for i in (1, 2, 3)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: chance_of_offer(pass_probabilities=()), "at least 1 item.*it is empty"),
        (lambda: chance_of_offer(pass_probabilities=(0.7, 70)), r"\[1\].*write 70 % as 0.7"),
        (lambda: chance_of_offer(pass_probabilities=(0.7, 1)), "nothing is certain"),
        (lambda: chance_of_offer(pass_probabilities=0.7), "a list or tuple"),
        (lambda: chance_of_offer(pass_probabilities=(0.5,) * 21), "at most 20"),
        (lambda: chance_of_offer(pass_probabilities=FOUR, weak_allowed=4), "decides nothing"),
        (lambda: chance_of_offer(pass_probabilities=FOUR, correlation=1), "are one round"),
        (lambda: chance_by_average(pass_probabilities=(0.5, 0)), r"\[1\] must be"),
        (lambda: reliability_of_interviews(single=40, interviews=4), "write 40 % as 0.4"),
        (lambda: chance_from_loops(offer_probability=0.2, loops=0), "from 1 to 1,000"),
        (lambda: expected_loops(offer_probability=0), "must be a number from"),
        (lambda: loops_needed(offer_probability=0.001, correlation=0.5), "1,000 loops"),
        (lambda: documented_loops(track="resaerch scientist"), "did you mean 'research scientist'"),
        (lambda: loops_answer(rounds=0), "from 1 to 20"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter, what is allowed and the likely cause."""
    with pytest.raises(ValueError, match=message):
        call()
