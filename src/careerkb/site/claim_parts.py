"""Parts of the pages on claims: items, closed parts and the form of filters, as HTML."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from docutils import nodes
from sphinx.application import Sphinx

from careerkb.evidence.claims import VERDICTS
from careerkb.evidence.ledger import Kind

__all__ = ["HEADINGS", "ClaimItem", "Details", "Filters", "Summary", "setup"]

HEADINGS = {
    "summary": "The summary of the article",
    "work": "The work",
    "pay": "Pay",
    "interviews": "Interviews",
    "exits": "Exits and demand",
    "checklist": "Preparation checklist",
    "mistakes": "Mistakes",
    "faq": "Frequent questions",
}
"""The heading of each chapter of the article."""


class ClaimItem(nodes.list_item):
    """One claim; in HTML its chapter, verdict and kind are attributes that the filters read."""


class Details(nodes.container):
    """A part that the reader opens; other builders print it as it is."""


class Summary(nodes.paragraph):
    """What is shown of a closed part."""


class Filters(nodes.comment):
    """The controls of a list of claims; outside HTML nothing, like the comment that it is there."""


def visit_item(self: Any, node: ClaimItem) -> None:
    """Open a claim."""
    facts = {f"data-{name}": node[name] for name in ("chapter", "verdict", "kind")}
    self.body.append(self.starttag(node, "li", "", **facts))


def visit_details(self: Any, node: Details) -> None:
    """Open a closed part."""
    self.body.append(self.starttag(node, "details", "", CLASS="claim-evidence"))


def visit_summary(self: Any, node: Summary) -> None:
    """Open what is shown of it."""
    self.body.append(self.starttag(node, "summary", ""))


def visit_filters(self: Any, node: Filters) -> None:
    """Write the form; the script shows it."""
    self.body.append("".join(_form(node["choices"], evidence=node["evidence"])))
    raise nodes.SkipNode


def _form(choices: Sequence[str], *, evidence: bool) -> Iterator[str]:
    every: dict[str, dict[str, str]] = {
        "chapter": HEADINGS,
        "verdict": {name: name for name in VERDICTS},
        "kind": {name: name for name in get_args(Kind)},
    }
    yield '<form class="claims-filter" hidden aria-label="Filter the claims">'
    for name in choices:
        yield f'<label>{name.capitalize()} <select name="{name}"><option value="">all</option>'
        for value, text in every[name].items():
            yield f'<option value="{value}">{html.escape(text)}</option>'
        yield "</select></label>"
    if evidence:
        yield '<button type="button" name="open">Open all evidence</button>'
    yield '<button type="button" name="clear">Clear filters</button>'
    yield '<output name="count" aria-live="polite"></output></form>\n'


def _close(tag: str) -> Any:
    def depart(self: Any, node: nodes.Element) -> None:
        self.body.append(f"</{tag}>\n")

    return depart


def setup(app: Sphinx) -> None:
    """Tell the builder how the parts are written."""
    app.add_node(ClaimItem, html=(visit_item, _close("li")))
    app.add_node(Details, html=(visit_details, _close("details")))
    app.add_node(Summary, html=(visit_summary, _close("summary")))
    app.add_node(Filters, html=(visit_filters, None))
