"""A document of the wrong shape at any depth: every fault by its path, in a file by its line, at once."""

import copy
import pickle
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import pytest
from annotated_types import Interval
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.browser.fields import every_field, tree
from careerkb.browser.state import arguments, state_of
from careerkb.exits.waterfall import Preferred
from careerkb.inputs import (
    Fraction,
    Inline,
    Refusal,
    Refusals,
    Text,
    checked,
    document_of,
    located,
    parse_toml,
    read,
    read_arguments,
    record,
    refusal,
    spec_of,
    write_toml,
)
from careerkb.inputs.refusals import kind_of
from careerkb.pay.comparison import LAB, PRODUCT, comparison_answer
from careerkb.pay.offers import Offer
from careerkb.pay.schedules import Schedule


@record
class Package:
    """A record of records, for these tests."""

    offer: Offer
    weights: Mapping[str, Fraction]
    other: Offer | None = None
    classes: Sequence[Preferred] = ()
    shares: Sequence[Fraction] = ()
    note: Text = "none"


SPEC = spec_of(Package)
GOOD: dict[str, Any] = {
    "note": "a = b [c]",
    "shares": [0.5, 0.25],
    "offer": {"base_usd": 310_000, "schedule": {"yearly_fractions": [0.5, 0.5], "cliff_months": 6}},
    "other": {"base_usd": "200k", "schedule": "5/15/40/40"},
    "classes": [
        {"name": "A", "invested_usd": 1e6, "share": 0.1},
        {"name": "B", "invested_usd": 2e6, "share": 0.2},
    ],
    "weights": {"pay": 0.5, "team": 0.25},
}


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the path of everything in a document."""
    if isinstance(document, dict):
        inner = document.items()
    elif isinstance(document, list):
        inner = enumerate(document)  # type: ignore[assignment]
    else:
        return [path]
    return [path, *(found for key, one in inner for found in places(one, (*path, key)))]


def parent(document: Any, path: tuple[Any, ...]) -> Any:
    """Find what holds a place."""
    for key in path[:-1]:
        document = document[key]
    return document


def test_a_good_document_is_read() -> None:
    """The one that the next tests break."""
    value, faults = read(SPEC, GOOD)
    assert faults == ()
    assert value.offer == Offer(
        base_usd=310_000, schedule=Schedule(yearly_fractions=(0.5, 0.5), cliff_months=6)
    )
    assert value.other.base_usd == 200_000
    assert value.classes[1].name == "B"
    assert parse_toml(write_toml(GOOD)) == GOOD


ALL = [path for path in places(GOOD) if path]


@pytest.mark.parametrize("path", ALL, ids=str)
@pytest.mark.parametrize("wrong", [{"strange": ["x"]}, [[1]], "no such thing", -1.5], ids=["table", "list", "text", "number"])  # fmt: skip
def test_a_wrong_shape_names_its_path_and_line(path: tuple[Any, ...], wrong: Any) -> None:
    """A list for a table, a table for a number, at every place there is."""
    document = copy.deepcopy(GOOD)
    parent(document, path)[path[-1]] = wrong
    if path == ("note",) and isinstance(wrong, str):
        return
    if path[-1] == "name" and isinstance(wrong, str):
        return
    value, faults = read(SPEC, document)
    assert value is None
    assert all(fault.path[: len(path)] == path for fault in faults), [f.path for f in faults]
    text = write_toml(document)
    found = located(text, faults)
    lines = text.splitlines()
    for fault in found:
        assert fault.line >= 1
        near = [str(one) for one in fault.path if isinstance(one, str)]
        assert any(one in lines[fault.line - 1] for one in near), (fault, lines[fault.line - 1])
        assert "\n" not in str(fault)
        assert str(fault).startswith(f"line {fault.line}: ")


@pytest.mark.parametrize("path", [("offer",), ("offer", "base_usd"), ("classes", 1, "name"), ("classes", 0, "share"),
                                  ("offer", "schedule", "yearly_fractions")], ids=str)  # fmt: skip
def test_what_is_missing_is_named(path: tuple[Any, ...]) -> None:
    """By the place where it should stand, in the line of its table."""
    document = copy.deepcopy(GOOD)
    del parent(document, path)[path[-1]]
    _, faults = read(SPEC, document)
    assert [fault.path for fault in faults] == [path]
    assert f"{faults[0].name} must be given" in str(faults[0])


@pytest.mark.parametrize("path", [(), ("offer",), ("classes", 1), ("offer", "schedule")], ids=str)
def test_what_is_unknown_is_named(path: tuple[Any, ...]) -> None:
    """By the path that is in the file."""
    document = copy.deepcopy(GOOD)
    parent(document, (*path, "x"))["bonsu"] = 1
    _, faults = read(SPEC, document)
    assert [fault.path for fault in faults] == [(*path, "bonsu")]
    (fault,) = located(write_toml(document), faults)
    assert write_toml(document).splitlines()[fault.line - 1] == "bonsu = 1"


@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=6, unique=True))
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_all_faults_are_told_at_once(wanted: list[tuple[Any, ...]]) -> None:
    """As many places broken, as many named."""
    kept = [one for one in wanted if not any(one != o and one[: len(o)] == o for o in wanted)]
    document = copy.deepcopy(GOOD)
    for path in kept:
        parent(document, path)[path[-1]] = {"?": [None]}
    _, faults = read(SPEC, document)
    for path in kept:
        assert any(fault.path[: len(path)] == path for fault in faults), path


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["offer", "base_usd", "schedule", "classes", "name", "x"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(ANYTHING, st.booleans())
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_anything_is_read_or_refused(document: Any, loose: bool) -> None:
    """Never another error, never a value together with a fault."""
    value, faults = read(SPEC, document, loose)
    assert (value is None) == bool(faults)
    assert all(" must be " in str(fault) for fault in faults)


def test_a_record_becomes_a_document_and_comes_back() -> None:
    """Both examples of the site."""
    for offer in (LAB, PRODUCT, Offer(base_usd=2e5, grant_usd=600, sign_on_usd=245.125)):
        assert read(spec_of(Offer), document_of(offer)) == (offer, ())
        assert read(spec_of(Offer), parse_toml(write_toml(document_of(offer)))) == (offer, ())


def test_what_is_right_of_a_function_is_kept() -> None:
    """So that a form can go on."""
    values, faults = read_arguments(
        comparison_answer, {"years": 2, "discount_rate": "8 %", "offer_a": 3}
    )
    assert values == {"years": 2, "discount_rate": 0.08}
    assert [fault.path for fault in faults] == [("offer_a",)]


def test_a_list_of_tables_in_place_of_one() -> None:
    """What it is, and how it is written once."""
    text = "[[offer_a]]\nbase_usd = 1e5\n"
    (fault,) = located(text, read_arguments(comparison_answer, parse_toml(text))[1])
    assert (fault.path, fault.line) == (("offer_a",), 1)
    assert "write it once, in single brackets" in str(fault)


@pytest.mark.parametrize(
    ("text", "shares"),
    [("0.5, 0.25", (0.5, 0.25)), ("0,5; 0,25", (0.5, 0.25)), ("50 %; 25 %", (0.5, 0.25)), ("50%,25%", (0.5, 0.25)), ("", ())],
)  # fmt: skip
def test_lists_are_read_as_typed(text: str, shares: tuple[float, ...]) -> None:
    """Commas or, between numbers with commas, semicolons."""
    value, faults = read(SPEC, {**GOOD, "shares": text})
    assert faults == ()
    assert value.shares == shares


def test_a_comma_that_could_be_two_things_is_asked_about() -> None:
    """310,000, 250,000 is no list of four."""
    _, (fault,) = read(SPEC, {**GOOD, "shares": "310,000, 250,000"})
    assert "semicolons" in str(fault)


def test_a_refusal_carries_its_parts() -> None:
    """Nothing needs to read its words; it can be copied, and a traceback calls it a ValueError."""
    fault = refusal("share", 7, "from 0 to 1", "write 7 %").at("classes", 0)
    assert isinstance(fault, ValueError)
    assert (fault.path, fault.value, fault.allowed, fault.cause) == (("classes", 0, "share"), 7, "from 0 to 1", "write 7 %")  # fmt: skip
    assert str(fault) == "classes[0].share must be from 0 to 1, got 7; write 7 %"
    for again in (pickle.loads(pickle.dumps(fault)), copy.copy(fault)):
        assert isinstance(again, Refusal)
        assert (str(again), again.path) == (str(fault), fault.path)


def test_faults_travel_together() -> None:
    """Each stays data; a key that breaks the line, or a place that does, is shown in one line."""
    found = Refusals([refusal("a", 1, "2"), Refusal(("b\nc",), 3, "4", line=7)], "x\ny.toml")
    assert isinstance(found, ValueError)
    assert str(found) == "x\ufffdy.toml: a must be 2, got 1; line 7: b\ufffdc must be 4, got 3"
    again = pickle.loads(pickle.dumps(found))
    assert (str(again), [one.line for one in again.faults]) == (str(found), [0, 7])


@pytest.mark.parametrize(
    ("value", "kind"), [(3, "an int"), ({}, "a dict"), (None, "a NoneType"), ("x", "a str")]
)
def test_a_kind_has_its_article(value: object, kind: str) -> None:
    """As in "this is an int"."""
    assert kind_of(value) == kind


@record
class Payer:
    """Terms that stand among those of whoever takes the record."""

    year: Annotated[int, Interval(ge=2000, le=2100)] = 2026
    name: str = "nobody"


@checked
def billed(
    *,
    payer: Annotated[Payer, Inline((("year", "bill_year"),))] = Payer(),  # noqa: B008
    months: int = 12,
) -> str:
    """Say who is billed."""
    return f"{payer.name} {payer.year} {months}"


def test_a_record_that_stands_inline_is_read_from_its_terms() -> None:
    """By their outer names, beside the other terms; nothing given, nothing made."""
    made, faults = read_arguments(billed, {"bill_year": 2030, "months": 3})
    assert faults == ()
    assert made == {"payer": Payer(year=2030), "months": 3}
    assert read_arguments(billed, {"months": 3})[0] == {"months": 3}


def test_faults_of_a_record_that_stands_inline_have_no_further_path() -> None:
    """A term that is wrong, and one that is called by its inner name."""
    made, faults = read_arguments(billed, {"bill_year": 1, "months": 3})
    assert [fault.path for fault in faults] == [("bill_year",)]
    assert "payer" not in made
    _, faults = read_arguments(billed, {"payer": {"year": 2030}})
    assert str(faults[0]).startswith("a key must be one of bill_year, name, months, got 'payer'")


def test_the_form_shows_the_terms_of_such_a_record_and_reads_them_back() -> None:
    """Flat, in the place of the record, and the state holds them under the same names."""
    assert [one.path for one in every_field(tree(billed))] == ["bill_year", "name", "months"]
    state = state_of(billed, {"payer": Payer(year=2040, name="a"), "months": 1})
    assert state == {"bill_year": "2040", "name": "a", "months": "1"}
    assert arguments(billed, state).values == {"payer": Payer(year=2040, name="a"), "months": 1}
