"""Figures are read strictly: each fault of a file is named, and values print in their unit."""

import copy
from pathlib import Path
from typing import Any

import pytest

from careerkb import data
from careerkb.evidence.data import (
    counting_answer,
    figure,
    figure_table,
    figure_value,
    read_figure,
    shown,
)

GOOD: dict[str, Any] = {
    "title": "Pay", "sources": ["own-count"], "as_of": "2025-01", "reviewed": "2026-11-23",
    "stale_after": "2027-11-23", "note": "None.", "rows_read": 5, "rows_used": 3,
    "dropped": {"odd": 2}, "keys": 1,
    "columns": [{"name": "role", "unit": "words"}, {"name": "share", "unit": "fraction"}],
    "rows": [["engineer", 0.5], ["scientist", "too few"]],
}  # fmt: skip


def test_a_good_document_is_read() -> None:
    """The document that the next test breaks is sound."""
    assert read_figure("pay", GOOD).rows == (("engineer", 0.5), ("scientist", "too few"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": None}, r"figures/pay.toml.title must be given"),
        ({"title": 3, "rows_read": -1}, r"pay.toml.title must be text.*; figures/pay.toml.rows_read must be"),
        ({"titles": "Pay"}, r"a key of figures/pay.toml must be .*did you mean title"),
        ({"columns": [{"name": "role", "units": "words"}]}, r"a key of figures/pay.toml.columns\[0\] must be one of name, unit, got 'units'"),
        ({"rows": 3}, r"figures/pay.toml.rows must be a list of lists, got 3"),
        ({"sources": []}, "sources must be at least one key"),
        ({"as_of": "soon"}, "as_of must be YYYY"),
        ({"as_of": "2027"}, "as_of must be at most 2026-11-23, the day of review"),
        ({"rows_used": 4}, "rows_used plus all dropped rows, got 5; these are 4 and 2"),
        ({"columns": [{"name": "role", "unit": "words"}, {"name": "share"}]}, r"unit of share of figures/pay.toml.columns\[1\] must be one of"),
        ({"columns": [{"name": "role", "unit": "words"}, {"name": "share", "unit": "euros"}]}, "got 'euros'"),
        ({"rows": [["engineer"]]}, r"rows\[0\] must be 2 cells"),
        ({"rows": [["engineer", "many"]]}, r"column share of figures/pay.toml.rows\[0\] must be in fraction, got 'many'"),
        ({"rows": [["engineer", float("nan")]]}, "must be finite"),
        ({"rows": [[3, 0.5]]}, r"column role of .*rows\[0\] must be in words, got 3"),
        ({"rows": [["engineer", 0.5], ["engineer", 0.6]]}, "named like no row before it"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_row_and_column(change: dict[str, Any], message: str) -> None:
    """A missing unit, a date after the review, a ragged row, a cell that does not fit."""
    document = copy.deepcopy(GOOD) | change
    document = {key: value for key, value in document.items() if value is not None}
    with pytest.raises(ValueError, match=message):
        read_figure("pay", document)


@pytest.mark.parametrize(
    ("name", "row", "column", "printed"),
    [
        ("advertised_base", "Research Scientist", "median", "193,087"),
        ("wages", "private employers / Software developers", "ratio", "0.83"),
        ("projections", "Data scientists", "change", "34.0 %"),
        ("advertised_base_levels", "AI Engineer / entry", "median", "too few"),
    ],
)
def test_values_print_in_their_unit(name: str, row: str, column: str, printed: str) -> None:
    """Dollars with separators, ratios with two decimals, fractions in percent."""
    assert shown(name=name, row=row, column=column) == printed


def test_a_value_is_the_number_itself() -> None:
    """Computation uses what the file holds, not what is printed."""
    value = figure_value(name="projections", row="Data scientists", column="change")
    assert value == 0.34


def test_a_table_keeps_the_order_that_was_asked_for() -> None:
    """Chosen rows and columns only, after the leading column."""
    table = figure_table(name="advertised_base", columns=("n",), rows=("AI Engineer",))
    assert [column.name for column in table.columns] == ["role", "n"]
    assert table.rows == (("AI Engineer", "219"),)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: figure(name="nothing"), "name must be one of acceptance"),
        (lambda: figure_value(name="wages", row="x", column="median"), "row must be one of"),
        (lambda: shown(name="wages", row="x", column="x"), "column must be one of employer"),
        (lambda: figure_table(name="wages", rows=("x",)), "row must be one of all employers / Res"),
        (lambda: data.rows("nothing"), "name must be one of"),
    ],
)
def test_what_is_not_there_is_refused(call, message: str) -> None:
    """The message lists what there is."""
    with pytest.raises(ValueError, match=message):
        call()


def test_a_slip_in_a_data_file_names_file_and_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And not the page that shows it."""
    (tmp_path / "growth.toml").write_text(
        "reviewed = 2026-11-23\n[[growth]]\nyears = 1,5\n", "utf-8"
    )
    monkeypatch.setattr(data, "files", lambda name: tmp_path)
    with pytest.raises(ValueError, match=r"line 3: data/growth.toml.years must be one number"):
        data.rows.__wrapped__("growth")


def test_the_ways_of_counting_are_drawn_as_the_figure_has_them() -> None:
    """Three ways; the lead that two of them give is gone in the third."""
    answer = counting_answer()
    assert answer.table.rows[0] == ("every row a salary", 1.0526, 1.0105, 1.0819)
    assert answer.headline.startswith("One file, 3 ways of counting: by 2 of them the ML Engineer")
    assert answer.chart is not None
    (dots,) = answer.chart.series
    assert (dots.low[2], dots.high[2]) == (0.961, 1.0158)
