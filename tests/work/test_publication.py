"""Publication odds against closed forms, SciPy and simulation."""

import numpy
import pytest
from scipy import stats

from careerkb.work.acceptance import acceptance_fraction, rejected_on_rerun
from careerkb.work.publication import (
    accepted_count_probabilities,
    chance_of_at_least_one,
    months_to_acceptance,
    publication_answer,
)


def test_resubmission_matches_the_golden_values() -> None:
    """One to four tries at a quarter each: 0.25, 0.44, 0.58, 0.68."""
    odds = [round(chance_of_at_least_one(acceptance=0.25, tries=n), 2) for n in (1, 2, 3, 4)]
    assert odds == [0.25, 0.44, 0.58, 0.68]


@pytest.mark.parametrize(("tries", "golden"), [(1, 0.61), (3, 0.94)])
def test_three_papers_at_twenty_seven_percent(tries: int, golden: float) -> None:
    """Three papers at 27 %: 61 % sent once, 94 % sent three times each."""
    assert round(chance_of_at_least_one(acceptance=0.27, papers=3, tries=tries), 2) == golden


@pytest.mark.parametrize("correlation", [0.05, 0.3, 0.8])
@pytest.mark.parametrize("submissions", [1, 2, 7, 40])
def test_correlated_odds_match_the_beta_binomial(submissions: int, correlation: float) -> None:
    """No success in n trials agrees with SciPy's beta-binomial distribution."""
    spread = (1 - correlation) / correlation
    expected = 1 - stats.betabinom.pmf(0, submissions, 0.25 * spread, 0.75 * spread)
    ours = chance_of_at_least_one(acceptance=0.25, tries=submissions, correlation=correlation)
    assert ours == pytest.approx(expected, abs=1e-12)


def test_correlated_odds_match_a_simulation() -> None:
    """A million authors, each with an own chance, agree within four standard errors."""
    generator = numpy.random.default_rng(1)
    spread = 0.7 / 0.3
    chances = generator.beta(0.27 * spread, 0.73 * spread, size=1_000_000)
    simulated = 1 - ((1 - chances) ** 6).mean()
    ours = chance_of_at_least_one(acceptance=0.27, papers=2, tries=3, correlation=0.3)
    assert ours == pytest.approx(simulated, abs=4 * 0.5 / 1_000)


def test_correlation_leaves_one_submission_alone() -> None:
    """With one submission there is nothing to correlate."""
    assert chance_of_at_least_one(acceptance=0.4, correlation=0.9) == pytest.approx(0.4)


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_certain_outcomes_stay_certain(certain: float) -> None:
    """A chance of 0 or 1 is not softened by tries or correlation."""
    assert chance_of_at_least_one(acceptance=certain, tries=5, correlation=0.5) == certain


@pytest.mark.parametrize("correlation", [0.0, 0.2, 0.9])
def test_counts_match_scipy(correlation: float) -> None:
    """The distribution of acceptances is the binomial or the beta-binomial one."""
    ours = accepted_count_probabilities(acceptance=0.27, papers=12, correlation=correlation)
    if correlation:
        spread = (1 - correlation) / correlation
        expected = stats.betabinom.pmf(range(13), 12, 0.27 * spread, 0.73 * spread)
    else:
        expected = stats.binom.pmf(range(13), 12, 0.27)
    assert ours == pytest.approx(list(expected), abs=1e-12)


@pytest.mark.parametrize("probability", [0.0, 0.25, 0.4375, 0.5, 0.9, 0.999])
def test_time_is_the_geometric_quantile(probability: float) -> None:
    """Quantiles agree with SciPy, exact powers of 3/4 included."""
    expected = max(1, stats.geom.ppf(probability, 0.25)) * 4
    assert months_to_acceptance(acceptance=0.25, probability=probability) == expected


@pytest.mark.parametrize("correlation", [0.05, 0.3, 0.6])
@pytest.mark.parametrize("probability", [0.0, 0.25, 0.5, 0.75, 0.9])
def test_correlated_time_is_the_first_try_that_is_sure_enough(
    probability: float, correlation: float
) -> None:
    """SciPy's beta-binomial: enough at that try, not enough one try before."""
    spread = (1 - correlation) / correlation
    tries = months_to_acceptance(
        acceptance=0.25, probability=probability, cycle_months=1, correlation=correlation
    )

    def sure(n: int) -> float:
        return 1 - stats.betabinom.pmf(0, n, 0.25 * spread, 0.75 * spread)

    assert sure(tries) >= probability - 1e-9
    assert tries == 1 or sure(tries - 1) < probability


def test_one_in_ten_papers_waits_far_longer_than_coins_say() -> None:
    """A quarter a try, correlation 0.3: 80 tries for nine papers in ten, against 9."""
    generator = numpy.random.default_rng(2)
    chances = generator.beta(0.25 * 0.7 / 0.3, 0.75 * 0.7 / 0.3, size=1_000_000)
    tries = months_to_acceptance(acceptance=0.25, probability=0.9, cycle_months=1, correlation=0.3)
    assert (1 - (1 - chances) ** tries).mean() == pytest.approx(0.9, abs=0.002)
    assert tries > 8 * months_to_acceptance(acceptance=0.25, probability=0.9, cycle_months=1)


def test_answer_shows_both_ends() -> None:
    """The headline gives the correlated chance and the independent one."""
    answer = publication_answer(acceptance=0.27, papers=3, tries=3, correlation=0.0)
    said = "94% for at least one accepted paper of 3, each sent up to 3 times (94%"
    assert answer.headline.startswith(said)
    assert len(answer.table.rows) == 3


@pytest.mark.parametrize(
    ("papers", "tries", "words"),
    [
        (1, 1, "27% for the acceptance of a paper that is sent once."),
        (1, 3, "61% for the acceptance of a paper that is sent up to 3 times (61% if"),
        (3, 1, "61% for at least one accepted paper of 3, each sent once (61% if"),
    ],
)
def test_the_headline_says_what_is_sent(papers: int, tries: int, words: str) -> None:
    """Papers and tries, with 1 less 0.73 to the power of their product."""
    answer = publication_answer(acceptance=0.27, papers=papers, tries=tries, correlation=0.0)
    assert answer.headline.startswith(words)


def test_many_tries_are_answered_for_all_of_them() -> None:
    """The headline and the last row are those of the fortieth try, by SciPy's beta-binomial."""
    answer = publication_answer(acceptance=0.05, papers=1, tries=40, correlation=0.3)
    expected = 1 - stats.betabinom.pmf(0, 40, 0.05 * 0.7 / 0.3, 0.95 * 0.7 / 0.3)
    assert answer.headline.startswith(f"{expected:.0%} for the acceptance of a paper")
    assert [row[0] for row in answer.table.rows] == [*map(float, range(1, 13)), 40.0]
    assert answer.table.rows[-1][1] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: acceptance_fraction(venue="ICML", year=2016), "year must be one of 2017"),
        (lambda: chance_of_at_least_one(acceptance=27), "write 27 % as 0.27"),
        (lambda: chance_of_at_least_one(acceptance=float("nan")), "not a number"),
        (lambda: chance_of_at_least_one(acceptance=0.2, correlation=1), "correlation must be"),
        (lambda: months_to_acceptance(acceptance=0.0), "acceptance must be"),
        (lambda: months_to_acceptance(acceptance=1e-6, probability=0.999), "million tries"),
        (lambda: months_to_acceptance(acceptance=0.5, probability=1), "below 1"),
        (lambda: rejected_on_rerun(disagreement=0.9, acceptance=0.2), "at most 0.4"),
        (lambda: accepted_count_probabilities(acceptance=0.2, papers=5_000), "1,000"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
