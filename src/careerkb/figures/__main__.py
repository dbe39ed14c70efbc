"""Make every figure from a folder of raw data sets, or check that they reproduce."""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from careerkb.evidence.data import read_figure
from careerkb.figures import FIGURES
from careerkb.figures.draft import toml

DATA = Path(__file__).parent.parent / "data" / "figures"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write each figure that differs, or with ``--check`` name it and fail."""
    parser = argparse.ArgumentParser(prog="python -m careerkb.figures", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of raw data sets")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(arguments)
    differing = 0
    sums = []
    for name, build in FIGURES.items():
        draft = build(options.folder)
        text = toml(draft)
        sums.append(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}.toml\n")
        made = read_figure(name, tomllib.loads(text))
        file = DATA / f"{name}.toml"
        same = file.exists() and file.read_text("utf-8") == text
        differing += not same
        if not same and not options.check:
            file.write_text(text, "utf-8")
        state = "same" if same else "DIFFERS" if options.check else "written"
        drops = "; ".join(f"{count:,} {reason}" for reason, count in made.dropped.items())
        print(f"{name}: {state}, {len(made.rows)} rows from {made.rows_used:,} of"
              f" {made.rows_read:,}" + (f" (dropped: {drops})" if drops else ""))  # fmt: skip
    for extra in sorted({file.stem for file in DATA.glob("*.toml")} - FIGURES.keys()):
        differing += 1
        print(f"{extra}: no function makes this file")
    if not options.check:
        (DATA / "SHA256SUMS").write_text("".join(sums), "utf-8")
    return int(options.check and differing > 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ValueError as fault:
        sys.exit(f"careerkb.figures: {fault}")
