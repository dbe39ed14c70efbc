"""The command line: `careerkb compare lab.toml product.toml`, `careerkb ask pay.tax`.

The same as `python -m careerkb`.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(words: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Args:
        words: as typed, or those of the process.

    Returns:
        0 when it worked, 2 when something was refused or nothing could be written.
    """
    for stream in (sys.stdout, sys.stderr):  # a file may have any name
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    typed = list(sys.argv[1:] if words is None else words)
    if typed[:1] == ["ask"]:
        from careerkb.terminal.ask import ask

        return ask(typed[1:])
    from careerkb.terminal.compare import compare

    return compare(_parser().parse_args(typed))


def _parser() -> argparse.ArgumentParser:
    from careerkb.terminal.compare import add_options

    parser = argparse.ArgumentParser(prog="careerkb", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    add_options(commands.add_parser("compare", help="compare two offers, each a TOML file"))
    commands.add_parser("ask", help="ask a calculator; alone, it lists them")
    return parser


if __name__ == "__main__":
    sys.exit(main())
