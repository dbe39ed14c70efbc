"""The site's own index: every noun with its page, what it computes and the functions that do it."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from careerkb.site.groups import grouped, groups_of

__all__ = ["NounIndex", "index", "nouns_of", "setup"]


def index(docs: Path) -> Iterator[tuple[str, str, ModuleType]]:
    """
    Walk over the nouns.

    Args:
        docs: the folder of the pages.

    Returns:
        Chapter, document name and module of each noun, pages in alphabetical order.
    """
    for page in sorted(docs.glob("*/*.md")):
        chapter = page.parent.name
        for noun in nouns_of(page):
            source = Path(__file__).parent.parent / chapter / f"{noun}.py"
            if page.stem != "index" and source.exists():
                module = importlib.import_module(f"careerkb.{chapter}.{noun}")
                yield chapter, f"{chapter}/{page.stem}", module


def nouns_of(page: Path) -> list[str]:
    """
    Name the nouns of a page: its own, and those that its front matter says it holds `also`.

    Args:
        page: the file.

    Returns:
        Names as modules have them.
    """
    also = re.search(r"^also: (.+)$", page.read_text("utf-8"), flags=re.M)
    return [page.stem.replace("-", "_"), *(also[1].replace(",", " ").split() if also else ())]


def lines(docs: Path) -> Iterator[str]:
    """
    Write the index as Markdown: what each page answers, then, closed, the functions behind it.

    Args:
        docs: the folder of the pages.

    Returns:
        Lines: a heading a chapter and a group, a term and a definition a page; last a folded list
        of the functions that one can import.
    """
    modules: dict[str, list[ModuleType]] = {}
    for _, page, module in index(docs):
        modules.setdefault(page, []).append(module)
    for parent in groups_of("index").get("", ()):
        chapter = parent.partition("/")[0]
        pages = [page for page in modules if page.startswith(f"{chapter}/")]
        if not pages:
            continue
        yield f"## {_title(docs / f'{parent}.md')}\n"
        for label, names in grouped(pages, groups_of(parent)):
            if label:
                yield f"### {label}\n"
            for page in names:
                yield f"[](/{page}.md)\n: {_first_line(modules[page][0])}\n"
    yield "::::{dropdown} For your own programs: the functions of each page\n"
    for page, found in modules.items():
        names = [f"`{name}`" for module in found for name in _functions(module)]
        yield f"[](/{page}.md)\n: {', '.join(names) or 'none'}\n"
    yield "::::"


def _title(page: Path) -> str:
    found = re.search(r"^# (.+)$", page.read_text("utf-8"), flags=re.M)
    return found[1] if found else page.parent.name


def _first_line(module: ModuleType) -> str:
    return (inspect.getdoc(module) or "").partition("\n")[0]


def _functions(module: ModuleType) -> list[str]:
    return [name for name in module.__all__ if inspect.isfunction(getattr(module, name))]


class NounIndex(SphinxDirective):
    """Print the index of all nouns."""

    def run(self) -> list[nodes.Node]:
        """Parse the index where the directive stands."""
        docs = Path(self.env.srcdir)
        for page in docs.glob("*/*.md"):
            self.env.note_dependency(str(page))
        return self.parse_text_to_nodes("\n".join(lines(docs)), allow_section_headings=True)


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("noun-index", NounIndex)
