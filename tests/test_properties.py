"""Every public function, called with generated inputs: a finite result or a clear refusal."""

import dataclasses
import importlib
import inspect
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_docs import NOUN_MODULES

from careerkb.inputs import Spec, checked, record, refusal, specs_of


def public(kind: Callable[[object], bool]) -> Iterator[tuple[str, Any]]:
    """Walk over the public functions or records of all chapters."""
    for module in NOUN_MODULES:
        imported = importlib.import_module(module)
        for name in imported.__all__:
            if kind(thing := getattr(imported, name)):
                yield f"{module.removeprefix('careerkb.')}.{name}", thing


FUNCTIONS = dict(public(inspect.isfunction))
RECORDS = {cls: name for name, cls in public(inspect.isclass)}


def strategy(spec: Spec) -> st.SearchStrategy[Any]:
    """Turn what a parameter accepts into values, the ends of its range included."""
    base = _strategies(spec)
    return st.none() | base if spec.optional else base


def _strategies(spec: Spec) -> st.SearchStrategy[Any]:
    if spec.kind == "number":
        return st.floats(spec.low, spec.high, exclude_min=spec.low_open, exclude_max=spec.high_open)
    if spec.kind == "integer":
        small = min(spec.high, spec.low + 40)
        near = st.integers(int(spec.low), int(small))
        return near | near | st.integers(int(spec.low), int(spec.high))
    if spec.kind == "choice":
        return st.sampled_from(spec.choices)
    if spec.kind == "text":
        return st.text(min_size=spec.min_length, max_size=min(spec.max_length or 20, 20))
    if spec.kind == "flag":
        return st.booleans()
    if spec.kind == "record":
        return records(spec.record)
    assert spec.item is not None
    item = strategy(spec.item)
    longest = min(spec.max_length or 8, max(8, spec.min_length))
    if spec.kind == "mapping":
        keys = st.text(min_size=1, max_size=5)
        return st.dictionaries(keys, item, min_size=spec.min_length, max_size=longest)
    return st.lists(item, min_size=spec.min_length, max_size=longest).map(tuple)


def records(cls: Any) -> st.SearchStrategy[Any]:
    """Build records; one that joins fields by a rule says `examples` for values that keep it."""
    fields = {name: strategy(spec) for name, spec in specs_of(cls).items()}
    examples = getattr(cls, "examples", None)
    ready = st.sampled_from(examples()) if examples else st.nothing()
    return ready | st.fixed_dictionaries(fields).map(lambda values: _or_none(cls, values)).filter(
        lambda made: made is not None
    )


def _or_none(cls: Any, values: dict[str, Any]) -> Any:
    try:
        return cls(**values)
    except ValueError:
        return None


def not_finite(result: object) -> Iterator[object]:
    """Walk through a result and give each number that is not finite."""
    if isinstance(result, float):
        if not math.isfinite(result):
            yield result
    elif dataclasses.is_dataclass(result) and not isinstance(result, type):
        for field in dataclasses.fields(result):
            yield from not_finite(getattr(result, field.name))
    elif isinstance(result, Mapping):
        for value in result.values():
            yield from not_finite(value)
    elif isinstance(result, (tuple, list)):
        for value in result:
            yield from not_finite(value)


def holds(function: Callable[..., object], arguments: dict[str, Any]) -> None:
    """Call once: a finite result, or a refusal of one line that names something."""
    try:
        result = function(**arguments)
    except ValueError as refused:
        text = str(refused)
        assert " must " in text, text
        assert "\n" not in text
        return
    assert list(not_finite(result)) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_answers_or_refuses(name: str) -> None:
    """Whatever its annotations allow, it returns finite numbers or one clear ValueError."""
    function = FUNCTIONS[name]
    arguments = st.fixed_dictionaries(
        {parameter: strategy(spec) for parameter, spec in specs_of(function).items()}
    )

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(arguments)
    def run(arguments: dict[str, Any]) -> None:
        holds(function, arguments)

    run()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_checks_its_inputs(name: str) -> None:
    """It carries the check: a value that no parameter accepts is refused by name."""
    function = FUNCTIONS[name]
    for parameter in specs_of(function):
        with pytest.raises(ValueError, match=parameter):
            function(**{parameter: object()})


@checked
def leaks(*, share: float = 1.0) -> float:
    """Return infinity for zero, as careless code does."""
    return math.inf if share == 0 else 1 / share


@checked
def mumbles(*, share: float = 1.0) -> float:
    """Refuse without a word about what is allowed."""
    raise ValueError("no")


@record
class Pair:
    """Two numbers of which the first may not be larger, for these tests."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Join the fields by a rule."""
        if self.low > self.high:
            raise refusal("low", self.low, "at most high")


def test_an_infinite_result_is_seen() -> None:
    """The property fails for a function that lets infinity out."""
    with pytest.raises(AssertionError):
        holds(leaks, {"share": 0.0})


def test_an_unclear_refusal_is_seen() -> None:
    """The property fails for an error that does not say what is allowed."""
    with pytest.raises(AssertionError):
        holds(mumbles, {"share": 0.0})


def test_numbers_are_found_in_depth() -> None:
    """NaN inside a record inside a tuple inside a mapping is found."""
    hidden = {"a": (1, [object.__new__(Pair)])}
    pair = hidden["a"][1][0]
    object.__setattr__(pair, "low", math.nan)
    object.__setattr__(pair, "high", 1.0)
    assert len(list(not_finite(hidden))) == 1


def test_there_are_functions_to_call() -> None:
    """A property of nothing would always hold."""
    assert len(FUNCTIONS) >= 40
