"""Count moves between academia, industry and government in an open set of careers of doctorates.

The set is GemsLab/Network-Data-Career-Transitions: fetch `temporal.csv` and `organizations.csv`
into a folder and name it. The counts stand in `src/careerkb/data/paths.toml`.
"""

import csv
import sys
from collections import Counter
from pathlib import Path


def moves(folder: Path, first: int, last: int) -> Counter[tuple[str, str]]:
    """
    Count moves by sector.

    Args:
        folder: where the two files lie.
        first: the first year.
        last: the last year.

    Returns:
        Pair of sectors to the number of moves, each as often as people made it.
    """
    with (folder / "organizations.csv").open(newline="") as file:
        sector = {row["Id"]: row["Sector"] for row in csv.DictReader(file)}
    found: Counter[tuple[str, str]] = Counter()
    with (folder / "temporal.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if first <= int(row["Year"]) <= last:
                found[sector[row["From"]], sector[row["To"]]] += int(row["Weight"])
    return found


if __name__ == "__main__":
    for (start, end), count in sorted(moves(Path(sys.argv[1]), 2010, 2015).items()):
        print(f"{start} to {end}: {count:,}")
