"""A small site built with the parts of the real one, to read its warnings."""

import io
import re
import runpy
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace
from test_house import ROOT

PARTS = ["bibliography", "calculator", "claims", "figures", "lint.check", "reference"]


def warnings_of(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """Build pages, listed on a home page, with the settings of `docs/conf.py`; give the warnings."""
    settings = {
        key: value
        for key, value in runpy.run_path(str(ROOT / "docs/conf.py")).items()
        if key.startswith(("myst_", "autodoc_", "napoleon_", "bibtex_", "nitpick", "add_module"))
    }
    ours = [f"careerkb.site.{part}" for part in PARTS]
    settings["extensions"] = [
        "myst_parser", "sphinx_design", "sphinx.ext.autodoc", "sphinx.ext.napoleon",
        "sphinxcontrib.bibtex", *ours,
    ]  # fmt: skip
    source = folder / "source"
    source.mkdir(parents=True)
    shutil.copy(ROOT / "docs/references.bib", source)
    names = "\n".join(name for name in pages if not name.startswith("unlisted"))
    home = f"# Home\n\n:::{{toctree}}\n{names}\n:::\n\n:::{{bibliography}}\n:all:\n:::\n"
    for name, text in {"index": home, **pages}.items():
        (source / name).with_suffix(".md").parent.mkdir(parents=True, exist_ok=True)
        (source / name).with_suffix(".md").write_text(text, "utf-8")
    said = io.StringIO()
    with warnings.catch_warnings(), docutils_namespace():
        warnings.simplefilter("ignore")  # of Sphinx about its own parts
        app = Sphinx(
            source, None, folder / "out", folder / "trees", "dummy", confoverrides=settings,
            status=None, warning=said, freshenv=True,
        )  # fmt: skip
        app.env.settings |= {"raw_enabled": False, "file_insertion_enabled": False}
        app.build()
    plain = re.sub(r"\x1b\[[\d;]*m", "", said.getvalue())
    lines = plain.replace(f"{source}/", "").splitlines()
    # Other tests of this process may have built before and left their parts behind.
    return [line for line in lines if "already registered" not in line]
