"""The calculator directive: a complete answer and a hidden form, or an error with file and line."""

import re
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from careerkb.answers.html import answer_html
from careerkb.pay.definitions import offers_answer

CONF = """
project = "test"
extensions = ["myst_parser", "careerkb.site.calculator"]
myst_enable_extensions = ["colon_fence"]


def setup(app):
    app.add_config_value("careerkb_live", "LIVE", "html")
"""


def built(folder: Path, page: str, live: str = "1") -> tuple[str, str, str]:
    """Build two pages, one with the text and one without; return both and the warnings."""
    source = folder / "docs"
    source.mkdir()
    (source / "conf.py").write_text(CONF.replace("LIVE", live), "utf-8")
    (source / "index.md").write_text(f"# Page\n\n{page}\n", "utf-8")
    (source / "other.md").write_text("---\norphan: true\n---\n\n# Other\n", "utf-8")
    app = SphinxTestApp("html", srcdir=source, builddir=folder / "build")
    try:
        app.build()
        said = app.warning.getvalue()
    finally:
        app.cleanup()
    pages = (Path(app.outdir, f"{name}.html").read_text("utf-8") for name in ("index", "other"))
    return (*pages, said)  # type: ignore[return-value]


def test_the_answer_is_in_the_page_and_the_form_is_hidden(tmp_path: Path) -> None:
    """Without scripts the page is complete; the scripts are only where they are needed."""
    page, other, said = built(
        tmp_path, ":::{calculator} careerkb.pay.definitions.offers_answer\n:::"
    )
    assert said == ""
    assert answer_html(offers_answer(), "offers-answer") in page
    assert re.search(r'<form class="ckb-form"[^>]* hidden', page)
    assert 'data-function="careerkb.pay.definitions.offers_answer" data-id="offers-answer"' in page
    scripts = re.findall(r'<script defer="defer" src="_static/live/(\w+\.js)', page)
    assert scripts == ["python.js", "mine.js", "calculator.js", "record.js"]
    assert "live/calculator.css" in page
    assert "live/" not in other
    section = page[page.index('<section class="ckb-calculator"') :]
    section = section[: section.index("</form></section>")]
    assert not re.search(r"\s(on\w+|style)=", section)


def test_chances_are_corrected_only_where_one_is_asked(tmp_path: Path) -> None:
    """A page whose calculator asks for no probability does not load what corrects one."""
    page, _, _ = built(tmp_path, ":::{calculator} careerkb.interviews.dates.dates_answer\n:::")
    assert "live/calculator.js" in page
    assert "live/record.js" not in page


def test_without_a_runtime_no_script_is_loaded(tmp_path: Path) -> None:
    """The answer stands alone, its form stays hidden."""
    text = ":::{calculator} careerkb.pay.definitions.offers_answer\n:::"
    page, _, said = built(tmp_path, text, live="")
    assert said == ""
    assert answer_html(offers_answer(), "offers-answer") in page
    assert "_static/live/" not in page


def test_an_answer_without_inputs_has_no_form(tmp_path: Path) -> None:
    """Nothing to change, nothing to open."""
    page, _, said = built(tmp_path, ":::{calculator} careerkb.exits.demand.demand_answer\n:::")
    assert said == ""
    assert 'class="careerkb-chart"' in page
    assert "ckb-form" not in page


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "careerkb.pay.definitions.offer_answer",
            "did you mean careerkb.pay.definitions.offers_answer?",
        ),
        ("careerkb.pay.offer.offers_answer", "there is no module careerkb.pay.offer"),
        ("os.system", "must be the full name of a public function of a chapter"),
        ("careerkb.evidence.sources.sources_answer", "bibtex has no default"),
    ],
)
def test_a_wrong_name_is_an_error_with_file_and_line(name: str, says: str, tmp_path: Path) -> None:
    """The writer learns what was meant."""
    _, _, said = built(tmp_path, f":::{{calculator}} {name}\n:::")
    assert "index.md:3: ERROR" in said
    assert says in said
