"""Advertised ranges: ends joined, repeats dropped, an offer placed between percentiles."""

import pytest

from careerkb.pay.ranges import PayRange, Row, distinct_ranges, joined_ranges, percentile_between


def rows(*pairs: tuple[str, float]) -> list[Row]:
    """Write rows shortly."""
    return [Row(role=role, pay_usd=pay) for role, pay in pairs]


def test_adjacent_ends_become_one_range() -> None:
    """High then low of one role is a range; anything else stands alone."""
    found = joined_ranges(
        rows=rows(("a", 200_000), ("a", 150_000), ("b", 90_000), ("a", 100_000), ("a", 120_000))
    )
    assert [(r.role, r.low_usd, r.high_usd) for r in found] == [
        ("a", 150_000, 200_000),
        ("b", 90_000, 90_000),
        ("a", 100_000, 100_000),
        ("a", 120_000, 120_000),
    ]


def test_two_equal_rows_are_one_range_of_no_width() -> None:
    """A single advertised amount stands twice in such files."""
    assert len(joined_ranges(rows=rows(("a", 150_000), ("a", 150_000)))) == 1


def test_repeats_are_dropped_and_order_kept() -> None:
    """The first of each set of equal ranges stays."""
    one = PayRange(role="a", low_usd=1_000, high_usd=2_000)
    two = PayRange(role="b", low_usd=1_000, high_usd=2_000)
    assert distinct_ranges(ranges=[one, two, one, one]) == (one, two)


@pytest.mark.parametrize(
    ("base_usd", "between"),
    [(50_000, (0.0, 0.1)), (131_490, (0.1, 0.25)), (193_087, (0.5, 0.75)), (900_000, (0.9, 1.0))],
)
def test_an_offer_lies_between_known_percentiles(
    base_usd: float, between: tuple[float, float]
) -> None:
    """At a percentile itself the offer has reached it."""
    assert percentile_between(role="Research Scientist", base_usd=base_usd) == between
