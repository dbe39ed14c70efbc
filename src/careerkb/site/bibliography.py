"""The list of sources: how an entry reads, the entries grouped by kind, and what rests on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.template import field, first_of, href, join, names, optional, sentence
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from careerkb.answers.html import answer_html
from careerkb.evidence.claims import claims
from careerkb.evidence.sources import (
    KINDS,
    Source,
    claims_by_kind,
    read_sources,
    sources_answer,
)

__all__ = ["SourcesByKind", "SourcesList", "Style", "setup"]


class KeyLabels(BaseLabelStyle):
    """Label each entry with its key, which is unique over all the lists of the page."""

    def format_labels(self, sorted_entries: Iterable[Any]) -> Iterator[str]:
        """Give the keys in order."""
        yield from (entry.key for entry in sorted_entries)


class Style(PlainStyle):
    """One template for every entry, because every entry has the same fields."""

    default_sorting_style = "author_year_title"
    default_label_style = "careerkb"  # type: ignore[assignment]

    def get_misc_template(self, entry: Any) -> Any:
        """Lay out one source."""
        title = field("title")
        return join(sep=" ")[
            sentence(sep=", ")[names("author", sep=", ", sep2=" and ", last_sep=", and ")],
            sentence[first_of[optional[href(field("url", raw=True))[title]], title]],
            sentence(sep=", ")[field("publisher"), field("year")],
            sentence(capitalize=True)[
                join["kind: ", field("keywords"), "; read ", field("urldate", raw=True)]
            ],
            optional[sentence[field("note")]],
        ]


class _FromSources(SphinxDirective):
    """Reads the list of sources, and names the file when it has a fault."""

    def sources(self) -> tuple[Source, ...]:
        """Read the first of the configured lists."""
        file = Path(self.env.srcdir) / self.config.bibtex_bibfiles[0]
        self.env.note_dependency(str(file))
        try:
            return read_sources(bibtex=file.read_text("utf-8"))
        except ValueError as fault:
            raise self.error(f"{file.name}: {fault}") from None


class SourcesByKind(_FromSources):
    """Print how many sources and how many claims there are of each kind."""

    def run(self) -> list[nodes.Node]:
        """Draw the sources, write a table and parse it where the directive stands."""
        self.env.note_dependency(__file__)
        kind_of = {source.key: source.kind for source in self.sources()}
        cited = [[item.source for item in claim.evidence] for claim in claims()]
        resting = claims_by_kind(kind_of=kind_of, cited=cited)
        lines = ["| kind | what it is | sources | claims |", "| --- | --- | --: | --: |"]
        held = Counter(kind_of.values())
        lines += [
            f"| [{kind}](sources/{kind}.md) | {words} | {held[kind]} | {resting[kind]} |"
            for kind, words in KINDS.items()
        ]
        file = Path(self.env.srcdir) / self.config.bibtex_bibfiles[0]
        drawn = answer_html(sources_answer(bibtex=file.read_text("utf-8")), id="sources-answer")
        return [nodes.raw("", drawn, format="html"), *self.parse_text_to_nodes("\n".join(lines))]


class SourcesList(_FromSources):
    """Print every source of one kind: `{sources-list} press`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write a bibliography and parse it where the directive stands."""
        kind = self.arguments[0]
        if kind not in {source.kind for source in self.sources()}:
            raise self.error(f"sources-list: {kind!r} must be one of {', '.join(KINDS)}")
        lines = [":::{bibliography}", f':filter: keywords % "^{kind}$"', ":::\n"]
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app: Sphinx) -> None:
    """Add the directives, and the style under the name that `conf.py` uses."""
    for group, plugin in (("formatting", Style), ("labels", KeyLabels)):
        register_plugin(  # type: ignore[no-untyped-call]
            f"pybtex.style.{group}", "careerkb", plugin, force=True
        )
    app.add_directive("sources-by-kind", SourcesByKind)
    app.add_directive("sources-list", SourcesList)
