"""Read a raw file and say exactly what is wrong with it."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping
from pathlib import Path

__all__ = ["Row", "number", "read"]

Row = Mapping[str, str]


def read(folder: Path, name: str, *, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """
    Read a CSV file, gzipped or not.

    Args:
        folder: the folder of raw data sets.
        name: the file below it.
        columns: the columns that will be used.

    Returns:
        One mapping a row, all values as text; column names and values as in the file.

    Raises:
        ValueError: the file or a column is missing, or a row has too few or too many cells; the
            message names file, row and column.
    """
    path = folder / name
    if not path.exists():
        raise ValueError(f"{name} must be in the folder of raw data, got no such file in {folder}")
    raw = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), restkey="(surplus)")
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if missing:
        raise ValueError(
            f"{name} must have a column {missing[0]!r}, got {', '.join(reader.fieldnames or [])}"
        )
    rows = list(reader)
    for row in rows_with_faults(rows):
        raise ValueError(
            f"{name}, row {row + 2} must have {len(reader.fieldnames or [])} cells,"
            f" got {sum(v is not None for v in rows[row].values())}"
        )
    return rows


def rows_with_faults(rows: list[dict[str, str]]) -> list[int]:
    """Name the rows that are shorter or longer than the heading."""
    return [i for i, row in enumerate(rows) if "(surplus)" in row or None in row.values()]


def number(name: str, row: int, column: str, text: str) -> float:
    """
    Read a number.

    Args:
        name: the file, for the message.
        row: its line in the file, the heading being line 1.
        column: its column.
        text: the cell.

    Returns:
        The number.

    Raises:
        ValueError: the cell is no number.
    """
    try:
        return float(text.replace(",", ""))
    except ValueError:
        message = f"{name}, row {row}, column {column!r} must be a number, got {text!r}"
        raise ValueError(message) from None
