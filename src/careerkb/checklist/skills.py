"""Which skills a role asks for that you cannot show yet, and what to close first.

A rating is a level and what proves it. A gap is what is missing to the target; a surplus in one
skill never fills a gap in another.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Section, Series, Table
from careerkb.inputs import Refusal, Text, Unit, checked, read, record, refusal, spec_of

__all__ = [
    "Need",
    "Ratings",
    "gaps",
    "in_order",
    "profile",
    "ratings_from_toml",
    "readiness",
    "skills_answer",
]

VERSION = 1
RENAMED: dict[int, dict[str, str]] = {}
"""By version of the profiles, what skills were called then that are called otherwise since."""

Role = Literal[
    "research scientist", "research engineer", "applied scientist", "ML engineer", "AI engineer",
    "ML platform engineer",
]  # fmt: skip
Skill = Literal[
    "evaluation", "integration", "shipping", "serving", "collaboration", "experiments",
    "performance", "debugging", "evidence", "questions", "writing", "framing", "data",
    "reliability", "scheduling",
]  # fmt: skip
Standing = Literal[
    "not yet",
    "guided", "guided, described", "guided, linked",
    "independent", "independent, described", "independent, linked",
    "leads", "leads, described", "leads, linked",
]  # fmt: skip
LEVEL_HOURS = 40.0
"""To climb one level: an assumption."""
LEVELS = {"not yet": 0, "guided": 1, "independent": 2, "leads": 3}
EVIDENCE = {"": 0.5, "described": 0.75, "linked": 1.0}
"""How much of a level counts by what proves it: a convention of ours."""
Level = Annotated[int, Interval(ge=1, le=3), Unit("levels")]
Importance = Annotated[float, Interval(ge=0.01, le=100), Unit("points")]
LevelHours = Annotated[float, Interval(ge=0.25, le=2_000), Unit("hours a level")]
Budget = Annotated[float, Interval(ge=0, le=30_000), Unit("hours")]


@record
class Need:
    """
    One skill that a role asks for.

    Args:
        role: who asks.
        skill: which.
        target: 1 guided, 2 independent, 3 leads others.
        importance: what it is worth; only the proportions matter.
        hours: to climb one level; an assumption.
        source: keys of the list of sources.

    Raises:
        ValueError: an argument is out of range.
    """

    role: Role
    skill: Skill
    target: Level
    importance: Importance = 1.0
    hours: LevelHours = LEVEL_HOURS
    source: Annotated[Sequence[Text], Len(0, 8)] = ()

    @classmethod
    def examples(cls) -> tuple[Need, ...]:
        """Give needs that keep the rules, for the property tests."""
        return profile(role="AI engineer")


Needs = Annotated[Sequence[Need], Len(1, 30)]


@record
class Ratings:
    """
    What you can do, and what proves it.

    Args:
        evaluation: test sets and gates.
        integration: models inside a product.
        shipping: code in use.
        serving: models in service.
        collaboration: working with others.
        experiments: code of experiments.
        performance: speed and scale.
        debugging: finding out why learning fails.
        evidence: telling a result from luck.
        questions: choosing what to ask.
        writing: papers and reports.
        framing: whether and how to use a model.
        data: pipelines and features.
        reliability: on call, and after.
        scheduling: sharing machines.

    Raises:
        ValueError: a rating is none of the ten.
    """

    evaluation: Standing = "not yet"
    integration: Standing = "not yet"
    shipping: Standing = "not yet"
    serving: Standing = "not yet"
    collaboration: Standing = "not yet"
    experiments: Standing = "not yet"
    performance: Standing = "not yet"
    debugging: Standing = "not yet"
    evidence: Standing = "not yet"
    questions: Standing = "not yet"
    writing: Standing = "not yet"
    framing: Standing = "not yet"
    data: Standing = "not yet"
    reliability: Standing = "not yet"
    scheduling: Standing = "not yet"

    def counted(self, skill: str) -> float:
        """Give the level of a skill, from 0 to 3, weighted by what proves it."""
        level, _, proof = str(getattr(self, skill)).partition(", ")
        return LEVELS[level] * EVIDENCE[proof]


NOTHING = Ratings()


@functools.cache
def _needs() -> tuple[Need, ...]:
    needs, faults = read(spec_of(Needs), list(data.rows("skills")))
    if faults:
        raise faults[0].at("skills")
    return tuple(needs)


@checked
def profile(*, role: Role) -> tuple[Need, ...]:
    """
    Give what a role asks for.

    Args:
        role: one of six; *member of technical staff* is none, because it names no job.

    Returns:
        Its needs, in the order of the file.

    Raises:
        ValueError: there is no such role.

    Source:
        The rows of ``skills.toml``, each with its own sources; targets and hours are ours.
    """
    return tuple(need for need in _needs() if need.role == role)


@checked
def gaps(*, needs: Needs, ratings: Ratings) -> tuple[float, ...]:
    """
    Give what is missing to each target.

    Args:
        needs: of a role.
        ratings: yours.

    Returns:
        Levels from 0 to 3, as many as *needs*.

    Raises:
        ValueError: an argument is out of range, or there are no needs.

    Source:
        ``max(0, target - level × evidence)``; the evidence weights are our convention.

    Example:
        >>> from careerkb.checklist.skills import Ratings, gaps, profile
        >>> mine = Ratings(evaluation="independent, described", shipping="leads, linked")
        >>> gaps(needs=profile(role="AI engineer"), ratings=mine)
        (0.5, 2.0, 0.0, 1.0, 2.0)
    """
    return tuple(max(0.0, need.target - ratings.counted(need.skill)) for need in needs)


@checked
def readiness(*, needs: Needs, ratings: Ratings) -> float:
    """
    Give how much of what a role asks for you can show.

    Args:
        needs: of a role.
        ratings: yours.

    Returns:
        A fraction from 0 to 1. Not a chance of being hired.

    Raises:
        ValueError: an argument is out of range, or there are no needs.

    Source:
        ``1 - Σ w g / Σ w target``.
    """
    missing = sum(
        need.importance * gap
        for need, gap in zip(needs, gaps(needs=needs, ratings=ratings), strict=True)
    )
    return max(0.0, 1 - missing / sum(need.importance * need.target for need in needs))


@checked
def in_order(
    *, needs: Needs, ratings: Ratings, hours: Budget
) -> tuple[tuple[str, float, float, float], ...]:
    """
    Say what to close first, and what to drop.

    Args:
        needs: of a role.
        ratings: yours.
        hours: that you have.

    Returns:
        Skill, gap in levels, hours to close it, and hours that it gets, for each gap, first
        things first. What gets no hours is what to drop.

    Raises:
        ValueError: an argument is out of range, or there are no needs.

    Source:
        By importance for each hour, larger gaps first where that is equal. Where a part of a gap
        counts as that part, this order is the best use of the hours.
    """
    found = zip(needs, gaps(needs=needs, ratings=ratings), strict=True)
    open_ones = [(need, gap) for need, gap in found if gap]
    open_ones.sort(key=lambda one: (-one[0].importance / one[0].hours, -one[1]))
    rows = []
    for need, gap in open_ones:
        given = min(hours, gap * need.hours)
        hours -= given
        rows.append((need.skill, gap, gap * need.hours, given))
    return tuple(rows)


@checked
def ratings_from_toml(*, text: Annotated[str, Len(1, 20_000)]) -> Ratings:
    """
    Read ratings from the text of a file.

    Args:
        text: the whole file: ``version``, and one line a skill under ``[ratings]``.

    Returns:
        The ratings; those of an older version under the names of today.

    Raises:
        ValueError: no version or a newer one, a skill that does not exist, two that became one, or
            a rating that is none; the message gives the line. Nothing is left out in silence.

    Example:
        >>> from careerkb.checklist.skills import ratings_from_toml
        >>> mine = 'version = 1\\n[ratings]\\nwriting = "leads, linked"'
        >>> ratings_from_toml(text=mine).writing
        'leads, linked'
    """
    from careerkb.inputs import located, parse_toml

    document = parse_toml(text)
    version = document.get("version")
    faults: tuple[Refusal, ...] = ()
    if type(version) is not int or not 1 <= version <= VERSION:
        faults = (Refusal(("version",), version, f"a whole number from 1 to {VERSION}"),)
    elif stray := sorted(set(document) - {"version", "ratings"}):
        faults = (Refusal((stray[0],), document[stray[0]], "left out, or moved under [ratings]"),)
    elif not isinstance(given := document.get("ratings"), dict):
        faults = (Refusal(("ratings",), given, "a table [ratings]"),)
    else:
        names = {name: _name_of_today(name, version) for name in given}
        twice = [n for n in names if list(names.values()).count(names[n]) > 1]
        if twice:
            cause = f"{' and '.join(twice)} are one skill now; keep one"
            faults = (Refusal(("ratings", twice[-1]), given[twice[-1]], "given once", cause),)
        else:
            made, found = read(spec_of(Ratings), {names[n]: v for n, v in given.items()})
            if made is not None:
                return made  # type: ignore[no-any-return]
            old = {today: name for name, today in names.items()}
            faults = tuple(fault.at("ratings") for fault in found)
            text = _as_now(text, old)
    raise located(text, faults)[0] from None


def _name_of_today(name: str, version: int) -> str:
    for step in range(version, VERSION):
        name = RENAMED.get(step, {}).get(name, name)
    return name


def _as_now(text: str, old: dict[str, str]) -> str:
    """Write today's names into a file, so that a fault is found in its line."""
    for today, name in old.items():
        text = text.replace(f"\n{name} ", f"\n{today} ")
    return text


@checked
def skills_answer(
    *,
    role: Role = "AI engineer",
    other_role: Role = "research engineer",
    ratings: Ratings = NOTHING,
    hours: Budget = 120,
) -> Answer:
    """
    Compare what you can show with what two roles ask for.

    Args:
        role: that you aim at.
        other_role: to compare with, another one.
        ratings: yours.
        hours: that you have.

    Returns:
        Readiness for both as a sentence; gaps of the first role in the order to close them, with
        the hours that each gets; the gaps drawn.

    Raises:
        ValueError: both roles are the same.

    Source:
        `readiness` and `in_order`. Targets, hours and evidence weights are ours.
    """
    if role == other_role:
        raise refusal("other_role", other_role, f"another role than role, {role}")
    needs, others = profile(role=role), profile(role=other_role)
    both = [readiness(needs=n, ratings=ratings) for n in (needs, others)]
    rows = in_order(needs=needs, ratings=ratings, hours=hours)
    dropped = [row[0] for row in rows if not row[3]]
    left_out = " and ".join(filter(None, (", ".join(dropped[:-1]), *dropped[-1:])))
    headline = (
        f"You can show {both[0]:.0%} of what we take {role} to ask (n {len(needs)} skills) and"
        f" {both[1]:.0%} for {other_role} (n {len(others)}); this is a list to work on and no"
        f" chance of an offer. With {hours:g} hours, "
        + (f"leave out {left_out}." if dropped else "nothing has to be left out.")
    )
    drawn = gaps(needs=needs, ratings=ratings)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="skill"),
                Column(name="gap", unit="levels", decimals=2),
                Column(name="to close it", unit="hours", decimals=0),
                Column(name="gets", unit="hours", decimals=0),
            ),
            rows=rows,
        ),
        gives={"role": role, "gaps": ", ".join(f"{row[0]}: {row[1]:g}" for row in rows)},
        sections=(
            Section(title="Two targets, side by side", table=_beside(needs, others, ratings)),
        ),
        chart=Chart(
            kind="bar",
            title=f"What is missing for {role}",
            summary=headline,
            x_label="skill",
            y_label="levels",
            series=(Series(name="gap", x=tuple(n.skill for n in needs), y=drawn),),
        ),
    )


def _beside(needs: Sequence[Need], others: Sequence[Need], ratings: Ratings) -> Table:
    """Give what is missing to both targets, skills of the first first."""
    names = dict.fromkeys(need.skill for need in (*needs, *others))
    columns = [
        {n.skill: f"{gap:g} of {n.target}" for n, gap in zip(some, missing, strict=True)}
        for some, missing in ((one, gaps(needs=one, ratings=ratings)) for one in (needs, others))
    ]
    return Table(
        columns=(
            Column(name="levels missing"), Column(name=needs[0].role), Column(name=others[0].role)
        ),
        rows=tuple((n, *(column.get(n, "not asked") for column in columns)) for n in names),
    )  # fmt: skip
