"""The site's own index has a row for every noun."""

from test_house import ROOT, chapters, nouns

from careerkb.site.nouns import index, lines


def test_every_noun_has_a_row() -> None:
    """As many rows as modules, chapter by chapter."""
    rows = [(chapter, module.__name__.split(".")[2]) for chapter, _, module in index(ROOT / "docs")]
    assert len(rows) == len(set(rows))
    for chapter in chapters(ROOT):
        found = {noun for own, noun in rows if own == chapter}
        assert found == nouns(ROOT, chapter)["module"]


def test_a_row_names_page_summary_and_functions() -> None:
    """The reader sees what it answers before opening it."""
    text = "\n".join(lines(ROOT / "docs"))
    assert "[](/work/publication.md)\n: Odds and time of getting a paper accepted" in text
    assert text.index("## Deciding") < text.index("### Tax elsewhere")
    assert "`" not in text.partition("::::{dropdown}")[0]
    assert "`chance_of_at_least_one`" in text
