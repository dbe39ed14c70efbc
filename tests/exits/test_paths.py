"""Paths: shares against SciPy's interval, the tool against a set counted by hand, sources of kind."""

import sys
from pathlib import Path as File
from typing import get_args

import pytest
from scipy import stats
from test_house import ROOT

from careerkb.evidence.data import figure_value
from careerkb.evidence.sources import read_sources
from careerkb.exits.paths import How, Path, Role, paths, paths_answer, share_with_interval

sys.path.insert(0, str(ROOT / "tools"))
from sector_moves import moves

SOURCES = {
    one.key: one for one in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))
}


def test_every_way_has_a_source_of_the_kind_it_says() -> None:
    """The key stands in the list of sources, and the kind there is the one here."""
    for path in paths():
        assert SOURCES[path.source].kind == path.kind, path.source


def test_every_role_of_the_form_has_ways_and_together_they_are_all() -> None:
    """No role is empty, and none is left over."""
    single = [paths(role=role) for role in get_args(Role) if role != "all roles"]
    assert all(single)
    assert sum(map(len, single)) == len(paths())


def test_shares_have_wilsons_interval() -> None:
    """SciPy computes the same interval from the counts."""
    for path in paths():
        if path.count is not None:
            expected = stats.binomtest(path.count, path.n).proportion_ci(method="wilson")
            share, low, high = share_with_interval(path=path)
            assert (share, low, high) == pytest.approx((path.count / path.n, *expected), abs=1e-6)


def test_first_jobs_are_those_of_the_figure() -> None:
    """The counts give back the published shares of the census of doctorates."""
    row = "Computer and information sciences"
    for end, column in (("industry", "industry"), ("postdoc", "postdoc"),
                        ("other academic post", "academic")):  # fmt: skip
        (path,) = [p for p in paths(role="doctoral student") if p.end == end]
        assert path.n == figure_value(name="doctorate_plans", row=row, column="n")
        published = figure_value(name="doctorate_plans", row=row, column=column)
        assert path.count / path.n == pytest.approx(published, abs=6e-5)


def test_moves_of_doctorates_add_up() -> None:
    """Every move from a sector goes to one of three, so the counts sum to n."""
    for role in ("doctorate at a university", "doctorate in industry"):
        found = paths(role=role)
        assert {sum(p.count for p in found)} == {p.n for p in found}


def test_the_tool_counts_people_and_not_edges(tmp_path: File) -> None:
    """Two people on one edge count twice, and a year outside does not count."""
    (tmp_path / "organizations.csv").write_text("Id,Sector\n1,academia\n2,industry\n")
    (tmp_path / "temporal.csv").write_text(
        "From,To,Year,Weight\n1,2,2010,2\n2,1,2015,1\n1,2,2009,5\n1,1,2012,3\n"
    )
    assert moves(tmp_path, 2010, 2015) == {
        ("academia", "industry"): 2, ("industry", "academia"): 1, ("academia", "academia"): 3,
    }  # fmt: skip


def test_a_count_without_numbers_is_refused_and_so_is_the_reverse() -> None:
    """A way is counted if and only if there is a number."""
    words = {"start": "a", "end": "b", "when": "2026", "known": "k", "asks": "a",
             "kind": "press", "source": "x"}  # fmt: skip
    with pytest.raises(ValueError, match="counted if and only if there is a number"):
        Path(how="counted", **words)
    with pytest.raises(ValueError, match="counted if and only if there is a number"):
        Path(how="nothing", share=0.5, **words)
    with pytest.raises(ValueError, match="count must be at most n, 3, got 4"):
        Path(how="counted", count=4, n=3, **words)
    (path,) = [p for p in paths(role="ML engineer") if p.end == "research scientist"]
    with pytest.raises(ValueError, match="for this one nothing was"):
        share_with_interval(path=path)


def test_the_bars_of_all_roles_are_the_rows() -> None:
    """The parts of the bars sum to the ways, by evidence."""
    answer = paths_answer(role="all roles")
    assert {s.name: sum(s.y) for s in answer.chart.series} == {
        how: sum(p.how == how for p in paths()) for how in get_args(How)
    }
    assert paths_answer(role="research scientist").chart is None
    assert "n not printed" in paths_answer(role="engineer at a lab").headline
