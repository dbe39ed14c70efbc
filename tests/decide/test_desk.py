"""The desk: nothing hidden favours a letter, no firm word on a coin flip, and sums that do it."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

import icalendar
import pytest

from careerkb.answers.answer import Chart
from careerkb.answers.html import answer_html, chart_svg
from careerkb.answers.hundred import counts_of_100
from careerkb.browser.columns import FIRST, columns_html, vesting_by_year
from careerkb.browser.fields import every_field, tree
from careerkb.browser.forms import answer
from careerkb.browser.state import arguments, state_of
from careerkb.browser.transfer import from_toml, to_toml
from careerkb.decide.desk import (
    EXAMPLE,
    OUTLOOK,
    Letter,
    desk_answer,
    scenario,
    scenario_names,
)
from careerkb.inputs import Spec, specs_of
from careerkb.pay.comparison import compare
from careerkb.pay.offers import Offer
from careerkb.pay.schedules import schedule
from careerkb.pay.worth import value_distribution

LAB, TEAM = EXAMPLE
NAME = "careerkb.decide.desk.desk_answer"


def others(name: str, spec: Spec) -> Iterator[Any]:
    """Give values of a term that change something, where it has any."""
    if name == "schedule":
        yield schedule(name="5/15/40/40")
    elif spec.kind == "flag":
        yield from (False, True)
    elif spec.kind == "choice":
        yield from spec.choices
    elif spec.kind in ("number", "integer"):
        wanted = {"number": (0.1, 0.45, 2.0, 40_000.0), "integer": (3, 24)}[spec.kind]
        yield from (value for value in wanted if spec.low <= value <= spec.high)


def test_two_columns_that_say_the_same_are_no_difference_for_every_term() -> None:
    """Whatever a term is set to in both, seen or not: no difference, and fifty dots each."""
    moved = 0
    terms = specs_of(Offer)
    risky = replace(LAB.offer, **scenario(name="Layoffs"))  # so that hidden terms have work to do
    for name, spec in terms.items():
        for value in others(name, spec):
            offer = replace(risky, **{name: value})
            made = desk_answer(options=[Letter(name=one, offer=offer) for one in "AB"])
            assert made.headline.startswith("No difference over 4 years: the letters say the same")
            assert made.chart is not None
            assert [one.y for one in made.chart.series] == [(50.0,), (50.0,)]
            moved += 1
    assert moved > len(terms)


def test_nothing_hidden_tells_the_examples_apart() -> None:
    """With its first rows copied, the second column is the first: the form holds nothing else."""
    given = state_of(desk_answer)
    for term in FIRST:
        given[f"options.1.offer.{term}"] = given[f"options.0.offer.{term}"]
    made = arguments(desk_answer, given)
    assert made.errors == {}
    assert desk_answer(**made.values).headline.startswith("No difference")
    hidden = {one.name for one in fields(Offer)} - set(FIRST)
    assert [n for n in hidden if getattr(LAB.offer, n) != getattr(TEAM.offer, n)] == []


def test_the_first_scenario_changes_nothing_and_none_is_refused() -> None:
    """A letter under it is the letter; every other is a possible outlook and moves something."""
    first, *others = scenario_names()
    assert replace(LAB.offer, **scenario(name=first)) == LAB.offer
    for name in others:
        assert set(scenario(name=name)) == set(OUTLOOK)
        assert replace(LAB.offer, **scenario(name=name)) != LAB.offer
    with pytest.raises(ValueError, match="name must be one of 'As written', 'Calm'"):
        scenario(name="Storm")


@pytest.mark.parametrize("name", scenario_names())
def test_a_firm_word_needs_two_of_three(name: str) -> None:
    """The rule of the comparison, for every outlook, with odds from a cheap raise of the second."""
    for base in (235_000, 300_000, 320_000):
        pair = [replace(one.offer, **scenario(name=name)) for one in EXAMPLE]
        pair[1] = replace(pair[1], base_usd=base)
        options = [replace(one, offer=offer) for one, offer in zip(EXAMPLE, pair, strict=True)]
        found = compare(offer_a=pair[0], offer_b=pair[1])
        said = desk_answer(options=options).headline
        wanted = {"first": "Lab is worth more", "second": "Product team is worth more"}
        assert said.startswith(wanted.get(found.verdict, "Too close to call")), said
        odds = re.search(r"in (\d+) of 100", said)
        if odds and "worth more" in said:
            assert int(odds[1]) >= 67


def test_three_letters_are_as_a_simulation_counts_them_and_alike_are_even() -> None:
    """A worse third takes little, a twin takes half; by drawing from each worth on its own."""
    pair = [replace(one, offer=replace(one.offer, **scenario(name="Calm"))) for one in EXAMPLE]
    third = replace(pair[1], name="Third", offer=replace(pair[1].offer, base_usd=280_000))
    made = desk_answer(options=[*pair, third])
    shares = [float(row[1]) for row in made.table.rows]
    assert sum(shares) == 100
    pick = random.Random(11)
    worths = [value_distribution(offer=one.offer) for one in (*pair, third)]
    places = [[one.low + one.step * i for i in range(len(one.weights))] for one in worths]
    drawn = [
        pick.choices(values, one.weights, k=20_000)
        for values, one in zip(places, worths, strict=True)
    ]
    wins = Counter(row.index(max(row)) for row in zip(*drawn, strict=True))
    assert shares == pytest.approx([wins[i] / 200 for i in range(3)], abs=1.5)
    twins = [replace(pair[0], name=name) for name in "ABCDE"]
    assert [row[1] for row in desk_answer(options=twins).table.rows] == [20] * 5
    plain = [*EXAMPLE, replace(TEAM, name="Third", offer=replace(TEAM.offer, base_usd=280_000))]
    assert [row[1] for row in desk_answer(options=plain).table.rows] == [100, 0, 0]


def test_a_hundred_dots_are_a_hundred_and_stand_apart() -> None:
    """As many of each kind as the odds say, read back from the drawing."""
    assert counts_of_100([0.125] * 8) == (13, 13, 13, 13, 12, 12, 12, 12)
    assert counts_of_100([0.999, 0.001]) == (100, 0)
    calm = [replace(one, offer=replace(one.offer, **scenario(name="Calm"))) for one in EXAMPLE]
    chart = desk_answer(options=calm).chart
    assert isinstance(chart, Chart)
    for width in (640, 360):
        drawn = chart_svg(chart, width)
        dots = re.findall(r'<circle class="ckb-mark ckb-s0" cx="([\d.]+)" cy="([\d.]+)"', drawn)
        squares = re.findall(r'<polygon class="ckb-mark ckb-s1" points="([\d.]+,[\d.]+)', drawn)
        assert len({*dots, *squares}) == len(dots) + len(squares)
        assert (len(dots) - 1, len(squares) - 1) == (chart.series[0].y[0], chart.series[1].y[0])


def test_names_are_the_readers_and_are_escaped() -> None:
    """Everywhere in the answer, the message apart, which names nobody else; two alike are refused."""
    mine = [replace(LAB, name="<b>Ada & Co</b>"), replace(TEAM, name="Zwei")]
    made = desk_answer(options=mine)
    html = answer_html(made)
    assert "<b>" not in html
    assert "&lt;b&gt;Ada &amp; Co&lt;/b&gt; is worth more" in html
    message = made.sections[-1].copy
    assert not re.search("Ada|Zwei", message)
    assert "235,000 dollars base" in message
    with pytest.raises(ValueError, match="two options have this name"):
        desk_answer(options=[LAB, replace(TEAM, name="Lab")])


def test_what_is_wrong_is_said_by_its_label() -> None:
    """Not by its key, whatever a reader types."""
    typed = {"options.0.offer.base_usd": "abc", "options.1.offer.bonus_fraction": "150"}
    typed |= {"options.1.offer.schedule": "5,15,40", "options.1.name": ""}
    errors = answer({"function": NAME, "state": typed})["errors"]
    assert set(errors) == set(typed)
    for said in errors.values():
        assert said.startswith("Letter "), said
        assert not re.search(r"_|offer\.", said), said


def test_typed_as_people_do() -> None:
    """Each as the walk of the readers typed it, and what it means."""
    typed = {"base_usd": "$245k", "bonus_fraction": "15%", "sign_on_usd": "50 000"}
    typed |= {"grant_usd": "1.2 million", "schedule": "Amazon", "layoff_probability": "0,15"}
    made = arguments(desk_answer, {f"options.0.offer.{key}": text for key, text in typed.items()})
    assert made.errors == {}
    offer = made.values["options"][0].offer
    assert (offer.base_usd, offer.bonus_fraction, offer.sign_on_usd) == (245_000, 0.15, 50_000)
    assert (offer.grant_usd, offer.layoff_probability) == (1_200_000, 0.15)
    assert offer.schedule == schedule(name="5/15/40/40")
    assert made.echoes["options.0.offer.base_usd"]["words"] == "245,000 USD a year"


def test_the_desk_is_saved_and_opened_whole() -> None:
    """Three options with their names come back from the file, and a sixth column is not there."""
    typed = {"options.2.name": "Stay", "options.2.offer.base_usd": "200k", "years": "3"}
    text = to_toml(desk_answer, typed)
    opened, faults = from_toml(desk_answer, text)
    assert faults == ()
    made, wanted = arguments(desk_answer, opened), arguments(desk_answer, typed)
    assert (made.errors, made.values) == ({}, wanted.values)
    assert len([one for one in every_field(tree(desk_answer)) if one.name == "base_usd"]) == 5
    unknown = answer({"function": NAME, "state": {"options.5.offer.base_usd": "1"}})["errors"]
    assert unknown == {"options.5.offer.base_usd": "Options must be at most 5, got 6"}
    row = "[[options]]\nname = 'L{}'\n[options.offer]\nbase_usd = 200_000\n"
    six = answer({"function": NAME, "file": "".join(map(row.format, range(6)))})
    assert six["errors"] == {"options": "line 1: options must be at most 5 items, got 6"}
    assert "state" not in six


def test_the_form_holds_every_term_once_for_each_option() -> None:
    """What the function takes can be typed, but tables in a letter; no id stands twice."""
    html = columns_html(desk_answer, "desk-answer")
    names = re.findall(r' name="([^"]+)"', html)
    asked = [one.path for one in every_field(tree(desk_answer))]
    single = [p for p in asked if not re.match(r"options\.([2-4]|\d\.offer\.\w+\.)", p)]
    assert sorted(names) == sorted(single)
    assert 'data-most="5"' in html  # the script writes the others after the second
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    assert vesting_by_year()["amazon"] == pytest.approx([0.05, 0.15, 0.4, 0.4])
    assert "google" not in vesting_by_year()


def test_days_due_become_a_calendar_and_no_other_text_does() -> None:
    """Only for letters that have one; what is no day is refused at its field."""
    letters = [replace(EXAMPLE[0], due="2026-12-04"), EXAMPLE[1]]
    (file,) = desk_answer(options=letters).files
    events = icalendar.Calendar.from_ical(file.text).walk("VEVENT")
    assert [(str(e["SUMMARY"]), e["DTSTART"].dt) for e in events] == [
        ("Answer due: Lab", date(2026, 12, 4))
    ]
    assert desk_answer(options=EXAMPLE).files == ()
    for text in ("4 December", "2026-02-30"):
        made = answer({"function": NAME, "state": {"options.0.due": text}})
        assert list(made["errors"]) == ["options.0.due"]
        assert (
            "must be a date such as 2026-12-04, year first, got" in made["errors"]["options.0.due"]
        )
