"""Folders of data files in which each file is one record, named by the file."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

from careerkb.inputs import Refusal, Refusals, located, parse_toml, read, spec_of

__all__ = ["entries", "entry"]

T = TypeVar("T")


def entry(kind: type[T], *, text: str, name: str) -> T:
    """
    Read and check the file of one record.

    Args:
        kind: the class of the record, which has an `id`.
        text: TOML with its other fields.
        name: of the file; without its ending it is the id.

    Returns:
        The record.

    Raises:
        ValueError: a field is missing, unknown or not allowed, or an `id` is given; every fault is
            named with its line.
    """
    document = parse_toml(text, name=name)
    if "id" in document:
        cause = "two files could bear one id"
        twice = Refusal(("id",), document["id"], "left out: the name of the file is the id", cause)
        raise Refusals(located(text, [twice]), name)
    document["id"] = name.removesuffix(".toml")
    made, faults = read(spec_of(kind), document)  # type: ignore[arg-type]
    if faults:
        raise Refusals(located(text, faults), name)
    assert isinstance(made, kind)
    return made


def entries(kind: type[T], folder: str) -> tuple[T, ...]:
    """
    Read every file of a folder.

    Args:
        kind: the class of its records.
        folder: its name, beside the data files.

    Returns:
        The records in alphabetical order of their names.

    Raises:
        ValueError: a file has a fault.
    """
    found = (files("careerkb.data") / folder).iterdir()
    ours = sorted((file for file in found if file.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(entry(kind, text=file.read_text("utf-8"), name=file.name) for file in ours)
