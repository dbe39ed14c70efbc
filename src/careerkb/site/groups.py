"""The order of the pages below each chapter, and their groups, as `groups.toml` has them.

The sidebar, the links to the next and the previous page, and the list of everything follow it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

__all__ = ["grouped", "groups_of", "setup"]

FILE = Path(__file__).with_name("groups.toml")


def setup(app: Sphinx) -> None:
    """Put the pages in order once all are read."""
    app.connect("env-updated", _sort)


@cache
def groups_of(parent: str) -> Mapping[str, Sequence[str]]:
    """
    Read the groups below a page.

    Args:
        parent: the document that lists the pages, such as ``pay/index``.

    Returns:
        Document names by the heading of their group; empty for a page without groups.
    """
    folder, slash, _ = parent.rpartition("/")
    found = tomllib.loads(FILE.read_text("utf-8")).get(parent, {})
    return {label: [f"{folder}{slash}{name}" for name in names] for label, names in found.items()}


def grouped(
    pages: Sequence[str], groups: Mapping[str, Sequence[str]]
) -> list[tuple[str, list[str]]]:
    """
    Put pages in their groups.

    Args:
        pages: siblings, in the order of their toctree.
        groups: their names by the heading of a group; those that are not there are passed over.

    Returns:
        Heading and pages of each group that has some; a page in no group follows its neighbour.

    Example:
        >>> from careerkb.site.groups import grouped
        >>> grouped(["tax", "states", "new", "risk"], {"Odds": ["risk"], "Tax": ["tax", "states"]})
        [('Odds', ['risk']), ('Tax', ['tax', 'states', 'new'])]
    """
    made = {label: [one for one in names if one in pages] for label, names in groups.items()}
    listed = {one for names in groups.values() for one in names}
    label, before = next(iter(made), ""), ""
    for page in pages:
        if page in listed:
            label = next(heading for heading, names in made.items() if page in names)
        else:
            names = made.setdefault(label, [])
            names.insert(names.index(before) + 1 if before in names else 0, page)
        before = page
    return [(heading, names) for heading, names in made.items() if names]


def _sort(app: Sphinx, env: BuildEnvironment) -> list[str]:
    for parent, pages in env.toctree_includes.items():
        if groups := groups_of(parent):
            env.toctree_includes[parent] = [
                page for _, names in grouped(pages, groups) for page in names
            ]
    return []
