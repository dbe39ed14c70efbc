"""What a command reads and prints: text in, text out, each slip in one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from careerkb.answers.answer import File
from careerkb.inputs import refusal

__all__ = ["not_written", "printed", "saved_in", "text_of"]


def text_of(path: Path) -> str:
    """
    Read a file as text.

    Args:
        path: the file.

    Returns:
        Its text, without a byte-order mark.

    Raises:
        ValueError: it cannot be read, or is no text in UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except OSError as fault:
        wrong = f"the file must be readable, got {fault.strerror}"
    except UnicodeDecodeError as fault:
        wrong = f"the file must be text in UTF-8, got byte {fault.start} that is none"
    raise ValueError(f"{path}: {wrong}")


def printed(text: str) -> int:
    """
    Print an answer.

    Args:
        text: the whole of it.

    Returns:
        0, also when whoever reads has seen enough; 2 when it could not be written.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return not_written("the answer", fault)
    return 0


def saved_in(folder: Path, files: Sequence[File]) -> list[str]:
    """
    Write the files of an answer, and none over another.

    Args:
        folder: which exists.
        files: what the answer has to take along.

    Returns:
        A sentence for each file on where it stands.

    Raises:
        ValueError: there is nothing to save, no such folder, or a file of that name in it; then
            nothing is written.
        OSError: a file could not be written.
    """
    if not files:
        raise refusal("--save", str(folder), "left out", "this answer has no file to take along")
    if not folder.is_dir():
        raise refusal("--save", str(folder), "a folder that exists")
    for one in files:
        if (folder / one.name).exists():
            raise refusal("--save", str(folder), f"a folder without a file {one.name}")
    for one in files:
        (folder / one.name).write_text(one.text, "utf-8", newline="")
    return [f"saved {folder / one.name}" for one in files]


def not_written(what: object, fault: OSError) -> int:
    """
    Say on the error stream that something was not written.

    Args:
        what: the file, or words.
        fault: why.

    Returns:
        2, the result of a command that was refused.
    """
    print(f"{what}: not written, {fault.strerror or fault}", file=sys.stderr)
    return 2
