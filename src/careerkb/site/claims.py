"""Claims on the page: a verdict in a sentence, a table, the list of all, and the ledger.

The role {claim}`work-binary-success` prints a verdict as a link to the ledger. The directive
`{claims} work` lists the claims of one chapter and `{claims-list}` those of all; `{claims-ledger}
work` prints a chapter's claims with their evidence, and gives each the address `claim-<id>`. The
filters need JavaScript and are hidden without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any, cast, get_args

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from careerkb.evidence.claims import CHAPTERS, VERDICTS, claim, claims, primary_fraction
from careerkb.evidence.ledger import Chapter, Claim, Stance
from careerkb.evidence.verdicts import origin
from careerkb.site.claim_parts import HEADINGS, ClaimItem, Details, Filters, Summary
from careerkb.site.claim_parts import setup as add_parts

__all__ = ["ChapterClaims", "ClaimRole", "ClaimsList", "Ledger", "setup"]


def badge(verdict: str, *inside: nodes.Node) -> nodes.inline:
    """Print a verdict as a word with a shape."""
    inside = inside or (nodes.Text(verdict),)
    name = f"verdict-{verdict.replace(' ', '-')}"
    return nodes.inline("", "", *inside, classes=["verdict", name])


def linked(env: BuildEnvironment, one: Claim) -> nodes.inline:
    """Print the verdict on a claim as a link to its place in the ledger."""
    # The reference is resolved to a node of its own, so the classes stand on one around it.
    return badge(one.verdict, pointer(env, f"claim-{one.id}", one.verdict))


def pointer(env: BuildEnvironment, place: str, text: str) -> addnodes.pending_xref:
    """Print a link to an address of the ledger."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype="ref",
        reftarget=place,
        refexplicit=True,
        refwarn=True,
        refdoc=env.docname,
    )


def count(found: Sequence[Claim]) -> str:
    """Count the verdicts of some claims in words."""
    said = Counter(one.verdict for one in found)
    return f"{len(found)} claims: " + ", ".join(f"{said[v]} {v}" for v in VERDICTS if said[v])


def note_ledger(env: BuildEnvironment) -> None:
    """Write the page anew when the ledger changes."""
    env.note_dependency(str(files("careerkb.data") / "claims.toml"))


class ClaimRole(SphinxRole):
    """Print the verdict on a claim as a link to its place in the ledger."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Refuse an unknown claim with file and line."""
        note_ledger(self.env)
        try:
            return [linked(self.env, claim(claim_id=self.text))], []
        except ValueError as refused:
            message = self.inliner.reporter.error(f"claim: {refused}", line=self.lineno)
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]


class ChapterClaims(SphinxDirective):
    """List the claims of one chapter with their verdicts: `{claims} pay`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Refuse an unknown chapter with file and line."""
        note_ledger(self.env)
        try:
            found = claims(chapter=cast(Chapter, self.arguments[0]))
        except ValueError as refused:
            raise self.error(f"claims: {refused}") from None
        head = _row(nodes.Text("Verdict"), nodes.Text("What the article claims"))
        rows = [_row(linked(self.env, one), nodes.Text(one.statement)) for one in found]
        group = nodes.tgroup("", cols=2)
        group += [nodes.colspec(colwidth=width) for width in (1, 5)]
        group += nodes.thead("", head)
        group += nodes.tbody("", *rows)
        return [nodes.table("", group, classes=["claims-table"])]


def _row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


class Addressed(SphinxDirective):
    """What gives its parts permanent addresses."""

    def address(self, node: nodes.Element, name: str) -> None:
        """Give a node a permanent address."""
        node["ids"].append(name)
        node["names"].append(name)
        self.state.document.note_explicit_target(node, node)


class ClaimsList(Addressed):
    """Print verdict and statement of every claim, in a section for each chapter of the article."""

    def run(self) -> list[nodes.Node]:
        """Refuse a source that is not in the list of sources."""
        note_ledger(self.env)
        entries = self.env.get_domain("cite").bibdata.data.entries  # type: ignore[attr-defined]
        kinds = {key: entry.fields.get("keywords", "") for key, entry in entries.items()}
        try:
            share = primary_fraction(kind_of_source=kinds)
        except ValueError as refused:
            raise self.error(f"claims-list: {refused}") from None
        found = claims()
        primary = nodes.paragraph()
        primary += nodes.Text(
            f"{round(share * len(found))} of the {len(found)} claims rest on at least one primary"
            " source: official statistics, a reviewed study, a data set or a company’s own page."
        )
        controls = Filters(choices=("chapter", "verdict", "kind"), evidence=False)
        return [controls, primary, *map(self.section, CHAPTERS)]

    def section(self, chapter: Chapter) -> nodes.section:
        """Print the claims of one chapter under a heading."""
        found = claims(chapter=chapter)
        section = nodes.section("", nodes.title("", HEADINGS[chapter]))
        self.address(section, f"claims-{chapter}")
        total = nodes.paragraph("", f"{count(found)}. ", classes=["claims-count"])
        total += pointer(self.env, f"ledger-{chapter}", "All of them with their evidence")
        items = (
            open_item(one, nodes.paragraph("", "", linked(self.env, one), said(one)))
            for one in found
        )
        section += [total, nodes.bullet_list("", *items, classes=["claims", "claims-list"])]
        return section


def said(one: Claim) -> nodes.Text:
    """Print the statement after the verdict."""
    return nodes.Text(f" {one.statement}")


def basis(one: Claim) -> str:
    """Say in words how many sources decide, and about whom."""
    independent = len({origin(source=key) for key in one.basis})
    return f"{independent} independent sources about {one.population}"


def open_item(one: Claim, *inside: nodes.Node) -> ClaimItem:
    """Begin a claim."""
    facts = {"chapter": one.chapter, "verdict": one.verdict, "kind": one.kind}
    return ClaimItem("", *inside, classes=["claim"], **facts)


class Ledger(Addressed):
    """Print the claims of one chapter with their evidence: `{claims-ledger} pay`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Refuse an unknown chapter with file and line."""
        note_ledger(self.env)
        try:
            found = claims(chapter=cast(Chapter, self.arguments[0]))
        except ValueError as refused:
            raise self.error(f"claims-ledger: {refused}") from None
        total = nodes.paragraph("", f"{count(found)}.", classes=["claims-count"])
        self.address(total, f"ledger-{self.arguments[0]}")
        controls = Filters(choices=("verdict", "kind"), evidence=True)
        return [total, controls, nodes.bullet_list("", *map(self.item, found), classes=["claims"])]

    def item(self, one: Claim) -> ClaimItem:
        """Print one claim: verdict, statement, reasoning, our figure, what decides, evidence."""
        statement = nodes.strong("", one.statement)
        item = open_item(
            one, nodes.paragraph("", "", badge(one.verdict), nodes.Text(" "), statement)
        )
        self.address(item, f"claim-{one.id}")
        item += nodes.paragraph("", one.reasoning)
        if one.figure:
            label = nodes.emphasis("", "Our figure:")
            item += nodes.paragraph("", "", label, *self.cited(one.figure.text, one.figure.source))
        if one.basis:
            label = nodes.emphasis("", "Decided by:")
            item += nodes.paragraph("", "", label, *self.cited(basis(one), ",".join(one.basis)))
        if one.evidence:
            item += self.evidence(one)
        meta = nodes.paragraph("", classes=["claim-meta"])
        meta += nodes.Text(f"{one.kind}; confidence in the verdict: {one.confidence}; address ")
        meta += nodes.reference("", f"claim-{one.id}", internal=True, refid=f"claim-{one.id}")
        item += meta
        return item

    def evidence(self, one: Claim) -> Details:
        """Print the evidence on one claim, closed at first."""
        stances = Counter(each.stance for each in one.evidence)
        total = ", ".join(f"{stances[s]} {s}" for s in get_args(Stance) if stances[s])
        entries = nodes.bullet_list("")
        for each in one.evidence:
            stance = nodes.inline("", each.stance, classes=["stance", f"stance-{each.stance}"])
            line = nodes.paragraph("", "", stance, *self.cited(each.text, each.source))
            entries += nodes.list_item("", line)
        return Details("", Summary("", f"Evidence: {total}"), entries)

    def cited(self, text: str, key: str) -> Iterator[nodes.Node]:
        """Print a text and its source, by the role of the bibliography."""
        cite = self.env.get_domain("cite").role("p")
        assert cite is not None
        yield nodes.Text(f" {text} ")
        yield from cite("cite:p", key, key, self.lineno, self.state.inliner, {}, ())[0]


def _add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    if doctree is not None and next(iter(doctree.findall(Filters)), None) is not None:
        app.add_js_file("claims.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Add the role, the directives, their style and, on pages with filters, their script."""
    app.add_role("claim", ClaimRole())
    app.add_directive("claims", ChapterClaims)
    app.add_directive("claims-list", ClaimsList)
    app.add_directive("claims-ledger", Ledger)
    add_parts(app)
    app.add_css_file("claims.css")
    app.connect("html-page-context", _add_script)
