"""Call every rule on every page, data file and module, and print what they find."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from careerkb.site.gate import findings
from careerkb.site.lint.examples import example_faults
from careerkb.site.lint.facts import (
    SOURCES,
    Facts,
    citation_faults,
    file_faults,
    newest_date,
    uncited,
)
from careerkb.site.lint.files import front_matter, matter_faults, read_text, stray_files
from careerkb.site.lint.links import label_faults, link_faults, unlisted
from careerkb.site.lint.markup import markup_faults
from careerkb.site.lint.modules import (
    circles,
    docstring_faults,
    imports,
    module_faults,
    parse_module,
    source_files,
)
from careerkb.site.lint.nouns import noun_page_faults
from careerkb.site.lint.page import Fault, Page

__all__ = ["faults", "main", "page_faults", "setup"]

Found = Iterator[tuple[Path, Fault]]


def page_faults(page: Page) -> Iterator[Fault]:
    """
    Check what a page shows by itself: its words, its examples and its numbers.

    Args:
        page: the page.

    Returns:
        A fault for each mistake.
    """
    yield from markup_faults(page)
    yield from example_faults(page.text)
    for finding in findings(page.text):
        if not finding.anchored:
            yield Fault(finding.line, *str(finding).split(": ", 1))


def faults(docs: Path) -> Found:
    """
    Check the pages, and the data and modules beside them.

    Args:
        docs: the folder of pages; the project is the folder above.

    Returns:
        Each fault with its file.
    """
    root = docs.parent
    newest = newest_date(root)
    facts = Facts()
    yield from file_faults(root, facts, newest)
    yield from stray_files(docs)
    pages: dict[str, Page] = {}
    for file in sorted(docs.rglob("*.md")):
        if "_build" in file.parts:
            continue
        text, wrong = read_text(file)
        yield from ((file, fault) for fault in wrong)
        if text:
            name = file.relative_to(docs).as_posix()
            page = pages[name] = Page(name, text)
            yield from ((file, fault) for fault in matter_faults(text, newest))
            yield from ((file, fault) for fault in page_faults(page))
            yield from ((file, fault) for fault in citation_faults(page, facts))
            yield from ((file, fault) for fault in _noun_faults(root, page))
    for page in pages.values():
        yield from ((docs / page.name, fault) for fault in link_faults(page, pages, docs))
    yield from ((docs / name, fault) for name, fault in unlisted(pages))
    yield from ((docs / name, fault) for name, fault in label_faults(pages))
    texts: dict[str, str] = {}
    yield from _modules(root, texts)
    if (root / SOURCES).exists():
        yield from ((root / SOURCES, fault) for fault in uncited(facts, texts))


def _noun_faults(root: Path, page: Page) -> Iterator[Fault]:
    chapter = root / "src/careerkb" / page.chapter
    is_noun = page.chapter and page.stem != "index" and (chapter / "__init__.py").exists()
    if is_noun and front_matter(page.text).get("kind") != "guide":
        module = f"careerkb.{page.chapter}.{page.stem.replace('-', '_')}"
        yield from noun_page_faults(page.text, module)


def _modules(root: Path, texts: dict[str, str]) -> Found:
    files = source_files(root)
    trees: dict[str, ast.Module] = {}
    for name, file in files.items():
        text, wrong = read_text(file)
        yield from ((file, fault) for fault in wrong)
        tree = parse_module(text)
        texts[name] = text
        if isinstance(tree, Fault):
            yield file, tree
            continue
        trees[name] = tree
        yield from ((file, fault) for fault in docstring_faults(tree, text.splitlines()))
    graph = {
        name: {n: line for n, line in imports(tree, name).items() if n in files}
        for name, tree in trees.items()
    }
    yield from ((files[name], fault) for name, fault in circles(graph))
    for name, tree in trees.items():
        if _is_noun(root, name):
            others = "\n".join(text for other, text in texts.items() if other != name)
            yield from ((files[name], fault) for fault in module_faults(tree, others))


def _is_noun(root: Path, module: str) -> bool:
    parts = module.split(".")
    return len(parts) == 3 and (root / "docs" / parts[1] / "index.md").exists()


def setup(app: Sphinx) -> None:
    """Refuse HTML and its like in a build too, with file and line."""
    app.connect("source-read", _warn)


def _warn(app: Sphinx, docname: str, source: list[str]) -> None:
    for fault in markup_faults(Page(docname + ".md", source[0])):
        place = (docname, fault.line)
        logging.getLogger(__name__).warning("%s", fault, location=place, type="careerkb")


def main(arguments: Sequence[str]) -> int:
    """Check the folder of pages and what stands beside it; print each fault and the count."""
    found, pages = 0, 0
    for folder in map(Path, arguments or ["docs"]):
        gc.disable()  # trees live to the end: looking for waste takes a quarter of the time
        try:
            every = sorted(set(faults(folder.resolve())))
        finally:
            gc.enable()
        for file, fault in every:
            found += 1
            shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
            print(f"{shown}:{fault.line}: {fault}")
        pages += sum("_build" not in file.parts for file in folder.rglob("*.md"))
    print(f"pages: {pages}; faults: {found}")
    if not pages:
        print("no page was found: give the folder of pages, `python -m careerkb.site docs`")
    return int(found > 0 or pages == 0)
