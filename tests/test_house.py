"""The law of the house: one noun, three files; arrows one way; nothing compiled in a chapter."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from careerkb.site.assets import package_files
from careerkb.site.lint.modules import circles, source_files
from careerkb.site.lint.modules import imports as imported_lines
from careerkb.site.nouns import nouns_of
from careerkb.site.rooms import FLOORS, floor_of

ROOT = Path(__file__).parent.parent
BROWSER = FLOORS.index("browser")
ROOMS = set(FLOORS)  # packages without pages


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
        noun
        for page in (root / "docs" / chapter).glob("*.md")
        if page.stem != "index" and "\nkind: guide\n" not in page.read_text("utf-8")
        for noun in nouns_of(page)
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
        yield from _too_deep(root, chapter)
        found = nouns(root, chapter)
        for noun in sorted(set.union(*found.values())):
            yield from (
                f"{chapter}/{noun}: no {kind}" for kind, have in found.items() if noun not in have
            )


def _too_deep(root: Path, chapter: str) -> Iterator[str]:
    """Say what of a noun lies in a group of pages below its chapter, or in a folder of modules."""
    for page in sorted((root / "docs" / chapter).glob("*/**/*.md")):
        if "automodule::" in page.read_text("utf-8"):
            place = page.relative_to(root / "docs").with_suffix("").as_posix()
            yield f"{place}: the page of a noun, which stands in docs/{chapter}/ itself"
    for module in sorted((root / "src/careerkb" / chapter).glob("*/**/*.py")):
        place = module.relative_to(root / "src").as_posix()
        yield f"{place}: a noun is one module, src/careerkb/{chapter}/<noun>.py"


def imports(file: Path, module: str) -> set[str]:
    """Name every module that a file imports, `from x import y` as both x and x.y."""
    return set(imported_lines(ast.parse(file.read_text("utf-8")), module))


def modules(root: Path) -> dict[str, Path]:
    """Map the dotted name of every module to its file."""
    return source_files(root)


def wrong_arrows(root: Path) -> Iterator[str]:
    """Say which module imports from a floor above its own, or what the browser does not have."""
    files = modules(root)
    allowed_tops = set(sys.stdlib_module_names) | {"annotated_types", "careerkb"}
    for module, file in files.items():
        floor = floor_of(module)
        for name in sorted(imports(file, module)):
            if floor <= BROWSER and name.split(".")[0] not in allowed_tops:
                yield f"{module} imports {name}: not in the standard library"
            if name in files and floor_of(name) > floor:
                yield f"{module} imports {name}: a floor above its own"


def test_every_noun_stands_in_three_files() -> None:
    """Page, module and test, both ways, for every chapter of the home page."""
    assert list(broken_law(ROOT)) == []


def test_there_are_chapters_and_nouns_to_check() -> None:
    """A law that found nothing to check would always hold."""
    assert len(chapters(ROOT)) >= 8
    assert sum(len(nouns(ROOT, chapter)["page"]) for chapter in chapters(ROOT)) >= 9


def test_arrows_run_one_way() -> None:
    """No room imports from above, and below the site nothing outside the standard library."""
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
        "src/careerkb/inputs/__init__.py": "",
        "src/careerkb/browser/__init__.py": "from careerkb.pay import stock_option\n",
        "src/careerkb/browser/console.py": "",
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


def test_a_page_may_hold_two_nouns_and_says_so(house: Path) -> None:
    """A second module needs no page of its own where the page names it, and still a test."""
    (house / "src/careerkb/pay/strike.py").write_text("", "utf-8")
    assert sorted(broken_law(house)) == ["pay/strike: no page", "pay/strike: no test"]
    (house / "tests/pay/test_strike.py").write_text("", "utf-8")
    page = house / "docs/pay/stock-option.md"
    page.write_text("---\nalso: strike\n---\n\n# Options\n", "utf-8")
    assert list(broken_law(house)) == []
    (house / "src/careerkb/pay/strike.py").unlink()
    assert list(broken_law(house)) == ["pay/strike: no module"]


def test_a_chapter_that_the_home_page_forgets_is_seen(house: Path) -> None:
    """A package outside the navigation is no chapter."""
    (house / "docs/index.md").write_text("# Home\n", "utf-8")
    assert "pay: a package, not on the home page" in list(broken_law(house))


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("docs/pay/options/call.md", "# Calls\n", ""),
        ("docs/pay/options/deep/call.md", "# Calls\n", ""),
        ("docs/pay/options/call.md", ".. automodule:: x\n", "pay/options/call: the page of a noun"),
        ("src/careerkb/pay/options/call.py", "", "pay/options/call.py: a noun is one module"),
    ],
)
def test_a_group_below_a_chapter_holds_no_noun(
    house: Path, file: str, text: str, complaint: str
) -> None:
    """Its pages are for reading; a noun stands in its chapter."""
    (house / file).parent.mkdir(parents=True)
    (house / file).write_text(text, "utf-8")
    found = list(broken_law(house))
    assert len(found) == bool(complaint)
    assert all(complaint in one for one in found)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("import numpy", "imports numpy: not in the standard library"),
        (
            "from sphinx.application import Sphinx",
            "imports sphinx.application: not in the standard",
        ),
        ("import careerkb.site", "imports careerkb.site: a floor above its own"),
        ("from careerkb import site", "imports careerkb.site: a floor above its own"),
        ("from .. import site", "imports careerkb.site: a floor above its own"),
        ("from careerkb.browser import console", "imports careerkb.browser: a floor above its"),
    ],
)
def test_a_wrong_arrow_is_seen(house: Path, line: str, complaint: str) -> None:
    """An import that the house forbids is named."""
    (house / "src/careerkb/pay/stock_option.py").write_text(line + "\n", "utf-8")
    assert any(complaint in found for found in wrong_arrows(house))


def test_live_pages_use_chapters_but_not_the_site(house: Path) -> None:
    """What runs in the browser may call every chapter, and has no Sphinx."""
    assert list(wrong_arrows(house)) == []
    room = house / "src/careerkb/browser/__init__.py"
    room.write_text("import careerkb.site\nimport sphinx\n", "utf-8")
    assert [found.split(": ")[0] for found in wrong_arrows(house)] == [
        "careerkb.browser imports careerkb.site",
        "careerkb.browser imports sphinx",
    ]


@pytest.mark.parametrize("number", range(len(FLOORS) - 1))
def test_each_floor_may_not_look_up(house: Path, number: int) -> None:
    """A module that imports from the floor above is named, on every floor."""
    rooms = ["pay" if floor == "chapters" else floor for floor in FLOORS]
    low, high = rooms[number : number + 2]
    for room, text in ((low, f"import careerkb.{high}.x\n"), (high, "")):
        place = house / f"src/careerkb/{room}/x.py"
        if room == "__main__":
            continue
        place.parent.mkdir(exist_ok=True)
        (place.parent / "__init__.py").touch()
        place.write_text(text, "utf-8")
    if high == "__main__":
        (house / "src/careerkb/__main__.py").touch()
        (house / f"src/careerkb/{low}/x.py").write_text("import careerkb.__main__\n", "utf-8")
    assert any(f"careerkb.{low}.x imports" in found for found in wrong_arrows(house))


def test_the_browser_gets_what_it_needs_and_no_more() -> None:
    """The package for readers has every floor up to the browser's own."""
    packed = {place.split("/")[1] for place, _ in package_files() if place.startswith("careerkb/")}
    assert {"inputs", "maths", "data", "answers", "pay", "browser", "__init__.py"} <= packed
    assert packed.isdisjoint({"figures", "site", "__main__.py"})


@pytest.mark.parametrize(
    ("files", "place", "way"),
    [
        (
            {"tax": "import careerkb.pay.stock_option", "stock_option": "from careerkb.pay import tax"},
            "careerkb.pay.tax:1",
            "careerkb.pay.stock_option imports careerkb.pay.tax imports careerkb.pay.stock_option",
        ),
        (
            {"a": "\nfrom careerkb.pay import b", "b": "import math\nfrom . import c", "c": "from .a import x", "d": "from . import a"},
            "careerkb.pay.c:1",
            "careerkb.pay.a imports careerkb.pay.b imports careerkb.pay.c imports careerkb.pay.a",
        ),
        ({"a": "from . import b", "b": "import math"}, "", ""),
    ],
)  # fmt: skip
def test_a_circle_is_named_from_edge_to_edge(files: dict[str, str], place: str, way: str) -> None:
    """The way round, and the line that closes it; what only leans on a circle is not named."""
    trees = {f"careerkb.pay.{name}": ast.parse(text) for name, text in files.items()}
    graph = {
        name: {n: line for n, line in imported_lines(tree, name).items() if n in trees}
        for name, tree in trees.items()
    }
    found = [(f"{name}:{fault.line}", str(fault)) for name, fault in circles(graph)]
    assert [one[0] for one in found] == [place] * bool(place)
    assert all(f"a circle of imports: {way}; move what both need" in one[1] for one in found)


def test_the_package_has_no_circle() -> None:
    """Every module below `careerkb`, the site included."""
    trees = {n: ast.parse(file.read_text("utf-8")) for n, file in modules(ROOT).items()}
    graph = {
        name: {n: line for n, line in imported_lines(tree, name).items() if n in trees}
        for name, tree in trees.items()
    }
    assert list(circles(graph)) == []
