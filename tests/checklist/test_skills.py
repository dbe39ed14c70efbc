"""Gaps and readiness: golden numbers by hand, properties on generated ratings, and a programme."""

import re
import tomllib
from dataclasses import fields, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from test_house import ROOT

from careerkb.browser import moved
from careerkb.checklist import skills
from careerkb.checklist.skills import (
    Need,
    Ratings,
    Role,
    Skill,
    Standing,
    gaps,
    in_order,
    profile,
    ratings_from_toml,
    readiness,
    skills_answer,
)

FILE = (ROOT / "src/careerkb/data/skills.toml").read_text("utf-8")
SKILLS = get_args(Skill)
ROLES = st.sampled_from(get_args(Role))
RATINGS = st.builds(Ratings, **{name: st.sampled_from(get_args(Standing)) for name in SKILLS})
WEIGHTS = st.lists(st.integers(1, 20), min_size=5, max_size=5)


def weighted(role: str, weights: list[int], hours: list[int]) -> tuple[Need, ...]:
    """Weigh the needs of a role."""
    return tuple(
        replace(need, importance=float(w), hours=float(h))
        for need, w, h in zip(profile(role=role), weights, hours, strict=False)
    )


def test_golden_numbers_by_hand() -> None:
    """Golden numbers by hand."""
    needs = (
        Need(role="AI engineer", skill="evaluation", target=2, importance=3),
        Need(role="AI engineer", skill="serving", target=1, importance=1),
        Need(role="AI engineer", skill="shipping", target=3, importance=2),
    )
    mine = Ratings(evaluation="independent, described", serving="leads, linked", shipping="leads")
    # 2 - 2 x 0.75 = 0.5; 1 - 3 < 0; 3 - 3 x 0.5 = 1.5. Then 1 - (1.5 + 0 + 3) / (6 + 1 + 6).
    assert gaps(needs=needs, ratings=mine) == (0.5, 0.0, 1.5)
    assert readiness(needs=needs, ratings=mine) == pytest.approx(8.5 / 13)


@given(ROLES, RATINGS)
def test_readiness_is_a_share_and_one_only_without_gaps(role: str, ratings: Ratings) -> None:
    """Readiness is a share and one only without gaps."""
    needs = profile(role=role)
    share = readiness(needs=needs, ratings=ratings)
    assert 0 <= share <= 1
    assert (share == 1) == (not any(gaps(needs=needs, ratings=ratings)))


@given(ROLES, RATINGS, st.sampled_from(SKILLS))
def test_evidence_and_levels_never_lower_readiness(role: str, ratings: Ratings, skill: str) -> None:
    """Evidence and levels never lower readiness."""
    needs = profile(role=role)
    level = getattr(ratings, skill).partition(",")[0]
    steps = [replace(ratings, **{skill: level})]
    if level != "not yet":
        steps += [replace(ratings, **{skill: f"{level}, {e}"}) for e in ("described", "linked")]
    shares = [readiness(needs=needs, ratings=one) for one in steps]
    assert shares == sorted(shares)
    ladder = ["not yet", "guided, linked", "independent, linked", "leads, linked"]
    climbed = [readiness(needs=needs, ratings=replace(ratings, **{skill: s})) for s in ladder]
    assert climbed == sorted(climbed)


@given(ROLES, RATINGS)
def test_a_surplus_never_offsets_a_deficit(role: str, ratings: Ratings) -> None:
    """A surplus never offsets a deficit."""
    needs = profile(role=role)
    short, *rest = needs
    best = replace(ratings, **{n.skill: "leads, linked" for n in rest}, **{short.skill: "guided"})
    just = replace(best, **{n.skill: "independent, linked" for n in rest})
    assert readiness(needs=needs, ratings=best) == readiness(needs=needs, ratings=just) < 1


@given(ROLES, RATINGS, WEIGHTS, WEIGHTS, st.integers(0, 300))
def test_the_order_spends_hours_as_a_linear_programme_would(
    role: str, ratings: Ratings, weights: list[int], hours: list[int], budget: int
) -> None:
    """The order spends hours as a linear programme would."""
    needs = weighted(role, weights, hours)
    rows = in_order(needs=needs, ratings=ratings, hours=budget)
    by_skill = {need.skill: need for need in needs}
    gained = sum(row[3] / by_skill[row[0]].hours * by_skill[row[0]].importance for row in rows)
    best = linprog(
        [-n.importance for n in needs],
        A_ub=[[n.hours for n in needs]], b_ub=[budget],
        bounds=[(0, gap) for gap in gaps(needs=needs, ratings=ratings)],
    )  # fmt: skip
    assert gained == pytest.approx(-best.fun, abs=1e-6)
    assert sum(row[3] for row in rows) <= budget + 1e-9


def test_every_skill_has_three_levels_and_every_role_needs_skills() -> None:
    """Every skill has three levels and every role needs skills."""
    assert tuple(field.name for field in fields(Ratings)) == SKILLS
    levels = tomllib.loads(FILE)["levels"]
    assert set(levels) == set(SKILLS)
    assert all(len(words) == 3 for words in levels.values())
    known = set(re.findall(r"@\w+\{([\w-]+),", (ROOT / "docs/references.bib").read_text("utf-8")))
    for role in get_args(Role):
        needs = profile(role=role)
        assert len({n.skill for n in needs}) == len(needs) >= 4
        assert all(n.source and set(n.source) <= known for n in needs)


def test_a_file_is_read_or_refused_with_its_line() -> None:
    """A file is read or refused with its line."""
    good = 'version = 1\n[ratings]\nwriting = "guided"\n'
    assert ratings_from_toml(text=good) == Ratings(writing="guided")
    for bad, said in (
        (good.replace("1", "2"), "line 1: version"),
        (good.replace("version = 1\n", ""), "version"),
        (good.replace("writing", "writings"), "line 3"),
        (good.replace("guided", "expert"), "line 3"),
        ("hours = 3\n" + good, "line 1: hours"),
    ):
        with pytest.raises(ValueError, match=said):
            ratings_from_toml(text=bad)


def test_an_older_version_is_migrated_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """An older version is migrated and nothing is lost."""
    monkeypatch.setattr(skills, "VERSION", 3)
    monkeypatch.setattr(skills, "RENAMED", {1: {"papers": "prose"}, 2: {"prose": "writing"}})
    old = 'version = 1\n[ratings]\ndata = "leads"\npapers = "guided"\n'
    assert ratings_from_toml(text=old) == Ratings(data="leads", writing="guided")
    with pytest.raises(ValueError, match="one skill now"):
        ratings_from_toml(text=old + 'writing = "leads"\n')
    with pytest.raises(ValueError, match="line 4"):
        ratings_from_toml(text=old.replace("guided", "expert"))
    with pytest.raises(ValueError, match="papers"):
        ratings_from_toml(text=old.replace("version = 1", "version = 3"))


def test_the_page_knows_the_version_of_the_profiles() -> None:
    """What the reader's browser keeps bears it, and is renamed as a file is."""
    name = "careerkb.checklist.skills.skills_answer"
    before = {old for step in skills.RENAMED.values() for old in step}
    assert moved.VERSIONS[name] == skills.VERSION == tomllib.loads(FILE)["version"]
    assert {*moved.RENAMED.get(name, {})} == {f"ratings.{old}" for old in before}


def test_two_targets_stand_in_one_sentence() -> None:
    """Two targets stand in one sentence."""
    mine = Ratings(collaboration="independent", serving="leads, linked")
    (beside,) = skills_answer(ratings=mine).sections
    assert beside.table is not None
    rows = {row[0]: row[1:] for row in beside.table.rows}
    assert rows["collaboration"] == ("1 of 2", "1 of 2")
    assert rows["serving"] == ("0 of 1", "not asked")
    assert rows["evidence"] == ("not asked", "1 of 1")
    assert len(rows) == 9
    everything = Ratings(**dict.fromkeys(SKILLS, "leads, linked"))
    assert skills_answer(ratings=everything).headline.count("100%") == 2
    with pytest.raises(ValueError, match="other_role must be another role"):
        skills_answer(role="AI engineer", other_role="AI engineer")


def test_the_page_prints_the_levels_of_the_data() -> None:
    """Every skill's levels stand on the page as in the data."""
    page = (ROOT / "docs/checklist/skills.md").read_text("utf-8")
    for skill, words in tomllib.loads(FILE)["levels"].items():
        assert f"| {skill} | {' | '.join(words)} |" in page
