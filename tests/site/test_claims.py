"""The claims on a built page: addresses, attributes, citations, links, and errors with their line."""

import io
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from test_house import ROOT

from careerkb.evidence.claims import CHAPTERS, claims

EXTENSIONS = ["myst_parser", "sphinxcontrib.bibtex", "careerkb.site.claims"]
HOME = "# Home\n\n```{toctree}\nledger\npay\n```\n\n:::{bibliography}\n:all:\n:::\n"
PAY = "# Pay\n\nThat is {claim}`pay-eng-higher-total`, they say.\n\n:::{claims} pay\n:::\n"
LEDGER = "# Ledger\n\nWords.\n\n## Claims\n\n:::{claims-ledger}\n:::\n"


def build(folder: Path, *, builder: str = "html", **pages: str) -> tuple[Path, str]:
    """Write the pages that changed and build; give the folder of the output and the warnings."""
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    if not (folder / "references.bib").exists():
        shutil.copy(ROOT / "docs/references.bib", folder)
    settings = {
        "extensions": EXTENSIONS,
        "myst_enable_extensions": ["colon_fence", "dollarmath"],
        "bibtex_bibfiles": ["references.bib"],
        "html_theme": "basic",
    }
    warnings = io.StringIO()
    app = Sphinx(
        folder, None, folder / f"_{builder}", folder / "_trees", builder, settings,
        status=None, warning=warnings,
    )  # fmt: skip
    app.build()
    return folder / f"_{builder}", warnings.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once; it must build without a warning."""
    out, warnings = build(tmp_path_factory.mktemp("claims"), index=HOME, ledger=LEDGER, pay=PAY)
    assert warnings == ""
    return out


@pytest.fixture(scope="module")
def ledger(site: Path) -> BeautifulSoup:
    """Read the page of the ledger."""
    return BeautifulSoup((site / "ledger.html").read_text("utf-8"), "html.parser")


def test_every_claim_has_its_address_and_attributes(ledger: BeautifulSoup) -> None:
    """In the order of the ledger, each with what the filters read."""
    shown = [
        (item["id"], item["data-chapter"], item["data-verdict"], item["data-kind"])
        for item in ledger.select("li.claim")
    ]
    assert shown == [(f"claim-{one.id}", one.chapter, one.verdict, one.kind) for one in claims()]


def test_every_claim_shows_what_it_holds(ledger: BeautifulSoup) -> None:
    """Verdict in words, statement, reasoning, figure, each piece of evidence, confidence."""
    for one in claims():
        item = ledger.find(id=f"claim-{one.id}")
        assert item is not None
        text = " ".join(item.get_text().split())
        assert item.select_one(".verdict").get_text() == one.verdict
        assert f"confidence in the verdict: {one.confidence}" in text
        pieces = [one.statement, one.reasoning, *(each.text for each in one.evidence)]
        for piece in [*pieces, *([one.figure.text] if one.figure else [])]:
            assert plain(piece) in plain(text), (one.id, piece)


def plain(text: str) -> str:
    """Read typographic quotes as they were typed."""
    return text.translate({0x2018: "'", 0x2019: "'"})


def test_every_piece_of_evidence_is_cited(ledger: BeautifulSoup) -> None:
    """One link to the list of sources for each piece of evidence and each figure of ours."""
    for one in claims():
        item = ledger.find(id=f"claim-{one.id}")
        assert item is not None
        cited = item.select('a[href^="index.html#"]')
        assert len(cited) == len(one.evidence) + (one.figure is not None), one.id


def test_the_chapters_are_sections(ledger: BeautifulSoup) -> None:
    """A heading, an address and a list each; the filters are not needed to read."""
    sections = [ledger.find(id=f"claims-{chapter}") for chapter in CHAPTERS]
    assert all(section is not None and section.name == "section" for section in sections)
    found = [len(section.select("li.claim")) for section in sections if section]
    assert found == [len(claims(chapter=chapter)) for chapter in CHAPTERS]
    assert len({section.find(["h2", "h3"]).get_text() for section in sections}) == len(CHAPTERS)


def test_the_filters_are_hidden_without_a_script(ledger: BeautifulSoup) -> None:
    """The form waits for the script, and every field of it has a label."""
    (form,) = ledger.select("form.claims-filter")
    assert form.has_attr("hidden")
    assert [field["name"] for field in form.select("label select")] == [
        "chapter",
        "verdict",
        "kind",
    ]
    assert len(form.select("select")) == 3


def test_the_script_is_loaded_with_the_ledger_only(site: Path) -> None:
    """Other pages carry the style and not the script."""
    pages = {name: (site / f"{name}.html").read_text("utf-8") for name in ("ledger", "pay")}
    assert {name: "claims.js" in text for name, text in pages.items()} == {
        "ledger": True,
        "pay": False,
    }
    assert all("claims.css" in text for text in pages.values())


def test_the_role_prints_a_verdict_that_leads_to_the_ledger(site: Path) -> None:
    """The word, its shape, and the address of the claim."""
    soup = BeautifulSoup((site / "pay.html").read_text("utf-8"), "html.parser")
    badge = soup.select_one("p > .verdict.verdict-contested")
    assert badge is not None
    assert badge.get_text() == "contested"
    assert badge.a["href"] == "ledger.html#claim-pay-eng-higher-total"


def test_a_chapter_lists_its_own_claims(site: Path, ledger: BeautifulSoup) -> None:
    """Verdict and statement, each row linked to a place that exists."""
    soup = BeautifulSoup((site / "pay.html").read_text("utf-8"), "html.parser")
    rows = soup.select("table.claims-table tbody tr")
    found = claims(chapter="pay")
    assert len(rows) == len(found)
    for row, one in zip(rows, found, strict=True):
        verdict, statement = row.select("td")
        assert (verdict.get_text().strip(), plain(statement.get_text().strip())) == (
            one.verdict,
            one.statement,
        )
        page, _, address = verdict.a["href"].partition("#")
        assert page == "ledger.html"
        assert ledger.find(id=address) is not None


def test_the_share_of_primary_sources_is_printed(ledger: BeautifulSoup) -> None:
    """Computed from the list of sources at the build."""
    assert "66 of the 99 claims rest on at least one primary source" in ledger.get_text()


def test_an_unknown_name_is_an_error_with_its_line(tmp_path: Path) -> None:
    """A chapter or a claim that does not exist fails the build, file and line given."""
    (tmp_path / "references.bib").write_text("", "utf-8")
    page = "# Pay\n\n{claim}`pay-eng-higher`\n\nWords.\n\n:::{claims} salary\n:::\n"
    _, warnings = build(tmp_path, index=page)
    assert "index.md:7: ERROR: claims: chapter must be one of 'summary'" in warnings
    assert "index.md:3: ERROR: claim: claim_id must be the name of a claim" in warnings
    assert "got 'pay-eng-higher'; did you mean 'pay-eng-higher-total'?" in warnings


def test_an_unknown_source_is_an_error_with_its_line(tmp_path: Path) -> None:
    """A ledger whose source is missing from the list of sources fails the build."""
    bib = (ROOT / "docs/references.bib").read_text("utf-8")
    (tmp_path / "references.bib").write_text(bib.replace("{kensho,", "{kenshu,"), "utf-8")
    _, warnings = build(tmp_path, index=LEDGER)
    place, fault = "index.md:7: ERROR: claims-ledger: ", "claim 'work-researcher-week', source must"
    assert place + fault in warnings
    assert "did you mean 'kenshu'?" in warnings


def test_another_builder_prints_the_ledger_too(site: Path) -> None:
    """As plain text: every claim and no form."""
    out, warnings = build(site.parent, builder="text")
    text = (out / "ledger.txt").read_text("utf-8")
    assert "unknown node" not in warnings
    assert "Open all evidence" not in text
    assert text.count("confidence in the") == 99
