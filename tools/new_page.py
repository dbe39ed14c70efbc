"""Start a noun from the templates: its page, its module and its test, all three passing."""

import keyword
import re
import string
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent / "templates"
PLACES = {
    "page.md": "docs/{chapter}/{page}.md",
    "module.py": "src/careerkb/{chapter}/{noun}.py",
    "test.py": "tests/{chapter}/test_{noun}.py",
}


def write(root: Path, name: str, today: str) -> list[Path]:
    """
    Write the three files of a noun.

    Args:
        root: the project.
        name: chapter and noun, such as ``pay/pension``.
        today: the date of review, YYYY-MM-DD.

    Returns:
        The files written.

    Raises:
        SystemExit: the name is no chapter and noun, is a word of Python, or is taken already.
    """
    match = re.fullmatch(r"([a-z]+)/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)", name)
    if not match or not (root / "docs" / match[1] / "index.md").exists():
        raise SystemExit(f"{name!r} must be an existing chapter and a new noun, like pay/pension")
    if keyword.iskeyword(match[2]):
        raise SystemExit(
            f"{match[2]!r} is a word of Python, so no module can have it: choose another"
        )
    words = {
        "chapter": match[1],
        "page": match[2],
        "noun": match[2].replace("-", "_"),
        "title": match[2].replace("-", " ").capitalize(),
        "today": today,
    }
    files = {root / place.format(**words): TEMPLATES / t for t, place in PLACES.items()}
    if there := [str(file) for file in files if file.exists()]:
        raise SystemExit(f"{there[0]} is there already; choose another noun or edit it")
    for file, template in files.items():
        text = string.Template(template.read_text("utf-8")).substitute(words)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    index = root / "docs" / match[1] / "index.md"
    index.write_text(listed(index.read_text("utf-8"), match[2]), "utf-8")
    return list(files)


def listed(index: str, page: str) -> str:
    """
    Add a page to the list of its chapter.

    Args:
        index: the essay of the chapter.
        page: the name of the page, without folder and ending.

    Returns:
        The essay with the page at the end of its last `toctree`, or with one that holds it.
    """
    lists = list(re.finditer(r"^:::\{toctree\}\n(?:.*\n)*?(?=:::$)", index, flags=re.MULTILINE))
    if not lists:
        return f"{index.rstrip()}\n\n:::{{toctree}}\n:hidden:\n\n{page}\n:::\n"
    return index[: lists[-1].end()] + page + "\n" + index[lists[-1].end() :]


def main() -> None:
    """Write and say what to do next."""
    import datetime

    if len(sys.argv) != 2:
        raise SystemExit("say which noun: nox -s new_page -- pay/pension")
    files = write(ROOT, sys.argv[1], datetime.datetime.now().date().isoformat())
    for file in files:
        print("wrote", file.relative_to(ROOT))
    print(f"and listed it in {files[0].parent.relative_to(ROOT)}/index.md; they pass as they are")


if __name__ == "__main__":
    main()
