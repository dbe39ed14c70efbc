"""The command line: `python -m careerkb compare lab.toml product.toml`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from careerkb.decide.letter import letter_faults, offer_from_toml
from careerkb.pay.offers import Offer
from careerkb.report import report_answers, report_html, report_text

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """
    Run one command.

    Args:
        arguments: as typed, or those of the process.

    Returns:
        0 when it worked, 2 when a file or a number was refused.
    """
    options = _parser().parse_args(arguments)
    found: list[Offer] = []
    wrong: list[str] = []
    for path in (options.first, options.second):
        offer, faults = _read(path)
        wrong += [f"{path}: {fault}" for fault in faults]
        found += [offer] if offer else []
    if not wrong:
        try:
            answers = report_answers(
                _names(options.first, options.second),
                (found[0], found[1]),
                years=options.years,
                discount_rate=options.discount_rate,
                band_fraction=options.band,
            )
        except ValueError as fault:
            wrong = [str(fault)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    print(report_text(answers))
    try:
        options.html.write_text(report_html(answers), "utf-8")
    except OSError as fault:
        print(f"{options.html}: not written, {fault.strerror}", file=sys.stderr)
        return 2
    print(f"The same with drawings: {options.html}")
    return 0


def _names(first: Path, second: Path) -> tuple[str, str]:
    """Call the offers by their files, or by their paths when those are alike."""
    if first.stem == second.stem:
        return str(first), str(second)
    return first.stem, second.stem


def _read(path: Path) -> tuple[Offer | None, list[str]]:
    """Read an offer, or say what is wrong with its file."""
    try:
        text = path.read_text("utf-8")
    except OSError as fault:
        return None, [f"the file must be readable, got {fault.strerror}"]
    except UnicodeDecodeError as fault:
        return None, [f"the file must be text in UTF-8, got byte {fault.start} that is none"]
    try:
        faults = list(letter_faults(text=text))
        return (None, faults) if faults else (offer_from_toml(text=text), [])
    except ValueError as fault:
        return None, [str(fault)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m careerkb", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    compare = commands.add_parser("compare", help="compare two offers, each a TOML file")
    compare.add_argument("first", type=Path, help="TOML file of the first offer")
    compare.add_argument("second", type=Path, help="TOML file of the second offer")
    compare.add_argument("--years", type=int, default=4, help="how long you would stay")
    compare.add_argument("--discount-rate", type=float, default=0.08, help="a year, as a fraction")
    compare.add_argument("--band", type=float, default=0.02, help="too close to call within this")
    compare.add_argument(
        "--html", type=Path, default=Path("comparison.html"), help="where the report goes"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
