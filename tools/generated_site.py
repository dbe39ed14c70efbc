"""Write and build sites of any size, for the tests and the measurements of the navigation."""

import subprocess
import sys
from pathlib import Path

PROSE = "Nothing stands here but words, so that a page weighs what a short page weighs.\n" * 20
CONF = """\
extensions = {extensions!r}
html_theme = "furo"
myst_enable_extensions = ["colon_fence"]
html_copy_source = False
"""


def write_site(folder: Path, *, pages: int, chapters: int) -> None:
    """Write a home page, chapters and pages, spread evenly."""
    names = [f"chapter{number}" for number in range(chapters)]
    _write(folder / "index.md", "# Home\n\n" + _toctree([f"{name}/index" for name in names]))
    for number, name in enumerate(names):
        own = [f"page{page:05}" for page in range(pages) if page * chapters // pages == number]
        _write(folder / name / "index.md", f"# Chapter {number}\n\n" + _toctree(own))
        for page in own:
            _write(folder / name / f"{page}.md", f"# Page {int(page[4:])}\n\n{PROSE}")


def build(folder: Path, *, extension: str = "careerkb.site.navigation") -> Path:
    """Build with the theme of the handbook, with or without its navigation."""
    extensions = ["myst_parser", *([extension] if extension else [])]
    _write(folder / "conf.py", CONF.format(extensions=extensions))
    out = folder / "_out"
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-n", "-W", str(folder), str(out)]
    subprocess.run(command, check=True)
    return out


def _toctree(names: list[str]) -> str:
    return ":::{toctree}\n" + "\n".join(names) + "\n:::\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
