"""The Sphinx extension of the handbook: the only room that knows Sphinx.

Nothing in the chapters imports from here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from careerkb.site import (
    assets,
    bibliography,
    calculator,
    claims,
    description,
    examples,
    figures,
    gate,
    landmarks,
    lean,
    navigation,
    nouns,
    offline,
    questions,
    reference,
    reviewed,
    typography,
)

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the parts of the site to Sphinx."""
    for part in (
        assets,
        bibliography,
        calculator,
        claims,
        description,
        examples,
        figures,
        gate,
        landmarks,
        lean,
        navigation,
        nouns,
        offline,
        questions,
        reference,
        reviewed,
        typography,
    ):
        part.setup(app)
    app.connect("builder-inited", _add_static_folder)
    app.add_css_file("careerkb.css")
    app.add_css_file("charts.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add_static_folder(app: Sphinx) -> None:
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
