"""What is said of each parameter: its line in the docstring, or else what its annotation says."""

from __future__ import annotations

import inspect
import re
from typing import Any

from careerkb.inputs.spec import specs_of

__all__ = ["descriptions"]

BLOCK = re.compile(r"^Args:\n((?:[ ]{4}.*\n?|\n)+)", re.MULTILINE)
LINE = re.compile(r"^ {4}(\w+): ((?:.*)(?:\n {5,}.*)*)", re.MULTILINE)
POINTER = re.compile(r"[;,]? see `[^`]+`|`")


def descriptions(thing: Any) -> dict[str, str]:
    """
    Say what each parameter of a function, or field of a record, is.

    Args:
        thing: the function or class, annotated with types that `spec_of` reads.

    Returns:
        Words by name, in one line each, for the help of a form. A line of the docstring is more
        particular than the annotation and wins; what neither says has the empty text.

    Example:
        >>> from careerkb.inputs.described import descriptions
        >>> from careerkb.pay.schedules import Schedule
        >>> descriptions(Schedule)["cliff_months"]
        'nothing vests before this month; then all that has built up does.'
    """
    block = BLOCK.search(inspect.getdoc(thing) or "")
    found = LINE.findall(block[1]) if block else []
    said = {name: POINTER.sub("", re.sub(r"\s+", " ", words).strip()) for name, words in found}
    return {name: said.get(name) or spec.says for name, spec in specs_of(thing).items()}
