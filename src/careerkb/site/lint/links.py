"""What pages say of each other: every page is listed, every page and picture named is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from careerkb.site.lint.page import Fault, Page, inline_parts

__all__ = ["label_faults", "link_faults", "listed", "unlisted"]


def _target(page: Page, address: str) -> str:
    """Resolve an address in a page to a name below the folder of pages."""
    start = PurePosixPath("/" if address.startswith("/") else f"/{page.chapter}")
    parts: list[str] = []
    for part in (start / address.lstrip("/")).parts[1:]:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def listed(page: Page) -> Iterator[tuple[str, int]]:
    """Give the pages that the lists of a page (its toctrees) name, each with its line."""
    for token, line in page.blocks:
        if token.type == "colon_fence" and token.info.strip() == "{toctree}":
            for number, entry in enumerate(token.content.splitlines(), start=line + 1):
                if entry.strip() and not re.match(r"\s*:[\w-]+:", entry):
                    named = re.fullmatch(r".*<(.+)>\s*", entry)
                    name = (named[1] if named else entry.strip()).removesuffix(".md")
                    yield _target(page, name) + ".md", number


def link_faults(page: Page, pages: Mapping[str, Page], docs: Path) -> Iterator[Fault]:
    """
    Find links, pictures and list entries of a page that lead nowhere.

    Args:
        page: the page.
        pages: all pages by name.
        docs: the folder of pages.

    Returns:
        A fault for each.
    """
    for name, line in listed(page):
        if name not in pages:
            yield Fault(line, f"the list names {name}, which is no page", "mend or remove the line")
    for part, line in inline_parts(page):
        if part.type not in ("link_open", "image"):
            continue
        address = str(part.attrs.get("href" if part.type == "link_open" else "src", ""))
        path = address.partition("#")[0]
        if not path or re.match(r"[a-z][a-z0-9+.-]*:|//", path, flags=re.I):
            continue
        target = _target(page, path)
        if target not in pages and not (docs / target).is_file():
            what = "link" if part.type == "link_open" else "picture"
            reason = f"the {what} {address!r} leads nowhere"
            yield Fault(line, reason, f"there is no docs/{target}: mend the address")


def unlisted(pages: Mapping[str, Page]) -> Iterator[tuple[str, Fault]]:
    """Find the pages that no list names, so that no reader comes upon them."""
    named = {name for page in pages.values() for name, _ in listed(page)} | {"index.md"}
    for name, page in pages.items():
        if name not in named:
            index = f"{page.chapter}/index.md" if page.chapter else "index.md"
            remedy = f"add {page.stem} to the list {{toctree}} in docs/{index}"
            yield name, Fault(1, "a page that no list names", remedy)


def label_faults(pages: Mapping[str, Page]) -> Iterator[tuple[str, Fault]]:
    """Find the labels that two pages have."""
    seen: dict[str, str] = {}
    for name, page in pages.items():
        for token, line in page.blocks:
            label = token.content
            if token.type == "myst_target" and seen.setdefault(label, name) != name:
                yield (
                    name,
                    Fault(line, f"the label ({label})= stands in {seen[label]} too", "rename one"),
                )
