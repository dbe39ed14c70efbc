"""Change one digit in the printed result of each example, and see that the run fails each time.

An example that passes whatever it prints proves nothing. For every example of the pages, the
README and the docstrings whose result holds a digit, the last digit of the result is changed in a
copy, and Sybil runs the copy as the tests do. Prints `killed / changed`; fails if one survived.
"""

import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from doctest import ELLIPSIS
from doctest import Example as DocTestExample
from pathlib import Path

from sybil.document import Document, PythonDocStringDocument
from sybil.example import SybilFailure
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parent.parent


def parse(path: Path) -> Document:
    """Read a file as the root conftest does."""
    if path.suffix == ".py":
        return PythonDocStringDocument.parse(str(path), DocTestParser(ELLIPSIS))
    return Document.parse(str(path), PythonCodeBlockParser(doctest_optionflags=ELLIPSIS))


def changes(path: Path) -> Iterator[tuple[int, str]]:
    """Give, for each example with a digit in its result, its line and the changed file."""
    text = path.read_text("utf-8")
    for example in parse(path).examples():
        parsed = example.region.parsed
        if not isinstance(parsed, DocTestExample):
            continue
        # In the source of a module a backslash of a docstring stands twice.
        source, want = (
            words.replace("\\", "\\\\") if path.suffix == ".py" else words
            for words in (parsed.source, parsed.want)
        )
        printed = [line.strip() for line in want.splitlines()]
        if not any(c.isdigit() for line in printed for c in line):
            continue
        # The result stands below the source: find its lines in the file from there on.
        position = example.region.start
        for line in source.splitlines():
            position = text.index(line.strip(), position) + len(line.strip())
        ends = []
        for line in printed:
            if line:
                position = text.index(line, position) + len(line)
                ends.append((position - len(line), position))
        at = max(i for start, end in ends for i in range(start, end) if text[i].isdigit())
        changed = str((int(text[at]) + 1) % 10)
        yield example.line, text[:at] + changed + text[at + 1 :]


def fails(path: Path, text: str) -> bool:
    """Run a changed copy and say whether the run failed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_text(text, "utf-8")
        document = parse(copy)
        document.path = str(path)  # a module is imported from where it lives
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                for example in document.examples():
                    example.evaluate()
        except SybilFailure:
            return True
        return False


def main() -> int:
    """Print what was changed, what survived, and the count."""
    files = [ROOT / "README.md", *sorted((ROOT / "src").rglob("*.py"))]
    files += sorted(p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts)
    changed, survivors = 0, []
    for path in files:
        if path.suffix == ".md" and fails(path, path.read_text("utf-8")):
            raise SystemExit(f"{path.relative_to(ROOT)} fails before anything is changed")
        for line, text in changes(path):
            changed += 1
            if not fails(path, text):
                survivors.append(f"{path.relative_to(ROOT)}:{line}")
    for survivor in survivors:
        print("survived:", survivor)
    print(f"killed / changed: {changed - len(survivors)} / {changed}")
    return len(survivors)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
