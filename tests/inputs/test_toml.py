"""TOML from any editor: each slip is one sentence with its line, and the lines are those of the file."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.inputs import Refusal, parse_toml, write_toml
from careerkb.inputs.lines import lines_of


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = 1\na = 2", 2, "a must be given once, got '2'; it stands in line 1 already"),
        ("[t]\na = 1\n\n[t]\nb = 1", 4, "t must be given once, got '[t]'; it stands in line 1"),
        ("a = 1\nt.a = 1\nt.a = 2", 3, "t.a must be given once"),
        ("base_usd = 310,000", 1, 'base_usd must be one number, got \'310,000\'; write 310000 or "310,000"'),
        ("bonus_fraction = 0,15", 1, "bonus_fraction must be one number, got '0,15'; write 0.15, with a point"),
        ("bonus_fraction = .3", 1, "must be a number with digits on both sides of its point, got '.3'; write 0.3"),
        ("x = 1\nbase_usd = 600k # pay", 2, 'base_usd must be a number, true or false, or words in quotes, got \'600k\'; write "600k"'),
        ("base_usd = $310,000", 1, 'write "$310,000"'),
        ("bonus_fraction = 15 %", 1, 'write "15 %"'),
        ("clawback = prorated", 1, 'write "prorated"'),
        ("carve_out = True", 1, "must be true or false, got 'True'; in small letters"),
        ("carve_out = yes", 1, "must be true or false"),
        ("base_usd = 0310", 1, "write 310, without zeros in front"),
        ("base_usd =", 1, "base_usd must be given a value after the equals sign"),
        ("a = 1\nbase_usd: 245000", 2, "got 'base_usd: 245000'; write base_usd = 245000"),
        ("base_usd 245000", 1, "write base_usd = 245000"),
        ("base_usd", 1, "write base_usd = and its value"),
        ("base pay = 245000", 1, "a key is one word: base_pay"),
        ("= 5", 1, "the key is missing"),
        ("a = 1\nname = \"abc\nb = 2", 2, "name must be closed, got '\"abc'; a \" is missing at its end"),
        ("a = [1, 2\nb = 3", 2, "must be"),
        ("a = 1\n[offer\nb = 1", 2, "must be TOML"),
        ("a = 1\n\x00", 2, "it holds a sign that cannot be seen"),
        ("x = 1\na = \"\"\"\nbase_usd = 1\n", 2, "a must be closed"),
        ("x = 1\na = " + "[" * 3_000, 2, "must be at most 40 brackets deep"),
        ("x = 1\na = " + "[\n" * 3_000, 42, "must be at most 40 brackets deep"),
        ("a = " + "{b=" * 3_000, 1, "must be at most 40 brackets deep"),
        ("x = 1\nbase_usd = " + "9" * 5_000, 2, "must be without numbers of more than 1000 digits"),
        ("base_usd = 1_" + "000_" * 2_000 + "0", 1, "must be without numbers of more than 1000 digits"),
        ("# \u2028 \u0085 \x0b".replace("\x0b", "") + "\nbase_usd = 1,0", 2, "base_usd must be"),
        ("#" * 20_001, 0, "the file must be at most 20000 characters"),
    ],
)  # fmt: skip
def test_a_slip_is_one_sentence_with_its_line(text: str, line: int, words: str) -> None:
    """In our words, and none of the parser's."""
    for one in (text, "\ufeff" + text if line else text, text.replace("\n", "\r\n")):
        with pytest.raises(Refusal) as refused:
            parse_toml(one)
        assert refused.value.line == line
        assert words in str(refused.value)
        assert "\n" not in str(refused.value)
        assert "column" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["\ufeffa = 1", "a = 1\r\n", "\ta\t=\t1", "a = 1 # \u2028 x", "a = 1 # [[[[\n"]
)
def test_what_editors_leave_behind_is_no_fault(text: str) -> None:
    """A mark of byte order, other line ends, tabs, strange spaces in a comment."""
    assert parse_toml(text) == {"a": 1}


TEXT = '''# \u2028 a comment with another line end, and # base_usd = 1
"a b" = 1
'q' = [1,
  2, [3,
4]]
note = """
base_usd = 1
[offer]
"""
t.u.v = 5 # [x]
i = { k = 1, l = [ { m = 2 } ] }

[offer]
base_usd = 2 # "
text = 'a = "b'
[offer.schedule]
cliff = 3
[[rows]]
x = 1

[[rows]]
x = 2
y.z = 3
[rows.inner]
w = 1
'''
LINES = {
    ("a b",): 2, ("q",): 3, ("q", 0): 3, ("q", 1): 4, ("q", 2): 4, ("q", 2, 0): 4, ("q", 2, 1): 5, ("note",): 6,
    ("t", "u", "v"): 10, ("i",): 11, ("i", "k"): 11, ("i", "l"): 11, ("i", "l", 0): 11, ("i", "l", 0, "m"): 11,
    ("offer",): 13, ("offer", "base_usd"): 14, ("offer", "text"): 15, ("offer", "schedule"): 16, ("offer", "schedule", "cliff"): 17,
    ("rows",): 18, ("rows", 0): 18, ("rows", 0, "x"): 19, ("rows", 1): 21, ("rows", 1, "x"): 22, ("rows", 1, "y", "z"): 23,
    ("rows", 1, "inner"): 24, ("rows", 1, "inner", "w"): 25,
}  # fmt: skip


def test_every_path_has_its_line() -> None:
    """Counted by hand: a key inside a long string is none, and only a line end ends a line."""
    tomllib.loads(TEXT)
    assert lines_of(TEXT) == LINES
    assert lines_of("\ufeff" + TEXT.replace("\n", "\r\n")) == LINES


def paths(document: Any, path: tuple[Any, ...] = ()) -> set[tuple[Any, ...]]:
    """Name the place of every leaf."""
    if isinstance(document, dict):
        return {found for key, one in document.items() for found in paths(one, (*path, key))}
    if isinstance(document, list):
        return {found for i, one in enumerate(document) for found in paths(one, (*path, i))}
    return {path}


KEYS = st.text(st.sampled_from("abc_-9 .\"'#=é"), min_size=1, max_size=4)
LEAVES = st.integers() | st.floats(allow_nan=False) | st.booleans() | st.text(max_size=9)
DOCUMENTS = st.recursive(
    st.dictionaries(KEYS, LEAVES | st.lists(LEAVES, max_size=3), max_size=3),
    lambda inner: st.dictionaries(KEYS, inner | LEAVES | st.lists(inner, min_size=1, max_size=2), max_size=3),
    max_leaves=10,
)  # fmt: skip


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_what_is_written_is_read_back_and_has_its_lines(document: dict[str, Any]) -> None:
    """Whatever stands in it; each leaf's line holds the last name of its path."""
    text = write_toml(document)
    read = parse_toml(text, longest=10**6)
    assert read == document
    lines = lines_of(text)
    for path in paths(read):
        assert path in lines


@given(st.text(st.sampled_from("ab=[]{}\"',.#\n \r\t1-é\u2028"), max_size=60))
@settings(max_examples=500, deadline=None, derandomize=True, database=None)
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    """And the second look at the lines never fails, whatever the text."""
    lines_of(text)
    fault = None
    try:
        parse_toml(text)
    except Refusal as refused:
        fault = refused
    if fault:
        assert 1 <= fault.line <= text.replace("\r\n", "\n").count("\n") + 1
        assert "\n" not in str(fault)
        assert " must be " in str(fault)


def test_a_table_among_other_things_in_a_list_comes_back() -> None:
    """Written in braces, as such a list cannot be a list of tables."""
    document = {"a": [{"b c": [1, "x"]}, 2, [{"d": True}]]}
    assert write_toml(document) == 'a = [{"b c" = [1, "x"]}, 2, [{d = true}]]\n'
    assert parse_toml(write_toml(document)) == document
