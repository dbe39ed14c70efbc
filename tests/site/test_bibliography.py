"""Every source says who, what, where, when it was read, its kind and its limits."""

import re

import pytest
from pybtex.database import Entry, Person, parse_file
from test_house import ROOT

from careerkb import data
from careerkb.site.bibliography import Style

KINDS = {
    "article", "company", "dataset", "guide", "official", "peer-reviewed", "preprint", "press",
    "self-reported",
}  # fmt: skip
DENIED = {"fate-oracle.com"}
"""Hosts known to serve scrambled copies of research pages."""

SOURCES = dict(parse_file(str(ROOT / "docs/references.bib")).entries)


def faults(entry: Entry) -> list[str]:
    """Say what an entry lacks."""
    fields = entry.fields
    found = [
        f"no {name}" for name in ("title", "year", "publisher", "urldate") if name not in fields
    ]
    if fields.get("keywords") not in KINDS:
        found.append(f"kind {fields.get('keywords')!r} must be one of {', '.join(sorted(KINDS))}")
    if not entry.persons.get("author"):
        found.append("no author")
    if not re.fullmatch(r"\d{4}", fields.get("year", "")):
        found.append("year must be YYYY")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date := fields.get("urldate", "")):
        found.append("urldate must be YYYY-MM-DD")
    elif fields.get("year", "") > date[:4]:
        found.append("published after it was read")
    if "url" in fields:
        match = re.fullmatch(r"https?://([\w.-]+)(/[^\s{}\\]*)?", fields["url"])
        if not match or "." not in match[1]:
            found.append(f"malformed address {fields['url']!r}")
        elif any(match[1] == host or match[1].endswith("." + host) for host in DENIED):
            found.append(f"{match[1]} serves scrambled copies; cite the primary source")
    return found


@pytest.mark.parametrize("key", SOURCES)
def test_a_source_is_complete(key: str) -> None:
    """Kind, year, day read, and an address that can be followed."""
    assert faults(SOURCES[key]) == []


def test_there_are_sources() -> None:
    """The list is not empty, so the checks above checked something."""
    assert len(SOURCES) >= 100


@pytest.mark.parametrize("name", data.names())
def test_every_row_of_the_data_names_a_source(name: str) -> None:
    """Each key stands in the list of sources."""
    keys = {
        key
        for row in data.rows(name)
        for holder in (row, *row.get("evidence", []))
        for key in _keys(holder.get("source", []))
    }
    assert keys <= SOURCES.keys()


def _keys(source: object) -> list[str]:
    return [source] if isinstance(source, str) else list(source)


GOOD = {
    "title": "T", "year": "2025", "publisher": "P", "urldate": "2026-11-23",
    "keywords": "guide", "url": "https://example.org/a?b=c",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"keywords": "blog"}, "kind 'blog' must be one of"),
        ({"year": "soon"}, "year must be"),
        ({"urldate": "today"}, "urldate must be"),
        ({"year": "2027"}, "published after it was read"),
        ({"url": "example"}, "malformed address"),
        ({"url": "https://fate-oracle.com/trap/1"}, "scrambled"),
        ({"url": "https://www.fate-oracle.com/trap/1"}, "scrambled"),
    ],
)
def test_an_incomplete_source_is_seen(change: dict[str, str], fault: str) -> None:
    """Each fault is named."""

    def entry(fields: dict[str, str]) -> Entry:
        return Entry("misc", fields=fields, persons={"author": [Person("A")]})

    assert faults(entry(GOOD)) == []
    assert any(fault in found for found in faults(entry(GOOD | change)))


def test_the_style_prints_every_field() -> None:
    """Author, title with its address, publisher, year, kind, day read and limits."""
    (entry,) = Style().format_entries([SOURCES["own-count"]])
    text = entry.text.render_as("text")
    for part in ("careerkb", "Kind: dataset", "read 2026-11-23", "2026", "mentions, not duties"):
        assert part in text
