"""The claims on a built page: addresses, attributes, citations, links, and errors with their line."""

import io
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from test_house import ROOT

from careerkb.evidence.claims import CHAPTERS, PRIMARY_KINDS, claims
from careerkb.evidence.sources import read_sources

EXTENSIONS = ["myst_parser", "sphinxcontrib.bibtex", "careerkb.site.claims"]
NAMES = "\n".join(["list", "pay", *(f"ledger-{chapter}" for chapter in CHAPTERS)])
HOME = f"# Home\n\n```{{toctree}}\n{NAMES}\n```\n\n:::{{bibliography}}\n:all:\n:::\n"
PAY = "# Pay\n\nWe find {claim}`pay-market-stability`, all told.\n\n:::{claims} pay\n:::\n"
LIST = "# Claims\n\nWords.\n\n## All\n\n:::{claims-list}\n:::\n"
LEDGER = {f"ledger-{c}": f"# {c}\n\nWords.\n\n:::{{claims-ledger}} {c}\n:::\n" for c in CHAPTERS}


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
    pages = {"index": HOME, "list": LIST, "pay": PAY, **LEDGER}
    out, warnings = build(tmp_path_factory.mktemp("claims"), **pages)
    assert warnings == ""
    return out


def read(page: Path) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def ledger(site: Path) -> BeautifulSoup:
    """Read the pages of the ledger, in the order of the chapters, as one."""
    return BeautifulSoup(
        "".join((site / f"{name}.html").read_text("utf-8") for name in LEDGER), "html.parser"
    )


@pytest.fixture(scope="module")
def listed(site: Path) -> BeautifulSoup:
    """Read the page that lists all claims."""
    return read(site / "list.html")


FACTS = [(one.chapter, one.verdict, one.kind) for one in sorted(
    claims(), key=lambda one: CHAPTERS.index(one.chapter)
)]  # fmt: skip


def facts(item: Tag) -> tuple[object, ...]:
    """Read what the filters read."""
    return item["data-chapter"], item["data-verdict"], item["data-kind"]


def test_every_claim_has_its_address_and_attributes(ledger: BeautifulSoup) -> None:
    """Once, in the ledger of its chapter, with what the filters read."""
    items = ledger.select("li.claim")
    assert [facts(item) for item in items] == FACTS
    assert {item["id"] for item in items} == {f"claim-{one.id}" for one in claims()}


def test_the_list_leads_to_every_claim(site: Path, listed: BeautifulSoup) -> None:
    """Verdict and statement, and a link to a place that exists."""
    items = listed.select("li.claim")
    assert [facts(item) for item in items] == FACTS
    places = {name: read(site / f"{name}.html") for name in LEDGER}
    for item in items:
        page, _, address = str(item.select_one(".verdict a")["href"]).partition("#")
        found = places[page.removesuffix(".html")].find(id=address)
        assert found is not None
        assert found.select_one("strong").get_text() in item.get_text()
        assert found.select_one(".verdict").get_text() == item.select_one(".verdict").get_text()
    assert not any(item.has_attr("id") for item in items)


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
    """One link to the list of sources for each piece of evidence, figure and source of a basis."""
    for one in claims():
        item = ledger.find(id=f"claim-{one.id}")
        assert item is not None
        cited = item.select('a[href^="index.html#"]')
        shown = len(one.evidence) + len(one.basis) + (one.figure is not None)
        assert len(cited) == shown, one.id
        assert ("Decided by:" in item.get_text()) == bool(one.basis)
        assert one.population in " ".join(item.get_text().split())


def test_the_chapters_are_sections(listed: BeautifulSoup) -> None:
    """A heading, an address and a list each; the filters are not needed to read."""
    sections = [listed.find(id=f"claims-{chapter}") for chapter in CHAPTERS]
    assert all(section is not None and section.name == "section" for section in sections)
    found = [len(section.select("li.claim")) for section in sections if section]
    assert found == [len(claims(chapter=chapter)) for chapter in CHAPTERS]
    assert len({section.find(["h2", "h3"]).get_text() for section in sections}) == len(CHAPTERS)
    leads = [section.select_one(".claims-count a")["href"] for section in sections if section]
    assert leads == [f"ledger-{chapter}.html#ledger-{chapter}" for chapter in CHAPTERS]


@pytest.mark.parametrize(
    ("page", "fields", "buttons"),
    [
        ("list", ["chapter", "verdict", "kind"], ["clear"]),
        ("ledger-pay", ["verdict", "kind"], ["open", "clear"]),
    ],
)
def test_the_filters_are_hidden_without_a_script(
    page: str, fields: list[str], buttons: list[str], site: Path
) -> None:
    """The form waits for the script, and every field of it has a label."""
    (form,) = read(site / f"{page}.html").select("form.claims-filter")
    assert form.has_attr("hidden")
    assert [field["name"] for field in form.select("label select")] == fields
    assert len(form.select("select")) == len(fields)
    assert [button["name"] for button in form.select("button")] == buttons


def test_the_script_is_loaded_with_the_filters_only(site: Path) -> None:
    """Other pages carry the style and not the script."""
    pages = {path.stem: path.read_text("utf-8") for path in site.glob("*.html")}
    with_script = {name for name, text in pages.items() if "claims.js" in text}
    assert with_script == {"list", *LEDGER}
    assert all("claims.css" in text for text in pages.values())


def test_the_role_prints_a_verdict_that_leads_to_the_ledger(site: Path) -> None:
    """The word, its shape, and the address of the claim."""
    soup = BeautifulSoup((site / "pay.html").read_text("utf-8"), "html.parser")
    badge = soup.select_one("p > .verdict.verdict-not-supported")
    assert badge is not None
    assert badge.get_text() == "not supported"
    assert badge.a["href"] == "ledger-pay.html#claim-pay-market-stability"


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
        assert page == "ledger-pay.html"
        assert ledger.find(id=address) is not None


def test_the_share_of_primary_sources_is_printed(listed: BeautifulSoup) -> None:
    """Computed from the list of sources at the build, and counted again here."""
    kinds = {
        source.key: source.kind
        for source in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))
    }
    rests = [
        {kinds[part.source] for part in one.evidence if part.stance != "context"}
        | ({kinds[one.figure.source]} if one.figure else set())
        for one in claims()
    ]
    primary = sum(not kinds_of_one.isdisjoint(PRIMARY_KINDS) for kinds_of_one in rests)
    words = f"{primary} of the {len(claims())} claims rest on at least one primary source"
    assert words in listed.get_text()


def test_an_unknown_name_is_an_error_with_its_line(tmp_path: Path) -> None:
    """A chapter or a claim that does not exist fails the build, file and line given."""
    (tmp_path / "references.bib").write_text("", "utf-8")
    page = "# Pay\n\n{claim}`pay-eng-higher`\n\nWords.\n\n:::{claims} salary\n:::\n"
    page += "\n:::{claims-ledger} exit\n:::\n"
    _, warnings = build(tmp_path, index=page)
    assert "index.md:7: ERROR: claims: chapter must be one of 'summary'" in warnings
    assert "index.md:10: ERROR: claims-ledger: chapter must be one of 'summary'" in warnings
    assert "index.md:3: ERROR: claim: claim_id must be the name of a claim" in warnings
    assert "got 'pay-eng-higher'; did you mean 'pay-eng-higher-total'?" in warnings


def test_an_unknown_source_is_an_error_with_its_line(tmp_path: Path) -> None:
    """A ledger whose source is missing from the list of sources fails the build."""
    bib = (ROOT / "docs/references.bib").read_text("utf-8")
    (tmp_path / "references.bib").write_text(bib.replace("{kensho,", "{kenshu,"), "utf-8")
    _, warnings = build(tmp_path, index=LIST)
    place, fault = (
        "index.md:7: ERROR: claims-list: ",
        "claim 'work-researcher-week', evidence 2, source must",
    )
    assert place + fault in warnings
    assert "did you mean 'kenshu'?" in warnings


def test_another_builder_prints_the_ledger_too(site: Path) -> None:
    """As plain text: every claim and no form."""
    out, warnings = build(site.parent, builder="text")
    text = "".join((out / f"{name}.txt").read_text("utf-8") for name in LEDGER)
    assert "unknown node" not in warnings
    assert "Open all evidence" not in text
    assert text.count("confidence in the") == len(claims())
