"""Forms of the calculators: what is typed means what the function means, and nothing more."""

import importlib
import inspect
import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from html.parser import HTMLParser
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval, Len
from hypothesis import given, settings
from hypothesis import strategies as st
from test_docs import NOUN_MODULES

from careerkb.answers.answer import Answer, Column, Table
from careerkb.answers.html import answer_html
from careerkb.browser import state as state_module
from careerkb.browser.fields import Field, Group, calculator, every_field, tree
from careerkb.browser.forms import answer, form_html
from careerkb.browser.state import said, state_of
from careerkb.browser.transfer import from_toml, to_toml
from careerkb.decide.letter import letter_read, offer_from_toml, offer_to_toml
from careerkb.exits.waterfall import Preferred, waterfall_answer
from careerkb.inputs import (
    Fraction,
    Refusal,
    Spec,
    Text,
    Usd,
    checked,
    labels_of,
    record,
    spec_of,
    specs_of,
    written,
)
from careerkb.pay.comparison import comparison_answer
from careerkb.pay.definitions import offers_answer
from careerkb.pay.offers import Offer
from careerkb.pay.schedules import Schedule, schedule
from careerkb.pay.sensitivity import sensitivity_answer

OFFERS = "careerkb.pay.definitions.offers_answer"
COMPARISON = "careerkb.pay.comparison.comparison_answer"
AFTER_TAX = "careerkb.pay.after_tax.after_tax_answer"
WATERFALL = "careerkb.exits.waterfall.waterfall_answer"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\"'></script>",
    "']; import os",
    "\x00\x1b[0m",
    "\ud800",
    "1e999",
    "nan",
    "٣",
    "{" * 199,
]


def arguments(
    function: Callable[..., Any], state: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Give what is right and what is wrong of a state."""
    made = state_module.arguments(function, state)
    return made.values, made.errors


def opened(function: Callable[..., Any], text: str, *more: Any) -> dict[str, str]:
    """Read a file that has no fault."""
    state, faults = from_toml(function, text, *more)
    assert faults == ()
    return state


def refused(function: Callable[..., Any], text: str, *more: Any) -> dict[str, str]:
    """Give the faults of a file by their paths in it."""
    state, faults = from_toml(function, text, *more)
    assert state == {}
    assert faults
    return {fault.name: str(fault) for fault in faults}


def calculators() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Walk over every calculator of the package."""
    for module in NOUN_MODULES:
        for name in importlib.import_module(module).__all__:
            if name.endswith("_answer") and name != "sources_answer":  # it takes a whole file
                yield f"{module}.{name}", calculator(f"{module}.{name}")


CALCULATORS = dict(calculators())


def owned(part: Field | Group, owner: object) -> Iterator[tuple[object, Field]]:
    """Give each field with the record it belongs to, or with the calculator."""
    if isinstance(part, Field):
        yield owner, part
        return
    own = part.spec.record or owner
    for inner in part.parts:
        yield from owned(inner, own)


FIELDS = {
    (owner, one.name): (name, one.path)
    for name, function in reversed(CALCULATORS.items())
    for owner, one in reversed(list(owned(tree(function), name)))
}
"""Every input once: a term of a record is the same field wherever the record stands."""


@record
class Package:
    """
    A record in a record, with rows of records of its own.

    Args:
        offer: the `letter`.
        extra: another one, if any; see `Offer`.
        classes: shares.
    """

    offer: Offer = Offer(base_usd=200_000)
    extra: Preferred | None = None
    classes: Sequence[Preferred] = ()


ONE = Package()
OTHER = Package(offer=Offer(base_usd=150_000, schedule=schedule(name="33/33/22/12")))


@checked
def package_answer(
    *,
    first: Package = ONE,
    second: Package = OTHER,
    year: Literal[2025, 2026] = 2026,
    shares: Annotated[Sequence[Fraction], Len(1, 4)] = (0.5, 0.25),
    weights: Mapping[str, Fraction] = {"pay": 0.5},
    note: Text | None = None,
    cap_usd: Usd | None = 5.0,
    sure: bool = False,
    perhaps: bool | None = None,
    steps: Annotated[int, Interval(ge=1, le=5)] = 2,
) -> Answer:
    """
    Take every kind of input there is.

    Args:
        first: one.
        year: of the
            tables.
    """
    rows = tuple(
        (name, re.sub(r"\.0\b", "", repr(value))) for name, value in sorted(locals().items())
    )
    return Answer(
        headline="All kinds.", table=Table(columns=(Column(name="a"), Column(name="b")), rows=rows)
    )


EVERY = {**CALCULATORS, "package": package_answer}


@pytest.mark.parametrize("name", EVERY)
def test_the_form_as_printed_gives_the_printed_answer(name: str) -> None:
    """Every field of it, read back, means what no arguments mean, to the last letter."""
    function = EVERY[name]
    values, errors = arguments(function, state_of(function))
    assert errors == {}
    assert answer_html(function(**values)) == answer_html(function())
    assert arguments(function, {}) == (values, {})


@pytest.mark.parametrize("name", EVERY)
def test_state_survives_every_way(name: str) -> None:
    """State to arguments to state, and through a file, is the same state."""
    function = EVERY[name]
    state = state_of(function)
    assert state_of(function, arguments(function, state)[0]) == state
    text = to_toml(function, state)
    if "=" in text:  # a calculator may ask for nothing that must be there
        assert opened(function, text) == state


def typed(one: Field) -> st.SearchStrategy[str]:
    """Give text that one field accepts, mostly."""
    spec = one.spec
    if one.presets or spec.kind in ("choice", "flag"):
        return st.sampled_from([*one.presets] or [*map(str, spec.choices)] or ["true", "false"])
    if spec.kind == "integer":
        return st.integers(int(spec.low), int(min(spec.high, spec.low + 30))).map(str)
    if spec.kind == "number":
        ends = {"min_value": spec.low, "max_value": spec.high}
        return st.floats(**ends).map(lambda value: written(spec, value))
    return st.just(one.default)


@pytest.mark.parametrize("name", [n for n in EVERY if list(every_field(tree(EVERY[n])))])
def test_generated_states_survive(name: str) -> None:
    """Whatever is typed is answered or refused as the function does, and is not lost on the way."""
    function = EVERY[name]
    fields = list(every_field(tree(function)))
    some = st.fixed_dictionaries({}, optional={one.path: typed(one) for one in fields})

    @settings(max_examples=15, deadline=None, derandomize=True, database=None)
    @given(some)
    def run(state: dict[str, str]) -> None:
        values, errors = arguments(function, state)
        whole = {**state_of(function), **state}
        text = to_toml(function, whole)
        again, faults = from_toml(function, text) if "=" in text else (whole, ())
        if errors:
            assert len(faults) >= 1
            assert again == {}
        else:
            assert faults == ()
            assert arguments(function, again) == (values, {})
        if errors or function is package_answer:
            return
        made = answer({"function": name, "state": state, "id": "x"})
        try:
            expected, ending = answer_html(function(**values), "x"), ""
        except Refusal as refused:
            expected, ending = "", refused.called("").partition(" must be ")[2]
            by_label = lambda name: labels_of([name[0]])[name[0]].lower()  # noqa: E731
            ending = re.sub(r"[a-z]+(_[a-z]+)*_usd\b", by_label, ending)
        assert made["html"] == expected
        assert "".join(made["errors"].values()).endswith(ending)

    run()


@pytest.mark.parametrize(("name", "path"), FIELDS.values())
def test_a_field_out_of_range_is_refused_as_by_the_function(name: str, path: str) -> None:
    """The message at the field is that of the refusal, under the label of the field."""
    function = CALCULATORS[name]
    one = next(field for field in every_field(tree(function)) if field.path == path)
    if one.spec.kind in ("number", "integer"):
        beyond: Any = -1e15 if one.spec.low > -1e15 else 1e16
        text = repr(beyond)
    else:
        beyond = text = "no such thing" if one.spec.kind != "text" else "x" * 201
    message = answer({"function": name, "state": {path: text}})["errors"].get(path)
    if one.presets or one.spec.kind in ("items", "mapping"):
        assert message is not None
        assert " must be " in message
        return
    with pytest.raises(Refusal) as refused:
        call(function, path, beyond)
    assert message == said(tree(function), path, refused.value)
    assert not message.startswith(one.name + " ")
    assert "_" not in message.partition(" must be ")[0]


def call(function: Callable[..., Any], path: str, value: Any) -> None:
    """Call a function with its defaults but for one, which may lie in a record or in a row."""
    name, *rest = path.split(".")
    for spec in specs_of(function).values():  # a record whose terms stand among the others
        if name in spec.inside:
            spec.record(**{spec.inside[name]: value})
    usual = inspect.signature(function).parameters[name].default
    function(**{name: changed_at(usual, specs_of(function)[name], rest, value)})


def changed_at(usual: Any, spec: Spec, rest: list[str], value: Any) -> Any:
    """Put a value into a record, or into a row of a sequence of records, however deep."""
    if not rest:
        return value
    if spec.kind == "record" and usual is None:
        assert spec.record
        inner = specs_of(spec.record)[rest[0]]
        none = () if inner.kind == "items" else None
        return spec.record(**{rest[0]: changed_at(none, inner, rest[1:], value)})
    if spec.kind == "items":
        assert spec.item
        number = int(rest[0])
        rows = [*usual, *[None] * 8]
        if rows[number] is None:
            return spec.item.record(**{rest[1]: value})
        rows[number] = changed_at(rows[number], spec.item, rest[1:], value)
        return tuple(row for row in rows if row is not None)
    inner = specs_of(type(usual))[rest[0]]
    made = changed_at(getattr(usual, rest[0]), inner, rest[1:], value)
    return replace(usual, **{rest[0]: made})


def test_all_errors_come_at_once() -> None:
    """Each at its field, a rule that joins fields at the one that it names."""
    state = {
        "offer.base_usd": "245",
        "offer.bonus_fraction": "15",
        "discount_rate": "",
        "offer.schedule": "33/33/22",
    }
    errors = answer({"function": OFFERS, "state": state})["errors"]
    assert errors.keys() == state.keys()
    assert errors["offer.base_usd"].endswith("if 245 means thousands, write 245000")
    assert errors["offer.bonus_fraction"].endswith("write 15 % as 0.15")
    assert errors["offer.bonus_fraction"].startswith("Target bonus must be from 0 % to 100 %")
    assert errors["discount_rate"].endswith("got ''; it is empty")
    assert errors["offer.schedule"].endswith("got '33/33/22'; these sum to 88 %")
    joined = answer({"function": OFFERS, "state": {"offer.guaranteed_bonus_usd": "9e9"}})["errors"]
    assert list(joined) == ["offer.guaranteed_bonus_usd"]
    whole = answer(
        {"function": WATERFALL, "state": {"classes.0.share": "0.9", "classes.1.share": "0.5"}}
    )
    assert list(whole["errors"]) == ["classes"]


def test_rows_are_added_and_removed() -> None:
    """A row with nothing in it is no row; one that is half filled says what is missing."""
    third = {"classes.2.name": "C", "classes.2.invested_usd": "5e6", "classes.2.share": "0.1"}
    values, errors = arguments(waterfall_answer, third)
    assert [one.name for one in values["classes"]] == ["Series A", "Series B", "C"]
    gone = {
        one.path: one.blank
        for one in every_field(tree(waterfall_answer))
        if one.path.startswith("classes.0.")
    }
    values, errors = arguments(waterfall_answer, gone)
    assert [one.name for one in values["classes"]] == ["Series B"]
    values, errors = arguments(waterfall_answer, {"classes.2.multiple": "2"})
    assert errors.keys() == third.keys()
    none = opened(waterfall_answer, "classes = []")
    assert arguments(waterfall_answer, none)[0]["classes"] == ()
    assert "classes = []" in to_toml(waterfall_answer, none)


def test_an_unknown_input_is_refused_with_a_suggestion() -> None:
    """A slip in an address or a file is named, not ignored."""
    made = answer({"function": OFFERS, "state": {"offer.bas_usd": "1"}})
    assert made["errors"]["offer.bas_usd"].endswith("did you mean base_usd?")
    assert made["html"] == ""


def test_an_offer_file_without_a_table_fills_an_offer() -> None:
    """The only one, or the one that is named; a calendar may be spelt out."""
    text = "base_usd = 3e5\nyearly_fractions = [0.4, 0.6]\ninterval_months = 3\n"
    values, errors = arguments(offers_answer, opened(offers_answer, text))
    assert errors == {}
    assert values["offer"].schedule == Schedule(yearly_fractions=(0.4, 0.6), interval_months=3)
    assert values["offer"].base_usd == 300_000
    assert set(refused(offers_answer, "base = 1")) == {"base"}

    @checked
    def two(*, a: Offer = ONE.offer, b: Offer = OTHER.offer) -> None:
        """Compare."""

    before = {**state_of(two), "a.base_usd": "9e4", "b.base_usd": "8e4"}
    for into in ("", "x"):
        (words,) = refused(two, "base_usd = 7e4", into, before).values()
        assert re.search(r"tables \[a\] and \[b\].* button at the offer", words)
    for into, filled, left in (("a", "a", "b"), ("b", "b", "a")):
        state = opened(two, "base_usd = 7e4", into, before)
        values, errors = arguments(two, state)
        assert errors == {}
        assert values[filled] == Offer(base_usd=7e4)
        assert state[f"{left}.base_usd"] == before[f"{left}.base_usd"]
    state = opened(two, "[b]\nbase_usd = 7e4", "a", before)
    assert arguments(two, state)[0] == {"a": ONE.offer, "b": Offer(base_usd=7e4)}


def test_a_file_of_one_calculator_opens_in_another() -> None:
    """What the other asks besides is left out; what neither knows is still refused."""
    lab = {"offer_a.base_usd": "320000", "offer_b.schedule": "40/30/20/10", "band_fraction": "0.1"}
    saved = to_toml(comparison_answer, lab)
    values, errors = arguments(sensitivity_answer, opened(sensitivity_answer, saved))
    assert errors == {}
    assert values["offer_a"].base_usd == 320_000
    assert values["offer_b"].schedule.yearly_fractions == (0.4, 0.3, 0.2, 0.1)
    odd = saved.replace("band_fraction", "bend_fraction")
    assert list(refused(sensitivity_answer, odd)) == ["bend_fraction"]
    unnamed = saved.partition("\n")[2]
    assert list(refused(sensitivity_answer, unnamed)) == ["band_fraction"]


def test_a_file_without_any_input_is_refused() -> None:
    """Unless the calculator has none that must be there."""
    for text in ("", "# nothing\n", "\ufeff\n"):
        assert refused(offers_answer, text)["the file"].endswith("it holds no input")


def test_a_schedule_may_be_typed() -> None:
    """Yearly percentages, beside the presets; a sum other than 100 says what it is."""
    values, errors = arguments(offers_answer, {"offer.schedule": "40/30/20/10"})
    assert errors == {}
    assert values["offer"].schedule == Schedule(yearly_fractions=(0.4, 0.3, 0.2, 0.1))
    errors = arguments(offers_answer, {"offer.schedule": "40/30/20"})[1]
    assert errors["offer.schedule"].endswith("these sum to 90 %")
    errors = arguments(offers_answer, {"offer.schedule": "even quaterly"})[1]
    assert errors["offer.schedule"].endswith("did you mean 'even quarterly'?")


def test_an_offer_file_means_the_same_here_as_on_the_command_line() -> None:
    """Terms that it leaves out have the defaults of an offer, not those of the page's example."""
    own = Schedule(yearly_fractions=(0.5, 0.3, 0.2), cliff_months=6)
    for offer in (
        Offer(base_usd=210_000),
        Offer(base_usd=1e5, bonus_fraction=0.2, layoff_carve_out=False, clawback="cliff"),
        Offer(base_usd=1e5, schedule=schedule(name="38/32/20/10")),
        Offer(base_usd=1e5, schedule=own),
    ):
        values, errors = arguments(offers_answer, opened(offers_answer, offer_to_toml(offer=offer)))
        assert errors == {}
        assert values["offer"] == offer
        table = to_toml(offers_answer, state_of(offers_answer, {"offer": offer}))
        assert offer_from_toml(text=table) == offer
    even = "base_usd = 1e5\nyearly_fractions = [0.25, 0.25, 0.25, 0.25]\ncliff_months = 12\n"
    assert {**state_of(offers_answer), **opened(offers_answer, even)}[
        "offer.schedule"
    ] == "standard with cliff"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_never_becomes_markup(hostile: str) -> None:
    """As a value, as a name, in a file: it is refused, or escaped where it is shown."""
    for path in ("offer.base_usd", "offer.schedule", "offer.clawback", hostile):
        made = answer({"function": OFFERS, "state": {path: hostile}})
        assert made["html"] == ""
        assert list(made["errors"]) == [path]
    named = answer({"function": WATERFALL, "state": {"classes.0.name": hostile}})
    assert "<img" not in named["html"]
    assert "</script" not in named["html"]
    state = {"classes.0.name": hostile}
    again = opened(waterfall_answer, to_toml(waterfall_answer, state))
    assert again["classes.0.name"] == hostile.strip().replace("\ud800", "?")
    if hostile != "nan":
        assert answer({"function": WATERFALL, "state": {}, "id": hostile}).keys() == {"error"}


def test_everything_from_outside_is_bounded() -> None:
    """Fields, their length, an address, a file, its depth: too much is one sentence."""
    many = {str(i): "1" for i in range(1_000)}
    assert list(answer({"function": OFFERS, "state": many})["errors"]) == [""]
    long = answer({"function": OFFERS, "state": {"offer.base_usd": "9" * 301}})["errors"]
    assert "at most 300 characters" in long["offer.base_usd"]
    assert (
        len(answer({"function": OFFERS, "state": {"x" * 9_000: "1"}})["errors"].popitem()[1]) < 400
    )
    assert "20000" in answer({"function": OFFERS, "file": "#" * 20_001})["errors"]["the file"]
    for text in ("a = [" * 4_000, "= 1", "a = 1\na = 2", "\x00"):
        (words,) = answer({"function": OFFERS, "file": text})["errors"].values()
        assert words.startswith(("line 1: ", "line 2: "))
        assert "\n" not in words
    assert "text by path" in answer({"function": OFFERS, "state": ["a"]})["error"]
    assert (
        "must be text"
        in answer({"function": OFFERS, "state": {"discount_rate": 1}})["errors"]["discount_rate"]
    )


def test_a_file_is_checked_like_the_form() -> None:
    """Wrong kinds and strange values in it are refused at their field."""
    text = '[offer]\nbase_usd = "a lot"\nbonus_fraction = true\ngrant_usd = [1, 2]\nclawback = {a = 1}\nschedule = 2026-01-01\n'
    made = answer({"function": OFFERS, "file": text})
    assert set(made["errors"]) == {
        f"offer.{n}" for n in ("base_usd", "bonus_fraction", "grant_usd", "clawback", "schedule")
    }
    assert "offer" in answer({"function": OFFERS, "file": "offer = 3"})["errors"]
    rows = '[[classes]]\nname = "A"\ninvested_usd = 1e6\nshare = 0.01\n' * 8
    made = answer({"function": WATERFALL, "file": rows})
    assert made["errors"] == {"classes": "classes must be at most 5 rows, got 8"}


@pytest.mark.parametrize(
    "name",
    ["", "os.system", "careerkb.pay.offers.year_usd", "careerkb.pay.offers.offer_answer", "careerkb.nowhere.offers.offers_answer",
     "careerkb.browser.forms.an_answer", "careerkb.site.gate.an_answer", "careerkb.pay.offers.x.offers_answer", "careerkb.pay.offers\n.offers_answer",
     "careerkb.evidence.sources.sources_answer"],
)  # fmt: skip
def test_only_calculators_can_be_called(name: str) -> None:
    """Nothing else of the package, of Python, or with inputs that no form has."""
    made = answer({"function": name})
    assert list(made) == ["error"]
    assert made["error"].startswith("calculator must be the full name")


class Tags(HTMLParser):
    """Note every element of a form with its attributes."""

    def __init__(self, text: str) -> None:
        """Read the form."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one."""
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", EVERY)
def test_a_form_has_a_named_and_described_control_for_each_field(name: str) -> None:
    """Labels, descriptions and ids fit together; no style and no handler stands in the markup."""
    function = EVERY[name]
    text = form_html(function, "one")
    tags = Tags(text).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert not [
        a for _, attributes in tags for a in attributes if a == "style" or a.startswith("on")
    ]
    labelled = {attributes["for"] for tag, attributes in tags if tag == "label"}
    controls = {a["name"]: (tag, a) for tag, a in tags if "name" in a}
    assert list(controls) == [one.path for one in every_field(tree(function))]
    for one in every_field(tree(function)):
        tag, attributes = controls[one.path]
        assert attributes["id"] in labelled
        assert set((attributes["aria-describedby"] or "").split()) <= set(ids)
        assert attributes["data-default"] == one.default
        if one.spec.kind in ("number", "integer"):
            assert float(attributes["data-step"] or 0) > 0
            assert (attributes.get("data-min") is None) == math.isinf(one.spec.low)
            assert attributes["type"] == "text"  # so that what was typed arrives
            whole = one.spec.kind == "integer" and one.spec.low >= 0
            assert attributes["inputmode"] == ("numeric" if whole else "decimal")
        if one.presets:
            assert tag == "input"
            assert attributes["list"] in ids
        elif one.spec.kind == "choice":
            assert tag == "select"


def test_a_form_reads_like_the_letter() -> None:
    """Labels from the parameters, units beside them, help from the docstring."""
    text = re.sub(r"<[^>]+>", "|", form_html(offers_answer, "one"))
    assert re.search(r"\|Base pay\|.*\|USD a year\|.*\|Yearly base pay\.\|", text)
    assert re.search(r"\|Clawback\|.*\|How it is reclaimed if you leave early\.\|", text)
    more = len(fields(Offer)) - 9
    assert f"{more} more inputs: bonus multiple, raise, refresher, …" in text
    assert "Open a file as" not in text  # there is only one
    both = form_html(comparison_answer, "two")
    assert "Open a file as first offer<" in both
    assert "Open a file as second offer<" in both
    later = form_html(comparison_answer, "three", above=True)
    assert 'name="years"' in later
    assert "offer_a" not in later
    assert "The two offers are those of the form above" in later
    assert re.search(
        r"\|Year\|.*\|Of the tables\.\|", re.sub(r"<[^>]+>", "|", form_html(package_answer, "one"))
    )


def test_written_text_is_plain() -> None:
    """Whole numbers without a point, presets by name, others spelt out."""
    assert written(spec_of(Usd), 1e7) == "10000000"
    assert written(spec_of(Schedule), schedule(name="33/33/22/12")) == "33/33/22/12"
    assert written(spec_of(Schedule), schedule(name="40/30/20/10")) == "40/30/20/10"
    assert written(spec_of(Schedule), Schedule(yearly_fractions=(1 / 3, 2 / 3))).startswith("{")
    own = Schedule(yearly_fractions=(0.5, 0.5), cliff_months=6)
    text = written(spec_of(Schedule), own)
    assert arguments(offers_answer, {"offer.schedule": text})[0]["offer"].schedule == own
    for wrong in ('{"a": 1}', '{"yearly_fractions": 5}', "{", '{"yearly_fractions":[0.5]}'):
        assert "offer.schedule" in arguments(offers_answer, {"offer.schedule": wrong})[1]


def test_a_file_is_toml_that_others_read() -> None:
    """Numbers are numbers, records are tables, text is quoted."""
    state = {"classes.0.name": 'A "B" \\ \x7f\n', "share": "1e-3"}
    read = tomllib.loads(to_toml(waterfall_answer, state))
    assert read["share"] == 0.001
    assert read["classes"][0]["name"] == 'A "B" \\ \x7f'
    assert read["classes"][1] == {
        "name": "Series B", "invested_usd": 30e6, "share": 0.2, "multiple": 1, "rank": 1, "participation": "none", "cap_multiple": 3,
    }  # fmt: skip
    for odd in ('{"a":NaN}', '{"a b":1}', '{"a = 1}\\nb":1}', "{" * 199, '{"a":"\\ud83d"}'):
        text = to_toml(offers_answer, {"offer.schedule": odd})
        assert tomllib.loads(text)["offer"]["schedule"] == odd
        assert list(refused(offers_answer, text)) == ["offer.schedule"]
    made = answer({"function": WATERFALL, "state": {"share": "7"}, "save": True})
    assert "share = 7" in made["toml"]
    assert made["errors"]


def test_a_sequence_longer_than_the_form_is_refused() -> None:
    """Nothing is left out silently."""
    many = tuple(Preferred(name=f"P{i}", invested_usd=1e6, share=0.01) for i in range(9))
    with pytest.raises(ValueError, match="classes must be at most 5 rows"):
        state_of(waterfall_answer, {"classes": many})


def test_what_was_typed_is_echoed() -> None:
    """With the number that an arrow key starts from; what was typed plainly is not said again."""
    state = {
        "offer_a.base_usd": "$310k",
        "offer_b.bonus_fraction": "15 %",
        "years": "3",
        "offer_a.grant_usd": "600 000",
    }
    made = answer({"function": COMPARISON, "state": state})
    assert made["errors"] == {}
    assert made["read"] == {
        "offer_a.base_usd": {"text": "$310k", "words": "310,000 USD a year", "number": "310000"},
        "offer_a.grant_usd": {"text": "600 000", "words": "600,000 USD", "number": "600000"},
        "offer_b.bonus_fraction": {"text": "15 %", "words": "15 %", "number": "0.15"},
    }  # fmt: skip
    plain = {
        "offer_a.base_usd": "310000",
        "offer_b.bonus_fraction": "0.15",
        "years": "3",
        "offer_a.grant_usd": "600000",
    }
    assert made["html"] == answer({"function": COMPARISON, "state": plain})["html"]


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("offer_a.base_usd", "245", "First offer, base pay must be a number from 1,000"),
        ("offer_b.grant_usd", "600", "Second offer, stock grant must be beyond doubt"),
        ("offer_b.bonus_fraction", "15", "Second offer, target bonus must be from 0 % to 100 %, got 15; write 15 % as 0.15"),
        ("offer_b.bonus_fraction", "1500 %", "must be from 0 % to 100 %, got '1500 %'"),
        ("offer_a.schedule", "Google", "First offer, vesting schedule must be one schedule"),
        ("years", "abc", "Years must be a whole number from 1 to 30 (years), got 'abc'; give a number"),
        ("offer_a.base_usd", "-5", "got -5"),
    ],
)  # fmt: skip
def test_a_message_calls_the_field_as_the_form_does(path: str, text: str, words: str) -> None:
    """By its label, never by the name of a parameter."""
    message = answer({"function": COMPARISON, "state": {path: text}})["errors"][path]
    assert words in message
    assert "try 5" not in message
    for label in re.findall(r"^(?:First offer, |Second offer, )?([a-z ]+) must", message, re.I):
        assert f">{label[:1].upper()}{label[1:]}</label>" in form_html(comparison_answer, "one")


def test_rows_are_called_by_their_number() -> None:
    """And the message of a function stands at its field under the same label."""
    made = answer({"function": WATERFALL, "state": {"classes.1.share": "7"}})["errors"]
    assert made["classes.1.share"].startswith("Preferred 2, share must be")
    made = answer({"function": AFTER_TAX, "state": {"offer_a.sign_on_usd": "1e13"}})
    assert list(made["errors"]) == [""]
    assert made["errors"][""].startswith("together these inputs lead to what cannot be worked out")
    made = answer({"function": AFTER_TAX, "state": {"offer_a.private.grant_usd": "400000"}})
    assert made["errors"][""].startswith("Private shares must be left out of pay after tax, got")


LETTERS = [
    "base_usd = 310_000", "base_usd = '310k'\nbonus_fraction = '15 %'", "base_usd = '245000'",
    "base_usd = 2e5\nlayoff_carve_out = 'true'", "base_usd = 2e5\nclawback_months = 12.0", "base_usd = 2e5\nbonsu = 1",
    "base_usd = 2e5\ngrant_usd = 600", "base_usd = 2e5\n[schedule]\nyearly = [1.0]", "[offer]\nbase_usd = 2e5", "[offer]\nbase = 2e5",
    "base_usd = 2e5\nyearly_fractions = [0.5, 0.5]", "base_usd = 310,000", "[[offer]]\nbase_usd = 2e5", "bonus = 0.1", "base_usd = 2e5\nschedule = 'Amazon'",
    "base_usd = [1]", "base_usd = 2e5\nschedule = [0.5, 0.5]", "base_usd = 2e5\nbase_usd = 3e5", "base_usd = 2e5\nclawback = 'Prorated'", "#" * 20_001,
]  # fmt: skip


@pytest.mark.parametrize("text", LETTERS, ids=range(len(LETTERS)))
def test_a_page_opens_the_letters_that_the_command_line_reads(text: str) -> None:
    """The same ones, as the same offer, and says the same of the others."""
    offer, faults, _ = letter_read(text=text)
    state, wrong = from_toml(comparison_answer, text, "offer_b", {"years": "3"})
    assert list(map(str, wrong)) == list(map(str, faults))
    if offer:
        values, errors = arguments(comparison_answer, state)
        assert errors == {}
        assert (values["offer_b"], values["years"]) == (offer, 3)
        assert (
            not state.items() & state_of(comparison_answer).items()
        )  # nothing "entered" that was not
    else:
        assert (state, len(faults) > 0) == ({}, True)


def test_a_refusal_names_the_other_field_as_the_form_does() -> None:
    """And a pair without its colon is asked for the colon."""
    deadline, plan = (
        "careerkb.interviews.deadline.deadline_answer",
        "careerkb.checklist.plan.plan_answer",
    )
    low = answer({"function": deadline, "id": "x", "state": {"loops.0.low_usd": "3000000"}})
    assert low["errors"]["loops.0.low_usd"].endswith("at most high, 2,000,000, got 3000000")
    own = answer({"function": plan, "id": "x", "state": {"further_items": "take-home task 6"}})
    assert "a colon is missing" in own["errors"]["further_items"]
