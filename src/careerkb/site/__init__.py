"""The Sphinx extension of the handbook: the only room that knows Sphinx.

Nothing in the chapters imports from here.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

try:
    from sphinx.application import Sphinx
except ModuleNotFoundError:
    raise ImportError(
        "careerkb.site builds the handbook and needs Sphinx, which the package does not bring:"
        " build with `nox -s docs`, or import a chapter such as careerkb.pay.offers"
    ) from None

from careerkb.site import (
    assets,
    bibliography,
    calculator,
    cards,
    claims,
    description,
    examples,
    figures,
    fold,
    gate,
    glossary,
    groups,
    house,
    landmarks,
    lean,
    navigation,
    nouns,
    offline,
    practice,
    questions,
    reference,
    reviewed,
    typography,
    weeks,
    words,
)
from careerkb.site.lint import check

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the parts of the site to Sphinx."""
    for part in (
        assets,
        bibliography,
        calculator,
        cards,
        claims,
        description,
        examples,
        figures,
        fold,
        gate,
        glossary,
        groups,
        house,
        landmarks,
        lean,
        check,
        navigation,
        nouns,
        offline,
        practice,
        questions,
        reference,
        reviewed,
        typography,
        weeks,
        words,
    ):
        part.setup(app)
    app.connect("builder-inited", _add_static_folder)
    app.connect("builder-inited", _refuse_raw_markup)
    app.add_css_file("careerkb.css")
    app.add_css_file("charts.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 2}


def _add_static_folder(app: Sphinx) -> None:
    charts = str(files("careerkb.answers") / "charts.css")
    app.config.html_static_path += [
        str(Path(__file__).parent / "static"),
        str(assets.STATIC),
        charts,
    ]


def _refuse_raw_markup(app: Sphinx) -> None:
    """Let no docstring, page or data file bring HTML or another file into a page."""
    app.env.settings |= {"raw_enabled": False, "file_insertion_enabled": False}
