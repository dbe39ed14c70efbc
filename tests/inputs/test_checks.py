"""The one annotation behind every check: what it refuses, in which words, at which cost."""

import math
import timeit
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction as Ratio
from typing import Annotated, Literal

import numpy
import pytest
from annotated_types import Interval, Len

from careerkb import inputs
from careerkb.exits.chain import chain_answer
from careerkb.inputs import (
    Correlation,
    Count,
    Fraction,
    Probability,
    Text,
    Unit,
    Usd,
    YearlyPayUsd,
    checked,
    record,
    spec_of,
    specs_of,
)
from careerkb.pay.offers import Offer
from careerkb.pay.tax import marginal_rate


@record
class Round:
    """A round of an interview, for these tests."""

    name: Text
    chance: Probability = 0.5


@checked
def everything(
    *,
    base_usd: YearlyPayUsd = 200_000,
    bonus_fraction: Fraction = 0.1,
    correlation: Correlation = 0.0,
    count: Count = 1,
    divisor: Annotated[float, Interval(gt=0, le=1e12), Unit("number")] = 1,
    rounds: Annotated[Sequence[Round], Len(1, 3)] = (Round(name="coding"),),
    weights: Mapping[str, Fraction] = {},
    seniority: Literal["junior", "senior"] = "junior",
    deadline_usd: Usd | None = None,
    remote: bool = False,
) -> float:
    """Take one of everything."""
    return base_usd


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"bonus_fraction": 15}, "bonus_fraction must be a number from 0 to 1 (fraction), got 15; write 15 % as 0.15"),
        ({"bonus_fraction": -0.1}, "got -0.1; was the sign meant? try 0.1"),
        ({"base_usd": 245}, "got 245; if 245 means thousands, write 245000"),
        ({"base_usd": -245_000}, "was the sign meant? try 245000"),
        ({"base_usd": "245k"}, "got '245k'; give a plain number"),
        ({"base_usd": math.nan}, "got nan; not a number"),
        ({"base_usd": math.inf}, "got inf; infinite"),
        ({"base_usd": True}, "got True; this is a bool"),
        ({"base_usd": None}, "got None; this is a NoneType"),
        ({"correlation": 1}, "correlation must be a number from 0 to below 1 (correlation), got 1"),
        ({"divisor": 0}, "divisor must be a number above 0 to"),
        ({"count": 2.0}, "count must be a whole number from 0 to 1,000,000 (count), got 2.0; write 2"),
        ({"rounds": []}, "rounds must be a list or tuple of at least 1 item, got []; it is empty"),
        ({"rounds": "abc"}, "rounds must be a list or tuple"),
        ({"rounds": [Round(name="a")] * 4}, "rounds must be at most 3 items"),
        ({"rounds": [0.5]}, "rounds[0] must be a Round, got 0.5; this is a float"),
        ({"weights": {"pay": 2}}, "weights['pay'] must be a number from 0 to 1"),
        ({"weights": [0.5]}, "weights must be a mapping"),
        ({"seniority": "seniour"}, "seniority must be one of 'junior', 'senior', got 'seniour'; did you mean 'senior'?"),
        ({"seniority": "chef"}, "seniority must be one of 'junior', 'senior', got 'chef'"),
        ({"deadline_usd": -1}, "(USD) or None, got -1"),
        ({"remote": 1}, "remote must be true or false, got 1"),
    ],
)  # fmt: skip
def test_a_refusal_names_parameter_value_range_and_cause(
    given: dict[str, object], message: str
) -> None:
    """One message says all that a reader needs to mend the input."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole text is compared below
        everything(**given)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        {"base_usd": 1_000},
        {"base_usd": numpy.float64(245_000)},
        {"bonus_fraction": Ratio(1, 3)},
        {"bonus_fraction": numpy.float32(0.5)},
        {"count": numpy.int64(3)},
        {"deadline_usd": None},
        {"divisor": 1e-300},
        {"correlation": math.nextafter(1, 0)},
    ],
)
def test_every_kind_of_number_in_range_is_taken(given: dict[str, object]) -> None:
    """Other real numbers, the ends of ranges and an absent optional pass."""
    everything(**given)


@checked
def taken(
    *,
    money: Usd = 0.0,
    count: Count = 0,
    many: Sequence[Fraction] = (),
    by_name: Mapping[str, Usd] = {},
) -> tuple[object, ...]:
    """Give back what came in."""
    return money, count, many, by_name


NARROW = [numpy.uint8, numpy.int16, numpy.uint32, numpy.int64]
COARSE = [numpy.float16, numpy.float32, numpy.float64, numpy.longdouble, Decimal, Ratio]


@pytest.mark.parametrize("kind", [*NARROW, *COARSE], ids=lambda kind: kind.__name__)
def test_a_number_of_any_library_becomes_one_of_pythons_own(kind: type) -> None:
    """At the entrance, in a list and in a mapping too; so nothing overflows and nothing is coarse."""
    money, _, many, by_name = taken(money=kind(1), many=[0.5, kind(1)], by_name={"a": kind(1)})
    for value in (money, many[1], by_name["a"]):
        assert type(value) is (int if kind in NARROW else float)
        assert value == 1
    if kind in NARROW:
        assert type(taken(count=kind(7))[1]) is int
    else:
        with pytest.raises(ValueError, match=r"count must be a whole number .* write 7"):
            taken(count=kind(7))
    assert type(Offer(base_usd=numpy.uint32(100_000)).base_usd) is int


@pytest.mark.parametrize(
    "value",
    [True, numpy.bool_(True), 1j, numpy.complex64(1), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Ratio(10**400),
     -Ratio(10**400), 10**400, numpy.float32("inf"), numpy.array([1.0]), "1", None, Decimal("1e400")],
    ids=repr,
)  # fmt: skip
def test_what_is_no_number_of_the_range_is_refused(value: object) -> None:
    """Truth, complex numbers, infinities of every library, four hundred digits, a list, text."""
    with pytest.raises(ValueError, match="money must be a number from 0") as refused:
        taken(money=value)
    assert len(str(refused.value)) < 250
    assert "\n" not in str(refused.value)


def test_a_list_that_needs_no_change_stays_the_same() -> None:
    """Nothing is copied for nothing."""
    many = (0.5, 0.25)
    assert taken(many=many)[2] is many


def test_a_narrow_integer_never_overflows_in_a_function() -> None:
    """The payroll tax on a small wage: 7.65 cents of a dollar, whatever the type of the wage."""
    for kind in (numpy.uint32, numpy.int16, numpy.float32):
        assert marginal_rate(wages_usd=kind(10_000)) == marginal_rate(wages_usd=10_000)
    assert marginal_rate(wages_usd=numpy.uint32(10_000)) == pytest.approx(0.0765)


def test_a_coarse_float_ends_a_search_for_a_root() -> None:
    """It did not return in forty minutes."""
    assert chain_answer(forgone_usd=numpy.float32(245_000)) == chain_answer(forgone_usd=245_000.0)


@record
class Onsite:
    """A record whose name begins with a vowel, for these tests."""

    rounds: Count


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (Round, "a Round"),
        (Onsite, "an Onsite"),
        (str, "text"),
        (Annotated[str, Len(1)], "text of at least 1 character"),
        (Annotated[str, Len(2)], "text of at least 2 characters"),
        (Annotated[str, Len(0, 20_000)], "text of at most 20,000 characters"),
        (Text, "text of 1 to 200 characters"),
        (float, "any finite number"),
        (int, "any whole number"),
        (Annotated[float, Unit("USD")], "any finite number (USD)"),
        (Annotated[float, Interval(ge=0)], "a finite number from 0"),
        (Annotated[float, Interval(gt=0)], "a finite number above 0"),
        (Annotated[float, Interval(le=1_000)], "a finite number up to 1,000"),
        (Annotated[int, Interval(lt=5)], "a whole number below 5"),
        (Annotated[Sequence[float], Len(0)], "a list or tuple"),
        (Annotated[Sequence[float], Len(0, 20)], "a list or tuple of at most 20 items"),
        (Mapping[str, float], "a mapping"),
    ],
)
def test_what_is_allowed_is_said_without_an_open_end(annotation: object, words: str) -> None:
    """No infinity, no None and no zero items where there is no bound, and the right article."""
    assert spec_of(annotation).allowed == words


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_any_finite_number_is_finite(value: float) -> None:
    """The message is kept: without a bound, infinity is refused all the same."""
    with pytest.raises(ValueError, match="x must be any finite number, got"):
        inputs.check("x", value, spec_of(float))
    inputs.check("x", 1e308, spec_of(float))
    inputs.check("x", 10**400, spec_of(int))


def test_a_record_checks_its_fields() -> None:
    """A record refuses like a function does, and names the field."""
    with pytest.raises(ValueError, match=r"chance must be .* got 70; write 70 % as 0.7"):
        Round(name="coding", chance=70)


def test_a_record_is_frozen_keyword_only_and_slotted() -> None:
    """It cannot be changed or built by position, and has no room for other names."""
    with pytest.raises(AttributeError):
        Round(name="a").name = "b"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Round("a")  # type: ignore[misc]
    assert not hasattr(Round(name="a"), "__dict__")


def test_a_long_value_is_shortened() -> None:
    """A message stays one line whatever was pasted."""
    with pytest.raises(ValueError, match="remote") as refused:
        everything(remote="x" * 10_000)
    assert len(str(refused.value)) < 200


def test_an_annotation_without_a_meaning_is_a_mistake_in_the_code() -> None:
    """A developer learns at import that a parameter cannot be checked."""
    with pytest.raises(TypeError, match="no input type for"):
        spec_of(complex)


def test_specs_keep_the_order_of_the_signature() -> None:
    """Forms and reference show the parameters as written."""
    assert list(specs_of(everything))[:3] == ["base_usd", "bonus_fraction", "correlation"]


def test_every_input_type_says_its_unit() -> None:
    """A number without a unit would be a number of what?"""
    missing = [
        name
        for name in inputs.__all__
        if str(getattr(inputs, name)).startswith("typing.Annotated")
        and (spec := spec_of(getattr(inputs, name))).kind in ("number", "integer")
        and not spec.unit
    ]
    assert missing == []


def test_a_check_costs_under_five_microseconds_a_parameter() -> None:
    """Nine parameters, best of several runs, against the bare function."""

    @checked
    def nine(
        a: Usd, b: Usd, c: Usd, d: Usd, e: Fraction, f: Fraction, g: Count, h: Count, i: Usd
    ) -> int:
        return 0

    arguments = {"a": 1, "b": 2.0, "c": 3, "d": 4, "e": 0.1, "f": 0.2, "g": 7, "h": 8, "i": 9}
    timer = timeit.Timer(lambda: nine(**arguments))
    seconds = min(timer.repeat(repeat=7, number=500)) / 500
    assert seconds / len(arguments) < 5e-6
