"""The sidebar: the chapters, the pages of the current chapter, and no more than a screen of each.

The theme asks Sphinx for the whole tree on every page: a site of n pages renders n² entries.
This part hands it the same markup for the current branch only. Every list is cut to a window around
the current page, so that a page costs the same in a site of ten pages and of ten thousand.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from careerkb.site.groups import grouped, groups_of

__all__ = ["WINDOW", "branch", "setup", "window"]

WINDOW = 30
"""The most entries that one list of the sidebar shows."""


def setup(app: Sphinx) -> None:
    """Replace the tree before the theme, which listens at the default priority, reads it."""
    app.connect("html-page-context", _replace_tree, priority=400)


def _replace_tree(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    if "toctree" in context:
        context["toctree"] = lambda **_options: "".join(_list(app, pagename))
    if "body" in context:
        context["body"] = _way_up(app, pagename) + context["body"]


def branch(env: BuildEnvironment, page: str) -> tuple[str, ...]:
    """
    Find the way from the home page down to a page.

    Args:
        env: the build environment after all pages were read.
        page: a document name; it need not exist (search and index pages do not).

    Returns:
        Document names from the home page to *page*, or only the home page.
    """
    root = env.config.root_doc
    parents: dict[str, str] | None = getattr(env, "careerkb_parents", None)
    if parents is None:
        parents = {}
        for parent, children in env.toctree_includes.items():
            for child in children:
                parents.setdefault(child, parent)
        env.careerkb_parents = parents  # type: ignore[attr-defined]
    way = [page]
    while way[-1] in parents and parents[way[-1]] not in way:
        way.append(parents[way[-1]])
    return tuple(reversed(way)) if way[-1] == root else (root,)


def window(pages: Sequence[str], current: str | None) -> Sequence[str]:
    """
    Cut a list of siblings to at most `WINDOW` around the current one.

    Args:
        pages: siblings in their order.
        current: the one to keep in the middle, or none to keep the first ones.

    Returns:
        A slice of *pages*.
    """
    middle = pages.index(current) if current in pages else 0
    start = min(max(0, middle - WINDOW // 2), max(0, len(pages) - WINDOW))
    return pages[start : start + WINDOW]


def _way_up(app: Sphinx, pagename: str) -> str:
    """Write the way from the home page to this one."""
    *above, here = branch(app.env, pagename)
    if here != pagename or not above:
        return ""
    names = [app.config.project, *(app.env.titles[page].astext() for page in above[1:])]
    links = "".join(
        f"<li>{_link(app, pagename, page, html.escape(name))}</li>"
        for page, name in zip(above, names, strict=True)
    )
    return f'<nav class="way-up" aria-label="Breadcrumb"><ol>{links}</ol></nav>\n'


def _list(app: Sphinx, pagename: str, depth: int = 0) -> Iterator[str]:
    env = app.env
    way = branch(env, pagename)
    siblings = [p for p in env.toctree_includes.get(way[depth], []) if p in env.titles]
    on_way = way[depth + 1] if depth + 1 < len(way) else None
    if not siblings:
        return
    first = {names[0]: label for label, names in grouped(siblings, groups_of(way[depth])) if label}
    yield "<ul>"
    for page in window(siblings, on_way):
        if page in first:
            yield f'<li class="nav-group">{html.escape(first[page])}</li>'
        current = page == on_way
        yield f'<li class="toctree-l{depth + 1}{" current" if current else ""}">'
        yield _link(app, pagename, page, html.escape(env.titles[page].astext()))
        if current:
            yield from _list(app, pagename, depth + 1)
        yield "</li>"
    if len(siblings) > WINDOW:
        yield f'<li class="toctree-l{depth + 1}">'
        yield _link(app, pagename, way[depth], f"All {len(siblings)} pages")
        yield "</li>"
    yield "</ul>"


def _link(app: Sphinx, pagename: str, target: str, text: str) -> str:
    current = " current" if target == pagename else ""
    address = html.escape(app.builder.get_relative_uri(pagename, target) or "#")
    return f'<a class="reference internal{current}" href="{address}">{text}</a>'
