"""Calculators in pages: `{calculator} careerkb.pay.definitions.offers_answer`.

The answer for the defaults is in the page from the build; the form below it is hidden until the
scripts run, and they are only on pages that have a calculator.
"""

from __future__ import annotations

import sys
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from careerkb.answers.html import answer_html
from careerkb.browser.fields import calculator, tree
from careerkb.browser.forms import form_html
from careerkb.site.assets import script_options

__all__ = ["CalculatorDirective", "setup"]

SCRIPTS = ("live/python.js", "live/calculator.js")
STYLE = "live/calculator.css"
WRITERS = ("careerkb.browser.controls", "careerkb.browser.fields", "careerkb.browser.forms")
"""Modules that decide what a form looks like: pages are written anew when they change."""


class CalculatorDirective(SphinxDirective):
    """
    Call a function of the package with its defaults; draw its answer and the form for it.

    With the option `offers-above` its form leaves out the two offers: an earlier one asks for them.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"offers-above": directives.flag}

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
        above = "offers-above" in self.options
        form = form_html(function, name, above) if tree(function).parts else ""
        markup = (
            f'<section class="ckb-calculator" aria-label="Calculator: {_words(name)}"'
            f' data-function="{full}" data-id="{name}">{result}{form}</section>'
        )
        return [nodes.raw("", markup, format="html", classes=["calculator"])]


def _words(name: str) -> str:
    return name.removesuffix("-answer").replace("-", " ")


def setup(app: Sphinx) -> None:
    """Add the directive, and its scripts to the pages that use it when they can run Python."""
    app.add_directive("calculator", CalculatorDirective)
    app.connect("html-page-context", _add_assets)


def _add_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None or not getattr(app.config, "careerkb_live", ""):
        return
    if any("calculator" in node["classes"] for node in doctree.findall(nodes.raw)):
        app.add_css_file(STYLE)
        for script in SCRIPTS:
            app.add_js_file(script, **script_options(app))
