"""The blind check: recounted from the file, kappa by a table of counts, answers truly the bank's."""

import difflib
import tomllib
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import careerkb.data
from careerkb.interviews.agreement import blind_check, weighted_kappa
from careerkb.interviews.questions import COMPETENCES, question

FILE = Path(careerkb.data.__file__).parent / "blind_check.toml"
ROWS = tomllib.loads(FILE.read_text("utf-8"))["blind_check"]
LEVELS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=40)


def by_table(pairs: list[tuple[int, int]]) -> float:
    """Linear kappa from the table of counts and its margins, as textbooks have it."""
    table = numpy.zeros((4, 4))
    for one, other in pairs:
        table[one - 1, other - 1] += 1
    table /= table.sum()
    weights = numpy.abs(numpy.subtract.outer(numpy.arange(4), numpy.arange(4))) / 3
    chance = numpy.outer(table.sum(axis=1), table.sum(axis=0))
    return float(1 - (weights * table).sum() / (weights * chance).sum())


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(LEVELS)
def test_kappa_by_a_table(pairs: list[tuple[int, int]]) -> None:
    """Any two readers; those who give one same level throughout are refused."""
    ours, theirs = zip(*pairs, strict=True)
    if len({*ours, *theirs}) == 1:
        with pytest.raises(ValueError, match="theirs must be of more than one level"):
            weighted_kappa(ours=ours, theirs=theirs)
    else:
        assert weighted_kappa(ours=ours, theirs=theirs) == pytest.approx(by_table(pairs), abs=1e-12)


def test_the_reading_is_recounted() -> None:
    """Every count from the file by hand of the test; the intervals by scipy."""
    found = blind_check()
    first = [row["strong_read"]["observables"] for row in ROWS]
    second = [row["spoiled_read"]["observables"] for row in ROWS]
    fell = [
        (number, place)
        for number, (one, other) in enumerate(zip(first, second, strict=True))
        for place in range(len(one))
        if other[place] < one[place]
    ]
    meant = {(number, row["spoiled"] - 1) for number, row in enumerate(ROWS)}
    assert (found.pairs, found.seen) == (12, len(meant & set(fell)))
    assert found.others == sum(len(row["observables"]) - 1 for row in ROWS)
    assert found.others_lower == len(set(fell) - meant)
    pairs = [(4, row["strong_read"]["level"]) for row in ROWS]
    pairs += [(row["level"], row["spoiled_read"]["level"]) for row in ROWS]
    same = sum(one == other for one, other in pairs)
    assert (found.answers, found.same) == (24, same)
    assert found.kappa == pytest.approx(by_table(pairs))
    for share, low in ((found.seen, found.seen_low), (same, None)):
        count = 12 if low is not None else 24
        wilson = stats.binomtest(share, count).proportion_ci(method="wilson").low
        if low is not None:
            assert low == pytest.approx(wilson, abs=1e-4)
        else:
            levels = numpy.array(pairs)
            apart = numpy.abs(numpy.subtract.outer(levels[:, 0], levels[:, 1])).mean()
            assert found.kappa_low == pytest.approx(1 - (1 - wilson) / apart, abs=1e-4)


def test_twins_differ_in_one_place_only() -> None:
    """Six a track; like length; most of the strong answer stands in its twin, but not all."""
    tracks = [question(id=row["question"]).track for row in ROWS]
    assert {track: tracks.count(track) for track in COMPETENCES} == dict.fromkeys(COMPETENCES, 6)
    for row in ROWS:
        answers = question(id=row["question"]).answers
        assert answers
        strong, spoiled = answers.strong.split(), row["answer"].split()
        assert 0.9 < len(spoiled) / len(strong) < 1.25, row["question"]
        alike = difflib.SequenceMatcher(None, strong, spoiled, autojunk=False).ratio()
        assert 0.4 < alike < 0.97, row["question"]
        assert 1 <= row["spoiled"] <= len(row["observables"])
        assert 1 <= row["level"] <= 3


def test_lists_of_unequal_length_are_refused() -> None:
    """As many levels as answers."""
    with pytest.raises(ValueError, match="theirs must be as many levels as ours, 3, got 2"):
        weighted_kappa(ours=[1, 2, 3], theirs=[1, 2])
