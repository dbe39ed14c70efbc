"""The items of the checklist: whole, paired, and as many hours as they say."""

import numpy
import pytest
from test_house import ROOT

from careerkb import data
from careerkb.checklist.items import checklist_answer, checklist_items, weeks_needed
from careerkb.evidence.claims import claims


def test_weeks_are_hours_over_hours_a_week() -> None:
    """At one hour a week, weeks are the sums of the hours in the file."""
    items = checklist_items(track="researcher")
    rows = [row["hours"] for row in data.rows("checklist") if row["track"] == "researcher"]
    assert weeks_needed(items=items) == tuple(map(float, numpy.sum(rows, axis=0)))
    assert weeks_needed(items=items, hours_a_week=5)[1] == weeks_needed(items=items)[1] / 5


def test_the_engineers_items_are_those_of_the_article() -> None:
    """Each claim of the chapter stands at exactly one item."""
    named = [row["claim"] for row in data.rows("checklist") if row["claim"]]
    assert sorted(named) == sorted(claim.id for claim in claims(chapter="checklist"))


def test_every_item_has_a_twin() -> None:
    """Seven for each track, under fourteen names."""
    tracks = [row["track"] for row in data.rows("checklist")]
    assert tracks == ["engineer"] * 7 + ["researcher"] * 7
    assert len({row["id"] for row in data.rows("checklist")}) == 14


@pytest.mark.parametrize("row", data.rows("checklist"), ids=lambda row: row["id"])
def test_an_item_is_complete(row: dict) -> None:
    """Why, how, done when and what to show are sentences; the title fits a chart."""
    assert all(row[field].endswith(".") for field in ("why", "how", "done_when", "show"))
    assert len(row["title"]) <= 33
    assert 1 <= row["priority"] <= 5


def test_the_numbers_of_the_file_stand_on_the_page() -> None:
    """Shares of advertisements in the file are those that the essay cites."""
    page = (ROOT / "docs/checklist/index.md").read_text("utf-8")
    for share in ("17.8 %", "5.6 %", "53.4 %", "38.7 %", "1.1 %", "51.2 %", "10.9 %"):
        assert any(share in row["why"] for row in data.rows("checklist"))
        assert share in page


def test_the_checklist_shows_how_and_when() -> None:
    """One row an item, with the range of hours and what to show."""
    answer = checklist_answer(track="researcher")
    assert answer.table.rows[1][0] == "One result that others can run (researcher, 40 to 160 hours)"
    assert all(". To show: " in row[2] for row in answer.table.rows)
    assert answer.headline.startswith("Seven items: researchers about 190 hours (93 to 379);")


def test_each_item_stands_beside_its_twin() -> None:
    """Both tracks by turns, with both sums."""
    answer = checklist_answer()
    tracks = [row[0].split("(")[1].split(",")[0] for row in answer.table.rows]
    assert tracks == ["engineer", "researcher"] * 7
    assert "engineers about 148 hours (74 to 298), researchers about 190" in answer.headline
