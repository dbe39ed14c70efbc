"""What is checked of any text file before all else: its bytes, line ends and front matter."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from careerkb.site.lint.page import Fault

__all__ = [
    "date_faults",
    "front_matter",
    "matter_faults",
    "read_text",
    "stray_files",
    "text_faults",
]

KEYS = ("reviewed", "stale_after", "kind", "also")
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
BESIDES = {"conf.py", "references.bib", "scorer.js", "favicon.svg"}
"""What may lie beside the pages in the folder of pages."""
LARGEST_PICTURE_KB = 100


def read_text(file: Path) -> tuple[str, list[Fault]]:
    """
    Read a file as UTF-8.

    Args:
        file: any text file.

    Returns:
        Its text with plain line ends, and what is wrong with its bytes.
    """
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        reason = f"byte 0x{raw[fault.start]:02x} is not UTF-8"
        return "", [Fault(line, reason, "save the file in UTF-8, without a byte-order mark")]
    return text.replace("\r\n", "\n"), list(text_faults(text))


def text_faults(text: str) -> Iterator[Fault]:
    """Find what no editor shows: line ends of Windows, a byte-order mark, tabs."""
    if text.startswith("\ufeff"):
        yield Fault(1, "a byte-order mark", "save the file in UTF-8 without it")
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        yield Fault(line, "a line that ends as on Windows (CRLF)", "save it with LF line ends")
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t")) + 1
        yield Fault(line, "a tab", "write spaces")


def front_matter(text: str) -> dict[str, str]:
    """Read the simple `key: value` lines between the opening rules."""
    match = re.match(r"---\n(.*?)\n---\n", text, flags=re.DOTALL)
    return dict(re.findall(r"^(\w+): (.+)$", match[1], flags=re.M)) if match else {}


def matter_faults(text: str, newest: datetime.date) -> Iterator[Fault]:
    """
    Check the front matter of a page.

    Args:
        text: the page.
        newest: the newest date that the project's own records hold; nothing asks the clock.

    Returns:
        A fault for each line that is no known key, and for dates that cannot be.
    """
    match = re.match(r"---\n(.*?)\n---\n", text, flags=re.DOTALL)
    if not match:
        remedy = "begin with the lines ---, reviewed: YYYY-MM-DD and ---"
        yield Fault(1, "no front matter", remedy)
        return
    seen: dict[str, tuple[int, str]] = {}
    for line, content in enumerate(match[1].splitlines(), start=2):
        found = re.fullmatch(r"(\w+): (\S.*)", content)
        if not found or found[1] not in KEYS:
            reason = f"front matter {content!r}"
            yield Fault(line, reason, "write `key: value` with a key of " + ", ".join(KEYS))
        elif found[1] in seen:
            yield Fault(line, f"a second {found[1]}", "keep one of them")
        elif found[1] == "kind" and found[2] != "guide":
            yield Fault(line, f"kind {found[2]!r}", "write guide, or leave the line out")
        else:
            seen[found[1]] = line, found[2]
    if "reviewed" not in seen:
        yield Fault(1, "no `reviewed`", "add reviewed: YYYY-MM-DD, the day every sentence was read")
    dates = {key: value for key, value in seen.items() if key not in ("kind", "also")}
    yield from date_faults(dates, newest)


def date_faults(dates: Mapping[str, tuple[int, str]], newest: datetime.date) -> Iterator[Fault]:
    """
    Check the days on which a file was reviewed and goes stale.

    Args:
        dates: `reviewed` and `stale_after`, each with its line and its text.
        newest: the newest date of the project's own records.

    Returns:
        A fault for what is no day, for a review in the far future, for stale before reviewed.
    """
    days: dict[str, datetime.date] = {}
    for key, (line, value) in dates.items():
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                raise ValueError("another form")
            days[key] = datetime.date.fromisoformat(value)
        except ValueError:
            yield Fault(line, f"{key} {value!r} is no day", "write it as YYYY-MM-DD")
    if "reviewed" in days:
        line = dates["reviewed"][0]
        if days["reviewed"] > newest + datetime.timedelta(days=366):
            reason = f"reviewed {days['reviewed']}, over a year after all else here ({newest})"
            yield Fault(line, reason, "write the day on which you read it")
        if days.get("stale_after", datetime.date.max) <= days["reviewed"]:
            reason = f"stale after {days['stale_after']}, which is not after the review"
            yield Fault(dates["stale_after"][0], reason, "write a later day, or review it again")


def stray_files(docs: Path) -> Iterator[tuple[Path, Fault]]:
    """Find what lies among the pages and is neither a page nor a small picture."""
    for file in sorted(docs.rglob("*")):
        if not file.is_file() or "_build" in file.parts or file.suffix in (".md", ".pyc"):
            continue
        if file.suffix in PICTURES:
            yield from ((file, fault) for fault in _picture_faults(file))
        elif file.relative_to(docs).as_posix() not in BESIDES:
            reason = f"{file.name} among the pages"
            yield file, Fault(1, reason, "pages end in .md, pictures in " + ", ".join(PICTURES))


def _picture_faults(file: Path) -> Iterator[Fault]:
    if (size := file.stat().st_size) > LARGEST_PICTURE_KB * 1000:
        reason = f"a picture of {size // 1000} kB"
        yield Fault(1, reason, f"make it at most {LARGEST_PICTURE_KB} kB, or draw it as a chart")
    if file.suffix == ".svg":
        text = file.read_text("utf-8", errors="replace")
        if re.search(r"<script|<foreignObject|\son\w+\s*=|(href|src)\s*=\s*.?https?:", text, re.I):
            yield Fault(
                1, "an SVG with a script or a foreign address", "save it as a plain drawing"
            )
