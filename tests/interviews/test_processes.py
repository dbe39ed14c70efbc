"""Documented processes: rounds, hours and totals fit."""

import pytest

from careerkb import data
from careerkb.interviews.processes import documented_loops, processes_answer


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


def test_the_picture_shows_every_loop_that_states_its_rounds() -> None:
    """Meta's alone does not; DeepMind's scientist meets the most, product companies the fewest."""
    answer = processes_answer()
    assert answer.chart
    (drawn,) = answer.chart.series
    loops = dict(zip(drawn.x, zip(drawn.low, drawn.high, strict=True), strict=True))
    assert loops["Google DeepMind, research scientist"] == (7, 10)
    assert loops["51 companies that print it, AI engineer"] == (2, 7)
    assert len(loops) == len(answer.table.rows) - 1
    assert not any(str(name).startswith("Meta") for name in loops)
    assert answer.headline.endswith("over 2 to 10 rounds; they are no sample.")
