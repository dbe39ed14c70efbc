"""`careerkb compare lab.toml product.toml`: the report on two to five letters.

One file alone will do when it is what a page saved, with both offers in it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from careerkb.browser.transfer import arguments_of
from careerkb.decide.letter import letter_read
from careerkb.decide.report import Report
from careerkb.decide.several import compare_several
from careerkb.inputs import parse_toml, read, refusal, specs_of
from careerkb.pay.comparison import comparison_answer
from careerkb.pay.offers import Offer
from careerkb.terminal.files import not_written, printed, text_of

__all__ = ["add_options", "compare", "files_read", "terms_given"]

DEFAULTS = {"years": 4, "discount_rate": 0.08, "band_fraction": 0.02, "correlation": 0.0}
SPECS = specs_of(comparison_answer) | specs_of(compare_several)
MOST = 5
"""Letters that one report holds."""
Found = tuple[tuple[str, ...], tuple[Offer, ...], dict[str, Any], tuple[str, ...]]


def compare(options: argparse.Namespace) -> int:
    """
    Print the report on some letters and write it with drawings.

    Args:
        options: as typed, by the names of `add_options`.

    Returns:
        0 when it worked, 2 when a file or a number was refused or nothing could be written.
    """
    try:
        names, offers, terms, echoes = (
            files_read(options.files) if len(options.files) > 1 else _one_file(options.files[0])
        )
        given = {**DEFAULTS, **terms, **terms_given(options, DEFAULTS)}
        report = Report(names=names, offers=offers, **given)
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    if options.json:
        return printed(report.json())
    try:
        _write(options.html, report.html(), options.files)
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
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="file",
        help="TOML files of two to five offers, or one of both that a page saved",
    )
    parser.add_argument("--years", help="how long you would stay, 4 unless told")
    parser.add_argument("--discount-rate", help="a year, 0.08 unless told")
    parser.add_argument(
        "--band", dest="band_fraction",
        help="too close to call within this fraction, 0.02 unless told",
    )  # fmt: skip
    parser.add_argument(
        "--correlation", help="of what the shares of two offers bring, 0 unless told"
    )
    parser.add_argument("--json", action="store_true", help="print the answers as data")
    parser.add_argument(
        "--html", type=Path, default=Path("comparison.html"), help="where the report goes"
    )


def terms_given(options: argparse.Namespace, names: Iterable[str]) -> dict[str, Any]:
    """
    Read the terms that were typed as options, as the page reads them.

    Args:
        options: as typed.
        names: of the terms.

    Returns:
        Those that were given.

    Raises:
        ValueError: a line for each that is wrong.
    """
    given, wrong = {}, []
    for name in names:
        if (typed := getattr(options, name)) is not None:
            given[name], faults = read(SPECS[name], typed, loose=True)
            wrong += [str(fault.at(name)) for fault in faults]
    if wrong:
        raise ValueError("\n".join(wrong))
    return given


def _write(path: Path, page: str, read: Sequence[Path]) -> None:
    """Write the report, but never over an offer."""
    for one in read:
        if path.exists() and path.samefile(one):
            raise OSError(0, "it is one of the offers; choose another name")
    path.write_text(page, "utf-8", errors="replace")


def files_read(paths: Sequence[Path]) -> Found:
    """
    Read an offer from each file; call them by their files, or by their paths when alike.

    Args:
        paths: two to five, each another file.

    Returns:
        Names, offers, no terms, and how amounts in words were understood.

    Raises:
        ValueError: a line for each fault; more than five files; one file twice.
    """
    if len(paths) > MOST:
        cause = "leave out what you would not take"
        raise refusal("the files", f"{len(paths)} files", f"at most {MOST}", cause)
    for place, path in enumerate(paths):
        if any(_same(path, one) for one in paths[:place]):
            cause = "each letter is a file of its own"
            raise refusal("the file", str(path), "named once", cause)
    found: list[Offer] = []
    wrong: list[str] = []
    said: list[str] = []
    for path in paths:
        try:
            offer, faults, echoes = letter_read(text=text_of(path))
            said += [f"{path}: {echo}" for echo in echoes]
            wrong += [f"{path}: {fault}" for fault in faults]
            found += [offer] if offer else []
        except ValueError as fault:
            wrong.append(str(fault))
    if wrong:
        raise ValueError("\n".join(wrong))
    stems = [path.stem for path in paths]
    alike = len(set(stems)) < len(stems)
    return tuple(map(str, paths)) if alike else tuple(stems), tuple(found), {}, tuple(said)


def _same(one: Path, other: Path) -> bool:
    return one == other or (one.exists() and other.exists() and one.samefile(other))


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
