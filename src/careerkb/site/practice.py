"""A practice session in the page, `{practice}`, and `{exercises}`, each at an address of its own.

The question bank is one script of its own beside those of the live pages, named by its hash, so
that a page never draws from another release's questions.
"""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from careerkb.interviews.exercises import Exercise, exercises
from careerkb.interviews.questions import COMPETENCES, Competence, Question, questions
from careerkb.site.assets import live, script_options
from careerkb.site.claim_parts import Details, Summary
from careerkb.site.claims import Addressed

__all__ = ["BY_SKILL", "ExercisesDirective", "PracticeDirective", "bank", "setup"]

STYLE, SCRIPT, CHECKS = "live/practice.css", "live/practice.js", "live/exercises.js"
BY_SKILL: Mapping[str, tuple[Competence, ...]] = MappingProxyType(
    {
        "questions": ("research taste",),
        "evidence": ("statistics", "experimental design"),
        "writing": ("job talk", "paper defence"),
        "experiments": ("experimental design", "research code"),
        "performance": ("theory of a method", "serving and cost"),
        "debugging": ("debugging",),
        "framing": ("ML system design",),
        "shipping": ("ML system design",),
        "data": ("data and features",),
        "serving": ("serving and cost",),
        "evaluation": ("statistics", "coding for ML"),
        "integration": ("ML system design",),
        "reliability": ("backpressure", "debugging"),
        "scheduling": ("backpressure",),
        "collaboration": ("cross-functional work",),
    }
)
"""Which competences a gap in a skill of `careerkb.checklist.skills` points to: ours to judge."""
WAITING = "Practice in the page needs the scripts of this site; the questions are there without."


def bank() -> tuple[str, bytes]:
    """
    Write the question bank as a script.

    Returns:
        Its name, with a hash of what it holds, and its bytes.
    """
    held = {
        "competences": {side: list(names) for side, names in COMPETENCES.items()},
        "skills": {skill: list(names) for skill, names in BY_SKILL.items()},
        "questions": [_asked(one) for one in questions()],
    }
    text = json.dumps(held, ensure_ascii=True, separators=(",", ":"))
    data = f"window.careerkb.practice.bank = {text};\n".encode()
    return f"practice-bank.{hashlib.sha256(data).hexdigest()[:12]}.js", data


def _asked(one: Question) -> dict[str, Any]:
    answers = one.answers
    return {
        "id": one.id, "title": one.title, "track": one.track, "competence": one.competence,
        "level": one.level, "minutes": one.minutes, "question": one.question.strip(),
        "rubric": list(one.rubric), "followUps": list(one.follow_ups),
        "slips": [slip.what for slip in one.slips],
        "answers": [answers.weak, answers.adequate, answers.strong] if answers else [],
    }  # fmt: skip


class PracticeDirective(SphinxDirective):
    """Set up the session, once a page."""

    def run(self) -> list[nodes.Node]:
        """Leave room for the script, and a sentence for readers without it."""
        self.env.note_dependency(__file__)
        name, _ = bank()
        markup = (
            '<section class="ckb-practice" aria-label="A practice session"'
            f' data-bank="{name}"><p>{WAITING}</p></section>'
        )
        return [nodes.raw("", markup, format="html", classes=["practice"])]


class ExercisesDirective(Addressed):
    """Print every exercise: what to write, code to begin with, and what is behind a fold."""

    def run(self) -> list[nodes.Node]:
        """Print them in their order."""
        for file in (files("careerkb.data") / "exercises").iterdir():
            self.env.note_dependency(str(file))
        return [self.section(one) for one in exercises()]

    def section(self, one: Exercise) -> nodes.section:
        """Print one exercise."""
        section = nodes.section("", nodes.title("", one.title), classes=["question"])
        self.address(section, f"exercise-{one.id}")
        section += nodes.paragraph(
            "", f"{one.track}, {one.minutes} minutes", classes=["question-meta"]
        )
        section += [nodes.paragraph("", part) for part in one.statement.strip().split("\n")]
        section += nodes.raw(
            "",
            f'<div class="ckb-exercise" data-name="{one.id}" data-title="{one.title}">'
            f'<pre tabindex="0">{html.escape(one.starter.strip())}</pre></div>',
            format="html",
            classes=["exercises"],
        )
        code = nodes.literal_block(one.solution.strip(), one.solution.strip(), language="python")
        section += Details("", Summary("", "Our solution"), code)
        slip = nodes.paragraph("", f"{one.slip} It fails first in the case “{one.wrong_case}”.")
        wrong = nodes.literal_block(one.wrong.strip(), one.wrong.strip(), language="python")
        section += Details("", Summary("", "A common slip"), slip, wrong)
        return section


def setup(app: Sphinx) -> None:
    """Add the directives, their script to the pages that use it, and the bank to the site."""
    app.add_directive("practice", PracticeDirective)
    app.add_directive("exercises", ExercisesDirective)
    app.connect("html-page-context", _add_assets, priority=501)  # after those of the calculators
    app.connect("build-finished", _write)


def _add_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None or not live(app):
        return
    found = {kind for node in doctree.findall(nodes.raw) for kind in node["classes"]}
    if found & {"practice", "exercises"}:
        app.add_css_file(STYLE)
        app.add_js_file(CHECKS if "exercises" in found else SCRIPT, **script_options(app))


def _write(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html" or not live(app):
        return
    folder = Path(app.outdir) / "_static/live"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("practice-bank.*.js"):
        old.unlink()
    name, data = bank()
    (folder / name).write_bytes(data)
