"""The public data behind the handbook: figures with their sources, units, dates and counts.

A figure is a small table made from raw public data by `careerkb.figures`. Its leading columns name
a row; every other column has a unit.
"""

from __future__ import annotations

import datetime
import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Cell, Chart, Column, Series, Table
from careerkb.inputs import Refusal, Refusals, Text, Unit, checked, read, record, refusal, spec_of

__all__ = [
    "UNITS", "counting_answer", "figure", "figure_table", "figure_value", "filled", "shown",
]  # fmt: skip

UNITS = {
    "words": "{}",
    "USD a year": "{:,.0f}",
    "USD": "{:,.0f}",
    "count": "{:,.0f}",
    "days": "{:,.0f}",
    "months": "{:,.0f}",
    "index": "{:,.1f}",
    "ratio": "{:.2f}",
    "fraction": "{:.1%}",
}
"""Every unit of a figure, with the way a page prints a value in it."""

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
PLACE = re.compile(r"\{(\w+): ([^{}:]+): ([^{}:]+)\}")
Names = Annotated[Sequence[Text], Len(0, 60)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A table with all that a reader needs to judge it, as `read_figure` checked it."""

    name: str
    title: str
    sources: tuple[str, ...]
    as_of: str
    reviewed: str
    stale_after: str
    note: str
    rows_read: int
    rows_used: int
    dropped: Mapping[str, int]
    keys: int
    columns: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def key(self, row: Sequence[Cell]) -> str:
        """Name a row: its leading columns, joined by a slash."""
        return " / ".join(str(cell) for cell in row[: self.keys])


Rows = Annotated[int, Interval(ge=0, le=10**12), Unit("rows")]
Note = Annotated[str, Len(0, 4_000)]


@record
class _Column:
    """The heading of a column, and the unit of what stands in it."""

    name: Text
    unit: Annotated[str, Len(0, 40)] = ""


@record
class _Head:
    """Everything of a figure's file but its rows."""

    title: Note
    sources: Sequence[Text]
    as_of: Annotated[str, Len(0, 40)]
    reviewed: Annotated[str, Len(0, 40)]
    stale_after: Annotated[str, Len(0, 40)]
    note: Note
    rows_read: Rows
    rows_used: Rows
    dropped: Mapping[str, Rows]
    keys: Rows
    columns: Sequence[_Column]


def read_figure(name: str, document: Mapping[str, Any]) -> Figure:
    """
    Check and type one figure document.

    Args:
        name: the figure's name, for messages.
        document: the parsed file.

    Returns:
        The figure.

    Raises:
        ValueError: a field is missing, a column has no or an unknown unit, a row is ragged, a cell
            does not fit its unit, two rows have one name, or the numbers are dated after the
            review; all faults are told, and `faults` of the error holds them with their paths.
    """
    place = f"figures/{name}.toml"
    plain = {key: _day(value) for key, value in document.items() if key != "rows"}
    head, faults = read(spec_of(_Head), plain)
    rows = document.get("rows")
    if not isinstance(rows, list):
        faults = (*faults, Refusal(("rows",), rows, "a list of lists"))
    else:
        wrong = (n for n, row in enumerate(rows) if not isinstance(row, (list, tuple)))
        faults = (*faults, *(Refusal(("rows", n), rows[n], "a list of cells") for n in wrong))
    if faults:
        raise _at(place, faults)
    made = Figure(
        name=name,
        **{one.name: getattr(head, one.name) for one in fields(_Head) if one.name != "columns"},
        columns=tuple(column.name for column in head.columns),
        units=tuple(column.unit for column in head.columns),
        rows=tuple(tuple(row) for row in rows or ()),
    )
    if faults := tuple(_faults(made)):
        raise _at(place, faults)
    return made


def _at(place: str, faults: Sequence[Refusal]) -> Refusals:
    """Say the file in front of each fault; the paths stay those inside of the file."""
    return Refusals(faults, said=[fault.at(place) for fault in faults])


def _day(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _faults(made: Figure) -> Iterator[Refusal]:
    """Compare the parts of a figure with each other."""
    if not made.sources:
        yield refusal("sources", made.sources, "at least one key of the list of sources")
    if not DATE.fullmatch(made.as_of):
        yield refusal("as_of", made.as_of, "YYYY, YYYY-MM or YYYY-MM-DD")
    elif made.as_of > made.reviewed:
        yield refusal("as_of", made.as_of, f"at most {made.reviewed}, the day of review")
    if made.rows_used + sum(made.dropped.values()) != made.rows_read:
        yield refusal(
            "rows_read", made.rows_read, "rows_used plus all dropped rows",
            f"these are {made.rows_used} and {sum(made.dropped.values())}",
        )  # fmt: skip
    for number, (column, unit) in enumerate(zip(made.columns, made.units, strict=True)):
        if unit not in UNITS:
            allowed = "one of " + ", ".join(UNITS)
            yield Refusal(("columns", number, "unit"), unit, allowed, subject=f"unit of {column}")
    seen: set[str] = set()
    for number, row in enumerate(made.rows):
        if len(row) != len(made.columns):
            yield Refusal(("rows", number), row, f"{len(made.columns)} cells")
            continue
        if (key := made.key(row)) in seen:
            yield Refusal(("rows", number), key, "named like no row before it")
        seen.add(key)
        yield from _cell_faults(made, number, row)


def _cell_faults(made: Figure, number: int, row: Sequence[Cell]) -> Iterator[Refusal]:
    for at, (column, unit, cell) in enumerate(zip(made.columns, made.units, row, strict=True)):
        path, subject = ("rows", number, at), f"column {column}"
        if cell == "too few" and unit != "words":
            continue
        if not isinstance(cell, str if unit == "words" else (int, float)) or isinstance(cell, bool):
            yield Refusal(path, cell, f"in {unit}", subject=subject)
        elif isinstance(cell, float) and not math.isfinite(cell):
            yield Refusal(path, cell, "finite", subject=subject)


@functools.cache
def _figure(name: str) -> Figure:
    return read_figure(name, data.figure_document(name))


@checked
def figure(*, name: Text) -> Figure:
    """
    Read one of the handbook's figures.

    Args:
        name: the figure, one of `careerkb.data.figure_names`.

    Returns:
        The figure with its sources, dates and counts.

    Raises:
        ValueError: there is no such figure, or its file has a fault.
    """
    return _figure(name)


@checked
def figure_value(*, name: Text, row: Text, column: Text) -> float | str:
    """
    Look up one value of a figure.

    Args:
        name: the figure.
        row: the leading cells of the row, joined by " / ".
        column: the heading of the column.

    Returns:
        The value in the unit of its column, or the words "too few".

    Raises:
        ValueError: there is no such figure, row or column.
    """
    made = _figure(name)
    if column not in made.columns:
        raise refusal("column", column, "one of " + ", ".join(made.columns))
    by_key = {made.key(cells): cells for cells in made.rows}
    if row not in by_key:
        raise refusal("row", row, "one of " + ", ".join(by_key))
    return by_key[row][made.columns.index(column)]


@checked
def shown(*, name: Text, row: Text, column: Text) -> str:
    """
    Print one value of a figure as pages do.

    Args:
        name: the figure.
        row: the leading cells of the row, joined by " / ".
        column: the heading of the column.

    Returns:
        The value with thousands separators, or as a percentage where the unit is a fraction.

    Raises:
        ValueError: there is no such figure, row or column.
    """
    value = figure_value(name=name, row=row, column=column)
    unit = dict(zip(_figure(name).columns, _figure(name).units, strict=True))[column]
    return value if isinstance(value, str) else UNITS[unit].format(value).replace("%", " %")


@checked
def filled(*, text: Annotated[str, Len(0, 10_000)]) -> str:
    """
    Put values of figures into a sentence.

    Args:
        text: words with places like ``{wages: all employers / Data scientists: jobs}``.

    Returns:
        The sentence with each place replaced by its value as pages print it.

    Raises:
        ValueError: a place names no figure, row or column.

    Example:
        >>> from careerkb.evidence.data import filled
        >>> filled(text="{wages: all employers / Data scientists: jobs} data scientists")
        '262,440 data scientists'
    """
    return PLACE.sub(lambda found: shown(name=found[1], row=found[2], column=found[3]), text)


@checked
def figure_table(*, name: Text, columns: Names = (), rows: Names = ()) -> Table:
    """
    Cut a figure to some of its columns and rows.

    Args:
        name: the figure.
        columns: headings to keep, in this order, after the leading ones; all when empty.
        rows: names of rows to keep, in this order; all when empty.

    Returns:
        A table whose cells are printed as pages do.

    Raises:
        ValueError: there is no such figure, row or column.
    """
    made = _figure(name)
    kept = columns or made.columns[made.keys :]
    keys = rows or tuple(made.key(cells) for cells in made.rows)
    by_key = {made.key(cells): cells for cells in made.rows}
    body = tuple(
        (
            *(str(cell) for cell in by_key.get(key, (key,))[: made.keys]),
            *(shown(name=name, row=key, column=column) for column in kept),
        )
        for key in keys
    )
    units = dict(zip(made.columns, made.units, strict=True))
    heads = (*made.columns[: made.keys], *kept)
    return Table(
        columns=tuple(
            Column(name=head, unit="" if units[head] == "words" else units[head]) for head in heads
        ),
        rows=body,
    )


@checked
def counting_answer() -> Answer:
    """
    Show what the way of counting does to one ratio of advertised pay.

    Returns:
        For each way the ML Engineer's median over the Research Scientist's, with its interval, as
        a sentence, a table and dots.

    Source:
        The figure `pairing_trap`, from `aijobs-2025`.
    """
    role = "ML Engineer"
    rows = [row for row in _figure("pairing_trap").rows if row[0] == role]
    ways = tuple(str(row[1]) for row in rows)
    ratio, low, high = (tuple(float(row[at]) for row in rows) for at in (2, 3, 4))
    apart = sum(not bottom <= 1 <= top for bottom, top in zip(low, high, strict=True))
    headline = (
        f"One file, {len(ways)} ways of counting: by {apart} of them the {role} leads the Research"
        f" Scientist; the ratio goes from {max(ratio):.2f} to {min(ratio):.2f}."
    )
    heads = (Column(name=name, decimals=2) for name in ("ratio", "low", "high"))
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="counted as"), *heads),
            rows=tuple(zip(ways, ratio, low, high, strict=True)),
        ),
        chart=Chart(
            kind="dot", title=f"Advertised base, {role} over Research Scientist", summary=headline,
            x_label="counted as", y_label="ratio to Research Scientist",
            reference=1.0, reference_label="the same",
            series=(Series(name="ratio, 95 % interval", x=ways, y=ratio, low=low, high=high),),
        ),
    )  # fmt: skip
