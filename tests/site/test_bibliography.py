"""How a source reads in the list."""

from pybtex.database import parse_file
from test_house import ROOT

from careerkb.site.bibliography import Style, setup


def test_the_style_prints_every_field() -> None:
    """Author, title with its address, publisher, year, kind, day read and limits."""

    class App:
        def add_directive(self, *_names: object) -> None:
            """Take no note."""

    setup(App())
    entry = parse_file(str(ROOT / "docs/references.bib")).entries["own-count"]
    (printed,) = Style().format_entries([entry])
    text = printed.text.render_as("text")
    for part in ("careerkb", "Kind: dataset", "read 2026-11-23", "2026", "mentions, not duties"):
        assert part in text
