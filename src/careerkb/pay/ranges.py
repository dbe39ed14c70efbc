"""Pay ranges as advertised: joined, counted once, and read between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Len

from careerkb.evidence.data import figure
from careerkb.inputs import Text, YearlyPayUsd, checked, record, refusal

__all__ = ["PayRange", "Row", "distinct_ranges", "joined_ranges", "percentile_between"]

Role = Literal[
    "Research Engineer",
    "Applied Scientist",
    "Research Scientist",
    "ML Engineer",
    "MLOps / ML infrastructure",
    "Software Engineer",
    "AI Engineer",
    "Data Scientist",
    "Data Engineer",
]


@record
class Row:
    """
    One row of a pay file, which may be one end of an advertised range.

    Args:
        role: the title as printed.
        pay_usd: the amount in the row.
    """

    role: Text
    pay_usd: YearlyPayUsd


Rows = Annotated[Sequence[Row], Len(1, 10_000)]


@record
class PayRange:
    """
    One advertised range.

    Args:
        role: the title as printed.
        low_usd: its lower end.
        high_usd: its upper end, at least *low_usd*.

    Raises:
        ValueError: the ends are in the wrong order.
    """

    role: Text
    low_usd: YearlyPayUsd
    high_usd: YearlyPayUsd

    def __post_init__(self) -> None:
        """Refuse a range that ends below its start."""
        if self.high_usd < self.low_usd:
            raise refusal("high_usd", self.high_usd, f"at least low_usd, {self.low_usd:g}")

    @property
    def middle_usd(self) -> float:
        """The midpoint of the range."""
        return (self.low_usd + self.high_usd) / 2


Ranges = Annotated[Sequence[PayRange], Len(1, 10_000)]


@checked
def joined_ranges(*, rows: Rows) -> tuple[PayRange, ...]:
    """
    Join rows that are the two ends of one advertisement.

    Two adjacent rows of one role, the higher amount first, are one range; a row that finds no
    partner is a range of its own.

    Args:
        rows: at least one, in the order of the file.

    Returns:
        The ranges, in the order of the file.

    Raises:
        ValueError: the list is empty or a row is out of range.

    Source:
        Our reading of `aijobs-2025`, where almost all advertisements stand so.
    """
    found: list[PayRange] = []
    position = 0
    while position < len(rows):
        row, partner = rows[position], rows[min(position + 1, len(rows) - 1)]
        paired = partner is not row and row.role == partner.role and row.pay_usd >= partner.pay_usd
        low = partner.pay_usd if paired else row.pay_usd
        found.append(PayRange(role=row.role, low_usd=low, high_usd=row.pay_usd))
        position += 2 if paired else 1
    return tuple(found)


@checked
def distinct_ranges(*, ranges: Ranges) -> tuple[PayRange, ...]:
    """
    Count each range once, however often it was posted.

    This is a choice of weights and not a repair: it answers what employers offer, while keeping
    the repeats answers what a posting drawn at random pays.

    Args:
        ranges: at least one.

    Returns:
        The first of each set of equal ranges.

    Raises:
        ValueError: the list is empty.
    """
    return tuple(dict.fromkeys(ranges))


@checked
def percentile_between(*, role: Role, base_usd: YearlyPayUsd) -> tuple[float, float]:
    """
    Say between which known percentiles of advertised base pay an offer lies.

    Args:
        role: the title on the letter.
        base_usd: the base pay in the letter.

    Returns:
        Two fractions, such as 0.5 and 0.75, if the offer lies between these percentiles of the
        midpoints of advertised ranges.

    Raises:
        ValueError: the role has no figure or the amount is out of range.

    Source:
        The figure `advertised_base`, from `aijobs-2025`.

    Example:
        >>> from careerkb.pay.ranges import percentile_between
        >>> percentile_between(role="AI Engineer", base_usd=245_000)
        (0.9, 1.0)
    """
    row = next(cells for cells in figure(name="advertised_base").rows if cells[0] == role)
    known = [(0.0, 0.0), *zip((0.1, 0.25, 0.5, 0.75, 0.9), map(float, row[2:]), strict=True)]
    reached = [share for share, amount in known if amount <= base_usd]
    above = [share for share, amount in known if amount > base_usd]
    return reached[-1], above[0] if above else 1.0
