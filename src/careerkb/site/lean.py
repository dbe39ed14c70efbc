"""Leave out of each page the styles and scripts that nothing on it uses, and comments in styles.

The index of the search is loaded by a script of ours, once there is something to search.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

__all__ = ["USES", "setup", "squeezed", "wanted"]

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


def squeezed(style: str) -> str:
    """
    Write a style sheet without what a browser skips.

    Args:
        style: CSS without strings that hold marks of comments.

    Returns:
        The same rules, without comments and indents.

    Example:
        >>> from careerkb.site.lean import squeezed
        >>> squeezed("/* Wide. */\\na {\\n  color: red;\\n}\\n")
        'a {\\ncolor: red;\\n}\\n'
    """
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).lstrip()


def setup(app: Sphinx) -> None:
    """Look at each page after everything else has been added to it."""
    app.add_css_file("design.css")
    app.connect("config-inited", _add_templates)
    app.connect("html-page-context", _leave_out, priority=900)
    app.connect("build-finished", _squeeze, priority=600)  # when all styles are there


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


def _squeeze(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    for file in Path(app.outdir).glob("_static/**/*.css"):
        file.write_text(squeezed(file.read_text("utf-8")), "utf-8")
