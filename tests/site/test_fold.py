"""The page that is read: nothing of the page that is written is lost, and its order is kept."""

from docutils import nodes
from docutils.utils import new_document

from careerkb.site.claim_parts import Summary
from careerkb.site.fold import Fold, fold_code, printed

CHART = '<figure class="careerkb-chart"><svg></svg></figure><form class="ckb-form"></form>'
TELLS = ">>> for part in found: print(part)\nhalf a\nbillion for it"


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
            said("A slip is refused:"), code(">>> 1 / 0\nTraceback (most recent call last):\nE"),
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
    """A sentence that led to code ends, with the result where it is one; rows keep their colon."""
    document = written()
    fold_code(document)
    texts = [one.astext() for one in document[0].findall(nodes.paragraph)]
    assert "First. Two and two: 4 code 1" in texts
    assert "A slip is refused. code 2" in texts
    assert "It would have to sell for: code 3" in texts
    assert "Drawn, that is." in texts  # the picture that it led to has come up
    stays = [one for one in document.findall(nodes.literal_block) if "printed" in one["classes"]]
    assert [one.astext() for one in stays] == ["half a\nbillion for it"]
    assert "1. Two and two" in texts  # over the example, as the way back


def test_every_link_between_text_and_code_has_its_end() -> None:
    """There and back."""
    document = written()
    fold_code(document)
    ends = {name for node in document.findall(nodes.Element) for name in node.get("ids", [])}
    links = {one["refid"] for one in document.findall(nodes.reference)}
    assert links == {f"{end}-{n}" for end in ("code", "text") for n in (1, 2, 3)}
    assert links <= ends


def test_the_picture_stands_before_the_first_section() -> None:
    """And what the article claimed is there for whoever opens it, at its old address."""
    document = written()
    fold_code(document)
    kinds = [type(one) for one in document[0]]
    assert kinds.index(nodes.raw) < kinds.index(nodes.section)
    after = document[0][kinds.index(nodes.raw) + 1]
    assert "your numbers" in after.astext()  # and the text says that it keeps the example's
    claimed = next(one for one in document[0] if "what-the-article-claimed" in one["ids"])
    assert isinstance(claimed, Fold)
    assert isinstance(claimed[0], Summary)


def test_what_takes_code_to_understand_goes_with_it() -> None:
    """Plain results stay; errors, records, names of variables and rows of numbers do not."""
    assert printed(">>> for x in y:\n...     print(x)\nlow: 1\nhigh: 2") == "low: 1\nhigh: 2"
    assert printed(">>> for x in y:\n...     print(x)\n11 0%\n12 25%") == "11 0%\n12 25%"
    assert printed(">>> parts\n[0.0, 15000.0, '7%']") == "0.0 · 15,000 · 7%"
    for cryptic in (
        "Offer(base_usd=1)", "base_usd 273427", "True", "1 2 3", "{'a': 1}", f"{'word ' * 20}",
        "Traceback (most recent call last):\n...\nValueError: no", "7 words of it\n3", "1\n" * 7,
    ):  # fmt: skip
        assert printed(f">>> x\n{cryptic}") == "", cryptic
