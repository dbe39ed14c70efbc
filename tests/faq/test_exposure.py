"""Exposure: scores against their task labels and published values, ranks against NumPy."""

from fractions import Fraction

import numpy
import pytest
from scipy import stats

from careerkb import data
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


TOOL_WEIGHT = {"alpha": Fraction(0), "beta": Fraction(1, 2), "gamma": Fraction(1)}


OCCUPATIONS = ranking()


def recount(occupation: str, rater: str, tool_weight: Fraction) -> Fraction:
    """Add up the labels exactly."""
    worth = {"0": Fraction(0), "1": Fraction(1), "2": tool_weight}
    labels, weights = LABELS[occupation, rater], WEIGHTS[occupation]
    total = sum(w * worth[label] for w, label in zip(weights, labels, strict=True))
    return Fraction(total) / sum(weights)


@pytest.mark.parametrize("measure", TOOL_WEIGHT)
@pytest.mark.parametrize(("occupation", "rater"), LABELS)
def test_scores_are_the_weighted_count_of_task_labels(
    occupation: str, rater: str, measure: str
) -> None:
    """Counting the labels of all tasks gives each score to six decimals."""
    found = exposure(occupation=occupation, rater=rater, measure=measure)
    assert found == pytest.approx(
        float(recount(occupation, rater, TOOL_WEIGHT[measure])), abs=5.1e-7
    )


@pytest.mark.parametrize(
    ("occupation", "beta", "beta_people", "alpha", "alpha_people"),
    [
        ("software developers", 0.87, 0.45, 0.79, 0.05),
        ("research scientists", 0.63, 0.50, 0.38, 0.23),
        ("data scientists", 0.75, 0.59, 0.50, 0.25),
        ("systems architects", 0.77, 0.57, 0.54, 0.21),
        ("IT managers", 0.53, 0.56, 0.12, 0.30),
    ],
)
def test_scores_match_the_golden_values(
    occupation: str, beta: float, beta_people: float, alpha: float, alpha_people: float
) -> None:
    """Alpha and beta by both raters, to two decimals."""
    found = [
        round(exposure(occupation=occupation, rater=rater, measure=measure), 2)
        for measure in ("beta", "alpha")
        for rater in ("GPT-4", "people")
    ]
    assert found == [beta, beta_people, alpha, alpha_people]


def test_a_split_occupation_has_the_mean_of_its_parts() -> None:
    """Developers of applications and of systems: 1.20 and 1.28."""
    found = exposure(occupation="software developers", rater="AIOE", measure="standard")
    assert found == pytest.approx(1.24)


@pytest.mark.parametrize("rater", ["people", "GPT-4"])
@pytest.mark.parametrize("occupation", OCCUPATIONS)
def test_the_three_measures_keep_their_identity(occupation: str, rater: str) -> None:
    """Beta is alpha and half of the rest, so gamma follows from the other two."""
    alpha, beta, gamma = (
        exposure(occupation=occupation, rater=rater, measure=measure)
        for measure in ("alpha", "beta", "gamma")
    )
    assert beta == pytest.approx(alpha + (gamma - alpha) / 2, abs=2e-6)
    assert implied_gamma(alpha=alpha, beta=beta) == pytest.approx(gamma, abs=3e-6)


@pytest.mark.parametrize(("alpha", "beta", "gamma"), [(0, 0, 0), (0, 0.5, 1), (1, 1, 1)])
def test_implied_gamma_reaches_its_ends(alpha: float, beta: float, gamma: float) -> None:
    """No task, only tool-dependent tasks, and only direct ones."""
    assert implied_gamma(alpha=alpha, beta=beta) == gamma


@pytest.mark.parametrize("rater", ["people", "GPT-4"])
def test_ranking_matches_a_sort_by_numpy(rater: str) -> None:
    """Sorting the rows of the file by score gives the same order."""
    rows = [r for r in data.rows("exposure") if r["rater"] == rater and r["measure"] == "beta"]
    order = numpy.argsort([-row["score"] for row in rows])
    assert ranking(rater=rater) == tuple(rows[i]["occupation"] for i in order)


def test_ties_are_ranked_by_name() -> None:
    """GPT-4 gives data scientists and systems architects the same gamma."""
    assert ranking(measure="gamma")[:2] == ("data scientists", "systems architects")


def test_the_raters_orders_disagree() -> None:
    """Over the five occupations, people's betas and GPT-4's correlate negatively in rank."""
    scores = [[exposure(occupation=o, rater=r) for o in OCCUPATIONS] for r in ("people", "GPT-4")]
    assert stats.spearmanr(*scores).statistic < 0
    assert ranking()[0] == ranking(rater="people")[-1] == "software developers"
