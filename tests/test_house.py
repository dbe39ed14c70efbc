"""The law of the house: one noun, three files; arrows one way; nothing compiled in a chapter."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {"data", "figures", "inputs", "live", "render", "site"}  # packages without pages
WITHOUT_SPHINX = {
    "inputs", "answer", "data", "distribution", "factor", "icalendar", "live", "render", "roots",
    "simplex",
}  # fmt: skip
OPEN_TO_CHAPTERS = {
    "careerkb",
    "careerkb.answer",
    "careerkb.data",
    "careerkb.distribution",
    "careerkb.factor",
    "careerkb.icalendar",
    "careerkb.simplex",
    "careerkb.roots",
    "careerkb.inputs",
}


def chapters(root: Path) -> list[str]:
    """List the chapters in the order of the navigation: the home page's list of pages."""
    lines = (root / "docs/index.md").read_text("utf-8").splitlines()
    named = [
        line.strip().removesuffix("/index") for line in lines if line.strip().endswith("/index")
    ]
    return [name for name in named if name != "contributing"]


def nouns(root: Path, chapter: str) -> dict[str, set[str]]:
    """Name the nouns that a chapter has as page, as module and as test."""
    pages = {
        page.stem.replace("-", "_")
        for page in (root / "docs" / chapter).glob("*.md")
        if page.stem != "index" and "\nkind: guide\n" not in page.read_text("utf-8")
    }
    modules = {m.stem for m in (root / "src/careerkb" / chapter).glob("*.py")} - {"__init__"}
    tests = {t.stem.removeprefix("test_") for t in (root / "tests" / chapter).glob("test_*.py")}
    return {"page": pages, "module": modules, "test": tests}


def broken_law(root: Path) -> Iterator[str]:
    """Say which noun lacks which of its three files, and which chapter is no chapter."""
    named = chapters(root)
    packages = {
        package.name
        for package in (root / "src/careerkb").iterdir()
        if (package / "__init__.py").exists()
    }
    yield from (f"{c}: on the home page, no package" for c in named if c not in packages)
    yield from (f"{p}: a package, not on the home page" for p in packages - set(named) - ROOMS)
    for chapter in named:
        if not (root / "docs" / chapter / "index.md").exists():
            yield f"{chapter}: no essay docs/{chapter}/index.md"
        found = nouns(root, chapter)
        for noun in sorted(set.union(*found.values())):
            yield from (
                f"{chapter}/{noun}: no {kind}" for kind, have in found.items() if noun not in have
            )


def imports(file: Path, module: str) -> set[str]:
    """Name every module that a file imports, `from x import y` as both x and x.y."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = module.split(".")[: -node.level]
                base = ".".join([*parents, base]).rstrip(".")
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return found


def modules(root: Path) -> dict[str, Path]:
    """Map the dotted name of every module to its file."""
    source = root / "src"
    return {
        ".".join(f.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): f
        for f in sorted((source / "careerkb").rglob("*.py"))
    }


def wrong_arrows(root: Path) -> Iterator[str]:
    """Say which chapter module imports what it may not, and which modules form a circle."""
    files = modules(root)
    named = chapters(root)
    allowed_tops = set(sys.stdlib_module_names) | {"annotated_types"}
    graph: dict[str, set[str]] = {}
    for module, file in files.items():
        parts = module.split(".")
        used = imports(file, module)
        graph[module] = {name for name in used if name in files} - {module}
        if parts[1:2] not in (["live"], ["site"], ["__main__"]):
            live = sorted(name for name in used if name.startswith("careerkb.live"))
            yield from (
                f"{module} imports {name}: only the site and the command line do" for name in live
            )
        if parts[1:2] == [] or parts[1] not in {*named, *WITHOUT_SPHINX}:
            continue
        for name in sorted(used):
            top = name.split(".")[0]
            if top != "careerkb" and top not in allowed_tops:
                yield f"{module} imports {name}: not in the standard library"
            if name.startswith("careerkb.site"):
                yield f"{module} imports {name}: no chapter imports the site"
            if (
                parts[1] in named
                and name in files
                and name not in OPEN_TO_CHAPTERS
                and name.split(".")[1] not in named
                and name != "careerkb"
                and name != "careerkb.data"
            ):
                yield f"{module} imports {name}: not open to chapters"
    yield from circles(graph)


def open_to_chapters(name: str, named: list[str]) -> bool:
    """Say whether a chapter may import a module: what is shared, and other chapters."""
    return name in OPEN_TO_CHAPTERS or name.split(".")[1] in named


def circles(graph: dict[str, set[str]]) -> Iterator[str]:
    """Find modules that import each other, by removing those that import nothing any more."""
    left = {name: set(uses) for name, uses in graph.items()}
    while free := {name for name, uses in left.items() if not uses & left.keys()}:
        left = {name: uses for name, uses in left.items() if name not in free}
    if left:
        yield "a circle among " + ", ".join(sorted(left))


def test_every_noun_stands_in_three_files() -> None:
    """Page, module and test, both ways, for every chapter of the home page."""
    assert list(broken_law(ROOT)) == []


def test_there_are_chapters_and_nouns_to_check() -> None:
    """A law that found nothing to check would always hold."""
    assert len(chapters(ROOT)) >= 8
    assert sum(len(nouns(ROOT, chapter)["page"]) for chapter in chapters(ROOT)) >= 9


def test_arrows_run_one_way() -> None:
    """No chapter imports the site, nothing outside the standard library, and no circle."""
    assert list(wrong_arrows(ROOT)) == []


def test_chapters_load_neither_sphinx_nor_compiled_packages() -> None:
    """A fresh interpreter that imports every chapter module has loaded no such thing."""
    names = [m for m in modules(ROOT) if m.split(".")[1:2] and m.split(".")[1] in chapters(ROOT)]
    script = (
        "import sys, importlib\n"
        f"[importlib.import_module(name) for name in {names}]\n"
        "own = [m for n, m in sys.modules.items() if getattr(m, '__file__', None)]\n"
        "print([m.__name__ for m in own if 'site-packages' in m.__file__ "
        "and (m.__file__.endswith(('.so', '.pyd')) or m.__name__ == 'sphinx')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house that keeps the law."""
    files = {
        "docs/index.md": "# Home\n\npay/index\n",
        "docs/pay/index.md": "# Pay\n",
        "docs/pay/stock-option.md": "# Options\n",
        "src/careerkb/__init__.py": "",
        "src/careerkb/inputs.py": "",
        "src/careerkb/pay/__init__.py": "",
        "src/careerkb/pay/stock_option.py": "import math\nfrom careerkb.inputs import x\n",
        "src/careerkb/site/__init__.py": "import sphinx\n",
        "tests/pay/test_stock_option.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_lawful_house_passes(house: Path) -> None:
    """The small house has nothing to complain of."""
    assert [*broken_law(house), *wrong_arrows(house)] == []


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ("docs/pay/stock-option.md", "pay/stock_option: no page"),
        ("src/careerkb/pay/stock_option.py", "pay/stock_option: no module"),
        ("tests/pay/test_stock_option.py", "pay/stock_option: no test"),
        ("docs/pay/index.md", "pay: no essay docs/pay/index.md"),
        ("src/careerkb/pay/__init__.py", "pay: on the home page, no package"),
    ],
)
def test_a_missing_file_is_seen(house: Path, file: str, complaint: str) -> None:
    """Each of the files of a noun is missed when it is gone."""
    (house / file).unlink()
    assert complaint in list(broken_law(house))


def test_a_chapter_that_the_home_page_forgets_is_seen(house: Path) -> None:
    """A package outside the navigation is no chapter."""
    (house / "docs/index.md").write_text("# Home\n", "utf-8")
    assert "pay: a package, not on the home page" in list(broken_law(house))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("import numpy", "imports numpy: not in the standard library"),
        (
            "from sphinx.application import Sphinx",
            "imports sphinx.application: not in the standard",
        ),
        ("import careerkb.site", "imports careerkb.site: no chapter imports the site"),
        ("from careerkb import site", "imports careerkb.site: no chapter imports the site"),
        ("from .. import site", "imports careerkb.site: no chapter imports the site"),
        ("from careerkb.live import console", "imports careerkb.live: only the site and"),
    ],
)
def test_a_wrong_arrow_is_seen(house: Path, line: str, complaint: str) -> None:
    """An import that the house forbids is named."""
    (house / "src/careerkb/pay/stock_option.py").write_text(line + "\n", "utf-8")
    assert any(complaint in found for found in wrong_arrows(house))


def test_live_pages_use_chapters_but_not_the_site(house: Path) -> None:
    """What runs in the browser may call every chapter, and has no Sphinx."""
    (house / "src/careerkb/live").mkdir()
    room = house / "src/careerkb/live/__init__.py"
    room.write_text("import careerkb.pay.stock_option\n", "utf-8")
    assert list(wrong_arrows(house)) == []
    room.write_text("import careerkb.site\nimport sphinx\n", "utf-8")
    assert [found.split(": ")[0] for found in wrong_arrows(house)] == [
        "careerkb.live imports careerkb.site",
        "careerkb.live imports sphinx",
    ]


def test_a_circle_is_seen(house: Path) -> None:
    """Two nouns that import each other are named."""
    (house / "src/careerkb/pay/tax.py").write_text("import careerkb.pay.stock_option\n", "utf-8")
    (house / "src/careerkb/pay/stock_option.py").write_text(
        "from careerkb.pay import tax\n", "utf-8"
    )
    assert "a circle among careerkb.pay.stock_option, careerkb.pay.tax" in list(wrong_arrows(house))
