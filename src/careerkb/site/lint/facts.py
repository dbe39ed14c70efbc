"""What the pages rest on: data files that parse, figures as they were made, cited sources."""

from __future__ import annotations

import datetime
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from careerkb.evidence.data import read_figure, shown
from careerkb.evidence.ledger import read_claims
from careerkb.evidence.sources import read_sources
from careerkb.inputs import Refusals, located
from careerkb.interviews.questions import read_question
from careerkb.site.lint.files import date_faults, read_text
from careerkb.site.lint.page import Fault, Page, inline_parts, line_of

__all__ = [
    "SOURCES",
    "SUMS",
    "Facts",
    "citation_faults",
    "file_faults",
    "newest_date",
    "sum_faults",
    "uncited",
]

DATA = Path("src/careerkb/data")
SOURCES = Path("docs/references.bib")
SUMS = "SHA256SUMS"
DAY = re.compile(r"\b(20\d\d-\d\d-\d\d)\b")
MAKE_AGAIN = "make the figures again with `nox -s figures -- <folder of raw data>`"


class Facts:
    """The names that pages may cite, as far as their files could be read."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.sources: dict[str, int] = {}
        self.claims: set[str] = set()
        self.used: set[str] = set()


def newest_date(root: Path) -> datetime.date:
    """
    Find the newest day that the changelog, the data files and the sources name.

    Args:
        root: the project.

    Returns:
        The day, or one that nothing reaches when they name none.
    """
    found: list[str] = []
    for file in (root / "CHANGELOG.md", root / SOURCES):
        if file.exists():
            lines = file.read_text("utf-8", errors="replace").splitlines()
            found += [
                d for x in lines if "note" not in x and "title" not in x for d in DAY.findall(x)
            ]
    for file in (root / DATA).rglob("*.toml"):
        text = file.read_text("utf-8", errors="replace")
        found += re.findall(r"^reviewed = (20\d\d-\d\d-\d\d)$", text, flags=re.M)
    days = []
    for day in found:
        try:
            days.append(datetime.date.fromisoformat(day))
        except ValueError:
            continue
    return max(days, default=datetime.date(9000, 1, 1))


def file_faults(root: Path, facts: Facts, newest: datetime.date) -> Iterator[tuple[Path, Fault]]:
    """
    Check every data file and the list of sources.

    Args:
        root: the project.
        facts: filled with the keys of sources and the names of claims.
        newest: the newest date of the project's own records.

    Returns:
        A fault with its file for what cannot be read, for dates that cannot be, and for a figure
        that differs from how it was made.
    """
    if (root / SOURCES).exists():
        yield from ((root / SOURCES, fault) for fault in _source_faults(root / SOURCES, facts))
    for file in sorted((root / DATA).rglob("*.toml")):
        text, faults = read_text(file)
        yield from ((file, fault) for fault in faults)
        if text:
            yield from ((file, fault) for fault in _toml_faults(file, text, facts, newest))
    if (root / DATA / "figures").exists():
        yield from sum_faults(root / DATA / "figures")


def _source_faults(file: Path, facts: Facts) -> Iterator[Fault]:
    text, faults = read_text(file)
    yield from faults
    for number, line in enumerate(text.splitlines(), start=1):
        if entry := re.match(r"@\w+\{([^,\s]+),", line):
            facts.sources.setdefault(entry[1], number)
    try:
        read_sources(bibtex=text)
    except ValueError as fault:
        words = str(fault)
        at = re.match(r"line (\d+)(?:: | must)", words)
        key = words.partition(":")[0]
        place = int(at[1]) if at else facts.sources.get(key, 1)
        remedy = "write it like its neighbours: one field a line, its value in braces, then a comma"
        yield Fault(place, words, remedy)


def _toml_faults(file: Path, text: str, facts: Facts, newest: datetime.date) -> Iterator[Fault]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        words = " ".join(str(fault).split())
        at = re.search(r" \(at line (\d+), column \d+\)", words)
        line = int(at[1]) if at else text.count("\n") + 1
        reason = f"no TOML ({words.replace(at[0], '') if at else words})"
        yield Fault(line, reason, "mend the line, or the quotes and brackets above it")
        return
    dates = {
        found[1]: (line_of(text, found[0]), found[2].strip('"'))
        for found in re.finditer(r"^(reviewed|stale_after) = (\S+)$", text, flags=re.M)
    }
    yield from date_faults(dates, newest)
    facts.used |= set(re.findall(r'"([\w-]+)"', text))
    yield from _entry_faults(file, text, document, facts)


def _entry_faults(
    file: Path, text: str, document: Mapping[str, Any], facts: Facts
) -> Iterator[Fault]:
    """Read a file as the package does, and give each of its faults at its line."""
    try:
        if file.parent.name == "figures":
            read_figure(file.stem, document)
        elif file.parent.name == "questions":
            read_question(text=text, name=file.name)
        elif file.stem == "claims":
            facts.claims |= {str(row.get("id")) for row in document.get("claims", [])}
            kinds = dict.fromkeys(facts.sources, "dataset")
            read_claims(text=text, kind_of_source=kinds or None)  # type: ignore[arg-type]
    except Refusals as found:
        lined = all(fault.line for fault in found.faults)
        for fault in found.said if lined else located(text, found.faults):
            yield Fault(fault.line or 1, fault.called(fault.name), "mend this entry")
    except ValueError as refused:
        yield Fault(1, str(refused), "mend this entry")


def sum_faults(folder: Path) -> Iterator[tuple[Path, Fault]]:
    """
    Compare each figure with the checksum that was written when it was made.

    Args:
        folder: the folder of figures.

    Returns:
        A fault for each that was changed, added or taken away by hand.
    """
    sums = folder / SUMS
    made: dict[str, str] = {}
    if sums.exists():
        lines = sums.read_text("utf-8").splitlines()
        made = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {file.name: file for file in sorted(folder.glob("*.toml"))}
    for name, file in there.items():
        digest = hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        if made.get(name) != digest:
            yield file, Fault(1, "a figure that was changed or added by hand", MAKE_AGAIN)
    for name in made.keys() - there.keys():
        yield sums, Fault(1, f"{name} is listed and not there", MAKE_AGAIN)


def citation_faults(page: Page, facts: Facts) -> Iterator[Fault]:
    """
    Find citations, claims and figures of a page that do not exist.

    Args:
        page: the page.
        facts: what there is; the sources that are cited are noted in it.

    Returns:
        A fault for each.
    """
    for part, line in inline_parts(page):
        if part.type != "myst_role":
            continue
        name, content = part.meta["name"], part.content.strip()
        if name.partition(":")[0] == "cite":
            keys = [key.strip() for key in content.split(",")]
            facts.used |= set(keys)
            for key in keys:
                if key not in facts.sources:
                    reason = f"the source {key!r} is not in docs/references.bib"
                    yield Fault(line, reason, _nearest(key, facts.sources, "add it there"))
        elif name == "claim" and content not in facts.claims:
            reason = f"the claim {content!r} is not in the ledger"
            yield Fault(line, reason, _nearest(content, facts.claims, "see data/claims.toml"))
        elif name == "fig":
            yield from _figure_faults(content, line)


def _figure_faults(content: str, line: int) -> Iterator[Fault]:
    places = [place.strip() for place in content.split(":")]
    if len(places) != 3:
        yield Fault(line, f"{{fig}} holds {content!r}", "write figure: row: column")
        return
    try:
        shown(name=places[0], row=places[1], column=places[2])
    except ValueError as fault:
        yield Fault(line, f"{{fig}}`{content}` is no cell", str(fault))


def _nearest(name: str, names: Iterable[str], otherwise: str) -> str:
    """Suggest the name that has most words in common, or say where names stand."""
    words = set(name.split("-"))
    common = {other: len(words & set(other.split("-"))) for other in sorted(names)}
    best = max(common, key=lambda other: common[other], default="")
    if best and common[best] * 2 >= len(words):
        return f"did you mean {best!r}?"
    return otherwise


def uncited(facts: Facts, texts: Mapping[str, str]) -> Iterator[Fault]:
    """
    Find the sources that nothing cites.

    Args:
        facts: the sources, and what is used.
        texts: other text that may name a source, such as modules.

    Returns:
        A fault for each, at its line in the list of sources.
    """
    words = {word for text in texts.values() for word in re.findall(r"[\w-]+", text)}
    for key, line in facts.sources.items():
        if key not in facts.used and key not in words:
            remedy = "cite it where it bears something out, or take it off the list"
            yield Fault(line, f"nothing cites {key}", remedy)
