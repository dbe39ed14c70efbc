"""`careerkb ask pay.tax --wages-usd 245k`: a calculator answers as its page does."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from careerkb.answers.answer import Answer
from careerkb.browser.fields import Calculator
from careerkb.browser.forms import outcome
from careerkb.browser.state import arguments
from careerkb.browser.transfer import from_toml
from careerkb.terminal.catalogue import catalogue, find, says
from careerkb.terminal.files import not_written, printed, saved_in, text_of
from careerkb.terminal.options import help_lines, option_of, parse

__all__ = ["ask"]

WIDTH = 96


def ask(words: Sequence[str]) -> int:
    """
    Answer one question.

    Args:
        words: after ``careerkb ask``: the name of a calculator and its options, or nothing.

    Returns:
        0 when it was answered, 2 when something was refused; each refusal is a line of its own.
    """
    if not words or words[0] in ("-h", "--help"):
        return printed(_listed())
    try:
        name, function = find(words[0])
        state, own, wrong = parse(function, ["--help" if w == "-h" else w for w in words[1:]])
        if "help" in own:
            return printed("\n".join(help_lines(name, function, says(function))))
        if not wrong and "from" in own:
            state = {**_saved(function, Path(own["from"])), **state}
    except ValueError as fault:
        wrong = str(fault).splitlines()
    if not wrong:
        reading = arguments(function, state)
        answer, errors = outcome(function, reading)
        wrong = [f"{option_of(at)}: {said}" if at else said for at, said in errors.items()]
    saved: list[str] = []
    if not wrong and "save" in own:
        try:
            saved = saved_in(Path(own["save"]), answer.files)
        except ValueError as fault:
            wrong = [str(fault)]
        except OSError as fault:
            return not_written(own["save"], fault)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    if "json" in own:
        return printed(_as_json(name, answer, reading.echoes))
    echoes = [
        f"{option_of(at)} {echo['text']} is read as {echo['words']}"
        for at, echo in reading.echoes.items()
    ]
    after = ["", *saved] if saved else []
    return printed("\n".join([*echoes, *([""] if echoes else []), str(answer), *after]))


def _saved(function: Calculator, path: Path) -> dict[str, str]:
    """Read a saved file as the page opens it."""
    text = text_of(path)
    state, faults = from_toml(function, text)
    if faults:
        raise ValueError("\n".join(f"{path}: {fault}" for fault in faults))
    return state


def _as_json(name: str, answer: Answer, echoes: Mapping[str, Mapping[str, str]]) -> str:
    """Write an answer as data: numbers unrounded, units and decimals beside the columns."""
    read = {at: echo["words"] for at, echo in echoes.items()}
    data = {"calculator": name, "read": read, **asdict(answer)}
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1)


def _listed() -> str:
    """List every calculator with what it answers, a chapter at a time."""
    known = catalogue()
    width = max(map(len, known)) + 4
    lines = [
        "careerkb ask NAME [--option value ...]   answers as the page of that name does;",
        "careerkb ask NAME --help                 lists what may be given.",
    ]
    chapter = ""
    for name, function in known.items():
        lines += [""] if name.partition(".")[0] != chapter else []
        chapter = name.partition(".")[0]
        lead = f"  {name:<{width - 2}}"
        lines += textwrap.wrap(
            says(function), WIDTH, initial_indent=lead, subsequent_indent=" " * width
        )
    return "\n".join(lines)
