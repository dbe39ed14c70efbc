"""`careerkb diff old.toml new.toml`: what changed between two versions of one letter."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from careerkb.decide.changes import changes_answer
from careerkb.terminal.compare import files_read, terms_given
from careerkb.terminal.files import printed

__all__ = ["add_options", "diff"]


def diff(options: argparse.Namespace) -> int:
    """
    Print what changed between two letters, and what each change adds.

    Args:
        options: as typed, by the names of `add_options`.

    Returns:
        0 when it worked, 2 when a file or a number was refused.
    """
    try:
        _, (before, after), _, echoes = files_read([options.old, options.new])
        terms = terms_given(options, ("years", "discount_rate"))
        said = [word for words in options.said for word in words.replace(",", " ").split()]
        answer = changes_answer(before=before, after=after, only_said=said, **terms)
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    if options.json:
        return printed(json.dumps(asdict(answer), ensure_ascii=False, allow_nan=False, indent=1))
    return printed("\n".join([*echoes, *([""] if echoes else []), str(answer)]))


def add_options(parser: argparse.ArgumentParser) -> None:
    """
    Say what the command takes.

    Args:
        parser: is given the files and the options.
    """
    parser.add_argument("old", type=Path, help="TOML file of the first version")
    parser.add_argument("new", type=Path, help="TOML file of the second, with what was only said")
    parser.add_argument(
        "--said",
        nargs="+",
        default=[],
        metavar="term",
        help="terms of the second that stand in no letter, such as refresher_usd",
    )
    parser.add_argument("--years", help="how long you would stay, 4 unless told")
    parser.add_argument("--discount-rate", help="a year, 0.08 unless told")
    parser.add_argument("--json", action="store_true", help="print the answer as data")
