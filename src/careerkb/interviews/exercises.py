"""Coding exercises: your code, checked by cases, and a sentence on the first that fails.

Exercises are data, one file each under ``data/exercises``, with a starter that fails, a solution
of ours that passes, and a common wrong answer that fails in a case that the file names.
"""

from __future__ import annotations

import ast
import functools
import math
import traceback
from collections.abc import Sequence
from typing import Annotated, Any

from annotated_types import Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.answers.words import capital
from careerkb.data.entries import entries, entry
from careerkb.inputs import Refusal, Text, checked, record, refusal
from careerkb.interviews.questions import Minutes, Track

__all__ = [
    "Case",
    "Exercise",
    "Verdict",
    "check",
    "exercise",
    "exercises",
    "exercises_answer",
    "read_exercise",
]

Words = Annotated[str, Len(1, 300)]
Paragraphs = Annotated[str, Len(1, 1_200)]
Code = Annotated[str, Len(1, 20_000)]
NEAR, LONGEST = 1e-9, 120
"""How far a number may be off; characters that a sentence shows of what came out."""


@record
class Case:
    """
    One call, and what it must give.

    Args:
        name: what the case is about.
        call: an expression over what the code defines.
        gives: the value, as Python writes it.
    """

    name: Words
    call: Words
    gives: Words


@record
class Exercise:
    """
    One exercise.

    Args:
        id: its permanent name and that of its file.
        track: whose loops ask the like.
        minutes: for it.
        statement: what to write.
        starter: code to begin with, which does not pass.
        solution: of ours.
        wrong: a common answer that does not pass.
        wrong_case: the name of the case in which it fails first.
        slip: what is wrong with it, in a sentence.
        cases: that the code is checked by.
    """

    id: Annotated[str, Len(1, 60)]
    track: Track
    minutes: Minutes
    statement: Paragraphs
    starter: Code
    solution: Code
    wrong: Code
    wrong_case: Words
    slip: Words
    cases: Annotated[Sequence[Case], Len(3, 8)]

    @property
    def title(self) -> str:
        """Its name in words."""
        return capital(self.id.replace("-", " "))

    def __post_init__(self) -> None:
        """Refuse a case that is named nowhere."""
        names = [one.name for one in self.cases]
        if self.wrong_case not in names:
            raise refusal("wrong_case", self.wrong_case, "one of the cases: " + ", ".join(names))


@record
class Verdict:
    """
    What a check found.

    Args:
        passed: whether every case gave what it must.
        said: one sentence; where a case failed, its name, call, value expected and value given.
    """

    passed: bool
    said: str


@checked
def read_exercise(*, text: Code, name: Text = "exercise.toml") -> Exercise:
    """
    Read and check the file of one exercise.

    Args:
        text: TOML with the fields of an exercise, but for its `id`.
        name: of the file; without its ending it is the id.

    Returns:
        The exercise.

    Raises:
        ValueError: a field is missing, unknown or not allowed; every fault is named with its line.
    """
    return entry(Exercise, text=text, name=name)


@functools.cache
def _all() -> tuple[Exercise, ...]:
    return entries(Exercise, "exercises")


@checked
def exercises(*, track: Track | None = None) -> tuple[Exercise, ...]:
    """
    List exercises.

    Args:
        track: those of one track only.

    Returns:
        The exercises in alphabetical order of their names.

    Raises:
        ValueError: there is no such track.
    """
    return tuple(one for one in _all() if track in (None, one.track))


@checked
def exercise(*, name: Text) -> Exercise:
    """
    Give one exercise.

    Args:
        name: its permanent name.

    Returns:
        The exercise.

    Raises:
        ValueError: there is no such exercise.
    """
    for one in _all():
        if one.id == name:
            return one
    raise Refusal(("name",), name, "one of " + ", ".join(one.id for one in _all()))


@checked
def check(*, name: Text, code: Code) -> Verdict:
    """
    Run code, then the cases of an exercise over what it defines, up to the first that fails.

    The code is run as it stands, in this process: check your own code only.

    Args:
        name: of the exercise.
        code: Python.

    Returns:
        Whether it passes, and a sentence.

    Raises:
        ValueError: there is no such exercise, or there is no code.

    Source:
        Numbers are alike when they differ by at most a billionth, of the larger or in all;
        everything else must be equal and of the kind expected.

    Example:
        >>> from careerkb.interviews.exercises import check
        >>> check(name="speedup-of-a-job", code="def speedup(share, workers): return workers").said
        'Case 1 of 4, nothing can be spread: speedup(0.0, 8) must give 1.0, and gives 8.'
    """
    wanted = exercise(name=name)
    names: dict[str, Any] = {"__name__": "exercise"}
    try:
        exec(compile(code, "<your code>", "exec"), names)
    except BaseException as fault:
        return Verdict(passed=False, said=f"The code does not run: {_fault(fault)}.")
    for number, one in enumerate(wanted.cases, 1):
        where = (
            f"Case {number} of {len(wanted.cases)}, {one.name}: {one.call} must give {one.gives}"
        )
        try:
            got = eval(compile(one.call, "<case>", "eval"), names)
            same, shown = _alike(ast.literal_eval(one.gives), got), _short(repr(got))
        except BaseException as fault:
            return Verdict(passed=False, said=f"{where}, and ends with {_fault(fault)}.")
        if not same:
            return Verdict(passed=False, said=f"{where}, and gives {shown}.")
    return Verdict(passed=True, said=f"All {len(wanted.cases)} cases pass.")


def _alike(want: object, got: object) -> bool:
    """Compare with what is expected; a number may be off by rounding."""
    if isinstance(want, list | tuple):
        return (
            isinstance(got, list | tuple)
            and len(got) == len(want)
            and all(_alike(one, other) for one, other in zip(want, got, strict=True))
        )
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    if isinstance(want, int | float) and isinstance(got, int | float):
        return math.isclose(want, got, rel_tol=NEAR, abs_tol=NEAR)
    return want == got


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _fault(fault: BaseException) -> str:
    """Name an error and the line of the reader's code in which it came up."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(fault.__traceback__)
        if frame.filename == "<your code>"
    ]
    line = fault.lineno if isinstance(fault, SyntaxError) else lines[-1] if lines else None
    said = str(fault.msg if isinstance(fault, SyntaxError) else fault).strip().rstrip(".")
    words = f"{type(fault).__name__}{f': {_short(said)}' if said else ''}"
    return f"{words} (line {line})" if line else words


@checked
def exercises_answer(*, track: Track | None = None) -> Answer:
    """
    Show which exercises there are.

    Args:
        track: one track only.

    Returns:
        How many and how long as a sentence; each with its minutes and cases, as rows and as bars.

    Raises:
        ValueError: there is no such track.
    """
    found = exercises(track=track)
    spent, cases = sum(one.minutes for one in found), sum(len(one.cases) for one in found)
    headline = f"{len(found)} exercises for {spent} minutes, checked by {cases} cases."
    heads = (Column(name="exercise"), Column(name="track"), Column(name="for it", unit="minutes"))
    return Answer(
        headline=headline,
        table=Table(
            columns=heads,
            rows=tuple((one.title, one.track, float(one.minutes)) for one in found),
        ),
        chart=Chart(
            kind="bar", title="Minutes for each exercise", summary=headline,
            x_label="exercise", y_label="minutes",
            series=(
                Series(
                    name="minutes", x=tuple(one.title for one in found),
                    y=tuple(float(one.minutes) for one in found),
                ),
            ),
        ),
    )  # fmt: skip
