"""Calculators in pages: `{calculator} careerkb.pay.definitions.offers_answer`.

The answer for the defaults is in the page from the build; the form below it is hidden until the
scripts run, and they are only on pages that have a calculator.
"""

from __future__ import annotations

import html
import json
import sys
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from careerkb.answers.html import answer_html
from careerkb.browser.columns import columns_html
from careerkb.browser.fields import calculator, tree
from careerkb.browser.forms import SUMMARY, form_html
from careerkb.browser.moved import RENAMED, VERSIONS
from careerkb.browser.repeats import folded
from careerkb.site.assets import script_options

__all__ = ["CalculatorDirective", "DeskDirective", "setup"]

SCRIPTS = ("live/python.js", "live/mine.js", "live/calculator.js")
RECORD = "live/record.js"
"""Only on pages that ask for a chance."""
STYLE, DESK_STYLE = "live/calculator.css", "live/desk.css"
CARD_STYLE, CARD_SCRIPT = "live/card.css", "live/card.js"
DESK = "careerkb.decide.desk.desk_answer"
EASIER = {
    "careerkb.decide.criteria.criteria_answer": "worksheet",
    "careerkb.decide.together.together_answer": "worksheet",
    "careerkb.decide.fit.fit_answer": "taps",
}
"""Calculators whose form a script and a style of that name make easier, on their pages alone."""
DESK_SCRIPTS = ("live/python.js", "live/mine.js", "live/desk.js", "live/calculator.js")
WITHOUT_SCRIPTS = (
    "<noscript><p>This is the example; to put in your own numbers, let this site run its scripts."
    "</p></noscript>"
)
WRITERS = (
    "careerkb.browser.columns",
    "careerkb.browser.controls",
    "careerkb.browser.fields",
    "careerkb.browser.forms",
    "careerkb.browser.repeats",
)
"""Modules that decide what a form looks like: pages are written anew when they change."""


class CalculatorDirective(SphinxDirective):
    """
    Call a function of the package with its defaults; draw its answer and the form for it.

    With the option `offers-above` its form leaves out the two offers: an earlier one asks for them.
    With `inputs-first` the form stands before the answer, under the words of the option: for an
    answer that is long.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "offers-above": directives.flag, "short": directives.flag,
        "inputs-first": directives.unchanged_required,
    }  # fmt: skip

    def run(self) -> list[nodes.Node]:
        """Refuse what is no calculator, with file and line."""
        full = self.arguments[0]
        try:
            function = calculator(full)
        except ValueError as refused:
            raise self.error(str(refused)) from None
        for module in (function.__module__, *WRITERS):
            if source := sys.modules[module].__file__:
                self.env.note_dependency(source)
        name = function.__name__.replace("_", "-")
        result = f'<div class="ckb-result">{answer_html(function(), name)}</div>'
        if tree(function).parts:
            result += WITHOUT_SCRIPTS
        if full == DESK:
            return [
                self._desk(
                    full, name, result, columns_html(function, name, "short" in self.options)
                )
            ]
        above = "offers-above" in self.options
        first = self.options.get("inputs-first")
        form = folded(form_html(function, name, above, first or SUMMARY))
        if not tree(function).parts:
            form = ""
        inside = form + result if first else result + form
        markup = (
            f'<section class="ckb-calculator" aria-label="Calculator: {_words(name)}"'
            f' data-function="{full}" data-id="{name}"{_version(full)}>{inside}</section>'
        )
        easier = [EASIER[full]] if full in EASIER else []
        classes = ["calculator", *_chances(form), *easier]
        return [nodes.raw("", markup, format="html", classes=classes)]

    def _desk(self, full: str, name: str, result: str, form: str) -> nodes.Node:
        """Put the letters before the answer; the short form leaves out what can be opened."""
        short = " ckb-short" if "short" in self.options else ""
        markup = (
            f'<section class="ckb-calculator ckb-desk{short}" aria-label="The desk"'
            f' data-function="{full}" data-id="{name}">{form}{result}</section>'
        )
        return nodes.raw(
            "", markup, format="html", classes=["calculator", "desk", *["whole-desk"] * (not short)]
        )


class DeskDirective(CalculatorDirective):
    """Set up the desk; `{desk} short` leaves the sections of its answer to its own page."""

    required_arguments = 0
    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        """Refuse any form but the whole and the short one."""
        if self.arguments not in ([], ["short"]):
            raise self.error(f"desk must be written alone or as 'short', got {self.arguments[0]!r}")
        if self.arguments:
            self.options["short"] = None
        self.arguments = [DESK]
        return super().run()


def _chances(form: str) -> list[str]:
    return ["chances"] if 'probability"' in form else []


def _version(full: str) -> str:
    """Write the version of a form that has one, and what its fields were called before."""
    if full not in VERSIONS:
        return ""
    renamed = html.escape(json.dumps(RENAMED.get(full, {})))
    return f' data-version="{VERSIONS[full]}" data-renamed="{renamed}"'


def _words(name: str) -> str:
    return name.removesuffix("-answer").replace("-", " ")


def setup(app: Sphinx) -> None:
    """Add the directive, and its scripts to the pages that use it when they can run Python."""
    app.add_directive("calculator", CalculatorDirective)
    app.add_directive("desk", DeskDirective)
    app.connect("html-page-context", _add_assets)


def _add_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None or not getattr(app.config, "careerkb_live", ""):
        return
    found = {kind for node in doctree.findall(nodes.raw) for kind in node["classes"]}
    if "calculator" in found:
        whole, easier = "whole-desk" in found, sorted(found & set(EASIER.values()))
        before = [CARD_SCRIPT] * whole + [f"live/{name}.js" for name in easier]
        for style in (STYLE, *[DESK_STYLE] * ("desk" in found), *[CARD_STYLE] * whole):
            app.add_css_file(style)
        for name in easier:
            app.add_css_file(f"live/{name}.css")
        for script in (*before, *(DESK_SCRIPTS if "desk" in found else SCRIPTS)):
            app.add_js_file(script, **script_options(app))
        if "chances" in found:
            app.add_js_file(RECORD, **script_options(app))
