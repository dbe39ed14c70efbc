"""The command line: `python -m careerkb compare lab.toml product.toml`.

The second file may be left out when the first is what a page saved, with both offers in it.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

from careerkb.decide.letter import letter_faults, offer_from_toml
from careerkb.inputs import refusal
from careerkb.live.fields import Calculator
from careerkb.live.state import arguments
from careerkb.live.transfer import LONGEST_FILE, from_toml
from careerkb.pay.comparison import comparison_answer
from careerkb.pay.offers import Offer, offers_answer
from careerkb.report import report_answers, report_html, report_text

__all__ = ["main"]

DEFAULTS = {"years": 4, "discount_rate": 0.08, "band_fraction": 0.02}
TERMS = tuple(DEFAULTS)
Found = tuple[tuple[str, str], tuple[Offer, Offer], dict[str, Any]]


def main(words: list[str] | None = None) -> int:
    """
    Run one command.

    Args:
        words: as typed, or those of the process.

    Returns:
        0 when it worked, 2 when a file or a number was refused.
    """
    for stream in (sys.stdout, sys.stderr):  # a file may have any name
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(words)
    given = {name: value for name in TERMS if (value := getattr(options, name)) is not None}
    try:
        names, offers, terms = (
            _two_files(options.first, options.second)
            if options.second
            else _one_file(options.first)
        )
        answers = report_answers(names, offers, **{**DEFAULTS, **terms, **given})
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    try:
        _write(options.html, report_html(answers), [options.first, options.second])
    except OSError as fault:
        print(f"{options.html}: not written, {fault.strerror}", file=sys.stderr)
        return 2
    try:
        print(f"{report_text(answers)}\nThe same with drawings: {options.html}", flush=True)
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _write(path: Path, page: str, read: list[Path | None]) -> None:
    """Write the report, but never over an offer."""
    for one in read:
        if one and path.exists() and path.samefile(one):
            raise OSError(0, "it is one of the offers; choose another name")
    path.write_text(page, "utf-8", errors="replace")


def _two_files(first: Path, second: Path) -> Found:
    """Read an offer from each; call them by their files, or by their paths when alike."""
    found: list[Offer] = []
    wrong: list[str] = []
    for path in (first, second):
        try:
            found.append(_offer(path))
        except ValueError as fault:
            wrong += str(fault).splitlines()
    if wrong:
        raise ValueError("\n".join(wrong))
    alike = first.stem == second.stem
    names = (str(first), str(second)) if alike else (first.stem, second.stem)
    return names, (found[0], found[1]), {}


def _offer(path: Path) -> Offer:
    """Read a letter, or the offer in what a page saved."""
    text, document = _document(path)
    if isinstance(document.get("offer"), dict):
        read = from_toml(offers_answer, text)
        own = {name: word for name, word in read.items() if name.startswith("offer.")}
        offer: Offer = _saved(path, offers_answer, own)["offer"]
        return offer
    if faults := letter_faults(text=text):
        raise ValueError("\n".join(f"{path}: {fault}" for fault in faults))
    return offer_from_toml(text=text)


def _one_file(path: Path) -> Found:
    """Read what the comparison of a page saved: both offers and how to compare them."""
    text, document = _document(path)
    if not {"offer_a", "offer_b"} <= document.keys():
        tables = "both offers, as tables [offer_a] and [offer_b]"
        fault = refusal("the file", path.name, tables, "or name a second file after it")
        raise ValueError(f"{path}: {fault}")
    terms = _saved(path, comparison_answer, from_toml(comparison_answer, text))
    return ("first", "second"), (terms.pop("offer_a"), terms.pop("offer_b")), terms


def _saved(path: Path, function: Calculator, state: dict[str, str]) -> dict[str, Any]:
    """Read the inputs of a calculator, or name each that is wrong."""
    terms, errors = arguments(function, state)
    if errors:
        raise ValueError("\n".join(f"{path}: {name}: {fault}" for name, fault in errors.items()))
    return terms


def _document(path: Path) -> tuple[str, dict[str, Any]]:
    """Read a file as text and as TOML."""
    try:
        text = path.read_text("utf-8-sig")
        if len(text) > LONGEST_FILE:
            long = f"this has {len(text)}"
            raise refusal("the file", path.name, f"at most {LONGEST_FILE} characters", long)
        return text, tomllib.loads(text)
    except OSError as fault:
        wrong = f"the file must be readable, got {fault.strerror}"
    except UnicodeDecodeError as fault:
        wrong = f"the file must be text in UTF-8, got byte {fault.start} that is none"
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        wrong = f"the file must be TOML, one `key = value` a line; {fault}"
    except ValueError as fault:
        wrong = str(fault)
    raise ValueError(f"{path}: {wrong}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m careerkb", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    compare = commands.add_parser("compare", help="compare two offers, each a TOML file")
    compare.add_argument("first", type=Path, help="TOML file of the first offer, or of both")
    compare.add_argument("second", type=Path, nargs="?", help="TOML file of the second offer")
    compare.add_argument("--years", type=int, help="how long you would stay, 4 unless told")
    compare.add_argument("--discount-rate", type=float, help="a year, 0.08 unless told")
    compare.add_argument(
        "--band", type=float, dest="band_fraction",
        help="too close to call within this fraction, 0.02 unless told",
    )  # fmt: skip
    compare.add_argument(
        "--html", type=Path, default=Path("comparison.html"), help="where the report goes"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
