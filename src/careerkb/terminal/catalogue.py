"""Every calculator by a short name, such as ``pay.tax`` or ``pay.after-tax``."""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

import careerkb
from careerkb.answers.words import capital
from careerkb.browser.fields import Calculator, calculator
from careerkb.browser.moved import MOVED
from careerkb.inputs import refusal

__all__ = ["catalogue", "find", "says"]

ENDING = "_answer"


def _nouns() -> Iterator[tuple[str, str]]:
    for chapter in careerkb.__all__:
        if chapter != "__version__":
            package = importlib.import_module(f"careerkb.{chapter}")
            yield from ((chapter, one.name) for one in pkgutil.iter_modules(package.__path__))


def _of(chapter: str, noun: str) -> dict[str, Calculator]:
    """Name the calculators of a noun: the one that bears its name, or is alone, by the noun."""
    module = importlib.import_module(f"careerkb.{chapter}.{noun}")
    made: dict[str, Calculator] = {}
    for name in module.__all__:
        if name.endswith(ENDING):
            try:
                made[name.removesuffix(ENDING)] = calculator(f"{module.__name__}.{name}")
            except ValueError:  # it cannot be asked without arguments
                continue
    alone = len(made) == 1
    place = f"{chapter}.{noun}"
    named = {(place if alone or key == noun else f"{place}.{key}"): f for key, f in made.items()}
    return {key.replace("_", "-"): function for key, function in named.items()}


def catalogue() -> dict[str, Calculator]:
    """
    List every calculator.

    Returns:
        Function by short name, chapters in alphabetical order.
    """
    return {key: one for chapter, noun in _nouns() for key, one in _of(chapter, noun).items()}


def find(name: str) -> tuple[str, Calculator]:
    """
    Find a calculator by the name that somebody typed.

    Args:
        name: such as ``pay.tax``, ``pay/after-tax`` or ``careerkb.pay.tax.tax_answer``; a noun
            alone will do when no other chapter has it.

    Returns:
        Its short name and the function.

    Raises:
        ValueError: there is none; the nearest names are suggested.

    Example:
        >>> from careerkb.terminal.catalogue import find
        >>> find("pay/after_tax")[0], find("waterfall")[0]
        ('pay.after-tax', 'exits.waterfall')
        >>> find("pay.taxes")
        Traceback (most recent call last):
        ...
        ValueError: calculator must be a name that `careerkb ask` lists, got 'pay.taxes'; ...
    """
    plain = re.sub(r"[/.]+", ".", name.strip().lower()).replace("_", "-").strip(".")
    plain = plain.removeprefix("careerkb.").removesuffix("-answer")
    known = catalogue()
    if plain in known:
        return plain, known[plain]
    spelt = {_whole(one): key for key, one in known.items()}
    spelt |= {_short(old): spelt[_short(new)] for old, new in MOVED.items()}
    last = [key for key in known if key.endswith(f".{plain}")]
    if plain in spelt or len(last) == 1:
        key = spelt[plain] if plain in spelt else last[0]
        return key, known[key]
    near = last or _near(plain, list(known))
    cause = f"did you mean {' or '.join(near)}?" if near else ""
    if inside := [key for key in known if key.startswith(f"{plain}.")]:
        cause = f"name one calculator of it, such as {inside[0]}"
    raise refusal("calculator", name, "a name that `careerkb ask` lists", cause)


def _whole(function: Calculator) -> str:
    return _short(f"{function.__module__}.{function.__name__}")


def _short(name: str) -> str:
    """Write the full name of a calculator as somebody types it."""
    return name.removeprefix("careerkb.").removesuffix(ENDING).replace("_", "-")


def _near(plain: str, known: list[str]) -> list[str]:
    """Give up to three names that look alike, as a whole or by their noun alone."""
    close = difflib.get_close_matches(plain, known, n=3, cutoff=0.75)
    if "." not in plain or not close:
        nouns = {one.partition(".")[2]: one for one in known}
        wanted = plain.rpartition(".")[2]
        close += [nouns[one] for one in difflib.get_close_matches(wanted, nouns, 2, 0.75)]
    return list(dict.fromkeys(close))[:3]


def says(function: Calculator) -> str:
    """
    Say in a sentence what a calculator answers.

    Args:
        function: the calculator.

    Returns:
        The first sentence of its docstring, in one line; of one that quotes a question, that.
    """
    words = " ".join((inspect.getdoc(function) or "").partition("\n\n")[0].split())
    asked = re.sub(r"^Answer [^:]*: ", "", words)
    return capital(asked)
