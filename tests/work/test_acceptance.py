"""Acceptance: published rates, and committees that disagree."""

import pytest

from careerkb.evidence.data import figure
from careerkb.work.acceptance import acceptance_answer, acceptance_fraction, rejected_on_rerun


@pytest.mark.parametrize(
    ("disagreement", "acceptance", "golden"), [(43 / 166, 0.225, 0.576), (0.23, 0.227, 0.507)]
)
def test_rerun_matches_the_consistency_experiments(
    disagreement: float, acceptance: float, golden: float
) -> None:
    """2014 gives 0.576, 2021 gives 0.507."""
    found = rejected_on_rerun(disagreement=disagreement, acceptance=acceptance)
    assert round(found, 3) == golden


def test_rerun_of_coin_committees_rejects_as_often_as_they_do() -> None:
    """If committees are coins, an accepted paper is rejected with chance 1 - a."""
    a = 0.225
    assert rejected_on_rerun(disagreement=2 * a * (1 - a), acceptance=a) == pytest.approx(1 - a)


def test_rates_are_accepted_over_submitted() -> None:
    """NeurIPS 2024: 4,037 of 15,671."""
    assert acceptance_fraction(venue="NeurIPS", year=2024) == 4037 / 15671


def test_the_trend_adds_the_three_conferences_up() -> None:
    """Pooled counts are the sums of the counts by venue; submissions grew eightfold."""
    by_venue = figure(name="acceptance").rows
    for year, submissions, accepted, percent in acceptance_answer().table.rows:
        own = [row for row in by_venue if row[1] == year]
        assert submissions == sum(row[2] for row in own)
        assert accepted == sum(row[3] for row in own)
        assert percent == pytest.approx(100 * accepted / submissions, abs=0.006)
    assert "8.4-fold, to 45,354" in acceptance_answer().headline
