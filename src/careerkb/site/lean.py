"""Leave out of each page the styles and scripts that nothing on it uses, and comments in both.

The index of the search is loaded by a script of ours, once there is something to search.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

__all__ = ["USES", "asked_for", "bare", "purged", "setup", "squeezed", "wanted"]

USES = {
    "static/design.css": ' class="sd-',
    "furo-extensions": ' class="sd-',
    "design-tabs": ' class="sd-tab',
    "claims.js": "data-verdict",
    "claims.css": 'class="verdict',
    "pygments.css": 'class="highlight',
    "fold.js": "<details",
    "stale.js": "data-stale-after",
    "yours.js": "ckb-yours",
}
"""Part of a file's name, and the markup without which a page can do without the file."""
OF_SEARCH = ("doctools.js", "sphinx_highlight.js")
"""What the search page needs; elsewhere they would only mark the words that led there."""
THEMES = ("_static/styles/furo*.css", "_static/pygments.css")
"""Styles of others: half of what a page weighs, with rules for much that no page holds."""
NAMED = re.compile(r"var\((--[\w-]+)")
DECLARED = re.compile(
    r"""(?<=[{;])(--[\w-]+):(?:url\([^)]*\)|\([^)]*\)|"[^"]*"|'[^']*'|[^;{}"'()])*;?"""
)
"""Where a custom property is asked for, and where it gets its value."""
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


def bare(script: str) -> str:
    """
    Write a script without indents and remarks that have lines of their own.

    Args:
        script: JavaScript in which no text runs over several lines.

    Returns:
        The same program.

    Example:
        >>> from careerkb.site.lean import bare
        >>> bare("  // Say it.\\n  say(1); // once\\n")
        'say(1); // once\\n'
    """
    remarks = re.compile(r"^\s*/\*(?:(?!\*/).)*\*/\s*$", re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in remarks.sub("", script).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def purged(style: str, words: Container[str]) -> str:
    """
    Leave out the rules that no element can match.

    Args:
        style: CSS without comments.
        words: every class, id and other word of the pages and scripts.

    Returns:
        The style without rules of which every selector asks for a class or id that is no word of
        them.

    Example:
        >>> from careerkb.site.lean import purged
        >>> purged(".a,.b c{top:0}.b{left:0}@media print{#b{top:1px}}", {"a"})
        '.a,.b c{top:0}@media print{}'
    """

    def kept(rule: re.Match[str]) -> str:
        selectors = re.split(r",(?![^()]*\))", rule[1].rpartition(";")[2])
        asked = (re.findall(r"[.#](-?[A-Za-z_][\w-]*)", re.sub(r":not\([^)]*\)", "", one))
                 for one in selectors)  # fmt: skip
        used = rule[1].lstrip().startswith("@") or any(
            all(name in words for name in names) for names in asked
        )
        return rule[0] if used else ""

    return re.sub(r"([^{}]+)\{[^{}]*\}", kept, style)


def asked_for(style: str, words: Container[str]) -> str:
    """
    Leave out the custom properties whose value nothing asks for.

    Args:
        style: CSS without comments.
        words: names that something beside this style asks for or sets.

    Returns:
        The style without declarations of properties that neither it nor *words* names.

    Example:
        >>> from careerkb.site.lean import asked_for
        >>> asked_for("a{--one:url(x;y);--two:var(--three);--three:0;top:var(--two)}", ())
        'a{--two:var(--three);--three:0;top:var(--two)}'
    """
    while True:
        asked = set(NAMED.findall(style))
        less = DECLARED.sub(
            lambda one: one[0] if one[1] in asked or one[1] in words else "",  # noqa: B023
            style,
        )
        if less == style:
            return style
        style = less


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
        context[kind] = [
            one
            for one in files
            if wanted(str(one.filename), body)
            and (page == "search" or not str(one.filename).endswith(OF_SEARCH))
        ]


def _squeeze(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    folder = Path(app.outdir)
    for file in folder.glob("_static/**/*.css"):
        file.write_text(squeezed(file.read_text("utf-8")), "utf-8")
    for file in folder.glob("_static/*.js"):
        file.write_text(bare(file.read_text("utf-8")), "utf-8")
    words = _words(folder)
    for theme in (file for pattern in THEMES for file in folder.glob(pattern)):
        theme.write_text(purged(theme.read_text("utf-8"), words), "utf-8")
    styles = {file: file.read_text("utf-8") for file in folder.glob("_static/**/*.css")}
    for theme in (file for pattern in THEMES for file in folder.glob(pattern)):
        others = " ".join(text for file, text in styles.items() if file != theme)
        theme.write_text(asked_for(styles[theme], {*words, *NAMED.findall(others)}), "utf-8")


def _words(folder: Path) -> set[str]:
    """Collect what any page or script may call a class, an id or a property."""
    found: set[str] = set()
    scripts = (*folder.glob("_static/*.js"), *folder.glob("_static/scripts/*.js"),
               *folder.glob("_static/live/*.js"))  # fmt: skip
    for file in (*folder.rglob("*.html"), *scripts):
        text = file.read_text("utf-8")
        if file.suffix == ".html":  # what stands in the prose is no name
            text = " ".join(re.findall(r"<style.*?</style>|<[^<>]+>", text, flags=re.DOTALL))
        found.update(re.findall(r"[\w-]+", text))
    return found
