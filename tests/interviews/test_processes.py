"""Documented processes: rounds, hours and totals fit."""

import pytest

from careerkb import data
from careerkb.interviews.processes import documented_loops


def test_hours_add_up_the_stated_minutes() -> None:
    """FlowFuse prints 15, 45, 120 to 180, 60 and 45 minutes."""
    rows = {row[0]: row for row in documented_loops(track="AI engineer").rows}
    assert rows["FlowFuse"][1:4] == ("5", "1", "4.8-5.8")


def test_a_missing_length_shows() -> None:
    """Hours are followed by a plus where a round has no stated length."""
    rows = {row[0]: row for row in documented_loops(track="AI engineer").rows}
    assert rows["PostHog"][3] == "1.2+"


def test_every_track_has_a_documented_loop() -> None:
    """All rows together are the rows of the five tracks."""
    tracks = (
        "research scientist",
        "research engineer",
        "applied scientist",
        "engineer",
        "AI engineer",
    )
    parts = [len(documented_loops(track=track).rows) for track in tracks]
    assert min(parts) >= 1
    assert sum(parts) == len(documented_loops().rows) == len(data.rows("loops"))


@pytest.mark.parametrize(
    "row", data.rows("loops"), ids=lambda row: f"{row['employer']}, {row['track']}"
)
def test_rounds_and_their_total_fit(row: dict) -> None:
    """The total lies within the sum of the rounds, and no range is upside down."""
    counts = [each.get("count", [1, 1]) for each in row["rounds"]]
    ranges = [*counts, *(each["minutes"] for each in row["rounds"] if "minutes" in each)]
    assert all(0 <= low <= high for low, high in ranges)
    if "rounds_total" in row:
        low, high = row["rounds_total"]
        assert sum(c[0] for c in counts) <= low <= high <= sum(c[1] for c in counts)
