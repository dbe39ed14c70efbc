"""The command line: `careerkb compare lab.toml product.toml`, `careerkb diff old.toml new.toml`,
`careerkb ask pay.tax`.

The same as `python -m careerkb`.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

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
    options = _parser().parse_args(typed)
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _parser() -> argparse.ArgumentParser:
    from careerkb.terminal import compare, diff

    parser = argparse.ArgumentParser(prog="careerkb", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    one = commands.add_parser("compare", help="compare two to five offers, each a TOML file")
    compare.add_options(one)
    one.set_defaults(command=compare.compare)
    one = commands.add_parser("diff", help="what changed between two versions of a letter")
    diff.add_options(one)
    one.set_defaults(command=diff.diff)
    commands.add_parser("ask", help="ask a calculator; alone, it lists them")
    return parser


if __name__ == "__main__":
    sys.exit(main())
