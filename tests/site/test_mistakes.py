"""The mistakes that people make, and which command tells them so, with which words.

`LINT` is caught by the linter (``nox -s lint``), within a second and without a build; `TESTS` by
``nox -s tests``; `DOCS` by ``nox -s docs``. Each stands in a small sound project with one change.
"""

from hashlib import sha256
from pathlib import Path

import pytest
from bite import fails
from small_site import warnings_of
from test_docs import docstring_faults
from test_house import broken_law

from careerkb.site.lint.check import faults

PAGE, MODULE = "docs/pay/option.md", "src/careerkb/pay/option.py"
SOURCES, CLAIMS = "docs/references.bib", "src/careerkb/data/claims.toml"
FACTS, FIGURE = "src/careerkb/data/facts.toml", "src/careerkb/data/figures/pay.toml"

SOUND = {
    "CHANGELOG.md": "# Changes\n\n## 2026-11-20\n",
    "docs/index.md": (
        "---\nreviewed: 2026-11-20\n---\n\n# Home\n\n:::{toctree}\n:hidden:\n\npay/index\n:::\n"
    ),
    "docs/pay/index.md": (
        "---\nreviewed: 2026-11-20\n---\n\n# Pay\n\nSee [options](option.md).\n\n"
        ":::{toctree}\n:hidden:\n\noption\n:::\n"
    ),
    PAGE: """---
reviewed: 2026-11-20
stale_after: 2027-11-20
---

# Options

An option is a right, {claim}`pay-one` {cite:p}`counted`.
Of all developers there are {fig}`wages: all employers / Software developers: jobs`.

```python
>>> 20 + 1
21
```

```python
>>> int("x")
Traceback (most recent call last):
...
ValueError: invalid literal for int() with base 10: 'x'
```

## Words

"""
    + "Words say what it means. " * 70
    + """

## Sources

{cite:t}`counted`.

## Reference

```{eval-rst}
.. automodule:: careerkb.pay.option
   :members:
```
""",
    "src/careerkb/__init__.py": '"""The package."""\n',
    "src/careerkb/pay/__init__.py": '"""Pay."""\n',
    MODULE: '''"""An option."""

from careerkb.inputs import Months, Usd

__all__ = ["worth_usd"]


def worth_usd(*, price_usd: Usd, months: Months = 1) -> float:
    """Give its worth."""
    return price_usd * months
''',
    "tests/pay/test_option.py": "",
    SOURCES: """% The sources.

@misc{counted,
  author = {An Office},
  title = {{A count}},
  year = {2025},
  publisher = {An Office},
  url = {https://example.org/count},
  urldate = {2026-11-19},
  keywords = {official},
  note = {Small.},
}

@misc{again,
  author = {Another office},
  title = {{Another count}},
  year = {2025},
  publisher = {Another office},
  url = {https://example.com/count},
  urldate = {2026-11-19},
  keywords = {dataset},
  note = {Large.},
}
""",
    CLAIMS: """reviewed = 2026-11-20

[[claims]]
id = "pay-one"
chapter = "pay"
statement = "One is more."
kind = "comparison"
verdict = "supported"
confidence = "low"
reasoning = "It was counted."
population = "all developers"
basis = ["counted", "again"]
evidence = [
  { stance = "for", text = "A count says so.", source = "counted" },
  { stance = "for", text = "So does another.", source = "again" },
]
""",
    FACTS: 'reviewed = 2026-11-20\n\n[[facts]]\nsource = "counted"\nvalue = 3\n',
    FIGURE: """title = "Pay"
sources = ["counted"]
as_of = "2025"
reviewed = 2026-11-20
stale_after = 2027-11-20
note = "None."
rows_read = 1
rows_used = 1
keys = 1
rows = [
  ["engineer", 102525],
]

[dropped]

[[columns]]
name = "role"
unit = "words"

[[columns]]
name = "p10"
unit = "USD a year"
""",
}
EXAMPLE = ">>> 20 + 1\n21"
WORD = "Words say what it means. "
SENTENCE = "An option is a right,"

LINT = {
    # code in a page
    "a script": (PAGE, "## Words", "<script>go()</script>\n\n## Words", ":23: HTML '<script>go()</script>', which could run in the reader's browser; write Markdown"),
    "a script in a sentence": (PAGE, SENTENCE, "An <script>go()</script> option", ":8: HTML '<script>'"),
    "an event handler": (PAGE, SENTENCE, 'A <b onclick="go()">right</b>', ":8: HTML '<b onclick="),
    "an iframe": (PAGE, "## Words", '<iframe src="x"></iframe>\n\n## Words', ":23: HTML '<iframe"),
    "HTML in a directive": (PAGE, "## Words", ":::{note}\n<b>x</b>\n:::\n\n## Words", ":24: HTML '<b>'"),
    "an HTML comment": (PAGE, "## Words", "<!-- x -->\n\n## Words", "a remark for editors is a line that begins with %"),
    "a raw directive": (PAGE, "## Words", ":::{raw} html\n<b>x</b>\n:::\n\n## Words", ":23: the directive {raw}; pages use "),
    "a raw fence": (PAGE, "## Words", "```{raw} html\n<b>\n```\n\n## Words", ":23: unknown fence {raw} html: it never runs"),
    "raw in the reference": (PAGE, ".. automodule::", ".. raw:: html\n\n   <b>\n\n.. automodule::", "an eval-rst fence that is no reference; it may hold `.. automodule::`"),
    "raw in a docstring": (MODULE, '"""Give its worth."""', '"""\n    Give.\n\n    .. raw:: html\n    """', ":12: the directive raw in a docstring; write plain words"),
    "a raw role": (PAGE, SENTENCE, "{raw}`<b>` An", ":8: the role {raw}; write Markdown"),
    "a download": (PAGE, SENTENCE, "{download}`x.html` An", ":8: the role {download}"),
    "another file included": (PAGE, "## Words", ":::{include} /etc/passwd\n:::\n\n## Words", ":23: the directive {include}"),
    "a javascript link": (PAGE, SENTENCE, "[A](javascript:go())", ":8: a link to javascript:, which runs code; link to a page or to https://"),
    # pictures
    "a remote image": (PAGE, SENTENCE, "![A plot](https://example.org/x.png)", ":8: a picture from elsewhere, https://example.org/x.png; no page asks another host"),
    "a remote figure": (PAGE, "## Words", ":::{figure} https://example.org/x.png\n:alt: A plot\n:::\n\n## Words", ":23: a picture from elsewhere"),
    "an image without words": (PAGE, SENTENCE, "![](../x.png)", ":8: a picture without words, ../x.png; say in words what it shows"),
    "a figure without words": (PAGE, "## Words", ":::{figure} ../x.png\n:::\n\n## Words", ":23: a picture without words"),
    "an image that is not there": (PAGE, SENTENCE, "![A plot](missing.png)", ":8: the picture 'missing.png' leads nowhere; there is no docs/pay/missing.png"),
    "a huge image": ("docs/pay/x.png", None, b"x" * 300_000, ":1: a picture of 300 kB; make it at most 100 kB, or draw it as a chart"),
    "an SVG with a script": ("docs/pay/x.svg", None, b"<svg><script/></svg>", ":1: an SVG with a script or a foreign address"),
    "a page in another format": ("docs/pay/x.rst", None, b"X\n=\n", ":1: x.rst among the pages; pages end in .md"),
    # structure
    "a second title": (PAGE, "## Words", "# Words", ":23: a second title, 'Words'; begin it with ##"),
    "no title": (PAGE, "# Options", "Options", ":1: no title; write `# Title`"),
    "a heading twice": (PAGE, "## Sources", "## Words\n\n## Sources", "the heading 'Words' stands on line 23 already; each heading is unique"),
    "a label twice": (PAGE, "## Words", "(here)=\n## Words\n\n(here)=\n## Other", ":26: the label (here)= stands on line 23; rename one"),
    "a label on two pages": (PAGE, "## Words", "(there)=\n## Words", ":23: the label (there)= stands in index.md too; rename one"),
    "a dead link": (PAGE, SENTENCE, "[An](../exit/none.md)", ":8: the link '../exit/none.md' leads nowhere; there is no docs/exit/none.md"),
    "a page that no list names": ("docs/pay/index.md", "\noption\n", "\n", "option.md:1: a page that no list names; add option to the list {toctree} in docs/pay/index.md"),
    "a list that names no page": ("docs/pay/index.md", "\noption\n", "\noption\nnone\n", ":13: the list names pay/none.md, which is no page; mend or remove the line"),
    "an unknown directive": (PAGE, "## Words", ":::{ntoe}\nx\n:::\n\n## Words", ":23: the directive {ntoe}; pages use "),
    # front matter and bytes
    "no front matter": (PAGE, "---\nreviewed: 2026-11-20\nstale_after: 2027-11-20\n---\n", "", ":1: no front matter; begin with the lines ---"),
    "a key with a slip": (PAGE, "stale_after:", "stale_afer:", ":3: front matter 'stale_afer: 2027-11-20'; write `key: value` with a key of reviewed, stale_after, kind"),
    "broken YAML": (PAGE, "stale_after: 2027-11-20", "stale_after: [2027", ":3: stale_after '[2027' is no day; write it as YYYY-MM-DD"),
    "front matter that is no line": (PAGE, "stale_after: 2027-11-20", "  - stale_after", ":3: front matter '  - stale_after'"),
    "a bad date": (PAGE, "reviewed: 2026-11-20", "reviewed: 2026-11-31", ":2: reviewed '2026-11-31' is no day; write it as YYYY-MM-DD"),
    "a date in words": (PAGE, "stale_after: 2027-11-20", "stale_after: next year", ":3: stale_after 'next year' is no day"),
    "a date in the far future": (PAGE, "reviewed: 2026-11-20\nstale_after: 2027-11-20", "reviewed: 2062-11-20", ":2: reviewed 2062-11-20, over a year after all else here (2026-11-20)"),
    "stale before the review": (PAGE, "stale_after: 2027", "stale_after: 2025", ":3: stale after 2025-11-20, which is not after the review; write a later day"),
    "no review": (PAGE, "reviewed: 2026-11-20\n", "", ":1: no `reviewed`; add reviewed: YYYY-MM-DD"),
    "a kind that is none": (PAGE, "stale_after: 2027-11-20", "kind: Guide", ":3: kind 'Guide'; write guide, or leave the line out"),
    "a tab": (PAGE, SENTENCE, "An\toption", ":8: a tab; write spaces"),
    "Windows line ends": (PAGE, "# Options\n", "# Options\r\n", ":6: a line that ends as on Windows (CRLF); save it with LF line ends"),
    "a byte-order mark": (PAGE, "---\nreviewed", "\ufeff---\nreviewed", ":1: a byte-order mark; save the file in UTF-8 without it"),
    "not UTF-8": (PAGE, SENTENCE, b"An opti\xf3n", ":8: byte 0xf3 is not UTF-8; save the file in UTF-8"),
    "a module that is not UTF-8": (MODULE, "An option", b"An opti\xf3n", ":1: byte 0xf3 is not UTF-8"),
    # examples
    "a fence that never runs": (PAGE, "```python\n>>> 20", "```py\n>>> 20", ":11: unknown fence py: it never runs; examples stand in ```python"),
    "a prompt that never runs": (PAGE, "```python\n>>> 20", "```text\n>>> 20", ":12: a prompt that no test runs; an example stands in a fence ```python"),
    "a prompt in the prose": (PAGE, SENTENCE, ">>> 1 + 1\n\nAn", ":8: a prompt that no test runs"),
    "code in a colon fence": (PAGE, "## Words", ":::{code-block} python\n>>> 1\n1\n:::\n\n## Words", ":23: unknown fence code-block: it never runs; code stands in backticks"),
    "a fence that does not end": (PAGE, "   :members:\n```\n", "   :members:\n", "a fence that does not end; close it with ```"),
    "a prompt without a blank": (PAGE, ">>> 20", ">>>20", ":12: a prompt that cannot be read"),
    "a skipped example": (PAGE, "20 + 1", "20 + 1  # doctest: +SKIP", ":12: an example that is skipped or has a flag; take it out"),
    "code that is no Python": (PAGE, EXAMPLE, ">>> 20 +\n21", ":12: code that is no Python (invalid syntax)"),
    "78 columns": (PAGE, ">>> 20 + 1", ">>> 20 + 1" + " + 0" * 17, ":12: code of 78 columns; break it before column 72: phones are narrow"),
    "twenty lines in an example": (PAGE, EXAMPLE, ">>> x = 1\n" * 20 + EXAMPLE, ":11: an example of 21 lines of code; cut it in two with a sentence between: at most 16"),
    "sleep": (PAGE, EXAMPLE, ">>> from asyncio import sleep\n>>> x = sleep(5)\n" + EXAMPLE, ":13: a call of sleep, which asks the clock; write the value itself"),
    "time": (PAGE, EXAMPLE, ">>> import time\n" + EXAMPLE, ":12: an import of time, which asks the clock"),
    "today's date": (PAGE, EXAMPLE, ">>> import datetime\n>>> x = datetime.date.today()\n" + EXAMPLE, ":13: a call of today, which asks the clock; write the value itself"),
    "the network": (PAGE, EXAMPLE, ">>> import urllib.request\n" + EXAMPLE, ":12: an import of urllib.request, which asks the network"),
    "the network by another way": (PAGE, EXAMPLE, ">>> from urllib import request\n" + EXAMPLE, ":12: an import of urllib, which asks the network"),
    "seeded random": (PAGE, EXAMPLE, ">>> import random\n>>> random.seed(1)\n" + EXAMPLE, ":12: an import of random, which asks chance"),
    "numpy's random": (PAGE, EXAMPLE, ">>> from numpy import random\n" + EXAMPLE, ":12: an import of numpy, which asks chance"),
    "the machine": (PAGE, EXAMPLE, ">>> import os\n" + EXAMPLE, ":12: an import of os, which asks this machine"),
    "the clock in a docstring": (MODULE, '"""Give its worth."""', '"""\n    Give.\n\n    >>> import time\n    """', ":12: an import of time, which asks the clock"),
    # numbers and names of facts
    "a number without anchor": (PAGE, SENTENCE, "It is worth 450,000 dollars.\nAn", ":8: 450,000 has no anchor; print it in an example, use {fig}, or cite"),
    "an unknown source": (PAGE, "{cite:p}`counted`", "{cite:p}`countd`", ":8: the source 'countd' is not in docs/references.bib; add it there"),
    "an unknown claim": (PAGE, "pay-one", "pay-two", ":8: the claim 'pay-two' is not in the ledger; did you mean 'pay-one'?"),
    "an unknown claim like no other": (PAGE, "pay-one", "skills-first-lab", "is not in the ledger; see data/claims.toml"),
    "a figure without a column": (PAGE, "developers: jobs`", "developers`", ":9: {fig} holds 'wages: all employers / Software developers'; write figure: row: column"),
    "an unknown cell": (PAGE, "developers: jobs`", "developers: job`", "is no cell; column must be one of employer"),
    "a source that nothing cites": (SOURCES, "% The sources.\n", "% The sources.\n@misc{loose,\n  author = {A},\n  title = {B},\n  year = {2025},\n  publisher = {C},\n  urldate = {2026-11-19},\n  keywords = {press},\n  note = {D},\n}\n", ":2: nothing cites loose; cite it where it bears something out, or take it off the list"),
    "pasted BibTeX": (SOURCES, "% The sources.", '@article{x,\n    author="A",\n}', "references.bib:2: line 2 must be an entry, a field or a comment on one line, got"),
    "a source without a field": (SOURCES, "  note = {Small.},\n", "", ":3: line 3: counted must be complete, got 'note'; this field is missing"),
    "a source of an unknown kind": (SOURCES, "{official}", "{blog}", ":3: counted: keywords must be one of official"),
    "broken TOML": (FACTS, "value = 3", "value = ", "facts.toml:5: no TOML (Invalid value)"),
    "a date in TOML": (FACTS, "2026-11-20", '"soon"', "facts.toml:1: reviewed 'soon' is no day"),
    "a claim without a verdict": (CLAIMS, 'verdict = "supported"\n', "", "claims.toml:3: claim 'pay-one', verdict must be given: one of 'supported', "),
    "a claim with a verdict that is none": (CLAIMS, '"supported"', '"true"', "claims.toml:8: claim 'pay-one', verdict must be one of 'supported'"),
    "a claim that cites no source": (CLAIMS, 'source = "again" },', 'source = "again" },\n  { stance = "context", text = "It helps.", source = "nobody" },', "claims.toml:16: claim 'pay-one', evidence 3, source must be in the list of sources, got 'nobody'"),
    "a bad claim id": (CLAIMS, '"pay-one"', '"Pay One"', "claims.toml:4: claim 'Pay One', id must be words in lower case joined by hyphens"),
    "a figure changed by hand": (FIGURE, "102525", "112525", "pay.toml:1: a figure that was changed or added by hand; make the figures again with `nox -s figures"),
    "a bad figure cell": (FIGURE, "102525", '"many"', "pay.toml:11: column p10 of rows[0] must be in USD a year, got 'many'"),
    "a figure taken away": (FIGURE, None, None, "SHA256SUMS:1: pay.toml is listed and not there; make the figures again"),
    # the page of a noun
    "no example": (PAGE, ">>>", "", ":1: no example; add a fence ```python"),
    "no refusal": (PAGE, "ValueError", "KeyError", ":1: no refusal; show what a wrong input gets"),
    "no citation under Sources": (PAGE, "{cite:t}`counted`.", "None.", "no section Sources with a citation; add {cite:t}`key` below ## Sources"),
    "no reference": (PAGE, "careerkb.pay.option\n", "careerkb.pay.other\n", "no reference of careerkb.pay.option; end with a fence"),
    "too few words": (PAGE, WORD * 70, WORD, "words of prose, not 300 to 1,500; say more"),
    "too many words": (PAGE, WORD, WORD * 6, "words of prose, not 300 to 1,500; a page this long is two nouns"),
    # modules
    "a name that is not in __all__": (MODULE, "def worth", "def spread() -> None:\n    ...\n\n\ndef worth", "option.py:8: spread is not in __all__; add it, or call it _spread"),
    "no __all__": (MODULE, '__all__ = ["worth_usd"]\n', "", "option.py:1: no __all__; list the public names"),
    "a parameter without type": (MODULE, "months: Months = 1", "months=1", "option.py:8: parameter months of worth_usd has no type; annotate it with a type of careerkb.inputs"),
    "a number without unit": (MODULE, "price_usd: Usd", "price_usd: float", "option.py:8: parameter price_usd of worth_usd is a number without unit and range; use a type of careerkb.inputs"),
    "a name without its unit": (MODULE, "price_usd: Usd", "price: Usd", "option.py:8: parameter price of worth_usd does not name its unit; end it in _usd"),
    "months that are not named": (MODULE, "months: Months", "wait: Months", "parameter wait of worth_usd does not name its unit; end it in _months"),
    "the clock in a module": (MODULE, "    return", "    import time\n    return", "option.py:10: an import of time, which asks the clock"),
    "a chart without summary": (MODULE, "    return", "    Chart(kind='bar', title='x')\n    return", "option.py:10: a chart without summary; say in one sentence what it shows"),
    "a circular import": (MODULE, "from careerkb.inputs import Months, Usd", "from careerkb.inputs import Months, Usd\nfrom careerkb.pay import circle", "option.py:4: a circle of imports: careerkb.pay.circle imports careerkb.pay.option imports careerkb.pay.circle; move what both need into a third module"),
    "a module that is no Python": (MODULE, "    return", "   return", "option.py:10: no Python (unindent does not match any outer indentation level)"),
}  # fmt: skip
"""What the linter says: file, what is written, what is put there, and its words."""

EXTRA = {
    "a label on two pages": ("docs/index.md", "# Home", "(there)=\n# Home"),
    "a circular import": ("src/careerkb/pay/circle.py", None, b'"""X."""\nfrom careerkb.pay import option\n__all__ = []\n'),
    "an image without words": ("docs/x.png", None, b"x"),
    "a figure without words": ("docs/x.png", None, b"x"),
}  # fmt: skip
"""What a mistake needs in a second file."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sound project once."""
    root = tmp_path_factory.mktemp("project")
    for name, text in SOUND.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    digest = sha256(SOUND[FIGURE].encode()).hexdigest()
    (root / FIGURE).with_name("SHA256SUMS").write_text(f"{digest}  pay.toml\n", "utf-8")
    return root


def said(root: Path) -> list[str]:
    """List what the linter says."""
    found = faults(root / "docs")
    return [f"{file.relative_to(root)}:{fault.line}: {fault}" for file, fault in found]


def change(root: Path, name: str, old: str | None, new: str | bytes | None) -> None:
    """Put something in the place of a text of a file, or a new file, or nothing in its place."""
    file = root / name
    if old is None:
        return file.unlink() if new is None else file.write_bytes(bytes(new))  # type: ignore
    text = file.read_text("utf-8")
    assert old in text
    put = new.encode() if isinstance(new, str) else new
    return file.write_bytes(text.encode().replace(old.encode(), put))  # type: ignore


def test_the_sound_project_has_no_fault(project: Path) -> None:
    """What each mistake is made in."""
    assert said(project) == []


@pytest.mark.parametrize("mistake", LINT)
def test_lint_names_the_mistake_its_place_and_its_cure(mistake: str, project: Path) -> None:
    """File, line, reason and remedy in one line; afterwards the project is sound again."""
    name, old, new, words = LINT[mistake]
    changes = [(name, old, new), *([EXTRA[mistake]] if mistake in EXTRA else [])]
    kept = {f: (project / f).read_bytes() for f, *_ in changes if (project / f).exists()}
    try:
        for one in changes:
            change(project, *one)
        found = said(project)
    finally:
        for file, *_ in changes:
            (project / file).unlink(missing_ok=True)
        for file, raw in kept.items():
            (project / file).write_bytes(raw)
    place = name if words.startswith(":") else ""
    assert any(place + words in one for one in found), found
    assert all("; " in one for one in found)


TESTS = {
    "an example that prints something else": ("21\n", "22\n"),
    "an example that raises": ("20 + 1", "20 / 0"),
    "an example with a wrong message": ("base 10", "base 16"),
}


@pytest.mark.parametrize("mistake", TESTS)
def test_the_tests_run_every_example(mistake: str, tmp_path: Path) -> None:
    """As Sybil runs the page."""
    old, new = TESTS[mistake]
    assert not fails(tmp_path / "option.md", SOUND[PAGE])
    assert fails(tmp_path / "option.md", SOUND[PAGE].replace(old, new, 1))


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (PAGE, "pay/option: no page"),
        (MODULE, "pay/option: no module"),
        ("tests/pay/test_option.py", "pay/option: no test"),
    ],
)
def test_the_tests_miss_a_file_of_a_noun(gone: str, words: str, tmp_path: Path) -> None:
    """One noun, three files."""
    for name, text in SOUND.items():
        if name != gone:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
    assert list(broken_law(tmp_path)) == [words]


def test_the_tests_name_a_parameter_without_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence with the function and the parameter, not the name of a key."""
    (tmp_path / "untyped_noun.py").write_text(
        "__all__ = ['f']\ndef f(pay_usd):\n    '''Do.'''\n", "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert list(docstring_faults("untyped_noun")) == ["f: parameter pay_usd has no type"]


DOCS = {
    "wrong option": ("# A\n\n:::{figure-table} wages\n:column: jobs\n:::\n", "4: WARNING: ", "Unknown option key: 'column' (allowed: ['columns', 'rows'])"),
    "unknown calculator": ("# B\n\n:::{calculator} careerkb.pay.offers.none\n:::\n", "3: ERROR: ", "careerkb.pay.offers.none"),
    "wrong case": ("# M\n\n:::{answer} careerkb.pay.tax.tax_answer\n:case: wages_usd = -5\n:::\n", "3: ERROR: ", "case: wages_usd must be a number from 1,000"),
    "unknown figure": ("# C\n\n:::{figure-table} wage\n:::\n", "3: ERROR: ", "name must be one of acceptance"),
    "unknown chapter": ("# D\n\n:::{claims} salary\n:::\n", "3: ERROR: ", "chapter must be one of 'summary'"),
    "dead anchor": ("# E\n\n[x](#nowhere)\n", "3: WARNING: ", "nowhere"),
    "dead reference": ("# F\n\n{ref}`nowhere`\n", "3: WARNING: ", "undefined label: 'nowhere'"),
    "unknown role": ("# G\n\n{rolle}`x`\n", "3: WARNING: ", 'Unknown interpreted text role "rolle"'),
    "unknown citation": ("# H\n\n{cite:p}`nobody`\n", "3: WARNING: ", "nobody"),
    "skipped level": ("# I\n\n### Deep\n", "3: WARNING: ", "Non-consecutive header level increase"),
    "script": ("# J\n\n<script>go()</script>\n", "3: WARNING: ", "HTML '<script>go()</script>', which could run"),
    "raw by another way": ("# K\n\n```{eval-rst}\n.. raw:: html\n\n   <b>x</b>\n```\n", "", '"raw" directive disabled'),
    "unlisted": ("# L\n", "", "isn't included in any toctree"),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Build all of them at once, beside a page without a mistake; give the warnings of each."""
    names = {mistake: mistake.replace(" ", "-") for mistake in DOCS}
    pages = {names[mistake]: text for mistake, (text, *_) in DOCS.items()}
    sound = "# Sound\n\n:::{answer} careerkb.pay.tax.tax_answer\n:case: wages_usd = 245_000\n:::\n"
    found = warnings_of(tmp_path_factory.mktemp("built"), pages | {"sound": sound})
    return {
        mistake: [one for one in found if one.startswith(f"{name}.md")]
        for mistake, name in {**names, "sound": "sound"}.items()
    }


@pytest.mark.parametrize("mistake", DOCS)
def test_the_build_names_the_mistake_and_its_line(
    mistake: str, built: dict[str, list[str]]
) -> None:
    """What only Sphinx knows, each in a page of one build; a warning is an error there."""
    _, place, words = DOCS[mistake]
    prefix = f"{mistake.replace(' ', '-')}.md:{place}"
    assert any(one.startswith(prefix) and words in one for one in built[mistake]), built[mistake]


def test_the_build_has_nothing_to_say_of_a_sound_page(built: dict[str, list[str]]) -> None:
    """What the mistakes are compared with."""
    assert built["sound"] == []
