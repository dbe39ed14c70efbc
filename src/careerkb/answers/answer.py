"""What a calculator returns: a headline, a table and a chart, all as plain data.

Nothing here draws. One renderer turns an `Answer` into text, HTML and SVG, so that the page,
the terminal, a notebook and the browser show the same numbers; it is loaded when it is asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Literal, get_args

from careerkb.inputs import refusal

__all__ = ["Answer", "Chart", "Column", "File", "Section", "Series", "Table", "Tick"]

Cell = float | str
ChartKind = Literal["line", "bar", "dot", "stacked", "hundred"]
LARGEST, SMALLEST = 1e100, 1e-100


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """
    One column of a table.

    Args:
        name: the heading.
        unit: printed beside the heading, or empty for words.
        decimals: digits after the point for numbers, 0 to 9.

    Raises:
        ValueError: the heading is empty or *decimals* is out of range.
    """

    name: str
    unit: str = ""
    decimals: int = 0

    def __post_init__(self) -> None:
        """Refuse a column that cannot be printed."""
        if not self.name:
            raise refusal("name", self.name, "the heading of the column")
        if not 0 <= self.decimals <= 9:
            raise refusal("decimals", self.decimals, "a whole number from 0 to 9")

    def show(self, cell: Cell) -> str:
        """Format one cell: words as they are, numbers with thousands separators."""
        return cell if isinstance(cell, str) else f"{cell:,.{self.decimals}f}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """
    Rows under named columns.

    Args:
        columns: at least one column.
        rows: tuples as long as *columns*, each cell a word or a finite number.

    Raises:
        ValueError: there is no column, a row is too short or too long, or a cell is not finite.

    Example:
        >>> from careerkb.answers.answer import Column, Table
        >>> pay = Column(name="pay", unit="USD")
        >>> rows = (("first", 1_000.4), ("second", 20))
        >>> print(Table(columns=(Column(name="year"), pay), rows=rows))
        year    pay (USD)
        first       1,000
        second         20
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged table and a number that cannot be printed."""
        if not self.columns:
            raise refusal("columns", self.columns, "a tuple of at least 1 column")
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise refusal(f"rows[{number}]", row, f"a row of {len(self.columns)} cells")
            for column, cell in zip(self.columns, row, strict=True):
                if not isinstance(cell, str) and not math.isfinite(cell):
                    raise refusal(f"rows[{number}], column {column.name}", cell, "finite")

    def __str__(self) -> str:
        """Align the table for the terminal: words to the left, numbers to the right."""
        heads = [c.name + (f" ({c.unit})" if c.unit else "") for c in self.columns]
        body = [
            [c.show(cell) for c, cell in zip(self.columns, row, strict=True)] for row in self.rows
        ]
        in_words = [
            all(isinstance(row[i], str) for row in self.rows) for i in range(len(self.columns))
        ]
        widths = [max(map(len, column)) for column in zip(heads, *body, strict=True)]
        return "\n".join(
            "  ".join(
                cell.ljust(width) if words else cell.rjust(width)
                for cell, width, words in zip(line, widths, in_words, strict=True)
            ).rstrip()
            for line in [heads, *body]
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """
    One named line, row of bars or row of dots.

    Args:
        name: the label drawn beside it.
        x: numbers on a line chart, words on the others.
        y: finite numbers, as many as *x*.
        low: lower ends of the ranges around *y*, as many as *x*, or none.
        high: upper ends of the ranges around *y*, as many as *x*, or none.

    Raises:
        ValueError: lengths differ, a number is not finite, or a range does not hold its dot.
    """

    name: str
    x: tuple[Cell, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        for label, values in (("y", self.y), ("low", self.low), ("high", self.high)):
            if len(values) != len(self.x) and (label == "y" or values):
                raise refusal(label, values, f"{len(self.x)} numbers, as many as x")
            if not all(-LARGEST <= value <= LARGEST for value in values):  # nor NaN
                raise refusal(label, values, "finite numbers, at most 1e100 in size")
        if bool(self.low) != bool(self.high):
            raise refusal("low and high", (self.low, self.high), "given together or not at all")
        for bottom, dot, top in zip(self.low, self.y, self.high, strict=False):
            if not bottom <= dot <= top:
                raise refusal("low and high", (bottom, top), f"around {dot}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """
    A drawing as data.

    Args:
        kind: one of five: line, bar, dot (with range), stacked (bars) or hundred (dots to count).
        title: what is shown.
        summary: one sentence that says what the drawing shows, for those who cannot see it.
        x_label: what runs along, with its unit.
        y_label: what runs up, with its unit.
        series: at least one series of at least one point; numbers along a line chart, the same
            words in every series of the others.
        log: whether values stand on a logarithmic scale, on line and dot charts only, because
            the length of a bar means nothing there.
        reference: a value to compare with, drawn as a line across.
        reference_label: what that value is.

    Raises:
        ValueError: an unknown kind, an empty title or summary, no series or no point, x that do
            not fit the kind, or a value that has no place on a logarithmic scale.
    """

    kind: ChartKind
    title: str
    summary: str
    x_label: str
    y_label: str
    series: tuple[Series, ...]
    log: bool = False
    reference: float | None = None
    reference_label: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn or described."""
        if self.kind not in get_args(ChartKind):
            raise refusal("kind", self.kind, "one of " + ", ".join(get_args(ChartKind)))
        if not (self.title and self.summary):
            raise refusal("title and summary", (self.title, self.summary), "both given")
        if not self.series:
            raise refusal("series", self.series, "a tuple of at least 1 series")
        first = self.series[0].x
        for number, one in enumerate(self.series):
            place = f"series[{number}].x"
            if not one.x:
                raise refusal(place, one.x, "at least 1 point")
            if self.kind != "line" and one.x != first:
                raise refusal(place, one.x, f"the same as in series[0], {first}")
            if self.kind == "line" and not all(map(_is_place, one.x)):
                raise refusal(place, one.x, "finite numbers on a line chart")
        if self.reference is not None and not _is_place(self.reference):
            raise refusal("reference", self.reference, "a finite number")
        if self.log:
            self._refuse_log()

    def _refuse_log(self) -> None:
        if self.kind not in ("line", "dot"):
            raise refusal("log", self.log, "False", f"lengths of a {self.kind} start at zero")
        values = [v for one in self.series for v in (*one.y, *one.low, *one.high)]
        values += [] if self.reference is None else [self.reference]
        if min(values) < SMALLEST:
            raise refusal("log", self.log, "False", f"the value {min(values)} has no logarithm")


def _is_place(cell: Cell) -> bool:
    return not isinstance(cell, str) and -LARGEST <= cell <= LARGEST


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """
    One thing that the reader can tick.

    Args:
        id: what a tick writes into the input; without a comma, which parts one from the next.
        title: what is ticked.
        note: beside it, such as a date, or nothing.
        lines: further words under it, each with what it says first.
        done: whether it is ticked.

    Raises:
        ValueError: there is no title, or an id that a list could not hold.
    """

    id: str
    title: str
    note: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    done: bool = False

    def __post_init__(self) -> None:
        """Refuse what an input could not hold."""
        if not self.title or not self.id.strip() or {",", ";"} & {*self.id}:
            raise refusal("id", self.id, "words without a comma, with a title")

    def __str__(self) -> str:
        """Print it for the terminal."""
        said = f"[{'x' if self.done else ' '}] {self.title}{f', {self.note}' if self.note else ''}"
        return "\n".join([said, *(f"    {first}: {words}" for first, words in self.lines)])


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """
    A part of an answer that stands open under its drawing.

    Args:
        title: a few words.
        text: sentences, or nothing.
        items: a numbered list, in order, or nothing.
        table: numbers, or nothing.
        copy: text for the reader to take along, or nothing.
        ticks: things to tick, or nothing.
        field: the input that holds the ids of what is ticked, where there are ticks.

    Raises:
        ValueError: there is no title, or nothing under it.
    """

    title: str
    text: str = ""
    items: tuple[str, ...] = ()
    table: Table | None = None
    copy: str = ""
    ticks: tuple[Tick, ...] = ()
    field: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty part."""
        if not self.title or not any(self._parts()):
            raise refusal("title", self.title, "a title with something under it")
        if bool(self.ticks) != bool(self.field):
            raise refusal("field", self.field, "the name of an input, where there are ticks")

    def __str__(self) -> str:
        """Print it for the terminal."""
        return "\n".join([self.title, *(part for part in self._parts() if part)])

    def _parts(self) -> tuple[str, ...]:
        items = "\n".join(f"{number}. {item}" for number, item in enumerate(self.items, 1))
        ticks = "\n".join(map(str, self.ticks))
        return self.text, items, str(self.table or ""), self.copy, ticks


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """
    A file that the reader may take along from an answer.

    Args:
        name: in ASCII letters, digits, ``-`` and one ``.`` before its ending.
        label: what it is, as it stands after "Save".
        media: its media type, as ``text/calendar``.
        text: all of it.

    Raises:
        ValueError: the name could stand for another folder, or something is empty.
    """

    name: str
    label: str
    media: str
    text: str

    def __post_init__(self) -> None:
        """Refuse what no folder should get."""
        if not re.fullmatch(r"[a-z0-9-]+\.[a-z]{2,4}", self.name, re.ASCII):
            raise refusal("name", self.name, "small letters, digits and -, a dot, an ending")
        if not (self.label and self.media and self.text):
            raise refusal("label, media and text", (self.label, self.media, self.text), "all given")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """
    The result of a calculator.

    Args:
        headline: one sentence with its uncertainty.
        table: the numbers behind it.
        chart: the same numbers drawn, or nothing.
        sections: what stands open under the drawing, in order.
        files: what the reader may save, in order, each of a name of its own.
        gives: text by name that fills forms on other pages: see `careerkb.inputs.Kept`.

    Raises:
        ValueError: the headline is empty, or two files have one name.
    """

    headline: str
    table: Table
    chart: Chart | None = None
    sections: tuple[Section, ...] = ()
    files: tuple[File, ...] = ()
    gives: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse an answer that says nothing, and files that would overwrite each other."""
        if not self.headline.strip():
            raise refusal("headline", self.headline, "a sentence")
        names = [one.name for one in self.files]
        if len({*names}) < len(names):
            raise refusal("files", names, "names that differ")

    def __str__(self) -> str:
        """Return headline, table and sections, for the terminal."""
        return "\n\n".join([self.headline, str(self.table), *map(str, self.sections)])

    def _repr_html_(self) -> str:
        """Return the page's own drawing, with its style, for a notebook."""
        return str(_notebook().notebook_html(self))

    def _repr_markdown_(self) -> str:
        """Return the headline and the table, for a notebook that shows no HTML."""
        return str(_notebook().notebook_markdown(self))


def _notebook() -> ModuleType:
    """Load the renderer, by its name: it stands on this module, and few answers are drawn."""
    return import_module("careerkb.answers.notebook")
