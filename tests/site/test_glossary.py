"""Words are linked where a page has them first, and nowhere else."""

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from test_house import ROOT

from careerkb.site.glossary import MOST, link_terms, terms
from careerkb.site.words import explained

GLOSSARY = ROOT / "docs/glossary.md"


def linked(*texts: str, words: list[str], own: str = "") -> list[str]:
    """Link the words of a page of paragraphs; give each link as it is shown."""
    page = new_document("page")
    page += nodes.title("", "The cliff")
    for text in texts:
        page += nodes.paragraph("", text)
    before = page.astext()
    link_terms(page, words, own)
    assert page.astext() == before  # not a letter of the page changes
    return [one.astext() for one in page.findall(addnodes.pending_xref)]


def test_a_word_is_linked_once() -> None:
    """Where it stands first, in whatever form, and not in a heading."""
    words = ["RSU", "cliff"]
    assert linked("Your RSUs have a cliff.", "The cliff of an RSU.", words=words) == [
        "RSUs", "cliff",
    ]  # fmt: skip
    assert linked("Cliff or not, a cliffhanger; rsu.", words=words) == ["Cliff"]


def test_a_page_on_a_word_does_not_link_it() -> None:
    """It explains the word better than the glossary does."""
    assert linked("A cliff.", words=["cliff"], own="The cliff") == []


def test_links_stay_few() -> None:
    """However many words a page uses."""
    words = [f"word{letter}" for letter in "abcdefgh"]
    assert len(linked(" ".join(words), *words, words=words)) == MOST


def test_the_search_knows_each_word() -> None:
    """Those that lead to a page go there still, and all others to the glossary."""
    found = terms(GLOSSARY.read_text("utf-8"))
    assert {"TC", "RSU", "PPU", "cliff", "refresher", "L5", "RE", "MTS"} <= set(found)
    entry = explained([{"typed": ["r.s.u."], "page": "pay/vesting"}], GLOSSARY)[0]
    assert entry["page"] == "glossary"
    assert {"MTS", "member of technical staff"} <= set(entry["typed"])
    assert "RSU" not in entry["typed"]
    assert explained([], ROOT / "nowhere.md") == []
