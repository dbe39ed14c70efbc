"""What was seen of AI doing the work of researchers and engineers, finding by finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Number, checked, record, refusal

__all__ = ["Finding", "findings", "work_evidence_answer"]

Track = Literal["engineer", "researcher"]
How = Literal["measured", "counted", "reported", "aimed at"]
Words = Annotated[str, Len(1, 300)]
OptionalWords = Annotated[str, Len(0, 300)]


@record
class Finding:
    """
    One finding about one track.

    Args:
        track: whose work.
        finding: what was looked at.
        when: the date of the finding or, of a target, the date aimed at.
        how: measured, counted, reported by people of themselves, or aimed at.
        n: on how many it rests.
        note: what else must be said.
        source: its key in the list of sources.
        unit: of the value, or empty.
        value: the size, where there is one number.
        low: lower end of its 95 % interval.
        high: upper end.

    Raises:
        ValueError: a value stands without a unit, or an interval does not hold it.
    """

    track: Track
    finding: Words
    when: Words
    how: How
    n: Words
    note: Words
    source: Words
    unit: OptionalWords = ""
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None

    def __post_init__(self) -> None:
        """Refuse a number without a unit and an interval beside its value."""
        if (self.value is None) == bool(self.unit):
            raise refusal("unit", self.unit, "given for a value, and only for one")
        if self.value is not None and not (
            _or(self.low, self.value) <= self.value <= _or(self.high, self.value)
        ):
            raise refusal("low and high", (self.low, self.high), f"around {self.value:g}")


def _or(end: float | None, value: float) -> float:
    return value if end is None else end


@checked
def findings(*, track: Track) -> tuple[Finding, ...]:
    """
    List what was seen of one track.

    Args:
        track: whose work.

    Returns:
        The findings in the order of the file.

    Raises:
        ValueError: there is no such track.

    Source:
        `work_evidence.toml`.

    Example:
        >>> from careerkb.faq.work_evidence import findings
        >>> [round(each.value) for each in findings(track="engineer")[:3]]
        [19, -18, -4]
    """
    return tuple(Finding(**row) for row in data.rows("work_evidence") if row["track"] == track)


@checked
def work_evidence_answer(*, track: Track = "engineer") -> Answer:
    """
    Show what was seen of AI doing the work of one track.

    Args:
        track: whose work.

    Returns:
        How many findings there are and of which kind, as a sentence; the findings as rows; those
        that share a unit as dots with their intervals.

    Raises:
        ValueError: there is no such track.

    Source:
        `findings`.
    """
    found = findings(track=track)
    measured = sum(each.how == "measured" for each in found)
    jobs = [each for each in found if each.unit == "change of jobs (%)"]
    counted = (
        "one counts jobs, and by age" if jobs else "none counts jobs of this title"
    )  # fmt: skip
    headline = (
        f"{len(found)} findings on the work of an AI {track}, {measured} measured; {counted}."
    )
    names = ("finding", "result", "how, when", "n", "what else", "source")
    return Answer(
        headline=headline,
        table=Table(
            columns=tuple(Column(name=name) for name in names),
            rows=tuple(
                (
                    each.finding, _result(each), f"{each.how}, {each.when}", each.n, each.note,
                    each.source,
                )
                for each in found
            ),
        ),
        chart=_drawn(found),
    )  # fmt: skip


def _result(each: Finding) -> str:
    if each.value is None:
        return "see there"
    sign = "+g" if each.unit.startswith("change") else "g"
    between = "" if each.low is None else f" ({each.low:{sign}} to {each.high:{sign}})"
    return f"{each.value:{sign}}{between}, {each.unit}"


def _drawn(found: Sequence[Finding]) -> Chart:
    """Draw the unit that most findings share."""
    units = [each.unit for each in found if each.unit]
    unit = max(units, key=units.count)
    same = [each for each in found if each.unit == unit and each.value is not None]
    values = tuple(_or(each.value, 0.0) for each in same)
    return Chart(
        kind="dot",
        title=unit[0].upper() + unit[1:],
        summary=f"From {min(values):g} to {max(values):g}, {unit}.",
        x_label="finding",
        y_label=unit,
        series=(
            Series(
                name="result", x=tuple(each.finding for each in same), y=values,
                low=tuple(_or(e.low, v) for e, v in zip(same, values, strict=True)),
                high=tuple(_or(e.high, v) for e, v in zip(same, values, strict=True)),
            ),
        ),
        reference=0 if min(values) < 0 else None,
        reference_label="no change" if min(values) < 0 else "",
    )  # fmt: skip
