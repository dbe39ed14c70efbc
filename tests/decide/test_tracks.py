"""The tracks: every cell sourced or honestly blank, and pay that keeps its interval."""

import re
from itertools import combinations, product
from typing import get_args

import pytest
from test_house import ROOT

from careerkb.decide.tracks import (
    ADVERTISED,
    Aspect,
    Track,
    coverage,
    pay_ratio,
    track_cells,
    tracks_answer,
    tracks_from_toml,
)
from careerkb.evidence.data import figure_value

FILE = (ROOT / "src/careerkb/data/tracks.toml").read_text("utf-8")


def test_every_track_has_every_aspect_once() -> None:
    """Every track has every aspect once."""
    cells = tracks_from_toml(text=FILE)
    assert {(c.track, c.aspect) for c in cells} == set(product(get_args(Track), get_args(Aspect)))
    assert len(cells) == 7 * 8


def test_every_source_stands_in_the_list_of_sources() -> None:
    """Every source stands in the list of sources."""
    known = set(re.findall(r"@\w+\{([\w-]+),", (ROOT / "docs/references.bib").read_text("utf-8")))
    assert {s for c in tracks_from_toml(text=FILE) for s in c.source} <= known


def test_coverage_counts_the_lines_of_the_file() -> None:
    """Coverage counts the lines of the file."""
    lines = FILE.splitlines()
    sourced = sum("source = [" in line for line in lines)
    blank = sum('why = "' in line for line in lines)
    assert coverage() == {"sourced": sourced, "blank": blank, "total": sourced + blank}


def test_a_cell_without_a_source_is_named_with_its_line() -> None:
    """A cell without a source is named with its line."""
    broken = FILE.replace(', source = ["openai-mts"]', "")
    line = next(i for i, text in enumerate(FILE.splitlines(), 1) if "openai-mts" in text)
    with pytest.raises(ValueError, match=rf"line {line}\b.*source"):
        tracks_from_toml(text=broken)


def test_another_version_and_a_cell_twice_are_refused_with_their_lines() -> None:
    """Another version and a cell twice are refused with their lines."""
    with pytest.raises(ValueError, match="line 4: version must be 1"):
        tracks_from_toml(text=FILE.replace("version = 1", "version = 2"))
    with pytest.raises(ValueError, match="given once for research scientist"):
        tracks_from_toml(text=FILE.replace('aspect = "judged"', 'aspect = "week"', 1))


@pytest.mark.parametrize(("first", "second"), list(combinations(ADVERTISED, 2)))
def test_a_ratio_is_that_of_the_two_medians_and_turns_over(first: Track, second: Track) -> None:
    """A ratio is that of the two medians and turns over."""
    medians = [
        figure_value(name="advertised_base", row=ADVERTISED[t], column="median")
        for t in (first, second)
    ]
    ratio, low, high, n_first, n_second = pay_ratio(first=first, second=second)
    assert ratio == pytest.approx(float(medians[0]) / float(medians[1]), abs=1e-4)
    assert low < ratio < high
    turned = pay_ratio(first=second, second=first)
    assert turned == pytest.approx((1 / ratio, 1 / high, 1 / low, n_second, n_first))


def test_the_thin_sample_of_platform_pay_is_said() -> None:
    """The thin sample of platform pay is said."""
    answer = tracks_answer(first="research scientist", second="ML platform engineer")
    assert "n 422 and 50" in answer.headline
    assert "too close to call" in answer.headline


def test_a_title_that_mixes_jobs_has_no_pay() -> None:
    """A title that mixes jobs has no pay."""
    assert "not compared" in tracks_answer(second="member of technical staff").headline
    with pytest.raises(ValueError, match="its jobs are mixed"):
        pay_ratio(first="member of technical staff", second="AI engineer")
    assert not any(
        c.text for c in track_cells(track="member of technical staff") if c.aspect == "pay"
    )


def test_a_track_twice_is_refused() -> None:
    """A track twice is refused."""
    with pytest.raises(ValueError, match="third must be another track"):
        tracks_answer(third="research scientist")
