"""What every page must keep: all its prompts ran, only known fences, an example, a refusal, a date."""

import ast
import datetime
import importlib
import inspect
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Sybil
from test_house import ROOT, chapters, modules

from careerkb.inputs import specs_of
from careerkb.site.lint.examples import example_faults
from careerkb.site.lint.files import matter_faults
from careerkb.site.lint.nouns import noun_page_faults
from careerkb.site.nouns import nouns_of
from careerkb.site.reference import is_checked

PAGES = sorted(p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts)
NOUN_PAGES = [
    page
    for page in PAGES
    if page.parent.name in chapters(ROOT)
    and page.stem != "index"
    and "\nkind: guide\n" not in page.read_text("utf-8")
]
NOUN_MODULES = [
    name for name in modules(ROOT) if name.count(".") == 2 and name.split(".")[1] in chapters(ROOT)
]


def prompts(text: str) -> int:
    """Count the lines that a reader takes for an example."""
    return len(re.findall(r"^[ \t>]*>>> ", text, flags=re.MULTILINE))


def page_faults(text: str) -> list[str]:
    """Say what any page lacks: its front matter and its examples."""
    found = [*matter_faults(text, datetime.date(2026, 11, 26)), *example_faults(text)]
    return [f"{fault.line}: {fault}" for fault in found]


def docstring_faults(module: str) -> Iterator[str]:
    """Say which public name of a module is not, or not fully, documented."""
    imported = importlib.import_module(module)
    public = getattr(imported, "__all__", [])
    if not public:
        yield "no __all__"
    for name in public:
        thing = getattr(imported, name)
        if not callable(thing):
            continue
        text = inspect.getdoc(thing) or ""
        if not text:
            yield f"{name}: no docstring"
            continue
        sections = set(re.findall(r"^(Args|Returns|Raises|Source|Example|Yields):$", text, re.M))
        try:
            specs = specs_of(thing)
            parameters = list(specs)
        except KeyError as missing:
            yield f"{name}: parameter {missing.args[0]} has no type"
            continue
        documented = re.findall(r"^    (\w+): ", _section(text, "Args"), flags=re.M)
        left = [one for one in parameters if one not in documented]
        silent = [one for one in left if not specs[one].says]
        if silent or documented != [one for one in parameters if one not in left]:
            said = f"; not said by their types {silent}" if silent else ""
            yield f"{name}: parameters {parameters}, documented {documented}{said}"
        if inspect.isfunction(thing) and "Returns" not in sections:
            yield f"{name}: no Returns"
        refuses = inspect.isfunction(thing) or hasattr(thing.__init__, "__wrapped__")
        if parameters and refuses and "Raises" not in sections and not is_checked(thing):
            yield f"{name}: no Raises"


def _section(text: str, name: str) -> str:
    match = re.search(rf"^{name}:\n(.*?)(?=^\w+:$|\Z)", text, flags=re.M | re.DOTALL)
    return match[1] if match else ""


def page_id(page: Path) -> str:
    """Name a page in test reports."""
    return str(page.relative_to(ROOT / "docs"))


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_a_page_keeps_the_rules(page: Path) -> None:
    """All prompts run, fences are known, and it says when it was reviewed."""
    assert page_faults(page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", NOUN_PAGES, ids=page_id)
def test_the_page_of_a_noun_is_complete(page: Path) -> None:
    """It has an example, a refusal, sources and the reference."""
    for noun in nouns_of(page):
        module = f"careerkb.{page.parent.name}.{noun}"
        assert list(noun_page_faults(page.read_text("utf-8"), module)) == []


@pytest.mark.parametrize("module", NOUN_MODULES)
def test_every_public_name_is_documented(module: str) -> None:
    """Parameters as in the signature, what is returned, what is raised."""
    assert list(docstring_faults(module)) == []


def code_lines(text: str) -> int:
    """Count the lines of a module that are code: no blank, no comment, no words about the code."""
    said: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        for one in body if isinstance(body, list) else []:
            words = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
            if words and isinstance(one.value.value, str):
                said |= set(range(one.lineno, (one.end_lineno or one.lineno) + 1))
    lines = enumerate(text.splitlines(), 1)
    return sum(bool(x.strip()) and x.strip()[0] != "#" and n not in said for n, x in lines)


def public_names(text: str) -> int:
    """Count the names that a module lists, if it defines any of them itself."""
    body = ast.parse(text).body
    listed = [
        len(node.value.elts)
        for node in body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
        if isinstance(node.value, ast.List)
    ]
    own = any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in body)
    return sum(listed) if own else 0


@pytest.mark.parametrize("module", modules(ROOT))
def test_a_module_stays_small(module: str) -> None:
    """At 200 lines of code, or 8 public names, it has become two, machinery included."""
    text = modules(ROOT)[module].read_text("utf-8")
    assert code_lines(text) <= 200
    if module not in ("careerkb", "careerkb.inputs"):  # these list the names of others
        assert public_names(text) <= 8


def test_words_about_the_code_are_no_code() -> None:
    """Docstrings, comments and blank lines are free, at any depth; what runs is counted."""
    assert (
        code_lines(
            '"""Words."""\n\n# more\nX = 1\n"""About X."""\n\n\ndef f():\n    """Do."""\n    return X\n'
        )
        == 3
    )
    assert public_names('__all__ = ["a", "b"]\n\n\ndef a():\n    pass\n') == 2
    assert public_names('from x import a\n\n__all__ = ["a"]\n') == 0


def not_collected(root: Path, collections: list[Sybil]) -> list[str]:
    """Name the files with prompts that no collection would parse."""
    files = [root / "README.md", *(root / "docs").rglob("*.md"), *(root / "src").rglob("*.py")]
    return [
        str(file.relative_to(root))
        for file in files
        if "_build" not in file.parts
        and file.exists()
        and prompts(file.read_text("utf-8"))
        and not any(sybil.should_parse(file) for sybil in collections)
    ]


def test_every_file_with_prompts_is_collected() -> None:
    """Pages, README and docstrings at every depth: one left out would never run."""
    names = runpy.run_path(str(ROOT / "conftest.py"))
    collections = [thing for thing in names.values() if isinstance(thing, Sybil)]
    assert len(collections) == 3
    assert not_collected(ROOT, collections) == []


@pytest.mark.parametrize("folders", ["", "a/", "a/b/", "a/b/c/", "a/b/c/d/", "a/b/c/d/e/"])
def test_pages_and_modules_are_collected_at_every_level(folders: str, tmp_path: Path) -> None:
    """As many levels as the patterns spell out, and what lies deeper is named."""
    names = runpy.run_path(str(ROOT / "conftest.py"))
    patterns = {name: names[name].patterns for name in ("page", "docstring")}
    collections = [Sybil(parsers=[], path=str(tmp_path), patterns=p) for p in patterns.values()]
    files = [f"docs/{folders}x.md", f"src/{folders}x.py"]
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(">>> 1\n1\n", "utf-8")
    deep = folders.count("/") >= names["LEVELS"]
    assert not_collected(tmp_path, collections) == (files if deep else [])


def test_a_file_that_is_not_collected_is_seen(tmp_path: Path) -> None:
    """A pattern that stops one folder short misses the module below it."""
    (tmp_path / "src/pkg/deep").mkdir(parents=True)
    (tmp_path / "src/pkg/deep/x.py").write_text(">>> 1\n", "utf-8")
    short = Sybil(parsers=[], patterns=["src/**/*.py"])
    assert not_collected(tmp_path, [short]) == ["src/pkg/deep/x.py"]


GOOD = """---
reviewed: 2026-11-23
---

# Options

```python
>>> 1 + 1
2
```
"""


def test_a_good_page_has_no_fault() -> None:
    """The page that the next test breaks is sound."""
    assert page_faults(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("reviewed: 2026-11-23", "reviewed: soon", "2: reviewed 'soon' is no day; write it as"),
        ("```python", "```py", "7: unknown fence py: it never runs; examples stand in ```python"),
        ("```python", "```py", "8: a prompt that no test runs; an example stands in a fence"),
        ("```python", "```Python", "7: unknown fence Python"),
        ("```python", "```python {.runnable}", "7: unknown fence python {.runnable}"),
        ("```python", "```", "7: unknown fence (no name)"),
        ("```python", "~~~python", "7: unknown fence python"),
        ("```python\n>>> 1 + 1\n2\n```", ":::{code-block} python\n>>> 1 + 1\n2\n:::", "8: a prompt that no test runs"),
        ("```python\n>>> 1 + 1\n2\n```", "```{code-block} pycon\n>>> 1 + 1\n2\n```", "unknown fence {code-block} pycon"),
        (">>> 1 + 1", ">>> 1 + 1  # doctest: +SKIP", "8: an example that is skipped"),
        (">>> 1 + 1", ">>>1 + 1", "8: a prompt that cannot be read"),
        ("# Options\n", "# Options\n\n% skip: next\n", "7: an example that is skipped"),
        ("2\n```\n", "2\n", "7: a fence that does not end"),
    ],
)  # fmt: skip
def test_a_broken_page_is_seen(old: str, new: str, fault: str) -> None:
    """Each way in which an example silently never runs is named."""
    assert old in GOOD
    assert any(fault in found for found in page_faults(GOOD.replace(old, new)))


NOUN = (
    GOOD
    + "\n```python\n>>> int('x')\nTraceback (most recent call last):\n...\nValueError: no\n```\n"
    + "word " * 320
    + "\n## Sources\n\n{cite:t}`key`\n\n## Reference\n\n"
    + "```{eval-rst}\n.. automodule:: careerkb.pay.options\n   :members:\n```\n"
)


def test_a_good_noun_page_has_no_fault() -> None:
    """The page that the next test breaks is sound."""
    assert list(noun_page_faults(NOUN, "careerkb.pay.options")) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (">>>", "", "no example"),
        ("ValueError", "KeyError", "no refusal"),
        ("{cite:t}", "", "no section Sources"),
        ("## Sources", "## Sauces", "no section Sources"),
        ("automodule", "module", "no reference of"),
        ("   :members:", "", "no reference of"),
        ("word " * 320, "word", "words of prose"),
        ("word " * 320, "word " * 1600, "words of prose"),
    ],
)
def test_a_broken_noun_page_is_seen(old: str, new: str, fault: str) -> None:
    """Each missing part is named."""
    assert old in NOUN
    found = noun_page_faults(NOUN.replace(old, new), "careerkb.pay.options")
    assert any(fault in str(one) for one in found)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("", "no __all__"),
        ("__all__ = ['f']\ndef f(): ...\n", "f: no docstring"),
        ("__all__ = ['f']\ndef f():\n    '''Do.'''\n", "f: no Returns"),
        (
            "from careerkb.inputs import Usd\n__all__ = ['f']\ndef f(pay_usd: Usd):\n"
            "    '''\n    Do.\n\n    Args:\n        pay: what.\n\n    Returns:\n        it.\n    '''\n",
            "f: parameters ['pay_usd'], documented ['pay']; not said by their types ['pay_usd']",
        ),
        (
            "from careerkb.inputs import Usd\n__all__ = ['f']\ndef f(pay_usd: Usd):\n"
            "    '''\n    Do.\n\n    Args:\n        pay_usd: what.\n\n    Returns:\n        it.\n    '''\n",
            "f: no Raises",
        ),
    ],
)
def test_a_missing_docstring_is_seen(
    body: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An undocumented name, parameter, result or refusal is named."""
    (tmp_path / "badly_documented.py").write_text(body, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "badly_documented", raising=False)
    assert fault in list(docstring_faults("badly_documented"))
