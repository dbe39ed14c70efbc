"""
Compute the golden values of the tax tests anew with Tax-Calculator.

Run in an environment of its own (`pip install taxcalc==6.8.0`):
``python tools/tax_golden.py tests/pay/tax_calculator.csv``. Nothing else needs that package.
"""

import csv
import itertools
import pathlib
import sys

WAGES = (0, 12_000, 60_000, 130_000, 180_000, 247_000, 330_000, 450_000, 503_000, 620_000, 750_000,
         1_000_000, 1_700_000, 3_000_000, 6_000_000)  # fmt: skip
GAINS = (0, 20_000, 90_000, 300_000, 560_000, 777_000, 1_200_000, 2_000_000, 3_000_000)
SHORTS = (40_000, 500_000)
SPREADS = (20_000, 150_000, 600_000, 2_000_000)
MORE = (
    ("joint", 0, 900_000, 0, 0),
    ("joint", 65_000, 80_000, 0, 0),
    ("joint", 90_000, 900_000, 0, 150_000),
    ("joint", 90_000, 1_100_000, 0, 200_000),
    ("joint", 260_000, 10_000, 0, 220_000),
    ("joint", 380_000, 0, 0, 600_000),
    ("joint", 700_000, 900_000, 0, 50_000),
    ("joint", 900_000, 250_000, 0, 0),
    ("joint", 2_500_000, 0, 0, 0),
    ("single", 12_000, 30_000, 0, 0),
    ("single", 12_000, 80_000, 0, 0),
    ("single", 45_000, 560_000, 0, 50_000),
    ("single", 45_000, 700_000, 0, 100_000),
    ("single", 60_000, 0, 0, 0),
    ("single", 65_600, 800, 0, 0),
    ("single", 180_000, 0, 0, 90_000),
    ("single", 245_000, 40_000, 0, 150_000),
    ("single", 450_000, 120_000, 0, 300_000),
    ("single", 700_000, 0, 0, 0),
    ("single", 1_400_000, 0, 0, 2_000_000),
)
"""Cases near thresholds: status, wages, long and short gain, spread."""
STATUS = {"single": 1, "joint": 2}
HEAD = (
    "year status wages_usd long_term_gain_usd other_income_usd spread_usd"
    " income_tax minimum investment payroll"
)


def cases() -> list[tuple[str, int, int, int, int]]:
    """List status, wages, long and short gain, spread: a grid of gains, and a part of it more."""
    gains = itertools.product(STATUS, WAGES, GAINS, (0,), (0,))
    spreads = itertools.product(STATUS, WAGES[1::3], GAINS[::4], (0,), SPREADS)
    shorts = itertools.product(STATUS, WAGES[::3], GAINS[::4], SHORTS, (0, SPREADS[1]))
    return [*gains, *spreads, *shorts, *MORE]


def computed(year: int) -> list[tuple[object, ...]]:
    """Compute one year: every wage is one earner's, aged 35, without children."""
    import pandas
    import taxcalc

    rows = cases()
    frame = pandas.DataFrame(
        {
            "RECID": range(1, len(rows) + 1),
            "MARS": [STATUS[row[0]] for row in rows],
            "age_head": 35,
            "age_spouse": [35 * (row[0] == "joint") for row in rows],
            "e00200": [row[1] for row in rows],
            "e00200p": [row[1] for row in rows],
            "e00200s": 0,
            "p23250": [row[2] for row in rows],
            "p22250": [row[3] for row in rows],
            "cmbtp": [row[4] for row in rows],
            "XTOT": [STATUS[row[0]] for row in rows],
        }
    )
    records = taxcalc.Records(data=frame, start_year=year, gfactors=None, weights=None)
    calculator = taxcalc.Calculator(policy=taxcalc.Policy(), records=records, verbose=False)
    calculator.advance_to_year(year)
    calculator.calc_all()
    found = zip(
        *(calculator.array(name) for name in ("taxbc", "c09600", "niit", "ptax_was", "ptax_amc")),
        strict=True,
    )
    return [
        (year, *row, *(f"{x:.2f}" for x in (tax, minimum, invested, payroll / 2 + extra)))
        for row, (tax, minimum, invested, payroll, extra) in zip(rows, found, strict=True)
    ]


def main() -> None:
    """Write the table to the file that is named."""
    import taxcalc

    with pathlib.Path(sys.argv[1]).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# Tax-Calculator {taxcalc.__version__}, by tools/tax_golden.py\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD.split())
        for year in (2025, 2026):
            writer.writerows(computed(year))


if __name__ == "__main__":
    main()
