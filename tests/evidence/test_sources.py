"""The list of sources: read strictly, the same as a BibTeX library reads it, every fault named."""

import pytest
from pybtex.database import parse_string
from test_house import ROOT

from careerkb import data
from careerkb.evidence.sources import (
    DENIED,
    KINDS,
    claims_by_kind,
    denied_hosts,
    read_sources,
    sources_answer,
)

TEXT = (ROOT / "docs/references.bib").read_text("utf-8")
SOURCES = {source.key: source for source in read_sources(bibtex=TEXT)}

ONE = """\
% a comment
@misc{someone-2025,
  author = {{Someone}},
  title = {{Counts \\& rates}},
  year = {2025},
  publisher = {Somebody},
  url = {https://example.org/a?b=c},
  urldate = {2026-11-23},
  keywords = {guide},
  note = {Small.},
}
"""


def test_the_list_reads_as_a_library_reads_it() -> None:
    """Keys, years, addresses and kinds agree with pybtex, entry by entry."""
    entries = parse_string(TEXT, "bibtex").entries
    assert list(SOURCES) == list(entries)
    for key, entry in entries.items():
        source = SOURCES[key]
        assert (source.year, source.url, source.kind, source.read) == (
            entry.fields["year"],
            entry.fields.get("url", ""),
            entry.fields["keywords"],
            entry.fields["urldate"],
        )


def test_there_are_sources_of_every_kind() -> None:
    """More than a hundred, and no kind that nothing uses."""
    assert len(SOURCES) > 100
    assert {source.kind for source in SOURCES.values()} == set(KINDS)


def test_every_source_says_its_limits() -> None:
    """A note of at least a few words."""
    assert [s.key for s in SOURCES.values() if len(s.note.split()) < 2] == []


@pytest.mark.parametrize("name", data.names())
def test_every_row_of_the_data_names_a_source(name: str) -> None:
    """Each key of a data file stands in the list."""
    keys = set()
    for row in data.rows(name):
        for holder in (row, *row.get("evidence", []), *row.get("facts", [])):
            source = holder.get("source", [])
            keys |= {source} if isinstance(source, str) else set(source)
    assert keys <= SOURCES.keys()


@pytest.mark.parametrize("name", data.figure_names())
def test_every_figure_names_a_source(name: str) -> None:
    """Each key of a figure stands in the list."""
    assert set(data.figure_document(name)["sources"]) <= SOURCES.keys()


def test_one_entry_is_read_plainly() -> None:
    """Braces and escapes are gone."""
    (source,) = read_sources(bibtex=ONE)
    assert (source.title, source.kind, source.note) == ("Counts & rates", "guide", "Small.")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{guide}", "{blog}", "someone-2025: keywords must be one of official"),
        ("  note = {Small.},\n", "", "line 2: someone-2025 must be complete, got 'note'"),
        ("{2025}", "{soon}", "someone-2025: year must be YYYY"),
        ("{2025}", "{2027}", "someone-2025: year must be at most 2026, when read"),
        ("{2026-11-23}", "{today}", "someone-2025: urldate must be YYYY-MM-DD"),
        ("https://example.org/a?b=c", "example", "someone-2025: url must be an address"),
        ("https://example.org", "https://example.org /x", "url must be an address"),
        ("example.org", "fate-oracle.com", "serves scrambled copies"),
        ("example.org", "www.Fate-Oracle.com", "serves scrambled copies"),
        ("https://example.org", "http://brick-house.org", "someone-2025: url must be a page that"),
        ("{Somebody}", "{Somebody, via a.brick-house.org}", "someone-2025: publisher must be"),
        ("{Small.}", "{Seen at brick-house.org/d9fa?page=5.}", "someone-2025: note must be a page"),
        ("  year = {2025},", "  year = 2025,", "line 5 must be an entry, a field or a comment"),
        (ONE, ONE + ONE, "line 13 must be a key that is not taken, got 'someone-2025'"),
    ],
)  # fmt: skip
def test_a_fault_is_named(old: str, new: str, message: str) -> None:
    """Key or line, what was given and what is allowed."""
    assert old in ONE
    with pytest.raises(ValueError, match=message):
        read_sources(bibtex=ONE.replace(old, new))


def test_a_host_is_denied_and_not_a_word() -> None:
    """Subdomains and capitals count; a longer name that only ends alike does not."""
    assert denied_hosts(text="https://x.BRICK-house.org/a and fate-oracle.com.") == {
        "x.brick-house.org",
        "fate-oracle.com",
    }
    assert denied_hosts(text="https://mybrick-house.org, brick-house.organic.com, a house") == set()


def test_no_page_leads_to_a_denied_host() -> None:
    """Among all pages, only the one on sources names such a host, to show the refusal."""
    pages = [p for p in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in p.parts]
    named = {page.stem for page in pages if denied_hosts(text=page.read_text("utf-8"))}
    assert len(pages) > 40
    assert named == {"sources"}
    assert len(DENIED) >= 2


def test_claims_are_counted_once_a_kind() -> None:
    """Two guides on one claim are one claim that rests on guides."""
    counts = claims_by_kind(
        kind_of={"a": "guide", "b": "guide", "c": "official"}, cited=[["a", "b"], ["b", "c"], []]
    )
    assert (counts["guide"], counts["official"], counts["press"]) == (2, 1, 0)


def test_a_claim_on_an_unknown_source_is_refused() -> None:
    """The key is named."""
    with pytest.raises(ValueError, match=r"cited must be a key of the list of sources, got 'x'"):
        claims_by_kind(kind_of={"a": "guide"}, cited=[["x"]])


def test_the_bars_add_up() -> None:
    """Every source is counted once."""
    (series,) = sources_answer(bibtex=TEXT).chart.series
    assert sum(series.y) == len(SOURCES)
