"""The reference prints, before each description, what the parameter accepts."""

from careerkb.site.reference import with_ranges
from careerkb.work.publication import chance_of_at_least_one


def test_each_parameter_opens_with_its_range() -> None:
    """The range comes from the annotation, not from the docstring."""
    lines = [":param acceptance: chance.", ":param tries: how often.", ":returns: odds"]
    assert with_ranges(chance_of_at_least_one, lines) == [
        ":param acceptance: *a number from 0 to 1 (probability)*: chance.",
        ":param tries: *a whole number from 1 to 1,000,000 (count)*: how often.",
        ":returns: odds",
    ]


def test_what_has_no_inputs_is_left_alone() -> None:
    """Classes and functions whose types are not inputs keep their docstrings."""
    lines = [":param x: anything"]
    assert with_ranges(print, lines) == lines
