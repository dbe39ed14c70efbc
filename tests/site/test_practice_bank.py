"""The bank that a practice page loads: every question in full, and where gaps in skills lead."""

import json
from typing import get_args

from careerkb.checklist.skills import Skill
from careerkb.interviews.questions import COMPETENCES, questions
from careerkb.site.practice import BY_SKILL, bank


def test_every_gap_in_skills_leads_to_a_competence() -> None:
    """No skill is forgotten, and none leads to a competence that the bank does not have."""
    every = {name for side in COMPETENCES.values() for name in side}
    assert set(BY_SKILL) == set(get_args(Skill))
    assert every == {name for names in BY_SKILL.values() for name in names}


def test_the_bank_holds_every_question_as_it_is() -> None:
    """One assignment of plain JSON, under a name that changes with what it holds."""
    name, data = bank()
    assert name.startswith("practice-bank.")
    held = json.loads(data.decode("ascii").partition(" = ")[2].removesuffix(";\n"))
    assert [one["id"] for one in held["questions"]] == [one.id for one in questions()]
    for one, whole in zip(held["questions"], questions(), strict=True):
        assert one["rubric"] == list(whole.rubric)
        assert len(one["answers"]) == (3 if whole.answers else 0)
