"""The house as it stands, drawn from the modules themselves: `{house}` on a contributor's page."""

from __future__ import annotations

import ast
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from careerkb.site.lint.modules import source_files
from careerkb.site.rooms import CHAPTERS, FLOORS, floor_of

__all__ = ["HouseDirective", "drawing", "setup"]

WIDTH = 72


def drawing(root: Path) -> str:
    """
    Draw the floors, the roof first.

    Args:
        root: the project.

    Returns:
        Text: a floor with the number of its modules and the first line of its docstring; for the
        floor of the chapters each chapter with its number.
    """
    files = source_files(root)
    count = Counter(floor_of(name) for name in files)
    margin = max(map(len, FLOORS)) + 7
    lines = [f"{'floor':<{margin - 7}}{'modules':>5}"]
    for number, floor in reversed(list(enumerate(FLOORS))):
        if not count[number]:
            continue
        words = _chapters(files) if floor == CHAPTERS else _first_line(files[f"careerkb.{floor}"])
        lead = f"{floor:<{margin - 7}}{count[number]:>5}  "
        lines += textwrap.wrap(
            words, WIDTH, initial_indent=lead, subsequent_indent=" " * margin,
            break_on_hyphens=False,
        )  # fmt: skip
    return "\n".join(lines)


def _chapters(files: dict[str, Path]) -> str:
    found = Counter(
        name.split(".")[1] for name in files if floor_of(name) == FLOORS.index(CHAPTERS)
    )
    return ", ".join(f"{chapter} {number}" for chapter, number in sorted(found.items()))


def _first_line(file: Path) -> str:
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return text.partition("\n")[0].replace("`", "")


class HouseDirective(SphinxDirective):
    """Print the drawing; the page is written anew when a module comes or goes."""

    def run(self) -> list[nodes.Node]:
        """Read the modules beside the pages."""
        root = Path(self.env.srcdir).parent
        for file in self._read(root):
            self.env.note_dependency(str(file))
        block = nodes.literal_block("", drawing(root))
        block["language"] = "text"
        return [block]

    @staticmethod
    def _read(root: Path) -> Iterator[Path]:
        files = source_files(root)
        yield from {file.parent for file in files.values()}
        yield from (file for name, file in files.items() if name.count(".") == 1)


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("house", HouseDirective)
