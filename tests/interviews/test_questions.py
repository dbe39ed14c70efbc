"""The question bank: every example runs and can fail, every number is shown, every file is whole."""

import doctest
import re
from collections import Counter
from pathlib import Path

import pytest

from careerkb.evidence.sources import read_sources
from careerkb.interviews.questions import (
    COMPETENCES,
    Question,
    question,
    questions,
    questions_answer,
    read_question,
)

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src/careerkb/data/questions"
BANK = questions()
SHOWN = [one for one in BANK if one.examples]
KEYS = {one.key for one in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))}
GOOD = (FOLDER / "decode-floor-8b.toml").read_text("utf-8")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
SMALL = {str(number) for number in range(11)}


def failures(text: str) -> int:
    """Run the examples of a text and count those that print something else."""
    test = doctest.DocTestParser().get_doctest(text, {}, "question", None, 0)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    return runner.run(test, out=lambda _: None).failed


def numbers(text: str) -> set[str]:
    """Find the numbers of a text as they are written, without thousands separators."""
    return {found.replace(",", "").rstrip(".") for found in NUMBER.findall(text)} - SMALL


@pytest.mark.parametrize("one", SHOWN, ids=lambda one: one.id)
def test_the_examples_of_a_question_print_what_they_say(one: Question) -> None:
    """Every prompt, in one namespace."""
    assert failures(one.examples) == 0


@pytest.mark.parametrize("one", SHOWN, ids=lambda one: one.id)
def test_a_changed_digit_is_caught(one: Question) -> None:
    """One digit of each printed line is raised by one: that line fails."""
    lines = one.examples.splitlines()
    printed = [
        i for i, line in enumerate(lines)
        if not line.startswith((">>>", "...")) and re.search(r"\d", line)
    ]  # fmt: skip
    assert printed, "the examples print no number"
    for number in printed:
        digit = re.search(r"\d", lines[number])
        assert digit
        changed = (int(digit[0]) + 1) % 10
        line = lines[number][: digit.start()] + str(changed) + lines[number][digit.end() :]
        assert failures("\n".join([*lines[:number], line, *lines[number + 1 :]])) >= 1


@pytest.mark.parametrize("one", BANK, ids=lambda one: one.id)
def test_every_number_of_an_answer_is_shown(one: Question) -> None:
    """In the question, or in an example; counting words up to ten are free."""
    shown = numbers(one.examples.replace("_", "")) | numbers(one.question)
    told = [*one.rubric, *(slip.what for slip in one.slips)]
    if one.answers:
        told += [one.answers.weak, one.answers.adequate, one.answers.strong]
    missing = set().union(*map(numbers, told)) - shown
    assert missing == set()


@pytest.mark.parametrize("one", BANK, ids=lambda one: one.id)
def test_sources_are_in_the_list(one: Question) -> None:
    """A fact that is not ours names where it comes from."""
    assert set(one.sources) <= KEYS


def test_twenty_slips_of_the_page_are_those_of_the_questions() -> None:
    """Each row: a question that prints the right value, and names the value of its slip."""
    page = (ROOT / "docs/interviews/questions.md").read_text("utf-8")
    rows = re.findall(r"\(#question-([a-z0-9-]+)\) \| [^|]+ \| ([^|]+) \| ([^|]+) \|", page)
    assert len({name for name, _, _ in rows}) == len(rows) == 20
    for name, right, wrong in rows:
        one = question(id=name)
        shown = [line for line in one.examples.splitlines() if not line.startswith((">>>", "..."))]
        assert re.search(rf"(?<![\d.]){re.escape(right)}(?![\d])", "\n".join(shown)), name
        assert any(slip.wrong.startswith(wrong) for slip in one.slips if slip.wrong), name


def test_no_two_questions_are_alike() -> None:
    """Neither the text nor the rubric of a question stands twice."""
    for texts in ([one.question for one in BANK], [one.rubric for one in BANK]):
        assert max(Counter(texts).values()) == 1


def test_levels_of_a_rubric_differ() -> None:
    """Four different levels, each a sentence."""
    for one in BANK:
        assert len(set(one.rubric)) == 4, one.id
        assert all(level.endswith(".") and len(level.split()) >= 5 for level in one.rubric), one.id


def test_strong_answers_say_more_than_weak_ones() -> None:
    """The three answers are three, and none is a stub."""
    for one in BANK:
        if one.answers:
            three = (one.answers.weak, one.answers.adequate, one.answers.strong)
            assert len(set(three)) == 3, one.id
            assert all(len(answer.split()) >= 20 for answer in three), one.id


def test_the_bank_is_filtered() -> None:
    """Every question is found under its track, competence and level, and by its name."""
    for track, named in COMPETENCES.items():
        assert sum(len(questions(competence=c)) for c in named) == len(questions(track=track))
    assert question(id="decode-floor-8b").level == "mid"
    assert sum(row[1] for row in questions_answer().table.rows) == len(BANK)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('level = "mid"', "", r"x\.toml: level must be given"),
        ('"serving and cost"', '"statistics"', "competence must be one of ML system design"),
        ('"serving and cost"', '"servng and cost"', "line 2: .* did you mean 'serving and cost'"),
        ("minutes = 10", "minutes = 10\ntag = 1", "line 5: a key must be one of"),
        ("minutes = 10", "minutes = 10\nminutes = 15", "minutes must be given once"),
        ('wrong = "419 tokens a second"', 'wrong = "418"', "wrong must be printed by an example"),
        ('track = "engineering"', 'track = "design"', "line 1: track must be one of"),
        ("minutes = 10", 'minutes = 10\nid = "other"', r"x\.toml: line 5: id must be left out"),
        (
            "Names a speed without a reason",
            "Names a speed according to a blog",
            r"x\.toml: sources must be given for a fact that is not ours, got 'according to'",
        ),
    ],
)
def test_a_file_with_a_fault_is_refused(old: str, new: str, message: str) -> None:
    """By name and line, with what is allowed."""
    assert old in GOOD
    with pytest.raises(ValueError, match=message):
        read_question(text=GOOD.replace(old, new, 1), name="x.toml")


def test_a_rubric_of_three_levels_is_refused() -> None:
    """Four levels, no more and no fewer."""
    lines = GOOD.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("rubric"))
    with pytest.raises(ValueError, match=r"line 10: rubric must be .* 4"):
        read_question(text="\n".join(lines[: start + 1] + lines[start + 2 :]), name="x.toml")


def test_a_name_that_is_no_address_is_refused() -> None:
    """The name of the file is the name of the question."""
    with pytest.raises(ValueError, match="id must be words in lower case"):
        read_question(text=GOOD, name="Decode floor.toml")


def test_an_unknown_question_is_refused() -> None:
    """Looked up by a name that no file has."""
    with pytest.raises(ValueError, match="id must be the name of a question"):
        question(id="nothing")
