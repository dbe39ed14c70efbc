"""The question bank: questions for both tracks, each with a rubric that somebody can apply.

Questions are data, one file each under ``data/questions``. A number in an answer is printed by an
example of the same file, which the tests run.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from annotated_types import Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.answers.words import capital
from careerkb.data.entries import entries, entry
from careerkb.inputs import Refusal, Text, checked, record, refusal

__all__ = [
    "COMPETENCES",
    "Answers",
    "Question",
    "Slip",
    "question",
    "questions",
    "questions_answer",
    "read_question",
]

Track = Literal["research", "engineering"]
Level = Literal["entry", "mid", "senior", "staff"]
Competence = Literal[
    "job talk", "paper defence", "experimental design", "statistics", "research taste",
    "theory of a method", "research code", "ML system design", "serving and cost", "debugging",
    "data and features", "backpressure", "coding for ML", "cross-functional work",
]  # fmt: skip
Minutes = Literal[5, 10, 15, 20, 30, 45, 60]
Words = Annotated[str, Len(1, 400)]
Paragraphs = Annotated[str, Len(1, 3_000)]
Doctest = Annotated[str, Len(0, 3_000)]
Observable = Annotated[Sequence[Words], Len(4, 4)]
Few = Annotated[Sequence[Words], Len(1, 6)]
Keys = Annotated[Sequence[Text], Len(0, 6)]
File = Annotated[str, Len(1, 20_000)]

APPEAL = re.compile(
    r"\b(?:according to|et al\b|a (?:study|survey) (?:found|finds|shows|showed|reports|reported))"
    r"|\((?:19|20)\d\d\)",
    re.IGNORECASE,
)
"""Words that rest on somebody else; a fact told without any such words is not found by them."""

COMPETENCES: dict[Track, tuple[Competence, ...]] = {
    "research": get_args(Competence)[:7],
    "engineering": get_args(Competence)[7:],
}
"""What is asked in the loops of each track."""


@record
class Slip:
    """
    A mistake that is common enough to name.

    Args:
        what: the slip and why it is one.
        wrong: the number that it gives, as an example of the question prints it, or nothing.
    """

    what: Words
    wrong: Annotated[str, Len(0, 40)] = ""


@record
class Answers:
    """
    Three answers in full, for readers to score.

    Args:
        weak: one that meets the first or second level of the rubric.
        adequate: one that meets the third.
        strong: one that meets the fourth.
    """

    weak: Paragraphs
    adequate: Paragraphs
    strong: Paragraphs


@record
class Question:
    """
    One question.

    Args:
        id: its permanent name and that of its file, in lower case with hyphens.
        track: whose loops ask it.
        competence: what it belongs to; one of its track.
        level: at which it is asked, and from which on level three of the rubric is expected.
        minutes: for the answer.
        question: as it would be said.
        tests: what it is for, in a sentence.
        rubric: four levels from the lowest, each something that an interviewer can observe.
        follow_ups: what a good interviewer asks next.
        slips: common mistakes.
        examples: code with its printed results, for every number in the answers.
        answers: three in full, or none.
        sources: keys for facts that are not ours; empty when there are none.
        provenance: who wrote it.
        licence: under which it may be reused.

    Raises:
        ValueError: a field is missing or not allowed, the competence is of the other track, the
            words appeal to somebody else's finding and no source is given, or a number of a slip is
            printed by no example.
    """

    id: Annotated[str, Len(1, 60)]
    track: Track
    competence: Competence
    level: Level
    minutes: Minutes
    question: Paragraphs
    tests: Words
    rubric: Observable
    follow_ups: Few
    slips: Annotated[Sequence[Slip], Len(1, 5)]
    examples: Doctest = ""
    answers: Answers | None = None
    sources: Keys = ()
    provenance: Literal["written for careerkb"] = "written for careerkb"
    licence: Literal["CC BY 4.0"] = "CC BY 4.0"

    @property
    def title(self) -> str:
        """Its name in words."""
        return capital(self.id.replace("-", " "))

    def _words(self) -> str:
        told = [self.question, *self.rubric, *(slip.what for slip in self.slips)]
        if self.answers:
            told += [self.answers.weak, self.answers.adequate, self.answers.strong]
        return "\n".join(told)

    def __post_init__(self) -> None:
        """Refuse a bad name, a foreign competence, a fact without source, a slip not shown."""
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.id):
            raise refusal("id", self.id, "words in lower case joined by hyphens")
        own = COMPETENCES[self.track]
        if self.competence not in own:
            raise refusal("competence", self.competence, "one of " + ", ".join(own))
        if not self.sources and (found := APPEAL.search(self._words())):
            cause = "whoever is appealed to is named by a key of the list of sources"
            raise refusal("sources", found[0], "given for a fact that is not ours", cause)
        for slip in self.slips:
            if slip.wrong and slip.wrong not in self.examples:
                cause = "compute the slip as well, so that it cannot drift"
                raise refusal("wrong", slip.wrong, "printed by an example of the question", cause)


@checked
def read_question(*, text: File, name: Text = "question.toml") -> Question:
    """
    Read and check the file of one question.

    Args:
        text: TOML with the fields of a question, but for its `id`.
        name: of the file; without its ending it is the id.

    Returns:
        The question.

    Raises:
        ValueError: a field is missing, unknown or not allowed; every fault is named with its line.
    """
    return entry(Question, text=text, name=name)


@functools.cache
def _bank() -> tuple[Question, ...]:
    return entries(Question, "questions")


@checked
def questions(
    *,
    track: Track | None = None,
    competence: Competence | None = None,
    level: Level | None = None,
) -> tuple[Question, ...]:
    """
    List questions.

    Args:
        track: those of one track only.
        competence: those of one competence only.
        level: those of one level only.

    Returns:
        The questions in alphabetical order of their names; none when no one fits.

    Raises:
        ValueError: an argument is not allowed, or a file of the bank has a fault.
    """
    wanted = {"track": track, "competence": competence, "level": level}
    return tuple(
        one
        for one in _bank()
        if all(value is None or getattr(one, key) == value for key, value in wanted.items())
    )


@checked
def question(*, id: Text) -> Question:  # noqa: A002
    """
    Look up one question.

    Args:
        id: its name.

    Returns:
        The question.

    Raises:
        ValueError: there is no such question.
    """
    for one in _bank():
        if one.id == id:
            return one
    raise Refusal(("id",), id, "the name of a question, see the list of the bank")


@checked
def questions_answer(*, track: Track | None = None, level: Level | None = None) -> Answer:
    """
    Show what the bank holds.

    Args:
        track: one track only.
        level: one level only.

    Returns:
        The counts as a sentence; by competence, with levels and full answers, as rows and as bars.

    Raises:
        ValueError: an argument is not allowed.
    """
    found = questions(track=track, level=level)
    full = sum(one.answers is not None for one in found)
    named = [c for t in COMPETENCES for c in COMPETENCES[t] if track in (None, t)]
    counts = {name: [one for one in found if one.competence == name] for name in named}
    sides = {side: sum(one.track == side for one in found) for side in COMPETENCES}
    split = f"{sides['research']} for researchers and {sides['engineering']} for engineers, "
    numeric = sum(any(slip.wrong for slip in one.slips) for one in found)
    headline = (
        f"{len(found)} questions in {sum(map(bool, counts.values()))} competences,"
        f" {split if track is None else ''}{full} with a weak, an adequate and a strong answer"
        f" in full; {numeric} name the number that a slip gives."
    )
    levels = [one for one in get_args(Level) if level in (None, one)]
    rows = tuple(
        (
            name,
            float(len(ones)),
            *(float(sum(one.level == asked for one in ones)) for asked in levels),
            float(sum(one.answers is not None for one in ones)),
        )
        for name, ones in counts.items()
    )
    heads = ("competence", "questions", *levels, "answered in full")
    return Answer(
        headline=headline,
        table=Table(columns=tuple(Column(name=head) for head in heads), rows=rows),
        chart=Chart(
            kind="bar", title="Questions by competence", summary=headline,
            x_label="competence", y_label="questions",
            series=(
                Series(
                    name="questions", x=tuple(named),
                    y=tuple(float(len(ones)) for ones in counts.values()),
                ),
            ),
        ),
    )  # fmt: skip
