"""Leave out of each page the styles and scripts that nothing on it uses.

The index of the search is loaded by a script of ours, once there is something to search.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

__all__ = ["USES", "setup", "wanted"]

USES = {
    "static/design.css": ' class="sd-',
    "furo-extensions": ' class="sd-',
    "design-tabs": ' class="sd-tab',
    "claims.js": "data-verdict",
    "fold.js": "<details",
    "stale.js": "data-stale-after",
}
"""Part of a file's name, and the markup without which a page can do without the file."""
REPLACED = "sphinx-design"
"""The extension's own style sheet weighs as much as a page; `design.css` has what we use of it."""


def wanted(name: str, body: str) -> bool:
    """
    Say whether a page needs a file.

    Args:
        name: the address of a style or script.
        body: HTML of the page.

    Returns:
        True, unless the file is for markup that is not there.
    """
    return REPLACED not in name and all(
        markup in body for part, markup in USES.items() if part in name
    )


def setup(app: Sphinx) -> None:
    """Look at each page after everything else has been added to it."""
    app.add_css_file("design.css")
    app.connect("config-inited", _add_templates)
    app.connect("html-page-context", _leave_out, priority=900)


def _add_templates(app: Sphinx, config: Config) -> None:
    # Relative, so that the site is the same from every folder: Sphinx writes a hash of this list.
    config.templates_path.append(os.path.relpath(Path(__file__).parent / "templates", app.confdir))


def _leave_out(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    for kind in ("css_files", "script_files"):
        files = context.get(kind, [])
        context[kind] = [one for one in files if wanted(str(one.filename), body)]
