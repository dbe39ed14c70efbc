"""The figures: their files keep the format, raw files with faults are named, methods hold up."""

import csv
import os
import tomllib
from pathlib import Path

import numpy
import pytest
from scipy import stats
from test_house import ROOT

from careerkb import data
from careerkb.evidence.data import UNITS, figure
from careerkb.figures import FIGURES, aijobs
from careerkb.figures.__main__ import main
from careerkb.figures.draft import Draft, bootstrap, quantile, toml
from careerkb.figures.labs import kaplan_meier_median
from careerkb.figures.raw import number, read
from careerkb.site.lint.facts import sum_faults

RAW = Path(os.environ.get("CAREERKB_RAW", ROOT.parent / "shared" / "data"))


def test_every_figure_has_a_maker_and_every_maker_a_file() -> None:
    """Both ways, so that no file is left over and none is missing."""
    assert set(data.figure_names()) == set(FIGURES)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_figure_is_complete(name: str) -> None:
    """Its file passes every check of the format, and says what it is not."""
    made = figure(name=name)
    assert made.rows
    assert made.note.endswith(".")


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_small_group_has_no_number(name: str) -> None:
    """A median of pay rests on at least twenty ranges or the words "too few" stand there."""
    made = figure(name=name)
    if "n" in made.columns and name.startswith("advertised"):
        n = made.columns.index("n")
        last = made.columns.index("median" if "median" in made.columns else "ratio")
        assert all(row[n] >= 20 or row[last] == "too few" for row in made.rows)


def test_what_the_way_of_counting_does() -> None:
    """Row by row and with repeats kept the engineer leads; each range once, nobody does."""
    rows = {(row[0], row[1]): row[2:5] for row in figure(name="pairing_trap").rows}
    naive, repeats, once = (
        rows["ML Engineer", way]
        for way in ("every row a salary", "two ends joined", "repeats dropped")
    )
    assert naive[1] > repeats[1] > 1
    assert once[1] < 1 < once[2]
    assert naive[0] - once[0] > 0.05


@pytest.mark.parametrize(
    ("role", "n", "below", "inside", "start", "width"),
    [("Machine Learning Engineer", 82, 36, 15, 150_000, 50_000),
     ("Research Scientist", 83, 37, 7, 125_000, 25_000)],
)  # fmt: skip
def test_medians_of_bands_are_those_of_the_textbook(
    role: str, n: int, below: int, inside: int, start: float, width: float
) -> None:
    """Counts by hand from the survey: start + (n / 2 - people below) / people inside * width."""
    rows = {row[0]: row[1:] for row in figure(name="earlier_survey_pay").rows}
    assert rows[role][0] == n
    grouped = start + (n / 2 - below) / inside * width
    assert rows[role][1] == pytest.approx(grouped, rel=1e-6)


def test_quantiles_agree_with_numpy() -> None:
    """Linear interpolation between order statistics."""
    values = list(numpy.random.default_rng(1).lognormal(size=101))
    for share in (0, 0.1, 0.25, 0.5, 0.77, 1):
        assert quantile(values, share) == pytest.approx(numpy.quantile(values, share))


@pytest.mark.parametrize("sizes", [(51, 80), (400, 33)])
def test_bootstrap_agrees_with_plain_resampling(sizes: tuple[int, int]) -> None:
    """Drawing middle order statistics directly gives the interval of resampling every value."""
    generator = numpy.random.default_rng(2)
    samples = [generator.lognormal(12, 0.3, size) for size in sizes]
    point, low, high = bootstrap(samples, lambda m: m[0] / m[1], seed=3)
    ratios = [
        numpy.median(generator.choice(samples[0], sizes[0]))
        / numpy.median(generator.choice(samples[1], sizes[1]))
        for _ in range(6_000)
    ]
    assert point == numpy.median(samples[0]) / numpy.median(samples[1])
    assert (low, high) == pytest.approx(numpy.quantile(ratios, (0.025, 0.975)), rel=0.02)


def test_kaplan_meier_agrees_with_scipy() -> None:
    """The median is where SciPy's estimate of the survival function falls to a half."""
    generator = numpy.random.default_rng(4)
    closes, watched = generator.geometric(0.02, 200), generator.integers(1, 150, 200)
    spells = [(int(min(c, w)), bool(c <= w)) for c, w in zip(closes, watched, strict=True)]
    sample = stats.CensoredData.right_censored(
        [days for days, _ in spells], [not closed for _, closed in spells]
    )
    curve = stats.ecdf(sample).sf
    expected = curve.quantiles[numpy.argmax(curve.probabilities <= 0.5)]
    median, low, high = kaplan_meier_median(spells)
    assert median == expected
    assert low is not None
    assert high is not None
    assert low < median < high


def test_kaplan_meier_without_enough_events_has_no_median() -> None:
    """When three quarters are still open, the median is not known."""
    median, _, high = kaplan_meier_median([(10, True), (20, False), (30, False), (40, False)])
    assert median is None
    assert high is None


def test_shares_of_titles_carry_wilsons_interval() -> None:
    """Share and interval follow from the counts, as SciPy has them."""
    rows = figure(name="lab_asks").rows
    assert len(rows) == 4
    for *_, n, count, share, low, high in rows:
        expected = stats.binomtest(int(count), int(n)).proportion_ci(method="wilson")
        assert (share, low, high) == pytest.approx(
            (count / n, expected.low, expected.high), abs=6e-5
        )


def test_research_titles_ask_for_a_doctorate_more_often_than_others() -> None:
    """At the two labs the intervals of research and other titles do not touch."""
    rows = {row[:2]: row[2:] for row in figure(name="lab_asks").rows}
    assert rows["research", "doctorate"][3] > rows["other engineering", "doctorate"][4]
    assert rows["research", "publications"][3] > rows["other engineering", "publications"][4]


@pytest.mark.skipif(not RAW.exists(), reason="the raw data sets are not at hand")
def test_titles_are_counted_once_and_whatever_their_words() -> None:
    """Research titles of both labs, counted again from the raw files without the builder."""
    marks = {}
    for lab in ("anthropic", "openai"):
        with (RAW / f"ai_lab_postings/{lab}_postings_2026-01.csv").open(newline="") as file:
            marks |= {
                (lab, row["title"]): row["phd_mentioned"] == "True"
                for row in csv.DictReader(file)
                if row["role_group"].startswith("Research")
            }
    rows = {row[:2]: row[2:4] for row in figure(name="lab_asks").rows}
    assert rows["research", "doctorate"] == (len(marks), sum(marks.values()))


HEAD = ",".join((*aijobs.SAME, "salary", "salary_in_usd"))


def posting(title: str, salary: float, *, level: str = "SE", size: str = "M") -> str:
    """Write one raw row."""
    return f"2024,{level},FT,{title},USD,US,0,US,{size},{salary},{salary}"


def folder_of(tmp_path: Path, *rows: str) -> Path:
    """Write a raw folder with one file."""
    import gzip

    file = tmp_path / aijobs.FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(gzip.compress("\n".join([HEAD, *rows]).encode()))
    return tmp_path


def test_ends_are_joined_and_repeats_dropped(tmp_path: Path) -> None:
    """Seven rows are two distinct ranges; every dropped row is counted."""
    folder = folder_of(
        tmp_path,
        posting("Research Scientist", 300_000),
        posting("Research Scientist", 200_000),
        posting("Research Scientist", 300_000, size="L"),
        posting("Research Scientist", 200_000, size="L"),
        posting("ML Engineer", 250_000),
        posting("Chef", 90_000),
        posting("Chef", 80_000),
    )
    cleaned = aijobs.clean(folder)
    assert [(r.role, r.low, r.high) for r in cleaned.ranges] == [
        ("Research Scientist", 200_000, 300_000),
        ("ML Engineer", 250_000, 250_000),
    ]
    assert cleaned.rows_read == 7
    assert list(cleaned.dropped.values()) == [2, 2, 1]


@pytest.mark.parametrize(("count", "median"), [(19, "too few"), (20, 109_500)])
def test_fewer_than_twenty_ranges_have_no_median(
    tmp_path: Path, count: int, median: str | int
) -> None:
    """Nineteen distinct ranges are too few; the twentieth gives the median, by hand."""
    rows = [posting("ML Engineer", 100_000 + 1_000 * number) for number in range(count)]
    made = aijobs.base_by_role_and_level(folder_of(tmp_path, *rows))
    senior = next(row for row in made.rows if row[0] == "ML Engineer" and row[1] == "senior")
    assert senior[2:] == [count, median]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"x.csv must be in the folder of raw data"),
        ("a,b\n1,2\n", r"x.csv must have a column 'c', got a, b"),
        ("a,c\n1,2\n1\n", r"x.csv, row 3 must have 2 cells, got 1"),
        ("a,c\n1,2,3\n", r"x.csv, row 2 must have 2 cells"),
    ],
)
def test_a_raw_file_with_a_fault_is_named(
    tmp_path: Path, content: str | None, message: str
) -> None:
    """File, row and column, and what was expected."""
    if content is not None:
        (tmp_path / "x.csv").write_text(content, "utf-8")
    with pytest.raises(ValueError, match=message):
        read(tmp_path, "x.csv", columns=("a", "c"))


def test_a_cell_that_is_no_number_is_named() -> None:
    """File, row, column and the cell."""
    with pytest.raises(ValueError, match=r"x.csv, row 7, column 'pay' must be a number, got 'S'"):
        number("x.csv", 7, "pay", "S")


def test_the_command_reports_a_fault_in_one_line(tmp_path: Path) -> None:
    """A missing raw file is one error, not a traceback."""
    with pytest.raises(ValueError, match="must be in the folder of raw data"):
        main([str(tmp_path)])


def test_writing_and_reading_a_figure_gives_it_back() -> None:
    """What is written parses to the same cells, quotes and all."""
    draft = Draft(
        title='A "quoted" title', sources=["own-count"], as_of="2026", note="None.", rows_read=3,
        rows_used=2, dropped={"odd": 1}, keys=1, columns=[("a", "words"), ("b", "ratio")],
        rows=[["x", 0.123456], ["y", 2.0]],
    )  # fmt: skip
    document = tomllib.loads(toml(draft))
    assert document["rows"] == [["x", 0.1235], ["y", 2]]
    assert document["title"] == 'A "quoted" title'
    assert {column["unit"] for column in document["columns"]} <= set(UNITS)


@pytest.mark.skipif(not RAW.exists(), reason="the raw data sets are not at hand")
def test_every_figure_reproduces() -> None:
    """From the raw data sets, byte for byte; a changed file is seen."""
    assert main([str(RAW), "--check"]) == 0


@pytest.mark.skipif(not RAW.exists(), reason="the raw data sets are not at hand")
def test_a_figure_that_no_longer_reproduces_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One digit changed in one file fails the check and names the figure."""
    from careerkb.figures import __main__ as command

    (tmp_path / "SHA256SUMS").write_text("old", "utf-8")
    for name in data.figure_names():
        text = (command.DATA / f"{name}.toml").read_text("utf-8")
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    file = tmp_path / "projections.toml"
    file.write_text(file.read_text("utf-8").replace("40300", "40301"), "utf-8")
    (tmp_path / "stray.toml").write_text("", "utf-8")
    monkeypatch.setattr(command, "DATA", tmp_path)
    assert main([str(RAW), "--check"]) == 1
    out = capsys.readouterr().out
    assert "projections: DIFFERS" in out
    assert "stray: no function makes this file" in out
    assert (tmp_path / "SHA256SUMS").read_text("utf-8") == "old"


@pytest.mark.skipif(not RAW.exists(), reason="the raw data sets are not at hand")
def test_the_checksums_are_written_with_the_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The builder writes one line a figure, in the form that `sha256sum --check` reads."""
    from careerkb.figures import __main__ as command

    kept = (command.DATA / "SHA256SUMS").read_text("utf-8")
    monkeypatch.setattr(command, "DATA", tmp_path)
    assert main([str(RAW)]) == 0
    assert (tmp_path / "SHA256SUMS").read_text("utf-8") == kept


def test_every_figure_is_as_it_was_made() -> None:
    """Seen without the raw data: each file has the checksum that was written with it."""
    assert list(sum_faults(ROOT / "src/careerkb/data/figures")) == []
