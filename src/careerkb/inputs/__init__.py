"""The one way in: units and ranges, written once, and how text from outside becomes a value.

A parameter annotated with one of the types below is (1) checked, with a message that names
it, (2) a form control, (3) a line in the reference and (4) a strategy of the property tests.
Money is in US dollars, rates are fractions, time is in the unit the name ends with.

Every text from outside, a form, a letter, a saved file, a ledger, becomes a document (nested plain
values), and `read` turns that into records and names every fault by its path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerkb.inputs.checks import check, checked, record
from careerkb.inputs.counts import Count, Number, PositiveCount, Text
from careerkb.inputs.described import descriptions
from careerkb.inputs.fractions import (
    Chance,
    Correlation,
    Fraction,
    Growth,
    PositiveFraction,
    Probability,
    Rate,
)
from careerkb.inputs.marks import Hint, Says, Unit
from careerkb.inputs.money import Usd, YearlyPayUsd
from careerkb.inputs.named import document_of, named, plain, preset_of, presets, written
from careerkb.inputs.reading import Echoes, read, read_arguments
from careerkb.inputs.refusals import Refusal, Refusals, refusal
from careerkb.inputs.spec import Inline, Kept, Spec, spec_of, specs_of
from careerkb.inputs.terms import label_of, labels_of, unknown
from careerkb.inputs.times import Day, Hours, Month, Months, Seconds, Years, day_of
from careerkb.inputs.typed import echo, understood

if TYPE_CHECKING:
    from careerkb.inputs.toml import located, parse_toml, write_toml

__all__ = [
    "Chance",
    "Correlation",
    "Count",
    "Day",
    "Echoes",
    "Fraction",
    "Growth",
    "Hint",
    "Hours",
    "Inline",
    "Kept",
    "Month",
    "Months",
    "Number",
    "PositiveCount",
    "PositiveFraction",
    "Probability",
    "Rate",
    "Refusal",
    "Refusals",
    "Says",
    "Seconds",
    "Spec",
    "Text",
    "Unit",
    "Usd",
    "YearlyPayUsd",
    "Years",
    "check",
    "checked",
    "day_of",
    "descriptions",
    "document_of",
    "echo",
    "label_of",
    "labels_of",
    "located",
    "named",
    "parse_toml",
    "plain",
    "preset_of",
    "presets",
    "read",
    "read_arguments",
    "record",
    "refusal",
    "spec_of",
    "specs_of",
    "understood",
    "unknown",
    "write_toml",
    "written",
]


def __getattr__(name: str) -> Any:
    """Load what reads files only when a file is read: a form is answered without it."""
    if name in ("located", "parse_toml", "write_toml"):
        from careerkb.inputs import toml

        return getattr(toml, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
