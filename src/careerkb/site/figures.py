"""Figures in pages: {fig}`name: row: column` in a sentence, a table, and a chart of an answer."""

from __future__ import annotations

import importlib
import re
import tomllib
from dataclasses import replace
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from careerkb.evidence.data import figure, figure_table, shown

__all__ = ["AnswerDirective", "FigureRole", "FigureTable", "setup"]


YOURS = (
    '<p class="ckb-yours" hidden data-kept="{kept}">This is the example.'
    ' <a class="reference internal" href="{address}">With your numbers</a>,'
    " which this browser has kept.</p>"
)
"""Shown by `yours.js` where there is something to lead to."""


class FigureRole(SphinxRole):
    """Print one value of a figure: the figure, the row and the column, parted by colons."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Refuse what is not there, with file and line."""
        try:
            name, row, column = (part.strip() for part in self.text.split(":"))
        except ValueError:
            return self._refuse(f"{{fig}} must hold name: row: column, got {self.text!r}")
        try:
            text = shown(name=name, row=row, column=column)
        except ValueError as fault:
            return self._refuse(str(fault))
        title = figure(name=name).title
        return [nodes.inline(self.rawtext, text, classes=["figure-value"], title=title)], []

    def _refuse(self, message: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        error = self.inliner.reporter.error(message, line=self.lineno)
        return [nodes.problematic(self.rawtext, self.rawtext)], [error]


class FigureTable(SphinxDirective):
    """Print a figure as a table with its title, date, counts, note and sources."""

    required_arguments = 1
    option_spec: ClassVar = {"columns": directives.unchanged, "rows": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Write the table as Markdown and parse it where the directive stands."""
        try:
            text = self._markdown()
        except ValueError as fault:
            raise self.error(str(fault)) from None
        return self.parse_text_to_nodes(text)

    def _markdown(self) -> str:
        name = self.arguments[0]
        chosen = {
            key: tuple(part.strip() for part in self.options[key].split(","))
            for key in ("columns", "rows")
            if key in self.options
        }
        made = figure(name=name)
        table = figure_table(name=name, **chosen)
        heads = [c.name + (f" ({c.unit})" if c.unit else "") for c in table.columns]
        rules = ["---" if i < made.keys else "--:" for i in range(len(heads))]
        lines = [f"**{made.title}** {{cite:p}}`{','.join(made.sources)}`", ""]
        lines += [f"| {' | '.join(cells)} |" for cells in (heads, rules)]
        lines += [
            f"| {' | '.join(c.show(x) for c, x in zip(table.columns, row, strict=True))} |"
            for row in table.rows
        ]
        return "\n".join([*lines, "", f"*{made.note} Numbers as of {made.as_of}.*"])


class AnswerDirective(SphinxDirective):
    """
    Call a function of the package and draw its answer.

    The option `case` holds arguments like those of a table of TOML, parted by commas; what it
    leaves out has its default. With `narrow` it has the drawing for phones at every width, as in a
    card; with `short` it has no sections and no files.
    """

    required_arguments = 1
    option_spec: ClassVar = {
        "case": directives.unchanged,
        "narrow": directives.flag,
        "short": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Draw headline, chart and table as HTML."""
        from careerkb.answers.html import answer_html

        place, _, name = self.arguments[0].rpartition(".")
        try:
            function: Any = getattr(importlib.import_module(place), name)
        except (ImportError, AttributeError, ValueError):
            message = f"{self.arguments[0]} must name a function, like careerkb.pay.offers.answer"
            raise self.error(message) from None
        try:
            case = tomllib.loads(f"case = {{{self.options.get('case', '')}}}")["case"]
            answer = function(**case)
        except (tomllib.TOMLDecodeError, TypeError, ValueError) as fault:
            raise self.error(f"case: {fault}") from None
        if "short" in self.options:
            answer = replace(answer, sections=(), files=())
        markup = answer_html(answer, id=name.replace("_", "-"))
        if "narrow" in self.options:
            markup = re.sub(r'<svg class="ckb-wide".*?</svg>', "", markup, flags=re.DOTALL)
            markup = markup.replace("ckb-narrow", "ckb-only")
        return [nodes.raw("", markup + self._yours(), format="html")]

    def _yours(self) -> str:
        """Lead to the calculator of this answer, for readers who have kept numbers of their own."""
        _, chapter, noun, name = ("." + self.arguments[0]).rsplit(".", 3)
        page = f"{chapter}/{noun.replace('_', '-')}"
        source = self.env.doc2path(page)
        if page == self.env.docname or not source.exists():
            return ""
        if f"{{calculator}} {self.arguments[0]}\n" not in source.read_text("utf-8"):
            return ""
        self.env.note_dependency(str(source))
        address = self.env.app.builder.get_relative_uri(self.env.docname, page)
        kept = f"careerkb:calculator:{name.replace('_', '-')}"
        return YOURS.format(kept=kept, address=address)


def setup(app: Sphinx) -> None:
    """Add the role, the directives and the script that shows the way to the reader's numbers."""
    app.add_js_file("yours.js", loading_method="defer")
    app.add_role("fig", FigureRole())
    app.add_directive("figure-table", FigureTable)
    app.add_directive("answer", AnswerDirective)
