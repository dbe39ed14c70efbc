"""Demand figures against the raw counts they come from."""

import pytest

from careerkb.exits.demand import (
    ai_share_answer,
    demand_answer,
    jobs_after,
    jobs_per_research_scientist,
    openings_share,
    share_change,
)


def test_growth_over_its_own_span_is_the_whole_change() -> None:
    """Twenty percent on 40,300 jobs."""
    assert jobs_after(jobs=40_300, change=0.2, years=10) == pytest.approx(48_360)


def test_growth_compounds() -> None:
    """Two spans of five years make one of ten, as stepping year by year does."""
    stepped = 1_000.0
    for _ in range(7):
        stepped *= 1.5 ** (1 / 10)
    assert jobs_after(jobs=1_000, change=0.5, years=7) == pytest.approx(stepped)


def test_openings_are_counted_against_jobs() -> None:
    """3,200 of 40,300 and 129,200 of 1,895,500."""
    scientists = openings_share(occupation="Computer and information research scientists")
    developers = openings_share(occupation="Software developers and testers")
    assert scientists == pytest.approx(3_200 / 40_300)
    assert developers == pytest.approx(129_200 / 1_895_500)


def test_there_are_forty_five_developers_for_a_scientist() -> None:
    """1,687,890 over 37,200."""
    assert jobs_per_research_scientist() == pytest.approx(1_687_890 / 37_200)


def test_the_ai_share_more_than_doubled_from_2023_to_2025() -> None:
    """1.90 % in December 2023, 4.35 % in December 2025."""
    assert share_change(since=2023, until=2025) == pytest.approx(4.35 / 1.90, rel=0.005)
    assert share_change(since=2022, until=2022) == 1


def test_overlapping_intervals_are_too_close_to_call() -> None:
    """22 to 101 days for researchers, 64 to 106 for software engineers: 64 lies inside the first."""
    rows = {row[0]: row[4:] for row in demand_answer().table.rows}
    assert rows["Researcher"][1] > rows["Software Engineer"][0]
    assert demand_answer().headline.startswith("Too close to call: half of the researcher")


def test_unknown_ends_stay_out_of_the_chart_and_in_the_table() -> None:
    """A role whose upper end is not known is named, not drawn."""
    answer = demand_answer()
    (series,) = answer.chart.series
    assert "Inference and performance" not in series.x
    assert any(
        row[0] == "Inference and performance" and row[5] == "too few" for row in answer.table.rows
    )


def test_the_line_holds_every_month() -> None:
    """Ninety months, in order."""
    (series,) = ai_share_answer().chart.series
    assert len(series.x) == 90
    assert list(series.x) == sorted(series.x)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: jobs_after(jobs=0, change=0.2, years=10), "jobs must be"),
        (lambda: jobs_after(jobs=100, change=20, years=10), "write 20 % as 0.2"),
        (lambda: jobs_after(jobs=1e9, change=5, years=60), "below a billion"),
        (lambda: share_change(since=2010, until=2025), "since must be a year from 2019"),
        (lambda: share_change(since=2025, until=2023), "until must be at least since"),
        (lambda: openings_share(occupation="Chefs"), "occupation must be one of"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
