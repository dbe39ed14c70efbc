"""The drawing of the house against the folders: every floor, every chapter, every module once."""

import re
from pathlib import Path

from test_house import ROOT, chapters

from careerkb.site.house import drawing
from careerkb.site.rooms import FLOORS

DRAWN = drawing(ROOT)
CODE = ROOT / "src/careerkb"


def rows(text: str) -> dict[str, tuple[int, str]]:
    """Read the drawing back: floor to number of modules and words."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        if not line.startswith(" "):
            name = line.split()[0]
            found[name] = [line]
        else:
            found[name].append(line)
    joined = {name: " ".join(" ".join(lines).split()) for name, lines in found.items()}
    parts = {name: re.fullmatch(r"\S+ (\d+) (.+)", line) for name, line in joined.items()}
    return {name: (int(part[1]), part[2]) for name, part in parts.items() if part}


def files_in(folder: Path) -> int:
    """Count modules with the file system alone."""
    return sum(1 for _ in folder.rglob("*.py"))


def test_the_floors_are_those_of_the_law_from_the_roof_down() -> None:
    """Each that holds something, in the order in which imports run."""
    assert list(rows(DRAWN)) == list(reversed(FLOORS))


def test_every_module_is_counted_once() -> None:
    """Room by room; what is no room is a chapter."""
    found = rows(DRAWN)
    for floor in FLOORS:
        if floor not in ("chapters", "__main__"):
            assert found[floor][0] == files_in(CODE / floor), floor
    named = dict(re.findall(r"(\w+) (\d+)", found["chapters"][1]))
    assert {name: int(n) for name, n in named.items()} == {
        name: files_in(CODE / name) for name in chapters(ROOT)
    }
    assert found["chapters"][0] == sum(map(int, named.values()))
    package = 1  # careerkb/__init__.py stands below the ground
    assert sum(number for number, _ in found.values()) == files_in(CODE) - package


def test_it_fits_a_page() -> None:
    """No line is longer than an example may be, and each floor says what it holds."""
    assert max(map(len, DRAWN.splitlines())) <= 72
    assert all(words[0].isupper() or name == "chapters" for name, (_, words) in rows(DRAWN).items())


def test_a_new_module_is_drawn(tmp_path: Path) -> None:
    """And a floor without any is not."""
    for name, text in {
        "__init__.py": "", "inputs/__init__.py": '"""The way in."""\n', "inputs/units.py": "",
        "pay/__init__.py": "", "__main__.py": '"""Run `it`."""\n',
    }.items():  # fmt: skip
        file = tmp_path / "src/careerkb" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert rows(drawing(tmp_path)) == {
        "__main__": (1, "Run it."), "chapters": (1, "pay 1"), "inputs": (2, "The way in."),
    }  # fmt: skip
