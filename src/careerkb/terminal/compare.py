"""`careerkb compare lab.toml product.toml`: the report on two letters.

The second file may be left out when the first is what a page saved, with both offers in it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from careerkb.browser.transfer import arguments_of
from careerkb.decide.letter import letter_read
from careerkb.decide.report import Report
from careerkb.inputs import parse_toml, read, refusal, specs_of
from careerkb.pay.comparison import comparison_answer
from careerkb.pay.offers import Offer
from careerkb.terminal.files import not_written, printed, text_of

__all__ = ["add_options", "compare"]

DEFAULTS = {"years": 4, "discount_rate": 0.08, "band_fraction": 0.02}
TERMS = tuple(DEFAULTS)
Found = tuple[tuple[str, str], tuple[Offer, Offer], dict[str, Any], tuple[str, ...]]


def compare(options: argparse.Namespace) -> int:
    """
    Print the report on two letters and write it with drawings.

    Args:
        options: as typed, by the names of `add_options`.

    Returns:
        0 when it worked, 2 when a file or a number was refused or nothing could be written.
    """
    try:
        names, offers, terms, echoes = (
            _two_files(options.first, options.second)
            if options.second
            else _one_file(options.first)
        )
        report = Report(names=names, offers=offers, **{**DEFAULTS, **terms, **_given(options)})
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    try:
        _write(options.html, report.html(), [options.first, options.second])
    except OSError as fault:
        return not_written(options.html, fault)
    read_as = "".join(f"{echo}\n" for echo in echoes) + ("\n" if echoes else "")
    return printed(f"{read_as}{report.text()}\nThe same with drawings: {options.html}")


def add_options(parser: argparse.ArgumentParser) -> None:
    """
    Say what the command takes.

    Args:
        parser: is given the files and the options.
    """
    parser.add_argument("first", type=Path, help="TOML file of the first offer, or of both")
    parser.add_argument("second", type=Path, nargs="?", help="TOML file of the second offer")
    parser.add_argument("--years", help="how long you would stay, 4 unless told")
    parser.add_argument("--discount-rate", help="a year, 0.08 unless told")
    parser.add_argument(
        "--band", dest="band_fraction",
        help="too close to call within this fraction, 0.02 unless told",
    )  # fmt: skip
    parser.add_argument(
        "--html", type=Path, default=Path("comparison.html"), help="where the report goes"
    )


def _given(options: argparse.Namespace) -> dict[str, Any]:
    """Read the terms that were typed as options, as the page reads them."""
    specs = specs_of(comparison_answer)
    given, wrong = {}, []
    for name in TERMS:
        if (typed := getattr(options, name)) is not None:
            given[name], faults = read(specs[name], typed, loose=True)
            wrong += [str(fault.at(name)) for fault in faults]
    if wrong:
        raise ValueError("\n".join(wrong))
    return given


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
    said: list[str] = []
    for path in (first, second):
        try:
            offer, faults, echoes = letter_read(text=text_of(path))
            said += [f"{path}: {echo}" for echo in echoes]
            wrong += [f"{path}: {fault}" for fault in faults]
            found += [offer] if offer else []
        except ValueError as fault:
            wrong.append(str(fault))
    if wrong:
        raise ValueError("\n".join(wrong))
    alike = first.stem == second.stem
    names = (str(first), str(second)) if alike else (first.stem, second.stem)
    return names, (found[0], found[1]), {}, tuple(said)


def _one_file(path: Path) -> Found:
    """Read what the comparison of a page saved: both offers and how to compare them."""
    text = text_of(path)
    try:
        document = parse_toml(text)
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from None
    if not {"offer_a", "offer_b"} <= document.keys():
        tables = "both offers, as tables [offer_a] and [offer_b]"
        missing = refusal("the file", path.name, tables, "or name a second file after it")
        raise ValueError(f"{path}: {missing}")
    terms, faults = arguments_of(comparison_answer, text, document)
    if faults:
        raise ValueError("\n".join(f"{path}: {fault}" for fault in faults))
    return ("first", "second"), (terms.pop("offer_a"), terms.pop("offer_b")), terms, ()
