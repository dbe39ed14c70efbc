"""The inputs of a calculator as options: ``--wages-usd 245k``, ``--offer-a.base-usd 310,000``.

An option is the path of a field of the form, so that a page, a saved file and the command line
call an input the same and read it the same.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from careerkb.answers.words import capital
from careerkb.browser.fields import Calculator, Field, every_field, tree
from careerkb.browser.state import label_at
from careerkb.inputs import refusal, unknown

__all__ = ["OWN", "help_lines", "option_of", "options_of", "parse"]

OWN = {"help": False, "json": False, "from": True, "save": True}
"""The options that every calculator has, and whether a value follows."""

WIDTH, INDENT = 96, " " * 6


def option_of(path: str) -> str:
    """
    Write the path of a field as an option.

    Args:
        path: such as ``offer_a.base_usd``.

    Returns:
        Such as ``--offer-a.base-usd``.
    """
    return "--" + path.replace("_", "-")


def options_of(function: Calculator) -> dict[str, Field]:
    """
    List what may be given to a calculator.

    Args:
        function: the calculator.

    Returns:
        Field by option. A field whose last name no other has can be given by that alone.
    """
    fields = {one.path: one for one in every_field(tree(function))}
    lasts = [path.rpartition(".")[2] for path in fields]
    short = {
        option_of(last): one
        for last, one in zip(lasts, fields.values(), strict=True)
        if lasts.count(last) == 1 and last not in OWN
    }
    return {**short, **{option_of(path): one for path, one in fields.items()}}


def parse(
    function: Calculator, words: Sequence[str]
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """
    Read the words after the name of a calculator.

    Args:
        function: the calculator.
        words: as typed.

    Returns:
        Text by path; the options of `OWN` that were given; and a sentence for each word that is
        wrong.
    """
    known = options_of(function)
    state: dict[str, str] = {}
    own: dict[str, str] = {}
    wrong: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        option, equals, value = word.partition("=")
        option = option.replace("_", "-").lower()
        name = option.removeprefix("--")
        if not option.startswith("--") or not name:
            allowed = "an option and its value, like --years 4"
            wrong.append(str(refusal("a word", word, allowed, "put words with spaces in quotes")))
        elif name not in OWN and option not in known:
            wrong.append(_unknown(option, known))
            if not equals and left and not left[0].startswith("--"):
                del left[0]
        else:
            given = value if equals else _value(name, known.get(option), left)
            if given is None:
                allowed = f"followed by a value, like {option} {_example(known.get(option))}"
                wrong.append(str(refusal("an option", option, allowed)))
            elif name in OWN:
                own[name] = given
            elif known[option].path in state:
                wrong.append(str(refusal("an option", option, "given once")))
            else:
                state[known[option].path] = given
    return state, own, wrong


def _value(name: str, field: Field | None, left: list[str]) -> str | None:
    """Take the value that follows; a flag alone means yes."""
    if OWN.get(name) is False:
        return ""
    if left and not left[0].startswith("--"):
        return left.pop(0)
    return "true" if field is not None and field.spec.kind == "flag" else None


def _example(field: Field | None) -> str:
    return "FILE" if field is None else field.default or "VALUE"


def _unknown(option: str, known: Mapping[str, Field]) -> str:
    place, dot, last = option.removeprefix("--").rpartition(".")
    front = f"--{place}{dot}"
    there = {
        key.removeprefix(front).replace("-", "_"): key
        for key in known
        if key.startswith(front) and "." not in key.removeprefix(front)
    }
    hint = unknown(last.replace("-", "_"), there)
    for name in sorted(there, key=len, reverse=True):
        hint = hint.replace(f"did you mean {name}", f"did you mean {there[name]}")
    if elsewhere := [key for key in known if not place and key.endswith(f".{last}")]:
        hint = f"did you mean {' or '.join(elsewhere[:3])}?"
    rows = re.compile(re.sub(r"\\\.\d+(?=\\\.)", r"\\.(\\d+)", re.escape(option)))
    if numbers := [
        int(found[1]) for key in known if rows.groups and (found := rows.fullmatch(key))
    ]:
        hint = f"its rows are numbered from 0 to {max(numbers)}"
    if not hint and len(there) <= 8 and there:
        hint = f"there are {', '.join(there.values())}"
    return str(refusal("an option", option, "one that --help lists", hint))


def help_lines(name: str, function: Calculator, about: str) -> Iterator[str]:
    """
    Say how a calculator is asked.

    Args:
        name: its short name.
        function: the calculator.
        about: a sentence on what it answers.

    Yields:
        Lines: how to ask, then each option with its label, what it accepts and its default.
    """
    root = tree(function)
    short = {one.path: option for option, one in reversed(options_of(function).items())}
    yield f"careerkb ask {name} [--option value ...] [--from FILE] [--json]"
    yield from ("", *textwrap.wrap(about, WIDTH), "")
    for one in every_field(root):
        if _later_row(one.path):
            continue
        yield f"  {short[one.path]}"
        usual = f"{one.default} unless given" if one.default else "left out unless given"
        label = label_at(root, one.path)
        presets = f"; or {', '.join(map(repr, one.presets))}" if one.presets else ""
        words = [f"{label}: {one.spec.allowed}{presets}; {usual}.", _sentence(one.help)]
        for text in filter(None, words):
            yield from textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    yield from (
        "",
        "  --from FILE",
        f"{INDENT}A TOML file that a page saved; options go before it.",
    )
    yield from ("  --json", f"{INDENT}Print the answer as data.")
    yield from (
        "  --save FOLDER",
        f"{INDENT}Write the files that the answer has to take along into a folder.",
    )


def _later_row(path: str) -> bool:
    """Say whether it belongs to a row after the first, which has the same fields."""
    return any(part.isdigit() and part != "0" for part in path.split("."))


def _sentence(words: str) -> str:
    return f"{capital(words).removesuffix('.')}." if words else ""
