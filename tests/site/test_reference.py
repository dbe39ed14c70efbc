"""The reference prints what the annotation knows: range, unit, default, words, refusal."""

from typing import Annotated

import pytest
from test_docs import docstring_faults
from test_properties import FUNCTIONS, RECORDS

from careerkb.inputs import Fraction, Says, Usd, checked, record, specs_of
from careerkb.pay.tax import tax_answer
from careerkb.site.reference import REFUSES, is_checked, with_ranges
from careerkb.work.publication import chance_of_at_least_one

Pay = Annotated[Usd, Says("before tax")]


@checked
def kept(*, pay_usd: Pay = 245_000, share: Fraction, note: str = "a*b") -> float:
    """Keep it."""
    return pay_usd * share


@record
class Purse:
    """A purse, for these tests."""

    coins_usd: Pay = 5
    share: Fraction


def test_each_parameter_opens_with_its_range_and_default() -> None:
    """They come from the annotation and the signature, not from the docstring."""
    lines = [":param acceptance: chance.", ":param tries: how often.", ":returns: odds"]
    assert with_ranges(chance_of_at_least_one, lines)[:2] == [
        ":param acceptance: *a number from 0 to 1 (probability)*: chance.",
        ":param tries: *a whole number from 1 to 1,000,000 (count); 1 unless given*: how often.",
    ]
    lines = [":param wages_usd: all.", ":returns: it.", ":raises ValueError: it is odd."]
    first, *rest = with_ranges(tax_answer, lines)
    wages = "*a number from 1,000 to 1,000,000,000 (USD a year); 450000 unless given*"
    assert first == f":param wages_usd: {wages}: all."
    assert rest[-2:] == lines[1:]


def test_a_parameter_without_a_line_gets_the_words_of_its_type() -> None:
    """In the order of the signature; what is said of it in the docstring wins."""
    lines = ["Keep it.", "", ":param share: of it,", "    all.", ":returns: it.", "", ".. rubric:: Example"]  # fmt: skip
    pay = ":param pay_usd: *a number from 0 to 10,000,000,000,000 (USD); 245000 unless given*: "
    share = [":param share: *a number from 0 to 1 (fraction)*: of it,", "    all."]
    assert with_ranges(kept, lines) == [
        "Keep it.", "", pay + "before tax", *share, ":returns: it.", REFUSES, "", ".. rubric:: Example",
    ]  # fmt: skip
    own = [":param share: x", ":param pay_usd: mine"]
    assert with_ranges(kept, own)[0] == pay + "mine"


def test_a_docstring_without_fields_gets_them() -> None:
    """After its words."""
    assert with_ranges(Purse, ["A purse."]) == [
        "A purse.", "",
        ":param coins_usd: *a number from 0 to 10,000,000,000,000 (USD); $5 unless given*: before tax",
        REFUSES,
    ]  # fmt: skip


def test_a_refusal_is_derived_only_where_arguments_are_checked() -> None:
    """And never beside one that the docstring names."""
    assert is_checked(kept)
    assert is_checked(Purse)
    assert not is_checked(print)
    assert not is_checked(with_ranges)
    assert REFUSES not in with_ranges(kept, [":raises ValueError: *share* is odd."])


def test_what_has_no_inputs_is_left_alone() -> None:
    """Classes and functions whose types are not inputs keep their docstrings."""
    lines = [":param x: anything"]
    assert with_ranges(print, lines) == lines


@pytest.mark.parametrize("name", [*FUNCTIONS, *RECORDS.values()])
def test_nothing_is_lost_of_any_docstring(name: str) -> None:
    """Every line of every public docstring is still in its reference, each parameter once."""
    thing = FUNCTIONS.get(name) or next(one for one, n in RECORDS.items() if n == name)
    lines = [
        "Words.",
        "",
        *(f":param {p}: what" for p in specs_of(thing)),
        ":returns: it",
        "",
        "End.",
    ]
    found = with_ranges(thing, lines)
    params = [line for line in found if line.startswith(":param ")]
    assert [line.split()[1].rstrip(":") for line in params] == list(specs_of(thing))
    assert all(line.endswith("*: what") and line.count("*") == 2 for line in params)
    assert [line for line in found if not line.startswith(":param ") and line != REFUSES] == [
        "Words.", "", ":returns: it", "", "End.",
    ]  # fmt: skip


def test_a_docstring_may_leave_out_what_is_derived(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of a type and the usual refusal need not be repeated; all else is still asked for."""
    text = '''
from typing import Annotated
from careerkb.inputs import Fraction, Says, checked
__all__ = ["f", "g"]
Share = Annotated[Fraction, Says("of it")]
@checked
def f(*, share: Share) -> float:
    """
    Give it.

    Returns:
        it.
    """
    return share
@checked
def g(*, share: Share, rest: Fraction) -> float:
    """
    Give it.

    Returns:
        it.
    """
    return share
'''
    (tmp_path / "derived.py").write_text(text, "utf-8")  # type: ignore[operator]
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "derived", raising=False)
    assert list(docstring_faults("derived")) == [
        "g: parameters ['share', 'rest'], documented []; not said by their types ['rest']"
    ]
