"""What the worker runs gives what Sybil gives, and shows the reader their own lines only."""

import doctest
import io
import json
import re

import pytest
from test_docs import PAGES, page_id

from careerkb.browser import dispatch
from careerkb.browser.console import LONGEST, Page, readable


def outputs(text: str, *above: str) -> list[str]:
    """Run a block below others and list what its statements print."""
    made = Page().run([*above, text], len(above))
    return [result["got"] for result in made["results"]]


def fences(text: str) -> list[str]:
    """List the code of the python fences of a page, in order."""
    return re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def int_of(text: str) -> None:
    """Refuse."""
    raise ValueError(text)


def doctest_says(text: str, names: dict[str, object]) -> list[bool]:
    """Let the standard library run a block, and list which examples hold."""
    held = []
    for example in doctest.DocTestParser().get_examples(text):
        test = doctest.DocTest([example], names, "page", None, 0, None)
        test.globs = names  # not a copy
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        held.append(not runner.run(test, out=io.StringIO().write, clear_globs=False).failed)
    return held


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_block_of_a_page_holds_where_doctest_says_so(page) -> None:
    """Each block runs alone first, so that those above it run silently before."""
    blocks = fences(page.read_text("utf-8"))
    names: dict[str, object] = {"__name__": "__main__"}
    theirs = [doctest_says(block, names) for block in blocks]
    ours = [Page().run(blocks, number) for number in range(len(blocks))]
    assert [[result["same"] for result in made["results"]] for made in ours] == theirs
    assert {made["above"] for made in ours} <= {None}


@pytest.mark.parametrize(
    "block",
    [">>> 1 + 1\n3\n", ">>> x = 1\n>>> x\n2\n>>> x\n1\n", ">>> print()\n<BLANKLINE>\n",
     ">>> int('a')\nTraceback (most recent call last):\n...\nValueError: invalid ...\n",
     ">>> int('a')\nTraceback (most recent call last):\n...\nTypeError: no\n",
     ">>> 1\nTraceback (most recent call last):\n...\nTypeError: no\n", ">>> None\n", ">>> 2\n",
     ">>> for i in range(2): i\n0\n1\n", ">>> import sys; print(1, file=sys.stderr)\n"],
)  # fmt: skip
def test_right_and_wrong_results_are_told_apart_as_doctest_does(block: str) -> None:
    """Also an error that is expected and does not come, or another one."""
    ours = [result["same"] for result in Page().run([block], 0)["results"]]
    assert ours == doctest_says(block, {})


def test_an_expected_error_does_not_stop_the_block() -> None:
    """It is a result like any other, and shown as printed."""
    block = ">>> 1 / 0\nTraceback (most recent call last):\n...\nZeroDivisionError: ...\n>>> 1\n1\n"
    made = Page().run([block], 0)
    assert [result["same"] for result in made["results"]] == [True, True]
    assert made["stopped"] is False
    assert made["results"][0]["got"] == made["results"][0]["want"]


def test_another_error_stops_the_block() -> None:
    """What follows does not run."""
    made = Page().run([">>> oops\n>>> 1\n1\n"], 0)
    assert made["stopped"] is True
    assert len(made["results"]) == 1


def test_values_are_echoed_as_in_a_console() -> None:
    """Also two on a line, and inside a loop; None is not."""
    assert outputs("a = 1; a\nfor i in (7, 8): i\nNone\n'é'") == ["", "1\n", "7\n8\n", "", "'é'\n"]


def test_a_decorated_function_and_a_class_run() -> None:
    """Statements of several lines stay whole."""
    code = (
        "import functools\n@functools.cache\ndef f():\n    return 2\nclass A:\n    x = 3\nf() * A.x"
    )
    assert outputs(code)[-1] == "6\n"


def test_a_traceback_begins_at_the_readers_line() -> None:
    """No frame of ours, and none of the package that refused."""
    text = "from careerkb.pay.schedules import schedule\n\nschedule(name='none')"
    said = outputs(text)[-1]
    assert said.startswith(
        'Traceback (most recent call last):\n  File "<example 1>", line 3, in <module>\n'
    )
    assert "schedule(name='none')" in said
    assert said.count("File") == 1
    assert said.splitlines()[-1].startswith("ValueError: name must be yearly percentages")


def test_a_traceback_names_lines_as_they_stand_in_a_block_with_prompts() -> None:
    """The second line of the block above, the third of this one."""
    above = ">>> def f(x):\n...     return 1 / x\n"
    said = outputs(">>> y = 0\n>>> y\n0\n>>> f(y)\n", above)[-1]
    assert '"<example 2>", line 4, in <module>\n    f(y)\n' in said
    assert '"<example 1>", line 2, in f\n    return 1 / x\n' in said


def test_a_chain_of_errors_is_kept() -> None:
    """Both parts, each with the reader's lines."""
    said = outputs(
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError('k') from e"
    )[0]
    assert "direct cause" in said
    assert said.count("<example 1>") == 2


def test_a_mistake_of_grammar_is_shown_at_its_place() -> None:
    """Nothing of the block runs."""
    [said] = outputs("print(1)\nx = (\n")
    assert said.startswith('  File "<example 1>", line 2\n')
    assert said.endswith("SyntaxError: '(' was never closed\n")


@pytest.mark.parametrize(
    "code", ["raise SystemExit", "raise KeyboardInterrupt", "exit()", "def f(): f()\nf()"]
)
def test_nothing_that_is_raised_gets_out(code: str) -> None:
    """Whatever it is, it is text."""
    assert "Traceback" in outputs(code)[-1] or "Error" in outputs(code)[-1]


def test_long_output_is_cut() -> None:
    """And says so."""
    [said] = outputs(f"print('x' * {LONGEST + 5})")
    assert len(said) < LONGEST + 100
    assert said.endswith("(cut after 20,000 characters)\n")


def test_what_goes_to_the_error_stream_is_shown_for_the_readers_code() -> None:
    """Warnings for instance."""
    assert outputs("import sys\nprint('no', file=sys.stderr)")[-1] == "no\n"


def test_blocks_above_run_once_while_they_stand() -> None:
    """A page is one namespace."""
    page = Page()
    blocks = ["import itertools; count = itertools.count()", "next(count)", "next(count)"]
    assert [page.run(blocks, number)["results"][0]["got"] for number in (1, 2)] == ["0\n", "1\n"]


def test_a_changed_block_above_counts() -> None:
    """What stands above is what ran, and a block again gives the same again."""
    page = Page()
    assert page.run(["x = 1", "x"], 1)["results"][0]["got"] == "1\n"
    assert page.run(["x = 2", "x"], 1)["results"][0]["got"] == "2\n"
    assert page.run(["x = 2", "x"], 1)["results"][0]["got"] == "2\n"
    assert "NameError" in page.run(["y = 2", "x"], 1)["results"][0]["got"]


def test_an_error_above_is_named() -> None:
    """With the number of its block."""
    made = Page().run(["x = 1", "oops", "x"], 2)
    assert (made["above"], made["stopped"]) == (1, True)
    assert "NameError" in made["results"][-1]["got"]


def test_an_error_above_counts_also_when_it_has_just_been_seen() -> None:
    """A block that did not run to its end is not there for those below."""
    page = Page()
    assert page.run(["x = 1\noops", "x"], 0)["above"] is None
    assert page.run(["x = 1\noops", "x"], 1)["above"] == 0


def test_an_error_without_a_line_of_the_reader_has_no_frames() -> None:
    """Only its name and message are left."""
    with pytest.raises(ValueError, match="far away") as caught:
        int_of("far away")
    assert readable(caught.value) == "ValueError: far away\n"


def test_the_page_asks_in_json() -> None:
    """The operations run and reset."""
    ask = json.dumps({"blocks": ["kept = 5", "kept"], "number": 1})
    assert json.loads(dispatch("run", ask))["results"] == [
        {"source": "kept", "want": None, "got": "5\n", "same": True}
    ]
    assert dispatch("reset", "{}") == "{}"


@pytest.mark.parametrize(
    ("operation", "text"), [("fly", "{}"), ("run", "{}"), ("run", "no json"), ("answer", "[]")]
)
def test_dispatch_never_raises(operation: str, text: str) -> None:
    """An error is a sentence for the reader."""
    assert set(json.loads(dispatch(operation, text))) == {"error"}
