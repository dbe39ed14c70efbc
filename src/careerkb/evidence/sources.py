"""The sources behind the handbook: read strictly, counted by kind and origin, hosts denied."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from annotated_types import Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Text, checked, record, refusal

__all__ = [
    "DENIED",
    "KINDS",
    "Source",
    "claims_by_kind",
    "denied_hosts",
    "read_sources",
    "sources_answer",
]

KINDS = {
    "official": "statistics and statements of public bodies and conferences",
    "peer-reviewed": "published after review",
    "preprint": "papers before review",
    "dataset": "counts and collections that can be counted again",
    "company": "what an employer or vendor prints about itself",
    "self-reported": "what people say of their own pay or interviews",
    "press": "reports of newspapers and their copies",
    "guide": "advice by people who teach, coach or sell",
    "article": "opinion, the article that started this among it",
}
"""Every kind of source, with what it is."""

DENIED = frozenset({"brick-house.org", "fate-oracle.com"})
"""Hosts known to serve scrambled copies of research pages, whose numbers change every time."""

SIDES = {"supported": ("for", "against"), "not supported": ("against", "for")}
"""The verdicts that something decides: the side that it must be on, and the other."""

ENTRY = re.compile(r"^@(\w+)\{([^,\s]*),$")
FIELD = re.compile(r"^  (\w+) = \{(.*)\},$")
ADDRESS = re.compile(r"https?://([\w.-]+\.[\w-]+)(:\d+)?(/[^\s{}\\]*)?")
HOST = re.compile(r"(?<![\w-])[\w-]+(?:\.[\w-]+)+")  # only from the start of a word: linear
DAY = re.compile(r"\d{4}-\d\d-\d\d")
REQUIRED = ("author", "title", "year", "publisher", "urldate", "keywords", "note")
LongText = Annotated[str, Len(1, 400)]
Bibtex = Annotated[str, Len(0, 2_000_000)]
KindOf = Annotated[Mapping[str, Text], Len(1, 10_000)]
Keys = Annotated[Sequence[Text], Len(0, 100)]
OptionalText = Annotated[str, Len(0, 120)]
Said = Annotated[Sequence[tuple[Text, Text]], Len(0, 100)]
Cited = Annotated[Sequence[Keys], Len(0, 10_000)]


@record
class Source:
    """
    One source.

    Args:
        key: the name that citations use.
        title: as printed.
        year: of publication, YYYY.
        publisher: who put it out, or through whom it was seen.
        kind: one of `KINDS`.
        read: the day the copy was read, YYYY-MM-DD.
        url: its address, or empty when none was recorded.
        note: its limits.

    Raises:
        ValueError: a field is out of range, the kind is unknown, the year lies after the day of
            reading, the address is malformed, or address, publisher or note name a host on the
            deny-list.
    """

    key: Text
    title: LongText
    year: Text
    publisher: LongText
    kind: Text
    read: Text
    url: Annotated[str, Len(0, 500)] = ""
    note: Annotated[str, Len(0, 1_000)] = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be followed or trusted."""
        if self.kind not in KINDS:
            raise refusal(f"{self.key}: keywords", self.kind, "one of " + ", ".join(KINDS))
        if not re.fullmatch(r"\d{4}", self.year):
            raise refusal(f"{self.key}: year", self.year, "YYYY")
        if not DAY.fullmatch(self.read):
            raise refusal(f"{self.key}: urldate", self.read, "YYYY-MM-DD")
        if self.year > self.read[:4]:
            raise refusal(f"{self.key}: year", self.year, f"at most {self.read[:4]}, when read")
        if self.url and not ADDRESS.fullmatch(self.url):
            raise refusal(f"{self.key}: url", self.url, "an address like https://example.org/x")
        for name in ("url", "publisher", "note"):
            if denied_hosts(text=getattr(self, name)):
                raise refusal(
                    f"{self.key}: {name}", getattr(self, name),
                    "a page that does not change its numbers",
                    "this host serves scrambled copies; cite the primary source",
                )  # fmt: skip


@checked
def denied_hosts(*, text: Bibtex) -> set[str]:
    """
    Find hosts that serve scrambled copies.

    Args:
        text: any text with addresses or bare names of hosts.

    Returns:
        The hosts in it that are on the deny-list or below one that is, in lower case.

    Raises:
        ValueError: the text is too long.

    Example:
        >>> from careerkb.evidence.sources import denied_hosts
        >>> denied_hosts(text="seen at www.brick-house.org/x and at example.org")
        {'www.brick-house.org'}
    """
    return {
        host
        for host in HOST.findall(text.lower())
        if any(host == denied or host.endswith("." + denied) for denied in DENIED)
    }


@functools.cache
def _origins() -> dict[str, str]:
    return {key: row["name"] for row in data.rows("origins") for key in row["source"]}


@checked
def read_sources(*, bibtex: Bibtex) -> tuple[Source, ...]:
    """
    Read a list of sources in the handbook's strict form of BibTeX.

    Args:
        bibtex: the text of the list: one field a line, values in braces.

    Returns:
        The sources in the order of the list.

    Raises:
        ValueError: a line cannot be read, a field is missing or wrong, or a key comes twice; the
            message names the line or the key.
    """
    found: dict[str, Source] = {}
    for line, key, fields in _entries(bibtex):
        missing = [name for name in REQUIRED if name not in fields]
        if missing:
            raise refusal(f"line {line}: {key}", missing[0], "complete", "this field is missing")
        if key in found:
            raise refusal(f"line {line}", key, "a key that is not taken")
        found[key] = Source(
            key=key, title=_plain(fields["title"]), year=fields["year"], kind=fields["keywords"],
            publisher=_plain(fields["publisher"]), read=fields["urldate"],
            url=fields.get("url", ""), note=_plain(fields["note"]),
        )  # fmt: skip
    return tuple(found.values())


def _plain(value: str) -> str:
    return re.sub(r"\\([&%$#_])", r"\1", value.replace("{", "").replace("}", ""))


def _entries(bibtex: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    start, key = 0, ""
    fields: dict[str, str] = {}
    for number, line in enumerate(bibtex.splitlines(), start=1):
        if entry := ENTRY.match(line):
            start, key, fields = number, entry[2], {}
        elif field := FIELD.match(line):
            fields[field[1]] = field[2]
        elif line == "}" and start:
            yield start, key, fields
            start = 0
        elif line.strip() and not line.startswith("%"):
            raise refusal(f"line {number}", line, "an entry, a field or a comment on one line")


@checked
def claims_by_kind(*, kind_of: KindOf, cited: Cited) -> dict[str, int]:
    """
    Count how many claims rest on each kind of source.

    Args:
        kind_of: key of a source to its kind.
        cited: for each claim the keys of its sources.

    Returns:
        Kind to number of claims with at least one source of that kind, in the order of `KINDS`.

    Raises:
        ValueError: a claim cites a key that is no source.
    """
    kinds = [{_kind(kind_of, key) for key in keys} for keys in cited]
    return {kind: sum(kind in found for found in kinds) for kind in KINDS}


@checked
def sources_answer(*, bibtex: Bibtex) -> Answer:
    """
    Count the sources of a list by kind.

    Args:
        bibtex: the text of the list.

    Returns:
        A headline with the largest kind, a table and bars.

    Raises:
        ValueError: the list is empty or has a fault.
    """
    kinds = [source.kind for source in read_sources(bibtex=bibtex)]
    if not kinds:
        raise refusal("bibtex", bibtex, "a list of at least 1 source")
    counts = {kind: kinds.count(kind) for kind in KINDS}
    most = max(counts, key=lambda kind: counts[kind])
    headline = f"{len(kinds)} sources; the largest kind is {most} ({counts[most]})."
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="kind"), Column(name="what it is"), Column(name="sources")),
            rows=tuple((kind, KINDS[kind], float(count)) for kind, count in counts.items()),
        ),
        chart=Chart(
            kind="bar",
            title="Sources by kind",
            summary=headline,
            x_label="kind",
            y_label="sources",
            series=(Series(name="sources", x=tuple(counts), y=tuple(counts.values())),),
        ),
    )


def _kind(kind_of: Mapping[str, str], key: str) -> str:
    if key not in kind_of:
        raise refusal("cited", key, "a key of the list of sources")
    return kind_of[key]
