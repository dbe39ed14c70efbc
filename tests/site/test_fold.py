"""The page that is read: nothing of the page that is written is lost, and its order is kept."""

from docutils import nodes
from docutils.utils import new_document

from careerkb.site.claim_parts import Summary
from careerkb.site.fold import Fold, fold_code, printed

CHART = '<figure class="careerkb-chart"><svg></svg></figure>'
TELLS = ">>> print('half a billion')\nhalf a billion"


def titled(title: str, *parts: nodes.Node) -> nodes.section:
    """Write a section."""
    return nodes.section("", nodes.title("", title), *parts, ids=[title.lower().replace(" ", "-")])


def code(text: str) -> nodes.literal_block:
    """Write an example."""
    return nodes.literal_block(text, text, language="python")


def said(text: str) -> nodes.paragraph:
    """Write a paragraph."""
    return nodes.paragraph("", text)


def written() -> nodes.document:
    """Write a page as a contributor does."""
    page = titled(
        "Vesting",
        said("It depends."),
        titled(
            "A worked example",
            said("First. Two and two:"), code(">>> 2 + 2\n4"), said("That is four."),
            said("It would have to sell for:"), code(TELLS),
            said("Drawn, that is:"), nodes.raw("", CHART, format="html"),
        ),
        titled("What the article claimed", said("Much.")),
        titled("Reference", said("vested_fraction")),
    )  # fmt: skip
    document = new_document("vesting")
    document += page
    return document


def test_the_code_goes_to_the_end_in_its_order() -> None:
    """Every example, then the reference, in one fold that is the last part of the page."""
    document = written()
    before = [block.astext() for block in document.findall(nodes.literal_block)]
    fold_code(document)
    last = document[0][-1]
    assert isinstance(last, Fold)
    assert [block.astext() for block in last.findall(nodes.literal_block)] == before
    assert last[-1]["ids"] == ["reference"]
    assert not [one for one in document[0][:-1] if "vested_fraction" in one.astext()]


def test_the_text_reads_on_without_the_code() -> None:
    """A sentence that led to code ends; one that leads to a printed line keeps its colon."""
    document = written()
    fold_code(document)
    texts = [one.astext() for one in document[0].findall(nodes.paragraph)]
    assert "First. Two and two. code 1" in texts
    assert "It would have to sell for: code 2" in texts
    assert "Drawn, that is." in texts  # the picture that it led to has come up
    stays = [one for one in document.findall(nodes.literal_block) if "printed" in one["classes"]]
    assert [one.astext() for one in stays] == ["half a billion"]
    assert "1. Two and two" in texts  # over the example, as the way back


def test_every_link_between_text_and_code_has_its_end() -> None:
    """There and back."""
    document = written()
    fold_code(document)
    ends = {name for node in document.findall(nodes.Element) for name in node.get("ids", [])}
    links = {one["refid"] for one in document.findall(nodes.reference)}
    assert links == {"code-1", "code-2", "text-1", "text-2"}
    assert links <= ends


def test_the_picture_stands_before_the_first_section() -> None:
    """And what the article claimed is there for whoever opens it, at its old address."""
    document = written()
    fold_code(document)
    kinds = [type(one) for one in document[0]]
    assert kinds.index(nodes.raw) < kinds.index(nodes.section)
    claimed = next(one for one in document[0] if "what-the-article-claimed" in one["ids"])
    assert isinstance(claimed, Fold)
    assert isinstance(claimed[0], Summary)


def test_only_words_stay_in_the_text() -> None:
    """No value, error or row of bare numbers, and nothing that a phone would cut off."""
    assert printed(">>> print('n')\n11 0%\n12 25%") == ""
    assert printed(">>> 2 + 2\n4") == ""
    assert printed(">>> print(x)\n['a', 'word']") == ""
    assert printed(">>> print(f(0))\nTraceback (most recent call last):\n...\nValueError: no") == ""
    assert printed(f">>> print(x)\n{'word ' * 20}") == ""
    assert printed(">>> for x in y:\n...     print(x)\nlow: 1\nhigh: 2") == "low: 1\nhigh: 2"
