"""Findings: numbers are those of the sources' own words, and a number keeps its unit and interval."""

import pytest
from test_house import ROOT

from careerkb.evidence.sources import read_sources
from careerkb.faq.work_evidence import Finding, findings, work_evidence_answer

KEYS = {s.key for s in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))}


def test_the_trials_are_those_of_metr_and_two_of_three_cross_zero() -> None:
    """19 (2 to 39), -18 (-38 to 9), -4 (-15 to 9), as METR printed them."""
    trials = [f for f in findings(track="engineer") if f.unit == "change of time (%)"]
    assert [(f.value, f.low, f.high) for f in trials] == [
        (19, 2, 39), (-18, -38, 9), (-4, -15, 9),
    ]  # fmt: skip
    assert [f.low < 0 < f.high for f in trials] == [False, True, True]


def test_agents_score_below_people_in_what_is_drawn_of_research() -> None:
    """21.0 and 26.0 against 41.4 points, and the chart draws these three."""
    chart = work_evidence_answer(track="researcher").chart
    assert chart.series[0].y == (21.0, 26.0, 41.4)
    assert chart.reference is None
    assert work_evidence_answer().chart.reference == 0


def test_every_finding_has_a_source() -> None:
    """In the list of sources."""
    for track in ("researcher", "engineer"):
        assert {f.source for f in findings(track=track)} <= KEYS


def test_a_number_without_unit_and_an_interval_beside_it_are_refused() -> None:
    """Each names the field."""
    words = {"track": "engineer", "finding": "f", "when": "2026", "how": "measured", "n": "1",
             "note": "x", "source": "s"}  # fmt: skip
    with pytest.raises(ValueError, match="unit must be given for a value, and only for one"):
        Finding(value=1, **words)
    with pytest.raises(ValueError, match="low and high must be around 1"):
        Finding(value=1, unit="%", low=2, **words)
