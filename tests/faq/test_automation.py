"""Exposure against the raters' own task labels, exact fractions, brute force and SciPy."""

from fractions import Fraction
from itertools import permutations

import numpy
import pytest
from scipy import optimize

from careerkb import data
from careerkb.faq.automation import (
    automation_answer,
    exposure_gaps,
    flip_weights,
    more_exposed,
    rater_opinions,
)
from careerkb.faq.exposure import exposure, implied_gamma, ranking

# Every task's label (E0, E1 or E2) in the order of the authors' file, and the tasks' weights:
# research scientists have eleven core tasks, then four supplemental ones that count half.
LABELS = {
    ("software developers", "people"): "2202122222222022022",
    ("software developers", "GPT-4"): "1121211111111211110",
    ("software developers", "GPT-4, second rubric"): "2220121211021211002",
    ("research scientists", "people"): "122020102122222",
    ("research scientists", "GPT-4"): "112011222212202",
    ("research scientists", "GPT-4, second rubric"): "112012202222002",
}
WEIGHTS = {
    "software developers": [Fraction(1)] * 19,
    "research scientists": [Fraction(1)] * 11 + [Fraction(1, 2)] * 4,
}
OCCUPATIONS = ranking()


def recount(occupation: str, rater: str, tool_weight: Fraction) -> Fraction:
    """Add up the labels exactly."""
    worth = {"0": Fraction(0), "1": Fraction(1), "2": tool_weight}
    labels, weights = LABELS[occupation, rater], WEIGHTS[occupation]
    total = sum(w * worth[label] for w, label in zip(weights, labels, strict=True))
    return Fraction(total) / sum(weights)


def test_developers_and_scientists_match_the_first_reading() -> None:
    """GPT-4, people's gamma and AIOE put developers above; the rest research scientists."""
    below = {(g.rater, g.part or g.measure) for g in exposure_gaps() if g.size < 0}
    assert below == {
        ("people", "alpha"),
        ("people", "beta"),
        ("AIOE, language", "applications"),
    }
    assert len(exposure_gaps()) == 13


@pytest.mark.parametrize(("first", "second"), list(permutations(OCCUPATIONS, 2)))
def test_turning_the_question_round_changes_only_the_sign(first: str, second: str) -> None:
    """The gaps change sign, the opinions and the verdict stay."""
    forth = exposure_gaps(first=first, second=second)
    back = exposure_gaps(first=second, second=first)
    assert [g.size for g in forth] == [-g.size for g in back]
    assert rater_opinions(first=first, second=second) == rater_opinions(first=second, second=first)
    assert more_exposed(first=first, second=second) == more_exposed(first=second, second=first)


@pytest.mark.parametrize(("first", "second"), list(permutations(OCCUPATIONS, 2)))
def test_the_verdict_matches_brute_force(first: str, second: str) -> None:
    """Every score of the file agrees in sign, and no main gap is below 0.05, or it is a tie."""
    rows = data.rows("exposure")
    gaps = [
        (a["measure"], round(a["score"] - b["score"], 6))
        for a in rows
        for b in rows
        if (a["occupation"], b["occupation"]) == (first, second)
        and (a["rater"], a["measure"]) == (b["rater"], b["measure"])
    ]
    signs = {numpy.sign(size) for _, size in gaps}
    clear = all(abs(size) >= 0.05 for measure, size in gaps if measure in ("beta", "standard"))
    expected = "too close to call"
    if clear and signs in ({1.0}, {-1.0}):
        expected = first if signs == {1.0} else second
    assert more_exposed(first=first, second=second) == expected


def test_some_pairs_are_settled_and_some_are_not() -> None:
    """Data scientists stand above research scientists; with developers nothing is settled."""
    assert more_exposed(first="data scientists") == "data scientists"
    assert more_exposed() == "too close to call"


@pytest.mark.parametrize(("close_gap", "settled"), [(0.0937, True), (0.0938, False)])
def test_the_threshold_decides_at_the_smallest_main_gap(close_gap: float, settled: bool) -> None:
    """People rate data scientists 0.59375 and research scientists 0.5."""
    found = more_exposed(first="data scientists", close_gap=close_gap)
    assert (found == "data scientists") is settled


def test_a_rater_who_contradicts_itself_is_divided() -> None:
    """People's own alpha and gamma put different occupations first."""
    assert rater_opinions() == {
        "people": "divided",
        "GPT-4": "software developers",
        "GPT-4, second rubric": "software developers",
        "AIOE": "software developers",
        "AIOE, language": "divided",
    }


def test_the_flip_is_the_root_of_the_recounted_gap() -> None:
    """A root finder on exact recounts crosses zero at the same weight, 0.71."""

    def gap(tool_weight: float) -> float:
        first, second = (recount(o, "people", Fraction(tool_weight)) for o in WEIGHTS)
        return float(first - second)

    (found,) = flip_weights(rater="people")
    assert found == pytest.approx(optimize.brentq(gap, 0, 1), abs=1e-5)
    assert round(found, 2) == 0.71


@pytest.mark.parametrize("rater", ["GPT-4", "GPT-4, second rubric"])
def test_an_order_that_holds_at_every_weight_never_flips(rater: str) -> None:
    """A scan over all weights finds developers above at each of them."""
    weights = [Fraction(k, 100) for k in range(101)]
    first, second = WEIGHTS
    assert all(recount(first, rater, w) > recount(second, rater, w) for w in weights)
    assert flip_weights(rater=rater) == ()


def test_one_relabelled_task_would_close_the_gap_of_people() -> None:
    """A developers' task moved from E0 to E1 lifts people's beta to that of scientists."""
    lifted = recount("software developers", "people", Fraction(1, 2)) + Fraction(1, 19)
    assert lifted == recount("research scientists", "people", Fraction(1, 2))


def test_the_answer_gives_the_count_and_the_percentiles() -> None:
    """13 scores, 10 one way and 3 the other; four raters with percentiles."""
    answer = automation_answer()
    assert answer.headline == (
        "Too close to call; 10 of 13 scores put software developers higher, 3 research scientists."
        " Percentiles by rater: 72 to 98 and 76 to 92."
    )
    assert len(answer.table.rows) == 13


def test_the_dot_is_the_median_rater() -> None:
    """Developers 98, 72, 85 and 77.5; research scientists 92, 81, 81 and 76."""
    assert automation_answer().chart.series[0].y == (
        numpy.median([98, 72, 85, 77.5]),
        numpy.median([92, 81, 81, 76]),
    )


def test_an_agreed_answer_names_the_occupation_and_the_raters() -> None:
    """Two raters scored data scientists, and they agree."""
    headline = automation_answer(first="data scientists").headline
    assert headline.startswith("More exposed: data scientists, by all 2 raters; 6 of 6 scores")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: exposure(occupation="AI engineers"), "occupation must be one of 'software"),
        (lambda: exposure(occupation="data scientists", rater="AIOE"), "people; GPT-4, got 'AIOE'"),
        (lambda: exposure(occupation="IT managers", rater="AIOE"), "one of standard for AIOE"),
        (lambda: ranking(rater="AIOE"), "standard for AIOE, got 'beta'"),
        (lambda: implied_gamma(alpha=0.5, beta=0.4), "beta must be from 0.5 to 0.75"),
        (lambda: implied_gamma(alpha=0.5, beta=0.8), "0.75 with this alpha, got 0.8"),
        (lambda: implied_gamma(alpha=50, beta=0.8), "write 50 % as 0.5"),
        (lambda: exposure_gaps(first="IT managers", second="IT managers"), "other than IT"),
        (lambda: flip_weights(first="IT managers", second="IT managers"), "second must be an"),
        (lambda: flip_weights(rater="AIOE"), "measure must be one of standard"),
        (lambda: automation_answer(close_gap=5), "write 5 % as 0.05"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
