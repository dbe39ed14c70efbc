"""How a source reads in the list: who, what, where, the kind, the day it was read, its limits."""

from __future__ import annotations

from typing import Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.template import field, first_of, href, join, names, optional, sentence
from sphinx.application import Sphinx

__all__ = ["Style", "setup"]


class Style(PlainStyle):
    """One template for every entry, because every entry has the same fields."""

    default_sorting_style = "author_year_title"

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


def setup(app: Sphinx) -> None:
    """Make the style known under the name that `conf.py` uses."""
    register_plugin(  # type: ignore[no-untyped-call]
        "pybtex.style.formatting", "careerkb", Style, force=True
    )
