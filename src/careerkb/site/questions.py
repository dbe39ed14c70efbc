"""Questions on the page: `{questions} statistics` prints all of one competence, each at an address.

A question is open; its rubric, examples and answers are closed until the reader opens them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx

from careerkb.interviews.questions import Competence, Question, Slip, questions
from careerkb.site.claim_parts import Details, Summary
from careerkb.site.claims import Addressed

__all__ = ["Questions", "setup"]


class Questions(Addressed):
    """Print the questions of one competence: `{questions} serving and cost`."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Refuse an unknown competence with file and line."""
        folder = files("careerkb.data") / "questions"
        for file in folder.iterdir():
            self.env.note_dependency(str(file))
        name = " ".join(self.arguments[0].split())
        try:
            found = questions(competence=cast(Competence, name))
        except ValueError as refused:
            raise self.error(f"questions: {refused}") from None
        return [self.section(one) for one in found]

    def section(self, one: Question) -> nodes.section:
        """Print one question."""
        section = nodes.section("", nodes.title("", one.title), classes=["question"])
        self.address(section, f"question-{one.id}")
        section += nodes.paragraph(
            "", f"{one.level} level, {one.minutes} minutes. {one.tests}", classes=["question-meta"]
        )
        section += nodes.block_quote("", *_paragraphs(one.question))
        section += self.closed("Rubric, from the lowest level", self.rubric(one))
        if one.answers:
            for name in ("weak", "adequate", "strong"):
                text = getattr(one.answers, name)
                section += self.closed(f"Answer, {name}", _paragraphs(text))
        if one.examples:
            code = nodes.literal_block(one.examples.strip(), one.examples.strip())
            code["language"] = "pycon"
            section += self.closed("The numbers, computed", [code])
        slips = nodes.bullet_list("", *(_point(_slip(slip)) for slip in one.slips))
        section += self.closed("Common slips", [slips])
        follow = nodes.bullet_list("", *map(_point, one.follow_ups))
        section += self.closed("What may be asked next", [follow])
        if one.sources:
            section += nodes.paragraph("", "Sources: ", *self.cited(one))
        return section

    def rubric(self, one: Question) -> list[nodes.Node]:
        """Print the levels as a numbered list."""
        return [nodes.enumerated_list("", *map(_point, one.rubric), enumtype="arabic", suffix=".")]

    def closed(self, title: str, inside: list[nodes.Node]) -> Details:
        """Print a part that the reader opens."""
        return Details("", Summary("", title), *inside)

    def cited(self, one: Question) -> Iterator[nodes.Node]:
        """Print the sources by the role of the bibliography."""
        cite = self.env.get_domain("cite").role("p")
        assert cite is not None
        keys = ",".join(one.sources)
        yield from cite("cite:p", keys, keys, self.lineno, self.state.inliner, {}, ())[0]


def _slip(slip: Slip) -> str:
    """Name what the slip gives as the example prints it."""
    return f"{slip.what} In the numbers: {slip.wrong}." if slip.wrong else slip.what


def _paragraphs(text: str) -> list[nodes.Node]:
    parts = [" ".join(part.split()) for part in text.strip().split("\n") if part.strip()]
    return [nodes.paragraph("", part) for part in parts]


def _point(text: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", text))


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("questions", Questions)
