"""Fit: no track is favoured, a lead survives any one slip, and tests tell every pair apart."""

import random
from collections import Counter
from dataclasses import asdict, fields, replace
from itertools import combinations, product
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from careerkb.decide.fit import (
    OPEN,
    TRACKS,
    Choices,
    cheap_tests,
    fit_answer,
    points,
    shares,
    trade_offs,
)
from careerkb.evidence.sources import read_sources

ROOT = Path(__file__).parents[2]
OFFERS = trade_offs()
SCIENTIST = Choices(
    result="a long question that may end in nothing",
    understanding="understand why it works",
    goal="find out what is worth doing",
    subject="one subject for years",
    judged="judged by papers that reviewers accept",
    credit="one thing of my own from end to end",
    users="leave users to somebody else",
    nights="work whose failure wakes nobody",
)


def test_the_file_asks_what_the_form_asks() -> None:
    """Names, order and answers are the same in both, and every source is listed."""
    hints = get_type_hints(Choices)
    assert [one.name for one in OFFERS] == [field.name for field in fields(Choices)]
    for one in OFFERS:
        assert get_args(hints[one.name]) == (OPEN, one.first, one.second)
    bibtex = (ROOT / "docs/references.bib").read_text("utf-8")
    keys = {one.key for one in read_sources(bibtex=bibtex)}
    assert {key for one in OFFERS for key in one.source} <= keys


def test_without_answers_all_tracks_are_equal() -> None:
    """The default is neutral, in points, in shares, in words and in what it asks to try."""
    answer = fit_answer()
    assert set(points().values()) == {0}
    assert set(shares().values()) == {0.25}
    assert answer.headline.startswith("Too close to call: no answers yet")
    assert len(answer.sections[0].items) == 5
    assert answer.table.columns[2].name == "research scientist"
    weights = [row[2:6] for row in answer.table.rows[:16]]
    for one, other in zip(weights[::2], weights[1::2], strict=True):
        assert [a + b for a, b in zip(one, other, strict=True)] == [1, 1, 1, 1]


def test_no_track_is_favoured() -> None:
    """Over all 256 sets of answers, leads, ties and firm leads fall to each alike."""
    leads: Counter[str] = Counter()
    firm: Counter[str] = Counter()
    for picked in product(*((one.first, one.second) for one in OFFERS)):
        choices = Choices(**dict(zip((one.name for one in OFFERS), picked, strict=True)))
        counted = points(choices=choices)
        first, second = sorted(counted, key=lambda track: -counted[track])[:2]
        if counted[first] == counted[second]:
            continue
        leads[first] += 1
        said = fit_answer(choices=choices).headline
        firm[first] += said.lower().startswith(f"{first.lower()} leads")
    assert leads == dict.fromkeys(TRACKS, 48)
    assert firm == dict.fromkeys(TRACKS, 6)


def test_a_lead_survives_any_one_answer_turned_over() -> None:
    """Counted again by hand; two answers turned over can end it."""
    assert points(choices=SCIENTIST) == {
        "research scientist": 8, "research engineer": 4, "AI engineer": 3,
        "ML platform engineer": 3,
    }  # fmt: skip
    assert fit_answer(choices=SCIENTIST).headline.startswith("Research scientist leads, 8 points")
    for one in OFFERS:
        chosen = asdict(SCIENTIST)[one.name]
        turned = replace(SCIENTIST, **{one.name: one.first if chosen == one.second else one.second})
        counted = points(choices=turned)
        assert all(counted["research scientist"] > counted[t] for t in TRACKS[1:]), one.name
    one_lead = fit_answer(choices=Choices(users="watch users misuse it and rebuild it"))
    assert one_lead.headline.startswith("Too close to call, with AI engineer ahead, 1 point")
    assert one_lead.headline.endswith(
        "turning over “watch users misuse it and rebuild it” would end that."
    )
    three = fit_answer(choices=Choices(users="leave users to somebody else"))
    assert "research scientist, research engineer and ML platform engineer have 1" in three.headline


def test_shares_agree_with_weights_drawn_at_random() -> None:
    """Four thousand weights, drawn evenly from the simplex, against the exact parts."""
    choices = replace(
        SCIENTIST, judged="judged by whether it runs", users=OPEN, credit=OPEN, result=OPEN
    )
    fits = {
        track: [
            asdict(choices)[one.name] != OPEN
            and (track in one.fits_first) == (asdict(choices)[one.name] == one.first)
            for one in OFFERS
        ]
        for track in TRACKS
    }
    draw, won = random.Random(1), Counter[str]()
    for _ in range(4000):
        weights = [draw.expovariate(1) for _ in OFFERS]
        scores = {t: sum(w for w, fit in zip(weights, fits[t], strict=True) if fit) for t in TRACKS}
        won[max(scores, key=lambda track: scores[track])] += 1
    exact = shares(choices=choices)
    assert sum(exact.values()) == pytest.approx(1)
    assert 0.04 < min(v for v in exact.values() if v) < max(exact.values()) < 0.9
    for track in TRACKS:
        assert won[track] / 4000 == pytest.approx(exact[track], abs=0.03)


def test_two_tests_at_least_tell_every_pair_apart() -> None:
    """Each is work of one of the two alone, and says what either outcome tells."""
    for pair in combinations(TRACKS, 2):
        found = cheap_tests(between=pair)
        assert len(found) >= 2
        assert all((pair[0] in one.tests) != (pair[1] in one.tests) for one in found)
        assert sum(sorted(one.hours for one in found)[:2]) <= 30
        assert all("sign for" in one.good and "sign against" in one.bad for one in found)


def test_an_answer_of_ones_own_is_refused() -> None:
    """With the two that there are."""
    with pytest.raises(ValueError, match="nights must be one of 'not answered', 'carry the pager"):
        Choices(nights="never")
