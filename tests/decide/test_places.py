"""Places: thresholds against the formulas behind them, routes against a filter by hand."""

from itertools import product
from math import prod
from pathlib import Path
from typing import get_args

import pytest

from careerkb import data
from careerkb.browser.forms import answer
from careerkb.decide.places import DEGREES, Country, Track, chance_in_draws, places_answer, routes
from careerkb.evidence.sources import read_sources

ROOT = Path(__file__).parents[2]
SOURCES = {
    one.key: one for one in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))
}


def test_thresholds_are_what_their_formulas_give() -> None:
    """The Blue Card is 50 and 45.3 % of the pension ceiling of 2026, the French one 1.5 times."""
    found = {row["route"]: row.get("threshold_local") for row in data.rows("places")}
    (ceiling,) = (
        rule["pension_ceiling"]
        for rule in data.country_document("germany")["rule"]
        if 2026 in rule["years"] and "pension_ceiling" in rule
    )
    assert found["EU Blue Card"] == 0.5 * ceiling
    assert found["EU Blue Card, shortage or recent degree"] == pytest.approx(0.453 * ceiling)
    assert found["Talent, EU Blue Card"] == 1.5 * found["Talent, qualified employee"]


def test_odds_are_one_to_four_entries() -> None:
    """Level k has k times the chance of level I, as the rule enters k lots."""
    odds = next(row["odds"] for row in data.rows("places") if "odds" in row)
    assert odds == pytest.approx([k * odds[0] for k in (1, 2, 3, 4)])


@pytest.mark.parametrize("draws", [1, 2, 3])
def test_a_chance_in_draws_is_that_of_all_outcomes(draws: int) -> None:
    """Every sequence of draws is listed, and those with a hit are added up."""
    chance = 0.1529
    hits = sum(
        prod(chance if hit else 1 - chance for hit in outcome)
        for outcome in product((True, False), repeat=draws)
        if any(outcome)
    )
    assert chance_in_draws(chance=chance, draws=draws) == pytest.approx(hits)


def test_routes_are_those_of_the_file_for_every_degree_and_track() -> None:
    """Filtered again by hand; a higher degree never closes a route."""
    for country, track in product(get_args(Country), get_args(Track)):
        before: set[str] = set()
        for rank, degree in enumerate(DEGREES):
            found = {each.route for each in routes(country=country, track=track, degree=degree)}
            assert found == {
                row["route"]
                for row in data.rows("places")
                if row["country"] == country
                and row["track"] in ("both", track)
                and DEGREES.index(row["degree"]) <= rank
            }
            assert before <= found
            before = found


def test_every_route_has_a_source_that_warns() -> None:
    """Each source of a route says that it is to be checked or no legal advice."""
    for row in data.rows("places"):
        note = SOURCES[row["source"]].note.lower()
        assert "legal advice" in note or "check" in note, row["source"]


def test_pay_is_compared_with_each_threshold_and_ends_are_reached() -> None:
    """At the threshold itself the route is open; a dollar less and it is not."""
    at = places_answer(country="Germany", base_local=50_700)
    below = places_answer(country="Germany", base_local=50_699)
    assert [row[2] for row in at.table.rows] == ["yes", "yes", "not compared"]
    assert [row[2] for row in below.table.rows] == ["no", "yes", "not compared"]
    assert "50,700 EUR reach 2" in at.headline
    assert places_answer(country="Canada").chart is None
    assert places_answer(country="United States").chart.series[0].y[3] == pytest.approx(61.16)


def test_base_pay_is_read_as_people_type_it() -> None:
    """40k are forty thousand of the country's own currency."""
    reply = answer(
        {
            "function": "careerkb.decide.places.places_answer",
            "state": {"country": "United Kingdom", "base_local": "40k"},
            "id": "places-answer",
        }
    )
    assert reply["errors"] == {}
    assert "40,000 GBP reach 2" in reply["html"]


def test_a_country_that_is_not_known_is_refused() -> None:
    """With those that are."""
    with pytest.raises(ValueError, match="country must be one of 'United States'"):
        routes(country="Japan")
