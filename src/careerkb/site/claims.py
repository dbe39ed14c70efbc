"""The role that puts a claim's verdict into a sentence: {claim}`work-binary-success`."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from careerkb import data

__all__ = ["ClaimRole", "setup"]


class ClaimRole(SphinxRole):
    """Print the verdict on a claim as a link to its place in the ledger."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Refuse an unknown claim with file and line."""
        verdicts = {row["id"]: row["verdict"] for row in data.rows("claims")}
        if self.text not in verdicts:
            message = self.inliner.reporter.error(
                f"no claim {self.text!r}: see src/careerkb/data/claims.toml", line=self.lineno
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        verdict = verdicts[self.text]
        link = addnodes.pending_xref(
            "",
            nodes.inline(self.rawtext, verdict, classes=["verdict", f"verdict-{verdict}"]),
            refdomain="std",
            reftype="ref",
            reftarget=f"claim-{self.text}",
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.docname,
        )
        return [link], []


def setup(app: Sphinx) -> None:
    """Add the role."""
    app.add_role("claim", ClaimRole())
