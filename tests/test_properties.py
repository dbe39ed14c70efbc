"""Every public function: a finite result or a clear refusal, soon, for all that it accepts."""

import contextlib
import dataclasses
import importlib
import inspect
import itertools
import math
import random
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_docs import NOUN_MODULES

from careerkb.decide.changes import SECOND
from careerkb.decide.options import OUTLOOK_LAB, OUTLOOK_PRODUCT, STAY, Option
from careerkb.inputs import Fraction, Spec, checked, record, refusal, specs_of
from careerkb.pay.comparison import LAB


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
    if spec.optional and spec.kind == "record":  # rare, because it costs as much as all the rest
        return st.integers(0, 31).flatmap(lambda turn: base if turn == 31 else st.none())
    if spec.kind == "items" and spec.item and spec.item.kind == "record" and not spec.min_length:
        return st.just(()) | st.just(()) | base  # whole records are slow to draw
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
    usual_length = 2 if spec.item.kind == "record" and not spec.min_length else 8
    longest = min(spec.max_length or 8, max(usual_length, spec.min_length))
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


MOST_SECONDS = 10.0
"""Time of the processor in which a call answers or refuses: the slowest take two on an idle core."""


class TooLongError(AssertionError):
    """A call that was still at work when its time was over."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes longer; where the system has no such alarm, complain afterwards."""

    def stop(*_: object) -> None:
        raise TooLongError(f"more than {seconds:g} s of the processor")

    start = time.process_time()
    alarm = hasattr(signal, "setitimer")
    if alarm:
        before = signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        if alarm:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
    if time.process_time() - start > 2 * seconds:
        stop()


def holds(function: Callable[..., object], arguments: dict[str, Any]) -> bool:
    """Call once: a finite result, or a refusal of one line that names something; say which."""
    try:
        with within(MOST_SECONDS):
            result = function(**arguments)
    except ValueError as refused:
        clear(refused)
        return False
    assert list(not_finite(result)) == []
    return True


def clear(refused: ValueError) -> None:
    """Say what is allowed, in one line."""
    text = str(refused)
    assert " must " in text, text
    assert "\n" not in text


def one_end_each(spec: Spec, value: Any) -> Iterator[Any]:
    """Give a value with one end of what is accepted put in at a time, at every depth."""
    if spec.optional:
        yield None
    if spec.kind in ("number", "integer"):
        low = math.nextafter(spec.low, math.inf) if spec.low_open else spec.low
        high = math.nextafter(spec.high, -math.inf) if spec.high_open else spec.high
        whole = int if spec.kind == "integer" else float
        yield from (whole(end) for end in (low, high) if math.isfinite(end))
    elif spec.kind == "choice":
        yield from (choice for choice in spec.choices if choice != value)
    elif spec.kind == "flag":
        yield not value
    elif spec.kind == "text":
        yield from ("x" * spec.min_length, "x" * (spec.max_length or 200))
    elif spec.kind == "record" and value is not None:
        for name, field in specs_of(spec.record).items():
            for end in one_end_each(field, getattr(value, name)):
                try:
                    yield dataclasses.replace(value, **{name: end})
                except ValueError as refused:
                    clear(refused)
    elif spec.kind == "mapping" and value:
        first = next(iter(value))
        yield from (dict(value) | {first: end} for end in one_end_each(spec.item, value[first]))
    elif spec.kind == "items" and value:
        yield from ((end, *value[1:]) for end in one_end_each(spec.item, value[0]))
        yield tuple(value[: spec.min_length])
        yield tuple(itertools.islice(itertools.cycle(value), min(spec.max_length or 20, 20)))


def usual(spec: Spec, chance: random.Random) -> Any:
    """Give some value well inside of what is accepted."""
    if spec.kind in ("number", "integer"):
        low, high = max(spec.low, -1e6), min(spec.high, 1e6)
        if spec.kind == "integer":  # few years, months or rounds, as most people have
            return int(spec.low + chance.randint(0, int(min(5, high - spec.low))))
        if spec.low <= 0 or high < 1_000 * low:
            top = low + (high - low) * (0.9 if high - low < 1_000 else 0.02)
            return chance.uniform(low + 0.05 * (top - low), top)
        return low * (high / low) ** chance.uniform(0.2, 0.7)
    if spec.kind == "choice":
        return chance.choice(spec.choices)
    if spec.kind == "text":
        return "example of a text"[: max(spec.min_length, 1)].ljust(spec.min_length, "x")
    if spec.kind == "flag":
        return chance.random() < 0.5
    if spec.kind == "record":
        return usual_record(spec.record, chance)
    count = chance.randint(max(1, spec.min_length), max(8, spec.min_length))
    items = [usual(spec.item, chance) for _ in range(min(count, spec.max_length or count))]
    return {f"item {i}": x for i, x in enumerate(items)} if spec.kind == "mapping" else tuple(items)


def usual_record(cls: Any, chance: random.Random) -> Any:
    """Build a record that keeps its own rules, from its examples if it has any."""
    if examples := getattr(cls, "examples", None):
        return chance.choice(list(examples()))
    needed = [f.name for f in dataclasses.fields(cls) if f.default is dataclasses.MISSING]
    for turn in range(200):
        names = specs_of(cls) if turn < 100 else needed
        try:
            return cls(**{name: usual(specs_of(cls)[name], chance) for name in names})
        except ValueError:
            continue
    raise AssertionError(f"no {cls.__name__} found; give it `examples`")


OPTIONS = (
    Option(name="lab", offer=OUTLOOK_LAB),
    Option(name="product", offer=OUTLOOK_PRODUCT, state_rate=0.05),
    Option(name="stay", offer=STAY.offer()),
)
KNOWN: dict[str, dict[str, Any]] = {
    "decide.asking.questions_by_worth": {"options": OPTIONS},
    "decide.changes.changes": {"before": LAB, "after": SECOND, "only_said": ("refresher_usd",)},
    "decide.information.information": {"options": OPTIONS},
    "decide.several.compare_several": {"options": OPTIONS},
    "exits.demand.share_change": {"since": 2020, "until": 2024},
    "interviews.dates.months_later": {"day": "2027-01-31"},
    "pay.growth.pay_spread": {"shares": (1.0,)},
    "work.acceptance.acceptance_fraction": {"year": 2024},
}
"""What must name a row of the facts, have names of its own, or fit another argument."""


def has_numbers(spec: Spec) -> bool:
    """Say whether any number stands in it, at any depth: a text or a choice alone has no range."""
    if spec.kind == "record":
        return any(map(has_numbers, specs_of(spec.record).values()))
    return has_numbers(spec.item) if spec.item else spec.kind in ("number", "integer")


def bases(name: str, function: Callable[..., object]) -> list[dict[str, Any]]:
    """Give two inputs that the function answers: its defaults, if any, and one quite different."""
    chance = random.Random(name)
    specs = specs_of(function)
    given = inspect.signature(function).parameters
    found: list[dict[str, Any]] = []
    for turn in range(200):
        keep = not found and turn < 100
        arguments = {
            parameter: given[parameter].default
            if keep and given[parameter].default is not inspect.Parameter.empty
            else usual(spec, chance)
            for parameter, spec in specs.items()
        } | (KNOWN.get(name, {}) if turn % 2 == 0 else {})
        if holds(function, arguments):
            found.append(arguments)
        if len(found) == 2 or (found and not specs):
            break
    return found


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


def try_ends(name: str, function: Callable[..., object]) -> int:
    """Put every end of every range into two inputs in turn, and count those answered."""
    tried = bases(name, function)
    assert tried or not any(map(has_numbers, specs_of(function).values())), "no input is answered"
    return sum(
        holds(function, base | {parameter: end})
        for base in tried
        for parameter, spec in specs_of(function).items()
        for end in one_end_each(spec, base[parameter])
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_answers_or_refuses_at_every_end(name: str) -> None:
    """Each end of each range, one at a time, within ten seconds of the processor."""
    try_ends(name, FUNCTIONS[name])


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


@checked
def divides(*, cost: float = 1.0, tax: Fraction = 0.3) -> float:
    """Divide by what tax leaves, which can be nothing."""
    return cost / (1 - tax)


@record
class Plan:
    """One field with an end, for these tests."""

    tax: Fraction = 0.3


@checked
def waits(*, plans: Sequence[Plan] = (Plan(),)) -> float:
    """Never return at one end, deep inside."""
    while plans[0].tax == 1:
        pass
    return 1.0


def test_a_division_by_zero_at_an_end_is_seen() -> None:
    """No random number is exactly one, so only the end finds it."""
    with pytest.raises(ZeroDivisionError):
        try_ends("divides", divides)


def test_a_call_that_never_returns_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped, at an end inside a record inside a list."""
    monkeypatch.setattr("test_properties.MOST_SECONDS", 0.05)
    with pytest.raises(TooLongError):
        try_ends("waits", waits)


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
